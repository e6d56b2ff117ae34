"""Odd but plausible answers: none of them costs a filing, or shows what a court withdrew."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from db import identity, wording
from db.models import DocketEntry
from db.sightings import Sighting

FEED = "pacer_rss:mad"
API = "courtlistener:mad:1:25-cv-10676"
HEARING = ("Notice of Hearing",)


@pytest.mark.parametrize("day", ["13/45/2025", "02/30/2025", "00/00/0000"])
def test_a_day_that_there_is_not_is_no_day(day: str) -> None:
    told = DocketEntry(text=f"ORDER (Entered: {day})", filed_on=date(2025, 5, 23))
    assert date(2025, 5, 23) in wording.days(told, "America/New_York")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_last_day_of_all_have_neighbours(day: date) -> None:
    assert day in wording.days(DocketEntry(filed_on=day), "America/New_York")


def _feed(seq: int, day: int) -> Sighting:
    at = datetime(2025, 5, day, 16, tzinfo=UTC)
    return Sighting(FEED, f"s{seq}", DocketEntry(seq, labels=HEARING, entered_at=at), at)


def _stub() -> Sighting:
    told = DocketEntry(ref="cl1", labels=HEARING, filed_on=date(2025, 5, 24))
    return Sighting(API, "rcl1", told, datetime(2025, 5, 25, tzinfo=UTC))


def test_a_day_alone_between_two_filings_does_not_make_them_one() -> None:
    """Promise 1. Red when: `by_text` yields its bundles as they are."""
    for told in permutations([_feed(1, 23), _feed(9, 25), _stub()]):
        assert len(identity.group(told, "America/New_York")) == 3


def test_a_day_alone_beside_one_filing_is_that_filing() -> None:
    assert len(identity.group([_feed(1, 23), _stub()], "America/New_York")) == 1
