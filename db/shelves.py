"""The store's shelves: what is kept, for reading and for what people change by hand.

    with Shelves.open(path, readonly=True) as shelves:
        shelves.dockets.of_cases(watch.cases)

`db.store.Store` adds the way in for answers. Reading does without that, because
what an answer needs takes longer to load than most questions take to answer.
Shelves are used from one thread; `db.migrations.migrate(path)` makes the file.
"""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from db import engine
from db.answers import Answers
from db.articles import Articles
from db.changelog import Changes
from db.copies import Copies
from db.deliveries import Deliveries
from db.dockets import Dockets
from db.due import Due
from db.gap_rows import Gaps
from db.handed_in import HandedIn
from db.interest import Interests
from db.models import Source
from db.news_feeds import NewsFeeds
from db.services import Services
from db.sources import Sources
from db.tellings import Tellings
from db.watches import Watches


class Shelves:
    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self.sources = Sources(connection)
        self.services = Services(connection)
        self.dockets = Dockets(connection)
        self.due = Due(connection)
        self.gaps = Gaps(connection)
        self.changes = Changes(connection)
        self.watches = Watches(connection)
        self.deliveries = Deliveries(connection)
        self.tellings = Tellings(connection)
        self.answers = Answers(connection)
        self.copies = Copies(connection)
        self.articles = Articles(connection)
        self.handed_in = HandedIn(connection)
        self.feeds = NewsFeeds(connection)

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False) -> Self:
        """Open a store that is up to date; StoreError or StoreTooNew say why it is not."""
        return cls(engine.connect(path, readonly=readonly), path)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
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

    def interests(self, source: Source) -> Interests:
        """What the watches and the configuration want of a source."""
        return self.watches.interests(source)
