"""A digest: one line for each filing, what is due soon, and what the filters held back. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from db.models import ChangeKind
from notify import agenda, links, naming, substance
from notify.links import Link
from notify.sentences import WITHDRAWN, sentence
from notify.story import Happening, Story
from notify.words import place_of

_SOON = timedelta(days=7)
# How the reasons of filters begin (`notify.filters`); what follows is a kind, a ruling or a name.
_REASONS = ("kind ", "ruling ", "no ruling ", "filed by ", "no word of ")


@dataclass(frozen=True, slots=True)
class Brief:
    """One filing or event in one line."""

    headline: str
    link: Link | None = None


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
    if change.kind is not ChangeKind.ENTRY_ADDED:
        found = iter(()) if change.kind in WITHDRAWN else links.of_entry(entry, story)
        return Brief(sentence(happening, story), _link(found, story))
    told = substance.subject(happening, story)
    answers = substance.answered(happening, story)
    return Brief(
        f"{told}. {answers}" if answers else told, next(links.of_entry(entry, story), None)
    )


def _link(found: Iterable[Link], story: Story) -> Link | None:
    return next((each for each in found if story.guard.passes(each.url)), None)


def due_soon(happened: Iterable[Happening], story: Story) -> list[str]:
    """What these filings demand or set for the coming week, the next first."""
    found = sorted(dict.fromkeys(_dated(happened, story)), key=lambda each: each[0])
    return [told for _, told in found]


def _dated(happened: Iterable[Happening], story: Story) -> Iterator[tuple[date, str]]:
    reader, today = story.reader, story.reader.today
    for each in happened:
        entry = story.entry_of(each.change)
        if entry is None or entry.meaning is None or today is None:
            continue
        where = naming.case(each.docket_keys[0])
        for deadline in entry.meaning.deadlines:
            if deadline.ends_on and today <= deadline.ends_on <= today + _SOON:
                yield deadline.ends_on, f"{where}: {agenda.deadline(deadline, reader)}"
        for hearing in entry.meaning.hearings:
            if hearing.on and today <= hearing.on <= today + _SOON:
                yield hearing.on, f"{where}: {agenda.hearing(hearing, each.court_id, reader)}"


def held_back(story: Story) -> list[Held]:
    return [
        Held(f"{_where(each)}: {substance.subject(each, story)}", _reason(held.reason, story))
        if each.change.kind is ChangeKind.ENTRY_ADDED
        else Held(f"{_where(each)}: {sentence(each, story)}", _reason(held.reason, story))
        for held in story.held
        for each in (Happening((held.change,)),)
    ]


def _where(happening: Happening) -> Hashable:
    return naming.case(happening.docket_keys[0]) if happening.docket_keys else happening.court_id


def _reason(told: str, story: Story) -> str:
    reader = story.reader
    for known in _REASONS:
        if told.startswith(known):
            return reader.say(f"{known}{{rest}}", rest=reader.say(told.removeprefix(known)))
    return reader.say(told)
