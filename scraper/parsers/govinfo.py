"""A govinfo feed of one court's opinions -> Snapshot.

govinfo (the Government Publishing Office) lists the newest 100 opinions that a court let it
publish: opinions only, and days to weeks late, but for nothing and with the PDF. So a good answer
is always partial. It does not carry every court: then its answer is a web page, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db import courts
from db.errors import FormatError
from db.models import Docket, DocketEntry, Problem, Snapshot, Source, SourceState
from scraper.parsers import feed_items, feed_text, govinfo_item, newest, no_feed
from scraper.parsers.feed_items import Feed
from scraper.parsers.govinfo_item import Case

MOST_READ = 1_000  # items of an answer that is not govinfo's
SCOPE = "opinions only, days to weeks late"
HOST = "https://www.govinfo.gov"

_NOT_CARRIED = "govinfo does not carry the opinions of this court; it is asked again each day"


def not_carried() -> Snapshot:
    """The answer where there is no feed of this court."""
    problem = Problem("not_carried", _NOT_CARRIED)
    return Snapshot(SourceState.NOT_CONFIGURED, problems=(problem,), complete=False)


def parse(body: bytes, source: Source) -> Snapshot:
    """One answer of a court's feed: of later answers, what the last one did not have.

    The first is complete. Where the list is full and nothing of the last answer is left on it,
    more may have been published than it could show: a burst.
    """
    body = feed_text.in_utf8(body).lstrip()
    refusal = no_feed.refusal(body, "rss")
    if refusal is not None:
        is_page = not body or refusal.code == no_feed.HTML_PAGE
        # After good answers a web page is maintenance.
        return not_carried() if is_page and source.answered_at is None else _down([refusal])
    feed = feed_items.split(body)
    return _news(feed, source) if feed.is_whole else _salvaged(feed, source)


@dataclass(slots=True)
class _Reading:
    cases: dict[str, list[Case]] = field(default_factory=dict)  # by number
    problems: list[Problem] = field(default_factory=list)

    def dockets(self, court_id: str) -> tuple[Docket, ...]:
        return tuple(
            Docket(court_id, number, told[0].caption, entries=_entries(told))
            for number, told in self.cases.items()
        )


def _entries(told: Sequence[Case]) -> tuple[DocketEntry, ...]:
    """A case's opinions, each once: several items may tell of the same case."""
    return tuple({entry.ref: entry for case in told for entry in case.entries}.values())


def _down(problems: Sequence[Problem], dockets: tuple[Docket, ...] = ()) -> Snapshot:
    return Snapshot(SourceState.DOWN, dockets=dockets, problems=tuple(problems), complete=False)


def _salvaged(feed: Feed, source: Source) -> Snapshot:
    reading = _read(feed, range(len(feed.items)), source)
    words = "the answer ends in the middle: only whole items were read"
    truncated = Problem("truncated", words)
    return _down([truncated, *reading.problems], reading.dockets(source.court_id))


def _news(feed: Feed, source: Source) -> Snapshot:
    items = feed.items[:MOST_READ]
    news = newest.compared(source, list(map(govinfo_item.key, items)), items)
    reading = _read(feed, news.places, source)
    if news.is_first and items and not reading.cases:
        problem = Problem("no_cases", "none of its items names a case: is this a court's feed?")
        return _down([problem, *reading.problems])
    is_news = news.is_first or bool(news.places)
    return Snapshot(
        SourceState.PARTIAL if is_news else SourceState.UNCHANGED,
        scope=SCOPE,
        dockets=reading.dockets(source.court_id),
        problems=tuple(reading.problems),
        complete=news.is_first,
        burst=news.is_burst,
        seen=news.seen,
    )


def _read(feed: Feed, places: Sequence[int], source: Source) -> _Reading:
    reading = _Reading()
    court, base_url = courts.get(source.court_id), source.url.partition("/rss/")[0] or HOST
    are_opinions = "opinion" in str(feed_items.channel(feed.head)).lower()
    told = feed_items.read(feed.head, [feed.items[place] for place in places])
    for place, fields in zip(places, told, strict=True):
        try:
            case = govinfo_item.read(fields, court, base_url, are_opinions=are_opinions)
        except FormatError as error:
            reading.problems.append(Problem("bad_item", f"not read: it {error}", place))
            continue
        reading.cases.setdefault(case.number, []).append(case)
    return reading
