"""Fetch free copies of documents: the known free places, whatever redirects, and never PACER."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from functools import partial
from typing import Any, Self, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from db import free
from db.config import Config
from db.store import Store
from scraper import settings
from scraper.addresses import Origin, origin
from scraper.rounds import Clock
from scraper.spiders.failures import NoAnswer, broken_off, http_failure, no_answer
from scraper.spiders.polite import PoliteSpider, origins

TIMEOUT = 120  # seconds, from the request to the last byte
_GONE = (404, 410)
_MAGIC = b"%PDF-"
_HEAD = 1024  # bytes in which readers look for it

Take = Callable[[str, bytes | NoAnswer], Awaitable[None]]


class FreePlaces:
    """Lets only requests pass that lead to a free copy, each hop of a redirect anew."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = cast("DocumentSpider", self.crawler.spider)
        if not free.is_free(request.url, spider.config):
            where = origin(request.url).host
            raise NoAnswer("not_free", f"it leads to {where}, no known place of free copies.")


class DocumentSpider(PoliteSpider):
    """Hands each answer to `take`, one after the other, as it comes.

    Has no name of its own, so that `scrapy list` shows only what asks sources.
    """

    custom_settings = {  # noqa: RUF012 - Scrapy's way
        "DOWNLOAD_MAXSIZE": settings.LARGEST_DOCUMENT,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DEFAULT_REQUEST_HEADERS": settings.DEFAULT_REQUEST_HEADERS
        | {"Accept": "application/pdf, */*;q=0.5"},
        "DOWNLOADER_MIDDLEWARES": settings.DOWNLOADER_MIDDLEWARES
        | {"scraper.spiders.document.FreePlaces": 40},
    }

    def __init__(
        self, urls: Collection[str], config: Config, clock: Clock, store: Store, take: Take
    ) -> None:
        super().__init__(config, clock, store, name="document")
        self.urls = urls
        self.take = take
        self.error: BaseException | None = None  # the first that was not a document's fault

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.broke, signals.spider_error)
        return spider

    def broke(self, failure: Failure) -> None:
        self.error = self.error or failure.value

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            try:
                at = origin(url)
            except NoAnswer as failure:
                await self.take(url, failure)
                continue
            yield Request(
                url,
                callback=partial(self.answered, url),
                errback=partial(self.unanswered, url),
                meta={"own": self._own(at), "download_slot": at.slot},
                dont_filter=True,
            )

    def _own(self, at: Origin) -> Origin | None:
        """A service that the user configured may stand in his own network."""
        services = (self.config.courtlistener, self.config.scotus, self.config.govinfo)
        named = origins(each.base_url for each in services)
        return at if at in self.configured and at in named else None

    async def answered(self, url: str, response: Response) -> None:
        await self.take(url, self._document(response))

    async def unanswered(self, url: str, failure: Failure) -> None:
        await self.take(url, _failure(failure.value))

    def _document(self, response: Response) -> bytes | NoAnswer:
        if response.status in _GONE:
            return NoAnswer("gone", f"it is not there ({response.status}).")
        if not 200 <= response.status < 300:
            return http_failure(response.status, response.headers, self.clock())
        if "dataloss" in response.flags:
            return broken_off()
        if not _is_pdf(response.body):
            return NoAnswer("no_pdf", "what is there is no PDF; it was not kept.")
        return response.body


def _is_pdf(body: bytes) -> bool:
    """Does it say so? An error page in a document's place does not."""
    return _MAGIC in body[:_HEAD]


def _failure(error: BaseException | None) -> NoAnswer:
    failure = no_answer(error)
    if failure.code == "too_large":
        most = settings.LARGEST_DOCUMENT // 1024**2
        return NoAnswer("too_large", f"it is larger than {most} MB; it was not kept.")
    return failure
