"""What a watch wants to hear of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from db.models import (
    Change,
    ChangeKind,
    Docket,
    DocketKey,
    EntryKind,
    Route,
    Watch,
    WatchedCase,
)
from notify.match import Matcher

BEGAN = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
LOOK = BEGAN + timedelta(minutes=1)
LATER = BEGAN + timedelta(hours=1)
MAD = "pacer_rss:mad"


def watch(number: str = "1:25-cv-10676", **told: object) -> Watch:
    values: dict[str, object] = {"added_at": BEGAN, "looks": ((MAD, LOOK),)}
    known = ("added_at", "looks", "pacer_case_id")
    values |= {name: told.pop(name) for name in known if name in told}
    case = WatchedCase("mad", number, **values)  # type: ignore[arg-type]
    return Watch("dvd", (case,), **told)  # type: ignore[arg-type]


def change(
    kind: ChangeKind = ChangeKind.ENTRY_ADDED,
    at: datetime = LATER,
    number: str | None = "1:25-cv-10676",
    **told: object,
) -> Change:
    key = None if number is None else DocketKey("mad", number)
    return Change(kind, at, key, **({"source_id": MAD} | told))  # type: ignore[arg-type]


def added(at: datetime = LATER, **told: object) -> Change:
    return change(at=at, new={"entered_at": "2025-05-23T12:30:00Z", "kind": "order"} | told)


def wants(told: Watch, news: Change, docket: Docket | None = None) -> bool:
    found = Matcher([told]).wanting(news, docket)
    return any(verdict.route is Route.NOW for _, verdict in found)


def test_a_filing_in_a_watched_case_is_wanted() -> None:
    assert wants(watch(), added())
    assert wants(watch("25-cv-10676"), added())
    assert not wants(watch("1:25-cv-10677"), added())


def test_another_court_is_another_case() -> None:
    case = WatchedCase("rid", "1:25-cv-10676", added_at=BEGAN)
    assert not wants(Watch("dvd", (case,)), added())


def test_a_case_covers_its_co_defendants() -> None:
    assert wants(watch("1:20-cr-10306"), change(number="1:20-cr-10306-2"))
    assert not wants(watch("1:20-cr-10306-1"), change(number="1:20-cr-10306-2"))


def test_pacers_case_id_decides_where_both_know_it() -> None:
    told = watch(pacer_case_id="282404")
    assert wants(told, added(), Docket("mad", "1:25-cv-10676", pacer_case_id="282404"))
    assert not wants(told, added(), Docket("mad", "3:25-cv-10676", pacer_case_id="7"))


def test_quiet_changes_and_muted_watches_are_silent() -> None:
    assert not wants(watch(muted=True), added())
    assert not wants(watch(), change(quiet=True))


def test_a_watch_made_later_does_not_want_what_was_before() -> None:
    before = BEGAN - timedelta(seconds=1)
    assert not wants(watch(), added(at=before))
    assert not wants(watch(), change(ChangeKind.SOURCE_FAILING, before, number=None))


@pytest.mark.parametrize(
    ("entered_at", "is_wanted"),
    [
        ("2025-05-23T12:00:30Z", True),
        ("2025-05-23T12:00:00Z", True),
        ("2025-05-23T11:59:59Z", False),
        ("2025-05-22T09:00:00Z", False),
        (None, False),
    ],
)
def test_of_the_first_look_only_what_was_entered_since_is_wanted(
    entered_at: str | None, is_wanted: bool
) -> None:
    told = added(at=LOOK, entered_at=entered_at)
    assert wants(watch(), told) is is_wanted
    assert wants(watch(looks=()), told) is is_wanted  # the first look is still to come


def test_an_old_filing_that_comes_after_the_first_look_is_wanted() -> None:
    assert wants(watch(), added(entered_at="2025-01-01T00:00:00Z"))


def test_what_else_the_first_look_finds_is_not_wanted() -> None:
    assert not wants(watch(), change(ChangeKind.DOCKET_OPENED, LOOK))
    assert wants(watch(), change(ChangeKind.RECAPTIONED))


def test_a_repair_by_hand_belongs_to_no_look() -> None:
    assert wants(watch(), change(ChangeKind.ENTRY_EDITED, LOOK, source_id=None))


def test_kinds_sort_filings_and_nothing_else() -> None:
    orders = watch(kinds=(EntryKind.ORDER,))
    assert wants(orders, added())
    assert not wants(orders, added(kind="notice"))
    assert wants(orders, added(kind=None))  # unknown: rather too much than silence
    assert wants(orders, change(ChangeKind.SEALED))


def test_news_of_a_source_is_for_whoever_has_a_case_in_its_court() -> None:
    for kind in (ChangeKind.SOURCE_FAILING, ChangeKind.COVERAGE_CHANGED):
        assert wants(watch(), change(kind, number=None))
        assert wants(watch(), change(kind, LOOK, number=None))  # it is never part of a look
        assert not wants(watch(), change(kind, number=None, source_id="pacer_rss:rid"))


def test_a_gap_is_for_the_case_that_it_concerns() -> None:
    assert wants(watch(), change(ChangeKind.GAP_SUSPECTED))
    assert not wants(watch("1:25-cv-1"), change(ChangeKind.GAP_SUSPECTED))
