"""What of the press is let go: only what is watched is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from db import article_dockets, article_rows, plain
from db.models import DocketKey

KNOWN = timedelta(days=30)  # so long is known again what concerns nothing
MOST_UNREAD = 300  # of one source; twenty are read in a round
_LINKED = "select 1 from article_link where article_id = article.id"
_COPIED = "select 1 from article other where other.cluster = article.id and other.id <> article.id"


def idle(connection: sqlite3.Connection, now: datetime) -> None:
    """Let go what concerned nothing when it was read; a lead stays with its copies.

    What concerns nothing has no fingerprint (`db.settling`).
    """
    rows = connection.execute(
        "select id from article where first_seen < :oldest and try_at is null"
        f" and fingerprint is null and not exists ({_LINKED}) and not exists ({_COPIED})",
        {"oldest": plain.instant(now - KNOWN)},
    ).fetchall()
    article_rows.forget(connection, [row["id"] for row in rows])


def backlog(connection: sqlite3.Connection, source_id: str) -> None:
    """Let go the oldest stories of a list that are not read yet, where it floods us for days."""
    rows = connection.execute(
        "select id from article where try_at is not null and settled_at is null"
        " and source_id = :source_id order by coalesce(published_at, first_seen) desc, id desc",
        {"source_id": source_id},
    ).fetchall()
    article_rows.forget(connection, [row["id"] for row in rows[MOST_UNREAD:]])


def unwatched(connection: sqlite3.Connection) -> None:
    """Let go the stories of dockets that nobody watches any more."""
    rows = connection.execute("select distinct court_id, number from article_link").fetchall()
    keys = [DocketKey(row["court_id"], row["number"]) for row in rows]
    of_dockets(connection, article_dockets.unwatched(connection, keys))


def of_dockets(connection: sqlite3.Connection, keys: Iterable[DocketKey]) -> None:
    """Let go the stories of these dockets, unless they concern another one too."""
    for key in keys:
        asked = {"court_id": key.court_id, "number": key.number}
        rows = connection.execute(
            "select article_id from article_link where court_id = :court_id and number = :number",
            asked,
        ).fetchall()
        for table in ("article_link", "article_entry", "article_said"):
            connection.execute(
                f"delete from {table} where court_id = :court_id and number = :number", asked
            )
        _unlinked(connection, [row["article_id"] for row in rows])


def _unlinked(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    gone = [
        article_id
        for article_id in ids
        if connection.execute(
            f"select 1 from article where id = :id and try_at is null and not exists ({_LINKED})",
            {"id": article_id},
        ).fetchone()
    ]
    article_rows.forget(connection, gone)
