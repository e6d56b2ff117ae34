"""One round: which sources are asked, and what became of each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

from db.config import Config

from db.models import Change, Snapshot, Source, SourceState
from db.store import Store

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def read_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source in one round."""

    source_id: str
    state: SourceState  # the source's, after this answer
    changes: tuple[Change, ...]
    error: str | None  # why there was no answer that could be read
    unchanged: bool
    next_check_at: datetime | None
    seconds: float  # from the first request until the answer was kept


@dataclass(slots=True)
class Round:
    store: Store
    config: Config
    sources: dict[str, Source]  # those to ask, by id
    clock: Clock = read_clock
    force: bool = False
    on_outcome: Callable[[Outcome], None] | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    error: BaseException | None = None  # the first that was not foreseen, or that ended the round
    _asked: dict[str, float] = field(default_factory=dict)

    def asking(self, source: Source) -> None:
        self._asked[source.id] = monotonic()

    def settle(self, snapshot: Snapshot, changes: tuple[Change, ...]) -> None:
        """Tell what became of a source whose answer is kept."""
        source = self.store.sources.get(snapshot.source_id)
        outcome = Outcome(
            source.id,
            source.state,
            changes,
            source.error,
            snapshot.state is SourceState.UNCHANGED,
            source.next_check_at,
            monotonic() - self._asked[source.id],
        )
        logger.info("%s: %s, %d changes", source.id, snapshot.state, len(changes))
        self.outcomes.append(outcome)
        if self.on_outcome is not None:
            self.on_outcome(outcome)

    def fail(self, error: BaseException) -> None:
        """Remember what went wrong with the round itself; the others' answers are still kept."""
        self.error = self.error or error
