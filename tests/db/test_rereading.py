"""Better rules are applied to what is kept already, and nobody is told anything by that."""

from __future__ import annotations

from collections.abc import Callable

from db.models import Change, DocketEntry, EntryKind, Meaning
from db.rereading import Rereading
from db.store import Store
from tests.db.conftest import BEGAN, docket, entry, watch

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
