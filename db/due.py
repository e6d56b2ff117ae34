"""What is due and what takes place, as rows to read; what the clock makes of it is `db.clock`'s."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from db import plain
from db.engine import probe
from db.fates import State, Status
from db.models import DocketEntry, DocketKey, EntryRef
from db.plain import Plain

_OWED = """with asked (id) as (values {values})
    select obligation.*, docket.court_id, docket.number, entry.told as entry,
        later.told as later, reminder.missed_at
    from asked join obligation on obligation.docket_id = asked.id
    join docket on docket.id = asked.id join entry on entry.id = obligation.entry_id
    left join entry later on later.id = obligation.by_entry
    left join reminder on reminder.docket_id = asked.id and reminder.duty = obligation.duty
        and reminder.due_on = obligation.due_on"""
_HELD = """with asked (id) as (values {values})
    select proceeding.*, docket.court_id, docket.number, entry.told as entry, later.told as later
    from asked join proceeding on proceeding.docket_id = asked.id
    join docket on docket.id = asked.id join entry on entry.id = proceeding.entry_id
    left join entry later on later.id = proceeding.by_entry"""


@dataclass(frozen=True, slots=True)
class Owed:
    """A deadline, who set it and what became of it."""

    docket_id: int
    docket: DocketKey
    entry: EntryRef
    place: int  # among the deadlines of its entry
    told: Plain  # as `ledger.deadline` has it
    due: date | None
    duty: str
    status: Status
    is_seen: bool  # the docket would show what meets it
    is_courtesy: bool
    is_late: bool
    is_missed: bool  # and people were told so
    doubt: str | None
    by: EntryRef | None  # what met, moved or ended it
    changed_at: datetime  # when that came, or else the entry that set it


@dataclass(frozen=True, slots=True)
class Held:
    """A proceeding as it now stands, and by which entries."""

    docket_id: int
    docket: DocketKey
    entry: EntryRef  # that first set it
    place: int
    told: Plain  # as `ledger.hearing` has it
    words: str  # by which its entry says so
    on: date | None
    state: State
    sequence: int
    by: EntryRef | None  # that last changed it
    changed_at: datetime  # when that came, or else the entry that set it


class Due:
    """What the courts have set, for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def obligations(self, docket_ids: Iterable[int]) -> list[Owed]:
        asked = [(docket_id,) for docket_id in docket_ids]
        return [_owed(row) for row in probe(self._connection, _OWED, asked)]

    def proceedings(self, docket_ids: Iterable[int]) -> list[Held]:
        asked = [(docket_id,) for docket_id in docket_ids]
        return [_held(row) for row in probe(self._connection, _HELD, asked)]

    def docket_ids(self) -> list[int]:
        """The dockets on which anything was set."""
        rows = self._connection.execute(
            "select docket_id from obligation union select docket_id from proceeding"
        )
        return [row["docket_id"] for row in rows]

    def standing(self, docket_id: int, duty: str, due_on: str) -> list[Owed]:
        """What is still owed of one duty on one day, by whichever entries it was set."""
        found = self._connection.execute(
            f"{_OWED.format(values='(:docket_id)')} where obligation.status = 'open'"
            " and obligation.duty = :duty and obligation.due_on = :due_on"
            " order by obligation.entry_id, obligation.place",
            {"docket_id": docket_id, "duty": duty, "due_on": due_on},
        )
        return [_owed(each) for each in found]

    def turns_at(self) -> datetime | None:
        """When the clock next has something to say of a deadline."""
        row = self._connection.execute(
            "select min(turns_at) as at from reminder where turns_at is not null"
        ).fetchone()
        return None if row["at"] is None else plain.from_instant(row["at"])


def _came(row: sqlite3.Row) -> Plain:
    """The entry, what last changed what it set, and when that came."""
    told = plain.unpacked_entry(row["entry"])
    later = None if row["later"] is None else plain.unpacked_entry(row["later"])
    return {
        "entry": plain.entry_ref(row["entry_id"], told),
        "by": None if later is None else plain.entry_ref(row["by_entry"], later),
        "changed_at": _moment(later or told),
    }


def _moment(told: DocketEntry) -> datetime:
    """Of an entry whose day alone is told, its noon."""
    if told.entered_at is not None:
        return told.entered_at
    return datetime.combine(told.filed_on or date.min, time(12), UTC)


def _owed(row: sqlite3.Row) -> Owed:
    return Owed(
        docket_id=row["docket_id"],
        docket=DocketKey(row["court_id"], row["number"]),
        **_came(row),
        place=row["place"],
        told=plain.loads(row["told"]),
        due=plain.from_day(row["due_on"]),
        duty=row["duty"],
        status=Status(row["status"]),
        is_seen=bool(row["is_seen"]),
        is_courtesy=bool(row["is_courtesy"]),
        is_late=bool(row["is_late"]),
        is_missed=row["missed_at"] is not None,
        doubt=row["doubt"],
    )


def _held(row: sqlite3.Row) -> Held:
    return Held(
        docket_id=row["docket_id"],
        docket=DocketKey(row["court_id"], row["number"]),
        **_came(row),
        place=row["place"],
        told=plain.loads(row["told"]),
        words=row["words"],
        on=plain.from_day(row["on_day"]),
        state=State(row["status"]),
        sequence=row["sequence"],
    )
