"""Times as feeds write them, read into UTC.

    Wed, 18 Apr 2018 00:09:55 GMT     district and bankruptcy courts
    Fri, 03 Feb 2023 09:05:16 MST     courts of appeals, in their own zone

Parts that a reader does not need may be missing or spelled otherwise: the
weekday, the seconds, the century, the zone (`-0500`, `GMT-05:00`).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_TIME = re.compile(r"([^:]*)\s([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)\s*(\S*)")
_DAY = re.compile(
    r"(?:[a-z]{2,9}[,.]?\s+)?([0-9]{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+([0-9]{4}|[0-9]{2})",
    re.IGNORECASE | re.ASCII,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-][0-9]{2}):?([0-9]{2})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOURS = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0,
    "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "HDT": -9, "CHST": 10,
}  # fmt: skip


def moment(told: str, time_zone: str | None = None) -> datetime | None:
    """The time told, or None where it cannot be read.

    A name that is no zone of the United States, or none at all, means the
    court's own `time_zone` (IANA); without one such a time cannot be read.
    """
    found = _TIME.fullmatch(told.strip())
    if found is None:
        return None
    day, clock, zone = found.groups()
    clock = f"0{clock}" if clock[1] == ":" else clock
    try:
        at = datetime.fromisoformat(f"{_iso_day(day)}T{clock}{_iso_offset(zone)}")
        if at.tzinfo is None:
            if time_zone is None:
                return None
            at = at.replace(tzinfo=ZoneInfo(time_zone))
        return at.astimezone(UTC)
    except (ValueError, OverflowError):  # no day of the calendar, no time of a day
        return None


@lru_cache(maxsize=64)  # a feed names the same two days all over
def _iso_day(told: str) -> str:
    """`2018-04-18`, or nothing where the day cannot be read."""
    found = _DAY.fullmatch(told)
    if found is None or found[2].lower() not in MONTHS:
        return ""
    day, month, year = found.groups()
    century = "" if len(year) == 4 else "19" if year >= "70" else "20"
    return f"{century}{year}-{MONTHS.index(month.lower()) + 1:02}-{day:0>2}"


@lru_cache(maxsize=64)
def _iso_offset(zone: str) -> str:
    """`-05:00`, or nothing where we do not know the zone."""
    name = zone.strip("()").upper()
    if name in _HOURS:
        return f"{_HOURS[name]:+03}:00"
    found = _OFFSET.fullmatch(name)
    return f"{found[1]}:{found[2]}" if found else ""
