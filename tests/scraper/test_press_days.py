"""Days as reporters tell them, from the day on which they write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.linking import press_days

TUESDAY = date(2025, 5, 27)


def days(text: str, *today: date) -> list[tuple[str, str]]:
    return [(str(each.first), str(each.last)) for each in press_days.find(text, today)]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("denied on Monday", "2025-05-26", "2025-05-26"),
        ("in a Wednesday court filing", "2025-05-21", "2025-05-21"),
        ("ruled Tuesday", "2025-05-27", "2025-05-27"),
        ("an order issued Friday", "2025-05-23", "2025-05-23"),
        ("late last Friday", "2025-05-23", "2025-05-23"),
        ("on Friday of last week", "2025-05-23", "2025-05-23"),
        ("last Monday", "2025-05-19", "2025-05-26"),
        ("last week", "2025-05-18", "2025-05-25"),
        ("earlier this week", "2025-05-25", "2025-05-27"),
        ("over the weekend", "2025-05-24", "2025-05-25"),
        ("yesterday", "2025-05-26", "2025-05-26"),
        ("three days earlier", "2025-05-24", "2025-05-24"),
        ("two weeks ago", "2025-05-10", "2025-05-16"),
        ("on May 23", "2025-05-23", "2025-05-23"),
        ("on 23 May 2024", "2024-05-23", "2024-05-23"),
        ("in a ruling of Dec. 3", "2024-12-03", "2024-12-03"),
        ("el lunes por la noche", "2025-05-26", "2025-05-26"),
        ("la semana pasada", "2025-05-18", "2025-05-25"),
        ("el 23 de mayo", "2025-05-23", "2025-05-23"),
        ("hace tres días", "2025-05-24", "2025-05-24"),
        ("am Freitagabend", "2025-05-23", "2025-05-23"),
        ("vor zwei Tagen", "2025-05-25", "2025-05-25"),
        ("vendredi dernier", "2025-05-23", "2025-05-23"),
        ("na sexta-feira", "2025-05-23", "2025-05-23"),
    ],
)
def test_a_day_is_resolved_from_the_day_of_the_story(words: str, first: str, last: str) -> None:
    assert days(words, TUESDAY) == [(first, last)]


@pytest.mark.parametrize(
    "words", ["by Friday", "due Wednesday", "until June 4", "no later than 5 p.m. on Friday"]
)
def test_a_deadline_is_no_day_on_which_something_was_done(words: str) -> None:
    assert [each.is_ahead for each in press_days.find(words, [TUESDAY])] == [True]


@pytest.mark.parametrize("words", ["it may be 12 of them", "the march went on", "March", "May I"])
def test_a_month_without_its_day_is_none(words: str) -> None:
    assert days(words, TUESDAY) == []


def test_without_a_day_of_its_own_a_story_tells_only_dates_with_a_year() -> None:
    assert days("on Monday, on May 23 and on May 24, 2025") == [("2025-05-24", "2025-05-24")]


def test_today_is_the_publishers_day_and_the_courts() -> None:
    boston = ZoneInfo("America/New_York")
    after_midnight_utc = datetime(2025, 5, 27, 1, 30, tzinfo=UTC)
    told = press_days.told_on(after_midnight_utc, boston)
    assert told == {date(2025, 5, 26), TUESDAY}
    assert days("ruled today", *told) == [("2025-05-26", "2025-05-27")]
    assert days("ruled Monday", *told) == [("2025-05-26", "2025-05-26")]
    berlin = datetime(2025, 5, 27, 7, tzinfo=timezone(timedelta(hours=2)))
    assert press_days.told_on(berlin, boston) == {TUESDAY}


@given(st.text(max_size=300))
def test_any_text_has_days_in_order_inside_it(text: str) -> None:
    found = press_days.find(text, [TUESDAY])
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(each.first <= each.last for each in found)


@given(st.text(max_size=200))
def test_plain_letters_keep_their_places(text: str) -> None:
    assert len(press_days.plain(text)) == len(text)
