"""Times as the reader's clock shows them. Pure."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def moment(at: datetime, time_zone: str) -> str:
    """`Fri May 23, 2025, 2:52 PM EDT`: a time in an IANA zone, with the zone's own letters."""
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{day(local.date())}, {local.hour % 12 or 12}:{local:%M %p %Z}"


def day(on: date) -> str:
    """`Fri May 23, 2025`."""
    return f"{on:%a %b} {on.day}, {on.year}"


def since(at: datetime | None, time_zone: str) -> str:
    """`since Fri May 23, ...`, or since ever where it never was."""
    return f"since {moment(at, time_zone)}" if at is not None else "since we began to ask"
