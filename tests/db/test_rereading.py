"""Better rules are applied to what is kept already, and nobody is told anything by that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from db.models import Change, Deadline, DocketEntry, EntryKind, Meaning
from db.rereading import Rereading
from db.store import Store
from tests.db.conftest import BEGAN, docket, entry, need_source, watch

Tell = Callable[..., tuple[Change, ...]]


def as_order(told: DocketEntry, court_id: str) -> Meaning:
    return Meaning(EntryKind.ORDER)


def as_motion(told: DocketEntry, court_id: str) -> Meaning:
    return Meaning(EntryKind.MOTION)


def kinds(store: Store) -> set[EntryKind | None]:
    return {each.kind for docket in store.dockets.of_court("mad") for each in docket.entries}


def reread(store: Store, edition: str, reader: Callable[[DocketEntry, str], Meaning]) -> int:
    store.reader = reader
    return store.read_anew(edition, BEGAN)


def test_what_an_entry_means_is_read_as_it_is_kept(store: Store, tell: Tell) -> None:
    watch(store)
    store.reader = as_order
    tell(docket(entry(500)))
    assert kinds(store) == {EntryKind.ORDER}


def test_kept_entries_are_read_anew_by_a_new_edition(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(*(entry(seq) for seq in range(1, 1201))))
    assert kinds(store) == {None}
    assert reread(store, "first", as_order) == 1200
    assert kinds(store) == {EntryKind.ORDER}
    assert reread(store, "second", as_motion) == 1200
    assert kinds(store) == {EntryKind.MOTION}


def test_an_edition_reads_each_entry_once(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(entry(500)))
    reread(store, "first", as_order)
    assert Rereading(store._connection, "first").is_done
    assert reread(store, "first", as_motion) == 0
    assert kinds(store) == {EntryKind.ORDER}


def test_an_interrupted_reading_goes_on_where_it_was(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(*(entry(seq) for seq in range(1, 1201))))
    Rereading(store._connection, "first").go_on(as_order, BEGAN)
    assert kinds(store) == {None, EntryKind.ORDER}
    asked: list[DocketEntry] = []

    def counted(told: DocketEntry, court_id: str) -> Meaning:
        asked.append(told)
        return Meaning(EntryKind.ORDER)

    reread(store, "first", counted)
    assert len(asked) == 700
    assert kinds(store) == {EntryKind.ORDER}


def test_nobody_is_told_of_a_reading(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(entry(500)))
    before = store.changes.last_id()
    reread(store, "first", as_order)
    assert store.changes.last_id() == before


def with_deadline(told: DocketEntry, court_id: str) -> Meaning:
    """The first hundred entries of a docket order a report each, on a day of its own."""
    if (told.seq or 0) > 100:
        return Meaning(EntryKind.NOTICE)
    due = date(2025, 6, 1) + timedelta(days=told.seq or 0)
    return Meaning(EntryKind.ORDER, deadlines=(Deadline("file a status report", due=due),))


def test_what_follows_is_derived_once_for_each_docket(store: Store, tell: Tell) -> None:
    """However its entries lie among those of others, and though it is read in several parts."""
    need_source(store, "pacer_rss:rid", keep="all")
    for first in (1, 401, 801):
        for number in ("1:25-cv-10676", "1:25-cv-10677"):
            lines = (entry(seq) for seq in range(first, first + 400))
            told = docket(*lines, court_id="rid", number=number, pacer_case_id=number[-5:])
            tell(told, source_id="pacer_rss:rid", complete=False)
    reread(store, "first", lambda told, court_id: Meaning(EntryKind.NOTICE))
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    assert reread(store, "second", with_deadline) == 200
    store._connection.set_trace_callback(None)
    assert len([each for each in asked if each.startswith("delete from obligation")]) == 2
    owed = store.due.obligations(store.due.docket_ids())
    assert Counter(each.docket.number for each in owed) == {
        "1:25-cv-10676": 100,
        "1:25-cv-10677": 100,
    }
