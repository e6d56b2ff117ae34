"""What a metered service lets us ask, and from when on. Pure.

A service counts the requests of its last minute, hour and day; so do we, from the times of our
own, and never send one that it would refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from db.config import CourtListener

DAY = timedelta(days=1)
# A request counts at the service from when it arrives, which is later than it was sent.
UNDER_WAY = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Window:
    """So many requests in so long a time, whenever that time begins."""

    name: str
    span: timedelta
    limit: int


@dataclass(frozen=True, slots=True)
class Left:
    """What of a window is used, and when its next request may be sent: now, where some is left."""

    name: str
    limit: int
    used: int
    next_at: datetime


def windows(service: CourtListener) -> tuple[Window, ...]:
    """What the configuration says that the user's token may ask."""
    return (
        Window("minute", timedelta(minutes=1), service.per_minute),
        Window("hour", timedelta(hours=1), service.per_hour),
        Window("day", DAY, service.per_day),
    )


def per_day(limits: Iterable[Window]) -> int:
    """How many requests all windows together let through in a day."""
    return min(each.limit * int(DAY / each.span) for each in limits)


def sparing(limits: Iterable[Window], share: float) -> tuple[Window, ...]:
    """The limits of one who leaves this share of the day to others."""
    return tuple(
        replace(each, limit=each.limit - int(each.limit * share)) if each.span >= DAY else each
        for each in limits
    )


def left(limits: Iterable[Window], asked: Sequence[datetime], now: datetime) -> tuple[Left, ...]:
    """How each window stands, after the requests that were sent at these times, oldest first."""
    return tuple(_left(each, asked, now) for each in limits)


def _left(window: Window, asked: Sequence[datetime], now: datetime) -> Left:
    span = window.span + UNDER_WAY
    counted = [at for at in asked if at + span > now]
    if len(counted) < window.limit:
        return Left(window.name, window.limit, len(counted), now)
    return Left(window.name, window.limit, len(counted), counted[-window.limit] + span)


def next_at(
    limits: Iterable[Window],
    asked: Sequence[datetime],
    now: datetime,
    not_before: datetime | None = None,
) -> datetime:
    """When the next request may be sent; `not_before` is the service's own word."""
    free = [each.next_at for each in left(limits, asked, now)]
    return max([now, *free, *([not_before] if not_before else [])])
