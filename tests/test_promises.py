"""The ten promises, each with one test that fails when it is broken.

Every docstring names the one-line change to the code that turns its test red.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.config import CourtConfig
from db.errors import StoreError
from db.models import Channel, DeliveryStatus, Keep, Watch, WatchedCase
from notify import outbox, send
from tests.loopback import Answer, Loopback
from tests.notify.receivers import ACCEPT_AND_CLOSE, Chat
from tests.scraper.desk import BUILT, Desk, feed

Opens = Callable[..., Desk]
NUMBER = "1:25-cv-00001"


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as started:
        yield started


@pytest.fixture
def desk(court: Loopback, chat: Chat, open_desk: Opens) -> Desk:
    """A reader who watches one case in D. Mass., told of it by chat."""
    opened: Desk = open_desk(mad=court.url("/rss"))
    watched = CourtConfig(court.url("/rss"), delay=0.0, keep=Keep.WATCHED)
    channels = {"desk": Channel("desk", chat.url())}
    opened.config = replace(opened.config, courts={"mad": watched}, channels=channels)
    watch = Watch("matter", cases=(WatchedCase("mad", NUMBER),), channels=("desk",))
    opened.store.watches.add(watch, opened.now)
    opened.store.sources.sync(opened.config, opened.now)
    return opened


def told(desk: Desk) -> None:
    """Plan and deliver what is news."""
    outbox.plan(desk.store, desk.now)
    outbox.deliver(desk.store, desk.config, lambda: desk.now, send.send, timeout=2.0)


def looked(desk: Desk, court: Loopback, *bodies: bytes) -> None:
    """Let the court say one feed after another, a round and its alerts for each."""
    court.says("/rss", *map(Answer, bodies))
    for _ in bodies:
        desk.round(force=True)
        told(desk)


def hours(count: float) -> datetime:
    return BUILT + timedelta(hours=count)


def entries(desk: Desk) -> int:
    return sum(len(docket.entries) for docket in desk.store.dockets.of_court("mad"))


def test_promise_1_one_answer_is_one_transaction(desk: Desk, court: Loopback) -> None:
    """Red when `Store.record` leaves out `engine.transaction(self._connection)`."""
    court.says("/rss", Answer(feed()))
    connection = desk.store._connection
    connection.execute(
        "create trigger killed before update on source begin select raise(abort, 'killed'); end"
    )
    with pytest.raises(StoreError, match="killed"):
        desk.round()
    assert entries(desk) == 0
    connection.execute("drop trigger killed")
    assert desk.round(force=True)["mad"].unchanged is False
    assert entries(desk) == 3


def test_promise_2_nothing_is_lost(desk: Desk, court: Loopback, chat: Chat) -> None:
    """Red when `Deliveries.settle` sets the status to SENT whatever the error is."""
    chat.script.extendleft([500, 500])
    looked(desk, court, feed(), feed(hours(1), entries=4))
    assert chat.messages == []
    for _ in range(3):
        desk.now += timedelta(hours=7)
        told(desk)
    assert len(chat.messages) == 1


def test_promise_3_nothing_is_told_twice(desk: Desk, court: Loopback, chat: Chat) -> None:
    """Red when `Deliveries.compose` makes a new message of deliveries that are in one already."""
    chat.script.appendleft(ACCEPT_AND_CLOSE)
    looked(desk, court, feed(), feed(hours(1), entries=4), feed(hours(2), entries=4))
    desk.now += timedelta(hours=7)
    told(desk)
    assert len(chat.messages) == 2  # the yes to the first was lost on the way
    assert len(set(chat.keys)) == 1  # so the receiver can drop the second


def test_promise_4_the_first_look_is_quiet(desk: Desk, court: Loopback, chat: Chat) -> None:
    """Red when `Looks.is_quiet` returns False."""
    looked(desk, court, feed(entries=3))
    assert chat.messages == []
    assert desk.store.changes.news_after(0, 10) == []
    looked(desk, court, feed(hours(1), entries=4))
    assert len(chat.messages) == 1


def test_promise_5_flapping_and_silence_are_no_news(
    desk: Desk, court: Loopback, chat: Chat
) -> None:
    """Red when `changes.heard` takes every difference for news."""
    bodies = [feed(hours(count)) for count in range(8)]
    flipped = [body.replace(b"[Notice]", b"[Letter]") for body in bodies[1::2]]
    looked(desk, court, *(body for pair in zip(bodies[::2], flipped, strict=True) for body in pair))
    assert len(chat.messages) == 1


def test_promise_6_edits_and_disappearances_are_news(
    desk: Desk, court: Loopback, chat: Chat
) -> None:
    """Red when `Lines.unlist` returns at once."""
    looked(desk, court, feed(), feed(hours(1)).replace(b"[Notice]", b"[Seal]", 1))
    whole = feed(hours(2)).replace(b"[Notice]", b"[Seal]", 1)
    start = whole.index(b"<item>")
    end = whole.index(b"</item>") + len(b"</item>")
    looked(desk, court, whole[:start] + whole[end:])
    kinds = [str(each.kind) for each in desk.store.changes.after(0) if not each.quiet]
    assert kinds[-2:] == ["sealed", "entry_vanished"]
    assert len(chat.messages) == 2


def test_promise_7_late_is_not_lost(desk: Desk, court: Loopback, chat: Chat) -> None:
    """Red when `Lines.record` leaves out what was entered more than a day before `self.now`."""
    late = feed(hours(1), entries=4)
    last = late.rindex(b"<pubDate>")
    late = late[:last] + b"<pubDate>Mon, 03 Jan 2022 09:00:00 GMT</pubDate></item></channel></rss>"
    looked(desk, court, feed(), late)
    assert len(chat.messages) == 1


def test_promise_8_we_say_what_we_cannot_see(desk: Desk, court: Loopback, chat: Chat) -> None:
    """Red when `coverage._turn` yields nothing."""
    looked(desk, court, feed())
    court.says("/rss", Answer(b"", headers={"Content-Type": "text/plain"}))
    desk.round(force=True)
    told(desk)
    (message,) = chat.messages
    assert "no feed" in message["message"].lower()


def test_promise_9_once_per_rebuild_and_robots_are_kept(desk: Desk, court: Loopback) -> None:
    """Red when `rhythm.next_check` returns `now`."""
    court.says("/rss", Answer(feed()))
    asked = []
    for _ in range(8):
        asked.append(bool(desk.round()))
        desk.now -= timedelta(minutes=55)  # a round takes its clock on by an hour
    assert asked == [True, False, False, False, False, False, False, True]
    assert (len(court.asked("/rss")), len(court.asked("/robots.txt"))) == (2, 1)


def test_promise_10_only_what_is_watched_is_kept(desk: Desk, court: Loopback) -> None:
    """Red when `interest.kept` returns the snapshot as it is."""
    looked(desk, court, feed(case=2))
    assert entries(desk) == 0
    assert b"Sample Agency" not in desk.store.path.read_bytes()


def test_a_failed_delivery_is_shown(desk: Desk, court: Loopback, chat: Chat) -> None:
    """The end of promise 2: after the last attempt it stands there as failed."""
    chat.script[0] = 500
    looked(desk, court, feed(), feed(hours(1), entries=4))
    for _ in range(outbox.MOST_ATTEMPTS):
        desk.now += timedelta(hours=9)
        told(desk)
    assert desk.store.deliveries.all(DeliveryStatus.FAILED)
