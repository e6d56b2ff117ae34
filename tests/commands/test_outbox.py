"""`docket outbox`: what is on its way is shown, and can be sent again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from db.models import Change, Snapshot, SourceState, Watch, WatchedCase
from db.store import Store
from notify import outbox
from tests.commands.conftest import House
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, entry, need_source

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def store(house: House) -> Iterator[Store]:
    """A store in which a watch on two channels waits for what comes."""
    with house.store() as opened:
        need_source(opened, SOURCE)
        case = WatchedCase("mad", NUMBER)
        opened.watches.add(Watch("dvd", cases=(case,), channels=("chat", "mail")), NOON)
        yield opened


def tell(store: Store, seq: int) -> tuple[Change, ...]:
    """A filing is made, and messages about it are put together."""
    at = NOON + timedelta(minutes=seq)
    told = docket(entry(seq, entered_at=at))
    changes = store.record(
        Snapshot(SourceState.OK, dockets=(told,), complete=False, source_id=SOURCE, fetched_at=at)
    )
    outbox.plan(store, at)
    return changes


def fail(store: Store, channel: str, *, retry: bool) -> str:
    """The channel refuses its next message, for now or for good; the message's id."""
    claimed = store.deliveries.claim(channel, LATER, timedelta(minutes=1))
    assert claimed is not None
    retry_at = LATER + timedelta(hours=1) if retry else None
    store.deliveries.settle(claimed.id, LATER, "HTTP 500", retry_at)
    return claimed.id


def send(store: Store, channel: str) -> None:
    claimed = store.deliveries.claim(channel, LATER, timedelta(minutes=1))
    assert claimed is not None
    store.deliveries.settle(claimed.id, LATER)


def test_the_outbox_tells_of_each_delivery_how_it_stands_and_why(
    house: House, store: Store
) -> None:
    tell(store, 1)
    waiting = fail(store, "mail", retry=True)
    send(store, "chat")
    chat, mail = sorted(house.lines("outbox"), key=lambda each: str(each["channel"]))
    assert (chat["status"], chat["attempts"], chat["error"]) == ("sent", 1, None)
    assert (mail["status"], mail["attempts"], mail["error"]) == ("pending", 1, "HTTP 500")
    assert (mail["message_id"], mail["due_at"]) == (waiting, "2025-05-23T14:00:00Z")
    assert (mail["watch"], mail["change"]["kind"]) == ("dvd", "entry_added")


def test_people_see_what_has_not_been_sent(house: House, store: Store) -> None:
    tell(store, 1)
    fail(store, "mail", retry=False)
    send(store, "chat")
    told = house.docket("outbox")
    assert "HTTP 500" in told.stdout
    assert "chat" not in told.stdout
    assert "1 more" in told.stderr
    assert "chat" in house.docket("outbox", "--status", "sent").stdout


def test_people_see_a_message_once_with_all_that_it_tells(house: House, store: Store) -> None:
    at = NOON + timedelta(minutes=1)
    told = docket(*(entry(seq, entered_at=at) for seq in (1, 2, 3)))
    store.record(
        Snapshot(SourceState.OK, dockets=(told,), complete=False, source_id=SOURCE, fetched_at=at)
    )
    outbox.plan(store, at)
    _, *rows = house.docket("outbox").stdout.splitlines()
    assert len(rows) == 2, "one for each channel"
    assert all(f"dvd: 3 × entry added, mad {NUMBER}" in row for row in rows)


@pytest.mark.parametrize("status", ["pending", "sent", "failed", "withdrawn"])
def test_the_outbox_can_be_asked_for_one_status(house: House, store: Store, status: str) -> None:
    tell(store, 1)
    fail(store, "mail", retry=False)
    found = house.lines("outbox", "--status", status)
    expected = {"pending": ["chat"], "failed": ["mail"]}
    assert [each["channel"] for each in found] == expected.get(status, [])


def test_what_failed_can_be_sent_again_all_or_one(house: House, store: Store) -> None:
    for seq in (1, 2):
        tell(store, seq)
    first, second = fail(store, "mail", retry=False), fail(store, "mail", retry=False)
    assert "1 message goes" in house.docket("outbox", "--retry", first).stdout
    assert _failed(house) == [second]
    assert "4 messages go" in house.docket("outbox", "--retry").stdout
    assert _failed(house) == []


def _failed(house: House) -> list[str]:
    return [str(each["message_id"]) for each in house.lines("outbox", "--status", "failed")]


def test_a_message_that_is_not_there_cannot_be_retried(house: House, store: Store) -> None:
    assert "no unsent message 4711" in house.docket("outbox", "--retry", "4711", exits=1).stderr


def test_an_outbox_without_a_store_is_empty(house: House) -> None:
    assert house.lines("outbox") == []
    assert not house.path.exists()
