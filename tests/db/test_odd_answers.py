"""Odd but plausible answers: none of them costs a filing, or shows what a court withdrew."""

from __future__ import annotations

from datetime import date

import pytest

from db import wording
from db.models import DocketEntry


@pytest.mark.parametrize("day", ["13/45/2025", "02/30/2025", "00/00/0000"])
def test_a_day_that_there_is_not_is_no_day(day: str) -> None:
    told = DocketEntry(text=f"ORDER (Entered: {day})", filed_on=date(2025, 5, 23))
    assert date(2025, 5, 23) in wording.days(told, "America/New_York")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_last_day_of_all_have_neighbours(day: date) -> None:
    assert day in wording.days(DocketEntry(filed_on=day), "America/New_York")
