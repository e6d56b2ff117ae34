"""The RSS feeds of the courts' CM/ECF systems."""

from __future__ import annotations

from db import courts
from db.models import Snapshot, Source, SourceKind
from scraper.parsers import pacer_rss
from scraper.spiders.source import SourceSpider, unchanged


class PacerRssSpider(SourceSpider):
    name = "pacer_rss"
    kind = SourceKind.PACER_RSS

    def read(self, body: bytes, source: Source) -> Snapshot:
        is_known = source.built_at is not None and pacer_rss.built_at(body) == source.built_at
        if is_known and not self.round.force:
            return unchanged(source, source.validators)
        return pacer_rss.parse(body, courts.get(source.court_id), source.seen)
