"""A digest: one line for each filing, what is due soon, and what the filters held back. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from db.models import ChangeKind, Deadline
from notify import agenda, links, naming, substance
from notify.links import Link
from notify.sentences import WITHDRAWN, sentence
from notify.story import Coming, Happening, Story
from notify.words import place_of

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
    told = substance.with_papers(substance.subject(happening, story), happening, story)
    answers = substance.answered(happening, story)
    return Brief(
        f"{told}. {answers}" if answers else told, next(links.of_entry(entry, story), None)
    )


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
