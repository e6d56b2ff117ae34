"""A message goes out through one channel, or we learn why not, without any secret."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from db.errors import ConfigError
from db.models import Message
from notify.send import check, send
from tests.loopback import unused_port
from tests.notify.receivers import ACCEPT_AND_CLOSE, CLOSE, HANG, Chat, Post, html, plain

URL = "https://ecf.mad.uscourts.gov/doc1/09501?caseid=282404&de_seq_num=410"
MESSAGE = Message(
    id="3f9a2c81d0e4",
    title="Example v. Sample Agency: Order (12)",
    text=f"Order (12)\n\nDocument 12: {URL}\n\ndocket message 3f9a2c81d0e4\n",
    markdown="**Order (12)**\n",
    html=f'<!DOCTYPE html><p><a href="{URL}">Order &lt;12&gt;</a></p>',
    thread="example",
)
WAIT = 0.3  # seconds


def test_a_mail_has_our_plain_text_with_visible_links_and_html(post: Post) -> None:
    assert send(post.url(), MESSAGE, WAIT) is None
    (mail,) = post.mails
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert URL in plain(mail)
    assert plain(mail) == MESSAGE.text
    assert html(mail).strip() == MESSAGE.html


def test_a_mail_carries_its_stable_id_and_its_thread(post: Post) -> None:
    later = replace(MESSAGE, id="77aa")
    for message in (MESSAGE, MESSAGE, later):
        assert send(post.url(), message, WAIT) is None
    first, again, other = post.mails
    assert first["X-Docket-Message"] == MESSAGE.id
    assert again["Message-ID"] == first["Message-ID"] != other["Message-ID"]
    assert first["References"] == other["References"] == other["In-Reply-To"]
    assert first["Auto-Submitted"] == "auto-generated"


def test_a_mail_goes_to_all_recipients_at_once(post: Post) -> None:
    url = post.url("a@x.example/b@x.example", cc="c@x.example", bcc="d@x.example")
    assert send(url, MESSAGE, WAIT) is None
    assert post.recipients == [["a@x.example", "b@x.example", "c@x.example", "d@x.example"]]
    assert post.mails[0]["To"] == "a@x.example, b@x.example"
    assert b"d@x.example" not in post.raw[0]


def test_where_one_recipient_must_wait_none_gets_it_twice(post: Post) -> None:
    post.refuses["b@x.example"] = "451 greylisted"
    url = post.url("a@x.example/b@x.example")
    refusal = send(url, MESSAGE, WAIT)
    assert refusal is not None
    assert not refusal.is_final
    assert post.mails == []
    post.refuses.clear()
    assert send(url, MESSAGE, WAIT) is None
    assert len(post.mails) == 1


def test_where_one_recipient_is_refused_for_good_the_others_have_it_once(post: Post) -> None:
    post.refuses["b@x.example"] = "550 no such mailbox"
    refusal = send(post.url("a@x.example/b@x.example"), MESSAGE, WAIT)
    assert refusal is not None
    assert refusal.is_final
    assert "b@x.example: 550 no such mailbox" in refusal.reason
    assert post.recipients == [["a@x.example"]]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("554 no thanks", "554 no thanks"),
        ("451 try later", "451 try later"),
        (CLOSE, "closed"),
        (ACCEPT_AND_CLOSE, "closed"),
        (HANG, "timed out"),
    ],
)
def test_a_mail_that_is_not_taken_says_why(post: Post, answer: str, words: str) -> None:
    post.script[0] = answer
    refusal = send(post.url(), MESSAGE, WAIT)
    assert refusal is not None
    assert words in refusal.reason
    assert not refusal.is_final


def test_a_refused_recipient_is_named_with_the_servers_words(post: Post) -> None:
    post.refuses["desk@news.example"] = "550 no such mailbox"
    refusal = send(post.url(), MESSAGE, WAIT)
    assert refusal is not None
    assert "desk@news.example: 550 no such mailbox" in refusal.reason
    assert not refusal.is_final


def test_a_webhook_gets_the_text_as_it_is_and_a_key_to_know_a_repeat_by(chat: Chat) -> None:
    long = Message("ab12", "Many", "x" * 40_000, "", "", None)
    assert send(chat.url(), MESSAGE, WAIT) is None
    assert send(chat.url(), long, WAIT) is None
    assert chat.keys == [MESSAGE.id, "ab12"]
    assert [each["message"] for each in chat.messages] == [MESSAGE.text.strip(), long.text]
    assert chat.messages[0]["title"] == MESSAGE.title


@pytest.mark.parametrize(
    ("answer", "words"), [(500, "500"), (429, "429"), (CLOSE, "Connection"), (HANG, "Connection")]
)
def test_a_webhook_that_does_not_take_it_says_why(
    chat: Chat, answer: int | str, words: str
) -> None:
    chat.script[0] = answer
    refusal = send(chat.url(), MESSAGE, WAIT)
    assert refusal is not None
    assert words in refusal.reason
    assert chat.messages == []


def test_a_chat_that_renders_markdown_gets_markdown_and_nobody_is_woken(chat: Chat) -> None:
    title = "@everyone *look* [here](https://evil.example): Order"
    message = replace(MESSAGE, title=title, markdown="**Order**\n")
    url = chat.url("/abcdefghij0123456789").replace("json://", "mmost://")
    assert send(url, message, WAIT) is None
    (sent,) = chat.messages
    assert "**Order**" in sent["text"]
    assert "@everyone" not in sent["text"]
    assert "\\*look\\* \\[here\\]" in sent["text"]


def test_a_plain_text_service_wakes_nobody(chat: Chat) -> None:
    message = replace(MESSAGE, title="@everyone", text="@channel look\n")
    assert send(chat.url("/topic").replace("json://", "ntfy://"), message, WAIT) is None
    (sent,) = chat.messages
    assert (sent["title"], sent["message"]) == ("@\u200beveryone", "@\u200bchannel look")


def test_a_redirect_of_a_webhook_is_not_followed(chat: Chat) -> None:
    chat.script[0] = 307
    chat.location = chat.url("/elsewhere").replace("json", "http")
    assert send(chat.url(), MESSAGE, WAIT) is not None
    assert chat.tries == 1


def test_an_optional_channel_that_refuses_has_not_said_yes(chat: Chat) -> None:
    chat.script[0] = 500
    assert send(chat.url() + "?optional=yes", MESSAGE, WAIT) is not None


@pytest.mark.parametrize(
    "url", ["", "nothing", "unknown://x", "mailto://", "mailto://x.example/nobody?from=a@b.example"]
)
def test_an_address_that_cannot_be_read_is_an_error_without_the_address(url: str) -> None:
    with pytest.raises(ConfigError) as error:
        check(url)
    assert url not in str(error.value) or not url
    assert send(url, MESSAGE, WAIT) is not None


def test_a_readable_address_is_checked_without_sending(chat: Chat, post: Post) -> None:
    check(chat.url())
    check(post.url())
    check("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general")
    assert chat.tries == 0


def test_a_server_that_repeats_a_secret_does_not_make_us_repeat_it(post: Post) -> None:
    post.script[0] = "554 t0ps3cret, see https://help.example/t0k3n?reader=t0k3n"
    refusal = send(post.url(**{"+X-Token": "t0ps3cret"}), MESSAGE, WAIT)
    assert refusal is not None
    assert refusal.reason == "E-Mail: 127.0.0.1: 554 ***, see https://help.example/…"


def test_no_secret_is_in_any_error_or_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    port = unused_port()
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")  # nothing leaves this machine
    urls = (
        f"json://reader:hunter22@127.0.0.1:{port}/hooks/s3cr3t-t0ken?+X-Token=t0ps3cret",
        f"mailto://reader:hunter22@127.0.0.1:{port}/desk@news.example?from=a@b.example",
        f"mmost://127.0.0.1:{port}/s3cr3tt0ken0123456789abc",
        "discord://4174216298s3cr3t/JHMHI8qBe7bk2ZwO5U711o3dVt0pic",
        f"ntfy://reader:hunter22@127.0.0.1:{port}/s3cr3t-t0pic",
    )
    for url in urls:
        refusal = send(url, MESSAGE, WAIT)
        assert refusal is not None
        for secret in ("hunter22", "s3cr3t", "t0ps3cret", "t0pic"):
            assert secret not in refusal.reason
            assert secret not in caplog.text
