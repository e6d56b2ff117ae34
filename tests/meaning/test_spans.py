"""Lengths of time in docket prose."""

from __future__ import annotations

import time

import pytest

from scraper.meaning import spans


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("within five (5) days", 5),
        ("fourteen days from", 14),
        ("twenty-one (21) days", 21),
        ("TEN (10) business days", 10),
        ("within 14days", 14),
        ("5 (five) days", 5),
        ("seven(7) calendar days", 7),
        ("ninety (90) additional days", 90),
        ("one hundred and twenty (120) days", 120),
        ("one hundred twenty days", 120),
        ("15 day(s)", 15),
        ("a 30-day period", 30),
        ("sixty days' notice", 60),
        ("DUE:15 days after", 15),
        ("two weeks", 14),
        ("6 (six) weeks", 42),
        ("72 hours", 3),
        ("48 hrs", 2),
    ],
)
def test_a_length_of_time_is_told_in_days(text: str, days: int) -> None:
    assert [span.days for span in spans.find(text)] == [days]


@pytest.mark.parametrize(
    "text",
    ["several days", "$30 days", "within 99999999999 days", "18 U.S.C. 3161(h) days", "Sundays"],
)
def test_what_counts_nothing_is_no_length_of_time(text: str) -> None:
    assert spans.find(text) == ()


@pytest.mark.parametrize(
    ("text", "is_business"),
    [
        ("3 business days", True),
        ("two court days", True),
        ("7 calendar days", False),
        ("7 days", False),
    ],
)
def test_business_days_are_told_apart(text: str, is_business: bool) -> None:
    assert [span.is_business_days for span in spans.find(text)] == [is_business]


def test_hours_that_make_no_days_are_rounded_up_and_marked() -> None:
    (span,) = spans.find("within 4 hours")
    assert (span.days, span.is_whole) == (1, False)


def test_a_length_of_time_stands_where_it_is_said_to() -> None:
    text = "shall, within five (5) business days of this order,"
    (span,) = spans.find(text)
    assert text[span.start : span.end] == "five (5) business days"


@pytest.mark.parametrize(
    "text",
    [
        "days " * 20_000,
        "one hundred and " * 7_000 + "days",
        "5 (       " * 10_000 + "days",
        "9" * 100_000,
    ],
)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    spans.find(text)
    assert time.perf_counter() - started < 3
