"""What is common to spiders that fetch single things, and hand each to whoever asked for it."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from functools import partial
from typing import Any, Generic, Self, TypeVar

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from db.config import Config
from db.store import Store
from scraper.addresses import Origin, origin
from scraper.rounds import Clock
from scraper.spiders.failures import NoAnswer, no_answer
from scraper.spiders.polite import NEVER, PoliteSpider

Brought = TypeVar("Brought")


class TakingSpider(PoliteSpider, Generic[Brought]):
    """Hands what is brought, or why it cannot be had, to `take`: one by one, as answers come.

    Has no name of its own, so that `scrapy list` shows only what asks sources.
    """

    def __init__(
        self,
        urls: Collection[str],
        config: Config,
        clock: Clock,
        store: Store,
        take: Callable[[str, Brought | NoAnswer], Awaitable[None]],
    ) -> None:
        super().__init__(config, clock, store, name=type(self).__name__)
        self.urls = urls
        self.take = take
        self.error: BaseException | None = None  # the first that was no answer's fault

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.broke, signals.spider_error)
        return spider

    def broke(self, failure: Failure) -> None:
        self.error = self.error or failure.value

    @abstractmethod
    def brought(self, response: Response) -> Brought | NoAnswer:
        """What an answer brings."""

    def own(self, url: str, at: Origin) -> Origin | None:
        """The origin, where the user named it: it may stand in his own network."""
        return None

    def is_allowed(self, url: str) -> bool:
        """The user turned on what a robots.txt forbids."""
        return False

    def refusal(self, failure: NoAnswer) -> NoAnswer:
        """A failure in the words of what is fetched."""
        return failure

    async def start(self) -> AsyncIterator[Request]:
        last_asked = self._last_asked()  # the list that named these was asked a moment ago
        for url in self.urls:
            try:
                at = origin(url)
            except NoAnswer as failure:
                await self.take(url, failure)
                continue
            await asyncio.sleep(self._wait(at.slot, last_asked.pop(at.slot, NEVER)))
            yield Request(
                url,
                callback=partial(self.answered, url),
                errback=partial(self.unanswered, url),
                meta={
                    "own": self.own(url, at),
                    "is_allowed": self.is_allowed(url),
                    "download_slot": at.slot,
                },
                dont_filter=True,
            )

    async def answered(self, url: str, response: Response) -> None:
        await self.take(url, self.brought(response))

    async def unanswered(self, url: str, failure: Failure) -> None:
        await self.take(url, self.refusal(no_answer(failure.value)))
