"""What may be missing: suspected once, told once, closed without a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import gaps
from db.gaps import GapField
from db.models import Change, DocketKey, SourceState
from db.store import Store
from tests.db.conftest import NOON, NUMBER, docket, entry, linked, need_source, watch

Tell = Callable[..., tuple[Change, ...]]
API = f"courtlistener:mad:{NUMBER}"
ATOM = f"courtlistener_atom:mad:{NUMBER}"
PAGE = f"docket_report:mad:{NUMBER}"
KEY = DocketKey("mad", NUMBER)

numbers = st.sets(st.integers(1, 60))


def test_a_hole_lies_between_two_numbers_that_are_seen() -> None:
    found = gaps.holes([130, 135, 132, 131])
    assert found == [(133, 134)]
    assert gaps.spelled([(66, 90), (92, 92)]) == "66-90, 92"


def test_below_the_lowest_number_lies_what_was_before_the_watch() -> None:
    """Red when: `holes` counts from 1."""
    assert gaps.holes(range(130, 136)) == []


def test_an_id_of_pacers_is_no_number_to_count_by() -> None:
    assert gaps.holes([3, 4, 118094571]) == []


@given(numbers)
def test_holes_and_numbers_are_all_from_the_lowest_to_the_highest(seen: set[int]) -> None:
    missing = {each for low, high in gaps.holes(seen) for each in range(low, high + 1)}
    whole = set(range(min(seen), max(seen) + 1)) if seen else set()
    assert missing | seen == whole
    assert not missing & seen


@given(numbers, numbers)
def test_ranges_are_subtracted_and_shared_as_the_numbers_in_them(
    one: set[int], two: set[int]
) -> None:
    def spread(ranges: list[gaps.Range]) -> set[int]:
        return {each for low, high in ranges for each in range(low, high + 1)}

    first, second = gaps.holes(one), gaps.holes(two)
    assert spread(gaps.minus(first, second)) == spread(first) - spread(second)
    assert spread(gaps.common(first, second)) == spread(first) & spread(second)


@pytest.fixture
def watched(store: Store) -> Store:
    for source_id in (API, ATOM, PAGE):
        need_source(store, source_id)
    watch(store)
    return store


def suspected(changes: tuple[Change, ...]) -> list[tuple[str, object, bool]]:
    return [
        (str(each.field), each.new, each.quiet) for each in changes if each.kind == "gap_suspected"
    ]


def test_numbers_left_out_are_information_and_said_once(watched: Store, tell: Tell) -> None:
    """Red when: `_numbers` leaves out `gaps.minus`, so that every answer says it again."""
    first = docket(linked(500, 130), linked(502, 132))
    assert suspected(tell(first)) == [("numbers", [(131, 131)], True)]
    assert suspected(tell(first)) == []
    more = docket(linked(500, 130), linked(502, 132), linked(510, 140))
    assert suspected(tell(more)) == [("numbers", [(133, 139)], True)]
    assert suspected(tell(docket(linked(507, 136)))) == []


def test_it_is_not_said_again_after_a_restart(watched: Store, tell: Tell) -> None:
    tell(docket(linked(500, 130), linked(502, 132)))
    with Store.open(watched.path) as reopened:
        told = reopened.changes.after(0)
        assert [each.field for each in told if each.kind == "gap_suspected"] == ["numbers"]
        (gap,) = reopened.gaps.open()
    assert (gap.docket, gap.field, gap.told) == (KEY, GapField.NUMBERS, [(131, 131)])
    assert suspected(tell(docket(linked(500, 130), linked(502, 132)))) == []


def test_a_hole_that_is_filled_closes_without_a_word(watched: Store, tell: Tell) -> None:
    tell(docket(linked(500, 130), linked(504, 134)))
    assert suspected(tell(docket(linked(502, 132)))) == []
    (gap,) = watched.gaps.open()
    assert gap.told == [(131, 131), (133, 133)]
    assert suspected(tell(docket(linked(501, 131), linked(503, 133)))) == []
    assert watched.gaps.open() == []


def test_what_the_courts_own_page_leaves_out_is_news(watched: Store, tell: Tell) -> None:
    """A page claims to hold the whole docket. Red when: `_left_out` returns []."""
    page = {"source_id": PAGE, "state": SourceState.OK, "window_start": None, "scope": None}
    tell(docket(*(linked(500 + n, n, entered_at=None) for n in (1, 2))), **page)
    more = docket(*(linked(500 + n, n, entered_at=None) for n in (1, 2, 4)))
    assert suspected(tell(more, **page)) == [("numbers", [(3, 3)], False)]


def test_a_part_of_a_page_leaves_nothing_out(watched: Store, tell: Tell) -> None:
    page = {"source_id": PAGE, "state": SourceState.OK, "window_start": None, "complete": False}
    tell(docket(linked(501, 1, entered_at=None)), **page)
    found = suspected(tell(docket(linked(504, 4, entered_at=None)), **page))
    assert found == [("numbers", [(2, 3)], True)]


def test_what_comes_with_the_next_page_is_not_missing(watched: Store, tell: Tell) -> None:
    """Red when: `suspected` does not look at `is_part`."""
    first = docket(linked(500, 130), linked(502, 132), last_filing_on=date(2025, 6, 20))
    api = {"source_id": API, "state": SourceState.OK, "complete": False}
    assert suspected(tell(first, **api, is_part=True)) == []


def filed(on: date, **told: object) -> dict[str, object]:
    return {"entered_at": None, "filed_on": on} | told


def test_a_service_that_knows_of_a_newer_filing_is_believed_once(
    watched: Store, tell: Tell
) -> None:
    """Promise 8. Red when: `is_unseen` returns False."""
    api = {"source_id": API, "state": SourceState.OK, "complete": False, "scope": None}
    old = entry(None, ref="cl1", number=130, **filed(date(2025, 5, 20)))
    assert suspected(tell(docket(old, last_filing_on=date(2025, 5, 20)), **api)) == []
    unseen = docket(old, last_filing_on=date(2025, 5, 28))
    (gap,) = suspected(tell(unseen, **api))
    assert gap == (
        "last_filing_on",
        {"last_filing_on": "2025-05-28", "newest_on": "2025-05-20"},
        False,
    )
    assert suspected(tell(unseen, **api)) == []
    assert suspected(tell(docket(old, last_filing_on=date(2025, 6, 2)), **api)) == []
    assert [each.field for each in watched.gaps.open()] == [GapField.LAST_FILING]
    seen = entry(None, ref="cl2", number=131, **filed(date(2025, 6, 2)))
    assert suspected(tell(docket(seen, last_filing_on=date(2025, 6, 2)), **api)) == []
    assert watched.gaps.open() == []
    again = docket(old, last_filing_on=date(2025, 7, 1))
    assert len(suspected(tell(again, **api))) == 1


def test_a_filing_of_the_next_day_may_be_the_same_evening(watched: Store, tell: Tell) -> None:
    api = {"source_id": API, "state": SourceState.OK, "complete": False}
    told = entry(None, ref="cl1", number=130, **filed(date(2025, 5, 23)))
    tell(docket(told, last_filing_on=date(2025, 5, 23)), **api)
    assert suspected(tell(docket(told, last_filing_on=date(2025, 5, 24)), **api)) == []


def test_a_first_look_is_quiet_about_gaps_too(watched: Store, tell: Tell) -> None:
    api = {"source_id": API, "state": SourceState.OK, "complete": False}
    told = entry(None, ref="cl1", number=130, **filed(date(2025, 5, 20)))
    (gap,) = suspected(tell(docket(told, last_filing_on=date(2025, 5, 28)), **api))
    assert gap[2] is True


def test_a_burst_may_have_passed_by_unlisted(watched: Store, tell: Tell) -> None:
    """Promise 8. Red when: `changes` does not look at `snapshot.burst`."""
    atom = {"source_id": ATOM, "state": SourceState.OK, "complete": False, "scope": None}
    tell(docket(entry(None, ref="cl1", **filed(date(2025, 5, 20)))), **atom)
    news = docket(entry(None, ref="cl2", **filed(date(2025, 5, 23))))
    ((field, new, is_quiet),) = suspected(tell(news, **atom, burst=True))
    assert (field, is_quiet) == ("burst", False)
    assert new == {"from": "2025-05-23T12:01:00Z", "to": "2025-05-23T12:02:00Z"}
    assert suspected(tell(news, **atom)) == []


def test_who_lists_everything_closes_what_a_burst_left_open(watched: Store, tell: Tell) -> None:
    atom = {"source_id": ATOM, "state": SourceState.OK, "complete": False, "scope": None}
    tell(docket(entry(None, ref="cl1", **filed(date(2025, 5, 20)))), **atom)
    tell(docket(entry(None, ref="cl2", **filed(date(2025, 5, 23)))), **atom, burst=True)
    tell(docket(), **atom)
    assert [each.field for each in watched.gaps.open()] == [GapField.BURST]
    tell(docket(), source_id=API, state=SourceState.OK, complete=False)
    assert watched.gaps.open() == []


def test_an_outage_stays_open_until_somebody_has_looked_back(watched: Store, tell: Tell) -> None:
    tell(docket(entry()))
    late = NOON + timedelta(hours=30)
    tell(docket(), fetched_at=late, built_at=late)
    (gap,) = watched.gaps.open()
    assert (gap.docket, gap.field, gap.source_id) == (KEY, GapField.WINDOW, "pacer_rss:mad")
    tell(
        docket(),
        source_id=API,
        state=SourceState.OK,
        complete=False,
        fetched_at=late + timedelta(hours=1),
    )
    assert watched.gaps.open() == []


def test_of_a_docket_that_nobody_watches_nothing_is_suspected(store: Store, tell: Tell) -> None:
    need_source(store, "pacer_rss:rid", keep="all")
    kept = docket(linked(500, 130), linked(502, 132), court_id="rid")
    assert suspected(tell(kept, source_id="pacer_rss:rid")) == []
