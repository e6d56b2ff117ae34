"""A docket's own sources carry its number in their ids: once it is learned, all of theirs moves on.

A link may name a case by PACER's id alone (`mad #282404`). When its number comes to be known, its
sources go on under it with what they told, remember and were looked at: the next answer is no
first look, which would be quiet.
"""

from __future__ import annotations

import sqlite3

from db import article_dockets, plain
from db.models import SourceKind
from db.needs import source_id

_TELLERS = ("observation", "docket_observation", "answer", "change")  # tables of what sources told
_NAMING = (("entry", "sources"), ("repair", "members"))  # columns that hold their ids as JSON


def move(connection: sqlite3.Connection, court_id: str, old: str, new: str) -> None:
    """Have the sources of the docket `old` be those of `new`, inside the caller's transaction."""
    rows = connection.execute(
        "select id, kind from source where court_id = :court_id and number = :number",
        {"court_id": court_id, "number": old},
    )
    for row in rows.fetchall():
        _move(connection, row["id"], source_id(SourceKind(row["kind"]), court_id, new), new)
    article_dockets.renumber(connection, court_id, old, new)


def _move(connection: sqlite3.Connection, old: str, new: str, number: str) -> None:
    """One that another watch follows by its number already stays, but was looked at here too."""
    ids = {"old": old, "new": new, "number": number}
    connection.execute(
        "insert into look (case_id, source_id, at)"
        " select case_id, :new, at from look where source_id = :old"
        " on conflict (case_id, source_id) do nothing",
        ids,
    )
    if connection.execute("select 1 from source where id = :new", ids).fetchone():
        return
    connection.execute("update source set id = :new, number = :number where id = :old", ids)
    for table in _TELLERS:
        connection.execute(f"update {table} set source_id = :new where source_id = :old", ids)
    quoted = {"old": plain.dumps(old), "new": plain.dumps(new)}
    for table, column in _NAMING:
        connection.execute(
            f"update {table} set {column} = replace({column}, :old, :new)"
            f" where {column} like '%' || :old || '%'",
            quoted,
        )
