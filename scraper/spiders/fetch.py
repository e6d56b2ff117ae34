"""Read one address that the user named, by the same rules as any source."""

from __future__ import annotations

from collections.abc import AsyncIterator

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from db.config import Config
from scraper.addresses import origin
from scraper.rounds import read_clock
from scraper.spiders.failures import OF_COURT, Advice, NoAnswer, http_failure, no_answer
from scraper.spiders.polite import PoliteSpider


class FetchSpider(PoliteSpider):
    """Has no name of its own, so that `scrapy list` shows only what asks sources."""

    def __init__(
        self, url: str, config: Config, is_allowed: bool, advice: Advice = OF_COURT
    ) -> None:
        super().__init__(config, read_clock, None, name="fetch")
        self.url = url
        self.is_allowed = is_allowed
        self.advice = advice
        self.at = origin(url)  # he named it himself, so it may lead into his own network
        self.trusted |= {self.at}
        self.answer: bytes | NoAnswer | None = None

    async def start(self) -> AsyncIterator[Request]:
        yield Request(
            self.url,
            callback=self.answered,
            errback=self.unanswered,
            meta={
                "own": self.at,
                "is_allowed": self.is_allowed,
                "download_slot": self.at.slot,
            },
            dont_filter=True,
        )

    def answered(self, response: Response) -> None:
        if 200 <= response.status < 300:
            self.answer = response.body
        else:
            failure = http_failure(response.status, response.headers, self.clock(), self.advice)
            self.answer = failure.by(self.url)

    def unanswered(self, failure: Failure) -> None:
        self.answer = no_answer(failure.value).by(self.url)
