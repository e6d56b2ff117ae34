"""Our entries as rows: which sightings make each, and what of it is news.

The rows of `entry` are derived from those of `observation`: `regroup` sorts all
sightings of a docket anew, so that neither the order of arrival nor a repair by
hand ever depends on what stood there before.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from db import changes, identity, kinds, plain, sightings
from db.changes import Difference
from db.courts import get as get_court
from db.docket_rows import HeldDocket
from db.engine import allocate, probe
from db.identity import Repair, RepairKind
from db.models import Change, ChangeKind, DocketEntry, EntryStatus, Meaning
from db.sightings import Sighting

Cluster = tuple[Sighting, ...]
Reader = Callable[[DocketEntry, str], Meaning | None]  # an entry and its court's id


@lru_cache(maxsize=1024)
def _packed(sources: tuple[str, ...]) -> str:
    return plain.dumps(sources)


def unread(told: DocketEntry, court_id: str) -> None:
    """The reader of a store to which nobody gave one: what entries mean stays unknown."""


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as the store has it."""

    told: DocketEntry
    status: EntryStatus


@dataclass(frozen=True, slots=True)
class Group:
    """Sightings that are one entry, which of ours that is, and what it now says."""

    entry_id: int
    cluster: Cluster
    now: DocketEntry
    held: Held | None  # None: an entry that we did not have
    status: EntryStatus

    @property
    def was_known(self) -> bool:
        """At least one of its sightings is an old acquaintance."""
        return any(each.entry_id is not None for each in self.cluster)

    @property
    def is_sealed(self) -> bool:
        return any(each.seals for each in self.cluster)

    @property
    def others(self) -> list[int]:
        """The entries from which some of its sightings came."""
        return [each for each in _entry_ids(self.cluster) if each != self.entry_id]


class EntryRows:
    """The entries of one docket after another, inside one transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        now: datetime,
        reader: Reader,
        source_id: str | None = None,
    ) -> None:
        self.connection = connection
        self.now = now
        self.reader = reader
        self.source_id = source_id
        self.changes: list[Change] = []
        self._new: list[tuple[object, ...]] = []

    def new_ids(self, count: int) -> range:
        if not count:
            return range(0)
        first = allocate(self.connection, "entry", count)
        return range(first, first + count)

    def add(
        self,
        docket: HeldDocket,
        entry_id: int,
        told: DocketEntry,
        packed: str,
        sources: tuple[str, ...],
        status: EntryStatus = EntryStatus.LISTED,
    ) -> None:
        """Have a new entry inserted with the next `insert`."""
        entered = plain.moment(told.entered_at)
        row = (entry_id, docket.id, entered, told.seq, told.number, packed)
        meaning = self._meaning(docket, told)
        self._new.append((*row, _packed(sources), status, meaning))

    def _meaning(self, docket: HeldDocket, told: DocketEntry) -> str | None:
        meaning = self.reader(told, docket.docket.court_id)
        return None if meaning is None else plain.packed_meaning(meaning)

    def insert(self) -> None:
        self.connection.executemany(
            "insert into entry (id, docket_id, entered_at, seq, number, told, sources, status,"
            " meaning) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._new,
        )
        self._new.clear()

    def write(
        self,
        docket: HeldDocket,
        entry_id: int,
        now: DocketEntry,
        sources: tuple[str, ...] | None = None,
        status: EntryStatus | None = None,
    ) -> None:
        """Write how an entry is now held; its sources and status stay where none are given."""
        self.connection.execute(
            "update entry set told = :told, meaning = :meaning, entered_at = :entered_at,"
            " seq = :seq, number = :number, sources = coalesce(:sources, sources),"
            " status = coalesce(:status, status) where id = :id",
            {
                "told": plain.packed_entry(now),
                "meaning": self._meaning(docket, now),
                "entered_at": plain.moment(now.entered_at),
                "seq": now.seq,
                "number": now.number,
                "sources": None if sources is None else plain.dumps(sources),
                "status": status,
                "id": entry_id,
            },
        )

    def held(self, entry_ids: Sequence[tuple[int | None]]) -> dict[int, Held]:
        sql = """with asked (id) as (values {values})
            select entry.id, entry.told, entry.status from asked
            join entry on entry.id = asked.id"""
        return {
            row["id"]: Held(plain.unpacked_entry(row["told"]), EntryStatus(row["status"]))
            for row in probe(self.connection, sql, entry_ids)
        }

    def say(
        self,
        docket: HeldDocket,
        entry_id: int,
        now: DocketEntry,
        told: Difference,
        *,
        is_quiet: bool,
    ) -> None:
        if told.kind is ChangeKind.SEALED:
            self._purge(docket, entry_id, now)
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

    def _purge(self, docket: HeldDocket, entry_id: int, now: DocketEntry) -> None:
        """What a sealed entry said is forgotten wherever we would show it."""
        formers = self._formers(docket.id, entry_id)
        ids = [{"docket_id": docket.id, "id": each} for each in (entry_id, *formers)]
        self.connection.executemany(
            "update change set old = null, new = null where docket_id = :docket_id"
            " and entry_id = :id and field in ('labels', 'text')",
            ids,
        )
        self.connection.executemany("update copy set text = null where entry_id = :id", ids)
        for former in formers:
            self.write(docket, former, changes.withheld(now))

    def _formers(self, docket_id: int, entry_id: int) -> set[int]:
        """The entries that gave way to this one, those of this very answer too."""
        found, new = set[int](), {entry_id}
        gave_way = self._gave_way(docket_id)
        while new:
            new = {each for heir in new for each in gave_way[heir]} - found
            found |= new
        return found - {entry_id}

    def _gave_way(self, docket_id: int) -> Mapping[int, set[int]]:
        """The entries of a docket that gave way to others, by these."""
        rows = self.connection.execute(
            "select change.entry_id as heir, entry.id from change"
            " join entry on entry.id = cast(trim(change.old, '\"') as integer)"
            " where change.docket_id = :docket_id and change.field = 'id'"
            " and entry.status = 'superseded'",
            {"docket_id": docket_id},
        )
        found: dict[int, set[int]] = defaultdict(set)
        for row in rows:
            found[row["heir"]].add(row["id"])
        for told in self.changes:
            if told.field == "id" and told.docket_id == docket_id and told.entry is not None:
                found[int(told.entry.id)].add(int(str(told.old)))
        return found

    def regroup(self, docket: HeldDocket, heard: Sequence[Sighting] = ()) -> list[Group]:
        """Sort all sightings of a docket into entries anew, and write those entries.

        `heard` are the sightings of an answer as they now read. That an entry took
        the place of another is said here, quietly; what else is news of each group
        is the caller's to say.
        """
        groups = self._groups(docket, self._sightings(docket.id, heard))
        for group in groups:
            self._settle(docket, group)
        self.insert()
        for group in groups:
            self._reassign(docket, group)
        taken = {group.entry_id for group in groups}
        self._supersede({each for group in groups for each in group.others} - taken)
        return groups

    def _groups(self, docket: HeldDocket, sightings: Sequence[Sighting]) -> list[Group]:
        repairs = [*read_repairs(self.connection, docket.id).values()]
        time_zone = get_court(docket.docket.court_id).time_zone
        places = self._places(docket.id, identity.group(sightings, time_zone, repairs))
        known = {each.entry_id for each in sightings} | places.keys()
        held = self.held([(entry_id,) for entry_id in known])
        return [
            Group(
                entry_id,
                cluster,
                _merged(cluster, repairs),
                held.get(entry_id),
                _status(cluster, held),
            )
            for entry_id, cluster in places.items()
        ]

    def _places(self, docket_id: int, clusters: Sequence[Cluster]) -> dict[int, Cluster]:
        """Which entry of ours each cluster is: its oldest, else one that it was before."""
        superseded = self._superseded(docket_id)
        taken: dict[int, Cluster] = {}
        for cluster in sorted(clusters, key=_oldest_entry):
            ids = _entry_ids(cluster)
            earlier = {former for each in cluster for former in superseded[each.name] if ids}
            entry_id = next((each for each in [*ids, *sorted(earlier)] if each not in taken), None)
            taken[entry_id or self.new_ids(1)[0]] = cluster
        return taken

    def _superseded(self, docket_id: int) -> Mapping[tuple[str, str], set[int]]:
        """Entries that gave way to others, by the names of their sightings."""
        rows = self.connection.execute(
            "select id, told, sources from entry"
            " where docket_id = :docket_id and status = 'superseded'",
            {"docket_id": docket_id},
        )
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for row in rows:
            told = plain.unpacked_entry(row["told"])
            for source_id in plain.loads(row["sources"]):
                by_number = kinds.of_source(source_id).by_number
                found[source_id, sightings.key(told, by_number=by_number)].add(row["id"])
        return found

    def _sightings(self, docket_id: int, heard: Sequence[Sighting]) -> list[Sighting]:
        """Every sighting of a docket, those of this answer as they now read."""
        read_anew = {each.id for each in heard}
        rows = self.connection.execute(
            "select id, entry_id, source_id, key, said, first_seen, said_at, seals from observation"
            " where docket_id = :docket_id",
            {"docket_id": docket_id},
        ).fetchall()
        return [*(_sighting(row) for row in rows if row["id"] not in read_anew), *heard]

    def _settle(self, docket: HeldDocket, group: Group) -> None:
        if group.is_sealed:
            self._withhold(group)
        sources = tuple(sorted({each.source_id for each in group.cluster}))
        if group.held is None:
            packed = plain.packed_entry(group.now)
            self.add(docket, group.entry_id, group.now, packed, sources, group.status)
        else:
            self.write(docket, group.entry_id, group.now, sources, group.status)

    def _withhold(self, group: Group) -> None:
        """Forget the words that others have of a sealed entry, also as the entries it was."""
        told = [each for each in group.cluster if not each.seals]
        self.connection.executemany(
            "update observation set said = ? where id = ?",
            [(plain.packed_entry(changes.withheld(each.told)), each.id) for each in told],
        )
        self.connection.executemany(
            "update entry set told = ?, meaning = null where id = ?",
            [(plain.packed_entry(changes.withheld(group.now)), each) for each in group.others],
        )

    def _reassign(self, docket: HeldDocket, group: Group) -> None:
        """Have the sightings that came from other entries point to the one that they now are."""
        self.connection.executemany(
            "update observation set entry_id = ? where id = ?",
            [(group.entry_id, each.id) for each in group.cluster if each.entry_id in group.others],
        )
        for other in group.others if group.held is not None else ():
            told = Difference(ChangeKind.ENTRY_EDITED, "id", str(other), str(group.entry_id))
            self.say(docket, group.entry_id, group.now, told, is_quiet=True)

    def _supersede(self, entry_ids: Iterable[int]) -> None:
        self.connection.executemany(
            "update entry set status = 'superseded' where id = ?",
            [(entry_id,) for entry_id in entry_ids],
        )


def read_repairs(connection: sqlite3.Connection, docket_id: int) -> dict[int, Repair]:
    """A person's repairs of a docket's entries by their ids, the oldest first."""
    rows = connection.execute(
        "select id, kind, members, labels from repair where docket_id = :docket_id order by id",
        {"docket_id": docket_id},
    )
    return {row["id"]: _repair(row) for row in rows}


def _repair(row: sqlite3.Row) -> Repair:
    members = tuple((source_id, key) for source_id, key in plain.loads(row["members"]))
    return Repair(RepairKind(row["kind"]), members, tuple(plain.loads(row["labels"] or "[]")))


def _sighting(row: sqlite3.Row) -> Sighting:
    return Sighting(
        row["source_id"],
        row["key"],
        plain.unpacked_entry(row["said"]),
        plain.from_instant(row["said_at"]),
        row["id"],
        row["entry_id"],
        plain.from_instant(row["first_seen"]),
        bool(row["seals"]),
    )


def _merged(cluster: Cluster, repairs: Sequence[Repair]) -> DocketEntry:
    """What an entry says. What a court sealed stays sealed, whoever calls it otherwise."""
    told = sightings.merged(cluster)
    sealing = [each for each in cluster if each.seals]
    if sealing:
        by_court = sightings.merged(sealing)
        return replace(changes.withheld(told), labels=by_court.labels, text=by_court.text)
    labels = _relabelled(cluster, repairs)
    return sightings.merged(cluster, labels) if labels else told


def _relabelled(cluster: Cluster, repairs: Sequence[Repair]) -> tuple[str, ...]:
    names = {each.name for each in cluster}
    found = [
        repair.labels
        for repair in repairs
        if repair.kind is RepairKind.RELABEL and names & set(repair.members)
    ]
    return found[-1] if found else ()


def _status(cluster: Cluster, held: dict[int, Held]) -> EntryStatus:
    """One that still stands on a list is listed, whatever became of the others."""
    found = {held[entry_id].status for entry_id in _entry_ids(cluster)}
    return EntryStatus.VANISHED if found == {EntryStatus.VANISHED} else EntryStatus.LISTED


def _entry_ids(cluster: Cluster) -> list[int]:
    return sorted({each.entry_id for each in cluster if each.entry_id is not None})


def _oldest_entry(cluster: Cluster) -> tuple[int, tuple[str, str]]:
    ids = _entry_ids(cluster)
    return (ids[0] if ids else 2**62, cluster[0].name)
