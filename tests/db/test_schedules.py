"""Digests come by the reader's clock, whatever the law does to that clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import schedules
from db.schedules import Hours, Schedule

ZONES = (
    *("America/New_York", "America/Los_Angeles", "America/Phoenix", "America/Puerto_Rico"),
    *("Europe/Berlin", "Africa/Cairo", "Asia/Kolkata", "Pacific/Auckland", "UTC"),
    *("Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "Pacific/Apia"),
)
NEW_YORK = "America/New_York"
zones = st.sampled_from(ZONES)
clock_times = st.times().map(lambda at: time(at.hour, at.minute))
moments = st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def moments_of(schedule: Schedule, zone: str, start: datetime, days: int) -> Iterator[datetime]:
    at = start
    while (at := schedules.next_time(schedule, at, zone)) < start + timedelta(days=days):
        yield at


def shown(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@given(zones, clock_times, st.integers(2010, 2034))
def test_a_daily_digest_comes_once_on_every_day_of_the_year(zone: str, at: time, year: int) -> None:
    start = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)) - timedelta(seconds=1)
    found = list(moments_of(Schedule(at), zone, start.astimezone(UTC), 366))
    days = [shown(each, zone).date() for each in found]
    assert len(set(days)) == len(days)
    gaps = {(later - earlier).days for earlier, later in pairwise(days)}
    assert gaps <= {1, 2}
    assert sum(gap == 2 for gap in gaps) <= (zone == "Pacific/Apia")


@given(zones, clock_times, st.integers(0, 6), moments)
def test_a_schedule_keeps_its_day_and_its_time_unless_the_clock_skips_it(
    zone: str, at: time, weekday: int, after: datetime
) -> None:
    found = schedules.next_time(Schedule(at, weekday), after, zone)
    assert found > after
    local = shown(found, zone)
    assert local.weekday() == weekday
    if local.time() != at:
        just_before = shown(found - timedelta(seconds=1), zone)
        assert just_before.time() < at < local.time() or just_before.date() < local.date()
        assert local - just_before > timedelta(seconds=1), "the clock was set forward here"


@given(zones, clock_times, moments)
def test_the_next_time_after_a_moment_just_before_it_is_the_same(
    zone: str, at: time, after: datetime
) -> None:
    found = schedules.next_time(Schedule(at), after, zone)
    assert schedules.next_time(Schedule(at), found - timedelta(microseconds=1), zone) == found
    assert schedules.next_time(Schedule(at), found, zone) > found


@pytest.mark.parametrize(
    ("told", "after", "expected"),
    [
        ("daily@08:00", "2025-05-23T13:00Z", "2025-05-24T12:00Z"),
        ("daily@08:00", "2025-05-23T12:00Z", "2025-05-24T12:00Z"),
        ("daily@08:00", "2025-03-08T18:00Z", "2025-03-09T12:00Z"),  # an hour earlier than before
        ("daily@02:30", "2025-03-08T18:00Z", "2025-03-09T07:00Z"),  # there is no 02:30: at 03:00
        ("daily@01:30", "2025-11-02T04:00Z", "2025-11-02T05:30Z"),  # the first 01:30
        ("daily@01:30", "2025-11-02T05:30Z", "2025-11-03T06:30Z"),  # not the second
        ("weekly mon@08:00", "2025-05-23T13:00Z", "2025-05-26T12:00Z"),
        ("weekly fri@08:00", "2025-05-23T13:00Z", "2025-05-30T12:00Z"),
        ("hourly", "2025-05-23T13:00Z", "2025-05-23T14:00Z"),
        ("hourly", "2025-05-23T13:59Z", "2025-05-23T14:00Z"),
    ],
)
def test_the_next_digest_in_new_york(told: str, after: str, expected: str) -> None:
    found = schedules.next_time(schedules.parse(told), datetime.fromisoformat(after), NEW_YORK)
    assert found == datetime.fromisoformat(expected)


def test_an_hourly_digest_comes_at_the_readers_full_hour() -> None:
    after = datetime(2025, 5, 23, 13, 45, tzinfo=UTC)
    found = schedules.next_time(Schedule(), after, "Asia/Kolkata")
    assert shown(found, "Asia/Kolkata").minute == 0


def test_a_day_that_a_clock_skips_has_no_digest() -> None:
    after = datetime(2011, 12, 30, 9, 0, tzinfo=UTC)  # still the 29th in Samoa
    found = schedules.next_time(Schedule(time(8)), after, "Pacific/Apia")
    assert shown(found, "Pacific/Apia") == datetime(2011, 12, 31, 8)


@given(zones, clock_times, clock_times, moments)
def test_quiet_hours_hold_exactly_while_the_clock_shows_them(
    zone: str, start: time, end: time, at: datetime
) -> None:
    if start == end:
        return
    over = schedules.end_of(Hours(start, end), at, zone)
    day = timedelta(days=1)
    if (
        at.astimezone(ZoneInfo(zone)).utcoffset()
        != (at - day).astimezone(ZoneInfo(zone)).utcoffset()
    ):
        return  # the clock is set: held below
    if (at + day).astimezone(ZoneInfo(zone)).utcoffset() != at.astimezone(
        ZoneInfo(zone)
    ).utcoffset():
        return
    clock = shown(at, zone).time()
    is_within = start <= clock < end if start < end else clock >= start or clock < end
    assert (over is not None) == is_within
    if over is not None:
        assert over > at
        assert shown(over, zone).time() == end


@given(zones, clock_times, clock_times, moments)
def test_quiet_hours_always_end(zone: str, start: time, end: time, at: datetime) -> None:
    over = schedules.end_of(Hours(start, end), at, zone) if start != end else None
    if over is not None:
        assert at < over <= at + timedelta(hours=49)


def test_a_night_in_which_the_clock_is_set_ends_at_the_hour_that_it_shows() -> None:
    night = schedules.parse_hours("22:00-07:00")
    midnight = datetime(2025, 3, 9, 5, 0, tzinfo=UTC)
    assert schedules.end_of(night, midnight, NEW_YORK) == datetime(2025, 3, 9, 11, 0, tzinfo=UTC)
    midnight = datetime(2025, 11, 2, 4, 0, tzinfo=UTC)
    assert schedules.end_of(night, midnight, NEW_YORK) == datetime(2025, 11, 2, 12, 0, tzinfo=UTC)
