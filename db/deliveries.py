"""The outbox: what is on its way to whom, until its channel said yes.

A delivery is one change for one watch on one channel, and there is never a second
of it. Deliveries that leave together are put into a message first, whose id and
content are kept before anything is sent: should the process die between the
channel's yes and our note of it, the same message goes out again under the same
id, and the receiver can drop it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from db import changelog, plain
from db.engine import transaction
from db.errors import NotFound
from db.models import Delivery, DeliveryStatus, Route

_SELECT = """select delivery.id as delivery_id, delivery.watch, delivery.channel,
        coalesce(message.status, delivery.status) as delivery_status,
        delivery.message_id, coalesce(message.attempts, 0) as attempts,
        coalesce(message.due_at, delivery.due_at) as due_at,
        message.sent_at, message.error,
        delivery.route, delivery.reason, delivery.acked_at,
        change.*, entry.told, entry.sources, entry.status, entry.meaning
    from delivery join change on change.id = delivery.change_id
    left join entry on entry.id = change.entry_id
    left join message on message.id = delivery.message_id"""


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    change_id: int
    watch_id: int
    watch: str  # its slug
    channel: str
    due_at: datetime
    route: Route = Route.NOW
    reason: str | None = None  # why it was held back or put off


@dataclass(frozen=True, slots=True)
class Parcel:
    """Deliveries that leave as one message."""

    channel: str
    thread: str
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message leased to one sender; `attempts` counts this one."""

    id: str
    channel: str
    thread: str
    deliveries: tuple[Delivery, ...]
    attempts: int


Group = Callable[[Sequence[Delivery]], Iterable[Parcel]]


class Deliveries:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def cursor(self) -> int:
        """The last change that has been planned."""
        row = self._connection.execute("select value from meta where name = 'planned'").fetchone()
        return 0 if row is None else int(row[0])

    def plan(self, planned: Iterable[PlannedDelivery], cursor: int) -> None:
        """Add deliveries and move the cursor past their changes, in one transaction."""
        with transaction(self._connection):
            self._connection.executemany(
                "insert into delivery (change_id, watch_id, watch, channel, due_at, route, reason)"
                " values (?, ?, ?, ?, ?, ?, ?)"
                " on conflict (change_id, watch_id, channel) do nothing",
                [
                    (
                        each.change_id,
                        each.watch_id,
                        each.watch,
                        each.channel,
                        plain.instant(each.due_at),
                        each.route,
                        each.reason,
                    )
                    for each in planned
                ],
            )
            self._connection.execute(
                "insert into meta (name, value) values ('planned', :cursor)"
                " on conflict (name) do update set value = excluded.value",
                {"cursor": str(cursor)},
            )

    def compose(self, group: Group, now: datetime) -> int:
        """Put every due delivery into a message, as `group` parcels them; count the messages."""
        with transaction(self._connection):
            due = self._read(
                "where delivery.status = 'pending' and delivery.message_id is null"
                " and delivery.due_at <= :now",
                {"now": plain.instant(now)},
            )
            parcels = list(group(due)) if due else []
            for parcel in parcels:
                self._post(parcel, now)
        return len(parcels)

    def _post(self, parcel: Parcel, now: datetime) -> None:
        message_id = _message_id(parcel)
        self._connection.execute(
            "insert into message (id, place, channel, thread, due_at)"
            " select :id, coalesce(max(place), 0) + 1, :channel, :thread, :now from message",
            {
                "id": message_id,
                "channel": parcel.channel,
                "thread": parcel.thread,
                "now": plain.instant(now),
            },
        )
        self._connection.executemany(
            "update delivery set message_id = ? where id = ?",
            [(message_id, each.id) for each in parcel.deliveries],
        )

    def waiting(self) -> int:
        """How many messages their channel has not taken yet."""
        row = self._connection.execute(
            "select count(*) as messages from message where status = 'pending'"
        ).fetchone()
        return int(row["messages"])

    def channels_due(self, now: datetime) -> list[str]:
        """Channels whose next message may be claimed now."""
        rows = self._connection.execute(
            "select distinct channel from message where status = 'pending' order by channel"
        ).fetchall()
        return [row["channel"] for row in rows if self._next(row["channel"], now) is not None]

    def claim(self, channel: str, now: datetime, lease: timedelta) -> ClaimedMessage | None:
        """Lease a channel's oldest unsent message, if its time has come.

        A later message never overtakes one that is still to be sent.
        """
        with transaction(self._connection):
            row = self._next(channel, now)
            if row is None:
                return None
            self._connection.execute(
                "update message set leased_until = :until, attempts = attempts + 1 where id = :id",
                {"until": plain.instant(now + lease), "id": row["id"]},
            )
        return ClaimedMessage(
            id=row["id"],
            channel=channel,
            thread=row["thread"],
            deliveries=tuple(self.of_message(row["id"])),
            attempts=row["attempts"] + 1,
        )

    def _next(self, channel: str, now: datetime) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(
            "select * from message where channel = :channel and status = 'pending'"
            " order by place limit 1",
            {"channel": channel},
        ).fetchone()
        if row is None or row["due_at"] > plain.instant(now):
            return None
        return None if (row["leased_until"] or "") > plain.instant(now) else row

    def settle(
        self,
        message_id: str,
        now: datetime,
        error: str | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        """Note how an attempt ended: sent, to be tried again, or failed for good."""
        status = DeliveryStatus.PENDING
        if error is None:
            status = DeliveryStatus.SENT
        elif retry_at is None:
            status = DeliveryStatus.FAILED
        with transaction(self._connection):
            self._connection.execute(
                "update message set status = :status, error = :error, leased_until = null,"
                " due_at = coalesce(:retry_at, due_at), sent_at = :sent_at where id = :id",
                {
                    "status": status,
                    "error": error,
                    "retry_at": None if retry_at is None else plain.instant(retry_at),
                    "sent_at": plain.instant(now) if status is DeliveryStatus.SENT else None,
                    "id": message_id,
                },
            )
            if status is not DeliveryStatus.PENDING:
                self._connection.execute(
                    "update delivery set status = :status where message_id = :id",
                    {"status": status, "id": message_id},
                )

    def hurry(self, change_ids: Iterable[int], now: datetime) -> None:
        """Make held deliveries of these changes due."""
        with transaction(self._connection):
            self._connection.executemany(
                "update delivery set due_at = min(due_at, ?)"
                " where change_id = ? and status = 'pending'",
                [(plain.instant(now), change_id) for change_id in change_ids],
            )

    def withdraw(self, change_ids: Iterable[int]) -> list[tuple[int, str]]:
        """Take back what has not left yet of these changes; the (watch id, channel) of each."""
        withdrawn: list[tuple[int, str]] = []
        with transaction(self._connection):
            for change_id in change_ids:
                rows = self._connection.execute(
                    "update delivery set status = 'withdrawn' where change_id = :id"
                    " and status = 'pending' and message_id is null returning watch_id, channel",
                    {"id": change_id},
                )
                withdrawn += [(row["watch_id"], row["channel"]) for row in rows]
        return withdrawn

    def held(self) -> list[Delivery]:
        """Pending deliveries that are in no message yet."""
        return self._read("where delivery.status = 'pending' and delivery.message_id is null", {})

    def of_message(self, message_id: str) -> list[Delivery]:
        return self._read("where delivery.message_id = :id", {"id": message_id})

    def all(self, status: DeliveryStatus | None = None) -> list[Delivery]:
        return self._read(
            "where :status is null or delivery.status = :status",
            {"status": status},
        )

    def retry(self, message_id: str | None, now: datetime) -> int:
        """Try failed and waiting messages again now, one or all; count them."""
        with transaction(self._connection):
            rows = self._connection.execute(
                "update message set status = 'pending', attempts = 0, leased_until = null,"
                " due_at = :now where status in ('failed', 'pending')"
                " and (:id is null or id = :id) returning id",
                {"now": plain.instant(now), "id": message_id},
            ).fetchall()
            self._connection.executemany(
                "update delivery set status = 'pending' where message_id = ?",
                [(row["id"],) for row in rows],
            )
        if message_id is not None and not rows:
            raise NotFound(f"no unsent message {message_id}; `docket outbox` lists them")
        return len(rows)

    def _read(self, where: str, values: dict[str, object]) -> list[Delivery]:
        rows = self._connection.execute(f"{_SELECT} {where} order by delivery.id", values)
        return [_delivery(row) for row in rows]


def _message_id(parcel: Parcel) -> str:
    """The same deliveries make the same message, even after a restore from a backup."""
    words = "\n".join(
        [
            parcel.channel,
            *(
                f"{each.watch} {each.change.id} {plain.instant(each.change.at)}"
                for each in parcel.deliveries
            ),
        ]
    )
    return blake2b(words.encode(), digest_size=6).hexdigest()


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["delivery_id"],
        change=changelog.read(row),
        watch=row["watch"],
        channel=row["channel"],
        status=DeliveryStatus(row["delivery_status"]),
        message_id=row["message_id"],
        attempts=row["attempts"],
        due_at=plain.from_moment(row["due_at"]),
        sent_at=plain.from_moment(row["sent_at"]),
        error=row["error"],
        route=Route(row["route"]),
        reason=row["reason"],
        acked_at=plain.from_moment(row["acked_at"]),
    )
