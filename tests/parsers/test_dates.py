"""Times in every spelling that feeds use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.parsers import dates

NOON = datetime(2023, 2, 3, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        "Fri, 03 Feb 2023 12:00:00 GMT",
        "Fri, 3 Feb 2023 12:00:00 UTC",
        "Fri, 03 Feb 2023 12:00:00 Z",
        "03 Feb 2023 12:00 +0000",
        "Friday, 03-February-23 12:00:00 GMT",
        "fri, 03 feb 2023 12:00:00 gmt",
        "  Fri, 03 Feb 2023 12:00:00 GMT\n",
        "Fri, 03 Feb 2023 07:00:00 EST",
        "Fri, 03 Feb 2023 7:00:00 EST",
        "Fri, 03 Feb 2023 08:00:00 EDT",
        "Fri, 03 Feb 2023 06:00:00 CST",
        "Fri, 03 Feb 2023 05:00:00 MST",
        "Fri, 03 Feb 2023 04:00:00 PST",
        "Fri, 03 Feb 2023 03:00:00 AKST",
        "Fri, 03 Feb 2023 02:00:00 HST",
        "Fri, 03 Feb 2023 08:00:00 AST",
        "Fri, 03 Feb 2023 22:00:00 ChST",
        "Fri, 03 Feb 2023 07:00:00 (EST)",
        "Fri, 03 Feb 2023 07:00:00 -0500",
        "Fri, 03 Feb 2023 07:00:00 -05:00",
        "Fri, 03 Feb 2023 07:00:00 GMT-0500",
        "Fri, 03 Feb 2023 17:30:00 +0530",
        "Sat, 04 Feb 2023 00:00:00 +1200",
    ],
)
def test_one_moment_has_many_spellings(told: str) -> None:
    assert dates.moment(told) == NOON


@pytest.mark.parametrize("zone", ["", " LOCAL", " Pacific"])
def test_a_time_in_no_zone_that_we_know_is_the_courts_own(zone: str) -> None:
    winter, summer = f"03 Feb 2023 04:00:00{zone}", f"03 Jul 2023 05:00:00{zone}"
    assert dates.moment(winter, "America/Los_Angeles") == NOON
    assert dates.moment(summer, "America/Los_Angeles") == datetime(2023, 7, 3, 12, tzinfo=UTC)
    assert dates.moment(winter) is None


def test_a_named_zone_is_believed_against_the_courts_own() -> None:
    assert dates.moment("03 Feb 2023 07:00:00 EST", "Pacific/Honolulu") == NOON


@pytest.mark.parametrize("told", ["01 Jan 99 00:00:00 GMT", "01 Jan 1999 00:00:00 GMT"])
def test_two_digits_are_a_year_of_our_time(told: str) -> None:
    assert dates.moment(told) == datetime(1999, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "yesterday",
        "Fri, 03 Feb 2023",
        "Fri, 31 Feb 2023 12:00:00 GMT",
        "Fri, 03 Foo 2023 12:00:00 GMT",
        "Fri, 03 Feb 2023 25:00:00 GMT",
        "Fri, 03 Feb 2023 12:61:00 GMT",
        "Fri, 03 Feb 0000 12:00:00 GMT",
        "Fri, 03 Feb 2023 12:00:00 +9900",
        "Mon, 01 Jan 0001 00:00:00 +1000",
        "Fri, ٠٣ Feb 2023 12:00:00 GMT",
        "Fri, 03 Feb 2023 12:00:00 GMT " + "x " * 1000,
    ],
)
def test_what_is_no_time_is_none(told: str) -> None:
    assert dates.moment(told, "America/New_York") is None


@given(st.datetimes(datetime(1971, 1, 1), datetime(9999, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_a_time_that_is_written_is_the_time_that_is_read(at: datetime, minutes: int) -> None:
    at = at.replace(microsecond=0, tzinfo=UTC)
    local = at.astimezone(timezone(timedelta(minutes=minutes)))
    assert dates.moment(format_datetime(local)) == at
