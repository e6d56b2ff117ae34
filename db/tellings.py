"""What was told to whom: what may be told once more, and what somebody has acknowledged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db import delivery_rows, plain
from db.engine import transaction
from db.models import Change, Delivery, Watch


@dataclass(frozen=True, slots=True)
class Reminder:
    """An order to be repeated on another channel, unless it is acknowledged before."""

    change_id: int
    watch_id: int
    watch: str  # its slug
    channel: str
    due_at: datetime


class Tellings:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_changed(self, changes: Iterable[Change]) -> list[Delivery]:
        """Every delivery, sent or not, of what happened to the entries of these changes."""
        entries = {
            (each.docket_id, int(each.entry.id))
            for each in changes
            if each.docket_id is not None and each.entry is not None
        }
        return delivery_rows.of_entries(self._connection, entries)

    def of_articles(self, watches: Iterable[Watch], since: datetime) -> list[Delivery]:
        """Every delivery to these watches, sent or not, of stories found since."""
        ids = [each.id for each in watches if each.id is not None]
        return delivery_rows.of_articles(self._connection, ids, since)

    def unacknowledged(self) -> list[Delivery]:
        """What was told, and nobody has acknowledged."""
        return delivery_rows.read(
            self._connection,
            "delivery.acked_at is null and delivery.route <> 'held' and message.status = 'sent'",
            {},
        )

    def acknowledge(self, deliveries: Iterable[Delivery], now: datetime) -> None:
        """Note that somebody has seen these changes, for their watches, on whichever channel.

        A reminder that waits is taken back.
        """
        told = {(each.change.id, each.watch) for each in deliveries}
        with transaction(self._connection):
            for change_id, watch in sorted(told, key=str):
                self._connection.execute(
                    "update delivery set acked_at = :now, status = case when status = 'pending'"
                    " and route = 'reminder' then 'withdrawn' else status end"
                    " where change_id = :change_id and watch = :watch and acked_at is null",
                    {"now": plain.instant(now), "change_id": change_id, "watch": watch},
                )


def remind(connection: sqlite3.Connection, reminders: Iterable[Reminder]) -> None:
    """Plan each reminder once, unless what it repeats is acknowledged already.

    On a channel that was told itself, its own delivery is what leaves again.
    """
    connection.executemany(
        "insert into delivery (change_id, watch_id, watch, channel, due_at, route)"
        " select :change_id, :watch_id, :watch, :channel, :due_at, 'reminder'"
        " where not exists (select 1 from delivery where change_id = :change_id"
        " and watch_id = :watch_id and acked_at is not null)"
        " on conflict (change_id, watch_id, channel) do update"
        " set status = 'pending', route = 'reminder', due_at = excluded.due_at"
        " where delivery.status = 'sent' and delivery.route <> 'reminder'",
        map(_values, reminders),
    )


def _values(reminder: Reminder) -> dict[str, object]:
    return {
        "change_id": reminder.change_id,
        "watch_id": reminder.watch_id,
        "watch": reminder.watch,
        "channel": reminder.channel,
        "due_at": plain.instant(reminder.due_at),
    }
