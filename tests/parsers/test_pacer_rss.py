"""What the CM/ECF parser makes of feeds: each `NAME.xml` in `tests/data/pacer_rss` as `NAME.json`.

To add a case, add the two files.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import courts
from db.models import DocketEntry, Snapshot, SourceState
from scraper.parsers import pacer_rss
from tests.parsers.telling import told

DATA = Path(__file__).parents[1] / "data" / "pacer_rss"
MAD = courts.get("mad")
BUILT = datetime(2025, 5, 23, 19, 44, 12, tzinfo=UTC)
HEAD = (DATA / "all_types_loosely_spaced.xml").read_bytes().partition(b"<item>")[0]
TAIL = b"</channel>\n</rss>\n"


def item(
    seq: int,
    label: str = "Order",
    *,
    case: int = 900001,
    caption: str = "Example v. Sample",
    hours_ago: float = 1,
) -> bytes:
    """An item as a district court writes it; `label` and `caption` already escaped."""
    address = "https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl"
    at = f"{BUILT - timedelta(hours=hours_ago):%a, %d %b %Y %H:%M:%S} GMT"
    return (
        f"<item>\n<title>1:25-cv-90001 {caption}</title>\n<link>{address}?{case}</link>\n"
        f"<description>[{label}] </description>\n"
        f'<guid isPermaLink="true">{address}?{case}&#x26;{seq}</guid>\n'
        f"<pubDate>{at}</pubDate>\n</item>\n"
    ).encode()


def feed(*items: bytes) -> bytes:
    return HEAD + b"".join(items) + TAIL


def read(body: bytes, seen: bytes = b"") -> Snapshot:
    return pacer_rss.parse(body, MAD, seen)


def entries(snapshot: Snapshot) -> list[DocketEntry]:
    return [entry for docket in snapshot.dockets for entry in docket.entries]


def seqs(snapshot: Snapshot) -> list[int | None]:
    return [entry.seq for entry in entries(snapshot)]


def codes(snapshot: Snapshot) -> list[str]:
    return [problem.code for problem in snapshot.problems]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xml")), ids=lambda path: path.stem)
def test_a_feed_becomes_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    court = courts.get(expected.pop("court"))
    assert told(pacer_rss.parse(path.read_bytes(), court)) == expected


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xml")), ids=lambda path: path.stem)
def test_the_plain_way_and_the_xml_way_read_the_same(path: Path) -> None:
    body = path.read_bytes()
    by_xml = read(body.replace(b"<item>", b"<item >"))
    assert told(read(body)) == told(by_xml)


# What was seen before.


def test_the_same_list_is_unchanged_though_it_was_built_anew() -> None:
    body = feed(item(2), item(1))
    first = read(body)
    again = read(body.replace(b"19:44:12", b"20:44:12"), first.seen)
    assert again.state is SourceState.UNCHANGED
    assert (again.dockets, again.problems, again.complete) == ((), (), False)
    assert (again.seen, again.scope) == (first.seen, first.scope)
    assert again.built_at == BUILT + timedelta(hours=1)


def test_only_what_is_new_is_read() -> None:
    first = read(feed(item(2), item(1)))
    second = read(feed(item(3, hours_ago=0.5), item(2), item(1)), first.seen)
    assert (second.state, second.complete, seqs(second)) == (SourceState.OK, False, [3])
    third = read(feed(item(3, hours_ago=0.5), item(2), item(1)), second.seen)
    assert third.state is SourceState.UNCHANGED


def test_a_late_arrival_is_new_however_old_its_time() -> None:
    first = read(feed(item(2), item(1, hours_ago=23)))
    assert seqs(read(feed(item(2), item(1, hours_ago=23), item(9, hours_ago=22)), first.seen)) == [
        9
    ]


def test_a_new_event_of_a_known_entry_brings_the_whole_entry() -> None:
    known = item(2, "Order on Motion")
    first = read(feed(known, item(1)))
    second = read(feed(item(2, "Set Deadlines"), known, item(1)), first.seen)
    assert [entry.labels for entry in entries(second)] == [("Order on Motion", "Set Deadlines")]
    assert not second.complete


def test_where_a_young_item_is_gone_everything_is_read() -> None:
    first = read(feed(item(3), item(2, hours_ago=2), item(1, hours_ago=9)))
    second = read(feed(item(3), item(1, hours_ago=9)), first.seen)
    assert (second.state, second.complete, seqs(second)) == (SourceState.OK, True, [3, 1])
    assert second.window_start == BUILT - timedelta(hours=9)


def test_an_item_that_aged_out_is_not_missed() -> None:
    first = read(feed(item(3), item(2, hours_ago=8), item(1, hours_ago=23.9)))
    second = read(feed(item(3), item(2, hours_ago=8)), first.seen)
    assert second.state is SourceState.UNCHANGED
    assert second.window_start == BUILT - timedelta(hours=8)


def test_an_edited_item_makes_everything_be_read() -> None:
    first = read(feed(item(3), item(2, "Continue", hours_ago=2), item(1, hours_ago=9)))
    second = read(feed(item(3), item(2, "Seal", hours_ago=2), item(1, hours_ago=9)), first.seen)
    assert second.complete
    assert [entry.labels for entry in entries(second)] == [("Order",), ("Seal",), ("Order",)]


def test_an_emptied_list_tells_whether_its_items_were_too_young_to_leave() -> None:
    young, old = read(feed(item(1, hours_ago=5))), read(feed(item(1, hours_ago=25)))
    vanished = read(feed(), young.seen)
    assert (vanished.state, vanished.complete, vanished.dockets) == (SourceState.OK, True, ())
    assert vanished.window_start == BUILT - timedelta(hours=24)
    assert read(feed(), old.seen).state is SourceState.UNCHANGED


def test_an_item_that_cannot_be_read_is_told_at_every_answer() -> None:
    bad = item(7).replace(b"1:25-cv-90001 ", b"")
    first = read(feed(bad, item(1)))
    again = read(feed(bad, item(1)), first.seen)
    assert codes(first) == codes(again) == ["bad_item"]
    assert again.state is SourceState.OK


def test_with_an_unreadable_item_nothing_is_said_to_have_vanished() -> None:
    assert read(feed(item(7).replace(b"1:25-cv-90001 ", b""), item(1))).window_start is None


def test_a_known_list_that_is_cut_short_is_down() -> None:
    body = feed(item(2), item(1))
    assert read(body.removesuffix(TAIL), read(body).seen).state is SourceState.DOWN


@pytest.mark.parametrize("seen", [b"x", b"another parser's memory", bytes(24)])
def test_a_strange_memory_costs_only_time(seen: bytes) -> None:
    body = feed(item(2), item(1))
    assert seqs(read(body, seen)) == [2, 1]


@given(st.lists(st.integers(1, 12)), st.lists(st.integers(1, 12)))
def test_what_is_read_with_a_memory_is_what_a_whole_reading_finds(
    before: Sequence[int], after: Sequence[int]
) -> None:
    """Entered in the order of their seqs, the lowest first: a window that moved or lost some."""
    first = read(feed(*(item(seq, hours_ago=13 - seq) for seq in before)))
    body = feed(*(item(seq, hours_ago=13 - seq) for seq in after))
    second, whole = read(body, first.seen), read(body)
    fresh = set(seqs(second))
    assert fresh >= set(after) - set(before)
    assert set(entries(second)) <= set(entries(whole))
    oldest = min(after, default=-11)
    lost = {seq for seq in set(before) - set(after) if seq > oldest}
    assert second.complete or not lost


def test_reading_leaves_the_garbage_collector_at_work() -> None:
    assert gc.isenabled()
    read(feed(item(1)))
    assert gc.isenabled()


# When it was built.


def test_the_build_date_is_found_without_parsing() -> None:
    assert pacer_rss.built_at(feed(item(1))) == BUILT


def test_an_item_is_not_taken_for_the_build_date() -> None:
    assert pacer_rss.built_at(b"<rss><channel>" + item(1) + TAIL) is None


@pytest.mark.parametrize("body", [b"", b"<html>", b"<lastBuildDate>soon</lastBuildDate>"])
def test_without_a_build_date_none_is_told(body: bytes) -> None:
    assert pacer_rss.built_at(body) is None


# Broken and hostile answers.


def test_a_feed_cut_anywhere_gives_its_whole_items_and_is_down() -> None:
    body = feed(item(2), item(1))
    for end in range(1, len(body) - len(b"</rss>\n") + 1):
        cut = read(body[:end])
        assert cut.state is SourceState.DOWN
        assert not cut.complete
        assert seqs(cut) == [2, 1][: body[:end].count(b"</item>")]


def test_deep_nesting_costs_only_the_item_that_does_it() -> None:
    deep = b"<item>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</item>"
    snapshot = read(feed(item(2), deep, item(1)))
    assert (seqs(snapshot), codes(snapshot)) == ([2, 1], ["bad_item"])


def test_items_within_items_cost_no_other() -> None:
    snapshot = read(feed(item(2), b"<item>" * 5000, item(1)))
    assert (seqs(snapshot), snapshot.state) == ([2, 1], SourceState.OK)


def test_a_channel_too_deep_to_read_is_down() -> None:
    snapshot = read(b"<rss>" + b"<channel>" * 5000 + item(1) + TAIL)
    assert snapshot.state is SourceState.DOWN


def test_thousands_of_bad_items_are_told_in_a_few_words() -> None:
    snapshot = read(feed(item(1), *[b"<item></item>"] * 3000))
    assert len(snapshot.problems) == pacer_rss.MOST_PROBLEMS + 1
    assert "2950 more" in snapshot.problems[-1].message
    assert seqs(snapshot) == [1]


def test_a_strange_document_type_is_never_expanded() -> None:
    lines = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "boom">{lines}]>'.encode()
    snapshot = read(bomb + feed(item(1, caption="&a39;")).partition(b"?>")[2])
    assert (snapshot.state, codes(snapshot)) == (SourceState.DOWN, ["doctype"])


@given(st.binary(max_size=40), st.integers(0, 2000))
def test_no_bytes_in_a_feed_are_too_strange(junk: bytes, place: int) -> None:
    body = feed(item(2), item(1))
    snapshot = read(body[:place] + junk + body[place:])
    assert snapshot.state is not SourceState.UNCHANGED


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_of_a_court_break_an_entry(caption: str, label: str) -> None:
    def escaped(words: str) -> str:
        return words.encode("utf-8", "replace").decode().replace("&", "&amp;").replace("<", "&lt;")

    snapshot = read(feed(item(1, escaped(label), caption=escaped(caption))))
    (docket,) = snapshot.dockets
    assert (docket.number, docket.pacer_case_id, seqs(snapshot)) == ("1:25-cv-90001", "900001", [1])
    for words in (docket.caption or "", *docket.entries[0].labels):
        assert words.isprintable()
        assert words == " ".join(words.split())
