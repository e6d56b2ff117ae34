"""How a docket stands to the stories of the press: who follows it, and what was said of which."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from db import article_dockets, plain
from db.article_news import Followed, Said
from db.models import Change, DocketKey
from db.press import Article, Reported


def followed(connection: sqlite3.Connection, key: DocketKey, article: Article) -> Followed | None:
    """How long a docket is watched; None where nobody watches it any more."""
    docket, began = article_dockets.find(connection, key)
    if began is None:
        return None
    first = _first_answer(connection, article.source_id, "")
    look = _first_answer(connection, article.source_id, plain.instant(began))
    return Followed(docket.id, began, first, look)


def _first_answer(
    connection: sqlite3.Connection, source_id: str | None, since: str
) -> datetime | None:
    """A source's first answer of those that are kept, which are the last 90 days'."""
    row = connection.execute(
        "select min(at) as at from answer where source_id = :source_id and at >= :since",
        {"source_id": source_id, "since": since},
    ).fetchone()
    return None if row["at"] is None else plain.from_instant(row["at"])


def come_since(
    connection: sqlite3.Connection, article_id: int, entries: Iterable[Reported]
) -> list[Reported]:
    """Those of which a source has said something since the article was read.

    The others were weighed then: as a docket grows, an old entry may come to look more alike.
    """
    sql = """select 1 from article join observation on observation.said_at >= article.settled_at
        where article.id = :article_id and observation.entry_id = :entry_id"""
    return [
        each
        for each in entries
        if connection.execute(
            sql, {"article_id": article_id, "entry_id": int(each.entry.id)}
        ).fetchone()
    ]


def said(connection: sqlite3.Connection, cluster: int | None, docket: DocketKey) -> Said | None:
    """What was said of a cluster and a docket, if anything ever was."""
    row = connection.execute(
        "select was_quiet, is_open from article_said"
        " where cluster = :cluster and court_id = :court_id and number = :number",
        _of(cluster, docket),
    ).fetchone()
    return None if row is None else Said(bool(row["was_quiet"]), bool(row["is_open"]))


def note(
    connection: sqlite3.Connection, cluster: int | None, docket: DocketKey, told: Said
) -> None:
    connection.execute(
        "insert into article_said (cluster, court_id, number, was_quiet, is_open)"
        " values (:cluster, :court_id, :number, :was_quiet, :is_open)"
        " on conflict (cluster, court_id, number) do update"
        " set was_quiet = excluded.was_quiet, is_open = excluded.is_open",
        _of(cluster, docket) | {"was_quiet": int(told.was_quiet), "is_open": int(told.is_open)},
    )


def _of(cluster: int | None, docket: DocketKey) -> dict[str, object]:
    return {"cluster": cluster, "court_id": docket.court_id, "number": docket.number}


def is_closed(connection: sqlite3.Connection, told: Change) -> bool:
    """People were told already that another story was first to report this entry."""
    if told.entry is None:
        return False
    row = connection.execute(
        "select 1 from change where docket_id = :docket_id and entry_id = :entry_id"
        " and kind = 'article_linked' and field = 'entry' and quiet = 0",
        {"docket_id": told.docket_id, "entry_id": int(told.entry.id)},
    ).fetchone()
    return row is not None
