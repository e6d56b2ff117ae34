"""What the user hands in is kept as the answer of a source that nobody asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from commands import home
from db.models import Docket, DocketKey, Problem, Snapshot, Source, SourceKind, WatchedCase
from db.needs import source_id
from db.store import Store

Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Taken:
    """One docket of what was handed in, and what became of it."""

    place: str  # a file's name, or which mail it was
    docket: DocketKey
    caption: str | None  # as we hold it
    source_id: str
    entries: int  # told of
    new: int  # of them, those that were not known
    is_watched: bool
    is_kept: bool
    problems: tuple[Problem, ...]

    @property
    def plain(self) -> Plain:
        return {
            "place": self.place,
            "docket": str(self.docket),
            "caption": self.caption,
            "source": self.source_id,
            "entries": self.entries,
            "new": self.new,
            "known": self.entries - self.new if self.is_kept else 0,
            "watched": self.is_watched,
            "kept": self.is_kept,
            "problems": [each.message for each in self.problems],
        }


def source_of(kind: SourceKind, court_id: str, number: str | None = None) -> Source:
    """A source that is never asked, with nothing remembered of it."""
    return Source(source_id(kind, court_id, number), kind, court_id, "", number)


def take_in(
    store: Store, kind: SourceKind, place: str, snapshot: Snapshot, *, keep_all: bool
) -> Iterator[Taken]:
    """Keep each docket of a snapshot; of those that nobody watches only what a query finds.

    With `keep_all` every docket is kept, and whole.
    """
    for docket in snapshot.dockets:
        source = source_of(kind, docket.court_id, docket.number)
        found = _wanted(store, kind, docket)
        told = docket if keep_all else found
        new = 0 if told is None else _keep(store, source, replace(snapshot, dockets=(told,)))
        yield Taken(
            place,
            docket.key,
            _caption(store, docket),
            source.id,
            len((told or docket).entries),
            min(new, len((told or docket).entries)),
            found is not None,
            told is not None,
            snapshot.problems,
        )


def _wanted(store: Store, kind: SourceKind, docket: Docket) -> Docket | None:
    """The docket where somebody follows it, else what the queries find of it.

    A notice need not name the parties: they are known where the docket is.
    """
    wanted = store.interests(source_of(kind, docket.court_id))
    if wanted.in_docket(docket):
        return docket
    found = wanted.part(replace(docket, caption=_caption(store, docket)))
    return None if found is None else replace(docket, entries=found.entries)


def _keep(store: Store, source: Source, snapshot: Snapshot) -> int:
    """How many entries the store holds more than before."""
    (docket,) = snapshot.dockets
    before = _held(store, docket)
    store.take_in(source, replace(snapshot, source_id=source.id, fetched_at=home.now()))
    return max(_held(store, docket) - before, 0)


def _held(store: Store, docket: Docket) -> int:
    ids = [each.id for each in _headings(store, docket) if each.id is not None]
    return sum(store.dockets.counts(ids).values())


def _caption(store: Store, docket: Docket) -> str | None:
    """An older page may name somebody whose name the court has redacted since."""
    held = _headings(store, docket)
    return held[0].caption if held else docket.caption


def _headings(store: Store, docket: Docket) -> list[Docket]:
    case = WatchedCase(docket.court_id, docket.number, docket.pacer_case_id)
    return store.dockets.headings_of_case(case)
