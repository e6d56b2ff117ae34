"""Which way a change reaches a watch: at once, with a digest, or only in its margin. Pure.

| what                                            | way                                     |
|-------------------------------------------------|-----------------------------------------|
| what the watch's own filters keep out           | HELD: the next digest lists it in brief |
| a filing of a kind that most people take for    | DIGEST, unless the watch asks for the   |
| noise, and that tells nothing else              | kind by name                            |
| a story of the press                            | NOW, if the watch asks for that; DIGEST |
| news of a source of the press                   | DIGEST                                  |
| all else                                        | NOW, or as the watch's `when` has it    |
"""

from __future__ import annotations

from typing import NamedTuple

from db.models import Change, ChangeKind, DocketEntry, EntryKind, Meaning, Route, Telling, Watch
from db.plain import spaced
from notify import press
from notify.match import Verdict

STORY = "a story of the press"  # why it waits for a digest
SOURCE = "news of a source of the press"

# Summonses and appearances of counsel are as routine as what clerks enter for themselves.
NOISE = frozenset((EntryKind.ADMINISTRATIVE, EntryKind.APPEARANCE, EntryKind.SUMMONS))

# What happens to a filing in the ordinary course; that it was sealed or is gone never is noise.
_ORDINARY = frozenset(
    (
        ChangeKind.ENTRY_ADDED,
        ChangeKind.ENTRY_EDITED,
        ChangeKind.ENTRY_NUMBERED,
        ChangeKind.DOCUMENT_LINKED,
        ChangeKind.DOCUMENT_FREE,
    )
)


class Way(NamedTuple):
    """How a change reaches a watch, and why it is not told at once."""

    route: Route = Route.NOW
    reason: str | None = None


def of(watch: Watch, change: Change, verdict: Verdict, entry: DocketEntry | None) -> Way:
    if verdict.route is Route.HELD:
        return Way(Route.HELD, verdict.reason)
    if press.is_of_press(change):
        return Way(Route.DIGEST, SOURCE) if press.is_of_source(change) else of_story(watch)
    meaning = entry.meaning if entry is not None else None
    if meaning is not None and change.kind in _ORDINARY and _is_noise(meaning, watch):
        return Way(Route.DIGEST, f"kind {spaced(meaning.kind)}")
    return Way()


def of_story(watch: Watch) -> Way:
    return Way() if watch.news is Telling.NOW else Way(Route.DIGEST, STORY)


def _is_noise(meaning: Meaning, watch: Watch) -> bool:
    is_routine = meaning.kind in NOISE and meaning.kind not in watch.kinds
    return is_routine and not _tells_more(meaning)


def _tells_more(meaning: Meaning) -> bool:
    """It rules, sets a day or a deadline, or hides something, whatever its kind."""
    return bool(meaning.disposition or meaning.hearings or meaning.deadlines or meaning.marks)
