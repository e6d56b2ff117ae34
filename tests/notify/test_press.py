"""What the press tells stands under its filing, comes once, and never pesters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.models import (
    DeliveryStatus,
    EntryKind,
    Meaning,
    Query,
    Route,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    Telling,
    Timing,
    Watch,
    WatchedCase,
)
from db.press import Reported
from db.store import Store
from notify import restraint, routes
from notify.later import SAID
from notify.press import is_closing
from tests.db.conftest import NOON, NUMBER, entry
from tests.db.test_articles import HERALD, WIRE, Press, about, mention, reported, story
from tests.notify.receivers import Post
from tests.notify.test_outbox import OTHER, Desk

PUBLISHED = NOON + timedelta(hours=6)


@pytest.fixture
def desk(store: Store) -> Desk:
    """A court and two publishers who were asked before anything happened."""
    for source_id in (HERALD, WIRE):
        store.sources.have(Source(source_id, SourceKind.NEWS, "", "https://herald.example/feed"))
    return Desk(store)


@pytest.fixture
def press(desk: Desk) -> Press:
    return Press(desk.store, PUBLISHED)


def follow(desk: Desk, press: Press, slug: str = "dvd", **told: object) -> Watch:
    """A watch whose first looks are over."""
    watch = desk.watch(slug, **told)  # type: ignore[arg-type]
    press.now = NOON + timedelta(minutes=1)
    for source_id in (HERALD, WIRE):
        press.list(source_id=source_id)
    press.file()
    press.now = PUBLISHED
    return watch


def settled(desk: Desk, press: Press) -> None:
    desk.now = press.now
    desk.round()


def morning(desk: Desk) -> None:
    """The next digest."""
    desk.now = (NOON + timedelta(days=1)).replace(hour=12, minute=1)
    desk.round()


def titles(desk: Desk) -> list[str]:
    return [each.title.rpartition(": ")[2] for each in desk.printed]


def order(press: Press, at: datetime | None = None, seq: int = 501) -> Reported:
    """A new order on the docket."""
    found = press.file(entry(seq, "Order", number=seq - 369, entered_at=at or press.now))
    return next(each for each in found if each.entry.seq == seq)


def test_stories_come_with_the_digest_unless_told_otherwise(desk: Desk, press: Press) -> None:
    follow(desk, press)
    press.tell(story(at=PUBLISHED), about(report=None))
    settled(desk, press)
    assert desk.printed == []
    (waiting,) = desk.store.deliveries.waiting()
    assert (waiting.route, waiting.reason) == (Route.DIGEST, routes.STORY)
    morning(desk)
    assert titles(desk) == ["1 story in 1 case"]
    assert "- In the press\n  “Judge orders a return” (Sample Herald," in desk.printed[0].text
    assert "https://herald.example/2025/05/23/order" in desk.printed[0].text


def test_a_watch_that_asks_for_them_hears_stories_at_once(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW)
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    (message,) = desk.printed
    assert message.title.endswith("the press reports an order that is not on the docket yet")
    assert "Sample Herald: “ordered”" in message.text
    assert "This is a report of the press, not of the court." in message.text


def test_a_watch_without_news_hears_of_no_story_and_of_no_news_source(
    desk: Desk, press: Press
) -> None:
    follow(desk, press, news=Telling.OFF)
    press.tell(story(at=PUBLISHED), about())
    fail(desk.store, press)
    found = order(press)
    press.store.articles.tie(1, found.docket, [found], press.now)
    settled(desk, press)
    morning(desk)
    assert titles(desk) == ["Order (132)"]
    assert "Herald" not in desk.printed[0].text


def fail(store: Store, press: Press) -> None:
    """The Herald does not answer, twice."""
    for _ in range(2):
        press.now += timedelta(minutes=1)
        store.record(
            Snapshot(SourceState.DOWN, source_id=HERALD, fetched_at=press.now, complete=False)
        )


def test_a_source_of_the_press_that_fails_is_told_with_the_digest(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW)
    desk.watch("elsewhere", OTHER, channels=("desk",), news=Telling.OFF)
    fail(desk.store, press)
    settled(desk, press)
    assert desk.printed == []
    morning(desk)
    assert "news source" in desk.printed[0].text
    assert desk.printed[0].text.startswith("The press\n")
    assert {each.watch for each in desk.store.deliveries.all()} == {"dvd"}


def test_a_query_is_told_no_stories(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.OFF)
    search = Watch("search", terms=("return",), query=Query(), news=Telling.NOW)
    desk.store.watches.add(search, NOON)
    press.tell(story(at=PUBLISHED), about())
    fail(desk.store, press)
    settled(desk, press)
    assert [each.watch for each in desk.store.deliveries.all()] == []


def test_filters_hold_no_story_back_but_muting_does(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW, kinds=(EntryKind.MOTION,), terms=("nothing like it",))
    desk.watch("quiet", news=Telling.NOW, muted=True)
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    assert [each.watch for each in desk.store.deliveries.all()] == ["dvd"]
    assert len(desk.printed) == 1


def test_stories_wait_for_the_end_of_the_night(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW, timing=Timing(quiet_hours="13:00-20:00"))
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    assert desk.printed == []
    desk.later(hours=10).round()
    assert len(desk.printed) == 1


@pytest.mark.parametrize(
    ("wish", "titles_by_morning"),
    [
        (Telling.OFF, []),
        (Telling.DIGEST, ["1 story in 1 case"]),
        (Telling.NOW, ["Judge orders a return"]),
    ],
)
def test_what_waits_follows_a_watch_that_wishes_otherwise(
    desk: Desk, press: Press, wish: Telling, titles_by_morning: list[str]
) -> None:
    watch = follow(desk, press, news=Telling.NOW, timing=Timing(quiet_hours="13:00-20:00"))
    press.tell(story(at=PUBLISHED), about(report=None))
    settled(desk, press)
    held = desk.store.watches.get(watch.slug)
    desk.store.watches.update(replace(held, news=wish), desk.now)
    desk.later(hours=10).round()
    morning(desk)
    assert titles(desk) == titles_by_morning


def test_a_story_from_before_the_watch_is_not_told(desk: Desk, press: Press) -> None:
    follow(desk, press, "old", news=Telling.OFF)
    late = Watch("late", (WatchedCase("mad", NUMBER),), news=Telling.NOW)
    desk.store.watches.add(late, PUBLISHED + timedelta(minutes=30))
    press.now = PUBLISHED + timedelta(hours=1)
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    assert desk.store.deliveries.all() == []


def test_mentions_and_copies_are_not_told(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW)
    press.tell(story(at=PUBLISHED), about())
    press.tell(story("https://wire.example/a", PUBLISHED), about(), cluster=1)
    press.tell(story("https://wire.example/b", PUBLISHED), mention())
    settled(desk, press)
    morning(desk)
    assert len(desk.printed) == 1


def test_a_story_about_two_cases_of_a_watch_is_told_once(desk: Desk, press: Press) -> None:
    """Promise 3. Red when: `Restraint._of_story` does not ask what was told."""
    cases = (*desk.watch("one").cases, *desk.watch("two", OTHER).cases)
    for slug in ("one", "two"):
        desk.store.watches.remove(slug)
    desk.store.watches.add(Watch("both", cases, news=Telling.NOW), NOON)
    press.tell(story(at=PUBLISHED), about(), about(docket=cases[1].key))
    settled(desk, press)
    morning(desk)
    assert len(desk.printed) == 1


def test_a_channel_hears_a_story_once_though_two_watches_want_it(desk: Desk, press: Press) -> None:
    follow(desk, press, "calm")
    other = desk.watch("eager", OTHER, news=Telling.NOW)
    press.tell(story(at=PUBLISHED), about(), about(docket=other.cases[0].key))
    settled(desk, press)
    morning(desk)
    assert [each.text.count("Judge orders a return") for each in desk.printed] == [1]
    assert "watch eager" in desk.printed[0].text


def test_more_than_ten_stories_a_day_go_to_the_digest(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW)
    for number in range(12):
        press.tell(story(f"https://herald.example/{number}", PUBLISHED), about(report=None))
        settled(desk, press)
    assert len(desk.printed) == 10
    reasons = [each.reason for each in desk.store.deliveries.waiting()]
    assert reasons == [restraint.BRAKED] * 2
    press.now = PUBLISHED + timedelta(hours=25)
    press.tell(story("https://herald.example/next", press.now), about(report=None))
    settled(desk, press)
    assert titles(desk)[-2:] == ["Judge orders a return", "2 stories in 1 case"]


# A story and its filing


def test_a_story_stands_under_the_filing_that_is_told_with_it(desk: Desk, press: Press) -> None:
    follow(desk, press)
    found = order(press)
    press.tell(story(at=press.now + timedelta(minutes=5)), about(found))
    settled(desk, press)
    (message,) = desk.printed
    assert message.title.endswith(": Order (132)")
    assert message.text.index("Order (132)") < message.text.index("Reported by Sample Herald.")
    morning(desk)
    assert len(desk.printed) == 1
    assert [(each.status, each.reason) for each in desk.store.deliveries.all()] == [
        (DeliveryStatus.SENT, None),
        (DeliveryStatus.WITHDRAWN, SAID),
    ]


def test_a_story_does_not_wait_for_a_filing_that_is_never_told(desk: Desk, press: Press) -> None:
    """Noise without a digest. Red when: `Restraint._tells` takes what is only noted."""
    desk.store.reader = lambda told, court_id: Meaning(EntryKind.APPEARANCE)
    follow(desk, press, news=Telling.NOW, timing=Timing(digest="off"))
    found = order(press)
    press.tell(story(at=press.now), about(found))
    settled(desk, press)
    assert titles(desk) == ["Order (132)"]
    assert "Reported by Sample Herald" in desk.printed[0].text


def test_a_story_of_a_filing_that_was_told_names_it(desk: Desk, press: Press) -> None:
    follow(desk, press)
    found = order(press)
    settled(desk, press)
    press.tell(story(at=press.now), about(found))
    settled(desk, press)
    morning(desk)
    assert "- Reported by Sample Herald: Order (132)" in desk.printed[-1].text


def test_a_filing_that_the_press_had_first_says_so_in_its_alert(desk: Desk, press: Press) -> None:
    """Told at once or not, nothing of it comes a second time."""
    follow(desk, press)
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    found = order(press, at=PUBLISHED + timedelta(minutes=41))
    desk.store.articles.tie(1, found.docket, [found], press.now)
    settled(desk, press)
    (message,) = desk.printed
    assert "On the docket 41 minutes after Sample Herald reported it." in message.text
    morning(desk)
    assert len(desk.printed) == 1


def test_a_closing_goes_the_way_of_its_story_where_the_filing_is_held_back(
    desk: Desk, press: Press
) -> None:
    follow(desk, press, news=Telling.NOW, timing=Timing(digest="weekly mon@08:00"))
    watch = desk.store.watches.get("dvd")
    desk.store.watches.update(replace(watch, terms=("nothing like it",)), NOON)
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    press.now = PUBLISHED + timedelta(hours=3)
    found = press.file(
        entry(501, "Order", number=132, text="ORDER on something.", entered_at=press.now)
    )[0]
    desk.store.articles.tie(1, found.docket, [found], press.now)
    settled(desk, press)
    assert [each.title.partition("): ")[2] for each in desk.printed] == [
        "the press reports an order that is not on the docket yet",
        "on the docket 3 hours after Sample Herald reported it: Order (132)",
    ]


def test_a_closing_is_told_only_to_those_who_heard_the_story(desk: Desk, press: Press) -> None:
    follow(desk, press, "old", news=Telling.NOW)
    deaf = desk.watch("deaf", channels=("desk",), news=Telling.OFF)
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    desk.store.watches.update(replace(deaf, news=Telling.NOW), press.now)
    press.now += timedelta(minutes=5)
    found = order(press, at=PUBLISHED + timedelta(minutes=3))
    desk.store.articles.tie(1, found.docket, [found], press.now)
    settled(desk, press)
    closings = [each for each in desk.store.deliveries.all() if is_closing(each.change)]
    assert {each.watch for each in closings} == {"old"}


def test_a_story_that_waited_while_its_filing_came_is_not_told_as_unseen(
    desk: Desk, press: Press
) -> None:
    """Of two stories of one order only the first has a closing."""
    follow(desk, press, terms=("nothing like it",))
    press.tell(story(at=PUBLISHED), about())
    press.tell(story("https://wire.example/a", PUBLISHED, publisher="Example Wire"), about())
    settled(desk, press)
    found = press.file(entry(501, "Order", number=132, text="ORDER.", entered_at=press.now))[0]
    for article in (1, 2):
        desk.store.articles.tie(article, found.docket, [found], press.now)
    settled(desk, press)
    morning(desk)
    (message,) = desk.printed
    assert "not on the docket yet" not in message.text
    assert message.text.count("wire.example/a") == message.text.count("herald.example") == 1


def test_several_candidates_are_told_as_such(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW)
    order(press)
    order(press, seq=502)
    settled(desk, press)
    (held,) = desk.store.dockets.of_court("mad")
    both = [reported(each, 0.5) for each in held.entries]
    press.tell(story(at=press.now), about(*both))
    settled(desk, press)
    told = desk.printed[-1].text
    assert "- Reported by Sample Herald: it may be no. 132 or no. 133." in told


def test_a_doubtful_entry_is_not_told_as_sure(desk: Desk, press: Press) -> None:
    follow(desk, press, news=Telling.NOW)
    order(press)
    settled(desk, press)
    (held,) = desk.store.dockets.of_court("mad")
    press.tell(story(at=press.now), about(reported(held.entries[0], 0.5)))
    settled(desk, press)
    assert "- Reported by Sample Herald: it may be no. 132." in desk.printed[-1].text


def test_all_messages_of_a_matter_are_one_thread(desk: Desk, press: Press, post: Post) -> None:
    desk.channels = {"mail": post.url()}
    follow(desk, press, news=Telling.NOW, channels=("mail",))
    press.tell(story(at=PUBLISHED), about())
    settled(desk, press)
    order(press)
    settled(desk, press)
    assert len({mail["References"] for mail in post.mails}) == 1
    assert len(post.mails) == 2
