"""What every spider of ours does: say who asks, keep each host's delay, trust only the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler

from db import courts
from db.config import Config, News
from db.models import Source
from db.needs import feed_url
from db.store import Store
from scraper.addresses import Origin, origin
from scraper.introduction import introduction
from scraper.rounds import Clock
from scraper.settings import DOWNLOAD_DELAY
from scraper.spiders.failures import NoAnswer

NEVER = datetime.min.replace(tzinfo=UTC)


class PoliteSpider(Spider):
    """A spider that goes by the user's configuration.

    A request's meta holds `own`: the `Origin` that the user configured for just this request, which
    alone may lead into his own network, or None.
    """

    def __init__(self, config: Config, clock: Clock, store: Store | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.config = config
        self.clock = clock
        self.store = store  # where robots.txt is kept for a day
        self.delays = delays(config)
        self.configured = frozenset(origins(_configured(config)))
        self.trusted = self.configured

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = {
            "USER_AGENT": introduction(spider.config.contact),
            "DOWNLOAD_SLOTS": {
                slot: {"concurrency": 1, "delay": delay} for slot, delay in spider.delays.items()
            },
        }
        crawler.settings.update(settings, priority="spider")
        return spider

    def delay(self, slot: str) -> float:
        """Seconds between two requests to a host and port."""
        return self.delays.get(slot, DOWNLOAD_DELAY)

    def _last_asked(self) -> dict[str, datetime]:
        """By slot; a crawl just before this one, even another process's, counts for the delay."""
        found: dict[str, datetime] = defaultdict(lambda: NEVER)
        for source in self.store.sources.all() if self.store else ():
            found[slot(source)] = max(found[slot(source)], source.checked_at or NEVER)
        return found

    def _wait(self, slot: str, last_asked: datetime) -> float:
        passed = (self.clock() - last_asked).total_seconds()
        return min(max(self.delay(slot) - passed, 0.0), self.delay(slot))


def slot(source: Source) -> str:
    """The host and port that a source is asked at."""
    return next((at.slot for at in origins([source.url])), source.url)


def _configured(config: Config) -> Iterator[str | None]:
    """The addresses that the user names himself: they may lead into his own network."""
    yield from (told.feed_url for told in config.courts.values())
    for service in (config.courtlistener, config.scotus, config.govinfo):
        yield None if service == type(service)() else service.base_url
    site = config.news.google_base_url
    yield None if site == News().google_base_url else site


def delays(config: Config) -> dict[str, float]:
    """What the user configured, by slot; where two courts share a host, the longer one."""
    told = [(feed_url(courts.get(id), config), court.delay) for id, court in config.courts.items()]
    services = (config.courtlistener, config.scotus, config.govinfo)
    told += [(each.base_url, each.delay) for each in services if each.delay is not None]
    found: dict[str, float] = {}
    for url, delay in told:
        for at in origins([url]):
            found[at.slot] = max(delay, found.get(at.slot, 0.0))
    return found


def origins(urls: Iterable[str | None]) -> Iterator[Origin]:
    """Those of the URLs that have one; who asks for another is told why not."""
    for url in urls:
        try:
            if url is not None:
                yield origin(url)
        except NoAnswer:
            continue
