"""Articles that wait are read where they may be, and judged by their summary where not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from time import monotonic

import pytest

from db.config import Config, Home, News
from db.errors import StoreError
from db.migrations import migrate
from db.models import DocketKey, Snapshot, SourceState, Watch, WatchedCase
from db.press import Article, NewsFeed, Reading, Role
from db.store import Store
from scraper import addresses, articles
from scraper.articles import Settled
from scraper.crawl import run
from scraper.matters import matters_with
from scraper.spiders.article import LARGEST_PAGE
from tests.db.conftest import CASE_ID, NUMBER, docket, entry, need_source
from tests.loopback import Answer, Loopback, unused_port

BEGAN = datetime(2025, 5, 20, 9, tzinfo=UTC)
FRIDAY = datetime(2025, 5, 23, 21, tzinfo=UTC)
KEY = DocketKey("mad", NUMBER)
NOTICE = entry(500, "Notice", entered_at=BEGAN)
TITLE = "Judge orders return of man deported to Mexico"
SUMMARY = (
    "U.S. District Judge Brian Murphy in Boston on Friday ordered the Department of Homeland"
    " Security to bring back O.C.G., a Guatemalan man who was sent to Mexico."
)
STORY = (
    SUMMARY,
    "The man, known in court papers by the initials O.C.G., had told officials that he was harmed"
    " there before. The order in D.V.D. v. Department of Homeland Security says that he was never"
    " given a chance to object to the country that he was put on a bus to.",
    "The government said first that he had not been afraid, and took that back a week ago. It did"
    " not say on Friday night whether it would appeal or how soon a flight could be found.",
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(*paragraphs: str, head: str = "", title: str = TITLE) -> Answer:
    told = "".join(f"<p>{each}</p>" for each in paragraphs)
    body = f"<html lang=en><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{told}"
    return Answer(body.encode(), headers=HTML)


@dataclass
class Newsroom:
    """Somebody who follows the D.V.D. matter, with a publisher on loopback."""

    config: Config
    store: Store
    now: datetime = FRIDAY

    def follows(self, feed_url: str, **told: object) -> None:
        self.store.feeds.add(NewsFeed("herald", feed_url, **told), self.now)  # type: ignore[arg-type]
        self.store.sources.sync(self.config, self.now)

    def lists(self, *urls: str, **told: object) -> None:
        """One answer of the publisher's feed, with a story at each of these addresses."""
        self.now += timedelta(minutes=1)
        values: dict[str, object] = {
            "title": TITLE, "publisher": "Sample Herald", "published_at": self.now,
            "summary": SUMMARY,
        }  # fmt: skip
        found = tuple(Article(url, **(values | told)) for url in urls)  # type: ignore[arg-type]
        answer = Snapshot(
            SourceState.OK, articles=found, source_id="news:herald", fetched_at=self.now
        )
        self.store.record(answer)

    def reads(self) -> list[Settled]:
        self.now += timedelta(minutes=1)
        settled = run(articles.read_new(self.store, self.config, lambda: self.now))
        assert settled is not None
        return settled

    def waits(self, later: timedelta = timedelta()) -> list[str]:
        return [each.url for each in self.store.articles.waiting(self.now + later, 100)]


@pytest.fixture
def room(tmp_path: Path, court: Loopback) -> Iterator[Newsroom]:
    home = Home(tmp_path / "config.toml", tmp_path / "docket.db", tmp_path / "lock")
    migrate(home.store_path)
    with Store.open(home.store_path) as store:
        need_source(store, "pacer_rss:mad")
        case = WatchedCase("mad", NUMBER)
        store.watches.add(Watch("dvd", (case,), aliases=("O.C.G.",)), BEGAN)
        held = docket(NOTICE, judge="Brian E. Murphy", pacer_case_id=CASE_ID)
        store.record(
            Snapshot(SourceState.OK, dockets=(held,), source_id="pacer_rss:mad", fetched_at=BEGAN)
        )
        opened = Newsroom(Config(home, news=News(delay=0.0)), store)
        opened.follows(court.url("/feed"))
        yield opened


def readings(settled: Iterable[Settled]) -> list[Reading]:
    return [each.article.reading for each in settled]


def is_about(settled: Settled) -> bool:
    return [(each.docket, each.role) for each in settled.links] == [(KEY, Role.ABOUT)]


def test_a_story_is_read_and_tied_to_its_docket(court: Loopback, room: Newsroom) -> None:
    court.says("/1", page(*STORY))
    room.lists(court.url("/1"), summary=None)
    (told,) = room.reads()
    assert told.article.reading is Reading.READ
    assert is_about(told)
    assert told.article.fingerprint
    (asked,) = court.asked("/1")
    assert "text/html" in asked.headers["Accept"]
    assert "docketwatch" in asked.headers["User-Agent"]


def test_a_story_is_read_once(court: Loopback, room: Newsroom) -> None:
    court.says("/1", page(*STORY))
    room.lists(court.url("/1"))
    assert len(room.reads()) == 1
    assert room.reads() == []
    assert len(court.asked("/1")) == 1


def test_of_its_text_nothing_is_kept(court: Loopback, room: Newsroom) -> None:
    court.says("/1", page(*STORY))
    room.lists(court.url("/1"))
    room.reads()
    kept = b"".join(each.read_bytes() for each in room.config.home.store_path.parent.glob("*.db*"))
    assert b"how soon a flight could be found" not in kept


@pytest.mark.parametrize(
    ("answer", "reading"),
    [
        (Answer(status=404), Reading.SUMMARY),
        (Answer(status=410), Reading.SUMMARY),
        (Answer(status=401), Reading.FORBIDDEN),
        (Answer(status=403), Reading.FORBIDDEN),
        (Answer(status=451), Reading.FORBIDDEN),
        (Answer(status=402), Reading.PAYWALLED),
        (Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), Reading.SUMMARY),
        (Answer(b"<p>x", headers=HTML, length=LARGEST_PAGE + 1), Reading.SUMMARY),
        (page(SUMMARY[:60], "Subscribe to continue reading."), Reading.PAYWALLED),
        (page("We value your privacy.", "You can accept all cookies here."), Reading.CONSENT),
        (page(head="<script src='/app.js'></script>"), Reading.SUMMARY),
        (page("See it.", head="<meta property='og:type' content='video'>"), Reading.VIDEO),
    ],
)
def test_what_cannot_be_read_is_judged_by_its_summary_at_once(
    court: Loopback, room: Newsroom, answer: Answer, reading: Reading
) -> None:
    court.says("/1", answer)
    room.lists(court.url("/1"))
    (told,) = room.reads()
    assert told.article.reading is reading
    assert is_about(told)
    assert room.waits(timedelta(days=1)) == []


def test_robots_txt_is_obeyed(court: Loopback, room: Newsroom) -> None:
    court.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /"))
    court.says("/1", page(*STORY))
    room.lists(court.url("/1"))
    assert readings(room.reads()) == [Reading.FORBIDDEN]
    assert court.asked("/1") == []


def test_what_a_user_decided_of_a_list_holds_for_stories_at_its_place_alone(
    court: Loopback, other: Loopback, room: Newsroom
) -> None:
    for site in (court, other):
        site.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /"))
        site.says("/1", page(*STORY))
    room.store.feeds.remove("herald")
    room.follows(court.url("/feed"), despite_robots=True)
    room.lists(court.url("/1"), other.url("/1"))
    told = {each.article.addresses[0]: each.article.reading for each in room.reads()}
    assert told[court.url("/1")] is Reading.READ
    assert other.asked("/1") == []


def test_a_story_waits_as_long_after_its_list_as_after_another(
    court: Loopback, room: Newsroom
) -> None:
    """Red when: the two crawls of a round each keep the delay, but not between them."""
    room.config = replace(room.config, news=News(delay=0.8))
    court.says("/story", page(*STORY))
    room.lists(court.url("/story"))
    room.now -= timedelta(minutes=1)  # `reads` is at the very time of the list
    began = monotonic()
    room.reads()
    assert court.asked("/robots.txt")[0].at - began >= 0.8


def test_what_may_pass_is_tried_again(court: Loopback, room: Newsroom) -> None:
    court.says("/1", Answer(status=503), page(*STORY))
    room.lists(court.url("/1"))
    assert room.reads() == []
    assert room.waits() == []
    room.now += articles.REST
    assert readings(room.reads()) == [Reading.READ]


def test_a_site_that_says_when_to_come_back_is_left_alone_until_then(
    court: Loopback, room: Newsroom
) -> None:
    court.says("/1", Answer(status=503, headers={"Retry-After": "7200"}), page(*STORY))
    room.lists(court.url("/1"))
    room.reads()
    assert room.waits(timedelta(minutes=119)) == []
    assert room.waits(timedelta(minutes=121)) == [court.url("/1")]


def test_after_three_tries_the_summary_has_to_do(court: Loopback, room: Newsroom) -> None:
    court.says("/1", Answer(status=500))
    room.lists(court.url("/1"))
    rounds = []
    for _ in range(articles.TRIES):
        rounds.append(room.reads())
        room.now += timedelta(hours=2)
    assert [readings(each) for each in rounds] == [[], [], [Reading.SUMMARY]]
    assert is_about(rounds[-1][0])
    assert len(court.asked("/1")) == articles.TRIES


def test_a_redirect_is_followed_and_both_addresses_are_known(
    court: Loopback, room: Newsroom
) -> None:
    court.says("/r", Answer(status=302, headers={"Location": "/1?utm_source=feed"}))
    court.says("/1?utm_source=feed", page(*STORY))
    room.lists(court.url("/r"))
    (told,) = room.reads()
    assert told.article.url == court.url("/1")
    assert set(told.article.addresses) == {court.url("/r"), court.url("/1")}
    for path in ("/r", "/1"):
        assert room.store.articles.find(court.url(path)) is not None


def test_no_redirect_leads_into_the_users_network(
    court: Loopback, other: Loopback, room: Newsroom
) -> None:
    court.says("/1", Answer(status=302, headers={"Location": other.url("/admin")}))
    room.lists(court.url("/1"))
    assert readings(room.reads()) == [Reading.SUMMARY]
    assert other.requests == []


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest", "http://localhost:80/x", "https://a@b.example/x"]
)
def test_an_address_in_a_feed_leads_nowhere_inside(
    room: Newsroom, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def noted(host: str, port: int) -> Iterable[str]:
        asked.append(host)
        return ()

    monkeypatch.setattr(addresses.guard(), "lookup", noted)
    room.lists(url)
    assert readings(room.reads()) == [Reading.SUMMARY]
    assert asked == []


def test_another_feeds_place_is_not_open_to_a_strangers_address(
    court: Loopback, other: Loopback, room: Newsroom
) -> None:
    """The user's own wire stands in his network: only its own list may lead there."""
    room.store.feeds.add(NewsFeed("wire", other.url("/feed")), room.now)
    court.says("/1", page(*STORY))
    other.says("/secret", page(*STORY))
    room.lists(court.url("/1"), other.url("/secret"))
    told = {each.article.addresses[0]: each.article.reading for each in room.reads()}
    assert told == {court.url("/1"): Reading.READ, other.url("/secret"): Reading.SUMMARY}
    assert other.requests == []


def test_nobody_is_followed_to_a_page_that_asks_for_consent(
    court: Loopback, room: Newsroom
) -> None:
    to_consent = {"Location": "https://consent.herald.example/collect?continue=x"}
    court.says("/1", Answer(status=302, headers=to_consent))
    room.lists(court.url("/1"))
    (told,) = room.reads()
    assert told.article.reading is Reading.CONSENT
    assert told.article.url == court.url("/1")


def test_a_searchs_own_address_of_a_story_is_not_asked_for(room: Newsroom) -> None:
    url = "https://news.google.com/rss/articles/CBMiSample?oc=5"
    room.lists(url)
    (told,) = room.reads()
    assert (told.article.reading, told.article.publisher) == (Reading.SUMMARY, "Sample Herald")
    assert is_about(told)


def test_a_hostile_canonical_address_is_not_believed(court: Loopback, room: Newsroom) -> None:
    claim = '<link rel="canonical" href="https://wire.example/real-story">'
    court.says("/1", page(*STORY, head=claim))
    room.lists(court.url("/1"))
    (told,) = room.reads()
    assert told.article.url == court.url("/1")


def test_alerts_do_not_wait_long_for_a_slow_site(
    court: Loopback, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "PATIENCE", 0.5)
    court.says("/1", Answer(delay=60))
    room.lists(court.url("/1"))
    began = monotonic()
    assert room.reads() == []
    assert monotonic() - began < 10
    assert room.waits() == []
    assert room.waits(articles.REST) == [court.url("/1")]


def test_killed_between_the_page_and_the_store_it_is_read_again(
    court: Loopback, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise StoreError("no room is left")

    court.says("/1", page(*STORY))
    room.lists(court.url("/1"))
    with monkeypatch.context() as patch:
        patch.setattr(room.store.articles, "settle", killed)
        with pytest.raises(StoreError):
            room.reads()
    assert room.waits() == [court.url("/1")]
    assert readings(room.reads()) == [Reading.READ]


def test_a_round_reads_only_so_many_the_newest_first(court: Loopback, room: Newsroom) -> None:
    count = articles.MOST + 2
    for place in range(count):
        court.says(f"/{place}", Answer(status=404))
        room.lists(court.url(f"/{place}"))
    assert len(room.reads()) == articles.MOST
    assert room.waits() == [court.url("/1"), court.url("/0")]


def test_one_site_that_is_down_costs_the_others_nothing(court: Loopback, room: Newsroom) -> None:
    court.says("/1", page(*STORY))
    room.lists(f"http://127.0.0.1:{unused_port()}/x", court.url("/1"), court.url("/gone"))
    told = {each.article.addresses[0]: each.article.reading for each in room.reads()}
    assert told[court.url("/1")] is Reading.READ
    assert told[court.url("/gone")] is Reading.SUMMARY


def test_copies_have_one_lead_and_independent_stories_have_none(
    court: Loopback, room: Newsroom
) -> None:
    edited = [STORY[0].replace("bring back", "return"), *STORY[1:], "This is the wire's report."]
    court.says("/1", page(*STORY))
    court.says("/2", page(*edited, title="Man must be returned, judge says"))
    court.says("/3", page(
        "BOSTON, May 23 - The Trump administration must work to undo the deportation of a man"
        " from Guatemala, a federal court decided late Friday in a case over third countries.",
        "Murphy, who was appointed in 2024, wrote that lawyers had misstated what O.C.G. told an"
        " officer about his fear. He gave no date by which the man has to be in the country, but"
        " wants to hear from both sides within five days.",
    ))  # fmt: skip
    room.lists(court.url("/1"))
    (first,) = room.reads()
    room.lists(court.url("/2"), court.url("/3"))
    clusters = {each.article.url: each.article.cluster for each in room.reads()}
    assert clusters == {court.url("/2"): first.article.id, court.url("/3"): None}


def test_a_site_that_never_answers_is_done_without_in_the_end(
    court: Loopback, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "PATIENCE", 0.2)
    court.says("/1", Answer(delay=60))
    room.lists(court.url("/1"))
    rounds = []
    for _ in range(articles.TRIES):
        rounds.append(room.reads())
        room.now += timedelta(hours=2)
    assert [readings(each) for each in rounds] == [[], [], [Reading.SUMMARY]]


def test_a_page_without_text_still_says_who_publishes_it(court: Loopback, room: Newsroom) -> None:
    head = '<meta property="og:site_name" content="Sample Portal"><script src="/app.js"></script>'
    court.says("/1", page(head=head))
    room.lists(court.url("/1"), publisher=None)
    (told,) = room.reads()
    assert (told.article.publisher, told.article.language) == ("Sample Portal", "en")


def test_a_story_in_another_language_is_known_as_such(court: Loopback, room: Newsroom) -> None:
    court.says("/1", Answer(status=403))
    room.lists(court.url("/1"), summary=(
        "El juez federal Brian Murphy ordenó el viernes al gobierno que facilite el regreso de"
        " O.C.G., un guatemalteco que fue deportado a México en febrero."
    ))  # fmt: skip
    (told,) = room.reads()
    assert told.article.language == "es"
    assert is_about(told)


def test_two_addresses_that_lead_to_one_story_are_one(court: Loopback, room: Newsroom) -> None:
    claim = '<link rel="canonical" href="/story">'
    for path in ("/a", "/b"):
        court.says(path, page(*STORY, head=claim))
    room.lists(court.url("/a"), court.url("/b"))
    assert {each.article.url for each in room.reads()} == {court.url("/story")}
    (known,) = room.store.articles.all()
    assert {court.url("/a"), court.url("/b"), court.url("/story")} <= set(known.addresses)
    assert known.cluster in (None, known.id)


@pytest.mark.parametrize("ages", list(permutations((1, 2, 3))))
def test_a_copy_of_two_that_are_one_is_told_with_them(
    court: Loopback, room: Newsroom, ages: tuple[int, int, int]
) -> None:
    """Red when: the copy is compared with the younger of the two, which is no more."""
    claim = '<link rel="canonical" href="/story">'
    for path in ("/a", "/b"):
        court.says(path, page(*STORY, head=claim))
    court.says("/copy", page(*STORY, "This is the wire's report."))
    for path, hours in zip(("/a", "/b", "/copy"), ages, strict=True):
        room.lists(court.url(path), published_at=FRIDAY - timedelta(hours=hours))
    changes = [change for each in room.reads() for change in each.changes]
    assert [each.field for each in changes if not each.quiet] == [None]


def test_an_update_stays_in_its_cluster_and_is_quiet(court: Loopback, room: Newsroom) -> None:
    court.says("/1", page(*STORY), page(*STORY, "An appeal was filed on Saturday."))
    room.lists(court.url("/1"))
    (first,) = room.reads()
    room.lists(court.url("/1"), modified_at=room.now + timedelta(hours=3))
    (again,) = room.reads()
    assert again.article.id == first.article.id
    assert again.article.fingerprint != first.article.fingerprint
    assert all(each.quiet for each in again.changes)


def test_a_page_tells_the_zone_of_its_own_time(court: Loopback, room: Newsroom) -> None:
    told = '<meta property="article:published_time" content="{}">'
    at = (room.now + timedelta(minutes=1)).astimezone().isoformat()
    court.says("/1", page(*STORY, head=told.format("2025-05-23T17:01:00-04:00")))
    court.says("/2", page(*STORY, head=told.format("2020-01-01T00:00:00Z")))
    room.lists(court.url("/1"), court.url("/2"), published_at=datetime.fromisoformat(at))
    found = {each.article.url: each.article.published_at for each in room.reads()}
    assert found[court.url("/1")].utcoffset() == timedelta(hours=-4)  # type: ignore[union-attr]
    assert found[court.url("/2")] == datetime.fromisoformat(at)


def test_a_story_that_came_first_is_tied_to_its_entry_when_it_comes(
    court: Loopback, room: Newsroom
) -> None:
    court.says("/1", page(*STORY))
    room.lists(court.url("/1"))
    (told,) = room.reads()
    assert told.links[0].entries == ()
    assert articles.review(room.store, room.now) == []
    order = entry(
        501,
        "Order",
        number=132,
        entered_at=room.now,
        text="Judge Brian E. Murphy: ORDER entered. Defendants shall facilitate O.C.G.'s return.",
    )
    room.store.record(
        Snapshot(
            SourceState.OK,
            dockets=(docket(NOTICE, order, judge="Brian E. Murphy"),),
            source_id="pacer_rss:mad",
            fetched_at=room.now + timedelta(minutes=5),
        )
    )
    room.now += timedelta(minutes=6)
    (tied,) = articles.review(room.store, room.now)
    assert (tied.field, tied.docket) == ("entry", KEY)
    assert articles.review(room.store, room.now) == []


def test_for_what_may_have_come_no_other_matter_is_read(room: Newsroom) -> None:
    by_id = WatchedCase("mad", "#99", pacer_case_id=CASE_ID)
    for slug, case in (("other", WatchedCase("mad", "1:25-cv-20000")), ("by-id", by_id)):
        room.store.watches.add(Watch(slug, (case,)), BEGAN)
    assert {each.watch for each in matters_with(room.store, {KEY})} == {"dvd", "by-id"}


def test_what_a_story_reports_of_another_case_is_tied_to_no_entry_of_ours(
    court: Loopback, room: Newsroom
) -> None:
    """Red when: another judge's order of that day is taken for that of the case named beside it."""
    order = entry(501, "Order", number=132, entered_at=room.now)
    docket_now = docket(NOTICE, order, judge="Brian E. Murphy")
    room.store.record(
        Snapshot(
            SourceState.OK,
            dockets=(docket_now,),
            source_id="pacer_rss:mad",
            fetched_at=room.now,
        )
    )
    court.says("/1", page(
        "A federal judge in Vermont on Friday ordered a farm to pay its hands for the harvest.",
        "The farm in Muster had said that its hands were guests. Its lawyer will appeal, and the"
        " hands gathered at the gate with a kettle. A hearing on the costs is set for June.",
        "In a similar case in Boston, D.V.D. v. Department of Homeland Security, another judge"
        " ordered the return of a man this week.",
        title="Vermont farm must pay its hands, judge says",
    ))  # fmt: skip
    room.lists(court.url("/1"), summary=None)
    (told,) = room.reads()
    (found,) = told.links
    assert (found.role, found.report, found.entries) == (Role.MENTION, None, ())


def test_nothing_is_asked_where_nothing_waits(court: Loopback, room: Newsroom) -> None:
    assert room.reads() == []
    assert court.requests == []
