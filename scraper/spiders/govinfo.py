"""The feeds of opinions at govinfo, for courts whose own feed carries nothing."""

from __future__ import annotations

from scrapy.http import Response

from db.models import Snapshot, Source, SourceKind
from scraper.parsers import govinfo
from scraper.spiders.source import SourceSpider


class GovinfoSpider(SourceSpider):
    name = "govinfo"
    kind = SourceKind.GOVINFO

    def read(self, body: bytes, source: Source) -> Snapshot:
        return govinfo.parse(body, source)

    def _read(self, response: Response, source: Source) -> Snapshot:
        """A court that it does not carry has no feed at all."""
        return govinfo.not_carried() if response.status == 404 else super()._read(response, source)
