"""Of what a news source lists, only what may concern a watched matter comes into the store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.models import SourceState, Telling, Watch, WatchedCase
from db.press import NewsFeed
from scraper.matters import matters_of
from tests.loopback import Answer, Loopback
from tests.scraper.desk import Desk

MATTER = WatchedCase("mad", "1:25-cv-10676")
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Sample Herald</title>
<item><title>Court papers in No. 1:25-cv-10676 tell of a flight</title>
<link>https://herald.example/flight</link><guid>1</guid>
<pubDate>Fri, 23 May 2025 17:00:00 GMT</pubDate>
<description>A filing in the federal court in Boston, No. 1:25-cv-10676.</description></item>
<item><title>Sampletown's bakery opens again</title>
<link>https://herald.example/bakery</link><guid>2</guid>
<pubDate>Fri, 23 May 2025 17:30:00 GMT</pubDate>
<description>Bread is back.</description></item>
</channel></rss>"""


@pytest.fixture
def desk(open_desk: Callable[..., Desk], court: Loopback) -> Desk:
    """A reader's home with a matter and a newspaper."""
    court.says("/robots.txt", Answer(status=404))
    court.says("/feed", Answer(FEED))
    found = open_desk()
    found.store.watches.add(Watch(slug="dvd", cases=(MATTER,), aliases=("D.V.D.",)), found.now)
    found.store.feeds.add(NewsFeed("herald", court.url("/feed")), found.now)
    found.store.sources.sync(found.config, found.now)
    return found


def kept(desk: Desk) -> list[str]:
    return [each.url for each in desk.store.articles.waiting(desk.now, 20)]


def test_what_concerns_nobody_never_comes_into_the_store(desk: Desk) -> None:
    """Red when: `Keep` lets a story through, or asks of its title without its summary."""
    outcomes = desk.round()
    assert outcomes["herald"].state is SourceState.OK
    assert kept(desk) == ["https://herald.example/flight"]
    assert "bakery" not in "\n".join(desk.store._connection.iterdump())


def test_a_new_watch_has_its_sources_list_again_what_was_dropped(desk: Desk) -> None:
    """Red when: the press remembers as read what nobody watched when it was listed."""
    desk.store.watches.remove("dvd")
    desk.store.watches.add(
        Watch(slug="other", cases=(WatchedCase("mad", "1:25-cv-20000"),)), desk.now
    )
    desk.round()
    assert kept(desk) == []
    desk.store.watches.add(Watch(slug="dvd", cases=(MATTER,)), desk.now)
    desk.round()
    assert kept(desk) == ["https://herald.example/flight"]


def test_a_watch_that_wants_no_news_is_no_matter(desk: Desk) -> None:
    assert [each.watch for each in matters_of(desk.store)] == ["dvd"]
    told = desk.store.watches.get("dvd")
    silent = Watch(slug="dvd", id=told.id, cases=told.cases, news=Telling.OFF)
    desk.store.watches.update(silent, desk.now)
    assert matters_of(desk.store) == []
