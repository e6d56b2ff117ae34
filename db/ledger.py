"""Obligations and proceedings as rows, derived from the entries of each docket.

`refresh` reads a docket's entries anew and writes what follows from them, so that any
order of answers ends in the same rows. Only what people were told already (`reminder`)
is remembered, by duty and due day, whichever entry sets it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db import courts, obligations, plain, proceedings
from db.engine import probe
from db.fates import State, Status
from db.models import Change, ChangeKind, Docket, DocketEntry
from db.obligations import Obligation
from db.plain import Plain
from db.proceedings import Proceeding

_RECENT = timedelta(days=30)  # a period without a day is news while its entry is young
_DATED = """with asked (id) as (values {values})
    select asked.id from asked where exists (
        select 1 from entry where entry.docket_id = asked.id and entry.status <> 'superseded'
            and (entry.meaning like '%"deadlines":[%' or entry.meaning like '%"on":"%')
    ) or exists (select 1 from obligation where obligation.docket_id = asked.id)
    or exists (select 1 from proceeding where proceeding.docket_id = asked.id)"""
_ENTRIES = """select id, told, meaning from entry where docket_id = :docket_id
    and status <> 'superseded' and meaning is not null"""

Key = tuple[str, date | None]  # a duty and its due day


@dataclass(frozen=True, slots=True)
class _Page:
    """A docket with what follows from its entries, beside what followed from them before."""

    docket: Docket
    now: datetime
    owed: Sequence[Obligation]
    held: Sequence[Proceeding]
    known: Mapping[Key, frozenset[str]]  # the statuses that each had
    told: Collection[Key]  # of which people may have been told
    proceedings: Mapping[tuple[int, int], sqlite3.Row]

    @property
    def zone(self) -> ZoneInfo:
        return courts.zone(self.docket.court_id)

    def is_over(self, due: date) -> bool:
        """The day has ended at the court."""
        return self.now >= datetime.combine(due + timedelta(days=1), time(), self.zone)

    def is_of_old(self, owed: Obligation) -> bool:
        """It was over before we knew of it: a backlog is silent."""
        if owed.due is not None:
            return self.is_over(owed.due)
        return owed.set_on is None or owed.set_on + _RECENT < self.now.date()

    def is_to_come(self, told: Plain | None) -> bool:
        """A proceeding of today or later, at the court."""
        today = self.now.astimezone(self.zone).date().isoformat()
        return told is not None and told["on"] is not None and told["on"] >= today

    def entry(self, entry_id: int) -> DocketEntry:
        return next(each for each in self.docket.entries if each.id == str(entry_id))

    def change(self, kind: ChangeKind, entry_id: int, old: object, new: object) -> Change:
        return Change(
            kind=kind,
            at=self.now,
            docket=self.docket.key,
            docket_id=self.docket.id,
            entry=plain.entry_ref(entry_id, self.entry(entry_id)),
            field="deadline" if "deadline" in kind else "hearing",
            old=old,
            new=new,
            quiet=True,
        )


class Ledger:
    """What follows from the meaning of entries, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def refresh(self, docket_ids: Iterable[int], now: datetime) -> list[Change]:
        """Derive anew what these dockets' entries set; what is new of it, to be logged quietly."""
        asked = [(docket_id,) for docket_id in sorted(set(docket_ids))]
        dated = [row["id"] for row in probe(self._connection, _DATED, asked)]
        return [change for docket_id in dated for change in self._refresh(docket_id, now)]

    def _refresh(self, docket_id: int, now: datetime) -> Iterator[Change]:
        self._forget_sealed(docket_id)
        docket = self._docket(docket_id)
        page = _Page(
            docket,
            now,
            obligations.of_docket(docket),
            proceedings.of_docket(docket),
            self._known(docket_id),
            self._told(docket_id),
            self._proceedings(docket_id),
        )
        self._write(page)
        yield from _of_deadlines(page)
        yield from _of_hearings(page)

    def _docket(self, docket_id: int) -> Docket:
        """The docket with the entries that were read, none of them with its sources."""
        row = self._connection.execute(
            "select told from docket where id = :id", {"id": docket_id}
        ).fetchone()
        entries = self._connection.execute(_ENTRIES, {"docket_id": docket_id})
        told = tuple(_entry(each) for each in entries)
        return replace(plain.unpacked_docket(row["told"]), id=docket_id, entries=told)

    def _known(self, docket_id: int) -> dict[Key, frozenset[str]]:
        rows = self._connection.execute(
            "select duty, due_on, status from obligation where docket_id = :id", {"id": docket_id}
        )
        known: dict[Key, frozenset[str]] = {}
        for row in rows:
            key = row["duty"], row["due_on"] and date.fromisoformat(row["due_on"])
            known[key] = known.get(key, frozenset()) | {row["status"]}
        return known

    def _proceedings(self, docket_id: int) -> dict[tuple[int, int], sqlite3.Row]:
        rows = self._connection.execute(
            "select * from proceeding where docket_id = :id", {"id": docket_id}
        )
        return {(row["entry_id"], row["place"]): row for row in rows}

    def _told(self, docket_id: int) -> set[Key]:
        rows = self._connection.execute(
            "select duty, due_on from reminder where docket_id = :id", {"id": docket_id}
        )
        return {(row["duty"], date.fromisoformat(row["due_on"])) for row in rows}

    def _write(self, page: _Page) -> None:
        mine = {"docket_id": page.docket.id}
        for table in ("obligation", "proceeding"):
            self._connection.execute(f"delete from {table} where docket_id = :docket_id", mine)
        self._connection.executemany(_INSERT_OBLIGATION, [_owed(each, page) for each in page.owed])
        self._connection.executemany(_INSERT_PROCEEDING, [_held(each, page) for each in page.held])
        self._remind(page)

    def _remind(self, page: _Page) -> None:
        """Have the clock look at each day that is still to come; what is met needs no reminder."""
        self._connection.execute(
            "update reminder set turns_at = null where docket_id = :id", {"id": page.docket.id}
        )
        waiting = {
            (each.duty.name, each.due)
            for each in page.owed
            if each.status is Status.OPEN and each.due is not None and not each.duty.is_courtesy
        }
        at = plain.instant(page.now)
        coming = {(duty, due) for duty, due in waiting if not page.is_over(due)}
        self._connection.executemany(
            "insert into reminder (docket_id, duty, due_on, known_at) values (?, ?, ?, ?)"
            " on conflict (docket_id, duty, due_on) do nothing",
            [(page.docket.id, duty, str(due), at) for duty, due in sorted(coming)],
        )
        self._connection.executemany(
            "update reminder set turns_at = ? where docket_id = ? and duty = ? and due_on = ?"
            " and missed_at is null",
            [(at, page.docket.id, duty, str(due)) for duty, due in waiting],
        )

    def _forget_sealed(self, docket_id: int) -> None:
        """What a sealed entry set is forgotten where we logged it, also as the entry it was."""
        mine = {"docket_id": docket_id}
        sealed = self._connection.execute(
            "select 1 from observation where docket_id = :docket_id and seals = 1 limit 1", mine
        ).fetchone()
        if sealed is None:
            return
        self._connection.execute(
            "update change set old = null, new = null where docket_id = :docket_id"
            " and field in ('deadline', 'hearing') and entry_id in ("
            " select entry_id from observation where docket_id = :docket_id and seals = 1"
            " union select id from entry where docket_id = :docket_id and status = 'superseded')",
            mine,
        )
        self._connection.execute(
            "update change set old = null where docket_id = :docket_id and field = 'hearing'", mine
        )


_INSERT_OBLIGATION = """insert into obligation (entry_id, place, docket_id, told, duty, due_on,
    status, is_seen, is_courtesy, doubt, by_entry, is_late)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_INSERT_PROCEEDING = """insert into proceeding (entry_id, place, docket_id, told, words, on_day,
    status, sequence, by_entry) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _entry(row: sqlite3.Row) -> DocketEntry:
    meaning = plain.unpacked_meaning(row["meaning"])
    return replace(plain.unpacked_entry(row["told"]), id=str(row["id"]), meaning=meaning)


def _owed(each: Obligation, page: _Page) -> tuple[object, ...]:
    due = None if each.due is None else each.due.isoformat()
    place = (each.entry_id, each.place, page.docket.id)
    what = (plain.dumps(deadline(each)), each.duty.name, due, each.status)
    return (*place, *what, each.duty.is_seen, each.duty.is_courtesy, each.doubt, each.by,
            each.is_late)  # fmt: skip


def _held(each: Proceeding, page: _Page) -> tuple[object, ...]:
    told = hearing(each)
    place = (each.entry_id, each.place, page.docket.id)
    what = (plain.dumps(told), each.told.words, told["on"])
    return (*place, *what, each.state, each.sequence, each.by)


def deadline(owed: Obligation) -> Plain:
    """A deadline as changes and lists tell it: `due` is the day told, or else computed."""
    told = owed.told
    return {
        "what": told.what,
        "who": told.who,
        "due": None if told.ends_on is None else told.ends_on.isoformat(),
        "within_days": told.within_days,
        "rule": told.rule,
        "computed": told.due is None and told.computed is not None,
        "words": told.words,
    }


def hearing(held: Proceeding) -> Plain:
    """A proceeding as changes and lists tell it."""
    names = ("what", "on", "at", "place")
    return {name: value for name, value in plain.hearing(held.told).items() if name in names}


def _of_deadlines(page: _Page) -> Iterator[Change]:
    """What was set, and what was met, each once, whoever sets it how often."""
    groups: dict[Key, list[Obligation]] = defaultdict(list)
    for each in page.owed:
        if not each.duty.is_courtesy:
            groups[each.key].append(each)
    for key, group in groups.items():
        first, was = group[0], page.known.get(key, frozenset())
        is_new = not was and key not in page.told and not page.is_of_old(first)
        if is_new:
            old = next((deadline(each) for each in page.owed if each.is_moved_by(first)), None)
            yield page.change(ChangeKind.DEADLINE_SET, first.entry_id, old, deadline(first))
        met = next((each for each in group if each.status is Status.MET), None)
        if met is not None and (is_new or was == {Status.OPEN}):
            yield page.change(ChangeKind.DEADLINE_MET, met.entry_id, None, _met(met, page))


def _met(met: Obligation, page: _Page) -> Plain:
    assert met.by is not None
    paper = page.entry(met.by)
    by = {"id": paper.id, "number": paper.number}
    return deadline(met) | {"met_by": by, "late": met.is_late}


def _of_hearings(page: _Page) -> Iterator[Change]:
    """What was set, moved or cancelled, of what had not taken place before we knew."""
    days = {row["told"] for row in page.proceedings.values()}
    for each in page.held:
        row, now = page.proceedings.get((each.entry_id, each.place)), hearing(each)
        if row is not None:
            yield from _of_known(page, each, plain.loads(row["told"]), State(row["status"]))
        elif each.state is State.SET and page.is_to_come(now) and plain.dumps(now) not in days:
            yield page.change(ChangeKind.HEARING_SET, each.last_entry, None, now)


def _of_known(page: _Page, held: Proceeding, was: Plain, state: State) -> Iterator[Change]:
    now = hearing(held)
    if not page.is_to_come(now) and not page.is_to_come(was):
        return
    if held.state is State.CANCELLED and state is not State.CANCELLED:
        yield page.change(ChangeKind.HEARING_CANCELLED, held.last_entry, was, None)
    elif held.state is State.SET and _is_elsewhen(was, now):
        yield page.change(ChangeKind.HEARING_MOVED, held.last_entry, was, now)


def _is_elsewhen(was: Plain, now: Plain) -> bool:
    return was["on"] != now["on"] or was["at"] not in (None, now["at"])
