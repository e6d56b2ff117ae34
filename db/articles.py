"""What the press told of the matters that are watched, for reading.

How it comes in is `db.newsroom`'s matter, which takes longer to load. An article's text is never
kept, its summary only until it is settled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from db import article_rows, plain
from db.changelog import Changes
from db.engine import probe
from db.models import DocketKey
from db.press import Article, ArticleLink

_EVER = datetime.min.replace(tzinfo=UTC)


class Articles:
    """The stories of the press, each with the matters that it concerns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def waiting(self, now: datetime, most: int) -> list[Article]:
        """Those to be read now, the newest story first: a backlog waits."""
        rows = self._connection.execute(
            "select * from article where try_at <= :now"
            " order by coalesce(published_at, first_seen) desc, id desc limit :most",
            {"now": plain.instant(now), "most": most},
        )
        return [article_rows.brief(row) for row in rows]

    def next_try_at(self) -> datetime | None:
        """When the next article is to be read; None where none waits."""
        row = self._connection.execute(
            "select min(try_at) as at from article where try_at is not null"
        ).fetchone()
        return None if row["at"] is None else plain.from_instant(row["at"])

    def recent(self, since: datetime) -> list[Article]:
        """Those by which copies are known, the oldest first: without links and addresses."""
        rows = self._connection.execute(
            "select * from article where first_seen >= :since and fingerprint is not null"
            " order by id",
            {"since": plain.instant(since)},
        )
        return [article_rows.brief(row) for row in rows]

    def open(self, now: datetime) -> list[tuple[Article, ArticleLink]]:
        """What was reported and may yet come to the docket, the first who told it first."""
        rows = self._connection.execute(
            "select article_id, court_id, number from article_link where open_until > :now",
            {"now": plain.instant(now)},
        )
        asked = {(row["article_id"], DocketKey(row["court_id"], row["number"])) for row in rows}
        found = article_rows.read(self._connection, {article_id for article_id, _ in asked})
        return [
            (each, link) for each in found for link in each.links if (each.id, link.docket) in asked
        ]

    def of_dockets(self, keys: Iterable[DocketKey]) -> list[Article]:
        """The stories that concern these dockets, the oldest first, each with all its links.

        Before a docket was seen its stories are under the number by which it is watched: ask
        for both.
        """
        sql = """with asked (court_id, number) as (values {values})
            select distinct article_id from asked join article_link
            on article_link.court_id = asked.court_id and article_link.number = asked.number"""
        rows = probe(self._connection, sql, [(key.court_id, key.number) for key in set(keys)])
        return article_rows.read(self._connection, [row["article_id"] for row in rows])

    def of_entry(self, entry_id: int) -> list[Article]:
        """The stories that may be reporting an entry, or one that gave way to it."""
        ids = [entry_id, *self._gave_way(entry_id)]
        sql = """with asked (id) as (values {values})
            select distinct article_id from asked
            join article_entry on article_entry.entry_id = asked.id"""
        rows = probe(self._connection, sql, [(each,) for each in ids])
        return article_rows.read(self._connection, [row["article_id"] for row in rows])

    def find(self, url: str) -> Article | None:
        """The article that was seen under this address."""
        row = self._connection.execute(
            "select article_id from article_address where url = :url", {"url": url}
        ).fetchone()
        return None if row is None else self.get(row["article_id"])

    def get(self, article_id: int) -> Article | None:
        return next(iter(article_rows.read(self._connection, [article_id])), None)

    def all(self, since: datetime | None = None) -> list[Article]:
        """The stories that concern a matter, or those that we saw since then; the oldest first."""
        rows = self._connection.execute(
            "select id from article where first_seen >= :since"
            " and exists (select 1 from article_link where article_id = article.id)",
            {"since": plain.instant(since or _EVER)},
        ).fetchall()
        return article_rows.read(self._connection, [row["id"] for row in rows])

    def _gave_way(self, entry_id: int) -> list[int]:
        """The entries of its docket that were merged into this one."""
        rows = self._connection.execute(
            "select id from entry where status = 'superseded'"
            " and docket_id = (select docket_id from entry where id = :id)",
            {"id": entry_id},
        )
        heirs = Changes(self._connection).heirs([row["id"] for row in rows])
        return [each for each, heir in heirs.items() if heir == entry_id]
