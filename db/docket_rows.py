"""Which docket of ours a told docket is, and what its heading now says."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from db import changes, headings, numbers, plain, withdrawn_rows
from db.changes import Difference, Heard
from db.engine import allocate, probe
from db.headings import Voice
from db.interest import stem
from db.looks import Looks
from db.models import Change, ChangeKind, Docket, Snapshot


@dataclass(slots=True)
class HeldDocket:
    """A docket that an answer tells of, as we hold it."""

    id: int
    docket: Docket  # its heading, without entries
    told: Docket  # as this answer has it, with its entries
    voices: dict[str, Voice] = field(default_factory=dict)
    is_new: bool = False
    is_redacted: bool = False  # the court withdrew a name from its caption


def record(
    connection: sqlite3.Connection, snapshot: Snapshot, looks: Looks, at: str
) -> tuple[list[HeldDocket], list[Change]]:
    """Write the headings of an answer; return the dockets it tells of, and what changed."""
    held = match(connection, _together(snapshot.dockets))
    _withhold(connection, held)
    _add_voices(connection, held)
    found = [
        change
        for docket in held
        if not docket.is_new
        for change in _compare(connection, docket, looks, snapshot.fetched_at)
    ]
    _insert(connection, [docket for docket in held if docket.is_new], looks.source.id, at)
    return held, found


def _together(told: Sequence[Docket]) -> list[Docket]:
    """Each docket once; one that an answer tells in several parts has the entries of all."""
    found: dict[tuple[str, str], Docket] = {}
    for docket in told:
        key = (docket.court_id, docket.pacer_case_id or docket.number)
        known = found.get(key)
        if known is not None:
            entries = dict.fromkeys(known.entries + docket.entries)
            docket = replace(docket, entries=tuple(entries))
        found[key] = docket
    return list(found.values())


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
        else _held(rows[place], each)
        for place, each in enumerate(told)
    ]


def _withhold(connection: sqlite3.Connection, held: Sequence[HeldDocket]) -> None:
    """Leave out names that a court has withdrawn, wherever this answer still tells them."""
    redacted = {docket.id: docket for docket in held if docket.is_redacted}
    for docket_id, names in withdrawn_rows.of_dockets(connection, redacted).items():
        redacted[docket_id].told = names.docket(redacted[docket_id].told)


def _held(row: sqlite3.Row, told: Docket) -> HeldDocket:
    docket = plain.unpacked_docket(row["told"])
    return HeldDocket(row["id"], docket, told, is_redacted=bool(row["is_redacted"]))


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
        select asked.place, docket.id, docket.told, docket.is_redacted from asked
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
        select asked.place, docket.id, docket.told, docket.number, docket.pacer_case_id,
            docket.is_redacted
        from asked join docket on docket.court_id = asked.court_id
            and docket.stem = asked.stem"""
    candidates: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in probe(connection, sql, asked):
        if _may_be(told[row["place"]], row):
            candidates[row["place"]].append(row)
    found = {place: rows[0] for place, rows in candidates.items() if len(rows) == 1}
    return _one_each(found, told)


def _one_each(found: dict[int, sqlite3.Row], told: Sequence[Docket]) -> dict[int, sqlite3.Row]:
    """Of co-defendants' dockets that would all be the one we hold, the first alone is it."""
    taken: dict[int, str | None] = {}
    kept = {}
    for place, row in found.items():
        case_id = told[place].pacer_case_id
        if taken.setdefault(row["id"], case_id) == case_id:
            kept[place] = row
    return kept


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
            plain.unpacked_docket(row["said"]),
            plain.from_instant(row["said_at"]),
            plain.from_instant(row["first_at"] or row["said_at"]),
            unpacked_memory(row["heard"]),
        )


def _insert(
    connection: sqlite3.Connection, new: Sequence[HeldDocket], source_id: str, at: str
) -> None:
    packed = [(each, plain.packed_docket(each.docket)) for each in new]
    connection.executemany(
        "insert into docket (id, court_id, number, stem, pacer_case_id, courtlistener_id, told)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [(each.id, *_columns(each.docket), text) for each, text in packed],
    )
    connection.executemany(
        "insert into docket_observation (docket_id, source_id, said, said_at, first_at)"
        " values (?, ?, ?, ?, ?)",
        [(each.id, source_id, text, at, at) for each, text in packed],
    )


def _columns(docket: Docket) -> tuple[str | None, ...]:
    number, case_id = docket.number, docket.pacer_case_id
    return docket.court_id, number, stem(number), case_id, docket.courtlistener_id


def _compare(
    connection: sqlite3.Connection, held: HeldDocket, looks: Looks, now: datetime | None
) -> Iterator[Change]:
    """What this source now says otherwise of a docket's heading."""
    assert now is not None
    source_id = looks.source.id
    before = held.voices.get(source_id)
    told = _tellable(held, before)
    said = told if before is None else headings.overlaid(before.said, told)
    if before is not None and said == replace(before.said, entries=said.entries):
        return
    differences = [] if before is None else changes.of_docket(before.said, said)
    afresh = [each for each in differences if _is_new_here(held.docket, each)]
    memory, news = changes.heard({} if before is None else before.heard, afresh)
    first_at = now if before is None else before.first_at
    held.voices[source_id] = Voice(said, now, first_at, memory)
    for each in news:
        if each.kind is ChangeKind.REDACTED:
            _redact(connection, held, str(each.old), each.new)
    held.docket = headings.merged(held.voices)
    _save(connection, held, source_id)
    for each in news:
        yield _change(held, each, source_id, now, quiet=looks.is_first(held.told))


def _tellable(held: HeldDocket, before: Voice | None) -> Docket:
    """What a source tells, without what a court has withdrawn."""
    if not held.is_redacted:
        return held.told
    return headings.withheld(held.told, held.docket, before.said if before else None)


def _is_new_here(held: Docket, told: Difference) -> bool:
    """Not an upgrade of what nobody had said, and not what another source said before."""
    is_upgrade = told.old is None and told.kind is not ChangeKind.CLOSED
    return not is_upgrade and getattr(held, told.field) != told.new


def _redact(connection: sqlite3.Connection, held: HeldDocket, words: str, now: object) -> None:
    """A name that the court withdrew is forgotten wherever we would show it or could learn it."""
    captions = {words, *_purge(connection, held.id, words, now)}
    held.is_redacted = True
    redacted = headings.merged(held.voices)
    captions |= {each.said.caption for each in held.voices.values() if each.said.caption}
    names = withdrawn_rows.withdraw(connection, held.id, captions, str(now))
    held.told = names.docket(held.told)
    for source_id, voice in held.voices.items():
        said = names.docket(headings.withheld(voice.said, redacted, None))
        held.voices[source_id] = replace(voice, said=said)
        _save_voice(connection, held, source_id)


def _purge(
    connection: sqlite3.Connection, docket_id: int, words: str, now: object
) -> Iterator[str]:
    """Take out every caption of the log that shows what the caption of now hides; return them."""
    rows = connection.execute(
        "select old, new from change where docket_id = :docket_id and field = 'caption'",
        {"docket_id": docket_id},
    )
    told = {text for row in rows.fetchall() for text in row if text is not None}
    shown = {text for text in told if changes.is_redaction(plain.loads(text), now)}
    for column in ("old", "new"):
        connection.executemany(
            f"update change set {column} = null where docket_id = ? and {column} = ?",
            [(docket_id, text) for text in shown | {plain.dumps(words)}],
        )
    return map(plain.loads, shown)


def _save(connection: sqlite3.Connection, held: HeldDocket, source_id: str) -> None:
    connection.execute(
        "update docket set court_id = ?, number = ?, stem = ?, pacer_case_id = ?,"
        " courtlistener_id = ?, told = ?, is_redacted = ? where id = ?",
        (*_columns(held.docket), plain.packed_docket(held.docket), held.is_redacted, held.id),
    )
    _save_voice(connection, held, source_id)


def _save_voice(connection: sqlite3.Connection, held: HeldDocket, source_id: str) -> None:
    voice = held.voices[source_id]
    connection.execute(
        "insert into docket_observation (docket_id, source_id, said, heard, said_at, first_at)"
        " values (:id, :source_id, :said, :heard, :said_at, :first_at)"
        " on conflict (docket_id, source_id) do update"
        " set said = excluded.said, heard = excluded.heard, said_at = excluded.said_at",
        {
            "id": held.id,
            "source_id": source_id,
            "said": plain.packed_docket(voice.said),
            "heard": packed_memory(voice.heard),
            "said_at": plain.instant(voice.said_at),
            "first_at": plain.instant(voice.first_at),
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


def packed_memory(memory: changes.Memory) -> str | None:
    if not memory:
        return None
    return plain.dumps({name: [*each.values, each.returns] for name, each in memory.items()})


def unpacked_memory(text: str | None) -> dict[str, Heard]:
    if text is None:
        return {}
    told = plain.loads(text).items()
    return {name: Heard(tuple(values), returns) for name, (*values, returns) in told}
