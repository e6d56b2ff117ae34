"""`docket channel` and `docket outbox`: channels come and go, and no address is ever shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from db.models import Change, Snapshot, SourceState, Watch, WatchedCase
from db.store import Store
from notify import outbox
from tests.commands.conftest import House
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, entry, need_source
from tests.loopback import unused_port
from tests.notify.receivers import Chat, Post

# apprise imports it for PGP, and warns until Python 3.13.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

SECRET = "s3cr3t-t0ken"
URL = f"json://127.0.0.1:9/hooks/{SECRET}"
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as started:
        yield started


def test_a_channel_is_kept_for_its_owner_alone_beside_what_was_there(house: House) -> None:
    house.folder.mkdir()
    house.config.write_text('contact = "desk@news.example"  # ours\n')
    house.docket("channel", "add", "desk", URL)
    assert '"desk@news.example"  # ours' in house.config.read_text()
    assert URL in house.config.read_text()
    assert house.config.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [["add", "desk", URL], ["list"], ["list", "--json"], ["remove"]])
def test_the_address_is_never_shown(house: House, words: list[str]) -> None:
    house.docket("channel", "add", "desk", URL)
    told = house.docket("channel", *words, *(["desk"] if words == ["remove"] else []))
    assert SECRET not in told.output
    assert words == ["remove"] or "json://…" in told.output.replace("\\u2026", "…")


def test_an_address_from_standard_input_stays_out_of_the_history(house: House) -> None:
    house.docket("channel", "add", "desk", "-", given=f"{URL}\n")
    assert URL in house.config.read_text()


def test_a_channel_that_is_added_again_has_its_new_address(house: House) -> None:
    house.docket("channel", "add", "desk", URL)
    told = house.docket("channel", "add", "desk", "mailto://user:word@news.example")
    assert "has its new address: mailto://…" in told.stdout
    assert SECRET not in house.config.read_text()


@pytest.mark.parametrize("url", ["nonsense", f"nonsense://{SECRET}", "tgram://", "", SECRET])
def test_an_address_that_apprise_cannot_read_is_refused_without_repeating_it(
    house: House, url: str
) -> None:
    told = house.docket("channel", "add", "desk", url, exits=1)
    assert told.stderr.startswith("docket: apprise cannot read")
    assert SECRET not in told.output
    assert not house.config.exists()


@pytest.mark.parametrize("name", ["two words", "print", "a/b", ""])
def test_an_odd_name_is_refused(house: House, name: str) -> None:
    told = house.docket("channel", "add", name, URL, exits=1)
    assert '"print" is the terminal' in told.stderr
    assert SECRET not in told.output


def test_a_test_message_arrives_and_says_through_which_channel(house: House, chat: Chat) -> None:
    told = house.docket("channel", "add", "desk", chat.url(), "--test").stdout
    assert told.endswith("Channel desk took the test message.\n")
    (message,) = chat.messages
    assert message["title"] == "docket: test of channel desk"
    house.docket("channel", "test", "desk")
    assert len(set(chat.keys)) == 2, "no receiver may take the second for a repeat"


def test_a_test_mail_arrives(house: House) -> None:
    with Post() as post:
        house.docket("channel", "add", "mail", post.url())
        house.docket("channel", "test", "mail")
        assert post.mails[0]["Subject"] == "docket: test of channel mail"


def test_a_test_that_is_refused_says_why_and_the_channel_stays(house: House) -> None:
    url = f"json://127.0.0.1:{unused_port()}/{SECRET}"
    told = house.docket("channel", "add", "desk", url, "--test", exits=1)
    assert told.stderr.startswith("docket: channel desk did not take the test message: JSON: ")
    assert SECRET not in told.output
    assert [each["name"] for each in house.lines("channel", "list")] == ["desk"]


@pytest.mark.parametrize("verb", ["test", "remove"])
def test_a_channel_that_is_not_there_is_named(house: House, verb: str) -> None:
    assert "desk" in house.docket("channel", verb, "desk", exits=1).stderr


def test_the_list_says_who_uses_a_channel_and_a_removal_warns_of_them(house: House) -> None:
    house.docket("channel", "add", "desk", URL)
    with house.store() as store:
        store.watches.add(Watch("dvd", channels=("desk",)), NOON)
        store.watches.add(Watch("quiet"), NOON)
    (told,) = house.lines("channel", "list")
    assert told == {"name": "desk", "url": "json://…", "watches": ["dvd"]}
    assert "dvd" in house.docket("channel", "list").stdout
    warned = house.docket("channel", "remove", "desk").stderr
    assert "dvd still sends there" in warned
    assert "quiet" not in warned


def test_without_channels_the_list_says_where_alerts_go(house: House) -> None:
    told = house.docket("channel", "list")
    assert (told.stdout, "alerts are printed" in told.stderr) == ("", True)
    assert house.lines("channel", "list") == []


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
