"""Repairs by hand: what they join and part at once, that they last, and that they can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import DocketError, NotFound
from db.migrations import migrate
from db.models import Change, ChangeKind, DocketEntry, EntryStatus, Snapshot, SourceState
from db.store import Store
from tests.db.conftest import NOON, SOURCE, docket, entry, linked, need_source, watch

Tell = Callable[..., tuple[Change, ...]]
SHEET = "docket_report:mad:1:25-cv-10676"
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def watched(store: Store) -> None:
    need_source(store, SHEET)
    watch(store)


def held(store: Store) -> list[DocketEntry]:
    return [each for told in store.dockets.of_court("mad") for each in told.entries]


def labels(store: Store) -> list[tuple[str, ...]]:
    return [each.labels for each in held(store)]


def ids(store: Store) -> list[int]:
    return [int(each.id or 0) for each in held(store)]


def test_a_merge_makes_two_entries_one_at_once(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), linked(501, 132, "Order on Motion")))
    first, second = ids(store)
    assert store.repairs.merge([second, first], LATER) == [first]
    (one,) = held(store)
    assert one.number == 132
    assert one.labels == ("Order", "Order on Motion")


def test_a_merge_survives_the_next_poll(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), linked(501, 132)))
    (one,) = store.repairs.merge(ids(store), LATER)
    tell(docket(entry(500, "Order reworded"), linked(501, 132), entry(502)))
    assert ids(store)[0] == one
    assert len(ids(store)) == 2


def test_a_split_undoes_a_merge_and_brings_the_same_entries_back(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), linked(501, 132), entry(502)))
    before = held(store)
    (one,) = store.repairs.merge(ids(store)[:2], LATER)
    assert store.repairs.split(one, LATER) == [int(each.id or 0) for each in before[:2]]
    assert held(store) == before


def test_a_split_undoes_the_last_merge_only(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), entry(501), entry(502)))
    first, second, third = ids(store)
    store.repairs.merge([first, second], LATER)
    store.repairs.merge([first, third], LATER)
    assert store.repairs.split(first, LATER) == [first, third]
    assert store.repairs.split(first, LATER) == [first, second]


@given(merges=st.lists(st.sets(st.integers(0, 4), min_size=2), max_size=4))
@settings(max_examples=20, deadline=None)
def test_splits_undo_any_merges_in_reverse(merges: list[set[int]]) -> None:
    with a_store_of(*(entry(500 + place) for place in range(5))) as store:
        before = held(store)
        survivors = []
        for places in merges:
            alive = [each for place, each in enumerate(ids(store)) if place in places]
            survivors += store.repairs.merge(alive, LATER) if len(alive) > 1 else []
        for survivor in reversed(survivors):
            store.repairs.split(survivor, LATER)
        assert held(store) == before


@contextmanager
def a_store_of(*entries: DocketEntry) -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        migrate(Path(folder) / "docket.db")
        with Store.open(Path(folder) / "docket.db") as store:
            need_source(store, SOURCE, keep="all")
            whole = docket(*entries)
            store.record(
                Snapshot(SourceState.OK, dockets=(whole,), source_id=SOURCE, fetched_at=NOON)
            )
            yield store


def told_by_two_sources(tell: Tell) -> None:
    """One order: without a number in the feed, numbered and with its text on the sheet."""
    tell(docket(entry(500, "Order on Motion for Extension of Time")))
    text = "ELECTRONIC ORDER entered granting 131 Motion for Extension of Time"
    sheet = entry(None, number=132, labels=(), text=text)
    tell(docket(sheet), source_id=SHEET)


def test_a_split_parts_what_the_evidence_joined_and_lasts(store: Store, tell: Tell) -> None:
    told_by_two_sources(tell)
    (one,) = ids(store)
    assert len(store.repairs.split(one, LATER)) == 2
    told_by_two_sources(tell)
    tell(docket(entry(500, "Order on Motion for Extension of Time"), entry(501, "Transcript")))
    assert len(ids(store)) == 3


def test_a_merge_undoes_a_split(store: Store, tell: Tell) -> None:
    told_by_two_sources(tell)
    before = held(store)
    parts = store.repairs.split(ids(store)[0], LATER)
    store.repairs.merge(parts, LATER)
    assert held(store) == before


def test_a_merge_after_a_split_of_three_leaves_the_third_apart(store: Store, tell: Tell) -> None:
    need_source(store, "mail:mad:1:25-cv-10676")
    for source_id in (SOURCE, SHEET, "mail:mad:1:25-cv-10676"):
        tell(docket(entry(500)), source_id=source_id)
    first, second, third = store.repairs.split(ids(store)[0], LATER)
    assert store.repairs.merge([first, second], LATER) == [first]
    tell(docket(entry(500, "Order reworded")))
    assert ids(store) == [first, third]


def test_a_relabelling_stands_above_what_the_source_says_next(store: Store, tell: Tell) -> None:
    tell(docket(entry(500, "Misc")))
    store.repairs.relabel(ids(store)[0], ["Order to facilitate the return"], LATER)
    assert tell(docket(entry(500, "Misc Relief"))) == ()
    assert labels(store) == [("Order to facilitate the return",)]


def test_a_relabelling_with_nothing_brings_the_sources_labels_back(
    store: Store, tell: Tell
) -> None:
    tell(docket(entry(500, "Misc")))
    (one,) = ids(store)
    store.repairs.relabel(one, ["Order"], LATER)
    store.repairs.relabel(one, ["Opinion"], LATER)
    store.repairs.relabel(one, [], LATER)
    assert labels(store) == [("Misc",)]


def test_each_part_of_a_split_entry_can_be_renamed_alone(store: Store, tell: Tell) -> None:
    told_by_two_sources(tell)
    (one,) = ids(store)
    store.repairs.relabel(one, ["Ours"], LATER)
    _, other = store.repairs.split(one, LATER)
    store.repairs.relabel(other, ["Theirs"], LATER)
    assert sorted(labels(store)) == [("Ours",), ("Theirs",)]


def test_what_the_court_seals_is_sealed_whatever_a_person_called_it(
    store: Store, tell: Tell
) -> None:
    tell(docket(entry(500, "Motion")))
    (one,) = ids(store)
    store.repairs.relabel(one, ["Motion about a person"], LATER)
    (sealed,) = tell(docket(entry(500, "Seal")))
    assert (sealed.kind, sealed.quiet) == (ChangeKind.SEALED, False)
    assert labels(store) == [("Seal",)]
    assert "person" not in repr(store.changes.after(0))
    with pytest.raises(DocketError, match="sealed"):
        store.repairs.relabel(one, ["Motion about a person"], LATER)


def test_what_a_repair_changes_is_logged_and_never_sent(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), linked(501, 132)))
    last = store.changes.last_id()
    first, second = ids(store)
    store.repairs.merge([first, second], LATER)
    store.repairs.split(first, LATER)
    store.repairs.relabel(first, ["Opinion"], LATER)
    found = store.changes.after(last)
    assert all(each.quiet for each in found)
    merged = next(each for each in found if each.field == "id")
    assert (merged.old, merged.new) == (str(second), str(first))


def test_a_repair_that_changes_nothing_leaves_no_trace(store: Store, tell: Tell) -> None:
    tell(docket(entry(500)))
    last = store.changes.last_id()
    store.repairs.relabel(ids(store)[0], [], LATER)
    assert store.changes.last_id() == last


def test_an_entry_merged_with_one_that_is_listed_has_not_vanished(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), entry(501)))
    tell(docket(entry(501)))
    first, second = ids(store)
    assert held(store)[0].status is EntryStatus.VANISHED
    store.repairs.merge([first, second], LATER)
    assert held(store)[0].status is EntryStatus.LISTED


def test_entries_of_two_dockets_cannot_be_merged(store: Store, tell: Tell) -> None:
    other = docket(entry(900), number="1:25-cv-10700", pacer_case_id="282428")
    tell(docket(entry(500)), other)
    with pytest.raises(DocketError, match=r"1:25-cv-10676.*1:25-cv-10700"):
        store.repairs.merge(ids(store), LATER)
    assert len(ids(store)) == 2


@pytest.mark.parametrize("asked", [[], [1], [1, 1]])
def test_a_merge_needs_two_entries(store: Store, tell: Tell, asked: list[int]) -> None:
    tell(docket(entry(500)))
    with pytest.raises(DocketError, match="two entries"):
        store.repairs.merge(asked, LATER)


def test_an_entry_that_is_not_kept_is_named(store: Store, tell: Tell) -> None:
    tell(docket(entry(500)))
    with pytest.raises(NotFound, match="no entry 4711"):
        store.repairs.merge([*ids(store), 4711], LATER)


def test_an_entry_that_became_part_of_another_is_no_longer_kept(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), entry(501), entry(502)))
    first, second, third = ids(store)
    store.repairs.merge([first, second], LATER)
    with pytest.raises(NotFound, match=f"no entry {second}"):
        store.repairs.merge([second, third], LATER)


def test_an_entry_told_once_cannot_be_split(store: Store, tell: Tell) -> None:
    tell(docket(entry(500)))
    with pytest.raises(DocketError, match="nothing to split"):
        store.repairs.split(ids(store)[0], LATER)


def test_evidence_that_parts_an_entry_later_does_so_quietly(store: Store, tell: Tell) -> None:
    """Without any repair: a second candidate for the number makes the first pairing doubtful."""
    tell(docket(linked(500, 132)))
    tell(docket(entry(None, number=132, labels=(), text="ORDER")), source_id=SHEET)
    assert len(ids(store)) == 1
    changes = tell(docket(linked(500, 132), linked(501, 132, "Notice")))
    assert len(ids(store)) == 3
    assert len([each for each in changes if not each.quiet]) == 1
