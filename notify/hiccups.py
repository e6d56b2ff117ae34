"""A source that fails once is no news, nor is that it answers again.

Courts' servers hiccup. That a source fails is planned at once, but held until a second try
has failed too; if the source answers before, both its failing and its return are untold.
"""

from __future__ import annotations

from datetime import datetime

from db.models import Change, ChangeKind
from db.store import Store

_FAILURES_TO_TELL = 2


class Hiccups:
    """What one round knows of the failing sources, and to whom it leaves what untold."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._untold: set[tuple[str, int, str]] = set()  # source id, watch id, channel

    def review(self, now: datetime) -> None:
        """Send on the held news of sources that failed again; take back that of the others."""
        deliveries = self._store.deliveries
        held = [each.change for each in deliveries.held() if _is_failing(each.change)]
        for change in {change.id: change for change in held}.values():
            failures = self._failures(change)
            if failures >= _FAILURES_TO_TELL:
                deliveries.hurry([change.id or 0], now)
            elif not failures:
                for watch_id, channel in deliveries.withdraw([change.id or 0]):
                    self._untold.add((change.source_id or "", watch_id, channel))

    def is_told(self, change: Change, watch_id: int, channel: str) -> bool:
        """Whether to plan a delivery of this change at all."""
        receiver = (change.source_id or "", watch_id, channel)
        if _is_failing(change) and not self._failures(change):
            self._untold.add(receiver)
            return False
        if change.kind is ChangeKind.SOURCE_BACK and receiver in self._untold:
            self._untold.remove(receiver)
            return False
        return True

    def is_held(self, change: Change) -> bool:
        """It waits for a second try, even if the time for that try has passed."""
        return _is_failing(change) and self._failures(change) < _FAILURES_TO_TELL

    def due_at(self, change: Change, now: datetime) -> datetime:
        """When to tell a change: held ones after their source's next try, others now."""
        if not self.is_held(change):
            return now
        next_try = self._store.sources.get(change.source_id or "").next_check_at
        return max(next_try or now, now)

    def _failures(self, change: Change) -> int:
        """How often its source has failed in a row by now."""
        return self._store.sources.get(change.source_id or "").failures


def _is_failing(change: Change) -> bool:
    return change.kind is ChangeKind.SOURCE_FAILING
