"""Documents: which free copies are wanted, and what becomes of those that are fetched.

    await get(papers, ...)       those that a person asks for
    await get_new(...)           those of new filings, for watches with `documents = "free"`

A copy is kept as a file first, then read in a process of its own, then written into the store:
killed anywhere, it is fetched again and nothing is half there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from db import changes, copy_files, free
from db.config import Config
from db.copies import Copy
from db.interest import covers
from db.models import Change, Docket, DocketEntry, Document, Documents, Watch
from db.store import Store
from scraper import crawl, reading
from scraper.rounds import Clock
from scraper.spiders.failures import NoAnswer

logger = logging.getLogger(__name__)

MOST = 10  # documents of one round; the others wait for the next
PATIENCE = 20.0  # seconds that alerts wait for the documents of their filings
RECENT = timedelta(days=7)  # how long after a filing its copy is still fetched by itself
REST = timedelta(hours=6)  # before a copy that could not be had is asked for again


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of an entry that can be had for free."""

    docket: Docket  # without its other entries
    entry: DocketEntry
    document: Document
    url: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one paper."""

    paper: Paper
    copy: Copy | None = None
    change: Change | None = None  # what we had from there before said something else
    failure: NoAnswer | None = None


def papers(docket: Docket, entry: DocketEntry, config: Config) -> Iterator[Paper]:
    """The documents of an entry that can be had for free; none of what a court sealed."""
    if changes.is_sealed(entry):
        return
    for document in entry.documents:
        urls = (document.free_url, document.url)
        url = next((each for each in urls if each and free.is_free(each, config)), None)
        if url is not None:
            yield Paper(replace(docket, entries=()), entry, document, url)


async def get(wanted: Sequence[Paper], store: Store, config: Config, clock: Clock) -> list[Fetched]:
    """Fetch and keep these papers, whatever is kept of them already."""
    desk = _Desk(store, config, clock, wanted)
    await desk.work()
    return desk.fetched


async def get_new(store: Store, config: Config, clock: Clock) -> list[Fetched]:
    """Fetch and keep what watches want and nobody has yet, within a round's limits."""
    wanted = _wanted(store, config, clock)
    if not wanted:
        return []
    desk = _Desk(store, config, clock, wanted)
    with suppress(TimeoutError):
        await asyncio.wait_for(desk.work(), PATIENCE)
    desk.put_off_the_others()
    return desk.fetched


def _wanted(store: Store, config: Config, clock: Clock) -> list[Paper]:
    """The papers of new filings that are not kept yet, the newest filing first."""
    watches = [each for each in store.watches.all() if each.documents is Documents.FREE]
    if not watches:
        return []
    now = clock()
    found = {
        paper.url: paper
        for docket, entry in store.copies.news(now - RECENT)
        if any(_wants(watch, docket, entry) for watch in watches)
        for paper in papers(docket, entry, config)
    }
    kept = store.copies.of_urls(found)
    missing = (paper for url, paper in found.items() if url not in kept)
    return [each for each in missing if store.services.hold(each.url, now) is None][:MOST]


def _wants(watch: Watch, docket: Docket, entry: DocketEntry) -> bool:
    """One of unknown kind is fetched: it may well be the order that everybody waits for."""
    is_of_kind = not watch.kinds or entry.kind is None or entry.kind in watch.kinds
    return is_of_kind and any(covers(case, docket) for case in watch.cases)


class _Desk:
    """Takes documents in, one after the other."""

    def __init__(self, store: Store, config: Config, clock: Clock, wanted: Iterable[Paper]) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._wanted = {paper.url: paper for paper in wanted}
        self.fetched: list[Fetched] = []

    async def work(self) -> None:
        await crawl.fetch_documents(
            list(self._wanted), self._config, self._clock, self._store, self._take
        )

    async def _take(self, url: str, answer: bytes | NoAnswer) -> None:
        paper = self._wanted[url]
        if isinstance(answer, NoAnswer):
            self._put_off(url, answer.retry_after or REST, answer.message)
            logger.warning("%s: %s", url, answer.message)
            self.fetched.append(Fetched(paper, failure=answer))
        else:
            self.fetched.append(await self._keep(paper, answer))

    async def _keep(self, paper: Paper, body: bytes) -> Fetched:
        folder = self._config.home.documents_path
        sha256 = copy_files.write(folder, body)
        copy = Copy(paper.url, sha256, len(body), self._clock())
        told = await reading.read(copy.path(folder))
        copy = replace(copy, pages=told.pages, text=told.text)
        attachment = paper.document.attachment or 0
        change = self._store.copies.keep(copy, paper.docket, paper.entry, attachment)
        logger.info("%s: kept, %s pages", paper.url, copy.pages)
        return Fetched(paper, copy, change)

    def put_off_the_others(self) -> None:
        """A place that answered nothing in all our patience must not hold up every round."""
        answered = {_host(each.paper.url) for each in self.fetched}
        done = {each.paper.url for each in self.fetched}
        for url in self._wanted:
            if url not in done and _host(url) not in answered:
                self._put_off(url, REST, "no answer in time")

    def _put_off(self, url: str, rest: timedelta, reason: str) -> None:
        self._store.services.keep_away(url, self._clock() + rest, reason)


def _host(url: str) -> str | None:
    return urlsplit(url).hostname
