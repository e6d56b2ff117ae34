"""The store: one SQLite file, its shelves, and the one way in for an answer.

with Store.open(path) as store:
    store.record(snapshot)
    store.dockets.of_cases(watch.cases)
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from db import engine, recording, rhythm
from db.clock import Clock
from db.copying import Copying
from db.entry_rows import Reader, unread
from db.looks import Looks, is_look
from db.models import Change, ChangeKind, Snapshot, Source, SourceKind
from db.newsroom import Newsroom
from db.repairs import Repairs
from db.rereading import Rereading
from db.shelves import Shelves

_WITHDRAWING = frozenset((ChangeKind.SEALED, ChangeKind.REDACTED))


class Store(Shelves):
    articles: Newsroom
    copies: Copying

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self.reader: Reader = unread  # what an entry means; `scraper.classify` has one
        self.clock = Clock(connection)
        self.articles = Newsroom(connection)
        self.copies = Copying(connection)
        self.repairs = Repairs(connection, lambda told, court_id: self.reader(told, court_id))
        # Where the user sets the rhythm: by court id, of a source of the press by its own.
        self.every: dict[str, timedelta] = {}

    def record(self, snapshot: Snapshot) -> tuple[Change, ...]:
        """Keep one answer, with all that follows from it, in one transaction."""
        with self.explained(), engine.transaction(self._connection):
            source = self.sources.get(snapshot.source_id)
            wanted = self.watches.interests(source)
            found = recording.record(
                self._connection, snapshot, wanted, self._schedule, self.reader
            )
            if is_look(source, snapshot) and snapshot.fetched_at is not None:
                waiting = Looks(source, wanted).asking()
                self.watches.asking.note_looks(waiting, source, snapshot.fetched_at)
        self._leave_no_trace(found)
        return found

    def take_in(self, source: Source, snapshot: Snapshot) -> tuple[Change, ...]:
        """Keep what the user handed in, as an answer of a source that is never asked."""
        with self.explained(), engine.transaction(self._connection):
            self.sources.have(source)
            found = self.record(snapshot)
        self._leave_no_trace(found)
        return found

    def _leave_no_trace(self, found: Iterable[Change]) -> None:
        """What a court withdrew from view leaves the file's log too, and at once."""
        if any(change.kind in _WITHDRAWING for change in found):
            engine.empty_log(self._connection)

    def read_anew(self, edition: str, now: datetime) -> int:
        """Have every kept entry read by this edition of the rules; how many changed by it."""
        reading, turned = Rereading(self._connection, edition), 0
        while not reading.is_done:
            turned += reading.go_on(self.reader, now)
        return turned

    def _schedule(self, source: Source, snapshot: Snapshot) -> Source:
        assert snapshot.fetched_at is not None
        is_feed = source.kind is SourceKind.PACER_RSS
        at = rhythm.next_check(
            source,
            snapshot,
            self.every.get(source.court_id if is_feed else source.id),
            snapshot.fetched_at,
            random.random(),
        )
        return replace(source, next_check_at=at)
