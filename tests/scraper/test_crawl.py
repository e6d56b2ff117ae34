"""One round: who is asked, how often, how politely, and what is kept of the answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.models import SourceState
from scraper.crawl import NoAnswer, fetch, run
from tests.loopback import Answer, Loopback
from tests.scraper.desk import BUILT, Opens, feed

RSS = "/cgi-bin/rss_outside.pl"


def test_a_round_asks_each_source_once(court: Loopback, other: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed()))
    other.says(RSS, Answer(feed(entries=5)))
    desk = open_desk(mad=court.url(RSS), rid=other.url(RSS))
    outcomes = desk.round()
    assert [len(server.asked(RSS)) for server in (court, other)] == [1, 1]
    assert {key: outcome.state for key, outcome in outcomes.items()} == {
        "mad": SourceState.OK,
        "rid": SourceState.OK,
    }
    assert sum(len(docket.entries) for docket in desk.store.dockets.of_court("rid")) == 5
    assert sorted(desk.told, key=lambda each: each.source_id) == [
        outcomes["mad"],
        outcomes["rid"],
    ]


def test_a_source_that_is_not_due_is_left_alone(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed()))
    desk = open_desk(mad=court.url(RSS))
    outcome = desk.round()["mad"]
    assert outcome.next_check_at is not None
    desk.now -= timedelta(minutes=59)
    assert desk.round() == {} or desk.now >= outcome.next_check_at
    desk.now = outcome.next_check_at - timedelta(hours=1, seconds=1)
    assert desk.round() == {}
    assert len(court.asked(RSS)) == 1
    assert desk.round(force=True) != {}
    assert len(court.asked(RSS)) == 2


def test_only_the_sources_named_are_asked(
    court: Loopback, other: Loopback, open_desk: Opens
) -> None:
    court.says(RSS, Answer(feed()))
    desk = open_desk(mad=court.url(RSS), rid=other.url(RSS))
    assert list(desk.round(only={"pacer_rss:mad"})) == ["mad"]
    assert other.requests == []


def test_the_same_build_is_not_read_again(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed(entries=1)), Answer(feed(entries=2)))
    desk = open_desk(mad=court.url(RSS))
    assert not desk.round()["mad"].unchanged
    assert desk.round()["mad"].unchanged
    assert desk.round(force=True)["mad"].unchanged is False
    assert [len(docket.entries) for docket in desk.store.dockets.of_court("mad")] == [2]


def test_the_same_entries_in_a_new_build_are_unchanged(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, *(Answer(feed(BUILT + timedelta(hours=n))) for n in range(3)))
    desk = open_desk(mad=court.url(RSS))
    assert [desk.round()["mad"].unchanged for _ in range(3)] == [False, True, True]


def test_an_answer_is_asked_for_with_its_validators(court: Loopback, open_desk: Opens) -> None:
    told = {"ETag": '"a1"', "Last-Modified": "Fri, 23 May 2025 18:44:00 GMT"}
    court.says(RSS, Answer(feed(), headers=told), Answer(status=304), Answer(status=304))
    desk = open_desk(mad=court.url(RSS))
    assert [desk.round()["mad"].unchanged for _ in range(3)] == [False, True, True]
    first, *later = court.asked(RSS)
    assert first.headers["If-None-Match"] is None
    for asked in later:  # a 304 that repeats no validator does not make us forget it
        assert asked.headers["If-None-Match"] == '"a1"'
        assert asked.headers["If-Modified-Since"] == told["Last-Modified"]
    assert court.asked("/robots.txt")[0].headers["If-None-Match"] is None


def test_we_say_who_asks(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed()))
    open_desk(mad=court.url(RSS), contact="desk@example.org").round()
    for asked in court.requests:
        assert asked.headers["User-Agent"].startswith("docketwatch/")
        assert "contact: desk@example.org" in asked.headers["User-Agent"]


def test_without_a_contact_we_say_so(court: Loopback, open_desk: Opens) -> None:
    open_desk(mad=court.url(RSS)).round()
    assert "no contact configured" in court.requests[0].headers["User-Agent"]


def test_cookies_are_never_sent_back(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed(), headers={"Set-Cookie": "CMECFASESSIONID=1; Path=/"}))
    desk = open_desk(mad=court.url(RSS))
    desk.round()
    desk.round()
    assert [asked.headers["Cookie"] for asked in court.asked(RSS)] == [None, None]


def test_a_status_line_of_an_appellate_court_is_read(court: Loopback, open_desk: Opens) -> None:
    body = feed()
    head = f"HTTP/1.1 200 200\r\nContent-Length: {len(body)}\r\n\r\n"
    court.says(RSS, Answer(raw=head.encode() + body))
    assert open_desk(ca4=court.url(RSS)).round()["ca4"].state is SourceState.OK


def test_the_content_type_decides_nothing(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed(), headers={"Content-Type": "text/html"}))
    assert open_desk(mad=court.url(RSS)).round()["mad"].state is SourceState.OK


@pytest.mark.parametrize("told", ["7200", "Fri, 23 May 2025 21:49:00 GMT"])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept(court: Loopback, open_desk: Opens, status: int, told: str) -> None:
    court.says(RSS, Answer(status=status, headers={"Retry-After": told}))
    desk = open_desk(mad=court.url(RSS))
    outcome = desk.round()["mad"]
    assert (outcome.state, outcome.problems[0].code) == (SourceState.DOWN, "http_error")
    assert outcome.error is not None
    assert f"answered {status}" in outcome.error or f"was {status}" in outcome.error
    assert outcome.next_check_at == desk.now + timedelta(hours=2)


@pytest.mark.parametrize("told", ["99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_court_can_send_us_away_for_longer_than_a_day(
    court: Loopback, open_desk: Opens, told: str
) -> None:
    court.says(RSS, Answer(status=503, headers={"Retry-After": told}))
    desk = open_desk(mad=court.url(RSS))
    assert desk.round()["mad"].next_check_at == desk.now + timedelta(days=1)


def test_an_address_that_the_user_names_is_fetched(court: Loopback, open_desk: Opens) -> None:
    court.says("/list.json", Answer(b"[]"))
    config = open_desk().config
    assert run(fetch(court.url("/list.json"), config)) == b"[]"
    with pytest.raises(NoAnswer, match="404 Not Found"):
        run(fetch(court.url("/nothing"), config))
    with pytest.raises(NoAnswer, match="neither http nor https"):
        run(fetch("file:///etc/passwd", config))
