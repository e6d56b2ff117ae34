"""A digest: one line for each filing, what is due soon, and what the filters held back. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from db.models import ChangeKind, Deadline
from notify import agenda, bursts, links, naming, press_words, substance
from notify.links import Link
from notify.press_words import Clipping, Cuttings
from notify.sentences import WITHDRAWN, sentence
from notify.story import Coming, Happening, Story, happenings
from notify.words import place_of

# How the reasons of filters begin (`notify.filters`); what follows is a kind, a ruling or a name.
_REASONS = ("kind ", "ruling ", "no ruling ", "filed by ", "no word of ")


@dataclass(frozen=True, slots=True)
class Brief:
    """One filing or event in one line."""

    headline: str
    link: Link | None = None
    press: str = ""  # who reports it, in a sentence
    clippings: tuple[Clipping, ...] = ()  # the stories that do
    more_clippings: str = ""  # how many of them are not shown


@dataclass(frozen=True, slots=True)
class Part:
    """What happened in one matter, in brief."""

    heading: str
    place: str | None
    briefs: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What the filters of a watch kept out, and which filter."""

    headline: str
    reason: str


def sections(groups: Iterable[list[Happening]], story: Story) -> list[Part]:
    """Each matter's heading, and a line for everything that happened there."""
    return [_part(group, story) for group in groups]


def _part(group: list[Happening], story: Story) -> Part:
    heading, place = place_of(group, story)
    return Part(heading, place, tuple(_brief(each, story) for each in group))


def _brief(happening: Happening, story: Story) -> Brief:
    change, entry = happening.change, story.entry_of(happening.change)
    if change.kind is ChangeKind.ARTICLE_LINKED:
        return _reported(
            press_words.headline(happening, story), None, press_words.of_happening(happening, story)
        )
    if change.kind is not ChangeKind.ENTRY_ADDED:
        found = iter(()) if change.kind in WITHDRAWN else links.of_entry(entry, story)
        return Brief(sentence(happening, story), _link(found, story))
    told = substance.with_papers(substance.subject(happening, story), happening, story)
    if happening.is_update:
        told = story.reader.say("Now with its text: {filing}", filing=told)
    answers = substance.answered(happening, story)
    return _reported(
        f"{told}. {answers}" if answers else told,
        next(links.of_entry(entry, story), None),
        press_words.under(happening, story),
    )


def _reported(headline: str, link: Link | None, found: Cuttings) -> Brief:
    return Brief(headline, link, found.press, found.clippings, found.more)


def _link(found: Iterable[Link], story: Story) -> Link | None:
    return next((each for each in found if story.guard.passes(each.url)), None)


def due_soon(story: Story) -> list[str]:
    """What the coming week brings to the watched cases, the next first."""
    return [f"{naming.case(each.docket)}: {_told(each, story)}" for each in story.coming]


def _told(coming: Coming, story: Story) -> str:
    if isinstance(coming.what, Deadline):
        return agenda.deadline(coming.what, story.reader)
    return agenda.hearing(coming.what, coming.docket.court_id, story.reader)


def held_back(story: Story) -> list[Held]:
    """A line for each event, as for what is told: a motion and its exhibits are one."""
    reasons: dict[int | None, list[str]] = defaultdict(list)
    for held in story.held:
        reasons[held.change.id].append(_reason(held.reason, story))
    changes = {held.change.id: held.change for held in story.held}
    withheld = replace(story, changes=tuple(changes.values()))
    return [
        Held(_in_brief(each, story), "; ".join(_of_all(each, reasons)))
        for each in bursts.folded(happenings(withheld), withheld)
    ]


def _of_all(happening: Happening, reasons: Mapping[int | None, list[str]]) -> Iterable[str]:
    """Each reason once, of the filing and of the papers that came along."""
    whole = (happening, *happening.companions)
    ids = [change.id for each in whole for change in each.changes]
    return dict.fromkeys(reason for change_id in ids for reason in reasons[change_id])


def _in_brief(happening: Happening, story: Story) -> str:
    """With its cases; news of a source names the court itself."""
    if happening.change.kind is ChangeKind.ENTRY_ADDED:
        told = substance.with_papers(substance.subject(happening, story), happening, story)
    else:
        told = sentence(happening, story)
    where = ", ".join(map(naming.case, happening.docket_keys))
    return f"{where}: {told}" if where else told


def _reason(told: str, story: Story) -> str:
    reader = story.reader
    for known in _REASONS:
        if told.startswith(known):
            return reader.say(f"{known}{{rest}}", rest=reader.say(told.removeprefix(known)))
    return reader.say(told)
