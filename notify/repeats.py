"""Orders that nobody acknowledges are repeated once, on a second channel. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from db.deliveries import ClaimedMessage
from db.models import Change, Route, Watch
from db.tellings import Reminder
from notify.filters import RULINGS
from notify.story import filing

_PATIENCE = timedelta(minutes=30)  # where a watch names the channel alone


def of(
    sent: ClaimedMessage, watch_of: Callable[[str], Watch | None], now: datetime
) -> Iterator[Reminder]:
    """What is to be repeated of a message that its channel has just taken, and when."""
    for each in sent.deliveries:
        watch = watch_of(each.watch) if _is_ruling(each.change) else None
        if watch is None or watch.timing.repeat_to is None or not _is_told(each.route):
            continue
        due_at = now + (watch.timing.repeat_after or _PATIENCE)
        yield Reminder(
            each.change.id or 0, watch.id or 0, watch.slug, watch.timing.repeat_to, due_at
        )


def _is_told(route: Route) -> bool:
    """In full, and for the first time."""
    return route in (Route.NOW, Route.DIGEST)


def _is_ruling(change: Change) -> bool:
    return (filing(change) or {}).get("kind") in RULINGS
