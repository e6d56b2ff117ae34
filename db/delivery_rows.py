"""Rows of `delivery`, each with its change and its message, as the nouns that they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from db import changelog, plain
from db.engine import probe
from db.models import Change, Delivery, DeliveryStatus, Route

# What is pending though its message was sent is to be told once more, in a message to come;
# of that message it keeps when it was sent.
WAITING = "delivery.status = 'pending' and coalesce(message.status, 'sent') = 'sent'"
_SELECT = f"""select delivery.id as delivery_id, delivery.watch, delivery.channel,
        message.sent_at, delivery.route, delivery.reason, delivery.acked_at,
        delivery.due_at, delivery.status as delivery_status, {WAITING} as waits,
        message.id as message_id, message.status as message_status, message.attempts,
        message.due_at as message_due_at, message.error,
        change.*, entry.told, entry.sources, entry.status, entry.meaning
    from delivery join change on change.id = delivery.change_id
    left join entry on entry.id = change.entry_id
    left join message on message.id = delivery.message_id"""


def read(
    connection: sqlite3.Connection, where: str, values: Mapping[str, object]
) -> list[Delivery]:
    """The deliveries of which this holds, oldest first."""
    return _in_order(connection.execute(f"{_SELECT} where {where}", values))


def of_entries(
    connection: sqlite3.Connection, entries: Collection[tuple[int, int]]
) -> list[Delivery]:
    """Every delivery of what happened to these, each a docket's id and an entry's; oldest first."""
    sql = f"""{_SELECT} where delivery.change_id in (
        with asked (docket_id, entry_id) as (values {{values}})
        select change.id from asked join change on change.docket_id = asked.docket_id
            and change.entry_id = asked.entry_id)"""
    return _in_order(probe(connection, sql, list(entries)))


def of_articles(
    connection: sqlite3.Connection, watch_ids: Iterable[int], since: datetime
) -> list[Delivery]:
    """Every delivery to these watches of stories found since; oldest first."""
    sql = f"""{_SELECT} where delivery.id in (
        with asked (watch_id, since) as (values {{values}})
        select delivery.id from asked
        join change on change.kind = 'article_linked' and change.at >= asked.since
        join delivery on delivery.change_id = change.id and delivery.watch_id = asked.watch_id)"""
    asked = [(watch_id, plain.instant(since)) for watch_id in watch_ids]
    return _in_order(probe(connection, sql, asked))


def _in_order(rows: Iterable[sqlite3.Row]) -> list[Delivery]:
    """Sorted here: asked for an order, SQLite would read the table to its end.

    A change is read once, however many it is on its way to.
    """
    changes: dict[int, Change] = {}
    found = []
    for row in rows:
        if row["id"] not in changes:
            changes[row["id"]] = changelog.read(row)
        found.append(_delivery(row, changes[row["id"]]))
    return sorted(found, key=lambda each: each.id)


def _delivery(row: sqlite3.Row, change: Change) -> Delivery:
    is_in_message = row["message_id"] is not None and not row["waits"]
    status = row["message_status"] if is_in_message else row["delivery_status"]
    return Delivery(
        id=row["delivery_id"],
        change=change,
        watch=row["watch"],
        channel=row["channel"],
        status=DeliveryStatus(status),
        message_id=row["message_id"] if is_in_message else None,
        attempts=row["attempts"] if is_in_message else 0,
        due_at=plain.from_moment(row["message_due_at"] if is_in_message else row["due_at"]),
        sent_at=plain.from_moment(row["sent_at"]),
        error=row["error"] if is_in_message else None,
        route=Route(row["route"]),
        reason=row["reason"],
        acked_at=plain.from_moment(row["acked_at"]),
    )
