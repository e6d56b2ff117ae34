"""Whether a round has anything to do, and when the next one will."""

from __future__ import annotations

from datetime import datetime

from db.shelves import Shelves

LONGEST_REST = 60.0  # seconds until we look whether another process left us something to do
SHORTEST_REST = 1.0


def is_idle(store: Shelves, now: datetime) -> bool:
    """No source is due, no deadline comes close, and nothing waits to be read, planned or sent."""
    return not (
        store.sources.due(now)
        or store.changes.last_id() > store.deliveries.cursor()
        or any(at <= now for at in _turns(store))
    )


def rest(store: Shelves, now: datetime) -> float:
    """Seconds until a source is due, or something is to be said or may leave; at most a minute."""
    due = [store.sources.next_check_at(), *_turns(store)]
    waits = [(at - now).total_seconds() for at in due if at is not None]
    return min(max(min(waits, default=LONGEST_REST), SHORTEST_REST), LONGEST_REST)


def _turns(store: Shelves) -> list[datetime]:
    """When a message may leave, a deadline comes close, or an article is to be read."""
    turns = (
        store.deliveries.next_due_at(),
        store.due.turns_at(),
        store.articles.next_try_at(),
    )
    return [at for at in turns if at is not None]
