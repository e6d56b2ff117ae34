from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.migrations import migrate
from db.models import (
    Change,
    Docket,
    DocketEntry,
    Document,
    Snapshot,
    SourceState,
    Watch,
    WatchedCase,
)
from db.store import Store

NOON = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
BEGAN = NOON + timedelta(seconds=1, microseconds=5)
SOURCE = "pacer_rss:mad"
CASE_ID = "282404"
NUMBER = "1:25-cv-10676"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "docket.db"
    migrate(path)
    with Store.open(path) as opened:
        need_source(opened, SOURCE)
        yield opened


def need_source(store: Store, source_id: str, keep: str = "watched") -> None:
    """A source row as `sources.sync` makes it, without a configuration."""
    kind, court_id, *number = source_id.split(":", 2)
    store._connection.execute(
        "insert into source (id, kind, court_id, url, number, keep) values (?, ?, ?, ?, ?, ?)",
        (source_id, kind, court_id, f"https://ecf.example/{kind}", *(number or [None]), keep),
    )


def watch(store: Store, number: str = NUMBER, at: datetime = BEGAN, **told: object) -> Watch:
    case = WatchedCase("mad", number)
    return store.watches.add(Watch(slug="matter", cases=(case,), **told), at)  # type: ignore[arg-type]


def entry(seq: int | None = 500, label: str = "Order", **told: object) -> DocketEntry:
    values: dict[str, object] = {"seq": seq, "labels": (label,), "entered_at": NOON} | told
    return DocketEntry(**values)  # type: ignore[arg-type]


def linked(seq: int, number: int, label: str = "Order", **told: object) -> DocketEntry:
    doc_id = f"09501{seq:07}"
    document = Document(number=number, doc_id=doc_id, url=f"https://ecf.example/doc1/{doc_id}")
    return entry(seq, label, number=number, documents=(document,), **told)


def docket(*entries: DocketEntry, **told: object) -> Docket:
    values: dict[str, object] = {
        "court_id": "mad",
        "number": NUMBER,
        "caption": "D.V.D. v. U.S. Department of Homeland Security",
        "pacer_case_id": CASE_ID,
        "entries": entries,
    }
    return Docket(**(values | told))  # type: ignore[arg-type]


@pytest.fixture
def tell(store: Store) -> Callable[..., tuple[Change, ...]]:
    """Record one answer after another, each a minute after the last."""
    clock = iter(range(1, 10_000))

    def told(*dockets: Docket, source_id: str = SOURCE, **values: object) -> tuple[Change, ...]:
        at = NOON + timedelta(minutes=next(clock))
        snapshot = {
            "state": SourceState.PARTIAL,
            "built_at": at,
            "scope": "Docket entries of type: order,motion",
            "dockets": dockets,
            "window_start": NOON - timedelta(hours=24),
            "source_id": source_id,
            "fetched_at": at,
        }
        return store.record(Snapshot(**(snapshot | values)))  # type: ignore[arg-type]

    return told


def kinds(changes: tuple[Change, ...], *, quiet: bool | None = None) -> list[str]:
    """The kinds of what changed, all or only the quiet or loud ones."""
    return [str(each.kind) for each in changes if quiet is None or each.quiet is quiet]
