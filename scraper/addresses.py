"""Where a connection may lead: judged by the address that is dialled, when it is dialled.

Whoever writes a feed or answers a request may name any host. None of that may reach this machine,
its network or its cloud's own services. A check ahead of the request could see another answer of
the name server than the socket does; so the reactor's resolver is ours, and it hands on only
addresses that may be dialled. What the user configured himself is trusted, by name and port.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from ipaddress import ip_address, ip_network
from typing import Protocol, cast
from urllib.parse import urlsplit

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IHostnameResolver

from scraper.spiders.failures import NoAnswer

# IANA's special-purpose blocks, and two single addresses that clouds gave a special purpose.
_CLOSED_V4 = [
    ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; Alibaba's metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # what Azure offers to the machine itself
        "169.254.0.0/16",  # link-local; the clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
_OPEN_V6 = ip_network("2000::/3")  # all that is given out to hosts
_CLOSED_V6 = [
    ip_network(block)
    for block in (
        "2001::/23",  # Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds any IPv4 address
        "3fff::/20",  # documentation
    )
]
_NAT64 = ip_network("64:ff9b::/96")  # how a network without IPv4 spells every IPv4 address

_UNSAFE = re.compile(r"[\\\s\x00-\x1f\x7f-\x9f]")
_PORTS = {"http": 80, "https": 443}


def is_public(address: str) -> bool:
    """May anyone lead us there? False for all that is private, local or special."""
    ip = ip_address(address)
    if ip.version == 6 and (inner := ip.ipv4_mapped or _inner_v4(ip)):
        ip = inner
    if ip.version == 4:
        return not any(ip in block for block in _CLOSED_V4)
    return ip in _OPEN_V6 and not any(ip in block for block in _CLOSED_V6)


def _inner_v4(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in _NAT64 else None


def literal(host: str) -> str | None:
    """The address that a host spells out itself, in any notation that resolvers read as one.

    Many take `127.1`, `0x7f000001`, `017700000001` and `2130706433` for 127.0.0.1.
    """
    with suppress(ValueError):
        return str(ip_address(host))
    with suppress(OSError, ValueError):
        return socket.inet_ntoa(socket.inet_aton(host))
    return None


def names_this_network(host: str) -> bool:
    """Does a host lead inside by its very spelling? For proxies, which look names up themselves."""
    name = host.rstrip(".")
    address = literal(name)
    if address is not None:
        return not is_public(address)
    return name == "localhost" or name.endswith(".localhost")


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port: what robots.txt speaks for, and what the user trusts."""

    scheme: str
    host: str
    port: int

    @property
    def endpoint(self) -> tuple[str, int]:
        return self.host, self.port

    @property
    def slot(self) -> str:
        """How Scrapy's downloader calls it: requests that share a slot keep its delay."""
        return f"{self.host}:{self.port}"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (
            "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        )


def is_ambiguous(url: str) -> bool:
    """Could two programs read this URL differently? Backslashes, blanks, control characters."""
    return _UNSAFE.search(url) is not None


@lru_cache(maxsize=1024)  # a round asks this ten times for each source
def origin(url: str) -> Origin:
    """The origin of a URL; NoAnswer for all but plain http and https."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        raise NoAnswer("forbidden_address", f"{url[:80]!r} is no address.") from None
    if scheme not in _PORTS:
        raise NoAnswer("forbidden_address", f"{url[:80]!r} is neither http nor https: not asked.")
    if not host or "@" in parts.netloc or is_ambiguous(url):
        raise NoAnswer("forbidden_address", f"{url[:80]!r} is not one plain address: not asked.")
    return Origin(scheme, host, _PORTS[scheme] if port is None else port)


Endpoint = tuple[str, int]  # host and port
Lookup = Callable[[str, int], Awaitable[Iterable[str]]]


async def look_up(host: str, port: int) -> Iterable[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # the latter for labels that no name may have
        return ()
    return dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found)


class Receiver(Protocol):
    """Who asked for a look-up, as Twisted's IResolutionReceiver has it."""

    def resolutionBegan(self, resolution: Resolution) -> None: ...  # noqa: N802

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None: ...  # noqa: N802

    def resolutionComplete(self) -> None: ...  # noqa: N802


class Resolution:
    """What Twisted keeps of a look-up under way."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to do: whoever gave up on a look-up drops its late answer."""


class Guard:
    """A name resolver for Twisted that hands on only what may be dialled."""

    def __init__(self, lookup: Lookup = look_up) -> None:
        self.lookup = lookup
        self.stands = False  # before the reactor's connections
        self._trusted: Counter[Endpoint] = Counter()
        self._refused: dict[str, str] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    def install_on(self, reactor: ReactorBase) -> None:
        reactor.installNameResolver(cast("IHostnameResolver", self))
        self.stands = True

    def trust(self, endpoints: Iterable[Endpoint]) -> None:
        """These may be dialled wherever they lead, until `distrust`; two crawls may overlap."""
        self._trusted.update(endpoints)

    def distrust(self, endpoints: Iterable[Endpoint]) -> None:
        self._trusted.subtract(endpoints)

    def refused(self, host: str) -> str | None:
        """Where the last look-up of a host led, if we must not go there."""
        return self._refused.get(host)

    def resolveHostName(  # noqa: N802 - the names are Twisted's
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Resolution:
        resolution = Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        endpoint = (hostName.lower(), portNumber)
        if (address := literal(hostName)) is not None:
            self._hand_on(resolutionReceiver, endpoint, [address], addressTypes)
        else:
            task = asyncio.ensure_future(self._find(resolutionReceiver, endpoint, addressTypes))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return resolution

    async def _find(
        self, receiver: Receiver, endpoint: Endpoint, wanted: Sequence[type] | None
    ) -> None:
        self._hand_on(receiver, endpoint, await self.lookup(*endpoint), wanted)

    def _hand_on(
        self,
        receiver: Receiver,
        endpoint: Endpoint,
        addresses: Iterable[str],
        wanted: Sequence[type] | None,
    ) -> None:
        host, port = endpoint
        self._refused.pop(host, None)
        for address in addresses:
            if not (self._trusted[endpoint] or is_public(address)):
                self._refused[host] = address
                continue
            dialled = IPv6Address if ":" in address else IPv4Address
            if wanted is None or dialled in wanted:
                receiver.addressResolved(dialled("TCP", address, port))
        receiver.resolutionComplete()


@cache
def guard() -> Guard:
    """This process's only guard, as there is only one reactor."""
    return Guard()


@dataclass(frozen=True, slots=True)
class ScrapyResolver:
    """The guard as `scrapy crawl` takes it, by the setting TWISTED_DNS_RESOLVER."""

    reactor: ReactorBase

    def install_on_reactor(self) -> None:
        guard().install_on(self.reactor)
