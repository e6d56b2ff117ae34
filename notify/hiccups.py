"""A source that fails once is no news, nor is that it answers again.

Courts' servers hiccup. That a source fails is planned at once, but held until a second try
has failed too; if the source answers before, both its failing and its return are untold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from db.models import Change, ChangeKind, Delivery, Source
from db.store import Store

_FAILURES_TO_TELL = 2
_SOON = timedelta(minutes=1)  # where the second try is late


class Hiccups:
    """What one round knows of the failing sources, and to whom it leaves what untold."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sources: dict[str, Source] = {}  # those that were asked for
        self._untold: set[tuple[str, int, str]] = set()  # source id, watch id, channel

    def review(self, waiting: Iterable[Delivery]) -> None:
        """Take back the held news of sources that answer again."""
        failing = {each.change.id: each.change for each in waiting if _is_failing(each.change)}
        for change in failing.values():
            if not self._failures(change):
                for watch_id, channel in self._store.deliveries.withdraw([change.id or 0]):
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

    def until(self, change: Change, now: datetime) -> datetime | None:
        """Until when a change is held: its source's second try, even if that is late."""
        if not _is_failing(change) or self._failures(change) >= _FAILURES_TO_TELL:
            return None
        return max(self._source(change).next_check_at or now, now + _SOON)

    def _failures(self, change: Change) -> int:
        """How often its source has failed in a row by now."""
        return self._source(change).failures

    def _source(self, change: Change) -> Source:
        source_id = change.source_id or ""
        if source_id not in self._sources:
            self._sources[source_id] = self._store.sources.get(source_id)
        return self._sources[source_id]


def _is_failing(change: Change) -> bool:
    return change.kind is ChangeKind.SOURCE_FAILING
