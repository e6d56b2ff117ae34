"""robots.txt, delays and proxies."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from db.models import SourceState
from tests.loopback import Answer, Asked, Loopback
from tests.scraper.desk import Opens, feed

RSS = "/cgi-bin/rss_outside.pl"


def gaps(asked: list[Asked]) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(asked)]


def test_robots_txt_is_asked_once_a_day_and_host(court: Loopback, open_desk: Opens) -> None:
    court.says("/mad", Answer(feed()))
    court.says("/rid", Answer(feed()))
    desk = open_desk(mad=court.url("/mad"), rid=court.url("/rid"))
    desk.round()
    desk.round()
    assert len(court.asked("/robots.txt")) == 1
    desk.now += timedelta(days=1)
    desk.round()
    assert len(court.asked("/robots.txt")) == 2
    assert len(court.asked("/mad")) == len(court.asked("/rid")) == 3


def test_what_robots_txt_forbids_is_not_asked_for(court: Loopback, open_desk: Opens) -> None:
    court.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /cgi-bin/"))
    court.says("/open", Answer(feed()))
    desk = open_desk(mad=court.url(RSS), rid=court.url("/open"))
    for force in (False, True):
        outcomes = desk.round(force=force)
        assert outcomes["mad"].problems[0].code == "robots_disallowed"
        assert "robots.txt" in (outcomes["mad"].error or "")
        assert outcomes["rid"].state is SourceState.OK
    assert court.asked(RSS) == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_txt_that_cannot_be_had_forbids_all_for_now(
    court: Loopback, open_desk: Opens, status: int
) -> None:
    failure = Answer(status=status, headers={"Retry-After": "120"})
    court.says("/robots.txt", failure, Answer(b""))
    court.says(RSS, Answer(feed()))
    desk = open_desk(mad=court.url(RSS))
    outcome = desk.round()["mad"]
    assert (outcome.state, outcome.problems[0].code) == (SourceState.DOWN, "http_error")
    assert court.asked(RSS) == []
    assert desk.round()["mad"].state is SourceState.OK


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_robots_txt_that_is_not_there_allows_all(
    court: Loopback, open_desk: Opens, status: int
) -> None:
    court.says("/robots.txt", Answer(status=status))
    court.says(RSS, Answer(feed()))
    desk = open_desk(mad=court.url(RSS))
    assert desk.round()["mad"].state is SourceState.OK
    desk.round()
    assert len(court.asked("/robots.txt")) == 1


def test_a_robots_txt_may_redirect_five_times(court: Loopback, open_desk: Opens) -> None:
    for hop in range(5):
        path = f"/hop{hop}" if hop else "/robots.txt"
        court.says(path, Answer(status=302, headers={"Location": f"/hop{hop + 1}"}))
    court.says("/hop5", Answer(b"User-agent: *\nDisallow: /"))
    outcome = open_desk(mad=court.url(RSS)).round()["mad"]
    assert outcome.problems[0].code == "robots_disallowed"


def test_a_robots_txt_that_only_redirects_is_as_good_as_none(
    court: Loopback, open_desk: Opens
) -> None:
    court.says("/robots.txt", Answer(status=302, headers={"Location": "/robots.txt"}))
    court.says(RSS, Answer(feed()))
    assert open_desk(mad=court.url(RSS)).round()["mad"].state is SourceState.OK
    assert len(court.asked("/robots.txt")) == 6


def test_requests_to_one_host_keep_its_delay(court: Loopback, open_desk: Opens) -> None:
    court.says("/mad", Answer(feed()))
    court.says("/rid", Answer(feed()))
    open_desk(mad=court.url("/mad"), rid=court.url("/rid"), delay=0.3).round()
    assert len(court.requests) == 3
    assert min(gaps(court.requests)) >= 0.2  # the server notes a request late when it is busy


def test_a_round_just_before_counts_for_the_delay(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed()))
    desk = open_desk(mad=court.url(RSS), delay=0.3)
    desk.round()
    desk.now -= timedelta(hours=1)
    desk.round(force=True)
    assert len(court.requests) == 3
    assert min(gaps(court.requests)) >= 0.2  # the server notes a request late when it is busy


def test_a_crawl_delay_lengthens_ours(court: Loopback, open_desk: Opens) -> None:
    court.says("/robots.txt", Answer(b"User-agent: *\nCrawl-delay: 0.4"))
    court.says("/mad", Answer(feed()))
    court.says("/rid", Answer(feed()))
    desk = open_desk(mad=court.url("/mad"), rid=court.url("/rid"), delay=0.1)
    desk.round()
    assert min(gaps(court.requests)[1:]) >= 0.3  # far from our own 0.1
    before = len(court.requests)
    desk.round()  # now from the robots.txt that was kept
    assert min(gaps(court.requests[before:])) >= 0.3  # far from our own 0.1


def test_hosts_do_not_wait_for_each_other(
    court: Loopback, other: Loopback, open_desk: Opens
) -> None:
    for server in (court, other):
        server.says(RSS, Answer(feed(), delay=0.5))
    outcomes = open_desk(mad=court.url(RSS), rid=other.url(RSS)).round()
    assert abs(court.asked(RSS)[0].at - other.asked(RSS)[0].at) < 0.4
    assert {each.state for each in outcomes.values()} == {SourceState.OK}


def test_a_proxy_of_the_environment_is_used(
    court: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://reader:secret@127.0.0.1:{court.port}")
    feed_url = "http://ecf.example.invalid/cgi-bin/rss_outside.pl"
    court.says(feed_url, Answer(feed()))
    desk = open_desk(mad=feed_url)
    assert desk.round()["mad"].state is SourceState.OK
    asked = court.asked(feed_url)[0]
    assert asked.headers["Proxy-Authorization"].startswith("Basic ")
    assert asked.headers["Host"] == "ecf.example.invalid"


def test_what_no_proxy_names_is_asked_directly(
    court: Loopback, other: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", other.url("/"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    court.says(RSS, Answer(feed()))
    assert open_desk(mad=court.url(RSS)).round()["mad"].state is SourceState.OK
    assert other.requests == []


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "169.254.169.254"])
def test_a_proxy_is_not_asked_for_this_network(
    court: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("http_proxy", court.url("/"))
    feed_url = "http://ecf.example.invalid/rss"
    court.says(feed_url, Answer(status=302, headers={"Location": f"http://{host}/"}))
    outcome = open_desk(mad=feed_url).round()["mad"]
    assert outcome.problems[0].code == "forbidden_address"
    assert not [asked for asked in court.requests if host in asked.path]


def test_the_credentials_of_a_proxy_go_to_no_one_else(
    court: Loopback, other: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://reader:secret@127.0.0.1:{other.port}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    court.says(RSS, Answer(status=302, headers={"Location": "/moved"}))
    court.says("/moved", Answer(feed()))
    assert open_desk(mad=court.url(RSS)).round()["mad"].state is SourceState.OK
    assert {asked.headers["Proxy-Authorization"] for asked in court.requests} == {None}
