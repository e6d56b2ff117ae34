"""How often the sources were looked at: each good answer, for 90 days."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from db import plain
from db.engine import probe
from db.interest import serves
from db.models import Source, Watch

KEPT = timedelta(days=90)
EVER = datetime.max.replace(tzinfo=UTC)


class Answers:
    """One row for each time that a source let us look, whether it told of news or of none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, source_id: str, at: datetime) -> None:
        """Count an answer, in the transaction that keeps it; the source's oldest are let go."""
        asked = {"source_id": source_id, "at": plain.instant(at)}
        self._connection.execute(
            "insert into answer (source_id, at) values (:source_id, :at)"
            " on conflict (source_id, at) do nothing",
            asked,
        )
        self._connection.execute(
            "delete from answer where source_id = :source_id and at < :oldest",
            asked | {"oldest": plain.instant(at - KEPT)},
        )

    def since(self, source_ids: Iterable[str], at: datetime, until: datetime = EVER) -> int:
        """How many answers these sources gave after `at`, up to `until`, of those kept."""
        sql = """with asked (source_id, since, until) as (values {values})
            select count(*) as times from asked join answer
            on answer.source_id = asked.source_id
            and answer.at > asked.since and answer.at <= asked.until"""
        times = (plain.instant(at), plain.instant(until))
        asked = [(source_id, *times) for source_id in source_ids]
        return sum(row["times"] for row in probe(self._connection, sql, asked))

    def since_news(self, watch: Watch, sources: Iterable[Source], news_at: datetime | None) -> int:
        """How often a watch's cases were looked at since their last news, else since it began."""
        ids = {source.id for source in sources if serves(source, watch)}
        since = news_at or watch.created_at
        return 0 if since is None else self.since(ids, since)
