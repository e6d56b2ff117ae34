"""Fetch the pages of articles: strangers' addresses, asked politely, followed where they lead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from scrapy import Request
from scrapy.http import Response

from db.config import Config
from scraper import settings
from scraper.addresses import Origin, origin
from scraper.parsers import news_links
from scraper.parsers.page_walls import asks_consent
from scraper.spiders.failures import NoAnswer, broken_off, http_failure
from scraper.spiders.polite import origins
from scraper.spiders.taking import TakingSpider

LARGEST_PAGE = 4 * 1024 * 1024  # bytes, as sent and again as unpacked
TIMEOUT = 20  # seconds, from the request to the last byte
_GONE = (404, 410)
_KEPT_OUT = (401, 403, 451)
_FEE = 402
_MARKUP = (b"text/html", b"application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article's address."""

    url: str
    is_own: bool = False  # it stands where the feed stands that the user named
    is_allowed: bool = False  # he wants it asked for whatever its robots.txt says


@dataclass(frozen=True, slots=True)
class Found:
    """A page, and the address where it was in the end, as stories are known by it."""

    url: str
    body: bytes


class NoConsentPages:
    """Goes to no page that asks to accept something: we cannot, and it is not the story."""

    @classmethod
    def from_crawler(cls, crawler: object) -> Self:
        return cls()

    def process_request(self, request: Request) -> None:
        if asks_consent(request.url):
            raise NoAnswer("consent", "it asks to accept something before it shows anything.")


class ArticleSpider(TakingSpider[Found]):
    custom_settings = {  # noqa: RUF012 - Scrapy's way
        "DOWNLOAD_MAXSIZE": LARGEST_PAGE,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DEFAULT_REQUEST_HEADERS": settings.DEFAULT_REQUEST_HEADERS
        | {"Accept": "text/html, application/xhtml+xml;q=0.9"},
        "DOWNLOADER_MIDDLEWARES": settings.DOWNLOADER_MIDDLEWARES
        | {"scraper.spiders.article.NoConsentPages": 40},
    }

    def __init__(self, wanted: Collection[Wanted], config: Config, **asked: Any) -> None:
        self.wanted = {each.url: each for each in wanted}
        super().__init__(list(self.wanted), config, **asked)
        self.trusted = frozenset(origins(each.url for each in wanted if each.is_own))
        if config.news.delay is not None:
            for at in origins(self.wanted):
                self.delays[at.slot] = max(config.news.delay, self.delays.get(at.slot, 0.0))

    def own(self, url: str, at: Origin) -> Origin | None:
        return at if self.wanted[url].is_own else None

    def is_allowed(self, url: str) -> bool:
        return self.wanted[url].is_allowed

    def brought(self, response: Response) -> Found | NoAnswer:
        status = response.status
        if status in _GONE:
            return NoAnswer("gone", f"it is not there ({status}).")
        if status in _KEPT_OUT:
            return NoAnswer("kept_out", f"its site does not let programs read it ({status}).")
        if status == _FEE:
            return NoAnswer("fee", "its site asks a fee.")
        if not 200 <= status < 300:
            return http_failure(status, response.headers, self.clock())
        if "dataloss" in response.flags:
            return broken_off()
        if not _is_markup(response):
            return NoAnswer("no_page", "what is there is no page.")
        return Found(news_links.clean(response.url, response.url) or response.url, response.body)

    def refusal(self, failure: NoAnswer) -> NoAnswer:
        if failure.code == "too_large":
            most = LARGEST_PAGE // 1024**2
            return NoAnswer("too_large", f"it is larger than {most} MB; it was not read.")
        return failure


def _is_markup(response: Response) -> bool:
    """By what it says it is; one that says nothing, by its first character."""
    told = response.headers.get("Content-Type")
    if told is None:
        return response.body.lstrip().startswith(b"<")
    return told.lower().startswith(_MARKUP)


def is_at(url: str, feed_url: str) -> bool:
    """Does an address stand at the very host and port of a feed?"""
    try:
        return origin(url) == origin(feed_url)
    except NoAnswer:
        return False
