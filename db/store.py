"""The store: one SQLite file, its shelves, and the one way in for an answer.

    with Store.open(path) as store:
        store.record(snapshot)
        store.dockets.of_watch(watch)

A store is used from one thread. `db.migrations.migrate(path)` makes the file.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from db import engine, recording, rhythm
from db.changelog import Changes
from db.deliveries import Deliveries
from db.dockets import Dockets
from db.interest import Interests
from db.models import Change, Snapshot, Source
from db.repairs import Repairs
from db.sources import Sources
from db.watches import Watches


class Store:
    def __init__(
        self, connection: sqlite3.Connection, path: Path, every: dict[str, timedelta] | None = None
    ) -> None:
        self.path = path
        self.every = every or {}
        self._connection = connection
        self.sources = Sources(connection)
        self.dockets = Dockets(connection)
        self.changes = Changes(connection)
        self.watches = Watches(connection)
        self.deliveries = Deliveries(connection)
        self.repairs = Repairs(connection)

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False) -> Store:
        """Open a store that is up to date; StoreError or StoreTooNew say why it is not."""
        return cls(engine.connect(path, readonly=readonly), path)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def explained(self) -> AbstractContextManager[None]:
        """SQLite's errors as ours, which name the file and say what to do."""
        return engine.explained(self.path)

    def interests(self, court_id: str) -> Interests:
        """What the watches and the configuration want of a court."""
        return self.watches.interests(court_id)

    def record(self, snapshot: Snapshot) -> tuple[Change, ...]:
        """Keep one answer, with all that follows from it, in one transaction."""
        with self.explained(), engine.transaction(self._connection):
            source = self.sources.get(snapshot.source_id)
            wanted = self.watches.interests(source.court_id)
            return recording.record(self._connection, snapshot, wanted, self._schedule)

    def _schedule(self, source: Source, snapshot: Snapshot) -> Source:
        assert snapshot.fetched_at is not None
        at = rhythm.next_check(
            source,
            snapshot,
            self.every.get(source.court_id),
            snapshot.fetched_at,
            random.random(),
        )
        return replace(source, next_check_at=at)
