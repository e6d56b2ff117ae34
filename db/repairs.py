"""Repairs by hand: two entries are one, one is several, or an entry has other labels.

A repair names sightings (source and key), never our entries, so that it survives
whatever a source tells next. The last word on the same sightings stands: a split
takes back the merge before it, and a merge the split.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from db import changelog, changes, plain
from db.docket_rows import HeldDocket
from db.engine import probe, transaction
from db.entry_rows import EntryRows, Reader, read_repairs
from db.errors import DocketError, NotFound
from db.identity import Repair, RepairKind
from db.ledger import Ledger

Names = frozenset[tuple[str, str]]  # of sightings: source and key


class Repairs:
    """A person's word on which sightings are one entry, and on what it is called.

    Each repair derives the docket's entries anew at once and returns the ids of
    those that it touched. What it changes is in the log, quietly.
    """

    def __init__(self, connection: sqlite3.Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader

    def merge(self, entry_ids: Iterable[int], now: datetime) -> list[int]:
        """Have several entries of one docket be one, under the oldest one's id."""
        asked = sorted(set(entry_ids))
        if len(asked) < 2:
            raise DocketError("a merge needs two entries or more; `docket show CASE` has their ids")
        with transaction(self._connection):
            docket = self._docket(asked)
            names = self._names(asked)
            self._unsplit(docket, names, now)
            if len(self._entry_ids(docket, names)) > 1:
                self._keep(docket, Repair(RepairKind.MERGE, tuple(sorted(names))), now)
                self._regroup(docket, now)
            return self._entry_ids(docket, names)

    def split(self, entry_id: int, now: datetime) -> list[int]:
        """Take back the entry's last merge; where it had none, part all its sightings."""
        with transaction(self._connection):
            docket = self._docket([entry_id])
            names = self._names([entry_id])
            if len(names) < 2:
                raise DocketError(f"entry {entry_id} was told once only: there is nothing to split")
            self._unmerge(docket, names, now)
            if len(self._entry_ids(docket, names)) == 1:
                self._keep(docket, Repair(RepairKind.SPLIT, tuple(sorted(names))), now)
                self._regroup(docket, now)
            return self._entry_ids(docket, names)

    def relabel(self, entry_id: int, labels: Iterable[str], now: datetime) -> list[int]:
        """Give an entry labels that stand above its sources'; none brings theirs back."""
        chosen = tuple(sorted({label.strip() for label in labels} - {""}))
        with transaction(self._connection):
            docket = self._docket([entry_id])
            names = self._names([entry_id])
            self._unlabel(docket, names, now)
            if chosen:
                self._keep(docket, Repair(RepairKind.RELABEL, tuple(sorted(names)), chosen), now)
            self._regroup(docket, now)
            if chosen and self._labels(entry_id) != chosen:
                raise DocketError(f"the court sealed entry {entry_id}: its labels stand")
            return self._entry_ids(docket, names)

    def _docket(self, entry_ids: Sequence[int]) -> HeldDocket:
        """The one docket of these entries."""
        sql = """with asked (id) as (values {values})
            select entry.id, docket.id as docket_id, docket.told from asked
            join entry on entry.id = asked.id and entry.status <> 'superseded'
            join docket on docket.id = entry.docket_id"""
        rows = {row["id"]: row for row in probe(self._connection, sql, [(i,) for i in entry_ids])}
        found: dict[int, HeldDocket] = {}
        for entry_id in entry_ids:
            if entry_id not in rows:
                raise NotFound(f"no entry {entry_id} is kept; `docket show CASE` has the ids")
            told = plain.unpacked_docket(rows[entry_id]["told"])
            found[rows[entry_id]["docket_id"]] = HeldDocket(rows[entry_id]["docket_id"], told, told)
        if len(found) > 1:
            keys = ", ".join(str(each.docket.key) for each in found.values())
            raise DocketError(f"these entries are of different dockets: {keys}; nothing was merged")
        return found.popitem()[1]

    def _names(self, entry_ids: Sequence[int]) -> Names:
        sql = """with asked (id) as (values {values})
            select said.source_id, said.key from asked
            join observation said on said.entry_id = asked.id"""
        rows = probe(self._connection, sql, [(entry_id,) for entry_id in entry_ids])
        return frozenset((row["source_id"], row["key"]) for row in rows)

    def _entry_ids(self, docket: HeldDocket, names: Names) -> list[int]:
        """The entries that these sightings are now."""
        rows = self._connection.execute(
            "select source_id, key, entry_id from observation where docket_id = :docket_id",
            {"docket_id": docket.id},
        )
        return sorted({row["entry_id"] for row in rows if (row["source_id"], row["key"]) in names})

    def _labels(self, entry_id: int) -> tuple[str, ...]:
        row = self._connection.execute(
            "select told from entry where id = :id", {"id": entry_id}
        ).fetchone()
        return plain.unpacked_entry(row["told"]).labels

    def _unsplit(self, docket: HeldDocket, names: Names, now: datetime) -> None:
        """Take back whatever keeps these sightings apart from each other, and nothing else."""
        for repair_id, repair in self._repairs(docket, RepairKind.SPLIT, names):
            inside, outside = _parted(repair, names)
            if len(inside) > 1:
                self._drop(repair_id)
                for name in inside if outside else ():
                    self._keep(docket, Repair(RepairKind.SPLIT, (name, *outside)), now)
        self._regroup(docket, now)

    def _unmerge(self, docket: HeldDocket, names: Names, now: datetime) -> None:
        """Take back merges of these sightings, the last one first, until they are parted."""
        for repair_id, _ in reversed(self._repairs(docket, RepairKind.MERGE, names)):
            if len(self._entry_ids(docket, names)) == 1:
                self._drop(repair_id)
                self._regroup(docket, now)

    def _unlabel(self, docket: HeldDocket, names: Names, now: datetime) -> None:
        """Take back what these sightings were called, and leave others of the same repair."""
        for repair_id, repair in self._repairs(docket, RepairKind.RELABEL, names):
            self._drop(repair_id)
            _, outside = _parted(repair, names)
            if outside:
                self._keep(docket, Repair(RepairKind.RELABEL, outside, repair.labels), now)

    def _repairs(
        self, docket: HeldDocket, kind: RepairKind, names: Names
    ) -> list[tuple[int, Repair]]:
        """The repairs of a kind that name one of these sightings, the oldest first."""
        return [
            (repair_id, repair)
            for repair_id, repair in read_repairs(self._connection, docket.id).items()
            if repair.kind is kind and names & set(repair.members)
        ]

    def _keep(self, docket: HeldDocket, repair: Repair, now: datetime) -> None:
        self._connection.execute(
            "insert into repair (docket_id, kind, members, labels, at)"
            " values (:docket_id, :kind, :members, :labels, :at)",
            {
                "docket_id": docket.id,
                "kind": repair.kind,
                "members": plain.dumps(repair.members),
                "labels": plain.dumps(repair.labels) if repair.labels else None,
                "at": plain.instant(now),
            },
        )

    def _drop(self, repair_id: int) -> None:
        self._connection.execute("delete from repair where id = :id", {"id": repair_id})

    def _regroup(self, docket: HeldDocket, now: datetime) -> None:
        entries = EntryRows(self._connection, now, self._reader)
        for group in entries.regroup(docket):
            was = None if group.held is None else group.held.told
            for told in changes.of_entry(was, group.now):
                entries.say(docket, group.entry_id, group.now, told, is_quiet=True)
        follows = Ledger(self._connection).refresh([docket.id], now)
        changelog.write(self._connection, [*entries.changes, *follows])


def _parted(repair: Repair, names: Names) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The members of a repair that are among these sightings, and the others."""
    return (
        tuple(name for name in repair.members if name in names),
        tuple(name for name in repair.members if name not in names),
    )
