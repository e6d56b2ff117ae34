"""What one message tells, before it is put into words. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from db import courts, numbers
from db.gaps import GapField
from db.kinds import of_source
from db.models import Change, ChangeKind, Docket, DocketEntry, DocketKey, Source, Watch

ABOUT_SOURCES = frozenset(
    (
        ChangeKind.SOURCE_FAILING,
        ChangeKind.SOURCE_BACK,
        ChangeKind.SOURCE_STALE,
        ChangeKind.COVERAGE_CHANGED,
        ChangeKind.GAP_SUSPECTED,
    )
)


@dataclass(frozen=True, slots=True)
class Story:
    """The changes of one message, and what the store knows about them now."""

    message_id: str
    changes: tuple[Change, ...]  # each once, in the order in which they were seen
    watches: tuple[Watch, ...]  # those that wanted them
    thread: str | None = None
    dockets: Mapping[int, Docket] = field(default_factory=dict)  # by our docket id
    entries: Mapping[str, DocketEntry] = field(default_factory=dict)  # by our entry id
    sources: Mapping[str, Source] = field(default_factory=dict)  # by id
    time_zone: str = "America/New_York"  # the reader's

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

    @property
    def change(self) -> Change:
        return self.changes[0]

    @property
    def docket_keys(self) -> tuple[DocketKey, ...]:
        return tuple(sorted({each.docket for each in self.changes if each.docket is not None}))

    @property
    def court_id(self) -> str | None:
        """Of its docket, or of the source that it is about."""
        if self.change.docket is not None:
            return self.change.docket.court_id
        return court_of(self.change)


def court_of(change: Change) -> str | None:
    """The court of the source of a change; source ids begin with `kind:court`."""
    return change.source_id.split(":")[1] if change.source_id else None


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
    the dockets, then what we learnt about the sources.
    """
    joined: dict[Hashable, list[list[Change]]] = {}
    for change in story.changes:
        _join(joined.setdefault(_sameness(change, story), []), change)
    found = [Happening(tuple(group)) for groups in joined.values() for group in groups]
    return sorted(found, key=lambda each: _order(each, story))


def _join(groups: list[list[Change]], change: Change) -> None:
    """Add a change to the first group that has none of its docket yet.

    Two orders of one second in one docket are two filings, however alike they look.
    """
    for group in groups:
        if change.docket is not None and all(change.docket != each.docket for each in group):
            group.append(change)
            return
    groups.append([change])


def _sameness(change: Change, story: Story) -> Hashable:
    """What two changes in different dockets share when they are the same event."""
    if change.docket is None:
        return ("alone", change.id)
    event = (change.kind, change.field, change.docket.court_id)
    if change.kind in ABOUT_SOURCES:
        return (*event, service_of(change) or change.id, repr(change.new))
    if change.entry is None:
        return ("alone", change.id)
    told = "" if change.kind is ChangeKind.ENTRY_ADDED else repr((change.old, change.new))
    return (*event, told, *_filing(change, story.entry_of(change)))


def _filing(change: Change, entry: DocketEntry | None) -> Iterator[Hashable]:
    """The marks of one filing that was entered in several dockets.

    PACER gives the parts of a joint filing one document; an appellate court one part id;
    text orders of co-defendants share their case's core number, label and second.
    """
    if change.entry is None or change.docket is None:
        return
    if entry is not None and entry.documents and entry.documents[0].doc_id:
        yield entry.documents[0].doc_id
    elif _is_appellate(change.docket.court_id) and change.entry.seq is not None:
        yield change.entry.seq
    else:
        yield numbers.core(change.docket.number)
        yield change.entry.number, change.entry.labels
        yield (entry.entered_at, entry.text) if entry is not None else change.id


def _is_appellate(court_id: str) -> bool:
    court = courts.find(court_id)
    return court is not None and court.level is courts.CourtLevel.APPELLATE


def _order(happening: Happening, story: Story) -> tuple[int, str, int]:
    change = happening.change
    if change.kind in ABOUT_SOURCES:
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
