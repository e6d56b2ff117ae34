"""The dockets and entries that we hold, for reading and for repairs by hand."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from db import article_forgetting, chronology, plain
from db.engine import probe, transaction
from db.errors import NotFound
from db.interest import covers, stem
from db.models import Docket, DocketEntry, WatchedCase

_PUNCTUATION = re.compile(r"[^\w\s]")
_ENTRIES = """select docket.id as docket_id, docket.told as docket,
        entry.id, entry.told, entry.sources, entry.status, entry.meaning
    from docket left join entry
        on entry.docket_id = docket.id and entry.status <> 'superseded'"""
_LIKELY = """select id, told from docket where court_id = :court_id
    and (stem = :stem or pacer_case_id = :pacer_case_id) order by number, id"""
_ORDER = "order by docket.id, entry.id"
_OF_DOCKET = (
    *("change", "repair", "observation", "entry", "docket_observation"),
    *("obligation", "reminder", "proceeding", "withdrawn"),
)


class Dockets:
    """Dockets with their entries, oldest entry first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, docket_id: int) -> Docket:
        found = next(self._read("where docket.id = :id", {"id": docket_id}), None)
        if found is None:
            raise NotFound(f"no docket {docket_id} is kept")
        return found

    def of_court(self, court_id: str) -> Iterator[Docket]:
        return self._read("where docket.court_id = :court_id", {"court_id": court_id})

    def headings_of_court(self, court_id: str) -> list[Docket]:
        """As `of_court`, without the entries."""
        rows = self._connection.execute(
            "select id, told from docket where court_id = :court_id order by id",
            {"court_id": court_id},
        )
        return [replace(plain.unpacked_docket(row["told"]), id=row["id"]) for row in rows]

    def court_ids(self) -> list[str]:
        """The courts of which something is kept."""
        rows = self._connection.execute("select distinct court_id from docket order by court_id")
        return [row["court_id"] for row in rows]

    def of_case(self, case: WatchedCase) -> list[Docket]:
        """The docket of a watched case, or those of all its co-defendants."""
        return [self.get(docket.id) for docket in self.headings_of_case(case) if docket.id]

    def of_cases(self, cases: Iterable[WatchedCase]) -> list[Docket]:
        """The dockets of several cases, each once."""
        found = [docket for case in cases for docket in self.of_case(case)]
        return list({docket.id: docket for docket in found}.values())

    def search(self, words: str) -> list[Docket]:
        """Dockets whose caption holds all these words, without their entries.

        Points and commas count for nothing: "dvd" is in "D.V.D. v. Agency".
        """
        asked = _bare(words).split()
        rows = self._connection.execute("select id, told from docket order by court_id, number")
        found = ((row["id"], plain.unpacked_docket(row["told"])) for row in rows)
        return [
            replace(docket, id=docket_id)
            for docket_id, docket in found
            if asked and all(word in _bare(docket.caption or "") for word in asked)
        ]

    def entry(self, entry_id: int) -> tuple[Docket, DocketEntry]:
        """An entry and its docket, the docket without its entries."""
        row = self._connection.execute(
            f"{_ENTRIES} where entry.id = :id", {"id": entry_id}
        ).fetchone()
        if row is None:
            raise NotFound(f"no entry {entry_id} is kept")
        return _docket([row]), _entry(row)

    def numbered(self, asked: Iterable[tuple[int, int]]) -> dict[tuple[int, int], DocketEntry]:
        """The entries with these (our docket id, number); the first where several share one."""
        sql = """with asked (docket_id, number) as (values {values})
            select asked.docket_id, asked.number,
                entry.id, entry.told, entry.sources, entry.status, entry.meaning
            from asked join entry on entry.docket_id = asked.docket_id
                and entry.number = asked.number and entry.status <> 'superseded'
            order by entry.id desc"""
        rows = probe(self._connection, sql, list(set(asked)))
        return {(row["docket_id"], row["number"]): _entry(row) for row in rows}

    def headings(self, docket_ids: Iterable[int]) -> dict[int, Docket]:
        """Dockets by our id, without their entries."""
        sql = """with asked (id) as (values {values})
            select docket.id, docket.told from asked join docket on docket.id = asked.id"""
        rows = probe(self._connection, sql, [(docket_id,) for docket_id in docket_ids])
        return {
            row["id"]: replace(plain.unpacked_docket(row["told"]), id=row["id"]) for row in rows
        }

    def counts(self, docket_ids: Iterable[int]) -> dict[int, int]:
        """How many entries each docket holds; one that holds none is left out."""
        sql = """with asked (id) as (values {values})
            select asked.id, count(*) as entries from asked
            join entry on entry.docket_id = asked.id and entry.status <> 'superseded'
            group by asked.id"""
        rows = probe(self._connection, sql, [(docket_id,) for docket_id in docket_ids])
        return {row["id"]: row["entries"] for row in rows}

    def headings_of_case(self, case: WatchedCase) -> list[Docket]:
        """As `of_case`, without the entries."""
        rows = self._connection.execute(_LIKELY, _likely(case)).fetchall()
        found = (replace(plain.unpacked_docket(row["told"]), id=row["id"]) for row in rows)
        return [docket for docket in found if covers(case, docket)]

    def forget(self, docket_id: int) -> None:
        """Erase a docket, its entries, what was said and written of them, and what was news."""
        mine = {"id": docket_id}
        with transaction(self._connection):
            self._connection.execute(
                "delete from delivery where change_id in"
                " (select id from change where docket_id = :id)",
                mine,
            )
            self._connection.execute(
                "delete from message where status = 'pending' and not exists"
                " (select 1 from delivery where delivery.message_id = message.id)"
            )
            keys = [docket.key for docket in self.headings([docket_id]).values()]
            article_forgetting.of_dockets(self._connection, keys)
            for table in _OF_DOCKET:
                self._connection.execute(f"delete from {table} where docket_id = :id", mine)
            self._connection.execute("delete from docket where id = :id", mine)

    def _read(self, where: str, values: dict[str, object]) -> Iterator[Docket]:
        rows = self._connection.execute(f"{_ENTRIES} {where} {_ORDER}", values)
        for _, of_docket in groupby(rows, key=lambda row: row["docket_id"]):
            found = list(of_docket)
            entries = tuple(_entry(row) for row in found if row["id"] is not None)
            docket = replace(_docket(found), entries=entries)
            yield replace(docket, entries=chronology.in_order(docket))


def _bare(words: str) -> str:
    return _PUNCTUATION.sub("", words.casefold())


def _likely(case: WatchedCase) -> dict[str, str | None]:
    return {
        "court_id": case.court_id,
        "stem": stem(case.number),
        "pacer_case_id": case.pacer_case_id,
    }


def _docket(rows: list[sqlite3.Row]) -> Docket:
    return replace(plain.unpacked_docket(rows[0]["docket"]), id=rows[0]["docket_id"])


def _entry(row: sqlite3.Row) -> DocketEntry:
    return plain.kept_entry(row["told"], row["id"], row["sources"], row["status"], row["meaning"])
