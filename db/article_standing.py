"""How a docket stands to the stories of the press: who follows it, and what was said of which."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from db import plain
from db.article_news import Followed, Said
from db.interest import covers, stem
from db.models import Change, Docket, DocketKey, WatchedCase
from db.press import Article


def followed(connection: sqlite3.Connection, key: DocketKey, article: Article) -> Followed | None:
    """How long a docket is watched; None where nobody watches it any more."""
    docket = _docket(connection, key)
    began = _began(connection, docket)
    if began is None:
        return None
    first = _first_answer(connection, article.source_id, "")
    look = _first_answer(connection, article.source_id, plain.instant(began))
    return Followed(docket.id, began, first, look)


def is_watched(connection: sqlite3.Connection, key: DocketKey) -> bool:
    return _began(connection, _docket(connection, key)) is not None


def _docket(connection: sqlite3.Connection, key: DocketKey) -> Docket:
    """The docket as it is kept; a co-defendant's is none but its own."""
    row = connection.execute(
        "select id, pacer_case_id from docket"
        " where court_id = :court_id and stem = :stem and number = :number order by id limit 1",
        {"court_id": key.court_id, "stem": stem(key.number), "number": key.number},
    ).fetchone()
    if row is None:
        return Docket(key.court_id, key.number)
    return Docket(key.court_id, key.number, pacer_case_id=row["pacer_case_id"], id=row["id"])


def _began(connection: sqlite3.Connection, docket: Docket) -> datetime | None:
    rows = connection.execute(
        "select court_id, number, pacer_case_id, added_at from watched_case"
        " where court_id = :court_id",
        {"court_id": docket.court_id},
    )
    watched = ((WatchedCase(*row[:3]), row["added_at"]) for row in rows)
    found = (plain.from_instant(added_at) for case, added_at in watched if covers(case, docket))
    return min(found, default=None)


def _first_answer(
    connection: sqlite3.Connection, source_id: str | None, since: str
) -> datetime | None:
    """A source's first answer of those that are kept, which are the last 90 days'."""
    row = connection.execute(
        "select min(at) as at from answer where source_id = :source_id and at >= :since",
        {"source_id": source_id, "since": since},
    ).fetchone()
    return None if row["at"] is None else plain.from_instant(row["at"])


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


def renumber(connection: sqlite3.Connection, court_id: str, old: str, new: str) -> None:
    """Have the stories of a docket whose number came to be known be those of that number."""
    asked = {"court_id": court_id, "old": old, "new": new}
    for table, mine in _NUMBERED.items():
        connection.execute(
            f"delete from {table} where court_id = :court_id and number = :old and {mine} in"
            f" (select {mine} from {table} where court_id = :court_id and number = :new)",
            asked,
        )
        connection.execute(
            f"update {table} set number = :new where court_id = :court_id and number = :old", asked
        )


_NUMBERED = {
    "article_link": "article_id",
    "article_entry": "article_id",
    "article_said": "cluster",
}
