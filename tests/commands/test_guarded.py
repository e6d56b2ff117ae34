"""What the user withholds, and what a court withdrew, is in nothing that leaves the house."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands import guarded, inspected, news
from db.models import Change, ChangeKind, DocketEntry, DocketKey, EntryRef
from tests.commands.conftest import House
from tests.commands.courthouse import CASE, COMPLAINT, MOTION, NEW_ORDER, SLUG, Courthouse, Filing
from tests.notify.receivers import Chat, Post

NAME = "Ana Maria Person"
CAPTION = f"{NAME} v. Sample Agency"
SPELLED = replace(NEW_ORDER, label="Order on Motion of PERSON, ANA for Release", caption=CAPTION)
# What prints by itself: the gate, and commands that print nothing of a docket, or cleaned it.
ECHOING = {"output.py", "tables.py", "scheduling.py", "completion.py", "due.py"}
SHOWING = (
    ["list"],
    ["show", SLUG],
    ["log"],
    ["outbox", "--status", "sent"],
    ["sources"],
    ["link", SLUG],
    ["due", "--all"],
)


def filings(caption: str, *more: Filing) -> list[Filing]:
    return [replace(each, caption=caption) for each in (COMPLAINT, MOTION, *more)]


def nowhere(text: str) -> bool:
    return "person" not in text.lower()


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as receiver:
        yield receiver


@pytest.fixture
def post() -> Iterator[Post]:
    with Post() as receiver:
        yield receiver


@pytest.fixture
def watched(court: Courthouse, chat: Chat, post: Post) -> Courthouse:
    """A case with a name all over that goes nowhere, and an order with it that came since."""
    court.configure(
        f'never_send = ["{NAME}", "/x-\\\\d+/"]',
        *("[channels]", f'desk = "{chat.url()}"', f'mail = "{post.url()}"'),
    )
    court.lists(*filings(CAPTION))
    court.house.docket("watch", CASE, "--channel", "desk", "--channel", "mail")
    court.lists(*filings(CAPTION, SPELLED))
    court.house.docket("poll", "--force")
    return court


def test_no_message_has_it_in_any_of_its_forms(watched: Courthouse, chat: Chat, post: Post) -> None:
    assert chat.messages
    assert all(nowhere(json.dumps(each)) for each in chat.messages)
    assert "[withheld] v. Sample Agency" in json.dumps(chat.messages).replace("\\\\", "")
    assert post.mails
    for mail in post.mails:
        parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        assert len(parts) >= 1
        assert nowhere(repr(mail.items()) + repr(parts))


@pytest.mark.parametrize("before", range(60, 110, 7))
def test_no_cut_parts_what_is_withheld_from_its_end(before: int) -> None:
    """Red when: a log, a file or a thread cuts a text before it passes the guard."""
    text = f"{('many words ' * 30)[:before]} A 123 456 789 and more words of the clerk's"
    entry, docket = EntryRef("1", None, 7, ()), DocketKey("mad", "1:25-cv-10676")
    at = datetime(2025, 5, 23, tzinfo=UTC)
    change = Change(ChangeKind.ENTRY_ADDED, at, docket, 1, entry, new={"text": text})
    assert "123" not in news.which(change, "UTC")
    long = f"{'x' * (before + 200)} A 123 456 789 and more"
    assert "123" not in inspected._filing(DocketEntry(text=long))


def test_no_citation_shortens_a_name_past_the_guard(court: Courthouse) -> None:
    """Red when: `docket cite` abbreviates before it withholds."""
    name = "Zebulon Manufacturing Corporation"
    court.configure(f'never_send = ["{name}"]')
    court.lists(*filings(f"Doe v. {name}"))
    court.house.docket("watch", CASE)
    told = court.house.docket("cite", CASE, str(COMPLAINT.number)).stdout
    assert told.startswith("Doe v. [withheld], No. 1:25-cv-")


@pytest.mark.parametrize("words", SHOWING, ids=" ".join)
def test_no_command_prints_it_to_people_or_programs(watched: Courthouse, words: list[str]) -> None:
    house = watched.house
    for told in (house.docket(*words), house.docket(*words, "--json")):
        assert nowhere(told.output)
    assert nowhere(house.on_a_terminal(*words, columns=60))
    for line in house.lines(*words):
        assert nowhere(json.dumps(line))


def test_what_is_printed_says_that_something_is_withheld(watched: Courthouse) -> None:
    shown = watched.house.docket("show", SLUG).stdout
    assert "[withheld] v. Sample Agency" in shown
    assert "Order on Motion of [withheld] for Release" in shown


def test_no_command_prints_past_the_guard() -> None:
    files = Path(guarded.__file__).parent.glob("*.py")
    echoing = {file.name for file in files if "click.echo" in file.read_text()}
    assert echoing == ECHOING


def test_an_alert_that_is_printed_passes_the_guard(court: Courthouse) -> None:
    court.configure(f'never_send = ["{NAME}"]')
    court.lists(*filings(CAPTION))
    assert nowhere(court.house.docket("watch", CASE).output)
    court.lists(*filings(CAPTION, SPELLED))
    told = court.house.docket("poll", "--force").output
    assert "for Release" in told
    assert nowhere(told)


def test_an_error_passes_the_guard(court: Courthouse) -> None:
    other = replace(COMPLAINT, caption=CAPTION, docket="1:25-cv-20000", case_id="9")
    court.configure(f'never_send = ["{NAME}"]', court='keep = "all"')
    court.lists(other, *filings(CAPTION))
    court.house.docket("poll", "--force")
    told = court.house.docket(
        "show", "sample agency", "--home", court.house.folder, env={"DOCKET_HOME": None}, exits=1
    )
    assert "1:25-cv-20000" in told.output
    assert nowhere(told.output)


def test_the_store_keeps_what_the_court_published(watched: Courthouse) -> None:
    with watched.house.store() as store:
        (found,) = store.dockets.of_court("mad")
    assert found.caption == CAPTION
    watched.configure()
    assert CAPTION in watched.house.docket("show", SLUG).stdout


@pytest.mark.parametrize(
    ("never_send", "complaint"),
    [
        ('["Ana Person", "/(Person/"]', "never_send has at place 2"),
        ('["/(P+)+erson/"]', "repeats what is repeated"),
        ('["P"]', "two letters"),
        ('"Ana Person"', "never_send must be a list"),
    ],
)
def test_a_pattern_that_cannot_be_used_stops_all_showing(
    watched: Courthouse, never_send: str, complaint: str
) -> None:
    watched.configure(f"never_send = {never_send}")
    for words in SHOWING:
        for form in ([], ["--json"]):
            told = watched.house.docket(*words, *form, exits=1)
            assert "config.toml: never_send" in told.output
            assert complaint in told.output
            assert nowhere(told.output)


def test_a_redaction_reaches_messages_that_wait(court: Courthouse, chat: Chat) -> None:
    """Promise 6: what the court took off the docket while a channel was down never leaves."""
    court.configure("[channels]", f'desk = "{chat.url()}"')
    court.lists(*filings(CAPTION))
    court.house.docket("watch", CASE, "--channel", "desk")
    chat.script.appendleft(503)
    court.lists(*filings(CAPTION, SPELLED))
    court.house.docket("poll", "--force", exits=3)
    court.lists(*filings("A.P. v. Sample Agency", SPELLED))
    court.house.docket("poll", "--force", exits=3)  # the first still waits, and none overtakes it
    court.house.docket("outbox", "--retry")
    court.house.docket("poll", "--force")
    told = json.dumps(chat.messages)
    assert "for Release" in told
    assert "A.P. v. Sample Agency" in told
    assert nowhere(told)
    assert_redacted(court.house)


def assert_redacted(house: House) -> None:
    for words in SHOWING:
        assert nowhere(house.docket(*words, "--json").output)
    redacted = [each for each in house.lines("log") if each["kind"] == "redacted"]
    assert [(each["old"], each["new"]) for each in redacted] == [(None, "A.P. v. Sample Agency")]
