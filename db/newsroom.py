"""How articles come in, from their listing to their links, and are told of once.

store.articles.take(source, snapshot.articles, at)    with the answer that lists them
for article in store.articles.waiting(now, 20): ...   fetched and linked elsewhere
store.articles.settle(article, links, now)            one transaction; what is news of it
store.articles.tie(article.id, docket, entries, now)  what it reported has come
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from db import article_addresses, article_forgetting, article_rows, changelog, plain
from db.articles import Articles
from db.engine import transaction
from db.models import Change, DocketKey, Source
from db.press import Article, ArticleLink, Reading, Reported
from db.settling import Settling


class Newsroom(Articles):
    """The stories that are kept, and the way in for others."""

    def take(self, source: Source, articles: Iterable[Article], at: datetime) -> int:
        """Have what a source lists read soon; how many of these are new to us, or have changed.

        It joins the transaction of the answer. What concerned nothing, and is old, is let go,
        and so is the end of a backlog that nobody would get to.
        """
        with transaction(self._connection):
            article_forgetting.idle(self._connection, at)
            taken = sum(self._take(source, each, at) for each in articles)
            article_forgetting.backlog(self._connection, source.id)
            return taken

    def put_off(self, article: Article, until: datetime) -> None:
        """It could not be read, which may pass."""
        with transaction(self._connection):
            self._connection.execute(
                "update article set attempts = attempts + 1, try_at = :until where id = :id",
                {"until": plain.instant(until), "id": article.id},
            )

    def settle(
        self, article: Article, links: Sequence[ArticleLink], now: datetime
    ) -> tuple[Change, ...]:
        """Keep what was read of an article and which dockets it concerns; what is news of that.

        `article` has its id, its canonical address in `url`, every other that led to it in
        `addresses`, and in `cluster` any article of which it is a copy. Where it turns out to be
        one that we have under another address, the two are one from then on.
        """
        with transaction(self._connection):
            found = Settling(self._connection, now).settle(article, links)
            changelog.write(self._connection, found)
        return tuple(found)

    def tie(
        self, article_id: int, docket: DocketKey, entries: Sequence[Reported], now: datetime
    ) -> Change | None:
        """Keep which entries a story reports that was told before them, once.

        It is news where people were told that what it reports is not on the docket yet.
        """
        with transaction(self._connection):
            found = Settling(self._connection, now).tie(article_id, docket, entries)
            changelog.write(self._connection, [] if found is None else [found])
        return found

    def _take(self, source: Source, told: Article, at: datetime) -> bool:
        addresses = (told.url, *told.addresses)
        ids = article_addresses.ids_of(self._connection, addresses).values()
        row = self._row(min(ids, default=0))
        article_id = self._add(source, told, at) if row is None else int(row["id"])
        article_addresses.add(self._connection, article_id, addresses)
        again = None if row is None else self._read_again(row, told, at)
        if again is not None:
            self._ask_again(article_id, told, again)
        return row is None or again is not None

    def _row(self, article_id: int) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._connection.execute(
            "select * from article where id = :id", {"id": article_id}
        ).fetchone()
        return found

    def _add(self, source: Source, told: Article, at: datetime) -> int:
        row = self._connection.execute(
            "insert into article (url, title, publisher, authors, published_at, modified_at,"
            " language, summary, reading, first_seen, try_at, source_id) values (:url, :title,"
            " :publisher, :authors, :published_at, :modified_at, :language, :summary, :reading,"
            " :at, :at, :source_id) returning id",
            article_rows.told_of(told)
            | {
                "summary": told.summary,
                "reading": Reading.WAITING,
                "at": plain.instant(at),
                "source_id": source.id,
            },
        ).fetchone()
        return int(row["id"])

    def _read_again(self, row: sqlite3.Row, told: Article, at: datetime) -> datetime | None:
        """When to read what was read before: it may concern a case that was not watched then, or
        has changed since. What changes with every answer is read ever more rarely."""
        if row["try_at"] is not None:
            return None
        newest = self._connection.execute(
            "select max(added_at) as at from watched_case"
        ).fetchone()["at"]
        if newest is not None and newest > row["settled_at"]:
            return at
        known = row["modified_at"] or row["published_at"] or row["first_seen"]
        if told.modified_at is None or told.modified_at <= plain.from_instant(known):
            return None
        read, seen = map(plain.from_instant, (row["settled_at"], row["first_seen"]))
        return max(at, read + (read - seen) / 2)

    def _ask_again(self, article_id: int, told: Article, at: datetime) -> None:
        self._connection.execute(
            "update article set url = :url, title = :title, summary = :summary,"
            " reading = :reading, attempts = 0, try_at = :at where id = :id",
            {
                "url": told.url,
                "title": told.title,
                "summary": told.summary,
                "reading": Reading.WAITING,
                "at": plain.instant(at),
                "id": article_id,
            },
        )
