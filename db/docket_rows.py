"""Which docket of ours a told docket is, and what its heading now says."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from db import changes, numbers, plain
from db.changes import Difference, Heard
from db.engine import allocate, probe
from db.interest import stem
from db.looks import Looks
from db.models import Change, ChangeKind, Docket, Snapshot


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source says of a docket's heading, and what it ever said."""

    said: Docket
    heard: changes.Memory = field(default_factory=dict)


@dataclass(slots=True)
class HeldDocket:
    """A docket that an answer tells of, as we hold it."""

    id: int
    docket: Docket  # its heading, without entries
    told: Docket  # as this answer has it, with its entries
    voices: dict[str, Voice] = field(default_factory=dict)
    is_new: bool = False


_SILENT = frozenset({"court_id", "number", "entries", "id"})
_HEADING = tuple(each.name for each in fields(Docket) if each.name not in _SILENT)


def record(
    connection: sqlite3.Connection, snapshot: Snapshot, looks: Looks, at: str
) -> tuple[list[HeldDocket], list[Change]]:
    """Write the headings of an answer; return the dockets it tells of, and what changed."""
    held = match(connection, snapshot.dockets)
    _add_voices(connection, held)
    found = [
        change
        for docket in held
        if not docket.is_new
        for change in _compare(connection, docket, looks, snapshot.fetched_at, at)
    ]
    _insert(connection, [docket for docket in held if docket.is_new], looks.source.id, at)
    return held, found


def match(connection: sqlite3.Connection, told: Sequence[Docket]) -> list[HeldDocket]:
    """Find or number the row of each told docket, in their order.

    Where both sides have PACER's case id it alone decides; the core number only
    where one lacks it, and only where it leaves one candidate.
    """
    rows = _by_case_id(connection, told)
    rows |= _by_number(connection, told, rows)
    new = [place for place in range(len(told)) if place not in rows]
    ids = dict(zip(new, _new_ids(connection, len(new)), strict=True))
    return [
        HeldDocket(ids[place], each, each, is_new=True)
        if place in ids
        else HeldDocket(rows[place]["id"], plain.unpacked_docket(rows[place]["told"]), each)
        for place, each in enumerate(told)
    ]


def _new_ids(connection: sqlite3.Connection, count: int) -> range:
    if not count:
        return range(0)
    first = allocate(connection, "docket", count)
    return range(first, first + count)


def _by_case_id(connection: sqlite3.Connection, told: Sequence[Docket]) -> dict[int, sqlite3.Row]:
    asked = [
        (place, each.court_id, each.pacer_case_id)
        for place, each in enumerate(told)
        if each.pacer_case_id is not None
    ]
    sql = """with asked (place, court_id, pacer_case_id) as (values {values})
        select asked.place, docket.id, docket.told from asked
        join docket on docket.court_id = asked.court_id
            and docket.pacer_case_id = asked.pacer_case_id"""
    return {row["place"]: row for row in probe(connection, sql, asked)}


def _by_number(
    connection: sqlite3.Connection, told: Sequence[Docket], known: dict[int, sqlite3.Row]
) -> dict[int, sqlite3.Row]:
    asked = [
        (place, each.court_id, stem(each.number))
        for place, each in enumerate(told)
        if place not in known
    ]
    sql = """with asked (place, court_id, stem) as (values {values})
        select asked.place, docket.id, docket.told, docket.number, docket.pacer_case_id
        from asked join docket on docket.court_id = asked.court_id
            and docket.stem = asked.stem"""
    candidates: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in probe(connection, sql, asked):
        if _may_be(told[row["place"]], row):
            candidates[row["place"]].append(row)
    return {place: rows[0] for place, rows in candidates.items() if len(rows) == 1}


def _may_be(told: Docket, row: sqlite3.Row) -> bool:
    if told.pacer_case_id is not None and row["pacer_case_id"] is not None:
        return False
    return numbers.covers(row["number"], told.number) and numbers.covers(told.number, row["number"])


def _add_voices(connection: sqlite3.Connection, held: Sequence[HeldDocket]) -> None:
    known = {docket.id: docket for docket in held if not docket.is_new}
    sql = """with asked (docket_id) as (values {values})
        select said.* from asked
        join docket_observation said on said.docket_id = asked.docket_id"""
    for row in probe(connection, sql, [(docket_id,) for docket_id in known]):
        known[row["docket_id"]].voices[row["source_id"]] = Voice(
            plain.unpacked_docket(row["said"]), unpacked_memory(row["heard"])
        )


def _insert(
    connection: sqlite3.Connection, new: Sequence[HeldDocket], source_id: str, at: str
) -> None:
    packed = [(each, plain.packed_docket(each.docket)) for each in new]
    connection.executemany(
        "insert into docket (id, court_id, number, stem, pacer_case_id, told)"
        " values (?, ?, ?, ?, ?, ?)",
        [(each.id, *_columns(each.docket), text) for each, text in packed],
    )
    connection.executemany(
        "insert into docket_observation (docket_id, source_id, said, said_at) values (?, ?, ?, ?)",
        [(each.id, source_id, text, at) for each, text in packed],
    )


def _columns(docket: Docket) -> tuple[str | None, ...]:
    return docket.court_id, docket.number, stem(docket.number), docket.pacer_case_id


def _compare(
    connection: sqlite3.Connection,
    held: HeldDocket,
    looks: Looks,
    now: datetime | None,
    at: str,
) -> Iterator[Change]:
    """What this source now says otherwise of a docket's heading."""
    assert now is not None
    source_id = looks.source.id
    before = held.voices.get(source_id)
    said = held.told if before is None else _overlaid(before.said, held.told)
    if before is not None and said == replace(before.said, entries=said.entries):
        return
    differences = [] if before is None else changes.of_docket(before.said, said)
    afresh = [each for each in differences if _is_new_here(held.docket, each)]
    memory, news = changes.heard({} if before is None else before.heard, afresh)
    docket = _overlaid(held.docket, said) if before is not None else _filled(held.docket, said)
    _save(connection, replace(held, docket=docket), Voice(said, memory), source_id, at)
    held.docket = docket
    for told in news:
        if told.kind is ChangeKind.REDACTED:
            _purge(connection, held.id, str(told.old))
        yield _change(held, told, source_id, now, quiet=looks.is_first(held.told))


def _is_new_here(held: Docket, told: Difference) -> bool:
    """Not an upgrade of what nobody had said, and not what another source said before."""
    is_upgrade = told.old is None and told.kind is not ChangeKind.CLOSED
    return not is_upgrade and getattr(held, told.field) != told.new


def _overlaid(docket: Docket, told: Docket) -> Docket:
    """A heading with everything that was told; silence changes nothing."""
    said = {name: getattr(told, name) for name in _HEADING if getattr(told, name) is not None}
    return replace(docket, number=told.number, **said)


def _filled(docket: Docket, told: Docket) -> Docket:
    """A heading with what nobody had said yet."""
    said = {name: getattr(told, name) for name in _HEADING if getattr(docket, name) is None}
    return replace(docket, **said)


def _save(
    connection: sqlite3.Connection, held: HeldDocket, voice: Voice, source_id: str, at: str
) -> None:
    connection.execute(
        "update docket set court_id = ?, number = ?, stem = ?, pacer_case_id = ?, told = ?"
        " where id = ?",
        (*_columns(held.docket), plain.packed_docket(held.docket), held.id),
    )
    connection.execute(
        "insert into docket_observation (docket_id, source_id, said, heard, said_at)"
        " values (:id, :source_id, :said, :heard, :at)"
        " on conflict (docket_id, source_id) do update"
        " set said = excluded.said, heard = excluded.heard, said_at = excluded.said_at",
        {
            "id": held.id,
            "source_id": source_id,
            "said": plain.packed_docket(voice.said),
            "heard": packed_memory(voice.heard),
            "at": at,
        },
    )


def _change(
    held: HeldDocket, told: Difference, source_id: str, now: datetime, *, quiet: bool
) -> Change:
    return Change(
        kind=told.kind,
        at=now,
        docket=held.docket.key,
        docket_id=held.id,
        field=told.field,
        old=told.shown_old,
        new=told.new,
        source_id=source_id,
        quiet=quiet,
    )


def _purge(connection: sqlite3.Connection, docket_id: int, words: str) -> None:
    """A name that the court withdrew is forgotten wherever we would show it."""
    gone = {"docket_id": docket_id, "words": plain.dumps(words)}
    for column in ("old", "new"):
        connection.execute(
            f"update change set {column} = null where docket_id = :docket_id and {column} = :words",
            gone,
        )


def packed_memory(memory: changes.Memory) -> str | None:
    if not memory:
        return None
    return plain.dumps({name: [*each.values, each.returns] for name, each in memory.items()})


def unpacked_memory(text: str | None) -> dict[str, Heard]:
    if text is None:
        return {}
    told = plain.loads(text).items()
    return {name: Heard(tuple(values), returns) for name, (*values, returns) in told}
