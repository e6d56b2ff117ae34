"""One round: which sources are asked, and what became of each."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

from db import config, needs
from db.config import Config
from db.migrations import migrate
from db.models import Change, Problem, Snapshot, Source, SourceKind, SourceState
from db.store import Store
from scraper.meaning import edition

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
    problems: tuple[Problem, ...]  # all that was wrong with the answer
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
    is_over: bool = False  # what fails from now on was not the source's fault
    _asked: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        courts = self.config.courts.items()
        self.store.reader = edition.reader(self.config.home.rules_path)
        self.store.every = {court_id: told.every for court_id, told in courts if told.every}
        feeds = self.store.feeds.all()
        self.store.every |= needs.rhythms(feeds, self.sources.values(), self.config)

    @classmethod
    def at_home(cls, kind: SourceKind) -> Round:
        """A round over what is due, by the user's own configuration and store."""
        told = config.load(config.home(None, os.environ))
        migrate(told.home.store_path)
        store = Store.open(told.home.store_path)
        store.sources.sync(told, read_clock())
        due = {each.id: each for each in store.sources.due(read_clock()) if each.kind is kind}
        return cls(store, told, due)

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
            snapshot.problems,
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
