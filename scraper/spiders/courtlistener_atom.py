"""CourtListener's Atom feeds of dockets, for those who turned them on and have no token."""

from __future__ import annotations

from dataclasses import replace

from scrapy.http import Response

from db.models import Snapshot, Source, SourceKind, Validators
from scraper.parsers import courtlistener_atom
from scraper.spiders.failures import NoAnswer
from scraper.spiders.source import SourceSpider


class CourtListenerAtomSpider(SourceSpider):
    name = "courtlistener_atom"
    kind = SourceKind.COURTLISTENER_ATOM

    def is_allowed(self, source: Source) -> bool:
        """Its robots.txt forbids all but a few pages; `atom = true` is the user's decision."""
        return True

    def read(self, body: bytes, source: Source) -> Snapshot:
        return courtlistener_atom.parse(body, source)

    def _read(self, response: Response, source: Source) -> Snapshot:
        """No validators are kept: its Last-Modified is the newest filing's day, edited or not."""
        if response.status == 404:
            words = f"it knows no docket at {source.url}: is the CourtListener id right?"
            raise NoAnswer("no_docket", words)
        return replace(super()._read(response, source), validators=Validators())
