"""What may be asked of a metered service, by the times of what was asked before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db import budget
from db.budget import Window
from db.config import CourtListener

NOON = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
LIMITS = budget.windows(CourtListener())


def ago(**span: float) -> datetime:
    return NOON - timedelta(**span)


def test_what_is_left_of_each_window() -> None:
    asked = [ago(hours=30), ago(hours=2), ago(minutes=30), ago(seconds=10)]
    minute, hour, day = budget.left(LIMITS, asked, NOON)
    assert (minute.used, hour.used, day.used) == (1, 2, 3)
    assert (minute.limit, hour.limit, day.limit) == (5, 50, 125)
    assert {each.next_at for each in (minute, hour, day)} == {NOON}


def test_a_full_window_frees_when_its_oldest_request_leaves_it() -> None:
    asked = [ago(seconds=second) for second in (50, 40, 30, 20, 10)]
    minute, _, _ = budget.left(LIMITS, asked, NOON)
    assert minute.next_at == ago(seconds=50) + timedelta(minutes=1) + budget.UNDER_WAY
    assert budget.next_at(LIMITS, asked, NOON) == minute.next_at
    assert budget.next_at(LIMITS, asked, minute.next_at) == minute.next_at


def test_the_service_s_own_word_goes_before_our_count() -> None:
    until = NOON + timedelta(hours=3)
    assert budget.next_at(LIMITS, [], NOON, until) == until
    assert budget.next_at(LIMITS, [], until, NOON) == until


def test_a_request_counts_at_the_service_a_little_later_than_here() -> None:
    window = Window("minute", timedelta(minutes=1), 1)
    (left,) = budget.left([window], [ago(seconds=61)], NOON)
    assert left.used == 1


def test_a_share_of_the_day_can_be_left_to_others() -> None:
    assert [each.limit for each in budget.sparing(LIMITS, 0.2)] == [5, 50, 100]
    assert [each.limit for each in budget.sparing(LIMITS, 0.0)] == [5, 50, 125]
    scarce = budget.windows(CourtListener(per_day=1))
    assert [each.limit for each in budget.sparing(scarce, 0.2)] == [5, 50, 1]


def test_a_day_holds_no_more_than_its_shorter_windows_let_through() -> None:
    assert budget.per_day(LIMITS) == 125
    assert budget.per_day(budget.windows(CourtListener(per_hour=2))) == 48


_waits = some.lists(some.floats(0, 5000, allow_nan=False), max_size=150)
_limits = some.tuples(some.integers(1, 6), some.integers(1, 12), some.integers(1, 40))


@given(waits=_waits, limits=_limits, is_eager=some.booleans())
def test_whoever_goes_by_it_never_asks_too_much(
    waits: list[float], limits: tuple[int, int, int], *, is_eager: bool
) -> None:
    per_minute, per_hour, per_day = limits
    windows = budget.windows(
        CourtListener(per_minute=per_minute, per_hour=per_hour, per_day=per_day)
    )
    now, asked = NOON, list[datetime]()
    for wait in waits:
        now += timedelta(seconds=wait)
        free_at = budget.next_at(windows, asked, now)
        if free_at > now and is_eager:
            assert any(_is_full(each, asked, now) for each in windows)  # it keeps none back
            now = free_at
        if budget.next_at(windows, asked, now) <= now:
            asked.append(now)
    for window in windows:
        for at in asked:
            inside = [each for each in asked if at <= each < at + window.span]
            assert len(inside) <= window.limit


def _is_full(window: Window, asked: list[datetime], now: datetime) -> bool:
    return sum(at + window.span + budget.UNDER_WAY > now for at in asked) >= window.limit


@pytest.mark.parametrize("used", [0, 4])
def test_where_some_is_left_the_next_may_go_now(used: int) -> None:
    assert budget.next_at(LIMITS, [ago(seconds=5)] * used, NOON) == NOON
