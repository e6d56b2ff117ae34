"""Ask every due source, and make a Snapshot of whatever comes: an answer, or none."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from abc import abstractmethod
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from db import courts
from db.errors import StoreError
from db.kinds import KINDS
from db.models import Problem, Snapshot, Source, SourceKind, SourceState, Validators
from db.needs import feed_slug
from scraper.addresses import Origin, origin
from scraper.rounds import Round
from scraper.spiders.failures import (
    OF_COURT,
    Advice,
    NoAnswer,
    broken_off,
    http_failure,
    no_answer,
)
from scraper.spiders.polite import PoliteSpider, origins, slot

logger = logging.getLogger(__name__)


class SourceSpider(PoliteSpider):
    """One request per due source; one Snapshot, of success or of failure, per request.

    A kind whose answers come in several parts has a `start` of its own.
    """

    kind: ClassVar[SourceKind]
    advice: ClassVar[Advice] = OF_COURT

    def __init__(self, round: Round | None = None) -> None:
        self._is_alone = round is None  # `scrapy crawl` names no round
        self.round = round or Round.at_home(self.kind)
        self._ending: asyncio.Future[None] | None = None
        super().__init__(self.round.config, self.round.clock, self.round.store)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.broke, signals.spider_error)
        crawler.signals.connect(spider.broke, signals.item_error)
        return spider

    def broke(self, failure: Failure) -> None:
        """An error of the round itself. Without a store, no other answer can be kept either."""
        assert failure.value is not None
        self.round.fail(failure.value)
        if isinstance(failure.value, StoreError) and self._ending is None:
            self._ending = asyncio.ensure_future(self.crawler.engine.close_spider_async())

    def closed(self, reason: str) -> None:
        """Scrapy's last word; a round that somebody else began is his to end."""
        if self._is_alone:
            self.round.store.close()
            if self.round.error is not None:
                logger.error("the round failed: %s", self.round.error)

    @abstractmethod
    def read(self, body: bytes, source: Source) -> Snapshot:
        """What an answer says, by this kind's parser."""

    def asks(self, source: Source) -> str:
        """The address to ask now; NoAnswer says why nothing can be asked."""
        return source.url

    def headers(self, source: Source) -> dict[str, str]:
        """What this kind's requests say beyond the settings; a redirect never carries it along."""
        return {}

    def is_allowed(self, source: Source) -> bool:
        """The user turned on what a robots.txt forbids, or asks by his own token."""
        return False

    async def start(self) -> AsyncIterator[Request | Snapshot]:
        last_asked = self._last_asked()
        due = self.round.sources.values()
        for source in sorted(due, key=lambda each: last_asked[slot(each)]):
            await asyncio.sleep(self._wait(slot(source), last_asked[slot(source)]))
            self.round.asking(source)
            yield self._question(source)

    def _question(self, source: Source) -> Request | Snapshot:
        try:
            url = self.asks(source)
            at = origin(url)
        except NoAnswer as failure:
            return self._stamped(down(failure), source)
        return Request(
            url,
            headers=self.headers(source),
            callback=self.answered,
            errback=self.unanswered,
            meta={
                "source": source,
                "own": at if self._is_own(at, source) else None,
                "is_allowed": self.is_allowed(source),
                "download_slot": at.slot,
            },
            dont_filter=True,
        )

    def _is_own(self, at: Origin, source: Source) -> bool:
        """The user named this address for this very source: it may lead into his own network."""
        return at in self.configured and at in origins([source.url])

    def answered(self, response: Response) -> Snapshot:
        source: Source = response.meta["source"]
        try:
            snapshot = self._read(response, source)
        except NoAnswer as failure:
            snapshot = down(failure)
        return self._stamped(snapshot, source)

    def unanswered(self, failure: Failure) -> Snapshot | None:
        if self.round.is_over:
            return None
        source: Source = failure.request.meta["source"]  # type: ignore[attr-defined]  # Scrapy's
        return self._stamped(down(no_answer(failure.value)), source)

    def _read(self, response: Response, source: Source) -> Snapshot:
        if response.status == 304 and source.validators != Validators():
            return unchanged(source, _validators(response))
        if not 200 <= response.status < 300:
            raise http_failure(response.status, response.headers, self.clock(), self.advice)
        if "dataloss" in response.flags and not response.body:
            raise broken_off()
        snapshot = self._parsed(response.body, source)
        if snapshot.state is not SourceState.UNCHANGED:
            snapshot = replace(snapshot, sha256=hashlib.sha256(response.body).hexdigest())
        return replace(snapshot, validators=_validators(response))

    def _parsed(self, body: bytes, source: Source) -> Snapshot:
        """One answer that our reader fails on must not cost the other sources theirs."""
        try:
            return self.read(body, source)
        except Exception as error:
            logger.exception("%s: the reader failed", source.id)
            message = f"docket fails to read the answer; please report this: {error!r}"
            raise NoAnswer("unreadable", message) from error

    def _stamped(self, snapshot: Snapshot, source: Source) -> Snapshot:
        snapshot = named(snapshot, source)
        return replace(snapshot, source_id=source.id, fetched_at=self.clock())


def unchanged(source: Source, validators: Validators) -> Snapshot:
    """The answer says what the last one said."""
    return Snapshot(
        SourceState.UNCHANGED,
        built_at=source.built_at,
        scope=source.scope,
        seen=source.seen,
        complete=False,
        validators=validators,
    )


def down(failure: NoAnswer) -> Snapshot:
    """There was no answer."""
    problem = Problem(failure.code, failure.message)
    return Snapshot(
        SourceState.DOWN, problems=(problem,), complete=False, retry_after=failure.retry_after
    )


def named(snapshot: Snapshot, source: Source) -> Snapshot:
    """A failure with the name of who was asked, as it is told to the source's readers."""
    if snapshot.state is not SourceState.DOWN or not snapshot.problems:
        return snapshot
    reason, *others = snapshot.problems
    reason = replace(reason, message=f"{called(source)}: {reason.message}")
    return replace(snapshot, problems=(reason, *others))


def called(source: Source) -> str:
    """Who is asked, as readers know it: "D. Mass. (ecf.mad.uscourts.gov)", "nbc (...)"."""
    match source.kind:
        case SourceKind.PACER_RSS:
            name = courts.get(source.court_id).citation
        case SourceKind.NEWS:
            name = feed_slug(source.id)
        case _:
            name = KINDS[source.kind].name
    return f"{name} ({urlsplit(source.url).hostname})"


def _validators(response: Response) -> Validators:
    """A 304 often repeats none: the store then keeps those it has."""
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    return Validators(_text(etag), _text(modified))


def _text(header: bytes | None) -> str | None:
    return None if header is None else header.decode("latin-1")
