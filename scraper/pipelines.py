"""What an answer passes on its way into the store: one Snapshot per answer, never one per entry.

The parsers give every spelling its one form themselves, so nothing is left to normalise here.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from db import interest
from db.models import Snapshot
from scraper.rounds import Round
from scraper.spiders.source import SourceSpider

if TYPE_CHECKING:
    from scraper.spiders.news import NewsSpider


class _Stage:
    """A pipeline of the round that its spider makes."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def round(self) -> Round:
        return cast("SourceSpider", self.crawler.spider).round


class Keep(_Stage):
    """Drops what nobody watches: the store never sees it."""

    def process_item(self, snapshot: Snapshot) -> Snapshot:
        if snapshot.articles:
            concerns = cast("NewsSpider", self.crawler.spider).concerns
            return replace(snapshot, articles=tuple(filter(concerns, snapshot.articles)))
        if not snapshot.dockets:
            return snapshot
        source = self.round.sources[snapshot.source_id]
        return interest.kept(snapshot, self.round.store.interests(source))


class Store(_Stage):
    """Keeps the answer, and tells what became of its source."""

    def process_item(self, snapshot: Snapshot) -> Snapshot:
        self.round.settle(snapshot, self.round.store.record(snapshot))
        return snapshot


class QuietLog(LogFormatter):
    """Keeps whole feeds, full of people's names, out of the log.

    What went wrong with the round itself is raised at its end: here it is only traced.
    """

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        return None

    def scraped(self, item: Any, response: object, spider: Spider) -> None:  # type: ignore[override]
        return None

    def item_error(
        self, item: Any, exception: BaseException, response: object, spider: Spider
    ) -> LogFormatterResult:
        return _trace("keeping the answer of %(source)s failed", source=item.source_id)

    def spider_error(
        self, failure: Failure, request: Request, response: object, spider: Spider
    ) -> LogFormatterResult:
        return _trace("the spider failed at %(url)s", url=request.url)


def _trace(message: str, **named: str) -> LogFormatterResult:
    return {"level": logging.DEBUG, "msg": message, "args": named}
