"""Fetch free copies of documents: the known free places, whatever redirects, and never PACER."""

from __future__ import annotations

from typing import Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from db import free
from scraper import settings
from scraper.addresses import Origin, origin
from scraper.spiders.failures import NoAnswer, broken_off, http_failure
from scraper.spiders.polite import origins
from scraper.spiders.taking import TakingSpider

TIMEOUT = 120  # seconds, from the request to the last byte
_GONE = (404, 410)
_MAGIC = b"%PDF-"
_HEAD = 1024  # bytes in which readers look for it


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


class DocumentSpider(TakingSpider[bytes]):
    custom_settings = {  # noqa: RUF012 - Scrapy's way
        "DOWNLOAD_MAXSIZE": settings.LARGEST_DOCUMENT,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DEFAULT_REQUEST_HEADERS": settings.DEFAULT_REQUEST_HEADERS
        | {"Accept": "application/pdf, */*;q=0.5"},
        "DOWNLOADER_MIDDLEWARES": settings.DOWNLOADER_MIDDLEWARES
        | {"scraper.spiders.document.FreePlaces": 40},
    }

    def own(self, url: str, at: Origin) -> Origin | None:
        """A service that the user configured may stand in his own network."""
        services = (self.config.courtlistener, self.config.scotus, self.config.govinfo)
        named = origins(each.base_url for each in services)
        return at if at in self.configured and at in named else None

    def brought(self, response: Response) -> bytes | NoAnswer:
        if response.status in _GONE:
            return NoAnswer("gone", f"it is not there ({response.status}).")
        if not 200 <= response.status < 300:
            return http_failure(response.status, response.headers, self.clock())
        if "dataloss" in response.flags:
            return broken_off()
        if not _is_pdf(response.body):
            return NoAnswer("no_pdf", "what is there is no PDF; it was not kept.")
        return response.body

    def refusal(self, failure: NoAnswer) -> NoAnswer:
        if failure.code == "too_large":
            most = settings.LARGEST_DOCUMENT // 1024**2
            return NoAnswer("too_large", f"it is larger than {most} MB; it was not kept.")
        return failure


def _is_pdf(body: bytes) -> bool:
    """Does it say so? An error page in a document's place does not."""
    return _MAGIC in body[:_HEAD]
