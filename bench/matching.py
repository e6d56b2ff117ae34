"""A hundred thousand watches against ten thousand new entries: who wants to hear of which.

The matcher is compared with a plain double loop over a sample, and must find the same. Then
what ten thousand queries cost where a court's feed is read, and a round's planning as a whole:
watches and changes read from a store, deliveries written, messages composed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from bench.feeds import feed
from bench.readers import NOW, News, Readers
from bench.stocked import stocked
from db import courts, interest, queries
from db.models import Watch
from db.queries import Asked
from db.query_index import QueryIndex
from notify import outbox
from notify.match import Matcher
from scraper.parsers import pacer_rss

LIMIT = 3.0  # seconds, to build the index and match everything
SAMPLE = 10  # entries for which the double loop goes through every watch
ITEMS = 350  # of a large court's feed
COURT = "mad"

Told = TypeVar("Told")


def run() -> None:
    readers = Readers()
    watches, news = list(readers.watches()), readers.news()
    _match(watches, readers.asked(watches), news)
    _keep(readers)
    _plan(watches, news)


def _match(watches: Sequence[Watch], asked: Mapping[int, Asked], news: Sequence[News]) -> None:
    matcher, building = _timed(lambda: Matcher(watches, asked))
    found, matching = _timed(lambda: [_by_index(matcher, each) for each in news])
    sample = range(0, len(news), len(news) // SAMPLE)
    plainly, looping = _timed(lambda: [_by_loop(watches, news[place]) for place in sample])
    assert plainly == [found[place] for place in sample]
    loop, ours = looping / len(sample) * len(news), building + matching
    write = sys.stdout.write
    write(f"\n{len(watches):,} watches against {len(news):,} new entries\n")
    write(f"{'building the index':40}{building:8.2f} s\n")
    write(f"{'matching':40}{matching:8.2f} s  ({sum(map(len, found)):,} wanted)\n")
    write(f"{'both':40}{ours:8.2f} s  (at most {LIMIT:.2f})\n")
    write(f"{'a double loop':40}{loop:8.0f} s  ({loop / ours:,.0f} times as long)\n")


def _by_index(matcher: Matcher, news: News) -> set[str]:
    wanting = matcher.wanting(news.change, news.docket, news.entry)
    return {watch.slug for watch, _ in wanting}


def _by_loop(watches: Sequence[Watch], news: News) -> set[str]:
    return {watch.slug for watch in watches if _is_about(watch, news)}


def _is_about(watch: Watch, news: News) -> bool:
    if watch.query is not None:
        return queries.search(watch).wants(news.docket, news.entry)
    return any(interest.covers(case, news.docket) for case in watch.cases)


def _keep(readers: Readers) -> None:
    """One court's feed, of which nothing is wanted, and for which ten thousand ask."""
    snapshot = pacer_rss.parse(feed(COURT, range(300_000, 300_000 + ITEMS), NOW), courts.get(COURT))
    cases = [case for case in readers.cases if case.court_id == COURT]
    none = interest.interests(cases, keep_all=False)
    asked = [queries.search(each) for each in readers.queries(0, COURT)]
    index, building = _timed(lambda: QueryIndex(asked))
    many = interest.interests(cases, keep_all=False, queries=index)
    write = sys.stdout.write
    write(f"\nOne answer of {ITEMS} items, for which {len(asked):,} queries ask\n")
    write(f"{'building their index, once':40}{building * 1000:8.1f} ms\n")
    for name, wanted in {"keeping, no query": none, "keeping": many}.items():
        seconds = min(_timed(lambda told=wanted: interest.kept(snapshot, told))[1] for _ in "123")
        write(f"{name:40}{seconds * 1000:8.1f} ms\n")


def _plan(watches: Sequence[Watch], news: Sequence[News]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        stocked(Path(folder) / "docket.db", watches, news) as store,
    ):
        _, reading = _timed(store.watches.all)
        planned, seconds = _timed(lambda: outbox.plan(store, NOW))
        _, again = _timed(lambda: outbox.plan(store, NOW))
    write = sys.stdout.write
    write(f"\nPlanning a round: {len(watches):,} watches, {len(news):,} changes in a store\n")
    write(f"{'reading the watches':40}{reading:8.2f} s\n")
    write(f"{'planning, all told':40}{seconds:8.2f} s  ({planned:,} deliveries)\n")
    write(f"{'planning when nothing is new':40}{again:8.2f} s\n")


def _timed(work: Callable[[], Told]) -> tuple[Told, float]:
    """What it made, and the seconds of the processor that it took."""
    begin = time.process_time()
    done = work()
    return done, time.process_time() - begin


if __name__ == "__main__":
    run()
