"""The press, from its servers into the store: what it says, what it does not, where it may lead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from db.config import News
from db.models import Change, ChangeKind, Source, SourceState, Telling, Watch, WatchedCase
from db.press import NewsFeed, NewsForm
from scraper.crawl import Outcome
from tests.loopback import Answer, Loopback, unused_port
from tests.parsers.test_news import NOW, feed, item
from tests.scraper.desk import Desk, Opens

PATH = "/rss"
ID = "news:herald"
MATTER = Watch("example", (WatchedCase("mad", "1:25-cv-00001"),), aliases=("Example", "E.X.A."))


@dataclass
class Newsroom:
    """Somebody who watches a case, and a newspaper on loopback that he added."""

    desk: Desk
    paper: Loopback

    @property
    def source(self) -> Source:
        return self.desk.store.sources.get(ID)

    def add(self, **told: object) -> None:
        values: dict[str, object] = {"slug": "herald", "url": self.paper.url(PATH)} | told
        self.desk.store.feeds.add(NewsFeed(**values), self.desk.now)  # type: ignore[arg-type]
        self.desk.store.sources.sync(self.desk.config, self.desk.now)

    def asks(self, answer: Answer | None = None, source: str = ID) -> Outcome:
        if answer is not None:
            self.paper.says(PATH, answer)
        outcomes = self.desk.round(only={source}, force=True)
        return outcomes[source.partition(":")[2]]


@pytest.fixture
def newsroom(court: Loopback, open_desk: Opens) -> Newsroom:
    desk = open_desk()
    desk.now = NOW
    desk.config = replace(desk.config, news=News(delay=0.0))
    desk.store.watches.add(MATTER, desk.now)
    room = Newsroom(desk, court)
    room.add(title="Sample Herald")
    return room


def stories(*numbers: int) -> Answer:
    return Answer(feed(map(item, numbers)))


def kinds(outcome: Outcome) -> list[ChangeKind]:
    return [change.kind for change in outcome.changes]


def test_an_answer_is_kept_and_the_same_bytes_are_unchanged(newsroom: Newsroom) -> None:
    assert newsroom.asks(stories(0, 1)).state is SourceState.OK
    assert newsroom.source.rebuilt_at == NOW
    again = newsroom.asks()
    assert (again.unchanged, again.state) == (True, SourceState.OK)


def test_a_304_costs_nothing_and_says_as_much(newsroom: Newsroom) -> None:
    body = feed(map(item, range(2)))
    newsroom.asks(Answer(body, headers={"ETag": '"one"'}))
    outcome = newsroom.asks(Answer(status=304))
    asked = newsroom.paper.asked(PATH)[-1]
    assert asked.headers["If-None-Match"] == '"one"'
    assert (outcome.unchanged, outcome.state) == (True, SourceState.OK)
    assert newsroom.source.seen


def test_a_304_to_a_question_without_conditions_is_no_answer(newsroom: Newsroom) -> None:
    """Red when: a source that never listed anything passes for one that answers."""
    assert newsroom.asks(Answer(status=304)).state is SourceState.DOWN


def test_a_feed_that_turns_into_a_page_is_down_and_comes_back(newsroom: Newsroom) -> None:
    newsroom.asks(stories(0))
    failed = newsroom.asks(Answer(b"<!DOCTYPE html><html><body>Our new site</body></html>"))
    assert (failed.state, kinds(failed)) == (SourceState.DOWN, [ChangeKind.SOURCE_FAILING])
    assert "herald (127.0.0.1): the answer is a web page" in (failed.error or "")
    assert kinds(newsroom.asks(stories(0, 1))) == [ChangeKind.SOURCE_BACK]


def test_a_feed_that_stops_is_stale_and_moves_again(newsroom: Newsroom) -> None:
    """As CNN's feeds of 2023. Red when: a source of the press is judged by a court's rhythm."""
    newsroom.asks(stories(0, 1, 2))
    newsroom.desk.now += timedelta(days=2)
    assert newsroom.asks(stories(0, 1, 2)).state is SourceState.OK
    newsroom.desk.now += timedelta(days=2)
    stopped = newsroom.asks()
    assert (stopped.state, kinds(stopped)) == (SourceState.STALE, [ChangeKind.SOURCE_STALE])
    fresh = Answer(feed([item(-6000), item(0)]))
    newsroom.desk.now = NOW + timedelta(minutes=6100)
    assert kinds(newsroom.asks(fresh)) == [ChangeKind.SOURCE_BACK]


def test_a_stopped_feed_is_stale_by_304_too(newsroom: Newsroom) -> None:
    newsroom.asks(Answer(feed(map(item, range(3))), headers={"ETag": '"one"'}))
    newsroom.desk.now += timedelta(days=4)
    assert newsroom.asks(Answer(status=304)).state is SourceState.STALE


def test_a_flood_is_a_state_of_the_source(newsroom: Newsroom) -> None:
    newsroom.asks(stories(5000))
    flood = newsroom.asks(stories(*range(500)))
    assert (flood.state, flood.problems[0].code) == (SourceState.PARTIAL, "flood")
    assert kinds(flood) == [ChangeKind.COVERAGE_CHANGED]
    assert newsroom.asks().state is SourceState.OK


def test_a_flood_is_news_once(newsroom: Newsroom) -> None:
    """Red when: it is told anew that the list is as it was, or that there is no more to say."""
    newsroom.asks(stories(5000))
    newsroom.asks(stories(*range(500)))
    later = [newsroom.asks(), newsroom.asks(stories(*range(502)))]
    assert [(each.kind, each.quiet) for told in later for each in told.changes] == [
        (ChangeKind.COVERAGE_CHANGED, True)
    ]


def test_robots_txt_is_obeyed_until_the_user_decides_otherwise(newsroom: Newsroom) -> None:
    newsroom.paper.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /"))
    refused = newsroom.asks(stories(0))
    assert "--despite-robots" in (refused.error or "")
    assert newsroom.paper.asked(PATH) == []
    newsroom.desk.store.feeds.remove("herald")
    newsroom.add(despite_robots=True)
    assert newsroom.asks(stories(0)).error is None


def test_a_redirect_may_not_lead_into_the_readers_network(
    newsroom: Newsroom, other: Loopback
) -> None:
    secret = Answer(status=302, headers={"Location": other.url("/secret")})
    refused = newsroom.asks(secret)
    assert refused.state is SourceState.DOWN
    assert other.requests == []


@pytest.mark.parametrize("preset", ["nbc", "opml"])
def test_an_address_that_the_user_did_not_write_is_not_trusted(
    newsroom: Newsroom, other: Loopback, preset: str
) -> None:
    newsroom.add(slug="other", url=other.url(PATH), preset=preset)
    other.says(PATH, stories(0))
    refused = newsroom.asks(source="news:other")
    assert "not on the public internet" in (refused.error or "")
    assert other.requests == []


def test_what_is_gone_is_told_in_the_words_of_the_press(newsroom: Newsroom) -> None:
    error = newsroom.asks(Answer(status=404)).error or ""
    assert "docket news add" in error
    assert "court" not in error


def test_a_server_that_is_not_there_is_down(newsroom: Newsroom) -> None:
    newsroom.add(slug="gone", url=f"http://127.0.0.1:{unused_port()}/rss")
    assert newsroom.asks(source="news:gone").state is SourceState.DOWN


def test_a_listing_is_read_where_the_user_says_that_it_is_one(newsroom: Newsroom) -> None:
    rows = "".join(
        f"<li><h3><a href='/news/2025/05/2{day}/x'>Four words of a headline {day}</a></h3></li>"
        for day in range(4)
    )
    newsroom.add(slug="agency", url=newsroom.paper.url("/list"), form=NewsForm.LISTING)
    newsroom.paper.says("/list", Answer(f"<html><ul>{rows}</ul></html>".encode()))
    assert newsroom.asks(source="news:agency").state is SourceState.OK


# Which are asked, and how often.


def news_ids(desk: Desk) -> list[str]:
    return [each.id for each in desk.store.sources.all() if each.id.startswith("news:")]


def test_a_removed_feed_is_asked_no_more(newsroom: Newsroom) -> None:
    newsroom.desk.store.feeds.remove("herald")
    newsroom.desk.store.sources.sync(newsroom.desk.config, NOW)
    assert news_ids(newsroom.desk) == []


def test_where_nobody_wants_stories_nothing_of_the_press_is_asked(newsroom: Newsroom) -> None:
    store = newsroom.desk.store
    store.watches.update(replace(store.watches.get("example"), news=Telling.OFF), NOW)
    store.sources.sync(newsroom.desk.config, NOW)
    assert news_ids(newsroom.desk) == []


def test_a_search_is_asked_for_each_watch_by_its_own_words(newsroom: Newsroom) -> None:
    desk = newsroom.desk
    desk.config = replace(desk.config, news=News(google_base_url=newsroom.paper.url(""), delay=0.0))
    other = Watch("other", (WatchedCase("mad", "1:25-cv-00002"),), judge="Jane B. Sample")
    desk.store.watches.add(other, NOW)
    url = "{base}/rss/search?q={query}&hl=en-US"
    newsroom.add(slug="google-news", url=url, form=NewsForm.SEARCH, preset="google-news")
    assert news_ids(desk) == ["news:google-news:example", "news:google-news:other", ID]
    url = desk.store.sources.get("news:google-news:example").url
    asked = url.removeprefix(newsroom.paper.url(""))
    assert asked == "/rss/search?q=%22Example%22%20OR%20%22E.X.A.%22%20when%3A7d&hl=en-US"
    newsroom.paper.says(asked, stories(0))
    assert newsroom.asks(source="news:google-news:example").state is SourceState.OK


def test_each_feed_has_the_rhythm_that_the_user_gave_it(newsroom: Newsroom) -> None:
    newsroom.add(slug="slow", url=newsroom.paper.url("/slow"), every=timedelta(hours=6))
    newsroom.paper.says("/slow", stories(0))
    desk = newsroom.desk
    desk.config = replace(desk.config, news=News(every=timedelta(hours=2), delay=0.0))
    newsroom.asks(source="news:slow")
    newsroom.asks(stories(0))
    waits = [
        each.next_check_at - each.checked_at
        for each in map(desk.store.sources.get, ("news:slow", ID))
        if each.next_check_at and each.checked_at
    ]
    assert waits == [timedelta(hours=6), timedelta(hours=2)]


def test_a_new_case_has_the_press_read_anew(newsroom: Newsroom) -> None:
    """What concerned nobody was dropped. Red when: the memory outlives a new watch."""
    newsroom.asks(stories(0))
    case = WatchedCase("mad", "1:25-cv-00009")
    newsroom.desk.store.watches.add(Watch("another", (case,)), newsroom.desk.now)
    assert newsroom.source.seen == b""


def test_nothing_of_a_source_is_news_of_a_case(newsroom: Newsroom) -> None:
    newsroom.asks(stories(0))
    failing: list[Change] = list(newsroom.asks(Answer(status=503)).changes)
    assert [(each.docket, each.source_id) for each in failing] == [(None, ID)]


def test_the_reading_of_a_date_goes_by_the_readers_clock(newsroom: Newsroom) -> None:
    newsroom.desk.now = datetime(2025, 5, 24, 9, 0, tzinfo=UTC)
    newsroom.asks(stories(0))
    assert newsroom.source.rebuilt_at is None
