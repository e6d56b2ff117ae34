"""The dockets that articles concern: whether somebody watches them, and under which number."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime

from db import plain
from db.interest import Interests, covers, interests, stem
from db.models import Docket, DocketKey, WatchedCase

_NUMBERED = {"article_link": "article_id", "article_entry": "article_id", "article_said": "cluster"}


def find(connection: sqlite3.Connection, key: DocketKey) -> tuple[Docket, datetime | None]:
    """The docket, with our id where it is kept, and since when it is watched by anyone."""
    docket = _docket(connection, key)
    return docket, _began(connection, docket)


def unwatched(connection: sqlite3.Connection, keys: Collection[DocketKey]) -> list[DocketKey]:
    """Those that nobody watches any more."""
    courts = {key.court_id for key in keys}
    watched = {court_id: _watched(connection, court_id) for court_id in courts}
    return [key for key in keys if not watched[key.court_id].in_docket(_docket(connection, key))]


def _watched(connection: sqlite3.Connection, court_id: str) -> Interests:
    rows = connection.execute(
        "select court_id, number, pacer_case_id from watched_case where court_id = :court_id",
        {"court_id": court_id},
    )
    return interests((WatchedCase(*row) for row in rows), keep_all=False)


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
