"""Which entry of ours each line of an answer is, and what it now says.

Where one source alone tells a docket and gives every line its `seq`, a line is an
entry and nothing else need be read. Otherwise all sightings of the docket are
sorted into entries anew, so that the order of arrival never matters.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from db import changes, identity, plain
from db.changes import Difference
from db.courts import get as get_court
from db.docket_rows import HeldDocket, packed_memory, unpacked_memory
from db.engine import allocate, probe
from db.identity import Cluster, Repair, RepairKind, Sighting
from db.looks import Looks
from db.models import Change, ChangeKind, DocketEntry, EntryStatus


@dataclass(slots=True)
class Line:
    """One line of an answer, beside what its source said of it before."""

    docket: HeldDocket
    key: str
    told: DocketEntry
    packed: str
    id: int = 0  # its observation
    entry_id: int | None = None
    before: DocketEntry | None = None  # None: its source never told it
    memory: changes.Memory = field(default_factory=dict)
    was_listed: bool = True
    is_news: bool = True  # fresh, or its source now says it otherwise


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as the store has it."""

    told: DocketEntry
    status: EntryStatus


class EntryRows:
    """The entries of one docket after another, inside one answer's transaction."""

    def __init__(self, connection: sqlite3.Connection, looks: Looks, now: datetime) -> None:
        self.connection = connection
        self.looks = looks
        self.source_id = looks.source.id
        self.now = now
        self.at = plain.instant(now)
        self.changes: list[Change] = []
        self.new_entries: list[tuple[object, ...]] = []
        self.new_observations: list[tuple[object, ...]] = []

    def record(self, dockets: Sequence[HeldDocket]) -> list[Line]:
        """Write every line of the answer; what is news gathers in `changes`."""
        lines = [
            Line(docket, identity.key(told), told, plain.packed_entry(told))
            for docket in dockets
            for told in docket.told.entries
        ]
        self._recall(lines)
        self._number([line for line in lines if line.before is None])
        alone, mixed = self._by_voices([line for line in lines if line.is_news])
        self._settle_alone(alone)
        for of_docket in mixed.values():
            self._settle_mixed(of_docket)
        self._relist([line for line in lines if not line.was_listed])
        self._insert()
        return lines

    def _recall(self, lines: Sequence[Line]) -> None:
        """Find what this source said of each line before."""
        known = {(line.docket.id, line.key): line for line in lines if not line.docket.is_new}
        sql = """with asked (docket_id, source_id, key) as (values {values})
            select said.* from asked join observation said on said.docket_id = asked.docket_id
                and said.source_id = asked.source_id and said.key = asked.key"""
        asked = [(docket_id, self.source_id, key) for docket_id, key in known]
        for row in probe(self.connection, sql, asked):
            line = known[row["docket_id"], row["key"]]
            line.id, line.entry_id = row["id"], row["entry_id"]
            line.was_listed = bool(row["listed"])
            line.memory = unpacked_memory(row["heard"])
            if line.packed == row["said"]:
                line.before, line.is_news = line.told, False
            else:
                self._hear(line, row["said"])

    def _hear(self, line: Line, said: str) -> None:
        """Read a reworded line beside what stood before; utility labels are no rewording."""
        line.before = plain.unpacked_entry(said)
        line.told = changes.settled(line.told, line.before)
        line.packed = plain.packed_entry(line.told)
        line.is_news = line.packed != said

    def _number(self, fresh: Sequence[Line]) -> None:
        if fresh:
            first = allocate(self.connection, "observation", len(fresh))
            for place, line in enumerate(fresh):
                line.id = first + place

    def _by_voices(self, news: Sequence[Line]) -> tuple[list[Line], dict[int, list[Line]]]:
        """Lines of dockets that this source tells alone, and the others by docket."""
        mixed_ids = {
            line.docket.id
            for line in news
            if line.told.seq is None or line.docket.voices.keys() - {self.source_id}
        }
        known = {line.docket.id for line in news if not line.docket.is_new} - mixed_ids
        mixed_ids |= self._repaired(known)
        mixed: dict[int, list[Line]] = defaultdict(list)
        alone: list[Line] = []
        for line in news:
            (mixed[line.docket.id] if line.docket.id in mixed_ids else alone).append(line)
        return alone, mixed

    def _repaired(self, docket_ids: Iterable[int]) -> set[int]:
        sql = """with asked (docket_id) as (values {values})
            select distinct repair.docket_id from asked
            join repair on repair.docket_id = asked.docket_id"""
        rows = probe(self.connection, sql, [(docket_id,) for docket_id in docket_ids])
        return {row["docket_id"] for row in rows}

    def _settle_alone(self, lines: Sequence[Line]) -> None:
        fresh = [line for line in lines if line.before is None]
        for entry_id, line in zip(self._entry_ids(len(fresh)), fresh, strict=True):
            line.entry_id = entry_id
            self._add(line.docket, entry_id, line.told, line.packed, (self.source_id,))
        reworded = [line for line in lines if line.before is not None]
        held = self._held([(line.entry_id,) for line in reworded])
        for line in reworded:
            assert line.entry_id is not None
            self._update(line.docket, line.entry_id, held[line.entry_id], line.told, [line])
        for line in lines:
            self._observe(line)

    def _settle_mixed(self, lines: Sequence[Line]) -> None:
        """Sort all sightings of a docket anew, this answer's lines among them."""
        docket = lines[0].docket
        told = {line.id: line for line in lines}
        repairs = self._repairs(docket.id)
        sightings = self._sightings(docket.id, lines)
        held = self._held([(each.entry_id,) for each in sightings if each.entry_id is not None])
        zone = get_court(docket.told.court_id).time_zone
        clusters = identity.group(sightings, zone, repairs)
        taken: dict[int, Cluster] = {}
        for cluster in sorted(clusters, key=_oldest_entry):
            entry_id = next((each for each in _entry_ids(cluster) if each not in taken), None)
            entry_id = self._entry_ids(1)[0] if entry_id is None else entry_id
            taken[entry_id] = cluster
            heard = [told[each.id] for each in cluster if each.id in told]
            self._settle(docket, entry_id, held.get(entry_id), cluster, heard, repairs)
        self._supersede(held.keys() - taken.keys())

    def _settle(
        self,
        docket: HeldDocket,
        entry_id: int,
        held: Held | None,
        cluster: Cluster,
        lines: Sequence[Line],
        repairs: Sequence[Repair],
    ) -> None:
        now = identity.merged(cluster, _relabelled(cluster, repairs))
        sources = tuple(sorted({each.source_id for each in cluster}))
        if held is None:
            was_known = any(each.entry_id is not None for each in cluster)
            self._add(docket, entry_id, now, plain.packed_entry(now), sources, quiet=was_known)
        else:
            self._update(docket, entry_id, held, now, lines, sources)
        for line in lines:
            line.entry_id = entry_id
            self._observe(line)
        self._reassign(
            [each for each in cluster if each.entry_id not in (None, entry_id)], entry_id
        )

    def _entry_ids(self, count: int) -> range:
        if not count:
            return range(0)
        first = allocate(self.connection, "entry", count)
        return range(first, first + count)

    def _add(
        self,
        docket: HeldDocket,
        entry_id: int,
        told: DocketEntry,
        packed: str,
        sources: tuple[str, ...],
        *,
        quiet: bool = False,
    ) -> None:
        entered = plain.moment(told.entered_at)
        self.new_entries.append(
            (entry_id, docket.id, entered, told.seq, told.number, packed, plain.dumps(sources))
        )
        is_quiet = quiet or self.looks.is_quiet(docket.told, told.entered_at)
        self._say(docket, entry_id, told, Difference(ChangeKind.ENTRY_ADDED, "entry"), is_quiet)

    def _update(
        self,
        docket: HeldDocket,
        entry_id: int,
        held: Held,
        now: DocketEntry,
        lines: Sequence[Line],
        sources: tuple[str, ...] | None = None,
    ) -> None:
        """Write how an entry is now held, and say what of it is news."""
        self._write_entry(entry_id, now, sources)
        differences = changes.of_entry(held.told, now)
        spoken = _spoken(lines)
        for told in differences:
            if told.field not in spoken:
                self._say(docket, entry_id, now, told, is_quiet=True)
        for line in lines[:1]:
            afresh = [told for told in differences if told.field in spoken]
            line.memory, news = changes.heard(line.memory, afresh)
            for told in news:
                self._say(docket, entry_id, now, told, self.looks.is_first(docket.told))

    def _say(
        self,
        docket: HeldDocket,
        entry_id: int,
        now: DocketEntry,
        told: Difference,
        is_quiet: bool,
    ) -> None:
        if told.kind is ChangeKind.SEALED:
            self._purge(entry_id)
        self.changes.append(
            Change(
                kind=told.kind,
                at=self.now,
                docket=docket.docket.key,
                docket_id=docket.id,
                entry=plain.entry_ref(entry_id, now),
                field=told.field,
                old=told.shown_old,
                new=told.new,
                source_id=self.source_id,
                quiet=is_quiet,
            )
        )

    def _purge(self, entry_id: int) -> None:
        """What a sealed entry said is forgotten wherever we would show it."""
        self.connection.execute(
            "update change set old = null, new = null"
            " where entry_id = :entry_id and field in ('labels', 'text')",
            {"entry_id": entry_id},
        )

    def _observe(self, line: Line) -> None:
        if line.before is None:
            self.new_observations.append(
                (line.id, line.entry_id, line.docket.id, self.source_id, line.key, line.packed)
            )
            return
        self.connection.execute(
            "update observation set said = :said, heard = :heard, said_at = :at,"
            " entry_id = :entry_id where id = :id",
            {
                "said": line.packed,
                "heard": packed_memory(line.memory),
                "at": self.at,
                "entry_id": line.entry_id,
                "id": line.id,
            },
        )

    def _write_entry(
        self, entry_id: int, now: DocketEntry, sources: tuple[str, ...] | None
    ) -> None:
        self.connection.execute(
            "update entry set told = :told, entered_at = :entered_at, seq = :seq,"
            " number = :number, sources = coalesce(:sources, sources) where id = :id",
            {
                "told": plain.packed_entry(now),
                "entered_at": plain.moment(now.entered_at),
                "seq": now.seq,
                "number": now.number,
                "sources": None if sources is None else plain.dumps(sources),
                "id": entry_id,
            },
        )

    def _reassign(self, moved: Sequence[Sighting], entry_id: int) -> None:
        self.connection.executemany(
            "update observation set entry_id = ? where id = ?",
            [(entry_id, each.id) for each in moved],
        )

    def _supersede(self, entry_ids: Iterable[int]) -> None:
        self.connection.executemany(
            "update entry set status = 'superseded' where id = ?",
            [(entry_id,) for entry_id in entry_ids],
        )

    def _insert(self) -> None:
        self.connection.executemany(
            "insert into entry (id, docket_id, entered_at, seq, number, told, sources)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            self.new_entries,
        )
        self.connection.executemany(
            "insert into observation (id, entry_id, docket_id, source_id, key, said,"
            f" first_seen, said_at) values (?, ?, ?, ?, ?, ?, '{self.at}', '{self.at}')",
            self.new_observations,
        )

    def _held(self, entry_ids: Sequence[tuple[int | None]]) -> dict[int, Held]:
        sql = """with asked (id) as (values {values})
            select entry.id, entry.told, entry.status from asked
            join entry on entry.id = asked.id"""
        return {
            row["id"]: Held(plain.unpacked_entry(row["told"]), EntryStatus(row["status"]))
            for row in probe(self.connection, sql, entry_ids)
        }

    def _sightings(self, docket_id: int, lines: Sequence[Line]) -> list[Sighting]:
        """Every sighting of a docket, with this answer's lines as they now read."""
        told = {line.id: line for line in lines}
        rows = self.connection.execute(
            "select id, entry_id, source_id, key, said, said_at from observation"
            " where docket_id = :docket_id",
            {"docket_id": docket_id},
        ).fetchall()
        stored = [_sighting(row) for row in rows if row["id"] not in told]
        return [
            *stored,
            *(
                Sighting(self.source_id, line.key, line.told, self.now, line.id, line.entry_id)
                for line in lines
            ),
        ]

    def _repairs(self, docket_id: int) -> list[Repair]:
        rows = self.connection.execute(
            "select kind, members, labels from repair where docket_id = :docket_id order by id",
            {"docket_id": docket_id},
        )
        return [_repair(row) for row in rows]

    def _relist(self, lines: Sequence[Line]) -> None:
        """Lines that had left the list and stand on it again."""
        held = self._held([(line.entry_id,) for line in lines])
        for line in lines:
            assert line.entry_id is not None
            self.connection.execute(
                "update observation set listed = 1, last_seen = null where id = :id",
                {"id": line.id},
            )
            if held[line.entry_id].status is EntryStatus.VANISHED:
                self._turn(line, EntryStatus.LISTED, ChangeKind.ENTRY_BACK)

    def unlist(self, lines: Sequence[Line], window_start: datetime | None) -> None:
        """Mark what a whole list no longer shows; what is too young to have aged out vanished."""
        shown = {line.id for line in lines}
        shown_entries = {line.entry_id for line in lines}
        rows = self.connection.execute(
            "select observation.id, observation.entry_id, observation.key, observation.said,"
            " observation.heard, docket.id as docket_id, docket.told as docket"
            " from observation join docket on docket.id = observation.docket_id"
            " where observation.source_id = :source_id and observation.listed = 1",
            {"source_id": self.source_id},
        ).fetchall()
        gone = [row for row in rows if row["id"] not in shown]
        self.connection.executemany(
            "update observation set listed = 0, last_seen = ? where id = ?",
            [(self.at, row["id"]) for row in gone],
        )
        for row in gone:
            line = _line(row)
            is_young = window_start is not None and _is_after(line.told.entered_at, window_start)
            is_wanted = self.looks.wants(line.docket.told)
            if is_young and is_wanted and line.entry_id not in shown_entries:
                self._turn(line, EntryStatus.VANISHED, ChangeKind.ENTRY_VANISHED)

    def _turn(self, line: Line, status: EntryStatus, kind: ChangeKind) -> None:
        """An entry vanished or came back: news the first time, noise when it flaps."""
        assert line.entry_id is not None
        self.connection.execute(
            "update entry set status = :status where id = :id",
            {"status": status, "id": line.entry_id},
        )
        line.memory, news = changes.heard(
            line.memory, [Difference(kind, str(kind), None, str(kind))]
        )
        self.connection.execute(
            "update observation set heard = :heard where id = :id",
            {"heard": packed_memory(line.memory), "id": line.id},
        )
        for _ in news:
            told = Difference(kind, "status")
            self._say(
                line.docket, line.entry_id, line.told, told, self.looks.is_first(line.docket.told)
            )


def _line(row: sqlite3.Row) -> Line:
    """A line that an answer no longer shows, as its source last told it."""
    docket = plain.unpacked_docket(row["docket"])
    held = HeldDocket(row["docket_id"], docket, docket)
    told = plain.unpacked_entry(row["said"])
    return Line(
        held,
        row["key"],
        told,
        row["said"],
        row["id"],
        row["entry_id"],
        told,
        unpacked_memory(row["heard"]),
    )


def _is_after(entered_at: datetime | None, start: datetime) -> bool:
    return entered_at is not None and entered_at > start


def _spoken(lines: Sequence[Line]) -> set[str]:
    """The fields in which the source itself now says something else."""
    return {
        told.field
        for line in lines
        if line.before is not None
        for told in changes.of_entry(line.before, line.told)
    }


def _sighting(row: sqlite3.Row) -> Sighting:
    return Sighting(
        row["source_id"],
        row["key"],
        plain.unpacked_entry(row["said"]),
        plain.from_instant(row["said_at"]),
        row["id"],
        row["entry_id"],
    )


def _repair(row: sqlite3.Row) -> Repair:
    members = tuple((source_id, key) for source_id, key in json.loads(row["members"]))
    return Repair(RepairKind(row["kind"]), members, tuple(json.loads(row["labels"] or "[]")))


def _relabelled(cluster: Cluster, repairs: Sequence[Repair]) -> tuple[str, ...]:
    names = {each.name for each in cluster}
    found = [
        repair.labels
        for repair in repairs
        if repair.kind is RepairKind.RELABEL and names & set(repair.members)
    ]
    return found[-1] if found else ()


def _entry_ids(cluster: Cluster) -> list[int]:
    return sorted({each.entry_id for each in cluster if each.entry_id is not None})


def _oldest_entry(cluster: Cluster) -> tuple[int, tuple[str, str]]:
    ids = _entry_ids(cluster)
    return (ids[0] if ids else 2**62, cluster[0].name)
