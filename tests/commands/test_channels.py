"""`docket channel`: channels come and go, and no address is ever shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.models import Watch
from tests.commands.conftest import House
from tests.db.conftest import NOON
from tests.loopback import unused_port
from tests.notify.receivers import Chat, Post

# apprise imports it for PGP, and warns until Python 3.13.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

SECRET = "s3cr3t-t0ken"
URL = f"json://127.0.0.1:9/hooks/{SECRET}"


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
