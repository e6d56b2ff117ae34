"""One answer, one transaction: what a snapshot changes in the store.

Dockets and entries are matched with those we hold, what they now say is compared
with what they said, and the rows for all of it are written together with the
source's validators and build date: the store can never hold "unchanged" for
entries that it lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from db import changelog, coverage, docket_rows, gap_rows, plain
from db.answers import Answers
from db.courts import get as get_court
from db.entry_rows import Reader
from db.interest import Interests
from db.ledger import Ledger
from db.lines import Lines
from db.looks import Looks, is_look, is_whole
from db.models import Change, Keep, Snapshot, Source, SourceState
from db.newsroom import Newsroom
from db.sources import Sources

Schedule = Callable[[Source, Snapshot], Source]  # the source with its next check


def record(
    connection: sqlite3.Connection,
    snapshot: Snapshot,
    wanted: Interests,
    schedule: Schedule,
    reader: Reader,
) -> tuple[Change, ...]:
    """Write one answer, inside the caller's transaction; return what changed by it.

    What was there before anybody watched is logged, and not returned.

    `snapshot` needs its source_id and fetched_at; what nobody watches should
    already have been dropped from it.
    """
    sources = Sources(connection)
    source = sources.get(snapshot.source_id)
    looks = Looks(source, wanted)
    found = _record_dockets(connection, snapshot, looks, reader)
    _take_articles(connection, source, snapshot)
    after = coverage.after(source, snapshot)
    cases = tuple(sorted({case.key for case in wanted.cases}))
    found += coverage.changes(
        source,
        after,
        snapshot,
        cases,
        is_said=_is_said(source.court_id, after),
        is_searched=wanted.queries is not None,
    )
    after = _remembering(connection, after, snapshot, looks)
    if snapshot.state is not SourceState.DOWN:
        assert snapshot.fetched_at is not None
        Answers(connection).add(source.id, snapshot.fetched_at)
    sources.save(schedule(after, snapshot))
    changelog.write(connection, found)
    return tuple(found)


def _record_dockets(
    connection: sqlite3.Connection, snapshot: Snapshot, looks: Looks, reader: Reader
) -> list[Change]:
    if not snapshot.dockets and not (is_whole(snapshot) and looks.source.court_id):
        return []
    assert snapshot.fetched_at is not None
    at = plain.instant(snapshot.fetched_at)
    dockets, found = docket_rows.record(connection, snapshot, looks, at)
    lines = Lines(connection, looks, snapshot.fetched_at, reader, is_whole=is_whole(snapshot))
    told = lines.record(dockets)
    if is_whole(snapshot):
        lines.unlist(told, snapshot.window_start)
    gaps = gap_rows.suspected(connection, looks, snapshot, dockets)
    turned = {line.docket.id for line in told if line.is_news}
    follows = Ledger(connection).refresh(turned, snapshot.fetched_at)
    return [*found, *lines.changes, *follows, *gaps]


def _take_articles(connection: sqlite3.Connection, source: Source, snapshot: Snapshot) -> None:
    """Their links, and what of them is news, come when they were read."""
    if snapshot.articles:
        assert snapshot.fetched_at is not None
        Newsroom(connection).take(source, snapshot.articles, snapshot.fetched_at)


def _is_said(court_id: str, source: Source) -> bool:
    """The coverage card already says this of the court's feed, from what was last known."""
    if not court_id:
        return False
    feed = get_court(court_id).feed
    return feed is not None and feed.state is source.carries


def _remembering(
    connection: sqlite3.Connection, after: Source, snapshot: Snapshot, looks: Looks
) -> Source:
    """Keep the answer's memory, unless somebody's first look is still to come."""
    if is_look(after, snapshot):
        assert snapshot.fetched_at is not None
        at = plain.instant(snapshot.fetched_at)
        connection.executemany(
            "insert into look (case_id, source_id, at) values (?, ?, ?)"
            " on conflict (case_id, source_id) do nothing",
            [(case.id, after.id, at) for case in looks.waiting()],
        )
        is_first_of_all = after.keep is Keep.ALL and after.looked_at is None
        looked_at = snapshot.fetched_at if is_first_of_all else after.looked_at
        return coverage.remembering(replace(after, looked_at=looked_at), snapshot)
    is_of_court = after.number is None
    if is_of_court and looks.is_owed() and snapshot.state is not SourceState.DOWN:
        return coverage.forgetting(after)
    return coverage.remembering(after, snapshot)
