"""What the press told is kept once, told once, and forgotten with the watch that asked for it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import article_forgetting, changelog, plain, plain_press
from db.errors import StoreError
from db.guard import WITHHELD
from db.migrations import migrate
from db.models import (
    Change,
    ChangeKind,
    Disposition,
    DocketEntry,
    DocketKey,
    EntryKind,
    EntryRef,
    Problem,
    Query,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    Validators,
    Watch,
    WatchedCase,
)
from db.press import Article, ArticleLink, Evidence, Reading, Report, Reported, Role
from db.sources import Sources
from db.store import Store
from tests.db.conftest import NUMBER, docket, entry, need_source, watch

KEY = DocketKey("mad", NUMBER)
OTHER = DocketKey("mad", "1:25-cv-20000")
HERALD, WIRE = "news:herald", "news:wire"
BEGAN = datetime(2025, 5, 20, 9, tzinfo=UTC)  # the watch
FIRST = datetime(2025, 5, 22, 9, tzinfo=UTC)  # the Herald's first answer
FRIDAY = datetime(2025, 5, 23, 21, tzinfo=UTC)
ADDRESS = "https://herald.example/2025/05/23/order"
REPORT = Report((EntryKind.ORDER,), None, date(2025, 5, 23), date(2025, 5, 23), words="ordered")


def story(url: str = ADDRESS, at: datetime | None = FRIDAY, **told: object) -> Article:
    values: dict[str, object] = {
        "title": "Judge orders a return",
        "publisher": "Sample Herald",
        "published_at": at,
        "summary": "A federal judge in Boston ruled on Friday.",
    }
    return Article(url, **(values | told))  # type: ignore[arg-type]


def about(*entries: Reported, docket: DocketKey = KEY, **told: object) -> ArticleLink:
    values: dict[str, object] = {
        "evidence": (Evidence("judge_and_court", "a federal judge in Boston", 0.6),),
        "report": REPORT,
    }
    return ArticleLink(docket, Role.ABOUT, 0.9, entries=entries, **(values | told))  # type: ignore[arg-type]


def mention(docket: DocketKey = KEY) -> ArticleLink:
    return ArticleLink(docket, Role.MENTION, 0.5)


@dataclass
class Press:
    """A store that is told of stories, each read as soon as it is listed."""

    store: Store
    now: datetime = FRIDAY + timedelta(hours=1)

    def list(self, *articles: Article, source_id: str = HERALD, **told: object) -> None:
        """One answer of a news source, a minute after whatever came last."""
        self.now += timedelta(minutes=1)
        answer = Snapshot(
            SourceState.OK, articles=articles, source_id=source_id, fetched_at=self.now
        )
        self.store.record(replace(answer, **told))  # type: ignore[arg-type]

    def read(self, *links: ArticleLink, **told: object) -> tuple[Change, ...]:
        """Read what waits, which concerns these matters."""
        (waiting,) = self.store.articles.waiting(self.now, 20)
        read = replace(waiting, reading=Reading.READ, fingerprint="f1", summary=None)
        return self.store.articles.settle(replace(read, **told), links, self.now)  # type: ignore[arg-type]

    def tell(self, article: Article, *links: ArticleLink, **told: object) -> tuple[Change, ...]:
        self.list(article)
        return self.read(*links, **told)

    def file(self, *entries: DocketEntry) -> list[Reported]:
        """Have the court's feed list entries; they are what a story may report."""
        self.now += timedelta(minutes=1)
        self.store.record(
            Snapshot(
                SourceState.OK,
                dockets=(docket(*entries),),
                source_id="pacer_rss:mad",
                fetched_at=self.now,
                built_at=self.now,
            )
        )
        (held,) = self.store.dockets.of_court("mad")
        return [reported(each) for each in held.entries]

    def kept(self) -> list[Article]:
        return self.store.articles.all()


def reported(told: DocketEntry, confidence: float = 0.9) -> Reported:
    assert told.id is not None
    return Reported(KEY, EntryRef(told.id, told.seq, told.number, told.labels), confidence)


@pytest.fixture
def press(store: Store) -> Press:
    """A matter that is watched, and two publishers who were asked before anything happened."""
    watch(store, at=BEGAN)
    for source_id in (HERALD, WIRE):
        store.sources.have(Source(source_id, SourceKind.NEWS, "", "https://herald.example/feed"))
    found = Press(store, FIRST - timedelta(minutes=1))
    found.list()
    found.list(source_id=WIRE)
    found.now = FRIDAY + timedelta(hours=1)
    return found


def fields(changes: tuple[Change, ...]) -> list[tuple[str | None, bool]]:
    """What each change of articles says, and whether it is quiet."""
    assert {each.kind for each in changes} <= {ChangeKind.ARTICLE_LINKED}
    return [(each.field, each.quiet) for each in changes]


LOUD, QUIET = False, True
NEWS = (None, LOUD)


# Taking what a source lists


def test_an_article_waits_to_be_read_from_the_answer_that_lists_it(press: Press) -> None:
    press.list(story())
    (waiting,) = press.store.articles.waiting(press.now, 20)
    assert (waiting.url, waiting.reading, waiting.source_id) == (ADDRESS, Reading.WAITING, HERALD)
    assert waiting.first_seen == press.now
    assert press.store.articles.next_try_at() == press.now


def test_an_answer_and_its_articles_are_kept_together_or_not_at_all(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when: the validators of an answer are kept without the articles that it listed."""
    killed = sqlite3.OperationalError("killed here")
    monkeypatch.setattr(Sources, "save", lambda *_: (_ for _ in ()).throw(killed))
    with pytest.raises(StoreError):
        press.list(story(), validators=Validators(etag="a"))
    assert press.store.articles.waiting(press.now, 20) == []
    monkeypatch.undo()
    press.list(story(), validators=Validators(etag="a"))
    assert len(press.store.articles.waiting(press.now, 20)) == 1
    assert press.store.sources.get(HERALD).validators == Validators(etag="a")


def test_a_settled_article_and_its_news_are_kept_together_or_not_at_all(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.list(story())
    killed = KeyboardInterrupt()
    monkeypatch.setattr(changelog, "write", lambda *_: (_ for _ in ()).throw(killed))
    with pytest.raises(KeyboardInterrupt):
        press.read(about())
    assert press.kept() == []
    monkeypatch.undo()
    assert fields(press.read(about())) == [NEWS]


def test_an_article_that_several_sources_list_is_one(press: Press) -> None:
    press.list(story(addresses=("https://herald.example/amp/order",)))
    press.list(story("https://herald.example/amp/order"), source_id=WIRE)
    assert len(press.store.articles.waiting(press.now, 20)) == 1


def test_an_article_listed_twice_in_one_answer_is_one(press: Press) -> None:
    press.list(story(), story())
    assert len(press.store.articles.waiting(press.now, 20)) == 1


def test_a_known_article_is_not_read_again_unless_it_changed(press: Press) -> None:
    press.tell(story(modified_at=FRIDAY), about())
    press.list(story(modified_at=FRIDAY))
    assert press.store.articles.waiting(press.now, 20) == []
    press.list(story(modified_at=FRIDAY + timedelta(hours=1), title="Judge orders a return, again"))
    (waiting,) = press.store.articles.waiting(press.now, 20)
    assert (waiting.title, waiting.attempts) == ("Judge orders a return, again", 0)


def test_a_known_article_is_read_again_for_a_case_that_was_not_watched_then(press: Press) -> None:
    press.tell(story(), about())
    press.store.watches.add(
        Watch(slug="second", cases=(WatchedCase("mad", OTHER.number),)),
        press.now + timedelta(seconds=1),
    )
    press.list(story())
    found = press.read(about(), about(docket=OTHER))
    assert fields(found) == [(None, QUIET)]
    assert [each.url for each in press.store.articles.of_dockets([OTHER])] == [ADDRESS]


def test_what_cannot_be_read_now_is_put_off(press: Press) -> None:
    press.list(story())
    (waiting,) = press.store.articles.waiting(press.now, 20)
    later = press.now + timedelta(hours=1)
    press.store.articles.put_off(waiting, later)
    assert press.store.articles.waiting(press.now, 20) == []
    (again,) = press.store.articles.waiting(later, 20)
    assert again.attempts == 1


def test_the_newest_story_is_read_first(press: Press) -> None:
    press.list(*(story(f"{ADDRESS}/{day}", FRIDAY - timedelta(days=day)) for day in (2, 0, 1)))
    found = press.store.articles.waiting(press.now, 2)
    assert [each.url[-1] for each in found] == ["0", "1"]


def test_a_report_is_kept_as_it_was_told() -> None:
    told = Report(
        (EntryKind.ORDER, EntryKind.OPINION),
        Disposition.DENIED,
        date(2025, 5, 23),
        date(2025, 5, 26),
        is_dated=True,
        court_id="mad",
        number=132,
        topics=("stay",),
        words="denied a motion",
    )
    for each in (told, Report((EntryKind.ORDER,))):
        assert plain_press.unpacked_report(plain_press.packed_report(each)) == each
    assert plain.loads(plain.dumps(plain_press.report(told)))["kinds"] == ["order", "opinion"]


# Settling


def test_a_story_is_kept_with_its_links_and_without_its_summary(press: Press) -> None:
    (order,) = press.file(entry(number=132))
    press.tell(story(), about(order), authors=("Staff",), language="en")
    (kept,) = press.kept()
    assert (kept.summary, kept.reading, kept.language) == (None, Reading.READ, "en")
    (link,) = kept.links
    assert (link.role, link.score, link.report) == (Role.ABOUT, 0.9, REPORT)
    assert link.evidence == about().evidence
    assert link.entries == (order,)


def test_a_story_about_a_matter_is_news_once(press: Press) -> None:
    (order,) = press.file(entry(number=132))
    (change,) = press.tell(story(), about(order))
    assert (change.field, change.quiet, change.docket) == (None, LOUD, KEY)
    assert change.entry == order.entry
    assert change.new == {
        "article": 1,
        "url": ADDRESS,
        "title": "Judge orders a return",
        "publisher": "Sample Herald",
        "published_at": "2025-05-23T21:00:00Z",
        "role": "about",
        "score": 0.9,
        "cluster": 1,
        "reading": "read",
        "entries": [{"docket": str(KEY), "number": 132, "id": order.entry.id, "confidence": 0.9}],
        "report": plain_press.report(REPORT),
    }
    (logged,) = [each for each in press.store.changes.after(0) if each.field is None]
    assert logged.new == change.new


def test_a_mention_is_quiet_and_may_become_a_story_once(press: Press) -> None:
    assert fields(press.tell(story(), mention())) == [("mention", QUIET)]
    press.list(story(modified_at=FRIDAY + timedelta(hours=1)))
    assert fields(press.read(about())) == [NEWS]
    press.list(story(modified_at=FRIDAY + timedelta(hours=2)))
    assert fields(press.read(mention())) == []
    press.list(story(modified_at=FRIDAY + timedelta(hours=3)))
    assert fields(press.read(about())) == [("update", QUIET)]


def test_a_story_is_news_to_each_docket_that_it_is_about(press: Press) -> None:
    watched = (WatchedCase("mad", OTHER.number),)
    press.store.watches.add(Watch(slug="second", cases=watched), BEGAN)
    assert fields(press.tell(story(), about(), about(docket=OTHER))) == [NEWS, NEWS]


def test_two_watches_on_one_docket_make_one_link(press: Press) -> None:
    press.tell(story(), mention(), about())
    (kept,) = press.kept()
    assert [each.role for each in kept.links] == [Role.ABOUT]


def test_copies_of_a_story_are_quiet(press: Press) -> None:
    press.tell(story(), about())
    (lead,) = press.store.articles.recent(FIRST)
    found = press.tell(story("https://wire.example/1"), about(), cluster=lead.id)
    assert fields(found) == [("copy", QUIET)]
    assert found[0].new["cluster"] == lead.id  # type: ignore[index]
    assert [each.is_lead for each in press.kept()] == [True, False]


def test_a_copy_of_a_copy_has_the_same_lead(press: Press) -> None:
    press.tell(story(), about())
    press.tell(story("https://wire.example/1"), about(), cluster=1)
    press.tell(story("https://wire.example/2"), about(), cluster=2)
    assert {each.cluster for each in press.kept()} == {1}


def test_a_story_that_is_read_anew_stays_with_its_copies(press: Press) -> None:
    """Red when: an update that reads like another story is told as news once more."""
    press.tell(story(), about())
    press.tell(story("https://wire.example/1"), mention())
    press.list(story(modified_at=FRIDAY + timedelta(hours=1)))
    press.read(about(), cluster=2)
    assert [each.cluster for each in press.kept()] == [1, 2]


def test_a_copy_is_news_where_its_lead_told_too_little(press: Press) -> None:
    press.tell(story(), mention())
    assert fields(press.tell(story("https://wire.example/1"), about(), cluster=1)) == [NEWS]


def test_an_update_is_no_news(press: Press) -> None:
    press.tell(story(), about())
    press.list(story(modified_at=FRIDAY + timedelta(hours=1)))
    assert fields(press.read(about(), fingerprint="f2")) == [("update", QUIET)]


def test_a_story_that_is_called_modified_and_has_the_same_words_is_no_update(press: Press) -> None:
    press.tell(story(), about())
    press.list(story(modified_at=FRIDAY + timedelta(hours=1)))
    assert fields(press.read(about())) == []


def test_a_story_that_is_modified_with_every_answer_is_read_ever_more_rarely(press: Press) -> None:
    """Some lists give the time of the answer for that of a change."""
    press.tell(story(), about())
    read_at = []
    for _ in range(1000):
        press.list(story(modified_at=press.now))
        if press.store.articles.waiting(press.now, 20):
            press.read(about())
            read_at.append(press.now)
    assert 10 < len(read_at) < 25


@pytest.mark.parametrize(
    ("published", "is_quiet"),
    [
        (BEGAN - timedelta(seconds=1), QUIET),
        (FIRST - timedelta(hours=24, seconds=1), QUIET),
        (FIRST - timedelta(hours=23), LOUD),
        (FRIDAY, LOUD),
    ],
)
def test_what_was_told_before_anybody_looked_is_quiet(
    press: Press, published: datetime, is_quiet: bool
) -> None:
    assert fields(press.tell(story(at=published), about())) == [(None, is_quiet)]


def test_a_late_story_of_an_old_order_is_news(press: Press) -> None:
    (order,) = press.file(entry(number=132))
    press.now += timedelta(days=7)
    found = press.tell(story(at=press.now), about(order))
    assert fields(found) == [NEWS]


def test_copies_of_an_old_story_are_no_news_either(press: Press) -> None:
    press.tell(story(at=BEGAN - timedelta(days=1)), about())
    assert fields(press.tell(story("https://wire.example/1"), about(), cluster=1)) == [
        ("copy", QUIET)
    ]


def test_an_undated_story_is_quiet_in_a_first_look_alone(press: Press) -> None:
    source = Source("news:new", SourceKind.NEWS, "", "https://new.example/feed")
    press.store.sources.have(source)
    press.list(story(at=None), source_id="news:new")
    assert fields(press.read(about())) == [(None, QUIET)]
    press.list(story("https://new.example/2", None), source_id="news:new")
    assert fields(press.read(about())) == [NEWS]


def test_what_nobody_watches_any_more_is_not_linked(press: Press) -> None:
    press.list(story())
    press.store.watches.remove("matter")
    assert press.read(about()) == ()
    assert press.kept() == []


def test_an_article_without_a_link_is_kept_only_to_be_known_again(press: Press) -> None:
    press.tell(story(), authors=("Staff",))
    found = press.store.articles.find(ADDRESS)
    assert found is not None
    assert (found.publisher, found.authors, found.fingerprint) == (None, (), None)
    assert press.kept() == press.store.articles.recent(FIRST) == []


def test_two_that_turn_out_to_be_one_article_are_one(press: Press) -> None:
    press.tell(story(), about())
    press.list(story("https://news.example/r/1"))
    assert fields(press.read(about(), url=ADDRESS)) == []
    (kept,) = press.kept()
    assert (kept.id, kept.url) == (1, ADDRESS)
    assert kept.addresses == (ADDRESS, "https://news.example/r/1")


def test_the_lead_that_turns_out_to_be_another_article_takes_its_copies_along(
    press: Press,
) -> None:
    press.list(story("https://news.example/r/1"))
    (first,) = press.store.articles.waiting(press.now, 20)
    press.store.articles.put_off(first, press.now + timedelta(hours=1))
    press.tell(story(), about())
    press.tell(story("https://wire.example/1"), about(), cluster=2)
    press.now += timedelta(hours=2)
    assert fields(press.read(about(), addresses=(ADDRESS,))) == [("update", QUIET)]
    assert {(each.id, each.cluster) for each in press.kept()} == {(1, 1), (3, 1)}
    assert fields(press.tell(story("https://wire.example/2"), about(), cluster=3)) == [
        ("copy", QUIET)
    ]


# What comes to the docket after the press told it


def test_an_order_that_the_press_had_first_is_closed_once(press: Press) -> None:
    press.tell(story(), about())
    ((article, link),) = press.store.articles.open(press.now)
    assert link.report == REPORT
    assert article.id is not None
    entered = FRIDAY + timedelta(minutes=41)
    (order,) = press.file(entry(number=132, entered_at=entered))
    change = press.store.articles.tie(article.id, KEY, (order,), press.now)
    assert change is not None
    assert fields((change,)) == [("entry", LOUD)]
    assert change.entry == order.entry
    assert isinstance(change.new, dict)
    assert change.new["minutes"] == 41
    assert change.docket_id is not None
    assert press.store.articles.open(press.now) == []
    assert press.store.articles.tie(article.id, KEY, (order,), press.now) is None
    assert len(press.store.changes.of_docket(change.docket_id)) == 2  # the entry, and this


def test_an_entry_of_which_a_day_alone_is_known_closes_without_minutes(press: Press) -> None:
    press.tell(story(), about())
    (order,) = press.file(entry(number=132, entered_at=None, filed_on=date(2025, 5, 23)))
    change = press.store.articles.tie(1, KEY, (order,), press.now)
    assert change is not None
    assert isinstance(change.new, dict)
    assert change.new["minutes"] is None


def test_an_entry_that_was_there_before_the_story_closes_without_minutes(press: Press) -> None:
    """Its feed listed it late: nobody would understand "on the docket -5 minutes after"."""
    press.tell(story(), about())
    (order,) = press.file(entry(number=132, entered_at=FRIDAY - timedelta(minutes=5)))
    change = press.store.articles.tie(1, KEY, (order,), press.now)
    assert change is not None
    assert isinstance(change.new, dict)
    assert change.new["minutes"] is None


def test_what_the_docket_had_before_is_not_what_was_not_on_it(press: Press) -> None:
    """The story was read beside that entry, and told as one whose order is missing."""
    (old,) = press.file(entry(number=131, entered_at=FRIDAY - timedelta(hours=2)))
    press.now += timedelta(minutes=1)
    press.tell(story(), about())
    press.now += timedelta(days=2)
    assert press.store.articles.tie(1, KEY, (old,), press.now) is None
    assert len(press.store.articles.open(press.now)) == 1
    added = press.file(entry(502, number=132))
    (new,) = (each for each in added if each.entry.number == 132)
    change = press.store.articles.tie(1, KEY, (old, new), press.now)
    assert change is not None
    assert change.entry == new.entry


def test_a_copy_of_a_closed_story_is_tied_in_silence(press: Press) -> None:
    press.tell(story(), about())
    press.tell(story("https://wire.example/1"), about(), cluster=1)
    (order,) = press.file(entry(number=132))
    assert press.store.articles.tie(1, KEY, (order,), press.now) is not None
    assert press.store.articles.tie(2, KEY, (order,), press.now) is None
    assert [each.links[0].entries for each in press.kept()] == [(order,), (order,)]


def test_of_several_who_were_first_one_alone_is_told(press: Press) -> None:
    press.tell(story(), about())
    press.tell(story("https://wire.example/1"), about(), fingerprint="f2")
    (order,) = press.file(entry(number=132))
    opened = press.store.articles.open(press.now)
    ties = [press.store.articles.tie(each.id or 0, KEY, (order,), press.now) for each, _ in opened]
    assert [each.quiet for each in ties if each is not None] == [LOUD, QUIET]


def test_what_an_old_story_reported_is_closed_in_silence(press: Press) -> None:
    press.tell(story(at=FIRST - timedelta(days=1, hours=1)), about())
    (order,) = press.file(entry(number=132))
    change = press.store.articles.tie(1, KEY, (order,), press.now)
    assert change is not None
    assert fields((change,)) == [("entry", QUIET)]


def test_an_update_that_finds_the_order_closes_too(press: Press) -> None:
    press.tell(story(), about())
    (order,) = press.file(entry(number=132))
    press.list(story(modified_at=press.now))
    assert fields(press.read(about(order))) == [("entry", LOUD)]
    assert press.store.articles.open(press.now) == []


def test_what_was_reported_is_looked_for_ten_days(press: Press) -> None:
    press.tell(story(), about())
    assert press.store.articles.open(FRIDAY + timedelta(days=9, hours=23))
    assert not press.store.articles.open(FRIDAY + timedelta(days=10))


def test_a_story_from_the_future_is_not_looked_for_until_then(press: Press) -> None:
    press.tell(story(at=FRIDAY + timedelta(days=900)), about())
    assert not press.store.articles.open(press.now + timedelta(days=10))


def test_a_mention_or_a_feature_waits_for_nothing(press: Press) -> None:
    press.tell(story(), about(report=None))
    press.tell(story("https://wire.example/1"), mention())
    assert press.store.articles.open(press.now) == []


@pytest.mark.parametrize("is_first", [True, False])
def test_whoever_comes_first_the_links_end_the_same(press: Press, is_first: bool) -> None:
    """Red when: a story that came before its order is kept otherwise than one that came after."""
    if is_first:
        press.tell(story(), about())
        (order,) = press.file(entry(number=132))
        press.store.articles.tie(1, KEY, (order,), press.now)
    else:
        (order,) = press.file(entry(number=132))
        press.tell(story(), about(order))
    (kept,) = press.kept()
    assert kept.links == (about(order),)
    assert press.store.articles.open(press.now) == []


# Entries that are merged, sealed, forgotten


def test_a_story_follows_entries_that_are_merged_and_split(press: Press) -> None:
    first, second = press.file(entry(500, number=132), entry(501, "Notice", number=133))
    press.tell(story(), about(second, replace(first, confidence=0.1)))
    merged = press.store.repairs.merge([int(first.entry.id), int(second.entry.id)], press.now)
    (kept,) = press.kept()
    assert [(each.entry.id, each.confidence) for each in kept.links[0].entries] == [
        (str(merged[0]), 1.0)
    ]
    assert [each.id for each in press.store.articles.of_entry(merged[0])] == [1]
    press.store.repairs.split(merged[0], press.now)
    (kept,) = press.kept()
    assert len(kept.links[0].entries) == 2


def test_an_entry_has_the_stories_of_those_that_gave_way_to_it(press: Press) -> None:
    first, second = press.file(entry(500, number=132), entry(501, "Notice", number=133))
    press.tell(story(), about(second))
    press.tell(story("https://wire.example/1"), about(first))
    merged = press.store.repairs.merge([int(first.entry.id), int(second.entry.id)], press.now)
    assert [each.id for each in press.store.articles.of_entry(merged[0])] == [1, 2]


def test_a_link_tells_no_label_that_the_court_sealed(press: Press) -> None:
    (order,) = press.file(entry(number=132, labels=("Order on Example Person",)))
    (change,) = press.tell(story(), about(order))
    press.file(entry(number=132, labels=("Seal",)))
    (kept,) = press.kept()
    assert kept.links[0].entries[0].entry.labels == ("Seal",)
    logged = [each for each in press.store.changes.after(0) if each.kind is change.kind]
    assert "Example Person" not in str(logged)


def test_a_name_that_the_court_withdrew_is_told_by_no_story(press: Press) -> None:
    """Red when: the title, the address or the evidence of a story re-tells such a name."""

    def call(caption: str) -> None:
        press.now += timedelta(minutes=1)
        press.store.record(
            Snapshot(
                SourceState.OK,
                dockets=(docket(entry(), caption=caption),),
                source_id="pacer_rss:mad",
                fetched_at=press.now,
                built_at=press.now,
            )
        )

    early = press.tell(story(title="Exemplar Persona was taken away"), about())
    assert early[0].docket_id is None
    call("Exemplar Persona v. Sample Agency")
    address = "https://herald.example/exemplar-persona-is-back"
    words = (Evidence("party", "Exemplar Persona of Sampletown", 0.5),)
    press.tell(story(address, title="Exemplar Persona is back"), about(evidence=words))
    call("E.P. v. Sample Agency")
    _, kept = press.kept()
    assert (kept.url, kept.title) == (WITHHELD, f"{WITHHELD} is back")
    assert kept.links[0].evidence[0].words == f"{WITHHELD} of Sampletown"
    dump = "\n".join(press.store._connection.iterdump())
    assert "Persona" not in dump
    assert "persona" not in dump
    press.list(story(address, title="Exemplar Persona is back"))
    assert press.store.articles.waiting(press.now, 20) == []
    found = press.tell(story("https://wire.example/1", title="Exemplar Persona"), about())
    assert "Persona" not in str(found)


# Forgetting


def test_what_concerns_nothing_is_forgotten_after_thirty_days(press: Press) -> None:
    press.tell(story())
    press.tell(story("https://wire.example/1"), about())
    press.now += timedelta(days=31)
    press.list()
    assert press.store.articles.find(ADDRESS) is not None  # an answer without articles takes none
    press.list(story("https://wire.example/2"))
    assert press.store.articles.find(ADDRESS) is None
    assert press.store.articles.find("https://wire.example/1") is not None


def test_what_is_forgotten_is_found_without_reading_what_is_kept(press: Press) -> None:
    """Red when: each answer of the press looks through all stories that were ever linked."""
    asked: list[str] = []
    press.store._connection.set_trace_callback(asked.append)
    press.list(story())
    press.store._connection.set_trace_callback(None)
    (idle,) = [each for each in asked if each.startswith("select id from article where first_seen")]
    rows = press.store._connection.execute(f"explain query plan {idle}").fetchall()
    assert "article_idle" in rows[0]["detail"]


def test_a_lead_that_tells_too_little_stays_with_its_copies(press: Press) -> None:
    press.tell(story())
    press.tell(story("https://wire.example/1"), about(), cluster=1)
    press.now += timedelta(days=31)
    press.list(story("https://wire.example/2"))
    assert press.store.articles.find(ADDRESS) is not None


def test_a_list_that_floods_us_for_days_fills_no_store(press: Press) -> None:
    """Red when: what waits grows with every answer, and nobody ever gets to its end."""
    for answer in range(4):
        at = FRIDAY + timedelta(minutes=answer)
        press.list(*(story(f"https://herald.example/{answer}/{each}", at) for each in range(200)))
    press.list(story("https://wire.example/1"), source_id=WIRE)
    waiting = press.store.articles.waiting(press.now, 1000)
    listed = [each for each in waiting if each.source_id == HERALD]
    assert len(listed) == article_forgetting.MOST_UNREAD
    assert {each.url.split("/")[3] for each in listed} == {"2", "3"}
    assert len(waiting) == len(listed) + 1


def test_what_waits_to_be_read_is_not_forgotten(press: Press) -> None:
    press.list(story())
    press.now += timedelta(days=31)
    press.list(story("https://wire.example/2"))
    assert len(press.store.articles.waiting(press.now, 20)) == 2


def test_the_last_watch_of_a_case_takes_its_stories_along(press: Press) -> None:
    press.store.watches.add(Watch(slug="second", cases=(WatchedCase("mad", NUMBER),)), press.now)
    press.tell(story(), about())
    press.store.watches.remove("matter")
    assert len(press.kept()) == 1
    press.store.watches.remove("second")
    assert press.store.articles.find(ADDRESS) is None
    assert _rows(press.store) == 0


def test_a_case_that_leaves_its_watch_takes_its_stories_along(press: Press) -> None:
    press.tell(story(), about())
    told = press.store.watches.get("matter")
    press.store.watches.update(replace(told, cases=(WatchedCase("mad", OTHER.number),)), press.now)
    assert press.kept() == []


def test_a_forgotten_docket_leaves_no_story(press: Press) -> None:
    (order,) = press.file(entry(number=132))
    press.tell(story(), about(order))
    (held,) = press.store.dockets.of_court("mad")
    assert held.id is not None
    press.store.dockets.forget(held.id)
    assert _rows(press.store) == 0
    assert "herald.example/2025" not in "\n".join(press.store._connection.iterdump())


def _rows(store: Store) -> int:
    tables = ("article", "article_address", "article_link", "article_entry", "article_said")
    return sum(
        store._connection.execute(f"select count(*) as n from {table}").fetchone()["n"]
        for table in tables
    )


def test_a_case_that_gets_its_number_keeps_its_stories(press: Press) -> None:
    nameless = WatchedCase("mad", "#282404", pacer_case_id="282404")
    found = press.store.watches.add(Watch(slug="second", cases=(nameless,)), BEGAN)
    press.tell(story(), about(docket=nameless.key))
    press.store.watches.name_case(found.cases[0], OTHER.number)
    assert [each.links[0].docket for each in press.kept()] == [OTHER]


def test_a_story_of_both_its_numbers_is_one_of_its_number(press: Press) -> None:
    nameless = WatchedCase("mad", "#282404", pacer_case_id="282404")
    numbered = WatchedCase("mad", OTHER.number)
    found = press.store.watches.add(Watch(slug="second", cases=(nameless,)), BEGAN)
    press.store.watches.add(Watch(slug="third", cases=(numbered,)), BEGAN)
    press.tell(story(), about(docket=nameless.key), mention(OTHER))
    press.store.watches.name_case(found.cases[0], OTHER.number)
    assert [each.docket for (kept,) in [press.kept()] for each in kept.links] == [OTHER]


# Sources of the press


def test_a_news_source_that_fails_is_a_change_of_no_docket(press: Press) -> None:
    problem = Problem("not_a_feed", "the feed answers a web page")
    press.list(state=SourceState.DOWN, problems=(problem,))
    press.list()
    found = [each for each in press.store.changes.after(0) if each.source_id == HERALD]
    assert [(each.kind, each.docket) for each in found] == [
        (ChangeKind.SOURCE_FAILING, None),
        (ChangeKind.SOURCE_BACK, None),
    ]


def test_a_query_that_is_asked_everywhere_is_not_asked_of_the_press(press: Press) -> None:
    press.store.watches.add(Watch(slug="any", terms=("return",), query=Query()), BEGAN)
    press.list(story(), seen=b"memory")
    assert press.store.sources.get(HERALD).seen == b"memory"
    assert press.store.watches.asked()[2].looks == {}


# Any order of arrival


@settings(deadline=None, max_examples=40)
@given(st.permutations(["herald", "copy", "update", "order"]))
def test_in_any_order_one_story_is_told_once(order: list[str]) -> None:
    """Red when: two loud changes tell one cluster, or its links depend on the order of arrival."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "docket.db"
        migrate(path)
        with Store.open(path) as store:
            need_source(store, "pacer_rss:mad")
            found = _played(store, order)
    assert found == ([(ADDRESS, 1), ("https://wire.example/1", 1)], 1)


def _played(store: Store, order: list[str]) -> tuple[list[tuple[str, int]], int]:
    """The stories with how many entries each reports, and how many were told as news."""
    watch(store, at=BEGAN)
    for source_id in (HERALD, WIRE):
        store.sources.have(Source(source_id, SourceKind.NEWS, "", "https://herald.example/feed"))
    press, found = Press(store, FRIDAY + timedelta(hours=1)), list[Reported]()
    for step in order:
        match step:
            case "order":
                found = press.file(entry(number=132))
                for article, link in store.articles.open(press.now):
                    store.articles.tie(article.id or 0, link.docket, found, press.now)
            case "herald":
                press.list(story())
            case "update":
                press.list(story(modified_at=FRIDAY + timedelta(hours=1)))
            case "copy":
                press.list(story("https://wire.example/1"), source_id=WIRE)
        if store.articles.waiting(press.now, 20):
            leads = [each.id for each in store.articles.recent(FIRST)]
            press.read(about(*found), cluster=next(iter(leads), None))
    loud = [each for each in store.changes.after(0) if not each.quiet]
    told = [each for each in loud if each.kind is ChangeKind.ARTICLE_LINKED and not each.field]
    kept = sorted((each.url, len(each.links[0].entries)) for each in press.kept())
    return kept, len(told)
