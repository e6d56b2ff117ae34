"""Nothing that a feed or a redirect names reaches this machine or its network."""

import asyncio
import ipaddress
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.addresses import Guard, Origin, is_public, literal, names_this_network, origin
from scraper.spiders.failures import NoAnswer

CLOSED = {
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],
    "private": ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    "unique local": ["fc00::1", "fd12:3456::1", "fd00:ec2::254"],
    "carrier-grade NAT": ["100.64.0.1", "100.127.255.255", "100.100.100.200"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link-local": ["169.254.0.1", "169.254.169.254", "fe80::1", "febf::1", "fe80::1%eth0"],
    "site-local": ["fec0::1"],
    "the cloud's own services": ["168.63.129.16", "192.0.0.192"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "benchmarks": ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved and broadcast": ["240.0.0.1", "255.255.255.255"],
    "discard": ["100::1"],
    "6to4 and its relays": ["2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "192.88.99.1"],
    "Teredo": ["2001:0:7f00:1::", "2001::1"],
    "IPv4 inside IPv6": ["::ffff:127.0.0.1", "::ffff:100.64.0.1", "::ffff:a9fe:a9fe", "::7f00:1"],
    "translated IPv4": ["64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::808:808"],
}
OPEN = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.1",
    "198.17.255.255",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
]


@pytest.mark.parametrize("address", [each for group in CLOSED.values() for each in group])
def test_addresses_of_no_public_host_are_closed(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN)
def test_public_addresses_are_open(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_ipv6_is_judged_as_itself(address: object) -> None:
    assert (
        is_public(f"::ffff:{address}")
        is is_public(f"64:ff9b::{address}")
        is is_public(str(address))
    )


@given(st.ip_addresses())
def test_what_is_open_is_global_for_python_too(address: object) -> None:
    if is_public(str(address)):
        assert ipaddress.ip_address(str(address)).is_global


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "0",
        "::1",
        "::ffff:127.0.0.1",
        "127.0.0.1.",
        "localhost",
        "localhost.",
        "court.localhost",
        "169.254.169.254",
    ],
)
def test_every_spelling_of_this_machine_is_known(host: str) -> None:
    assert names_this_network(host)


@pytest.mark.parametrize("host", ["ecf.mad.uscourts.gov", "1.1.1.1", "localhost.example", "0x.us"])
def test_other_names_are_left_to_the_resolver(host: str) -> None:
    assert not names_this_network(host)


def test_a_name_is_no_literal_address() -> None:
    assert literal("ecf.mad.uscourts.gov") is None
    assert literal("2130706433") == "127.0.0.1"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ecf.mad.uscourts.gov/a?b", Origin("https", "ecf.mad.uscourts.gov", 443)),
        ("HTTP://Court.Example:8080/", Origin("http", "court.example", 8080)),
        ("http://[::1]:8000/rss", Origin("http", "::1", 8000)),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, expected: Origin) -> None:
    assert origin(url) == expected
    assert origin(str(expected)) == expected


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "ftp://court.example/rss",
        "data:text/xml,<rss/>",
        "gopher://court.example/",
        "//court.example/rss",
        "/rss",
        "",
        "http://",
        "http:///rss",
        "http://user@court.example/",
        "http://user:secret@court.example/",
        "http://127.0.0.1\\@court.example/",
        "http://court.example\\.evil.example/",
        "http://court.example/a b",
        "http://court.example/\r\nHost: evil.example",
        "http://court.example\x00.evil.example/",
        "http://court.example:99999/",
        "http://court.example:port/",
        "http://[::1/",
    ],
)
def test_only_plain_web_addresses_have_an_origin(url: str) -> None:
    with pytest.raises(NoAnswer):
        origin(url)


class Caller:
    """Whoever asked the guard for a name."""

    def __init__(self) -> None:
        self.found: list[object] = []
        self.completed = asyncio.Event()

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: object) -> None:  # noqa: N802
        self.found.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.completed.set()


def dialled(guard: Guard, host: str, port: int = 80) -> list[str]:
    async def ask() -> list[str]:
        caller = Caller()
        guard.resolveHostName(caller, host, port)
        await asyncio.wait_for(caller.completed.wait(), 5)
        return [each.host for each in caller.found]  # type: ignore[attr-defined]

    return asyncio.run(ask())


class Names:
    """A name server that gives each of its answers once."""

    def __init__(self, *answers: Iterable[str]) -> None:
        self.answers = list(answers)

    async def __call__(self, host: str, port: int) -> Iterable[str]:
        return self.answers.pop(0)


def test_a_name_that_turns_to_loopback_is_not_dialled() -> None:
    guard = Guard(Names(["93.184.215.14"], ["127.0.0.1"]))
    assert dialled(guard, "rebind.example") == ["93.184.215.14"]
    assert dialled(guard, "rebind.example") == []
    assert guard.refused("rebind.example") == "127.0.0.1"


def test_of_several_addresses_only_the_public_ones_are_dialled() -> None:
    guard = Guard(Names(["10.0.0.1", "93.184.215.14", "::1", "2606:2800::1"]))
    assert dialled(guard, "both.example") == ["93.184.215.14", "2606:2800::1"]


def test_trust_is_for_one_name_and_port_and_ends() -> None:
    inside = ["10.0.0.1"]
    guard = Guard(Names(inside, inside, inside, inside))
    guard.trust([("court.lan", 8000)])
    assert dialled(guard, "Court.LAN", 8000) == inside
    assert dialled(guard, "court.lan", 8001) == []
    assert dialled(guard, "other.lan", 8000) == []
    guard.distrust([("court.lan", 8000)])
    assert dialled(guard, "court.lan", 8000) == []


def test_trust_of_two_crawls_ends_with_the_second() -> None:
    guard = Guard()
    for _ in range(2):
        guard.trust([("127.0.0.1", 8000)])
    guard.distrust([("127.0.0.1", 8000)])
    assert dialled(guard, "127.0.0.1", 8000) == ["127.0.0.1"]
    guard.distrust([("127.0.0.1", 8000)])
    assert dialled(guard, "127.0.0.1", 8000) == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "::1", "localhost", "a" * 70])
def test_no_spelling_of_loopback_is_dialled(host: str) -> None:
    assert dialled(Guard(), host) == []
