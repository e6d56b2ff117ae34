"""Answers that mean harm: a clear problem on that source, and no other source worse off."""

from __future__ import annotations

import gzip
import resource
import zlib
from collections.abc import Iterable, Iterator
from time import monotonic

import pytest

from db.models import SourceState
from scraper import addresses, settings
from scraper.crawl import Outcome
from tests.loopback import Answer, Loopback, unused_port
from tests.scraper.desk import Opens, feed

RSS = "/cgi-bin/rss_outside.pl"
MEBIBYTE = 1024 * 1024


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def beside_a_good_court(bad: str, good: Loopback, open_desk: Opens) -> Outcome:
    """What becomes of a bad source; a good one in the same round is read in full."""
    good.says(RSS, Answer(feed(entries=4)))
    desk = open_desk(rid=bad, mad=good.url(RSS))
    outcomes = desk.round()
    assert outcomes["mad"].state is SourceState.OK
    assert sum(len(docket.entries) for docket in desk.store.dockets.of_court("mad")) == 4
    assert outcomes["rid"].state is SourceState.DOWN
    assert (outcomes["rid"].error or "").startswith("D.R.I. (127.0.0.1): ")
    return outcomes["rid"]


def endless(piece: bytes) -> Iterator[bytes]:
    while True:
        yield piece


def zeros(gibibytes: int) -> bytes:
    """Zeros, gzipped: the same flushed block of a mebibyte again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MEBIBYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * 1024 * gibibytes + packer.flush()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(b"<html>Not here</html>", 404), "http_error"),
        (Answer(b"", 403), "http_error"),
        (Answer(b"<rss/>", 500), "http_error"),
        (Answer(b"", 599), "http_error"),
        (Answer(raw=b""), "connection_lost"),
        (Answer(raw=b"\x16\x03\x01 what is this\r\n\r\n"), "connection_lost"),
        (Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"), "connection_lost"),
        (Answer(b"", length=100), "connection_lost"),
        (Answer(b"<html><body>Maintenance</body></html>"), "html_page"),
        (Answer(length=17 * MEBIBYTE), "too_large"),
        (Answer(stream=lambda: endless(bytes(65536))), "too_large"),
        (Answer(b"never gzipped", headers={"Content-Encoding": "gzip"}), "bad_encoding"),
        (Answer(b"x", headers={"Content-Encoding": "zstd"}), "failed"),
    ],
)
def test_what_is_no_answer_is_a_problem_of_its_source_alone(
    court: Loopback, other: Loopback, open_desk: Opens, answer: Answer, code: str
) -> None:
    court.says(RSS, answer)
    assert beside_a_good_court(court.url(RSS), other, open_desk).problems[0].code == code


def test_a_feed_cut_short_still_gives_what_it_held(
    court: Loopback, other: Loopback, open_desk: Opens
) -> None:
    whole = feed(entries=10)
    court.says(RSS, Answer(whole[: len(whole) // 2], length=len(whole)))
    desk = open_desk(mad=court.url(RSS))
    outcome = desk.round()["mad"]
    assert (outcome.state, outcome.problems[0].code) == (SourceState.DOWN, "truncated")
    assert sum(len(docket.entries) for docket in desk.store.dockets.of_court("mad")) > 0


def test_a_court_that_nobody_listens_at(other: Loopback, open_desk: Opens) -> None:
    outcome = beside_a_good_court(f"http://127.0.0.1:{unused_port()}/", other, open_desk)
    assert outcome.problems[0].code == "refused"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(delay=60),
        Answer(b"<rss>", length=100, hold=60),
    ],
    ids=["no headers", "no body"],
)
def test_a_court_that_does_not_answer_in_time(
    court: Loopback,
    other: Loopback,
    open_desk: Opens,
    answer: Answer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "DOWNLOAD_TIMEOUT", 0.5)
    court.says(RSS, answer)
    began = monotonic()
    assert beside_a_good_court(court.url(RSS), other, open_desk).problems[0].code == "timeout"
    assert monotonic() - began < 5


def test_a_body_that_trickles_is_cut_off_in_time(
    court: Loopback, other: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trickle() -> Iterable[bytes]:
        while not court.stopped:
            court.waits(0.05)
            yield b" "

    monkeypatch.setattr(settings, "DOWNLOAD_TIMEOUT", 0.5)
    court.says(RSS, Answer(stream=trickle))
    assert beside_a_good_court(court.url(RSS), other, open_desk).problems[0].code == "timeout"


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip"])
def test_a_gigabyte_of_zeros_is_neither_unpacked_nor_kept(
    court: Loopback, other: Loopback, open_desk: Opens, encoding: str
) -> None:
    packed = zeros(1)
    assert len(packed) < 2 * MEBIBYTE
    body = gzip.compress(packed) if "," in encoding else packed
    court.says(RSS, Answer(body, headers={"Content-Encoding": encoding}))
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, monotonic()
    assert beside_a_good_court(court.url(RSS), other, open_desk).problems[0].code == "too_large"
    assert monotonic() - began < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # KiB


def test_a_gzipped_feed_is_read(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(gzip.compress(feed()), headers={"Content-Encoding": "gzip"}))
    assert open_desk(mad=court.url(RSS)).round()["mad"].state is SourceState.OK


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(
    court: Loopback, open_desk: Opens, status: int
) -> None:
    court.says(RSS, moved("/cgi-bin/rss_outside4.pl", status))
    court.says("/cgi-bin/rss_outside4.pl", Answer(feed()))
    assert open_desk(mad=court.url(RSS)).round()["mad"].state is SourceState.OK


def test_redirects_in_a_circle_end(court: Loopback, other: Loopback, open_desk: Opens) -> None:
    court.says(RSS, moved(RSS))
    outcome = beside_a_good_court(court.url(RSS), other, open_desk)
    assert outcome.problems[0].code == "too_many_redirects"
    assert len(court.asked(RSS)) == 6


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("file:///etc/passwd", "forbidden_address"),
        ("FILE:/etc/passwd", "forbidden_address"),
        ("ftp://ftp.example.gov/rss", "forbidden_address"),
        ("data:text/xml,<rss/>", "forbidden_address"),
        ("s3://bucket/rss", "forbidden_address"),
        ("http://169.254.169.254/latest/meta-data/", "forbidden_address"),
        ("http://[::1]/", "forbidden_address"),
        ("http://[::ffff:127.0.0.1]/", "forbidden_address"),
        ("http://10.0.0.1/", "forbidden_address"),
        ("http://0/", "forbidden_address"),
        ("//169.254.169.254/", "forbidden_address"),
        ("http://user:secret@ecf.example.gov/", "forbidden_address"),
        ("http://127.0.0.1\\@ecf.example.gov/", "forbidden_address"),
        ("/\\ecf.example.gov/", "forbidden_address"),
        ("/" + "a" * 3000, "redirect_refused"),
    ],
)
def test_a_redirect_leads_nowhere_but_to_the_web(
    court: Loopback, other: Loopback, open_desk: Opens, location: str, code: str
) -> None:
    court.says(RSS, moved(location))
    assert beside_a_good_court(court.url(RSS), other, open_desk).problems[0].code == code
    assert {asked.path for asked in court.requests} == {"/robots.txt", RSS}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "0x7f000001"]
)
def test_a_redirect_reaches_no_other_port_of_this_machine(
    court: Loopback, other: Loopback, open_desk: Opens, host: str
) -> None:
    with Loopback() as inner:
        court.says(RSS, moved(inner.url("/secret", host)))
        outcome = beside_a_good_court(court.url(RSS), other, open_desk)
        assert outcome.problems[0].code == "forbidden_address"
        assert inner.requests == []


def test_what_is_trusted_for_one_source_is_closed_to_another(
    court: Loopback, other: Loopback, open_desk: Opens
) -> None:
    court.says(RSS, moved(other.url("/secret")))
    outcome = beside_a_good_court(court.url(RSS), other, open_desk)
    assert outcome.problems[0].code == "forbidden_address"
    assert other.asked("/secret") == []


def test_a_court_that_the_user_did_not_configure_cannot_be_on_this_machine(
    court: Loopback, open_desk: Opens
) -> None:
    court.says(RSS, Answer(feed()))
    desk = open_desk(mad=court.url(RSS))
    desk.forget_configuration("mad")
    assert desk.round()["mad"].problems[0].code == "forbidden_address"
    assert court.requests == []


def test_a_name_that_turns_to_this_machine_is_not_followed(
    court: Loopback, other: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    async def rebinding(host: str, port: int) -> Iterable[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(addresses.guard(), "lookup", rebinding)
    with Loopback() as inner:
        court.says(RSS, moved(f"http://rebind.example:{inner.port}/secret"))
        outcome = beside_a_good_court(court.url(RSS), other, open_desk)
        assert outcome.problems[0].code == "forbidden_address"
        assert "rebind.example (127.0.0.1)" in outcome.problems[0].message
        assert looked_up == ["rebind.example"]
        assert inner.requests == []


def test_a_name_that_nobody_knows(
    other: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(host: str, port: int) -> Iterable[str]:
        return ()

    monkeypatch.setattr(addresses.guard(), "lookup", nothing)
    outcome = open_desk(mad="http://ecf.example.invalid/rss").round()["mad"]
    assert outcome.problems[0].code == "dns"


def test_headers_without_end_are_cut_off(
    court: Loopback, other: Loopback, open_desk: Opens
) -> None:
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"y" * 4000) for n in range(6000))
    court.says(RSS, Answer(raw=b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n"))
    outcome = beside_a_good_court(court.url(RSS), other, open_desk)
    assert outcome.problems[0].code == "connection_lost"
