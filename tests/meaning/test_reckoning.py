"""On which day a period ends: worked by hand, and over fifteen years of calendars."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import courts
from scraper.meaning.calendar import is_holiday
from scraper.meaning.reckoning import ends_on, state_of

CIVIL = "Fed. R. Civ. P. 6(a)"
BANKRUPTCY = "Fed. R. Bankr. P. 9006(a)"
APPELLATE = "Fed. R. App. P. 26(a)"


@pytest.mark.parametrize(
    ("court_id", "start", "days", "end", "why"),
    [
        ("mad", "2025-05-23", 5, "2025-05-28", "Memorial Day within a period counts"),
        ("mad", "2025-05-19", 7, "2025-05-27", "a period does not end on Memorial Day"),
        ("mad", "2025-05-23", 1, "2025-05-27", "nor on Saturday, nor on that Monday"),
        ("mad", "2025-04-07", 14, "2025-04-22", "nor on Patriots' Day in Massachusetts"),
        ("nysd", "2025-04-07", 14, "2025-04-21", "of which New York knows nothing"),
        ("ca1", "2025-04-07", 14, "2025-04-22", "the First Circuit's clerk sits in Boston"),
        ("mab", "2025-04-07", 14, "2025-04-22", "so does the bankruptcy court"),
        ("scotus", "2025-04-02", 14, "2025-04-16", "the Supreme Court keeps no state's holidays"),
        ("dcd", "2025-04-02", 14, "2025-04-17", "Emancipation Day is one of the District's"),
        ("vaed", "2025-04-02", 14, "2025-04-16", "and not of Virginia"),
        ("mad", "2024-12-11", 14, "2024-12-26", "Christmas"),
        ("mad", "2024-12-18", 14, "2025-01-02", "New Year's Day of the next year"),
        ("mad", "2021-12-17", 14, "2022-01-03", "New Year's Day, observed in the old year"),
        ("mad", "2020-06-19", 14, "2020-07-06", "July 4 on a Saturday is observed on Friday"),
        ("mad", "2020-06-05", 14, "2020-06-19", "Juneteenth was no holiday before 2021"),
        ("mad", "2021-06-04", 14, "2021-06-21", "and was observed on a Friday in its first year"),
        ("mad", "2023-06-05", 14, "2023-06-20", "and is one now"),
        (
            "gand",
            "2025-02-03",
            14,
            "2025-02-18",
            "a state's own list takes no federal holiday away",
        ),
        ("dcd", "2021-01-06", 14, "2021-01-21", "Inauguration Day in Washington"),
        ("mdd", "2021-01-06", 14, "2021-01-20", "and only there"),
        ("mad", "2009-11-06", 10, "2009-11-23", "before December 2009 ten days were business days"),
        ("mab", "2009-11-06", 10, "2009-11-16", "but not in bankruptcy"),
        ("mab", "2009-11-06", 7, "2009-11-18", "where seven were; Veterans Day is left out"),
    ],
)
def test_a_period_ends_on_the_day_of_the_rule(
    court_id: str, start: str, days: int, end: str, why: str
) -> None:
    assert ends_on(date.fromisoformat(start), days, court_id)[0] == date.fromisoformat(end), why


@pytest.mark.parametrize(
    ("court_id", "rule"),
    [
        ("mad", CIVIL),
        ("mab", BANKRUPTCY),
        ("azb", BANKRUPTCY),
        ("ca9", APPELLATE),
        ("scotus", "Sup. Ct. R. 30.1"),
        ("cit", "USCIT R. 6(a)"),
        ("uscfc", "RCFC 6(a)"),
        ("no such court", CIVIL),
    ],
)
def test_each_court_reckons_by_its_rule(court_id: str, rule: str) -> None:
    assert ends_on(date(2025, 5, 23), 5, court_id)[1] == rule


def test_business_days_leave_out_weekends_and_holidays() -> None:
    assert ends_on(date(2022, 11, 18), 3, "ca9", is_business_days=True)[0] == date(2022, 11, 23)
    # The day after Thanksgiving is a holiday in California, not in Massachusetts.
    assert ends_on(date(2022, 11, 18), 4, "ca9", is_business_days=True)[0] == date(2022, 11, 28)
    assert ends_on(date(2022, 11, 18), 4, "ca1", is_business_days=True)[0] == date(2022, 11, 25)
    assert ends_on(date(2025, 5, 22), 2, "mad", is_business_days=True)[0] == date(2025, 5, 27)


def test_every_court_keeps_the_holidays_of_its_own_state() -> None:
    names = holidays.country_holidays("US").subdivisions_aliases
    states = {name.removesuffix(", U.S."): state for name, state in names.items()}
    for court in courts.every():
        if court.level in (courts.CourtLevel.DISTRICT, courts.CourtLevel.BANKRUPTCY):
            # "West Virginia" ends with "Virginia": the longest name that fits is meant.
            name = max((name for name in states if court.short_name.endswith(name)), key=len)
            assert state_of(court.id) == states[name], court.id


COURTS = st.sampled_from(["mad", "txsd", "cacb", "ca1", "dcd", "prd", "scotus", "ilnd", "hid"])
STARTS = st.dates(date(2010, 1, 1), date(2025, 12, 31))
LENGTHS = st.integers(1, 400)


@settings(deadline=None)
@given(STARTS, LENGTHS, COURTS)
def test_no_period_ends_on_a_day_off(start: date, days: int, court_id: str) -> None:
    end, _ = ends_on(start, days, court_id)
    assert end.weekday() < 5
    assert not is_holiday(end, state_of(court_id))


@settings(deadline=None)
@given(STARTS, LENGTHS, COURTS)
def test_a_period_is_as_long_as_told_and_runs_on_only_over_days_off(
    start: date, days: int, court_id: str
) -> None:
    end, _ = ends_on(start, days, court_id)
    last = start + timedelta(days=days)
    between = [last + timedelta(days=count) for count in range((end - last).days)]
    assert last <= end <= last + timedelta(days=5)
    assert all(day.weekday() > 4 or is_holiday(day, state_of(court_id)) for day in between)


@settings(deadline=None)
@given(STARTS, LENGTHS, COURTS)
def test_a_longer_period_never_ends_sooner(start: date, days: int, court_id: str) -> None:
    assert ends_on(start, days, court_id)[0] <= ends_on(start, days + 1, court_id)[0]


@settings(deadline=None)
@given(STARTS, st.integers(1, 60), COURTS)
def test_business_days_never_end_sooner_than_days(start: date, days: int, court_id: str) -> None:
    in_business_days, _ = ends_on(start, days, court_id, is_business_days=True)
    assert in_business_days >= ends_on(start, days, court_id)[0]
