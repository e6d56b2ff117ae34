"""CourtListener's REST API: a few requests a day, of which each must be worth it.

The token of the user allows a number of requests a minute, an hour and a day. Each is counted in
the store before it is sent, by whichever process; one that cannot be afforded is not sent, and
its source stays due for when it can. They go one after the other: when one is refused, no other
is under way.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from db import budget, planner
from db.config import CourtListener
from db.errors import FormatError, StoreError
from db.models import Snapshot, Source, SourceKind, SourceState, Validators
from db.planner import Errand
from db.services import COURTLISTENER
from scraper.parsers import courtlistener
from scraper.parsers import courtlistener_fields as fields
from scraper.parsers import courtlistener_questions as questions
from scraper.parsers.courtlistener_memory import recalled, remembered
from scraper.rounds import Round
from scraper.spiders.failures import LONGEST_WAIT, NoAnswer, http_failure
from scraper.spiders.polite import slot
from scraper.spiders.source import SourceSpider

MOST_PAGES = 50  # asked of one source in a round, before the others have their turn
SHORTEST_HOLD = timedelta(minutes=1)
LONGEST_DETAIL = 200  # characters of what a refusal says

_EXPECTED = re.compile(rb"available in ([0-9]{1,9}) second")


class CourtListenerSpider(SourceSpider):
    name = "courtlistener"
    kind = SourceKind.COURTLISTENER

    def __init__(self, round: Round | None = None) -> None:
        super().__init__(round)
        self._services = self.round.store.services
        self._limits = budget.windows(self.config.courtlistener)
        self._asked: dict[str, Source] = {}  # by id, each with the memory of what was asked
        self._sought_again: set[str] = set()  # those that were gone; asked for once a round
        self._is_settled = asyncio.Event()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        for end in (signals.item_scraped, signals.item_error, signals.spider_error):
            crawler.signals.connect(spider.settled, end)
        return spider

    def settled(self) -> None:
        """What a request brought is kept, or cannot be."""
        self._is_settled.set()

    async def start(self) -> AsyncIterator[Request | Snapshot]:
        try:
            with self.round.store.explained():
                async for each in self._visits():
                    yield each
        except StoreError as error:  # Scrapy would only log it
            self.round.fail(error)

    async def _visits(self) -> AsyncIterator[Request | Snapshot]:
        last_asked = self._last_asked()
        for errand in self._errands():
            source = self.round.sources[errand.source_id]
            await asyncio.sleep(self._wait(slot(source), last_asked[slot(source)]))
            self.round.asking(source)
            async for each in self._visit(source, errand):
                yield each

    async def _visit(self, source: Source, errand: Errand) -> AsyncIterator[Request | Snapshot]:
        """One question after the other, each once what came of the last is kept."""
        for _ in range(MOST_PAGES):
            if not self._may_spend(errand):
                return
            self._is_settled.clear()
            yield self._question(source)
            await self._is_settled.wait()
            before, source = source.seen, self.round.store.sources.get(source.id)
            if source.seen == before or not _goes_on(source):
                return

    def _errands(self) -> list[Errand]:
        """What is worth a request now, the most urgent first; the rest stays due for later."""
        now, due = self.clock(), self.round.sources.values()
        behind = {each.id for each in due if _goes_on(each)}
        found = self._services.errands(due, behind, self._limits, now)
        if self.round.force:
            found = [replace(each, due_at=min(each.due_at, now)) for each in found]
        asked = planner.in_order(found, now)
        for id in self.round.sources.keys() - {each.source_id for each in asked}:
            later = min(each.due_at for each in found if each.source_id == id)
            self._services.postpone(id, later)
        return asked

    def _may_spend(self, errand: Errand) -> bool:
        """Count a request that is about to be sent; or leave the source for when it can be."""
        limits = planner.allowed(errand.urgency, self._limits)
        at = self._services.spend(COURTLISTENER, limits, self.clock())
        if at is not None:
            self._services.postpone(errand.source_id, at)
        return at is None

    def asks(self, source: Source) -> str:
        memory = recalled(source.seen)
        known_id = None if memory.dockets else self._known_id(source)
        now = self.clock()
        memory = questions.planned(
            memory, known_id, source.answered_at, now, is_thorough=self._has_room(now)
        )
        self._asked[source.id] = replace(source, seen=remembered(memory))
        return questions.url(source.url, source.court_id, source.number or "", memory)

    def _has_room(self, now: datetime) -> bool:
        """The user forces this round, and the budget lets more than one request through."""
        limits = self._limits
        return self.round.force and self._services.next_at(COURTLISTENER, limits, now) <= now

    def _known_id(self, source: Source) -> str | None:
        """CourtListener's id of the docket, where the watch or another source names it."""
        store = self.round.store
        cases = store.interests(source).cases
        told = [case.courtlistener_id for case in cases]
        told += [
            docket.courtlistener_id
            for case in cases
            for docket in store.dockets.headings_of_case(case)
        ]
        return next((id for id in told if id is not None), None)

    def headers(self, source: Source) -> dict[str, str]:
        return headers(self.config.courtlistener)

    def is_allowed(self, source: Source) -> bool:
        """A documented API, asked with the user's own token: the user's to allow."""
        return True

    def read(self, body: bytes, source: Source) -> Snapshot:
        return courtlistener.parse(body, self._asked[source.id])

    def _read(self, response: Response, source: Source) -> Snapshot:
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise self._kept_away(response)
        if source.id not in self._sought_again and self._is_gone(response, source):
            self._sought_again.add(source.id)
            memory = questions.after_not_found(recalled(self._asked[source.id].seen))
            snapshot = courtlistener.nothing_new(memory, source)
        elif refused := refusal(response, self.config.courtlistener):
            raise refused
        else:
            # The address of the next question is another: what an answer says for its own is no
            # validator of that one.
            snapshot = replace(super()._read(response, source), validators=Validators())
        return replace(snapshot, retry_after=self._rest(source, snapshot))

    def _is_gone(self, response: Response, source: Source) -> bool:
        """A docket of this id, or the page of this cursor, is there no more."""
        asked = recalled(self._asked[source.id].seen).questions[0]
        if response.status == HTTPStatus.NOT_FOUND:
            return bool(asked.docket_id)
        # As a filter, an id that is gone is a bad value.
        is_bad = response.status == HTTPStatus.BAD_REQUEST
        return is_bad and bool(asked.docket_id) and "docket" in _details(response)

    def _kept_away(self, response: Response) -> NoAnswer:
        """The service's own count says that it is enough: nobody asks it before it says so."""
        now = self.clock()
        expected = _EXPECTED.search(response.body)
        told = http_failure(response.status, response.headers, now).retry_after
        if told is None and expected is not None:
            told = timedelta(seconds=int(expected[1]))
        wait = min(max(told or SHORTEST_HOLD, SHORTEST_HOLD), LONGEST_WAIT)
        reason = "the requests of the token are used up, perhaps by another program of yours"
        self._services.keep_away(COURTLISTENER, now + wait, reason)
        message = f"the answer was 429 Too Many Requests: {reason}; docket waits as it asks."
        return NoAnswer("http_error", message, wait)

    def _rest(self, source: Source, snapshot: Snapshot) -> timedelta | None:
        """How long to leave the source alone, by the plan; with more to ask, not at all."""
        if snapshot.state not in (SourceState.OK, SourceState.UNCHANGED):
            return None
        if snapshot.is_part:
            return timedelta(0)
        return self._services.routine(source, self._limits, self.clock())


def _goes_on(source: Source) -> bool:
    return bool(recalled(source.seen).questions)


def headers(service: CourtListener) -> dict[str, str]:
    """The token goes to the API's own origin alone: a redirect carries no header along."""
    return {"Authorization": f"Token {service.token}", "Accept": "application/json"}


def refusal(response: Response, service: CourtListener) -> NoAnswer | None:
    """Why an answer is none; None for one that can be read."""
    where = urlsplit(response.url).path
    if response.meta.get("hops"):
        message = f"it redirects to {response.url[:100]}, where the token was not sent along."
        return NoAnswer("redirected", f"{message} Is courtlistener.base_url right?")
    match response.status:
        case HTTPStatus.UNAUTHORIZED:
            words = "the token was refused: check courtlistener.token in config.toml"
            return NoAnswer("http_error", f"{words} (or DOCKET_COURTLISTENER_TOKEN).")
        case HTTPStatus.FORBIDDEN:
            return NoAnswer("http_error", f"the account of the token may not read {where} (403).")
        case HTTPStatus.NOT_FOUND:
            words = f"there is nothing at {where} (404)"
            return NoAnswer("http_error", f"{words}; is courtlistener.base_url right?")
        case HTTPStatus.BAD_REQUEST:
            detail = _detail(response, service)
            return NoAnswer("http_error", f"it refused what was asked of {where} (400): {detail}")
    return None


def _detail(response: Response, service: CourtListener) -> str:
    """The beginning of a refusal, which might repeat what was sent to it."""
    told = response.body.decode("utf-8", "replace").replace(service.token or "\0", "***")
    return (fields.words(told) or "")[:LONGEST_DETAIL]


def _details(response: Response) -> fields.Told:
    """What a refusal says of each field."""
    try:
        return fields.table(fields.answer(response.body))
    except FormatError:
        return {}
