"""What the user handed in already, and on which docket a service means it to stand."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from db import plain
from db.engine import transaction
from db.models import DocketKey


class HandedIn:
    """Keys of mails and webhooks that were taken in, and how far each mailbox was read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def has(self, key: str) -> bool:
        found = self._connection.execute("select 1 from handed_in where key = :key", {"key": key})
        return found.fetchone() is not None

    def keep(self, key: str, now: datetime) -> None:
        with transaction(self._connection):
            self._connection.execute(
                "insert into handed_in (key, at) values (:key, :at) on conflict (key) do nothing",
                {"key": key, "at": plain.instant(now)},
            )

    def position(self, mailbox: str) -> str | None:
        """Where reading a mailbox ended, as `move_to` was told."""
        row = self._connection.execute(
            "select max(key) as key from handed_in"
            " where substr(key, 1, length(:mailbox)) = :mailbox",
            {"mailbox": f"{mailbox}:"},
        ).fetchone()
        return None if row["key"] is None else str(row["key"])[len(mailbox) + 1 :]

    def move_to(self, mailbox: str, position: str, now: datetime) -> None:
        with transaction(self._connection):
            self._connection.execute(
                "delete from handed_in where substr(key, 1, length(:mailbox)) = :mailbox",
                {"mailbox": f"{mailbox}:"},
            )
            self.keep(f"{mailbox}:{position}", now)

    def docket_of(self, courtlistener_id: str) -> DocketKey | None:
        """The watched case, or else the docket that is kept, which CourtListener calls so."""
        row = self._connection.execute(
            "select court_id, number, 0 as turn from watched_case"
            " where courtlistener_id = :id and number not like '#%'"
            " union all select court_id, number, 1 from docket where courtlistener_id = :id"
            " order by turn limit 1",
            {"id": courtlistener_id},
        ).fetchone()
        return None if row is None else DocketKey(row["court_id"], row["number"])
