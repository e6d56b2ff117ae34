"""What the press told of the matters that are watched: articles from their listing to their links.

    store.articles.take(source, snapshot.articles, at)    with the answer that lists them
    for article in store.articles.waiting(now, 20): ...   fetched and linked elsewhere
    store.articles.settle(article, links, now)            one transaction; what is news of it
    store.articles.tie(article.id, docket, entries, now)  what it reported has come

An article's text is never kept, its summary only until it is settled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from db import article_forgetting, article_rows, changelog, plain
from db.changelog import Changes
from db.engine import probe, transaction
from db.models import Change, DocketKey, Source
from db.press import Article, ArticleLink, Reading, Reported
from db.settling import Settling

_EVER = datetime.min.replace(tzinfo=UTC)


class Articles:
    """The stories of the press, each with the matters that it concerns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def take(self, source: Source, articles: Iterable[Article], at: datetime) -> int:
        """Have what a source lists read soon; how many of these are new to us, or have changed.

        It joins the transaction of the answer. What concerned nothing, and is old, is let go.
        """
        with transaction(self._connection):
            article_forgetting.idle(self._connection, at)
            return sum(self._take(source, each, at) for each in articles)

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
        ids = article_rows.ids_of(self._connection, [url])
        return next(iter(article_rows.read(self._connection, ids.values())), None)

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

    def _take(self, source: Source, told: Article, at: datetime) -> bool:
        addresses = (told.url, *told.addresses)
        ids = article_rows.ids_of(self._connection, addresses).values()
        row = self._row(min(ids, default=0))
        article_id = self._add(source, told, at) if row is None else int(row["id"])
        article_rows.add_addresses(self._connection, article_id, addresses)
        if row is not None and self._is_worth_reading(row, told):
            self._ask_again(article_id, told, at)
            return True
        return row is None

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
            {
                "url": told.url,
                "title": told.title,
                "publisher": told.publisher,
                "authors": plain.dumps(told.authors),
                "published_at": plain.moment(told.published_at),
                "modified_at": plain.moment(told.modified_at),
                "language": told.language,
                "summary": told.summary,
                "reading": Reading.WAITING,
                "at": plain.instant(at),
                "source_id": source.id,
            },
        ).fetchone()
        return int(row["id"])

    def _is_worth_reading(self, row: sqlite3.Row, told: Article) -> bool:
        """It was read, and has changed since, or may concern a case that was not watched then."""
        if row["try_at"] is not None:
            return False
        known = row["modified_at"] or row["published_at"] or row["first_seen"]
        if told.modified_at is not None and told.modified_at > plain.from_instant(known):
            return True
        newest = self._connection.execute(
            "select max(added_at) as at from watched_case"
        ).fetchone()["at"]
        return newest is not None and newest > row["settled_at"]

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

    def _gave_way(self, entry_id: int) -> list[int]:
        """The entries of its docket that were merged into this one."""
        rows = self._connection.execute(
            "select id from entry where status = 'superseded'"
            " and docket_id = (select docket_id from entry where id = :id)",
            {"id": entry_id},
        )
        heirs = Changes(self._connection).heirs([row["id"] for row in rows])
        return [each for each, heir in heirs.items() if heir == entry_id]
