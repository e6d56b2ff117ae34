"""A store with many watches and many changes that were not planned yet, as rounds leave them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.readers import BEGAN, News
from db import plain, wishes
from db.migrations import migrate
from db.models import Watch
from db.queries import EVERYWHERE
from db.store import Store

_AT = plain.instant(BEGAN)


@contextmanager
def stocked(path: Path, watches: Sequence[Watch], news: Sequence[News]) -> Iterator[Store]:
    migrate(path)
    with sqlite3.connect(path) as connection:
        _write_watches(connection, watches)
        _write_news(connection, news)
    connection.close()
    with Store.open(path) as store:
        yield store


def _write_watches(connection: sqlite3.Connection, watches: Iterable[Watch]) -> None:
    for watch in watches:
        connection.execute(
            "insert into watch (id, slug, channels, terms, aliases, judge, kinds, deliver_when,"
            " created_at, wishes) values (?, ?, '[\"desk\"]', ?, '[]', ?, ?, 'now', ?, ?)",
            (
                *(watch.id, watch.slug, plain.dumps(watch.terms), watch.judge),
                *(plain.dumps(watch.kinds), _AT, wishes.packed(watch)),
            ),
        )
        for case in watch.cases:
            case_id = connection.execute(
                "insert into watched_case (watch_id, court_id, number, pacer_case_id, added_at)"
                " values (?, ?, ?, ?, ?) returning id",
                (watch.id, case.court_id, case.number, case.pacer_case_id, _AT),
            ).fetchone()[0]
            _look(connection, "look", "case_id", case_id, case.court_id)
        for court_id in () if watch.query is None else watch.query.courts or (EVERYWHERE,):
            connection.execute(
                "insert into watched_court values (?, ?, ?)", (watch.id, court_id, _AT)
            )
            _look(connection, "court_look", "watch_id", watch.id, court_id)


def _look(
    connection: sqlite3.Connection, table: str, column: str, id: int | None, court_id: str
) -> None:
    connection.execute(
        f"insert into {table} ({column}, source_id, at) values (?, ?, ?)",
        (id, f"pacer_rss:{court_id}", _AT),
    )


def _write_news(connection: sqlite3.Connection, news: Iterable[News]) -> None:
    for each in news:
        docket, entry, change = each.docket, each.entry, each.change
        connection.execute(
            "insert into docket (id, court_id, number, stem, pacer_case_id, told)"
            " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            (
                *(docket.id, docket.court_id, docket.number, docket.number),
                *(docket.pacer_case_id, plain.packed_docket(docket)),
            ),
        )
        meaning = None if entry.meaning is None else plain.packed_meaning(entry.meaning)
        connection.execute(
            "insert into entry (id, docket_id, seq, number, told, sources, meaning)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            (
                *(entry.id, docket.id, entry.seq, entry.number, plain.packed_entry(entry)),
                *(plain.dumps([change.source_id]), meaning),
            ),
        )
        connection.execute(
            "insert into change (id, kind, at, court_id, number, docket_id, entry_id, field,"
            " source_id, quiet) values (?, 'entry_added', ?, ?, ?, ?, ?, 'entry', ?, 0)",
            (
                *(change.id, plain.instant(change.at), docket.court_id, docket.number),
                *(docket.id, entry.id, change.source_id),
            ),
        )
