"""The lines of one answer: which entry of ours each is, and what of it is news.

Where one source alone tells a docket and gives every line its `seq`, a line is an
entry and nothing else need be read. Otherwise all sightings of the docket are
sorted into entries anew (`db.entry_rows`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from db import changelog, changes, nameless, plain, sightings
from db.changes import Difference
from db.docket_rows import HeldDocket, packed_memory, unpacked_memory
from db.engine import allocate, probe
from db.entry_rows import EntryRows, Group, Reader
from db.kinds import KINDS
from db.looks import Looks
from db.models import Change, ChangeKind, DocketEntry, EntryStatus, SourceKind
from db.sightings import Sighting

_ADDED = Difference(ChangeKind.ENTRY_ADDED, "entry")


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
    first_at: datetime | None = None
    seals: bool = False
    was_listed: bool = True
    is_news: bool = True  # fresh, or its source now says it otherwise


class Lines:
    """The lines of one docket after another, inside one answer's transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        looks: Looks,
        now: datetime,
        reader: Reader,
        *,
        is_whole: bool,
    ) -> None:
        self.connection = connection
        self.looks = looks
        self.is_whole = is_whole  # the answer shows all that its source lists
        self.source_id = looks.source.id
        self.kind = KINDS[looks.source.kind]
        self.is_feed = looks.source.kind is SourceKind.PACER_RSS
        self.now = now
        self.at = plain.instant(now)
        self.entries = EntryRows(connection, now, reader, self.source_id)
        self.additions: list[changelog.Addition] = []  # quiet, and only to be logged
        self.new_observations: list[tuple[object, ...]] = []

    @property
    def changes(self) -> list[Change]:
        """What has been news so far."""
        return self.entries.changes

    def record(self, dockets: Sequence[HeldDocket]) -> list[Line]:
        """Write every line of the answer; what is news gathers in `changes`."""
        lines = [line for docket in dockets for line in self._lines(docket)]
        self._recall(lines)
        self._number([line for line in lines if line.before is None])
        alone, mixed = self._by_voices([line for line in lines if line.is_news])
        self._settle_alone(alone)
        for of_docket in mixed.values():
            self._settle_mixed(of_docket)
        self._relist([line for line in lines if not line.was_listed])
        self.entries.insert()
        self._insert()
        changelog.write_additions(self.connection, self.additions, self.source_id, self.now)
        return lines

    def _lines(self, docket: HeldDocket) -> list[Line]:
        """A docket's lines under their keys; those without any get the keys they had before."""
        lines = [
            Line(docket, self._key(told), told, plain.packed_entry(told))
            for told in docket.told.entries
        ]
        keys = Counter(line.key for line in lines)
        odd = [line for line in lines if keys[line.key] > 1 or self._is_vague(line)]
        if odd:
            known = self._known(docket, {line.key for line in odd})
            held = frozenset(known.values())
            told = [_as_known(line.told, held) for line in odd]
            found = nameless.keys(told, known, is_whole=self.is_whole)
            for line, key in zip(odd, found, strict=True):
                line.key = key
        return lines

    def _is_vague(self, line: Line) -> bool:
        """Its key may be another line's too: notices come one by one, and tell the minute alone."""
        return not line.key or (self.kind.is_notice and line.key == sightings.second(line.told))

    def _key(self, told: DocketEntry) -> str:
        return sightings.key(told, by_number=self.kind.by_number)

    def _known(self, docket: HeldDocket, keys: set[str]) -> dict[str, DocketEntry]:
        """What this source said before under keys that are none, or that several rows share."""
        rows = self.connection.execute(
            "select key, said from observation where docket_id = :docket_id"
            " and source_id = :source_id order by listed desc, id",
            {"docket_id": docket.id, "source_id": self.source_id},
        )
        return {
            row["key"]: plain.unpacked_entry(row["said"])
            for row in rows
            if nameless.is_key(row["key"]) or row["key"] in keys
        }

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
            line.first_at = plain.from_instant(row["first_seen"])
            line.seals = bool(row["seals"])
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
        line.seals = changes.seals(line.told, line.before, did=line.seals)

    def _number(self, fresh: Sequence[Line]) -> None:
        if fresh:
            first = allocate(self.connection, "observation", len(fresh))
            for place, line in enumerate(fresh):
                line.id = first + place
                line.seals = changes.seals(line.told, None, did=False)

    def _by_voices(self, news: Sequence[Line]) -> tuple[list[Line], dict[int, list[Line]]]:
        """Lines of dockets that this source tells alone, and the others by docket."""
        mixed_ids = {
            line.docket.id
            for line in news
            if line.told.seq is None
            or nameless.is_key(line.key)
            or line.docket.voices.keys() - {self.source_id}
        }
        if self.kind.may_repeat:
            mixed_ids = {line.docket.id for line in news}
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
        for entry_id, line in zip(self.entries.new_ids(len(fresh)), fresh, strict=True):
            line.entry_id = entry_id
            self.entries.add(line.docket, entry_id, line.told, line.packed, (self.source_id,))
            if self.looks.is_quiet(line.docket.told, line.told):
                key = line.docket.docket.key
                self.additions.append((key.court_id, key.number, line.docket.id, entry_id))
            else:
                self.entries.say(line.docket, entry_id, line.told, _ADDED, is_quiet=False)
        reworded = [line for line in lines if line.before is not None]
        held = self.entries.held([(line.entry_id,) for line in reworded])
        for line in reworded:
            assert line.entry_id is not None
            self.entries.write(line.docket, line.entry_id, line.told)
            was = held[line.entry_id].told
            self._say_differences(line.docket, line.entry_id, was, line.told, [line])
        for line in lines:
            self._observe(line)

    def _settle_mixed(self, lines: Sequence[Line]) -> None:
        """Sort all sightings of a docket anew, this answer's lines among them."""
        docket = lines[0].docket
        told = {line.id: line for line in lines}
        for group in self.entries.regroup(docket, list(map(self._sighting, lines))):
            heard = [told[each.id] for each in group.cluster if each.id in told]
            self._say_of_group(docket, group, heard)
            for line in heard:
                line.entry_id = group.entry_id
                if group.is_sealed and not line.seals:
                    line.packed = plain.packed_entry(changes.withheld(line.told))
                self._observe(line)

    def _sighting(self, line: Line) -> Sighting:
        return Sighting(
            self.source_id,
            line.key,
            line.told,
            self.now,
            line.id,
            line.entry_id,
            line.first_at,
            line.seals,
        )

    def _say_of_group(self, docket: HeldDocket, group: Group, heard: Sequence[Line]) -> None:
        if group.held is not None:
            self._say_differences(docket, group.entry_id, group.held.told, group.now, heard)
            return
        is_quiet = group.was_known or self.looks.is_quiet(docket.told, group.now)
        self.entries.say(docket, group.entry_id, group.now, _ADDED, is_quiet=is_quiet)

    def _say_differences(
        self,
        docket: HeldDocket,
        entry_id: int,
        was: DocketEntry,
        now: DocketEntry,
        heard: Sequence[Line],
    ) -> None:
        """What this source itself says otherwise may be news; whatever else follows is not."""
        differences = changes.of_entry(was, now)
        spoken = _spoken(heard)
        for told in differences:
            if told.field not in spoken:
                self.entries.say(docket, entry_id, now, told, is_quiet=True)
        for line in heard[:1]:
            afresh = [told for told in differences if told.field in spoken]
            line.memory, news = changes.heard(line.memory, afresh)
            is_first = self.looks.is_first(docket.told)
            for told in news:
                is_quiet = is_first or changes.is_upgrade(told, by_feed=self.is_feed)
                self.entries.say(docket, entry_id, now, told, is_quiet=is_quiet)

    def _observe(self, line: Line) -> None:
        if line.before is None:
            told = (self.source_id, line.key, line.packed, self.at, self.at)
            self.new_observations.append(
                (line.id, line.entry_id, line.docket.id, *told, line.seals)
            )
            return
        self.connection.execute(
            "update observation set said = :said, heard = :heard, said_at = :at,"
            " entry_id = :entry_id, seals = :seals where id = :id",
            {
                "seals": line.seals,
                "said": line.packed,
                "heard": packed_memory(line.memory),
                "at": self.at,
                "entry_id": line.entry_id,
                "id": line.id,
            },
        )

    def _insert(self) -> None:
        self.connection.executemany(
            "insert into observation (id, entry_id, docket_id, source_id, key, said,"
            " first_seen, said_at, seals) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self.new_observations,
        )

    def _relist(self, lines: Sequence[Line]) -> None:
        """Lines that had left the list and stand on it again."""
        held = self.entries.held([(line.entry_id,) for line in lines])
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
        if self.looks.source.answered_at is None:
            return
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
            is_young = self._should_be_listed(line.told, window_start)
            is_wanted = self.looks.wants(line.docket.told)
            if is_young and is_wanted and line.entry_id not in shown_entries:
                self._turn(line, EntryStatus.VANISHED, ChangeKind.ENTRY_VANISHED)

    def _should_be_listed(self, told: DocketEntry, window_start: datetime | None) -> bool:
        """A list without bounds reaches back to the beginning; else age takes entries off."""
        if self.kind.newest is not None:
            return False
        if self.kind.window is None:
            return True
        return window_start is not None and _is_after(told.entered_at, window_start)

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
            is_first = self.looks.is_first(line.docket.told)
            self.entries.say(line.docket, line.entry_id, line.told, told, is_quiet=is_first)


def _as_known(told: DocketEntry, held: frozenset[DocketEntry]) -> DocketEntry:
    """A row of which a court has sealed the words is known without them."""
    withheld = changes.withheld(told)
    return withheld if withheld in held else told


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
    """The fields in which the source itself now says something else.

    A free copy of what we held is news also where its source never told the entry before.
    """
    return {
        told.field
        for line in lines
        for told in changes.of_entry(line.before or DocketEntry(), line.told)
        if line.before is not None or told.field == "free_url"
    }
