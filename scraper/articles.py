"""Articles: those that wait are fetched, read, tied to dockets and told apart from copies.

    await read_new(store, config, clock)      after the crawl
    review(store, now)                        after that: what came to the docket since

An article that cannot be read is judged by its title and summary. Its text is never kept; killed
anywhere, it still waits and is read again.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from db.config import Config
from db.models import Change
from db.press import Article, ArticleLink, Reading
from db.store import Store
from scraper import crawl, link, syndication
from scraper.link import Matter
from scraper.linking import entries
from scraper.matters import matters_of, matters_with
from scraper.pages import PageReader
from scraper.parsers import languages
from scraper.parsers.page import Page
from scraper.rounds import Clock
from scraper.spiders.article import Found, Wanted, is_at
from scraper.spiders.failures import NoAnswer

logger = logging.getLogger(__name__)

MOST = 20  # articles of one round; the others wait for the next
PATIENCE = 40.0  # seconds that alerts wait for the stories about their filings
TRIES = 3  # then an article is judged by its summary
REST = timedelta(minutes=10)  # before the second try; the third comes six times later
COPIED = timedelta(days=10)  # how long a story is copied after it was first seen
SAME_TIME = timedelta(hours=1)  # two times so near are one, told in two zones
_BRIEF = 40  # words; to a text with fewer its summary is added

# What asking again would not change, and what became of the article by it.
_FINAL = {
    "consent": Reading.CONSENT,
    "fee": Reading.PAYWALLED,
    "kept_out": Reading.FORBIDDEN,
    "robots_disallowed": Reading.FORBIDDEN,
    **dict.fromkeys(("gone", "no_page", "too_large", "bad_encoding"), Reading.SUMMARY),
    **dict.fromkeys(("forbidden_address", "redirect_refused"), Reading.SUMMARY),
    **dict.fromkeys(("too_many_redirects", "tls"), Reading.SUMMARY),
}
_HAS_TEXT = (Reading.READ, Reading.PAYWALLED, Reading.VIDEO)
_IN_ITS_PLACE = (Reading.CONSENT, Reading.FORBIDDEN)  # what stands there is another page
_ADDRESS_OF_ADDRESS = re.compile(r"https?://news\.google\.[a-z.]+/(?:rss/)?(?:articles|read)/")


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one article."""

    article: Article
    links: tuple[ArticleLink, ...]
    changes: tuple[Change, ...]


async def read_new(store: Store, config: Config, clock: Clock) -> list[Settled]:
    """Fetch, read and settle what waits, within a round's limits."""
    waiting = store.articles.waiting(clock(), MOST)
    if not waiting:
        return []
    desk = _Desk(store, config, clock, waiting)
    with suppress(TimeoutError):
        await asyncio.wait_for(desk.work(), PATIENCE)
    desk.put_off_the_others()
    return desk.settle()


def review(store: Store, now: datetime) -> list[Change]:
    """Tie what stories reported before the docket to the entries that have come since."""
    reported = store.articles.open(now)
    if not reported:
        return []
    matters = matters_with(store, {told.docket for _, told in reported})
    found = (_come(store, article, told, matters, now) for article, told in reported)
    return [each for each in found if each is not None]


def _come(
    store: Store, article: Article, told: ArticleLink, matters: Iterable[Matter], now: datetime
) -> Change | None:
    if article.id is None or told.report is None:
        return None
    for matter in matters:
        is_of_it = any(each.key == told.docket for each in matter.dockets)
        if is_of_it and (candidates := entries.candidates(told.report, matter)):
            return store.articles.tie(article.id, told.docket, candidates, now)
    return None


class _Desk:
    """Takes articles in, one after the other."""

    def __init__(
        self, store: Store, config: Config, clock: Clock, waiting: Iterable[Article]
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._waiting = {each.url: each for each in waiting}
        self._known = store.articles.recent(clock() - COPIED)
        self._index = link.Index(matters_of(store))
        self._reader = PageReader()
        self._answered = set[str | None]()  # hosts
        self._is_over = False  # what is under way now is read with a later round
        self._read: list[tuple[Article, Page, tuple[str, ...]]] = []

    async def work(self) -> None:
        for article in list(self._waiting.values()):
            if _ADDRESS_OF_ADDRESS.match(article.url):
                self._keep(article, Page(article.url, Reading.SUMMARY))
        wanted = [self._wanted(each) for each in self._waiting.values()]
        async with self._reader:
            try:
                await crawl.fetch_articles(
                    wanted, self._config, self._clock, self._store, self._take
                )
            finally:
                self._is_over = True

    def _wanted(self, article: Article) -> Wanted:
        """Addresses in a feed are strangers', but for those at the feed's own place.

        There, what the user decided of the feed holds: that it may stand in his network, as he
        named it himself, and that it is asked despite its robots.txt.
        """
        feed = self._store.feeds.of_source(article.source_id) if article.source_id else None
        if feed is None or not is_at(article.url, feed.url):
            return Wanted(article.url)
        return Wanted(article.url, feed.preset is None, feed.despite_robots)

    async def _take(self, url: str, answer: Found | NoAnswer) -> None:
        article = self._waiting[url]
        self._answered.add(_host(url))
        if isinstance(answer, Found):
            page = await self._reader.read(answer.body, answer.url)
            if not self._is_over:
                self._keep(article, page, answer.url)
            return
        logger.info("%s: %s", url, answer.message)
        self._do_without(article, _FINAL.get(answer.code), answer.retry_after)

    def _keep(self, article: Article, page: Page, *addresses: str) -> None:
        self._read.append((article, page, addresses))
        del self._waiting[article.url]

    def settle(self) -> list[Settled]:
        """Settle what was read, in the order in which it was published: the first story leads its
        copies, and is the one that was before the docket."""
        return [self._settled(*each) for each in sorted(self._read, key=_moment)]

    def _settled(self, article: Article, page: Page, addresses: tuple[str, ...]) -> Settled:
        text = _judged(article, page)
        read = _told(article, page, addresses)
        read = replace(
            read,
            language=read.language or languages.of(text),
            fingerprint=syndication.fingerprint(read.title, text) or None,
        )
        read = replace(read, cluster=read.cluster or self._find_lead(read))
        links = self._links(read, text)
        changes = self._store.articles.settle(read, links, self._clock())
        self._known.append(read)
        logger.info("%s: %s, %d links", read.url, read.reading, len(links))
        return Settled(read, links, changes)

    def _find_lead(self, article: Article) -> int | None:
        """The story of which it is a copy. What became one with another since is looked up anew."""
        lead = syndication.find_lead(article, self._known)
        if lead is None or self._store.articles.get(lead) is not None:
            return lead
        self._known = self._store.articles.recent(self._clock() - COPIED)
        return syndication.find_lead(article, self._known)

    def _links(self, article: Article, text: str) -> tuple[ArticleLink, ...]:
        threshold = self._config.news.threshold
        return link.links(
            article, text, self._index, link.THRESHOLD if threshold is None else threshold
        )

    def put_off_the_others(self) -> None:
        """A place that answered nothing in all our patience must not hold up every round."""
        for article in list(self._waiting.values()):
            if _host(article.url) not in self._answered:
                self._do_without(article)

    def _do_without(
        self, article: Article, reading: Reading | None = None, rest: timedelta | None = None
    ) -> None:
        """Judge it by its summary, or ask again where there is no `reading`: then it may pass."""
        if reading is not None or article.attempts + 1 >= TRIES:
            self._keep(article, Page(article.url, reading or Reading.SUMMARY))
            return
        until = self._clock() + max(rest or REST, REST * 6**article.attempts)
        self._store.articles.put_off(article, until)
        del self._waiting[article.url]


def _moment(read: tuple[Article, Page, tuple[str, ...]]) -> tuple[bool, float]:
    """When it was published; what nobody dates comes last."""
    article, page, _ = read
    at = _time(article.published_at, page.published_at)
    return at is None, 0.0 if at is None else at.timestamp()


def _judged(article: Article, page: Page) -> str:
    """The words that an article is judged by: its text, its summary, or both where little."""
    text = page.text if page.reading in _HAS_TEXT else ""
    if page.reading is Reading.READ and len(text.split()) >= _BRIEF:
        return text
    return "\n\n".join(filter(None, (text, article.summary)))


def _told(article: Article, page: Page, addresses: Sequence[str]) -> Article:
    """The article as its page tells it, and as it was listed where the page says nothing."""
    addresses = tuple(dict.fromkeys((article.url, *addresses)))
    if page.reading in _IN_ITS_PLACE:
        return replace(article, reading=page.reading, addresses=addresses)
    return replace(
        article,
        url=page.url,
        title=article.title or page.title or "",
        publisher=page.publisher or article.publisher,
        authors=page.authors or article.authors,
        published_at=_time(article.published_at, page.published_at),
        modified_at=max(filter(None, (article.modified_at, page.modified_at)), default=None),
        language=page.language or article.language,
        reading=page.reading,
        addresses=addresses,
    )


def _time(listed: datetime | None, told: datetime | None) -> datetime | None:
    """When it was listed, in the zone that its page tells: weekdays are of that zone."""
    if listed is None or told is None:
        return listed or told
    return told if abs(told - listed) < SAME_TIME else listed


def _host(url: str) -> str | None:
    return urlsplit(url).hostname
