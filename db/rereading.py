"""Kept entries are read anew when the rules by which they are read have changed.

Nothing of it is news: what an entry means to us is ours, and no court said anything. It is
done in parts, each in a transaction of its own, and goes on where it was interrupted. One docket
is read after another, so that what follows from its entries is derived once.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import NamedTuple

from db import changelog, plain
from db.engine import transaction
from db.entry_rows import Reader
from db.ledger import Ledger

_PART = 500  # entries
_EVERY = """select entry.docket_id, entry.id, entry.told, entry.meaning, docket.court_id
    from entry join docket on docket.id = entry.docket_id
    where (entry.docket_id, entry.id) > (:docket_id, :id) and entry.status <> 'superseded'
    order by entry.docket_id, entry.id limit :part"""


class _Place(NamedTuple):
    """The last entry that was read."""

    docket_id: int = 0
    id: int = 0


class Rereading:
    """One edition of the rules, and how far the kept entries were read by it."""

    def __init__(self, connection: sqlite3.Connection, edition: str) -> None:
        self._connection = connection
        self._edition = edition

    @property
    def is_done(self) -> bool:
        return self._after() is None

    def go_on(self, reader: Reader, now: datetime) -> int:
        """Read the next part, and what follows from it; how many now mean something else."""
        with transaction(self._connection):
            after = self._after() or _Place()
            asked = after._asdict() | {"part": _PART}
            rows = self._connection.execute(_EVERY, asked).fetchall()
            turned = [row for row in rows if self._turn(row, reader)]
            last = _Place(rows[-1]["docket_id"], rows[-1]["id"]) if len(rows) == _PART else None
            touched = {after.docket_id, *(row["docket_id"] for row in turned)}
            if last is not None:
                touched.discard(last.docket_id)  # the next part may have more of it
            changelog.write(self._connection, Ledger(self._connection).refresh(touched, now))
            self._remember(last)
        return len(turned)

    def _turn(self, row: sqlite3.Row, reader: Reader) -> bool:
        meaning = reader(plain.unpacked_entry(row["told"]), row["court_id"])
        packed = None if meaning is None else plain.packed_meaning(meaning)
        if packed == row["meaning"]:
            return False
        self._connection.execute(
            "update entry set meaning = :meaning where id = :id",
            {"meaning": packed, "id": row["id"]},
        )
        return True

    def _after(self) -> _Place | None:
        """How far this edition has come; None: to the end."""
        row = self._connection.execute("select value from meta where name = 'reading'").fetchone()
        edition, *place = ("" if row is None else row["value"]).split(" ")
        if edition != self._edition:
            return _Place()
        return _Place(*map(int, place)) if place else None

    def _remember(self, last: _Place | None) -> None:
        value = " ".join(map(str, (self._edition, *(last or ()))))
        self._connection.execute(
            "insert into meta (name, value) values ('reading', :value)"
            " on conflict (name) do update set value = excluded.value",
            {"value": value},
        )
