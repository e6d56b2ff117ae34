"""The sign of life: one request, and nothing said of where it goes."""

from __future__ import annotations

import pytest

from scraper import heartbeat
from tests.loopback import Answer, Loopback, unused_port

SECRET = "/ping/5f8c0c1e"


def test_a_beat_is_one_request_by_our_name(court: Loopback) -> None:
    court.says(SECRET, Answer(b"OK"))
    assert heartbeat.beat(court.url(SECRET), "desk@example.org") is None
    (asked,) = court.requests
    assert asked.headers["User-Agent"].startswith("docketwatch/")
    assert "contact: desk@example.org" in asked.headers["User-Agent"]


@pytest.mark.parametrize("status", [301, 302, 404, 500])
def test_any_other_answer_is_a_refusal(court: Loopback, other: Loopback, status: int) -> None:
    away = {"Location": other.url("/elsewhere")}
    court.says(SECRET, Answer(status=status, headers=away))
    assert heartbeat.beat(court.url(SECRET), None) == f"it answered {status}"
    assert other.requests == [], "a redirect is not followed"


def test_what_goes_wrong_never_names_the_address(court: Loopback) -> None:
    court.says(SECRET, Answer(raw=b"what is this\r\n\r\n"))
    nowhere = f"http://127.0.0.1:{unused_port()}{SECRET}"
    unknown = f"http://no-such-host.invalid{SECRET}"
    for url in (court.url(SECRET), nowhere, unknown):
        refusal = heartbeat.beat(url, None)
        assert refusal is not None
        assert refusal.startswith("no answer (")
        assert not {"5f8c0c1e", "127.0.0.1", "invalid"} & set(refusal.replace("/", " ").split())


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/h\u00e9", "http://a..b/x"])
def test_an_address_that_cannot_be_asked_is_no_answer(url: str) -> None:
    assert (heartbeat.beat(url, None) or "").startswith("no answer (")


def test_nobody_waits_for_a_beat_longer_than_its_patience(
    court: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "PATIENCE", 0.2)
    court.says(SECRET, Answer(b"OK", delay=30))
    assert (heartbeat.beat(court.url(SECRET), None) or "").startswith("no answer in")
