"""The subject of a message: first the case, so that a mailbox sorts by it, then the news. Pure."""

from __future__ import annotations

import re

from db.models import ChangeKind
from notify import agenda, clock, naming, press_words, substance
from notify.escape import clean
from notify.sentences import sentence
from notify.story import ABOUT_SOURCES, Form, Happening, Story

LONGEST = 150
_LONGEST_CAPTION = 60
_ET_AL = re.compile(r",?\s+et\s?al\.?(?=\s|,|$)", re.IGNORECASE)


def subject(happened: list[Happening], story: Story) -> str:
    """Safe as a mail's subject: one line of at most 150 characters."""
    if story.form is Form.DIGEST or not happened:
        return clean(story.guard.clean(_digest(happened, story)), LONGEST)
    reader = story.reader
    others = len(happened) - 1
    more = reader.say(" and {number} more", number=others) if others else ""
    longest = LONGEST - len(more)
    first = clean(story.guard.clean(_first(happened[0], story, longest)), longest)
    return clean(first + more, LONGEST)


def _first(first: Happening, story: Story, longest: int) -> str:
    room = longest - len(story.reader.say("Not acknowledged: {news}", news=""))
    told = _news(first, story, longest if story.form is Form.ALERT else room)
    if story.form is Form.REMINDER:
        return story.reader.say("Not acknowledged: {news}", news=told)
    return f"Re: {told}" if story.form is Form.UPDATE else told


def _news(first: Happening, story: Story, longest: int) -> str:
    if first.change.kind in ABOUT_SOURCES:
        return sentence(first, story)
    if first.change.kind is not ChangeKind.ENTRY_ADDED:
        told = _event(first, story)
        return f"{_case(first, story)}: {told[:1].lower()}{told[1:]}"
    case = _case(first, story)
    # An update is named as its first message was, or programs part the two.
    named = substance.name if story.form is Form.UPDATE else substance.subject
    return f"{case}: {named(first, story, longest - len(case) - 2)}"


def _event(first: Happening, story: Story) -> str:
    if first.change.kind in agenda.KINDS:
        return agenda.in_brief(first.change, story.reader)
    if first.change.kind is ChangeKind.ARTICLE_LINKED:
        return press_words.subject(first, story)
    return sentence(first, story)


def _case(first: Happening, story: Story) -> str:
    """ "D.V.D. v. DHS (D. Mass. 25-cv-10676)"."""
    docket, cited = story.docket_of(first.change), naming.case(first.docket_keys[0])
    if docket is None or not docket.caption:
        return cited
    return f"{clean(_ET_AL.sub('', docket.caption), _LONGEST_CAPTION)} ({cited})"


def _digest(happened: list[Happening], story: Story) -> str:
    """ "Docket digest, Thu 29 May: 7 filings in 3 cases"."""
    reader = story.reader
    new = (each for each in happened if not each.is_update)
    filings = sum(each.change.kind is ChangeKind.ENTRY_ADDED for each in new)
    reports = [each for each in happened if each.change.kind is ChangeKind.ARTICLE_LINKED]
    stories = sum(len(each.changes) for each in reports)
    counts = [
        reader.count(filings, "{number} filing", "{number} filings") if filings else "",
        _others(len(happened) - filings - len(reports), story),
        reader.count(stories, "{number} story", "{number} stories") if stories else "",
    ]
    told = reader.listed([each for each in counts if each]) or _held(story)
    cases = {each.docket for happening in happened for each in happening.changes if each.docket}
    where = reader.count(len(cases), "in {number} case", "in {number} cases") if cases else ""
    day = "" if reader.today is None else f", {clock.short_day(reader.today, reader.language)}"
    return reader.say("Docket digest{day}: {news}", day=day, news=f"{told} {where}".strip())


def _others(changes: int, story: Story) -> str:
    return story.reader.count(changes, "{number} change", "{number} changes") if changes else ""


def _held(story: Story) -> str:
    return story.reader.count(
        len(story.held), "nothing new, {number} held back", "nothing new, {number} held back"
    )
