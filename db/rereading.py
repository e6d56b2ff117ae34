"""Kept entries are read anew when the rules by which they are read have changed.

Nothing of it is news: what an entry means to us is ours, and no court said anything. It is
done in parts, each in a transaction of its own, and goes on where it was interrupted.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from db import changelog, plain
from db.engine import transaction
from db.entry_rows import Reader
from db.ledger import Ledger

_PART = 500  # entries
_EVERY = """select entry.id, entry.told, entry.meaning, docket.id as docket_id, docket.court_id
    from entry join docket on docket.id = entry.docket_id
    where entry.id > :after and entry.status <> 'superseded' order by entry.id limit :part"""


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
            after = self._after()
            rows = self._connection.execute(_EVERY, {"after": after, "part": _PART}).fetchall()
            turned = [row for row in rows if self._turn(row, reader)]
            touched = {row["docket_id"] for row in turned}
            changelog.write(self._connection, Ledger(self._connection).refresh(touched, now))
            self._remember(rows[-1]["id"] if len(rows) == _PART else None)
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

    def _after(self) -> int | None:
        """The last entry that was read by this edition; None: all were."""
        row = self._connection.execute("select value from meta where name = 'reading'").fetchone()
        edition, _, after = ("" if row is None else row["value"]).partition(" ")
        if edition != self._edition:
            return 0
        return int(after) if after else None

    def _remember(self, after: int | None) -> None:
        value = self._edition if after is None else f"{self._edition} {after}"
        self._connection.execute(
            "insert into meta (name, value) values ('reading', :value)"
            " on conflict (name) do update set value = excluded.value",
            {"value": value},
        )
