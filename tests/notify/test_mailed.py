"""An alert as a mail server gets it: both forms whole, its subject and thread in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from notify import render, specimen
from notify.send import send
from notify.story import Form
from tests.notify.receivers import Post, html, plain

WAIT = 2.0  # seconds


def test_an_alert_is_mailed_as_it_was_drawn(post: Post) -> None:
    """docs/alerts/*.png are drawn from this very HTML."""
    for language in ("en", "es"):
        message = render.message(replace(specimen.alert(), language=language))
        assert send(post.url(), message, WAIT) is None
        mail = post.mails[-1]
        assert mail["Subject"] == message.title
        assert html(mail).strip() == message.html.strip()
        assert plain(mail).strip() == message.text.strip()


def test_an_update_is_a_reply_in_the_thread_of_its_alert(post: Post) -> None:
    alert = render.message(specimen.alert())
    update = render.message(replace(specimen.alert(), form=Form.UPDATE, message_id="5ca1ab1e0003"))
    for message in (alert, update):
        assert send(post.url(), message, WAIT) is None
    first, reply = post.mails
    assert reply["Subject"].startswith("Re: Example v. Sample Agency (D. Mass. 25-cv-99321): ")
    assert reply["References"] == first["References"]
    assert reply["Message-ID"] != first["Message-ID"]


def test_no_line_of_plain_text_is_broken_inside_an_address(post: Post) -> None:
    assert send(post.url(), render.message(specimen.alert()), WAIT) is None
    url = "https://storage.courtlistener.com/recap/gov.uscourts.mad.999321.27.0.pdf"
    assert any(line.endswith(url) for line in plain(post.mails[0]).splitlines())


@pytest.mark.parametrize("before", range(20, 100, 9))
def test_a_subject_is_read_as_it_was_written(post: Post, before: int) -> None:
    """Red when: Python folds it where plain and encoded words meet, which adds a blank."""
    title = f"{('plain words ' * 12)[:before]} … (200) y 11 más, cuyo plazo vence mañana, señoría"
    message = replace(render.message(specimen.alert()), title=title)
    assert send(post.url(), message, WAIT) is None
    assert post.mails[0]["Subject"] == " ".join(title.split())
    assert all(len(line) <= 78 for line in post.raw[0].split(b"\r\n\r\n")[0].splitlines())
