"""Days and times in docket prose."""

from __future__ import annotations

import time
from datetime import date

import pytest

from scraper.meaning import days

NEAR = date(2025, 5, 20)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Monday, 3/30/2009, at 10:30 AM", "2009-03-30T10:30"),
        ("May 28, 2025 at 2:00 p.m.", "2025-05-28T14:00"),
        ("10/02/2009 09:00 AM", "2009-10-02T09:00"),
        ("on 6/5/14 at 9am", "2014-06-05T09:00"),
        ("on 6/5/99", "1999-06-05"),
        ("Jun. 4, 2025", "2025-06-04"),
        ("SEPT. 4, 2025", "2025-09-04"),
        ("5-28-2025", "2025-05-28"),
        ("2.10.25", "2025-02-10"),
        ("2025-05-28", "2025-05-28"),
        ("2009-10-02T10:30:00", "2009-10-02T10:30"),
        ("May 28th, 2025", "2025-05-28"),
        ("March 5 2025 10:15 AM", "2025-03-05T10:15"),
        ("28 May 2025", "2025-05-28"),
        ("this 4th day of June, 2025", "2025-06-04"),
        ("the 4th day of June", "2025-06-04"),
        ("June 4-6, 2025", "2025-06-04"),
        ("June 4, 5 and 6, 2025 at 9:30", "2025-06-04T09:30"),
        ("on 6/4 at noon", "2025-06-04T12:00"),
        ("May 28, 2025, at 12:00 noon", "2025-05-28T12:00"),
        ("May 28, 2025 at midnight", "2025-05-28T00:00"),
        ("May 28, 2025 (10:00 a.m.)", "2025-05-28T10:00"),
        ("5/28/2025 (Wednesday) 2 PM", "2025-05-28T14:00"),
        ("5/28/2025 beginning at 9:00 a.m.", "2025-05-28T09:00"),
        ("5/28/2025 at 14:15", "2025-05-28T14:15"),
        ("at 10:00 AM on Wednesday, May 28, 2025", "2025-05-28T10:00"),
        ("10:00 a.m. on the 4th day of June, 2025", "2025-06-04T10:00"),
        ("9:30 AM 05/28/2025", "2025-05-28T09:30"),
        ("May 28, 2025 at 1:30", "2025-05-28"),  # in the morning or after noon: not told
        ("May 28, 2025 at 10 days", "2025-05-28"),
        ("Exhibit 3 June 4, 2025", "2025-06-04"),
    ],
)
def test_a_day_is_read_however_the_court_writes_it(text: str, told: str) -> None:
    assert [_shown(day) for day in days.find(text, NEAR)] == [told]


@pytest.mark.parametrize(
    ("text", "near", "told"),
    [
        ("by May 30", NEAR, "2025-05-30"),
        ("until January 3", date(2025, 12, 20), "2026-01-03"),
        ("on December 30", date(2025, 1, 3), "2024-12-30"),
        ("Feb. 29", date(2024, 3, 5), "2024-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(text: str, near: date, told: str) -> None:
    assert [_shown(day) for day in days.find(text, near)] == [told]
    assert days.find(text, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2/30/2025",
        "June 31, 2025",
        "1:25-cv-10676",
        "call 555-0100",
        "1/2 of it",
        "June 2025",
        "they may 5 days later",
        "on 12-8",
        "13/13/2013",
        "5/28/20255",
        "28 U.S.C. 1331",
        "Exhibits 1-10",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days.find(text, NEAR) == ()


def test_several_days_come_in_order_with_their_places() -> None:
    text = "reset from 5/28/2025 at 2:00 PM to 6/4/2025 at 10:00 AM in Courtroom 3"
    first, second = days.find(text, NEAR)
    assert text[first.start : first.end] == "5/28/2025 at 2:00 PM"
    assert text[second.start : second.end] == "6/4/2025 at 10:00 AM"


@pytest.mark.parametrize(
    "unit",
    ["1", "1/", "1:1", " ", "May ", "1 ", "May 1, ", "5/5/2025 ", "1-1 ", "9:30 AM ", "4th "],
)
def test_hostile_text_is_read_in_a_blink(unit: str) -> None:
    started = time.process_time()
    days.find(unit * (100_000 // len(unit)), NEAR)
    assert time.process_time() - started < 2


def _shown(day: days.Day) -> str:
    return f"{day.on}T{day.at:%H:%M}" if day.at else str(day.on)
