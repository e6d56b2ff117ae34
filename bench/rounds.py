"""One round over 200 loopback feeds of 200 items: ours, a bare fetch, and a plain loop.

Each runs in a process of its own, which measures itself once its libraries are
loaded and one feed has been read; the courts run in another. The floor fetches
the bodies with aiohttp and hashes each; the loop is what one writes in an evening:
urllib, feedparser and sqlite3.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.world import World, world

PHASES = {1: "first time", 2: "nothing changed", 3: "one new in every tenth"}
LIMITS = {
    "first time: CPU, of the loop": 1 / 4,
    "nothing changed: CPU, of the floor": 10.0,
    "nothing changed: CPU, of the loop": 1 / 8,
}


@dataclass(frozen=True, slots=True)
class Cost:
    who: str
    phase: int
    wall: float  # seconds
    cpu: float  # seconds
    peak: float  # MB, of the whole process so far
    told: int  # what was reported


Round = Callable[[], int]


def run() -> None:
    with world() as courts:
        costs = {who: _measured(who, courts) for who in ("floor", "loop", "ours")}
    _print(costs)


def _measured(who: str, courts: World) -> list[Cost]:
    """Let one of them make its rounds in a process of its own."""
    given = json.dumps(asdict(courts))
    done = subprocess.run(
        [sys.executable, "-m", "bench.rounds", who],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Cost(**json.loads(line)) for line in done.stdout.splitlines()]


def _print(costs: dict[str, list[Cost]]) -> None:
    write = sys.stdout.write
    write("\nOne round over 200 feeds of 200 items\n")
    write(f"{'':26}{'who':8}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'told':>7}\n")
    for place, name in enumerate(PHASES.values()):
        for who, rounds in costs.items():
            cost = rounds[place]
            numbers = f"{cost.wall:9.2f}{cost.cpu:9.2f}{cost.peak:9.0f}{cost.told:7}"
            write(f"{name:26}{who:8}{numbers}\n")
    floor, loop, ours = ([cost.cpu for cost in costs[who]] for who in ("floor", "loop", "ours"))
    ratios = (ours[0] / loop[0], ours[1] / floor[1], ours[1] / loop[1])
    for (name, limit), ratio in zip(LIMITS.items(), ratios, strict=True):
        write(f"{name:40}{ratio:8.3f}  (at most {limit:.3f})\n")


def _floor(courts: World, folder: Path) -> Round:
    import aiohttp

    async def fetch_all(addresses: list[str]) -> int:
        connector = aiohttp.TCPConnector(limit=32)
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(*(fetch(session, address) for address in addresses))
        return 0

    async def fetch(session: aiohttp.ClientSession, address: str) -> str:
        async with session.get(address) as response:
            return hashlib.blake2b(await response.read()).hexdigest()

    asyncio.run(fetch_all(list(courts.feeds.values())[:1]))
    return lambda: asyncio.run(fetch_all(list(courts.feeds.values())))


def _loop(courts: World, folder: Path) -> Round:
    """The evening's work: each item's facts by regular expression, each row asked for and kept."""
    import feedparser

    base = sqlite3.connect(folder / "loop.db")
    base.executescript(_LOOP_TABLES)
    feedparser.parse(b"<rss/>")

    def read(court_id: str, address: str) -> int:
        found = feedparser.parse(urllib.request.urlopen(address).read())
        told = sum(_keep(base, court_id, each) for each in found.entries)
        base.commit()
        return told

    return lambda: sum(read(court_id, address) for court_id, address in courts.feeds.items())


_LOOP_TABLES = """
    create table docket (court text, case_id text, number text, caption text, url text,
        primary key (court, case_id));
    create table entry (court text, case_id text, seq integer, number integer, doc_id text,
        label text, url text, entered_at text, first_seen text, last_seen text,
        primary key (court, case_id, seq));
    create table log (court text, case_id text, seq integer, what text, at text);
"""


def _keep(base: sqlite3.Connection, court_id: str, item: Any) -> int:
    """Keep one item with everything that we keep of it; whether it was new."""
    number, _, caption = item.title.partition(" ")
    case_id, seq = re.search(r"DktRpt\.pl\?(\d+)[&-](\d+)", item.id).groups()
    label = re.search(r"\[(.*?)\]", item.description).group(1)
    link = re.search(r"href=[\"'](\S+/doc1/(\d+)\S*?)[\"'].*?>(\d+)<", item.description)
    url, doc_id, document = link.groups() if link else (None, None, None)
    entered_at = time.strftime("%Y-%m-%dT%H:%M:%SZ", item.published_parsed)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ")
    base.execute(
        "insert into docket values (?, ?, ?, ?, ?) on conflict do update"
        " set caption = excluded.caption",
        (court_id, case_id, number, caption, item.link),
    )
    key = (court_id, case_id, int(seq))
    known = base.execute(
        "select 1 from entry where court = ? and case_id = ? and seq = ?", key
    ).fetchone()
    if known:
        base.execute(
            "update entry set last_seen = ? where court = ? and case_id = ? and seq = ?",
            (now, *key),
        )
        return 0
    row = (*key, document, doc_id, label, url, entered_at, now, now)
    base.execute("insert into entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    base.execute("insert into log values (?, ?, ?, 'added', ?)", (*key, now))
    return 1


def _ours(courts: World, folder: Path) -> Round:
    from db import config
    from db.migrations import migrate
    from db.store import Store
    from notify import outbox
    from scraper.crawl import crawl, run
    from scraper.rounds import read_clock

    home = config.home(str(folder), {})
    tables = [
        f'[courts.{court_id}]\nfeed_url = "{address}"\ndelay = 0.0\nkeep = "all"\n'
        for court_id, address in courts.feeds.items()
    ]
    home.config_path.write_text("\n".join(tables))
    home.config_path.chmod(0o600)
    told = config.load(home)
    migrate(home.store_path)
    store = Store.open(home.store_path)
    store.sources.sync(told, read_clock())
    warm = Store.open(_copy(home.store_path))
    run(crawl(warm, told, only=[warm.sources.all()[0].id]))

    def round() -> int:
        outcomes = run(crawl(store, told, force=True)) or []
        outbox.plan(store, read_clock())
        failed = [each for each in outcomes if each.error]
        assert not failed, failed[0].error
        return sum(not change.quiet for each in outcomes for change in each.changes)

    return round


def _copy(path: Path) -> Path:
    copy = path.with_name("warm.db")
    with sqlite3.connect(path) as live, sqlite3.connect(copy) as other:
        live.backup(other)
    return copy


MAKERS = {"floor": _floor, "loop": _loop, "ours": _ours}


def _make_rounds(who: str) -> None:
    courts = World(**json.loads(sys.stdin.read()))
    with tempfile.TemporaryDirectory() as folder:
        courts.turn(1)
        round = MAKERS[who](courts, Path(folder))
        for phase in PHASES:
            courts.turn(phase)
            wall, cpu = time.perf_counter(), time.process_time()
            told = round()
            cost = Cost(
                who, phase, time.perf_counter() - wall, time.process_time() - cpu, _peak(), told
            )
            sys.stdout.write(json.dumps(asdict(cost)) + "\n")


def _peak() -> float:
    """The most memory that this process ever held, in MB.

    Linux counts what the parent held before it started us into `ru_maxrss`, so ask elsewhere there.
    """
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


if __name__ == "__main__":
    _make_rounds(sys.argv[1])
