"""`docket merge`, `split` and `relabel`, as a person types them."""

from __future__ import annotations

import pytest

from db.models import Snapshot, SourceState
from tests.commands.conftest import House
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, entry, linked, need_source


@pytest.fixture
def entries(house: House) -> list[str]:
    """The ids of two entries of one docket."""
    with house.store() as store:
        need_source(store, SOURCE, keep="all")
        told = docket(entry(500), linked(501, 132, "Order on Motion"))
        store.record(Snapshot(SourceState.OK, dockets=(told,), source_id=SOURCE, fetched_at=NOON))
        (held,) = store.dockets.of_court("mad")
    return [str(each.id) for each in held.entries]


def kept(house: House) -> list[tuple[str, list[str]]]:
    (told,) = house.lines("show", "--court", "mad")
    return [(each["id"], each["labels"]) for each in told["entries"]]


def test_a_merge_shows_the_one_entry_and_a_split_both_again(
    house: House, entries: list[str]
) -> None:
    before = kept(house)
    (merged,) = house.lines("merge", *entries)
    assert (merged["id"], merged["number"]) == (entries[0], 132)
    assert kept(house) == [(entries[0], ["Order", "Order on Motion"])]
    parts = house.lines("split", entries[0])
    assert [each["id"] for each in parts] == entries
    assert kept(house) == before


def test_people_see_the_entry_as_it_is_after_a_repair(house: House, entries: list[str]) -> None:
    told = house.docket("relabel", entries[1], "Order to facilitate", "Opinion").stdout
    assert "132" in told
    assert "Opinion; Order to facilitate" in told


def test_a_relabelling_can_be_undone(house: House, entries: list[str]) -> None:
    house.docket("relabel", entries[0], "Opinion")
    house.docket("relabel", entries[0], "--undo")
    assert kept(house)[0] == (entries[0], ["Order"])


def test_a_repair_is_in_the_log_and_quiet(house: House, entries: list[str]) -> None:
    house.docket("merge", *entries)
    (told,) = [each for each in house.lines("log") if each["field"] == "id"]
    assert (told["kind"], told["docket"], told["quiet"]) == ("entry_edited", f"mad {NUMBER}", True)
    assert (told["old"], told["new"], told["source"]) == (entries[1], entries[0], None)


def test_an_entry_that_is_not_kept_is_an_error_in_one_line(
    house: House, entries: list[str]
) -> None:
    told = house.docket("split", "4711", exits=1).stderr
    assert told == "docket: no entry 4711 is kept; `docket show CASE` has the ids\n"


@pytest.mark.parametrize("words", [["7"], ["7", " "], ["7", "Order", "--undo"]])
def test_a_relabelling_needs_labels_or_undo(house: House, words: list[str]) -> None:
    assert "new labels, or --undo" in house.docket("relabel", *words, exits=2).stderr
