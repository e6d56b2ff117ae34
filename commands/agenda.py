"""Whether a round has anything to do, and when the next one will."""

from __future__ import annotations

from datetime import datetime

from db.shelves import Shelves

LONGEST_REST = 60.0  # seconds until we look whether another process left us something to do
SHORTEST_REST = 1.0


def is_idle(store: Shelves, now: datetime) -> bool:
    """No source is due, and nothing waits to be planned or sent."""
    deliveries = store.deliveries
    return not (
        store.sources.due(now)
        or store.changes.last_id() > deliveries.cursor()
        or deliveries.channels_due(now)
        or any(each.due_at is not None and each.due_at <= now for each in deliveries.held())
    )


def rest(store: Shelves, now: datetime) -> float:
    """Seconds until the next source is due; a minute where that is later."""
    due_at = store.sources.next_check_at()
    if due_at is None:
        return LONGEST_REST
    return min(max((due_at - now).total_seconds(), SHORTEST_REST), LONGEST_REST)
