"""The Supreme Court's dockets, each on a page of its own."""

from __future__ import annotations

from http import HTTPStatus

from scrapy.http import Response

from db.models import Snapshot, Source, SourceKind
from scraper.parsers import scotus
from scraper.spiders.source import SourceSpider


class ScotusSpider(SourceSpider):
    name = "scotus"
    kind = SourceKind.SCOTUS

    def read(self, body: bytes, source: Source) -> Snapshot:
        return scotus.parse(body, source)

    def headers(self, source: Source) -> dict[str, str]:
        return {"Accept": "text/html, application/json;q=0.9, */*;q=0.5"}

    def is_allowed(self, source: Source) -> bool:
        """The court's robots.txt forbids the JSON, which alone `allow_json` asks for."""
        return self.config.scotus.allow_json and source.url.endswith(".json")

    def _read(self, response: Response, source: Source) -> Snapshot:
        """This court's 404 is no failure: it is how it says that there is no such docket."""
        if response.status == HTTPStatus.NOT_FOUND:
            return scotus.missing(source)
        return super()._read(response, source)
