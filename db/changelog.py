"""The table `change`: the only thing that passes between the two rooms."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from db import plain
from db.engine import allocate, probe, transaction
from db.models import Change, ChangeKind, DocketEntry, DocketKey, EntryRef

_SELECT = """select change.*, entry.told, entry.sources, entry.status, entry.meaning from change
    left join entry on entry.id = change.entry_id"""

_COMES_LATE = """change.old is null and (change.kind in ('document_linked', 'entry_numbered')
    or change.kind = 'entry_edited' and change.field = 'text')"""

Addition = tuple[str, str, int, int]  # court id, number, docket id, entry id


def write(connection: sqlite3.Connection, found: Sequence[Change]) -> None:
    """Append changes inside the running transaction."""
    if not found:
        return
    first = allocate(connection, "change", len(found))
    moments = {change.at: plain.instant(change.at) for change in found}
    connection.executemany(
        "insert into change (id, at, kind, court_id, number, docket_id, entry_id, field,"
        " old, new, source_id, quiet) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(first + place, moments[change.at], *_row(change)) for place, change in enumerate(found)],
    )


def write_additions(
    connection: sqlite3.Connection, found: Sequence[Addition], source_id: str, now: datetime
) -> None:
    """Log entries that nobody is told of, as a first look brings them by the thousand."""
    if not found:
        return
    first = allocate(connection, "change", len(found))
    said = (plain.instant(now), source_id, ChangeKind.ENTRY_ADDED, "entry", 1)
    connection.executemany(
        "insert into change (id, court_id, number, docket_id, entry_id, at, source_id, kind,"
        " field, quiet) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(first + place, *addition, *said) for place, addition in enumerate(found)],
    )


def _row(change: Change) -> tuple[object, ...]:
    key = change.docket
    return (
        change.kind,
        None if key is None else key.court_id,
        None if key is None else key.number,
        change.docket_id,
        None if change.entry is None else int(change.entry.id),
        change.field,
        None if change.old is None else plain.dumps(change.old),
        None if change.new is None else plain.dumps(change.new),
        change.source_id,
        int(change.quiet),
    )


class Changes:
    """The log of what was news, oldest first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def after(self, change_id: int, limit: int | None = None) -> list[Change]:
        return self._read(
            f"{_SELECT} where change.id > :after order by change.id limit :limit",
            {"after": change_id, "limit": -1 if limit is None else limit},
        )

    def news_after(self, change_id: int, limit: int) -> list[Change]:
        """What somebody may have to be told, without what is only logged.

        Somebody may wait for the text of a filing, or for its document, which come quietly (a
        document with its number).
        """
        return self._read(
            f"{_SELECT} where change.id > :after and (change.quiet = 0 or {_COMES_LATE})"
            " order by change.id limit :limit",
            {"after": change_id, "limit": limit},
        )

    def addition(self, change: Change) -> Change | None:
        """The change by which the entry of a later one came in."""
        found = self._read(
            f"{_SELECT} where change.docket_id = :docket_id and change.entry_id = :entry_id"
            " and change.kind = 'entry_added' order by change.id limit 1",
            {
                "docket_id": change.docket_id,
                "entry_id": None if change.entry is None else int(change.entry.id),
            },
        )
        return next(iter(found), None)

    def entries(self, changes: Iterable[Change]) -> dict[str, DocketEntry]:
        """The entries of changes as we hold them now, by our id of each."""
        return self.held(each.entry.id for each in changes if each.entry is not None)

    def held(self, entry_ids: Iterable[str]) -> dict[str, DocketEntry]:
        """Those of these entries that we hold, by our id of each."""
        sql = """with asked (id) as (values {values})
            select entry.id, entry.told, entry.sources, entry.status, entry.meaning
            from asked join entry on entry.id = asked.id"""
        rows = probe(self._connection, sql, [(int(each),) for each in set(entry_ids)])
        return {
            str(row["id"]): plain.kept_entry(
                row["told"], row["id"], row["sources"], row["status"], row["meaning"]
            )
            for row in rows
        }

    def since(self, at: datetime) -> list[Change]:
        return self._read(
            f"{_SELECT} where change.at >= :at order by change.id", {"at": plain.instant(at)}
        )

    def of_docket(self, docket_id: int) -> list[Change]:
        return self._read(
            f"{_SELECT} where change.docket_id = :docket_id order by change.id",
            {"docket_id": docket_id},
        )

    def last_loud(
        self, docket_ids: Iterable[int], before: int | None = None
    ) -> dict[int, datetime]:
        """When each docket last had news (before a change); one that had none is left out."""
        sql = """with asked (id, before) as (values {values})
            select asked.id, max(change.at) as at from asked
            join change on change.docket_id = asked.id and change.quiet = 0
                and change.id < coalesce(asked.before, change.id + 1)
            group by asked.id"""
        rows = probe(self._connection, sql, [(docket_id, before) for docket_id in docket_ids])
        return {row["id"]: plain.from_instant(row["at"]) for row in rows}

    def heirs(self, entry_ids: Iterable[int]) -> dict[int, int]:
        """The entries that took the place of those that were found to be the same filing."""
        sql = """with asked (id) as (values {values})
            select asked.id, change.entry_id as heir from asked
            join entry on entry.id = asked.id and entry.status = 'superseded'
            join change on change.docket_id = entry.docket_id and change.field = 'id'
                and change.old = '"' || asked.id || '"'
            order by change.id"""
        rows = probe(self._connection, sql, [(entry_id,) for entry_id in entry_ids])
        found = {row["id"]: row["heir"] for row in rows}
        later = self.heirs(found.values()) if found else {}
        return {entry_id: later.get(heir, heir) for entry_id, heir in found.items()}

    def has_failing(self, source_ids: Iterable[str], since: datetime, until: datetime) -> bool:
        """Did one of these sources fail to answer after `since`, up to `until`?"""
        sql = """with asked (source_id, since, until) as (values {values})
            select 1 from asked join change on change.source_id = asked.source_id
            and change.at > asked.since and change.at <= asked.until
            and change.kind = 'source_failing'"""
        times = (plain.instant(since), plain.instant(until))
        asked = [(source_id, *times) for source_id in source_ids]
        return any(probe(self._connection, sql, asked))

    def last_id(self) -> int:
        row = self._connection.execute("select coalesce(max(id), 0) from change").fetchone()
        return int(row[0])

    def read_up_to(self) -> int:
        """The last change that the reader has seen with `docket log --new`."""
        row = self._connection.execute("select value from meta where name = 'read'").fetchone()
        return 0 if row is None else int(row[0])

    def mark_read(self, change_id: int) -> None:
        with transaction(self._connection):
            self._connection.execute(
                "insert into meta (name, value) values ('read', :value)"
                " on conflict (name) do update set value = excluded.value",
                {"value": str(change_id)},
            )

    def _read(self, sql: str, values: dict[str, object]) -> list[Change]:
        return [read(row) for row in self._connection.execute(sql, values)]


def read(row: sqlite3.Row) -> Change:
    """A row of `change`, joined with its entry as the entry now is."""
    kind = ChangeKind(row["kind"])
    return Change(
        kind=kind,
        at=plain.from_instant(row["at"]),
        docket=None if row["number"] is None else DocketKey(row["court_id"], row["number"]),
        docket_id=row["docket_id"],
        entry=_reference(row),
        field=row["field"],
        old=None if row["old"] is None else plain.loads(row["old"]),
        new=_entry(row) if kind is ChangeKind.ENTRY_ADDED else _value(row["new"]),
        source_id=row["source_id"],
        quiet=bool(row["quiet"]),
        id=row["id"],
    )


def _value(text: str | None) -> object:
    return None if text is None else plain.loads(text)


def _reference(row: sqlite3.Row) -> EntryRef | None:
    if row["entry_id"] is None or row["told"] is None:
        return None
    return plain.entry_ref(row["entry_id"], plain.unpacked_entry(row["told"]))


def _entry(row: sqlite3.Row) -> object:
    """What a new entry says: as it now is, so that what was sealed since is not told again."""
    if row["told"] is None:
        return None
    return plain.entry(
        plain.kept_entry(
            row["told"], row["entry_id"], row["sources"], row["status"], row["meaning"]
        )
    )
