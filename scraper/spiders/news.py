"""What the press lists: feeds, pages of headlines, and searches for a watch's words."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from scrapy.http import Response

from db.config import News
from db.models import Snapshot, Source, SourceKind
from db.press import FROM_FILE, Article, NewsFeed, NewsForm
from scraper.addresses import Origin
from scraper.link import Index
from scraper.matters import matters_of
from scraper.parsers import news
from scraper.rounds import Round
from scraper.spiders.failures import OF_PRESS
from scraper.spiders.polite import origins, slot
from scraper.spiders.source import SourceSpider

DESPITE = "to ask all the same, add it anew with `--despite-robots`."
_REMOVED = NewsFeed("", "", preset=FROM_FILE)


class NewsSpider(SourceSpider):
    name = "news"
    kind = SourceKind.NEWS
    advice = OF_PRESS

    def __init__(self, round: Round | None = None) -> None:
        super().__init__(round)
        sources = [each for each in self.round.sources.values() if each.kind is self.kind]
        feeds = {each.id: self.round.store.feeds.of_source(each.id) for each in sources}
        # One that was removed since the round began is asked this once, as a stranger's.
        self._feeds = {id: feed or _REMOVED for id, feed in feeds.items()}
        default = News().google_base_url
        self._has_own_site = self.config.news.google_base_url != default
        named = [each.url for each in sources if self._is_named(each)]
        self.configured |= frozenset(origins(named))
        self.trusted = self.configured
        self._keep_delays(sources)

    def concerns(self, article: Article) -> bool:
        """Could it concern a matter that is watched, by what its source tells of it?"""
        return bool(self._index.may_concern(f"{article.title}\n{article.summary or ''}"))

    @cached_property
    def _index(self) -> Index:
        """Made when the first story is listed: most answers have none that is new."""
        return Index(matters_of(self.round.store))

    def _is_named(self, source: Source) -> bool:
        """The user wrote this address himself; those of presets are ours, of a file anybody's."""
        feed = self._feeds[source.id]
        is_search = feed.form is NewsForm.SEARCH
        return feed.preset is None or (is_search and self._has_own_site)

    def _is_own(self, at: Origin, source: Source) -> bool:
        """That a court is configured at the same place opens it to nobody else's address."""
        return self._is_named(source) and super()._is_own(at, source)

    def _keep_delays(self, sources: list[Source]) -> None:
        """The user's own for the press; a court at the same host may ask for a longer one."""
        delay = self.config.news.delay
        if delay is None:
            return
        for each in sources:
            self.delays[slot(each)] = max(delay, self.delays.get(slot(each), delay))

    def is_allowed(self, source: Source) -> bool:
        """What its robots.txt forbids is asked where the user decided so when he added it."""
        return self._feeds[source.id].despite_robots

    def read(self, body: bytes, source: Source) -> Snapshot:
        feed = self._feeds[source.id]
        form = NewsForm.LISTING if feed.form is NewsForm.LISTING else NewsForm.FEED
        snapshot = news.parse(body, source, form, self.clock())
        publisher = None if feed.form is NewsForm.SEARCH else feed.title
        articles = (
            replace(each, publisher=each.publisher or publisher, source_id=source.id)
            for each in snapshot.articles
        )
        return replace(snapshot, articles=tuple(articles))

    def _stamped(self, snapshot: Snapshot, source: Source) -> Snapshot:
        """What a robots.txt forbids, the user may decide to ask for all the same."""
        if not any(each.code == "robots_disallowed" for each in snapshot.problems):
            return super()._stamped(snapshot, source)
        slug = self._feeds[source.id].slug
        words = f" `docket news remove {slug}` ends that; {DESPITE}"
        told = (replace(each, message=each.message + words) for each in snapshot.problems)
        return super()._stamped(replace(snapshot, problems=tuple(told)), source)

    def _read(self, response: Response, source: Source) -> Snapshot:
        """A 304 says nothing of how long no story came: our memory of the last answer does."""
        snapshot = super()._read(response, source)
        if response.status != 304:
            return snapshot
        return replace(news.unchanged(source), validators=snapshot.validators)
