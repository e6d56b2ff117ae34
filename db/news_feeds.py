"""The news sources that the user added, each under its slug."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from db import plain
from db.engine import transaction
from db.errors import DocketError, NotFound
from db.needs import feed_slug
from db.press import NewsFeed, NewsForm


class NewsFeeds:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[NewsFeed]:
        rows = self._connection.execute("select * from news_feed order by slug")
        return [_feed(row) for row in rows]

    def find(self, slug: str) -> NewsFeed | None:
        row = self._connection.execute(
            "select * from news_feed where slug = :slug", {"slug": slug}
        ).fetchone()
        return None if row is None else _feed(row)

    def get(self, slug: str) -> NewsFeed:
        feed = self.find(slug)
        if feed is None:
            raise NotFound(f"no news source {slug}; `docket news list` shows them")
        return feed

    def of_source(self, source_id: str) -> NewsFeed | None:
        """The feed that a source is of; None once it was removed."""
        return self.find(feed_slug(source_id))

    def add(self, feed: NewsFeed, now: datetime) -> NewsFeed:
        """Keep a new one; a slug or an address that is taken is refused."""
        for known in self.all():
            if known.slug == feed.slug or known.url == feed.url:
                taken = "that name" if known.slug == feed.slug else "that address"
                words = f"{known.slug} has {taken} already"
                raise DocketError(f"{words}; `docket news remove {known.slug}` frees it")
        with transaction(self._connection):
            self._connection.execute(
                "insert into news_feed (slug, url, title, form, preset, despite_robots,"
                " every_seconds, added_at) values (:slug, :url, :title, :form, :preset,"
                " :despite_robots, :every_seconds, :added_at)",
                {
                    "slug": feed.slug,
                    "url": feed.url,
                    "title": feed.title,
                    "form": feed.form,
                    "preset": feed.preset,
                    "despite_robots": int(feed.despite_robots),
                    "every_seconds": None if feed.every is None else _seconds(feed.every),
                    "added_at": plain.instant(now),
                },
            )
        return self.get(feed.slug)

    def remove(self, slug: str) -> None:
        """Ask it no more; what it brought in stays."""
        self.get(slug)
        with transaction(self._connection):
            self._connection.execute("delete from news_feed where slug = :slug", {"slug": slug})


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def _feed(row: sqlite3.Row) -> NewsFeed:
    seconds = row["every_seconds"]
    return NewsFeed(
        slug=row["slug"],
        url=row["url"],
        title=row["title"],
        form=NewsForm(row["form"]),
        preset=row["preset"],
        despite_robots=bool(row["despite_robots"]),
        every=None if seconds is None else timedelta(seconds=seconds),
        added_at=plain.from_moment(row["added_at"]),
    )
