"""What one message tells, before it is put into words. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from db import filings
from db.copies import Copy
from db.gaps import GapField
from db.guard import Guard
from db.kinds import of_source
from db.models import (
    Change,
    ChangeKind,
    Deadline,
    Docket,
    DocketEntry,
    DocketKey,
    Hearing,
    Source,
    SourceKind,
    Watch,
)
from notify import press
from notify.press import Piece
from notify.reader import Reader

ABOUT_SOURCES = frozenset(
    (
        ChangeKind.SOURCE_FAILING,
        ChangeKind.SOURCE_BACK,
        ChangeKind.SOURCE_STALE,
        ChangeKind.COVERAGE_CHANGED,
        ChangeKind.GAP_SUSPECTED,
    )
)

# What completes an entry: where the entry itself is told, it is told as it now is.
COMPLETING = frozenset(
    (ChangeKind.ENTRY_NUMBERED, ChangeKind.DOCUMENT_LINKED, ChangeKind.DOCUMENT_FREE)
)


class Form(StrEnum):
    """What kind of message it is."""

    ALERT = "alert"
    DIGEST = "digest"
    REMINDER = "reminder"  # told before, and nobody acknowledged it
    UPDATE = "update"  # what an entry told before now says


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A change that a watch's own filters kept out, and why: "kind appearance"."""

    change: Change
    watch: str  # its slug
    reason: str


@dataclass(frozen=True, slots=True)
class Met:
    """A deadline that an entry met, and which entry had set it."""

    due: date
    set_by: DocketEntry
    is_late: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A deadline or a hearing of a watched case that is still to come."""

    docket: DocketKey
    on: date
    what: Deadline | Hearing


@dataclass(frozen=True, slots=True)
class Looks:
    """How often the cases were looked at since they last had news, before this."""

    times: int
    is_since_news: bool  # else since the watch began: there was no news before
    all_answered: bool


Answer = tuple[int, int]  # our docket id, and the number that an entry answers


@dataclass(frozen=True, slots=True)
class Story:
    """The changes of one message, and what the store knows about them now."""

    message_id: str
    changes: tuple[Change, ...]  # each once, in the order in which they were seen
    watches: tuple[Watch, ...]  # those that wanted them
    thread: str | None = None
    form: Form = Form.ALERT
    held: tuple[HeldBack, ...] = ()  # of a digest: listed in brief, so that nothing is lost
    dockets: Mapping[int, Docket] = field(default_factory=dict)  # by our docket id
    entries: Mapping[str, DocketEntry] = field(default_factory=dict)  # by our entry id
    sources: Mapping[str, Source] = field(default_factory=dict)  # by id
    copies: Mapping[str, Copy] = field(default_factory=dict)  # kept documents, by their address
    documents_path: Path = Path()  # where their files are
    looks: Looks | None = None  # None: it is not about a case
    answered: Mapping[Answer, DocketEntry] = field(default_factory=dict)  # what the entries answer
    met: Mapping[str, tuple[Met, ...]] = field(default_factory=dict)  # by the id of what met them
    reported: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)  # by the entry's id
    coming: tuple[Coming, ...] = ()  # of a digest: what the next days bring, the first first
    guard: Guard = field(default_factory=Guard)
    templates_path: Path | None = None  # where the reader's own templates are
    time_zone: str = "America/New_York"  # the reader's
    language: str = "en"
    now: datetime | None = None  # when it is told; None: no day is today

    @property
    def reader(self) -> Reader:
        return Reader(self.time_zone, self.language, self.now)

    def docket_of(self, change: Change) -> Docket | None:
        return None if change.docket_id is None else self.dockets.get(change.docket_id)

    def entry_of(self, change: Change) -> DocketEntry | None:
        return None if change.entry is None else self.entries.get(change.entry.id)

    def source_of(self, change: Change) -> Source | None:
        return self.sources.get(change.source_id or "")


@dataclass(frozen=True, slots=True)
class Happening:
    """One change, or the same change seen in several dockets: one filing is one line."""

    changes: tuple[Change, ...]
    companions: tuple[Happening, ...] = ()  # papers that came along: see `notify.bursts`

    @property
    def change(self) -> Change:
        return self.changes[0]

    @property
    def is_update(self) -> bool:
        """It was told before, without its text (`notify.later.as_filing`)."""
        return self.change.kind is ChangeKind.ENTRY_ADDED and self.change.field == "text"

    @property
    def docket_keys(self) -> tuple[DocketKey, ...]:
        return tuple(sorted({each.docket for each in self.changes if each.docket is not None}))

    @property
    def court_id(self) -> str | None:
        """Of its docket, or of the source that it is about."""
        if self.change.docket is not None:
            return self.change.docket.court_id
        return court_of(self.change)


def filing(change: Change) -> Mapping[str, Any] | None:
    """What a new entry says, as it now is; None for any other change."""
    is_filing = change.kind is ChangeKind.ENTRY_ADDED and isinstance(change.new, dict)
    return cast(Mapping[str, Any], change.new) if is_filing else None


def is_text(change: Change) -> bool:
    """The words of an entry changed, or came."""
    return change.kind is ChangeKind.ENTRY_EDITED and change.field == "text"


def court_of(change: Change) -> str | None:
    """The court of the source of a change; None for one of the press.

    Source ids begin with `kind:court`; the press has no court.
    """
    if change.source_id is None or change.source_id.startswith(f"{SourceKind.NEWS}:"):
        return None
    return change.source_id.split(":")[1]


def service_of(change: Change) -> str:
    """Who the news of a source is about; a service fails for all of its dockets at once.

    Empty where the news is about a docket: what is missing there concerns nobody else.
    """
    is_of_docket = change.field in (GapField.NUMBERS, GapField.LAST_FILING, GapField.BURST)
    if change.kind not in ABOUT_SOURCES or change.source_id is None or is_of_docket:
        return ""
    kind = of_source(change.source_id)
    return kind.name if kind.of_docket else change.source_id


def happenings(story: Story) -> list[Happening]:
    """The changes of a story, with those that are one filing in several dockets joined.

    Filings come first, in the order in which the court entered them, then what changed on
    the dockets, what the press has of them, and what we learnt about the sources.
    """
    told = press.untold(uncompleted(story.changes))
    courts = [each for each in told if each.kind is not ChangeKind.ARTICLE_LINKED]
    groups = filings.joined(courts, lambda each: _sameness(each, story), lambda each: each.docket)
    groups += press.grouped(each for each in told if each.kind is ChangeKind.ARTICLE_LINKED)
    found = [Happening(tuple(group)) for group in groups]
    return sorted(found, key=lambda each: _order(each, story))


def uncompleted(changes: Iterable[Change]) -> list[Change]:
    """Without what completes an entry that is told as new beside it: its number, its copies."""
    found = list(changes)
    new = {_entry_id(each) for each in found if each.kind is ChangeKind.ENTRY_ADDED}
    return [each for each in found if each.kind not in COMPLETING or _entry_id(each) not in new]


def _entry_id(change: Change) -> str | None:
    return None if change.entry is None else change.entry.id


def _sameness(change: Change, story: Story) -> Hashable:
    """What two changes in different dockets share when they are the same event."""
    if change.kind in ABOUT_SOURCES:
        return (change.kind, change.field, service_of(change) or change.id, repr(change.new))
    if change.docket is None or change.entry is None:
        return ("alone", change.id)
    event = (change.kind, change.field, change.docket.court_id)
    entry = story.entry_of(change)
    told = "" if change.kind is ChangeKind.ENTRY_ADDED else repr((change.old, change.new))
    return (*event, told, *(filings.marks(change.docket, entry) if entry else (change.id,)))


def _order(happening: Happening, story: Story) -> tuple[int, str, int]:
    change = happening.change
    if change.kind in ABOUT_SOURCES:
        return 3, "", change.id or 0
    if change.kind is ChangeKind.ARTICLE_LINKED:
        return 2, "", change.id or 0
    if change.kind is not ChangeKind.ENTRY_ADDED:
        return 1, "", change.id or 0
    entry = story.entry_of(change)
    entered = entry.entered_at if entry is not None else None
    return 0, (entered or change.at).isoformat(), (change.entry and change.entry.number) or 0


def sections(happened: Iterable[Happening]) -> dict[Hashable, list[Happening]]:
    """What happened, by the dockets (or the court) that it happened in."""
    found: dict[Hashable, list[Happening]] = {}
    for each in happened:
        found.setdefault(each.docket_keys or each.court_id, []).append(each)
    return found
