"""What chats get: apprise's own payloads, at receivers of ours that play each service."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from apprise.plugins.discord import NotifyDiscord
from apprise.plugins.matrix import NotifyMatrix
from apprise.plugins.mattermost import NotifyMattermost
from apprise.plugins.slack import NotifySlack
from apprise.plugins.telegram import NotifyTelegram

from db.models import DocketEntry
from db.store import Store
from notify import render, specimen
from notify.channel import Letter
from notify.send import send
from tests.db.conftest import docket, linked
from tests.notify.receivers import Chat
from tests.notify.test_outbox import Desk

WAIT = 2.0  # seconds
HOSTILE = (
    "@everyone @here <!channel> <@U123> `code` *star* _under_ ~strike~ file_name_x"
    " [18] [Order](https://evil.example) |pipe| \\ # head > quote & <b>bold</b> "
)


@dataclass(frozen=True)
class Service:
    """How to reach a chat, how long a message it takes, and where its payload has the words."""

    url: Callable[[Chat], str]
    longest: int
    words: Callable[[dict[str, Any]], str]


def _slack(payload: dict[str, Any]) -> str:
    return "\n".join(each["text"] for each in payload["attachments"])


SERVICES = {
    "discord": Service(
        lambda _: "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dVt0pic",
        2000,
        lambda payload: str(payload["content"]),
    ),
    "slack": Service(
        lambda _: "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general", 3000, _slack
    ),
    "telegram": Service(
        lambda _: "tgram://123456789:alphanumeric_AAA-bbb/12345/",
        4096,
        lambda payload: str(payload["text"]),
    ),
    "matrix": Service(
        lambda chat: chat.url("/!room:localhost").replace("json://", "matrix://user:token@"),
        65_000,
        lambda payload: str(payload["formatted_body"]),
    ),
    "mattermost": Service(
        lambda chat: chat.url("/abcdefghij0123456789").replace("json://", "mmost://"),
        4000,
        lambda payload: str(payload["text"]),
    ),
}
OF_MATRIX = {"access_token": "t", "user_id": "@docket:localhost", "room_id": "!room:localhost"}


@pytest.fixture
def room(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """A receiver in the place of every service; their hosts are constants of apprise's."""
    here = chat.url("").replace("json://", "http://")
    monkeypatch.setattr(NotifyDiscord, "notify_url", here)
    monkeypatch.setattr(NotifySlack, "webhook_url", here)
    monkeypatch.setattr(NotifyTelegram, "notify_url", f"{here}/bot")
    for service in (NotifySlack, NotifyMatrix, NotifyMattermost, NotifyTelegram):
        monkeypatch.setattr(service, "request_rate_per_sec", 0)  # their wait between two requests
    return chat


@contextmanager
def played(room: Chat, name: str) -> Iterator[Service]:
    room.says = b"ok" if name == "slack" else json.dumps(OF_MATRIX).encode()
    yield SERVICES[name]


def told(room: Chat, service: Service) -> list[str]:
    """The words of each message that a chat took."""
    is_message = ("/login", "/logout", "/join")
    kept = [
        payload
        for path, payload in zip(room.paths, room.messages, strict=True)
        if not any(each in path for each in is_message)
    ]
    return [service.words(payload) for payload in kept]


def filings(count: int, text: str = "A short order. ") -> Letter:
    entries = [
        replace(specimen.ORDER, id=str(place), number=place, text=f"({place}) {text}")
        for place in range(1, count + 1)
    ]
    return render.message(specimen.alert(*entries))


@pytest.mark.parametrize("name", SERVICES)
def test_a_long_message_is_split_between_filings_and_numbered(room: Chat, name: str) -> None:
    """Red when: apprise splits by itself."""
    with played(room, name) as service:
        message = filings(40)
        assert send(service.url(room), message, WAIT) is None
    found = told(room, service)
    assert len(found) > 1
    assert all(len(each) <= service.longest for each in found)
    titles = json.dumps(room.messages).replace("\\\\", "")
    for place in range(1, len(found) + 1):
        assert f"({place}/{len(found)})" in titles
    whole = "".join(found).replace("\\", "")
    for place in range(1, 41):
        assert whole.count(f"({place}) A short order.") == 1
    for each in found[1:-1]:
        assert "Order: granted in part" in each.split("A short order")[0].replace("\\", "")


@pytest.mark.parametrize("name", SERVICES)
def test_no_link_is_broken(room: Chat, name: str) -> None:
    with played(room, name) as service:
        assert send(service.url(room), filings(25, "word " * 150), WAIT) is None
    url = "https://storage.courtlistener.com/recap/gov.uscourts.mad.999321.27.0.pdf"
    assert "".join(told(room, service)).count(url) == 25


@pytest.mark.parametrize("name", SERVICES)
def test_markup_is_closed_in_every_part(room: Chat, name: str) -> None:
    with played(room, name) as service:
        assert send(service.url(room), filings(12, HOSTILE * 12), WAIT) is None
    found = told(room, service)
    assert len(found) > 1
    for each in found:
        bare = each.replace("\\\\", "").replace("\\*", "").replace("\\`", "")
        mark = {"discord": "**", "mattermost": "**"}.get(name, "*")
        if name == "matrix":
            assert each.count("<strong>") == each.count("</strong>")
        else:
            assert bare.count(mark) % 2 == 0
            assert bare.count("`") == 0
        assert not each.endswith("\\")


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_that_a_court_says_wakes_or_formats(room: Chat, name: str) -> None:
    with played(room, name) as service:
        assert send(service.url(room), filings(1, HOSTILE), WAIT) is None
    (said,) = told(room, service)
    for mention in ("@everyone", "@here", "<!channel>", "<@U123>", "<b>bold"):
        assert mention not in said
    assert "file_name_x" in said.replace("\\", "")
    assert "[18]" in said.replace("\\", "")
    if name == "slack":
        assert "|pipe| ∖ #\u200b head" in said
        assert "\\" not in said
        assert "∗star∗ ˍunderˍ ∼strike∼" in said
        assert "<https://evil.example" not in said
    elif name == "matrix":
        assert "`code` *star* _under_ ~strike~" in said
        assert 'href="https://evil.example' not in said
    else:
        assert "\\`code\\` \\*star\\* \\_under\\_ \\~strike\\~" in said
        assert "\\[Order\\]" in said


@pytest.mark.parametrize("name", SERVICES)
def test_a_title_shows_no_escapes_and_wakes_nobody(room: Chat, name: str) -> None:
    """Where a title is shown as it is, a backslash would be seen."""
    title = "A v. B: Order on [18] *x* <!here> @all"
    with played(room, name) as service:
        message = replace(filings(1), title=title)
        assert send(service.url(room), message, WAIT) is None
    said = json.dumps(room.messages, ensure_ascii=False)
    assert "@all" not in said
    if name in ("slack", "matrix"):
        assert "Order on [18] *x* &lt;!here&gt;" in said
    else:
        assert "Order on \\\\[18\\\\] \\\\*x\\\\*" in said


@pytest.mark.parametrize("name", SERVICES)
def test_a_line_that_begins_like_a_heading_is_none(room: Chat, name: str) -> None:
    """Split before it, PACER's "# 1 Exhibit A" begins a line. Red when: `#` is left as it is."""
    with played(room, name) as service:
        entry = replace(specimen.ORDER, text="# 1 Exhibit A, # 2 Exhibit B")
        assert send(service.url(room), render.message(specimen.alert(entry)), WAIT) is None
    (told_once,) = told(room, service)
    line = next(each for each in told_once.splitlines() if "2 Exhibit B" in each).strip()
    assert not line.startswith("<h" if name == "matrix" else ("# ", "*"))


def test_telegrams_markdown_escapes_all_that_it_reserves(room: Chat) -> None:
    with played(room, "telegram") as service:
        assert send(service.url(room), filings(1), WAIT) is None
    (payload,) = room.messages
    assert payload["parse_mode"] == "MarkdownV2"
    assert "within 14 days; by the defendants; computed by Fed\\. R\\. Civ\\." in payload["text"]


def test_a_webhook_gets_one_body_however_long(chat: Chat) -> None:
    message = filings(60, "word " * 150)
    assert send(chat.url(), message, WAIT) is None
    (payload,) = chat.messages
    assert payload["message"] == message.text.strip()
    assert payload["title"] == message.title


def test_parts_that_were_taken_are_not_sent_again(room: Chat) -> None:
    """Promise 3. Red when: `send` forgets `taken`."""
    with played(room, "discord") as service:
        room.script.clear()
        room.script.extend([200, 200, 500])
        refusal = send(service.url(room), filings(40), WAIT)
        assert refusal is not None
        assert len(refusal.taken) == 2
        room.script.clear()
        room.script.append(200)
        again = replace(filings(40), taken=refusal.taken)
        assert send(service.url(room), again, WAIT) is None
    whole = "".join(told(room, service))
    for place in range(1, 41):
        assert whole.count(f"({place}) A short order.") == 1


def test_a_message_of_many_parts_is_left_to_the_next_round_when_time_is_up(
    room: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when: sending goes on after the outbox has given up; then parts leave twice."""
    monkeypatch.setattr("notify.send._PATIENCE", 0)
    with played(room, "discord") as service:
        refusal = send(service.url(room), filings(40), WAIT)
    assert refusal is not None
    assert refusal.reason == "the rest of a long message goes out later"
    assert told(room, service) == []


def test_an_entry_of_one_endless_line_leaves_whole(room: Chat) -> None:
    entry: DocketEntry = replace(specimen.ORDER, text="wörd " * 700 + "end")
    with played(room, "discord") as service:
        assert send(service.url(room), render.message(specimen.alert(entry)), WAIT) is None
    found = told(room, service)
    assert sum(each.count("wörd") for each in found) == 700
    assert all(len(each) <= 2000 for each in found)


def test_a_message_whose_last_part_was_refused_goes_on_there(
    room: Chat, store: Store, tell: Callable[..., object]
) -> None:
    """Promise 3. Red when: `settle` forgets what was taken."""
    desk = Desk(store)
    with played(room, "discord") as service:
        desk.channels["chat"] = service.url(room)
        desk.watch("dvd", channels=("chat",))
        tell(docket(*(linked(500 + place, place) for place in range(1, 21))))
        room.script.clear()
        room.script.extend([200, 500, 200])
        assert desk.later(hours=1).round().sent == 0
        assert desk.later(hours=1).round().sent == 1
    found = told(room, service)
    for place in range(1, len(found) + 1):
        assert sum(f"({place}/{len(found)})" in each for each in found) == 1
