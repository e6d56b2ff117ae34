"""Which courts are asked for the queries, since when, and which sources have answered them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from db import engine, plain, wishes
from db.models import Source, Watch
from db.queries import EVERYWHERE, Asked, Search, search
from db.query_index import QueryIndex
from db.sources import Sources

_QUESTIONS = """select watch.id, watch.slug, watch.terms, watch.aliases, watch.judge,
    watch.wishes, watch.deliver_when from watch"""


class Asking:
    """The queries by court. An index of them is kept until a watch or a look changes it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._version = 0  # of the database, as other connections have left it
        self._indexes: dict[str, QueryIndex | None] = {}

    def asked(self) -> dict[int, Asked]:
        """Of each query, by its watch's id."""
        return self._asked("")

    def of_court(self, court_id: str) -> QueryIndex | None:
        """The queries of a court; None where there are none, as of most."""
        version = engine.version(self._connection)
        if version != self._version:
            self._version = version
            self.forget()
        if court_id not in self._indexes:
            found = self._searches(court_id)
            self._indexes[court_id] = QueryIndex(found) if found else None
        return self._indexes[court_id]

    def forget(self) -> None:
        """A watch has changed: what its queries were is not known any more."""
        self._indexes.clear()

    def question(self, watch_id: int | None) -> Search | None:
        """What a watch asks, as it stands in the store."""
        rows = self._connection.execute(f"{_QUESTIONS} where id = :id", {"id": watch_id})
        return next((_search(row) for row in rows), None)

    def keep(self, watch: Watch, before: Search | None, now: datetime) -> None:
        """Ask the courts of a watch's query; one that asks for something else begins anew."""
        self.forget()
        mine = {"id": watch.id}
        if before is None or _conditions(before) != _conditions(search(watch)):
            self._connection.execute("delete from watched_court where watch_id = :id", mine)
            self._connection.execute("delete from court_look where watch_id = :id", mine)
        if watch.query is None:
            return
        courts = watch.query.courts or (EVERYWHERE,)
        rows = self._connection.execute("select * from watched_court where watch_id = :id", mine)
        known = {row["court_id"] for row in rows}
        self._connection.executemany(
            "delete from watched_court where watch_id = ? and court_id = ?",
            [(watch.id, court_id) for court_id in known - {*courts}],
        )
        for court_id in {*courts} - known:
            self._begin(watch, court_id, now)

    def _begin(self, watch: Watch, court_id: str, now: datetime) -> None:
        self._connection.execute(
            "insert into watched_court (watch_id, court_id, added_at) values (?, ?, ?)",
            (watch.id, court_id, plain.instant(now)),
        )
        sources = Sources(self._connection)
        asked = {each.court_id for each in sources.all() if court_id == EVERYWHERE}
        for each in asked or {court_id}:
            sources.forget_answers(each)

    def note_looks(self, searches: Iterable[Search], source: Source, at: datetime) -> None:
        """These queries have now had an answer of a source."""
        found = [(each.watch_id, source.id, plain.instant(at)) for each in searches]
        if found:
            self._indexes.pop(source.court_id, None)
            self._connection.executemany(
                "insert into court_look (watch_id, source_id, at) values (?, ?, ?)"
                " on conflict (watch_id, source_id) do nothing",
                found,
            )

    def held(self, source_id: str) -> list[tuple[str, str]]:
        """What we hold of a source's list: a docket by its PACER id or number, an entry's key."""
        rows = self._connection.execute(
            "select docket.pacer_case_id, docket.number, observation.key"
            " from observation join docket on docket.id = observation.docket_id"
            " where observation.source_id = :source_id and observation.listed = 1",
            {"source_id": source_id},
        )
        return [
            (docket, row["key"])
            for row in rows
            for docket in (row["pacer_case_id"], row["number"])
            if docket is not None
        ]

    def _searches(self, court_id: str) -> list[Search]:
        of_court = "where court_id in (:court_id, '')"
        asked = self._asked(of_court, court_id=court_id)
        rows = self._connection.execute(
            f"{_QUESTIONS} where id in (select watch_id from watched_court {of_court})",
            {"court_id": court_id},
        )
        return [_search(row, asked[row["id"]]) for row in rows]

    def _asked(self, where: str, **values: str) -> dict[int, Asked]:
        since: dict[int, dict[str, datetime]] = defaultdict(dict)
        for row in self._connection.execute(f"select * from watched_court {where}", values):
            since[row["watch_id"]][row["court_id"]] = plain.from_instant(row["added_at"])
        looks: dict[int, dict[str, datetime]] = defaultdict(dict)
        of_these = f"where watch_id in (select watch_id from watched_court {where})"
        for row in self._connection.execute(f"select * from court_look {of_these}", values):
            looks[row["watch_id"]][row["source_id"]] = plain.from_instant(row["at"])
        return {watch_id: Asked(told, looks[watch_id]) for watch_id, told in since.items()}


def _search(row: sqlite3.Row, asked: Asked | None = None) -> Search:
    told = Watch(
        slug=row["slug"],
        terms=tuple(plain.loads(row["terms"])),
        aliases=tuple(plain.loads(row["aliases"])),
        judge=row["judge"],
        query=wishes.unpacked(row["wishes"], row["deliver_when"])["query"],
        id=row["id"],
    )
    return search(told, asked)


def _conditions(told: Search) -> Search:
    """What a query asks for, wherever and since whenever it does."""
    return replace(told, watch_id=0, courts=frozenset(), asked=Asked())
