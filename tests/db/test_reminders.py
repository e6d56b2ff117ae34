"""When people are told of a due day, by the clock of its court."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from db.models import Source, SourceKind, SourceState
from db.reminders import DueDay, Sight, Step, Told, next_turn, sight, step

HONOLULU = ZoneInfo("Pacific/Honolulu")
BOSTON = ZoneInfo("America/New_York")
KNOWN = Told(datetime(2025, 1, 1, tzinfo=UTC))


def due(day: date, zone: ZoneInfo = BOSTON) -> DueDay:
    return DueDay(day, zone, lambda each: each == date(2025, 5, 26))


def at(day: date, hour: int, zone: ZoneInfo = BOSTON) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (at(date(2025, 5, 26), 12), None),
        (at(date(2025, 5, 27), 7), Step.SOON),
        (at(date(2025, 5, 28), 6), Step.SOON),
        (at(date(2025, 5, 28), 7), Step.TODAY),
        (at(date(2025, 5, 29), 0), None),
        (at(date(2025, 5, 29), 10), Step.OVER),
    ],
)
def test_a_wednesday_is_told_on_tuesday_on_its_day_and_the_day_after(
    now: datetime, told: Step | None
) -> None:
    assert step(due(date(2025, 5, 28)), KNOWN, now) is told


def test_the_morning_is_that_of_the_court() -> None:
    day = due(date(2025, 5, 28), HONOLULU)
    assert next_turn(day, KNOWN, at(date(2025, 5, 20), 9)) == datetime(
        2025, 5, 27, 17, 0, tzinfo=UTC
    )


@pytest.mark.parametrize("day", [date(2025, 3, 9), date(2025, 11, 2)])
def test_the_morning_is_at_seven_where_the_clocks_are_changed(day: date) -> None:
    mornings = dict(due(day).steps())
    assert mornings[Step.TODAY].astimezone(BOSTON).hour == 7


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2025, 6, 2), date(2025, 5, 30)),  # a Monday: on Friday
        (date(2025, 5, 27), date(2025, 5, 23)),  # after Memorial Day
        (date(2025, 6, 1), date(2025, 5, 30)),  # a Sunday, as some courts say
    ],
)
def test_soon_is_the_working_day_before(day: date, before: date) -> None:
    assert dict(due(day).steps())[Step.SOON].date() == before


def test_each_step_is_told_once_and_the_next_one_is_waited_for() -> None:
    day, now = due(date(2025, 5, 28)), at(date(2025, 5, 27), 8)
    told = KNOWN.with_step(Step.SOON, now)
    assert step(day, told, now) is None
    assert next_turn(day, told, now) == at(date(2025, 5, 28), 7) - timedelta(minutes=30)


def test_what_was_told_before_dawn_is_not_told_again_in_the_morning() -> None:
    day = due(date(2025, 5, 28))
    told = KNOWN.with_step(Step.SOON, at(date(2025, 5, 28), 6))
    assert step(day, told, at(date(2025, 5, 28), 7)) is None
    assert next_turn(day, told, at(date(2025, 5, 28), 7)) == day.over_at


def test_of_what_was_over_when_we_learnt_of_it_nothing_is_told() -> None:
    late = Told(at(date(2025, 5, 29), 1))
    day, now = due(date(2025, 5, 28)), at(date(2025, 5, 29), 12)
    assert step(day, late, now) is None
    assert next_turn(day, late, now) is None


FEED = Source("pacer_rss:mad", SourceKind.PACER_RSS, "mad", "https://ecf.x", state=SourceState.OK)
DAY = due(date(2025, 5, 28))
ELEVEN = at(date(2025, 5, 29), 11)


def answered(source: Source, **told: object) -> Source:
    return replace(source, answered_at=ELEVEN, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sources", "seen"),
    [
        ([answered(FEED)], Sight.ALL),
        ([answered(FEED, state=SourceState.PARTIAL)], Sight.PARTIAL),
        ([answered(FEED, state=SourceState.STALE)], Sight.STALE),
        ([answered(FEED, state=SourceState.DOWN, carries=SourceState.OK)], Sight.ALL),
        ([answered(FEED, kind=SourceKind.COURTLISTENER)], Sight.PARTIAL),
        ([answered(FEED, kind=SourceKind.COURTLISTENER), answered(FEED)], Sight.ALL),
        ([answered(FEED, kind=SourceKind.GOVINFO)], None),
        ([answered(FEED, state=SourceState.NOT_CONFIGURED)], None),
        ([replace(FEED, answered_at=at(date(2025, 5, 29), 9))], None),
        ([], None),
    ],
)
def test_how_far_the_sources_could_look(sources: list[Source], seen: Sight | None) -> None:
    assert sight(sources, DAY, ELEVEN) is seen


def test_after_two_days_it_is_said_who_did_not_answer() -> None:
    later = ELEVEN + timedelta(days=2)
    assert sight([replace(FEED, state=SourceState.DOWN)], DAY, later) is Sight.FAILING
    assert sight([], DAY, later) is Sight.NONE
