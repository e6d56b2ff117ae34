"""The outbox: what is on its way to whom, until its channel said yes.

A delivery is one change for one watch on one channel, and there is never a second
of it. Deliveries that leave together are put into a message first, whose id and
content are kept before anything is sent: should the process die between the
channel's yes and our note of it, the same message goes out again under the same
id, and the receiver can drop it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from db import delivery_rows, plain, tellings
from db.delivery_rows import WAITING
from db.engine import transaction
from db.errors import NotFound
from db.models import ChangeKind, Delivery, DeliveryStatus, Route
from db.tellings import Reminder

ALERT, DIGEST = "alert", "digest"  # of the forms of messages, those that the order depends on

# The same as `WAITING`, of the table alone.
_IN_NO_MESSAGE = """status = 'pending' and not exists (select 1 from message
    where message.id = delivery.message_id and message.status <> 'sent')"""


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    change_id: int
    watch_id: int
    watch: str  # its slug
    channel: str
    due_at: datetime
    route: Route = Route.NOW
    reason: str | None = None  # why it was held back or put off
    status: DeliveryStatus = DeliveryStatus.PENDING  # WITHDRAWN: it is only noted


class Timed(NamedTuple):
    """A delivery that waits, and how and when it leaves."""

    delivery: Delivery
    route: Route
    reason: str | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """Deliveries that leave as one message."""

    channel: str
    thread: str
    deliveries: tuple[Delivery, ...]
    form: str = ALERT


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message leased to one sender; `attempts` counts this one."""

    id: str
    channel: str
    thread: str
    deliveries: tuple[Delivery, ...]
    attempts: int
    form: str = ALERT
    taken: frozenset[str] = frozenset()  # marks of the parts that its channel has taken


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
                "insert into delivery (change_id, watch_id, watch, channel, due_at, route, reason,"
                " status) values (?, ?, ?, ?, ?, ?, ?, ?)"
                " on conflict (change_id, watch_id, channel) do nothing",
                map(_row, planned),
            )
            self._connection.execute(
                "insert into meta (name, value) values ('planned', :cursor)"
                " on conflict (name) do update set value = excluded.value",
                {"cursor": str(cursor)},
            )

    def habits(self) -> str | None:
        """By which habits what waits was timed."""
        row = self._connection.execute("select value from meta where name = 'habits'").fetchone()
        return None if row is None else str(row["value"])

    def keep_habits(self, habits: str) -> None:
        with transaction(self._connection):
            self._connection.execute(
                "insert into meta (name, value) values ('habits', :habits)"
                " on conflict (name) do update set value = excluded.value",
                {"habits": habits},
            )

    def compose(self, group: Group, now: datetime) -> int:
        """Put every due delivery into a message, as `group` parcels them; count the messages."""
        with transaction(self._connection):
            due = self._read(f"{WAITING} and delivery.due_at <= :now", {"now": plain.instant(now)})
            parcels = list(group(due)) if due else []
            for parcel in parcels:
                self._post(parcel, now)
        return len(parcels)

    def _post(self, parcel: Parcel, now: datetime) -> None:
        message_id = _message_id(parcel)
        self._connection.execute(
            "insert into message (id, place, channel, thread, form, due_at)"
            " select :id, coalesce(max(place), 0) + 1, :channel, :thread, :form, :now from message",
            {
                "id": message_id,
                "channel": parcel.channel,
                "thread": parcel.thread,
                "form": parcel.form,
                "now": plain.instant(now),
            },
        )
        self._connection.executemany(
            "update delivery set message_id = ? where id = ?",
            [(message_id, each.id) for each in parcel.deliveries],
        )

    def unsent(self, now: datetime) -> int:
        """How many messages their channel owes us a yes to.

        One whose readers sleep (`rest`) waits by their own wish, whoever refused it before.
        """
        row = self._connection.execute(
            "select count(*) as messages from message where status = 'pending'"
            " and (error is not null or due_at <= :now)",
            {"now": plain.instant(now)},
        ).fetchone()
        return int(row["messages"])

    def channels_due(self, now: datetime) -> list[str]:
        """Channels whose next message may be claimed now."""
        rows = self._connection.execute(
            "select distinct channel from message where status = 'pending' order by channel"
        ).fetchall()
        return [row["channel"] for row in rows if self._next(row["channel"], now) is not None]

    def claim(self, channel: str, now: datetime, lease: timedelta) -> ClaimedMessage | None:
        """Lease a channel's next message, if its time has come.

        A later message never overtakes one that is still to be sent, but for digests: an
        alert waits for none. One that rests holds up nothing.
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
            form=row["form"],
            taken=frozenset(row["taken"].split()),
        )

    def _next(self, channel: str, now: datetime) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(
            "select * from message where channel = :channel and status = 'pending'"
            " and (error is not null or due_at <= :now) order by form = :digest, place limit 1",
            {"channel": channel, "now": plain.instant(now), "digest": DIGEST},
        ).fetchone()
        return None if row is None or _free_at(row) > plain.instant(now) else row

    def rest(self, message_id: str, until: datetime) -> None:
        """Give back a message that was claimed and not sent: its readers sleep."""
        with transaction(self._connection):
            self._connection.execute(
                "update message set leased_until = null, attempts = attempts - 1, error = null,"
                " due_at = :until where id = :id",
                {"until": plain.instant(until), "id": message_id},
            )

    def settle(
        self,
        message_id: str,
        now: datetime,
        error: str | None = None,
        retry_at: datetime | None = None,
        reminders: Iterable[Reminder] = (),
        taken: Iterable[str] = (),
    ) -> None:
        """Note how an attempt ended: sent, to be tried again, or failed for good.

        `reminders` are what is to be repeated, now that it is sent; `taken` are the parts of a
        long message that need not be sent again, now that the rest was refused.
        """
        status = DeliveryStatus.PENDING
        if error is None:
            status = DeliveryStatus.SENT
        elif retry_at is None:
            status = DeliveryStatus.FAILED
        with transaction(self._connection):
            self._connection.execute(
                "update message set status = :status, error = :error, leased_until = null,"
                " due_at = coalesce(:retry_at, due_at), sent_at = :sent_at, taken = :taken"
                " where id = :id",
                {
                    "taken": " ".join(sorted(taken)),
                    "status": status,
                    "error": error,
                    "retry_at": plain.instant_or_none(retry_at),
                    "sent_at": plain.instant(now) if status is DeliveryStatus.SENT else None,
                    "id": message_id,
                },
            )
            if status is not DeliveryStatus.PENDING:
                self._connection.execute(
                    "update delivery set status = :status where message_id = :id",
                    {"status": status, "id": message_id},
                )
            tellings.remind(self._connection, reminders)

    def time(self, timed: Iterable[Timed]) -> None:
        """Set when and how deliveries leave that wait, or that are to be told after all."""
        with transaction(self._connection):
            self._connection.executemany(
                "update delivery set status = 'pending', route = ?, reason = ?, due_at = ?"
                " where id = ?",
                [
                    (each.route, each.reason, plain.instant(each.due_at), each.delivery.id)
                    for each in timed
                ],
            )

    def reconsider(self, watch_id: int, now: datetime) -> None:
        """Have what waits for a watch timed anew by the next round, for the watch has changed.

        A reminder whose time has not come is not asked for it; one that was put off has a reason.
        """
        with transaction(self._connection):
            self._connection.execute(
                "update delivery set due_at = :now where due_at > :now and watch_id = :watch_id"
                f" and {_IN_NO_MESSAGE} and (route <> 'reminder' or reason is not null)",
                {"now": plain.instant(now), "watch_id": watch_id},
            )
            self._connection.execute(
                "update message set due_at = :now where due_at > :now and status = 'pending'"
                " and error is null and exists (select 1 from delivery"
                " where delivery.message_id = message.id and delivery.watch_id = :watch_id)",
                {"now": plain.instant(now), "watch_id": watch_id},
            )

    def take_back(self, watch_id: int) -> None:
        """Withdraw what waits for a watch, for it ends; also from messages that were refused.

        What somebody has in hand at this moment goes out.
        """
        self._connection.execute(
            "update delivery set status = 'withdrawn', message_id = null"
            " where watch_id = :id and status = 'pending' and not exists (select 1 from message"
            " where message.id = delivery.message_id and message.leased_until is not null)",
            {"id": watch_id},
        )

    def drop(self, deliveries: Iterable[Delivery]) -> None:
        """Take back deliveries that wait."""
        with transaction(self._connection):
            self._connection.executemany(
                "update delivery set status = 'withdrawn' where id = ?",
                [(each.id,) for each in deliveries],
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

    def waiting(
        self, *, until: datetime | None = None, kind: ChangeKind | None = None
    ) -> list[Delivery]:
        """Pending deliveries that are in no message yet: all, those due, or those of a kind."""
        where = [
            WAITING,
            *(["delivery.due_at <= :until"] if until else []),
            *(["change.kind = :kind"] if kind else []),
        ]
        asked = {"until": until and plain.instant(until), "kind": kind}
        return self._read(" and ".join(where), asked)

    def next_due_at(self) -> datetime | None:
        """When the next delivery that waits, or the next message, may leave."""
        row = self._connection.execute(
            "select min(delivery.due_at) as due_at from delivery"
            " left join message on message.id = delivery.message_id"
            f" where {WAITING}"
        ).fetchone()
        found = [*self._free_messages(), *([row["due_at"]] if row["due_at"] else [])]
        return plain.from_moment(min(found, default=None))

    def _free_messages(self) -> Iterator[str]:
        """When messages may leave that no refused one of their channel holds up."""
        rows = self._connection.execute(
            "select * from message where status = 'pending'"
            " order by channel, form = :digest, place",
            {"digest": DIGEST},
        )
        blocked = None
        for row in rows:
            if row["channel"] != blocked:
                yield _free_at(row)
                blocked = row["channel"] if row["error"] is not None else None

    def of_message(self, message_id: str) -> list[Delivery]:
        return self._read("delivery.message_id = :id", {"id": message_id})

    def all(self, status: DeliveryStatus | None = None) -> list[Delivery]:
        return self._read(":status is null or delivery.status = :status", {"status": status})

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

    def _read(self, where: str, values: Mapping[str, object]) -> list[Delivery]:
        return delivery_rows.read(self._connection, where, values)


def _free_at(message: sqlite3.Row) -> str:
    """When a message may be claimed, if none holds it up."""
    return max(str(message["due_at"]), message["leased_until"] or "")


def _row(planned: PlannedDelivery) -> tuple[object, ...]:
    return (
        planned.change_id,
        planned.watch_id,
        planned.watch,
        planned.channel,
        plain.instant(planned.due_at),
        planned.route,
        planned.reason,
        planned.status,
    )


def _message_id(parcel: Parcel) -> str:
    """The same deliveries make the same message, even after a restore from a backup.

    What a digest listed as held back may be told in full by another.
    """
    is_alert = parcel.form == ALERT
    lines = [parcel.channel, *([] if is_alert else [parcel.form])]
    for each in parcel.deliveries:
        told = f"{each.watch} {each.change.id} {plain.instant(each.change.at)}"
        lines.append(told if is_alert else f"{told} {each.route}")
    return blake2b("\n".join(lines).encode(), digest_size=6).hexdigest()
