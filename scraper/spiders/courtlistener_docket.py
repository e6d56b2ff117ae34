"""Read one docket's heading at CourtListener, by the id that stands in the links to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from scrapy import Request
from scrapy.http import Response

from db.config import Config
from scraper.spiders.courtlistener import headers, refusal
from scraper.spiders.failures import NoAnswer
from scraper.spiders.fetch import FetchSpider


class DocketSpider(FetchSpider):
    def __init__(self, docket_id: str, config: Config) -> None:
        url = f"{config.courtlistener.base_url}/api/rest/v4/dockets/{docket_id}/"
        super().__init__(url, config, is_allowed=True)  # an API, with the user's own token

    async def start(self) -> AsyncIterator[Request]:
        async for request in super().start():
            yield request.replace(headers=headers(self.config.courtlistener))

    def answered(self, response: Response) -> None:
        refused = refusal(response, self.config.courtlistener)
        if response.status == 404:
            refused = NoAnswer("no_such_docket", "there is no docket of this number (404).")
        if refused is not None:
            self.answer = refused.by(self.url)
        else:
            super().answered(response)
