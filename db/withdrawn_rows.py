"""The names that courts withdrew, as rows: kept as digests, and taken out of what we hold."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from db import article_names, plain
from db.engine import probe
from db.withdrawn import Withdrawn


class _Place(NamedTuple):
    """Where the words of a docket stand: as JSON text, but for those that are bare."""

    table: str
    column: str
    docket: str = "docket_id"  # the column that has the docket's id
    row: str = "id"  # the one by which, of that docket, a row or the few like it are found
    clean: Callable[[Withdrawn, str], str] = Withdrawn.packed


_PLACES = (
    _Place("docket", "told", docket="id"),
    _Place("docket_observation", "said", row="source_id"),
    _Place("entry", "told"),
    _Place("entry", "meaning"),
    _Place("observation", "said"),
    _Place("change", "old"),
    _Place("change", "new"),
    _Place("obligation", "told", row="entry_id"),
    _Place("proceeding", "told", row="entry_id"),
    _Place("proceeding", "words", row="entry_id", clean=Withdrawn.clean),
    _Place("repair", "labels"),
)


def of_dockets(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Withdrawn]:
    """The names of each docket that lost any."""
    sql = """with asked (docket_id) as (values {values})
        select withdrawn.* from asked join withdrawn on withdrawn.docket_id = asked.docket_id"""
    rows = probe(connection, sql, [(docket_id,) for docket_id in ids])
    return {
        row["docket_id"]: Withdrawn(
            bytes.fromhex(row["key"]), frozenset(plain.loads(row["digests"]))
        )
        for row in rows
    }


def withdraw(
    connection: sqlite3.Connection, docket_id: int, captions: Iterable[str], now: str
) -> Withdrawn:
    """Know the names of these captions again, which the one of now hides, and forget them."""
    known = of_dockets(connection, [docket_id]).get(docket_id)
    names = known or Withdrawn(os.urandom(16))
    for caption in captions:
        names = names.adding(caption, now)
    _keep(connection, docket_id, names)
    for place in _PLACES:
        _clean(connection, place, docket_id, names)
    _clean_copies(connection, docket_id, names)
    article_names.withdraw(connection, docket_id, names)
    return names


def _keep(connection: sqlite3.Connection, docket_id: int, names: Withdrawn) -> None:
    connection.execute(
        "insert into withdrawn (docket_id, key, digests) values (:id, :key, :digests)"
        " on conflict (docket_id) do update set digests = excluded.digests",
        {
            "id": docket_id,
            "key": names.key.hex(),
            "digests": plain.dumps(sorted(names.digests)),
        },
    )


def _clean(connection: sqlite3.Connection, place: _Place, docket_id: int, names: Withdrawn) -> None:
    table, column, docket, row, clean = place
    rows = connection.execute(
        f"select {row} as place, {column} as words from {table}"
        f" where {docket} = :docket_id and {column} is not null",
        {"docket_id": docket_id},
    )
    told = ((each["place"], each["words"], clean(names, each["words"])) for each in rows)
    connection.executemany(
        f"update {table} set {column} = ? where {docket} = ? and {row} = ? and {column} = ?",
        [(new, docket_id, row_id, old) for row_id, old, new in told if new != old],
    )


def _clean_copies(connection: sqlite3.Connection, docket_id: int, names: Withdrawn) -> None:
    rows = connection.execute(
        "select copy.id, copy.text from copy join entry on entry.id = copy.entry_id"
        " where entry.docket_id = :docket_id and copy.text is not null",
        {"docket_id": docket_id},
    ).fetchall()
    connection.executemany(
        "update copy set text = ? where id = ?",
        [(names.clean(row["text"]), row["id"]) for row in rows],
    )
