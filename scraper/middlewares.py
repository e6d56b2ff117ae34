"""What each request and answer passes, in this order: addresses, robots.txt, validators, redirects.

What stops a request here is a `NoAnswer`, which the spider records like any other failure.
"""

from __future__ import annotations

import asyncio
from typing import Self, cast
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from db.models import Source
from scraper import robots
from scraper.addresses import Endpoint, Origin, guard, is_ambiguous, names_this_network, origin
from scraper.robots import Rules
from scraper.spiders.failures import NoAnswer, http_failure, no_answer
from scraper.spiders.polite import PoliteSpider

TOO_MANY_REDIRECTS = "too_many_redirects"
MOST_REDIRECTS = 5  # as many as the RFC on robots.txt asks for
CARRIED = ("source", "own", "is_robots")
LONGEST_URL = 2083
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Addresses:
    """Asks only where this source may lead, and says so where the guard found that it does not."""

    trusted: frozenset[Endpoint] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls()
        crawler.signals.connect(middleware.opened, signals.spider_opened)
        crawler.signals.connect(middleware.closed, signals.spider_closed)
        return middleware

    def opened(self, spider: PoliteSpider) -> None:
        self.trusted = frozenset(at.endpoint for at in spider.trusted) | proxies()
        guard().trust(self.trusted)

    def closed(self) -> None:
        guard().distrust(self.trusted)

    def process_request(self, request: Request) -> None:
        at = origin(request.url)
        if not guard().stands:
            raise RuntimeError("the reactor dials without `scraper.addresses.guard`")
        if at != request.meta["own"]:
            self._check_foreign(at)
        request.meta["download_slot"] = at.slot

    def _check_foreign(self, at: Origin) -> None:
        """What is trusted for another source, or is the proxy, is not open to this one."""
        if at.endpoint in self.trusted or names_this_network(at.host):
            raise forbidden(at.host)

    def process_exception(self, request: Request, exception: Exception) -> None:
        host = urlsplit(request.url).hostname or ""
        if isinstance(exception, CannotResolveHostError) and (led_to := guard().refused(host)):
            raise forbidden(f"{host} ({led_to})") from exception


def forbidden(where: str) -> NoAnswer:
    return NoAnswer(
        "forbidden_address",
        f"it leads to {where}, which is not on the public internet; docket did not go there. "
        "If it is right, name it in config.toml: as the court's feed_url or a service's base_url;"
        " of the press, with `docket news add`.",
    )


def proxies() -> frozenset[Endpoint]:
    """The proxies of the environment. Port 0 too: a tunnel's look-up does not say its port."""
    found = set[Endpoint]()
    for scheme, url in getproxies().items():
        parts = urlsplit(url if "//" in url else f"//{url}")
        if scheme in ("http", "https") and parts.hostname:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            found |= {(parts.hostname, port), (parts.hostname, 0)}
    return frozenset(found)


class Robots:
    """Obeys robots.txt, which is asked for once a day and origin."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._rules: dict[Origin, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def spider(self) -> PoliteSpider:
        return cast("PoliteSpider", self.crawler.spider)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots") or request.meta.get("is_allowed"):
            return
        at = origin(request.url)
        if at not in self._rules:
            self._rules[at] = asyncio.ensure_future(self._find(at, request.meta["own"]))
        rules = await asyncio.shield(self._rules[at])
        if not rules.allow(request.url):
            message = f"its robots.txt forbids {request.url}; docket does not ask for it."
            raise NoAnswer("robots_disallowed", message)
        self._slow_down(at.slot, rules.delay)

    async def _find(self, at: Origin, own: Origin | None) -> Rules:
        store, now = self.spider.store, self.spider.clock()
        text = store.sources.robots(str(at), now) if store else None
        if text is None:
            text = await self._ask(at, own)
            if store:
                store.sources.keep_robots(str(at), text, now)
        return robots.parse(text)

    async def _ask(self, at: Origin, own: Origin | None) -> str:
        meta = {"own": own, "is_robots": True, "download_slot": at.slot}
        question = Request(f"{at}/robots.txt", callback=NO_CALLBACK, meta=meta, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(question)
            text = robots.text(response.status, response.body)
            if text is None:
                raise http_failure(response.status, response.headers, self.spider.clock())
        except Exception as error:
            failure = no_answer(error)
            if failure.code == TOO_MANY_REDIRECTS:
                return ""  # by the RFC as if it were not there
            raise failure.by("its robots.txt") from error
        return text

    def _slow_down(self, slot: str, delay: float) -> None:
        """A Crawl-delay lengthens our own, for a slot in use and for one still to come."""
        if delay <= self.spider.delay(slot):
            return
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[slot] = {"concurrency": 1, "delay": delay}
        if slot in downloader.slots:
            downloader.slots[slot].delay = delay


class ConditionalGet:
    """Tells a source what we had of it, so that it may answer 304."""

    def process_request(self, request: Request) -> None:
        source: Source | None = request.meta.get("source")
        if source is None:
            return
        if source.validators.etag:
            request.headers["If-None-Match"] = source.validators.etag
        if source.validators.last_modified:
            request.headers["If-Modified-Since"] = source.validators.last_modified


class Redirects:
    """Follows a redirect with a request of its own: nothing but its purpose goes along."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        location = response.headers.get("Location")
        if response.status not in REDIRECTS or location is None:
            return response
        hops = request.meta.get("hops", 0) + 1
        if hops > MOST_REDIRECTS:
            raise NoAnswer(TOO_MANY_REDIRECTS, f"it redirects more than {MOST_REDIRECTS} times.")
        return Request(
            redirected(request.url, location.decode("utf-8", "replace")),
            callback=request.callback,
            errback=request.errback,
            meta={key: request.meta[key] for key in CARRIED if key in request.meta}
            | {"hops": hops},
            dont_filter=True,
            priority=request.priority + 1,
        )


def redirected(url: str, location: str) -> str:
    """Where a redirect leads; NoAnswer where it may not."""
    target = urljoin(url, location)
    at = origin(target)
    if is_ambiguous(location) or len(target) > LONGEST_URL:
        raise NoAnswer("redirect_refused", f"it redirects to {location[:80]!r}: not followed.")
    if urlsplit(url).scheme == "https" and at.scheme == "http":
        message = f"it redirects to {target}, which is not encrypted: not followed."
        raise NoAnswer("redirect_refused", message)
    return target
