"""What a round costs when the store has grown: 10^4, 10^5 and 10^6 entries kept.

Each store is filled with what earlier years would have left; then the same answers
are recorded into each, turn by turn, every item looked up by its key and one in
each answer new. This is the store's share alone, where growth would show.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bench.feeds import ENTRIES_A_CASE, feed
from db import courts
from db.courts import Court
from db.migrations import migrate
from db.models import SourceKind
from db.needs import source_id
from db.store import Store
from scraper.parsers import pacer_rss

SIZES = (10_000, 100_000, 1_000_000)
COURTS = 20
ITEMS = 200
TURNS = 7
LIMIT = 1.5
NOW = datetime.now(UTC).replace(microsecond=0)

Recorder = Callable[[int], float]


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        recorders = {size: _recorder(Path(folder) / f"{size}.db", size) for size in SIZES}
        costs: dict[int, list[float]] = {size: [] for size in SIZES}
        for turn in range(1, TURNS + 1):
            for size, record in recorders.items():
                costs[size].append(record(turn))
    _print({size: min(found) for size, found in costs.items()})


def _print(costs: dict[int, float]) -> None:
    write = sys.stdout.write
    write(f"\nRecording {COURTS} answers of {ITEMS} items, one of them new, into a grown store\n")
    smallest = costs[SIZES[0]]
    for size, cost in costs.items():
        write(f"{size:>12,} entries kept{cost * 1000:9.1f} ms CPU{cost / smallest:8.2f}\n")
    write(f"{'growth':40}{costs[SIZES[-1]] / smallest:8.3f}  (at most {LIMIT:.3f})\n")


def _recorder(path: Path, size: int) -> Recorder:
    chosen = [court for court in courts.every() if court.feed is not None][:COURTS]
    migrate(path)
    _fill(path, [court.id for court in chosen], size)
    store = Store.open(path)
    clock = count()
    for court in chosen:
        _record(store, court, 0, clock)

    def record(turn: int) -> float:
        start = time.process_time()
        for court in chosen:
            _record(store, court, turn, clock)
        return time.process_time() - start

    return record


def _record(store: Store, court: Court, turn: int, clock: count[int]) -> None:
    """One answer in which no item is recognised by its digest, and one is new."""
    items = range(-turn, ITEMS - turn)
    at = NOW + timedelta(seconds=next(clock))
    snapshot = pacer_rss.parse(feed(court.id, items, NOW), court)
    told = source_id(SourceKind.PACER_RSS, court.id)
    store.record(replace(snapshot, source_id=told, fetched_at=at))


def _fill(path: Path, court_ids: list[str], size: int) -> None:
    """The rows that years of rounds would have left, as `db.recording` writes them."""
    connection = sqlite3.connect(path)
    each = size // len(court_ids)
    for place, court_id in enumerate(court_ids):
        _fill_court(connection, court_id, place * each, each)
    for table in ("docket", "entry", "observation"):
        connection.execute("update sequence set next = ? where name = ?", (size + 1, table))
    connection.commit()
    connection.close()


def _fill_court(connection: sqlite3.Connection, court_id: str, first: int, size: int) -> None:
    at = (NOW - timedelta(days=400)).isoformat()[:19] + ".000000Z"
    told = {
        "source_id": source_id(SourceKind.PACER_RSS, court_id),
        "court_id": court_id,
        "first": first,
        "size": size,
        "a_case": ENTRIES_A_CASE,
        "at": at,
        "entry": '{"seq":1,"labels":["Order"],"entered_at":"2024-05-23T12:00:00Z"}',
        "docket": f'{{"court_id":"{court_id}","number":"1:20-cv-00001","caption":"Example"}}',
    }
    number = "with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < :size)"
    for statement in _ROWS:
        connection.execute(statement.format(number=number), told)


_ROWS = (
    """insert into source (id, kind, court_id, url, keep, looked_at)
        values (:source_id, 'pacer_rss', :court_id, 'http://127.0.0.1/', 'all', :at)""",
    """insert into docket (id, court_id, number, stem, pacer_case_id, told)
        {number} select :first + i + 1, :court_id, '1:20-cv-' || i, '20-' || i,
            900000000 + i, :docket from n where i % :a_case = 0""",
    """insert into docket_observation (docket_id, source_id, said, said_at)
        {number} select :first + i + 1, :source_id, :docket, :at from n where i % :a_case = 0""",
    """insert into entry (id, docket_id, entered_at, seq, told, sources)
        {number} select :first + i + 1, :first + i - i % :a_case + 1, :at, i, :entry,
            '["' || :source_id || '"]' from n""",
    """insert into observation (id, entry_id, docket_id, source_id, key, said, listed,
            first_seen, said_at)
        {number} select :first + i + 1, :first + i + 1, :first + i - i % :a_case + 1,
            :source_id, 's' || i, :entry, 0, :at, :at from n""",
)


if __name__ == "__main__":
    run()
