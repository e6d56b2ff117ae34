"""When digests leave, and when a reader sleeps, as people write it. Pure.

"hourly"   "daily@08:00"   "weekly mon@08:00"     a Schedule
"22:00-07:00"                                     Hours
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

NOW = "now"
OFF = "off"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SCHEDULE = re.compile(
    rf"(?P<hourly>hourly)|daily@(?P<daily>\S+)|weekly (?P<day>{'|'.join(_DAYS)})@(?P<weekly>\S+)"
)
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


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
