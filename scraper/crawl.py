"""The crawl: one round over the sources that are due, in a process that may hold many rounds.

    run(crawl(store, config))         a round, for cron
    run(stay(store, config))          any coroutine of rounds and waits, until a signal ends it

Scrapy's own settings are read from `scraper.settings`, never from a `scrapy.cfg` that happens to
lie in the reader's folder.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import logging
import signal
import threading
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar, cast

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.misc import load_object
from twisted.internet.base import ReactorBase
from twisted.internet.main import installReactor

from db import budget
from db.config import Config
from db.models import Docket, SourceKind
from db.services import COURTLISTENER
from db.shelves import Shelves
from db.store import Store
from scraper.addresses import guard
from scraper.parsers import courtlistener_docket, courtlistener_fields
from scraper.rounds import Clock, Outcome, Round, read_clock
from scraper.settings import LARGEST_DOCUMENT
from scraper.spiders.article import ArticleSpider, Found, Wanted
from scraper.spiders.courtlistener_docket import DocketSpider
from scraper.spiders.document import DocumentSpider
from scraper.spiders.failures import OF_COURT, OF_PAGE, OF_PRESS, Advice, NoAnswer
from scraper.spiders.fetch import FetchSpider
from scraper.spiders.polite import PoliteSpider
from scraper.wire import MeasuringReactor, room_for

__all__ = ["OF_PAGE", "OF_PRESS", "NoAnswer", "Outcome", "crawl", "fetch", "run"]

# By the path of each: a round loads those that it needs, and few have stories or pages to read.
SPIDERS: dict[SourceKind, str] = {
    SourceKind.PACER_RSS: "scraper.spiders.pacer_rss.PacerRssSpider",
    SourceKind.SCOTUS: "scraper.spiders.scotus.ScotusSpider",
    SourceKind.COURTLISTENER_ATOM: "scraper.spiders.courtlistener_atom.CourtListenerAtomSpider",
    SourceKind.GOVINFO: "scraper.spiders.govinfo.GovinfoSpider",
    # After the feeds, which spare it requests.
    SourceKind.COURTLISTENER: "scraper.spiders.courtlistener.CourtListenerSpider",
    # Last: the dockets that stories are about are known by then.
    SourceKind.NEWS: "scraper.spiders.news.NewsSpider",
}
STOPPING = 2.0  # seconds that requests under way are given when we are told to stop

T = TypeVar("T")
Take = Callable[[str, T | NoAnswer], Awaitable[None]]  # of an address and what it brought


def run(main: Coroutine[Any, Any, T]) -> T | None:
    """Run a coroutine to its end, or to None when SIGINT or SIGTERM stops it.

    May be called again and again: a Twisted reactor cannot be restarted once it was stopped, but it
    can be left (`crash`) and entered again.
    """
    loop, reactor = _reactor()
    task = loop.create_task(main)
    task.add_done_callback(lambda _: reactor.crash())
    with _told_to_stop(loop, task.cancel):
        reactor.run(installSignalHandlers=False)
    _abandon(loop)
    return None if task.cancelled() else task.result()


def _abandon(loop: asyncio.AbstractEventLoop) -> None:
    """Drop the requests that were still under way when a signal came; they are asked again."""
    while tasks := asyncio.all_tasks(loop):
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.wait(tasks))


@cache
def _reactor() -> tuple[asyncio.AbstractEventLoop, ReactorBase]:
    """This process's only reactor, with the guard before its connections."""
    loop = asyncio.new_event_loop()
    reactor = MeasuringReactor(loop)
    installReactor(reactor)  # type: ignore[no-untyped-call]
    guard().install_on(reactor)
    atexit.register(loop.close)
    logging.getLogger("scrapy").setLevel(logging.ERROR)  # what it warns of, we record as problems
    _spare_the_collector()
    return loop, reactor


def _spare_the_collector() -> None:
    """Have the garbage collector leave the loaded libraries alone, and come less often.

    A round makes many short-lived nouns, none in a cycle; looking through them and through all of
    Scrapy again and again takes a tenth of a first round.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@contextmanager
def _told_to_stop(loop: asyncio.AbstractEventLoop, stop: Callable[[], object]) -> Iterator[None]:
    """SIGINT and SIGTERM end the round in order; only a main thread hears them."""
    is_main = threading.current_thread() is threading.main_thread()
    heard = (signal.SIGINT, signal.SIGTERM) if is_main else ()
    for each in heard:
        loop.add_signal_handler(each, stop)
    try:
        yield
    finally:
        for each in heard:
            loop.remove_signal_handler(each)


async def crawl(
    store: Store,
    config: Config,
    clock: Clock = read_clock,
    *,
    force: bool = False,
    only: Collection[str] | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
) -> list[Outcome]:
    """Ask every source that is due, or all of them with `force`, once; `only` names ids to ask.

    An error of the store ends the round and is raised; whatever was kept before it stays.
    """
    due = [
        source for source in store.sources.due(clock(), force) if only is None or source.id in only
    ]
    outcomes: list[Outcome] = []
    for kind, spider in SPIDERS.items():
        sources = {source.id: source for source in due if source.kind is kind}
        if sources:
            round = Round(store, config, sources, clock, force, on_outcome, outcomes)
            try:
                await _crawl(load_object(spider), round=round)
            finally:
                round.is_over = True
            if round.error is not None:
                raise round.error
    with store.explained():
        store.services.hasten(COURTLISTENER, budget.windows(config.courtlistener), clock())
    return outcomes


async def fetch(
    url: str, config: Config, *, is_allowed: bool = False, advice: Advice = OF_COURT
) -> bytes:
    """The body that one address answers with; NoAnswer says why there is none.

    The user named the address himself, so it may lead into his own network; where it redirects to
    may not. `is_allowed`: he turned on asking it whatever its robots.txt says.
    """
    asked = {"url": url, "config": config, "is_allowed": is_allowed, "advice": advice}
    spider = await _crawl(FetchSpider, **asked)
    assert spider.answer is not None
    if isinstance(spider.answer, NoAnswer):
        raise spider.answer
    return spider.answer


async def look_up(
    docket_id: str, store: Shelves, config: Config, clock: Clock = read_clock
) -> Docket:
    """What CourtListener has under its id of a docket, for one request of the token's.

    NoAnswer says why there is none; FormatError, that it cannot be read.
    """
    free_at = store.services.spend(COURTLISTENER, budget.windows(config.courtlistener), clock())
    if free_at is not None:
        message = f"CourtListener: no request is left before {free_at:%Y-%m-%d %H:%M} UTC."
        raise NoAnswer("budget", message)
    spider = await _crawl(DocketSpider, docket_id=docket_id, config=config)
    assert spider.answer is not None
    if isinstance(spider.answer, NoAnswer):
        raise spider.answer
    return courtlistener_docket.read(courtlistener_fields.answer(spider.answer), court_id="")


async def fetch_documents(
    urls: Collection[str], config: Config, clock: Clock, store: Store, take: Take[bytes]
) -> None:
    """Have `take` each of these documents, or why it cannot be had, as the answers come."""
    asked = {"urls": urls, "config": config, "clock": clock, "store": store, "take": take}
    with room_for(LARGEST_DOCUMENT):
        spider = await _crawl(DocumentSpider, **asked)
    if spider.error is not None:
        raise spider.error


async def fetch_articles(
    wanted: Collection[Wanted], config: Config, clock: Clock, store: Store, take: Take[Found]
) -> None:
    """Have `take` the page of each of these articles, or why it cannot be had.

    Those that may stand in the user's own network are asked by themselves: in a crawl of theirs
    his hosts are open to them alone, and to no other's article.
    """
    asked = {"config": config, "clock": clock, "store": store, "take": take}
    for is_own in (True, False):
        group = [each for each in wanted if each.is_own is is_own]
        if group:
            spider = await _crawl(ArticleSpider, wanted=group, **asked)
            if spider.error is not None:
                raise spider.error


S = TypeVar("S", bound=PoliteSpider)


async def _crawl(spider_class: type[S], **arguments: object) -> S:
    settings = Settings()
    settings.setmodule("scraper.settings", priority="project")
    settings.set("TWISTED_REACTOR", None, priority="project")  # a kind of it stands already
    crawler = Crawler(spider_class, settings)
    crawling = asyncio.ensure_future(crawler.crawl_async(**arguments))
    try:
        await asyncio.shield(crawling)
    except asyncio.CancelledError:
        stopping = asyncio.ensure_future(crawler.stop_async())
        await asyncio.wait({crawling, stopping}, timeout=STOPPING)
        raise
    return cast("S", crawler.spider)
