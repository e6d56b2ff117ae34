"""When digests leave, and when a reader sleeps, as people write it. Pure.

"hourly"   "daily@08:00"   "weekly mon@08:00"     a Schedule
"22:00-07:00"                                     Hours

A reader's clock is set twice a year. A time that it skips is the moment at which it is set
forward; of a time that it shows twice, the first is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

NOW = "now"
OFF = "off"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SCHEDULE = re.compile(
    rf"(?P<hourly>hourly)|daily@(?P<daily>\S+)|weekly (?P<day>{'|'.join(_DAYS)})@(?P<weekly>\S+)"
)
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every hour, every day at a time, or every week on a day at a time; the reader's own."""

    at: time | None = None  # None: every full hour
    weekday: int | None = None  # 0 is Monday; None: every day


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time of the day to another, over midnight where the second is not later."""

    start: time
    end: time


def parse(text: str) -> Schedule:
    """A ValueError says what is wanted."""
    told = _SCHEDULE.fullmatch(text.strip().casefold())
    at = _time(told["daily"] or told["weekly"]) if told else None
    if told is None or (at is None and not told["hourly"]):
        wanted = '"hourly", "daily@08:00" or "weekly mon@08:00"'
        raise ValueError(f'must be {wanted}, not "{text}"')
    return Schedule(at, _DAYS.index(told["day"]) if told["day"] else None)


def parse_hours(text: str) -> Hours:
    start, _, end = text.strip().partition("-")
    from_, to = _time(start.strip()), _time(end.strip())
    if from_ is None or to is None or from_ == to:
        raise ValueError(f'must be two different times, as in "22:00-07:00", not "{text}"')
    return Hours(from_, to)


def _time(text: str | None) -> time | None:
    told = _TIME.fullmatch(text or "")
    return None if told is None else time(int(told[1]), int(told[2]))


def next_time(schedule: Schedule, after: datetime, zone: str) -> datetime:
    """The first moment of a schedule later than `after`, in UTC."""
    if schedule.at is None:
        return _next_hour(after, zone)
    today = _day_of(after, zone)
    days = (today + _DAY * ahead for ahead in count())
    wanted = (day for day in days if schedule.weekday in (None, day.weekday()))
    found = ((day, _moment(day, schedule.at, zone)) for day in wanted)
    # Samoa skipped a whole day in 2011: what falls on such a day is left out.
    return next(at for day, at in found if at > after and _day_of(at, zone) == day)


def end_of(hours: Hours, at: datetime, zone: str) -> datetime | None:
    """When the hours that `at` is within are over, in UTC; None where it is not within them."""
    today = _day_of(at, zone)
    for day in (today - _DAY, today):
        start = _moment(day, hours.start, zone)
        end = _moment(day if hours.end > hours.start else day + _DAY, hours.end, zone)
        if start <= at < end:
            return end
    return None


def _next_hour(after: datetime, zone: str) -> datetime:
    """The reader's next full hour: some zones are half an hour off."""
    local = after.astimezone(ZoneInfo(zone))
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return (local.astimezone(UTC) - into) + _HOUR


def _day_of(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _moment(day: date, at: time, zone: str) -> datetime:
    """When a reader's clock shows a time of a day, or where it skips that, is set past it."""
    reader = ZoneInfo(zone)
    local = datetime.combine(day, at, reader)  # of a time that comes twice, the first
    moment = local.astimezone(UTC)
    if moment.astimezone(reader).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _set_forward(local.replace(fold=1).astimezone(UTC), moment, reader)


def _set_forward(before: datetime, after: datetime, reader: ZoneInfo) -> datetime:
    """The moment between two at which a clock is set forward, to the second."""
    offset = after.astimezone(reader).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(reader).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
