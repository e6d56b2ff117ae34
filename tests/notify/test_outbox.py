"""From changes to messages at their channels: nothing lost, nothing twice, nothing reordered."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from db.config import Config, Home
from db.models import (
    Change,
    Channel,
    DeliveryStatus,
    Docket,
    Message,
    SourceState,
    Watch,
    WatchedCase,
)
from db.store import Store
from notify import outbox, timing
from notify.channel import Refusal
from notify.send import send
from tests.db.conftest import NOON, NUMBER, docket, entry, linked, need_source
from tests.loopback import unused_port
from tests.notify.receivers import ACCEPT_AND_CLOSE, CLOSE, HANG, Chat, Post

Tell = Callable[..., tuple[Change, ...]]
WAIT = 0.3  # seconds
OTHER = "1:25-cv-10999"


@dataclass
class Desk:
    """Somebody's docket: a store, channels, a clock that we turn, and a terminal."""

    store: Store
    now: datetime = NOON + timedelta(hours=1)
    channels: dict[str, str] = field(default_factory=dict)
    printed: list[Message] = field(default_factory=list)
    habits: dict[str, Any] = field(default_factory=dict)  # keys of the configuration

    def watch(self, slug: str, *numbers: str, channels: tuple[str, ...] = (), **told: Any) -> Watch:
        cases = tuple(WatchedCase("mad", number) for number in numbers or (NUMBER,))
        watch = Watch(slug=slug, cases=cases, channels=channels, **told)
        return self.store.watches.add(watch, NOON)

    def round(self, lease: timedelta = outbox.LEASE) -> outbox.DeliverySummary:
        config = Config(
            Home(Path("config.toml"), self.store.path, Path("lock")),
            time_zone="America/New_York",
            channels={name: Channel(name, url) for name, url in self.channels.items()},
            **self.habits,
        )
        outbox.plan(self.store, self.now, timing.habits(config))
        return outbox.deliver(
            self.store,
            config,
            lambda: self.now,
            send,
            self.printed.append,
            timeout=WAIT,
            lease=lease,
        )

    def later(self, **told: float) -> Desk:
        self.now += timedelta(**told)
        return self

    def statuses(self) -> list[DeliveryStatus]:
        return [each.status for each in self.store.deliveries.all()]


@pytest.fixture
def desk(store: Store) -> Desk:
    random.seed(0)
    return Desk(store)


def other_docket(*entries: object) -> Docket:
    made = docket(number=OTHER, caption="Example v. Sample Agency", pacer_case_id="282999")
    return replace(made, entries=entries)  # type: ignore[arg-type]


def test_a_new_filing_is_printed_where_no_channel_is_set(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    tell(docket())
    tell(docket(linked(501, 132, "Memorandum & Order")))
    assert desk.round().sent == 1
    (message,) = desk.printed
    assert message.title.endswith(": Memorandum & Order (132)")
    assert desk.statuses() == [DeliveryStatus.SENT]
    assert desk.round().sent == 0


def test_without_a_terminal_what_is_to_be_printed_waits(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    tell(docket())
    tell(docket(entry()))
    outbox.plan(desk.store, desk.now)
    config = Config(Home(Path("c"), desk.store.path, Path("l")))
    assert outbox.deliver(desk.store, config, lambda: desk.now, send).sent == 0
    assert desk.statuses() == [DeliveryStatus.PENDING]
    assert desk.round().sent == 1


def test_the_first_look_is_quiet_but_for_what_came_since(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    before = entry(500, "Old Order", entered_at=NOON - timedelta(hours=1))
    since = entry(501, "New Order", entered_at=NOON + timedelta(seconds=30))
    tell(docket(before, since))
    desk.round()
    assert ["New Order" in each.text and "Old Order" not in each.text for each in desk.printed] == [
        True
    ]


def test_a_second_watcher_is_not_told_what_stood_there_before(desk: Desk, tell: Tell) -> None:
    """Promise 4. Red when: `match._stood_there_before` returns False."""
    desk.watch("first")
    tell(docket())
    case = WatchedCase("mad", NUMBER)
    desk.store.watches.add(Watch("second", (case,), ("desk",)), NOON + timedelta(seconds=70))
    tell(docket(entry()))
    outbox.plan(desk.store, desk.now)
    assert [each.watch for each in desk.store.deliveries.all()] == ["first"]


def test_the_changes_of_a_matter_are_one_message_per_channel(
    desk: Desk, tell: Tell, chat: Chat, post: Post
) -> None:
    desk.channels = {"chat": chat.url(), "mail": post.url()}
    desk.watch("dvd", NUMBER, OTHER, channels=("chat", "mail"))
    tell(docket(), other_docket())
    tell(docket(linked(501, 12), linked(502, 13)), other_docket(linked(77, 3, "Answer")))
    assert desk.round().sent == 2
    for receiver in (chat, post):
        (message,) = receiver.messages
        for words in ("Order (12)", "Order (13)", "Answer (3)", OTHER):
            assert words in message["message"]


def test_two_watches_on_one_docket_and_channel_give_one_message(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd", note="the flight to South Sudan")
    desk.watch("removals", NUMBER, OTHER)
    tell(docket(), other_docket())
    tell(docket(entry()), other_docket(entry(77, "Answer")))
    desk.round()
    (message,) = desk.printed
    assert "docket mute dvd" in message.text
    assert "docket mute removals" in message.text
    assert "the flight to South Sudan" in message.text
    assert message.text.count("- Order\n") == 1


def test_watches_without_a_docket_in_common_get_messages_of_their_own(
    desk: Desk, tell: Tell
) -> None:
    desk.watch("dvd")
    desk.watch("example", OTHER)
    tell(docket(), other_docket())
    tell(docket(entry()), other_docket(entry(77, "Answer")))
    desk.round()
    assert [each.thread for each in desk.printed] == ["dvd", "example"]


def test_a_filing_in_the_dockets_of_co_defendants_is_one_line(desk: Desk, tell: Tell) -> None:
    desk.watch("us", "1:20-cr-10306")
    dockets = [
        docket(number=f"1:20-cr-10306-{each}", pacer_case_id=f"9{each}", caption="USA v. Sample")
        for each in (1, 2)
    ]
    tell(*dockets)
    tell(*(replace(each, entries=(linked(900, 40, "Notice"),)) for each in dockets))
    desk.round()
    (message,) = desk.printed
    assert message.text.count("Notice (40)") == 1
    assert "D. Mass. 1:20-cr-10306-1, 1:20-cr-10306-2" in message.text


def test_no_message_is_so_long_that_a_filing_is_left_out(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    tell(docket())
    tell(docket(*(linked(500 + each, each) for each in range(1, 331))))
    assert desk.round().sent == 2
    told = "".join(each.text for each in desk.printed)
    assert all(f"- Order ({each})\n" in told for each in range(1, 331))


CHAT_TROUBLES = [500, 429, 302, CLOSE, HANG]
MAIL_TROUBLES = ["554 no", "451 later", CLOSE, HANG]


@pytest.mark.parametrize("trouble", CHAT_TROUBLES)
def test_a_chat_in_trouble_loses_nothing_and_harms_no_other(
    desk: Desk, tell: Tell, chat: Chat, post: Post, trouble: int | str
) -> None:
    """Promise 2. Red when: `_settle` in outbox sets `retry_at = None`."""
    chat.script.extendleft([trouble])
    _fails_first(desk, tell, ailing=chat, sound=post, channels={"a": chat.url(), "b": post.url()})


@pytest.mark.parametrize("trouble", MAIL_TROUBLES)
def test_a_mail_server_in_trouble_loses_nothing_and_harms_no_other(
    desk: Desk, tell: Tell, chat: Chat, post: Post, trouble: str
) -> None:
    post.script.extendleft([trouble])
    _fails_first(desk, tell, ailing=post, sound=chat, channels={"a": post.url(), "b": chat.url()})


def test_a_refused_recipient_loses_nothing_and_harms_no_other(
    desk: Desk, tell: Tell, chat: Chat, post: Post
) -> None:
    post.refuses["desk@news.example"] = "550 no such mailbox"
    channels = {"a": post.url(), "b": chat.url()}
    _fails_first(desk, tell, ailing=post, sound=chat, channels=channels, heal=post.refuses.clear)


def _fails_first(
    desk: Desk,
    tell: Tell,
    *,
    ailing: Chat | Post,
    sound: Chat | Post,
    channels: Mapping[str, str],
    heal: Callable[[], object] = bool,
) -> None:
    """Channel a fails at the first try; b never does."""
    desk.channels = dict(channels)
    desk.watch("dvd", channels=("a", "b"))
    tell(docket())
    tell(docket(linked(501, 12)))
    summary = desk.round()
    assert summary.sent == 1
    assert [each.channel for each in summary.troubles] == ["a"]
    assert len(sound.messages) == 1
    assert ailing.messages == []
    tell(docket(linked(501, 12), linked(502, 13)))
    desk.later(seconds=5).round()
    assert len(sound.messages) == 2
    assert ailing.messages == []  # the later one does not overtake
    heal()
    desk.later(minutes=5).round()
    for receiver in (ailing, sound):
        titles = [each["title"].rpartition(": ")[2] for each in receiver.messages]
        assert titles == ["Order (12)", "Order (13)"]
    assert set(desk.statuses()) == {DeliveryStatus.SENT}


def test_a_channel_that_is_down_gets_it_when_it_is_up(desk: Desk, tell: Tell) -> None:
    port = unused_port()
    desk.channels = {"mail": f"mailto://127.0.0.1:{port}/desk@news.example?from=d@news.example"}
    desk.watch("dvd", channels=("mail",))
    tell(docket())
    tell(docket(linked(501, 12)))
    assert "refused" in desk.round().troubles[0].reason
    with Post(port) as post:
        desk.later(minutes=2).round()
        assert len(post.mails) == 1


@pytest.mark.parametrize("kind", ["chat", "mail"])
def test_a_repeat_after_a_lost_yes_has_the_same_id(
    desk: Desk, tell: Tell, chat: Chat, post: Post, kind: str
) -> None:
    """Promise 3. Red when: the Message-ID or Idempotency-Key is made anew."""
    chat.script.extendleft([ACCEPT_AND_CLOSE])
    post.script.extendleft([ACCEPT_AND_CLOSE])
    desk.channels = {"a": chat.url() if kind == "chat" else post.url()}
    desk.watch("dvd", channels=("a",))
    tell(docket())
    tell(docket(linked(501, 12)))
    desk.round()
    desk.later(minutes=2).round()
    ids = chat.keys if kind == "chat" else [each["Message-ID"] for each in post.mails]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_a_hanging_channel_does_not_hold_up_the_round(
    desk: Desk, tell: Tell, chat: Chat, post: Post
) -> None:
    chat.script[0] = HANG
    desk.channels = {name: chat.url(f"/{name}") for name in "abcdefgh"} | {"mail": post.url()}
    desk.watch("dvd", channels=tuple(desk.channels))
    tell(docket())
    tell(docket(entry()))
    began = monotonic()
    summary = desk.round()
    assert monotonic() - began < 8 * WAIT
    assert (summary.sent, len(summary.troubles)) == (1, 8)
    assert len(post.mails) == 1


def test_a_sender_that_never_returns_is_given_up(desk: Desk, tell: Tell, chat: Chat) -> None:
    desk.channels = {"a": chat.url()}
    desk.watch("dvd", channels=("a",))
    tell(docket())
    tell(docket(entry()))
    outbox.plan(desk.store, desk.now)

    def drips(url: str, message: Message, timeout: float) -> Refusal | None:
        chat.hangs()
        return None

    config = Config(Home(Path("c"), Path("s"), Path("l")), channels={"a": Channel("a", "x://")})
    clock = lambda: desk.now  # noqa: E731
    summary = outbox.deliver(desk.store, config, clock, drips, timeout=0.01)
    assert summary.troubles[0].reason == "no answer in time"


def test_a_killed_sender_leaves_its_message_to_the_next_under_the_same_id(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    desk.channels = {"a": chat.url()}
    desk.watch("dvd", channels=("a",))
    tell(docket())
    tell(docket(entry()))
    outbox.plan(desk.store, desk.now)
    claimed = desk.store.deliveries.claim("a", desk.now, outbox.LEASE)
    assert claimed is not None
    assert desk.round().sent == 0  # leased: it may still be on its way
    assert desk.later(minutes=6).round().sent == 1
    assert chat.keys == [claimed.id]


def test_attempts_go_on_for_more_than_two_days_and_then_show_as_failed(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    chat.script[0] = 500
    desk.channels = {"a": chat.url()}
    desk.watch("dvd", channels=("a",))
    tell(docket())
    tell(docket(linked(501, 12)))
    began = desk.now
    while desk.round().troubles[0].retry_at is not None:
        due_at = desk.store.deliveries.all()[0].due_at
        assert due_at is not None
        assert desk.now < due_at <= desk.now + timedelta(hours=7.5)
        desk.now = due_at + timedelta(seconds=1)
    assert desk.now - began > timedelta(days=2)
    assert desk.statuses() == [DeliveryStatus.FAILED]
    chat.script[0] = 200
    tell(docket(linked(501, 12), linked(502, 13)))
    assert desk.round().sent == 1  # the next one proceeds
    desk.store.deliveries.retry(None, desk.now)
    assert desk.round().sent == 1
    assert [each["title"][-4:] for each in chat.messages] == ["(13)", "(12)"]


def test_a_channel_missing_in_the_configuration_keeps_its_messages(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    desk.watch("dvd", channels=("gone",))
    tell(docket())
    tell(docket(entry()))
    for _ in range(outbox.MOST_ATTEMPTS + 2):
        desk.round()
        desk.later(hours=8)
    (delivery,) = desk.store.deliveries.all()
    assert delivery.status is DeliveryStatus.PENDING
    assert delivery.error == "no channel gone in the configuration"
    desk.channels = {"gone": chat.url()}
    assert desk.round().sent == 1


def test_a_message_of_a_forgotten_case_is_not_sent_and_blocks_nothing(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    chat.script.extendleft([500])
    desk.channels = {"a": chat.url()}
    desk.watch("dvd", channels=("a",))
    desk.watch("example", OTHER, channels=("a",))
    tell(docket(), other_docket())
    tell(docket(entry()), other_docket())
    desk.round()
    (forgotten,) = desk.store.dockets.search("D.V.D.")
    assert forgotten.id is not None
    desk.store.dockets.forget(forgotten.id)
    tell(other_docket(linked(77, 3, "Answer")))
    desk.later(minutes=5).round()
    assert [each["title"] for each in chat.messages] == [
        "Example v. Sample Agency (D. Mass. 25-cv-10999): Answer (3)"
    ]


def test_a_filing_found_to_be_one_already_told_is_not_told_again(desk: Desk, tell: Tell) -> None:
    """Red when: `rows` plans what is overtaken; then every round after it failed."""
    desk.watch("dvd")
    tell(docket())
    tell(docket(entry()))
    assert desk.round().sent == 1
    tell(docket(entry(), entry(501)))
    desk.store.repairs.merge([1, 2], desk.now)
    assert desk.round().sent == 0
    assert desk.statuses() == [DeliveryStatus.SENT]
    tell(docket(entry(), entry(501), entry(502, "Answer")))
    assert desk.round().sent == 1


def test_a_message_that_waits_tells_what_became_of_its_filings(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    """Red when: `deliver` reads the entry that is no more."""
    chat.script.extendleft([500])
    desk.channels = {"a": chat.url()}
    desk.watch("dvd", channels=("a",))
    tell(docket(entry(), entry(501)))
    tell(docket(entry(), entry(501), entry(502, "Answer")))
    tell(docket(entry(), linked(501, 132), entry(502, "Answer")))
    tell(docket(entry(), entry(501), entry(502, "Answer")))
    desk.round()
    desk.store.repairs.merge([1, 2], desk.now)
    desk.store.repairs.merge([1, 3], desk.now)
    desk.later(minutes=5).round()
    (message,) = chat.messages
    added, withdrawn = [line for line in message["message"].splitlines() if line.startswith("- ")]
    assert added == "- Answer; Order"
    assert "withdr" in withdrawn, message["message"]


def test_no_secret_is_kept_with_a_failed_delivery(desk: Desk, tell: Tell, chat: Chat) -> None:
    chat.script[0] = 500
    desk.channels = {"a": chat.url().replace("json://", "json://reader:hunter22@")}
    desk.watch("dvd", channels=("a",))
    tell(docket())
    tell(docket(entry()))
    desk.round()
    kept = desk.store.path.read_bytes() + Path(f"{desk.store.path}-wal").read_bytes()
    assert b"error=500" in kept
    assert b"hunter22" not in kept
    assert b"s3cr3t" not in kept


def test_a_source_that_fails_once_is_no_news_nor_that_it_is_back(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    tell(docket())
    tell(state=SourceState.DOWN)
    desk.round()
    desk.later(hours=5).round()  # the second try is late
    tell(docket())
    desk.round()
    desk.later(days=1).round()
    assert desk.printed == []


def test_a_source_that_fails_and_is_back_between_two_rounds_is_no_news(
    desk: Desk, tell: Tell
) -> None:
    desk.watch("dvd")
    tell(docket())
    tell(state=SourceState.DOWN)
    tell(docket())
    desk.round()
    assert desk.printed == []


def test_a_source_that_fails_twice_is_told_once_and_so_is_its_return(
    desk: Desk, tell: Tell
) -> None:
    desk.watch("dvd")
    tell(docket())
    for _ in range(3):
        tell(state=SourceState.DOWN)
        desk.round()
    tell(docket())
    desk.round()
    assert [each.title for each in desk.printed] == [
        "The feed of D. Mass. has not answered since Friday 23 May, 8:01 AM EDT",
        "The feed of D. Mass. answers again",
    ]


def test_what_happened_to_a_source_is_told_once_per_channel(desk: Desk, tell: Tell) -> None:
    for slug, number in (("dvd", NUMBER), ("example", OTHER)):
        desk.watch(slug, number)
    tell(docket(), other_docket())
    for _ in range(2):
        tell(state=SourceState.DOWN)
        desk.round()
    (message,) = desk.printed
    assert "docket mute dvd" in message.text
    assert "docket mute example" in message.text


def test_a_muted_watch_hears_nothing(desk: Desk, tell: Tell) -> None:
    watch = desk.watch("dvd")
    tell(docket())
    desk.store.watches.update(replace(watch, muted=True), NOON)
    tell(docket(entry()))
    desk.round()
    assert desk.printed == []


def test_what_nobody_watches_is_planned_for_nobody(desk: Desk, tell: Tell) -> None:
    need_source(desk.store, "pacer_rss:rid", keep="all")
    desk.watch("dvd")
    here = docket(entry(), court_id="rid", number="1:25-cv-00001", pacer_case_id="5")
    tell(source_id="pacer_rss:rid")
    tell(here, source_id="pacer_rss:rid")
    assert outbox.plan(desk.store, desk.now) == 0
    assert desk.store.deliveries.cursor() == desk.store.changes.last_id()
