"""How much one answer may send over a connection, headers and all.

Scrapy limits a body, but reads headers without end: a server that sends nothing else would fill the
memory until the time is up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.interfaces import IConnector
from twisted.protocols.policies import ProtocolWrapper, WrappingFactory

from scraper.settings import DOWNLOAD_MAXSIZE

MOST_HEADERS = 1024 * 1024  # bytes
_largest = [DOWNLOAD_MAXSIZE]  # bytes of a body; the longest of these is let through


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let larger bodies than a feed's through, for as long as documents are fetched."""
    _largest.append(size)
    try:
        yield
    finally:
        _largest.remove(size)


class Measured(ProtocolWrapper):
    """Counts what comes in since we last asked for something, and hangs up when it is too much."""

    transport: Any  # Twisted's interfaces are no types
    wrappedProtocol: Any  # noqa: N815 - Twisted's name
    received = 0

    def write(self, data: bytes) -> None:
        self.received = 0
        self.transport.write(data)

    def writeSequence(self, data: list[bytes]) -> None:  # noqa: N802 - Twisted's name
        self.received = 0
        self.transport.writeSequence(data)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        self.received += len(data)
        if self.received > max(_largest) + MOST_HEADERS:
            self.transport.abortConnection()
        else:
            self.wrappedProtocol.dataReceived(data)


class MeasuringFactory(WrappingFactory[Measured]):
    protocol = Measured
    noisy = False


class MeasuringReactor(AsyncioSelectorReactor):
    """A reactor whose connections are measured; the rest of it is Twisted's."""

    def connectTCP(  # noqa: N802 - Twisted's name
        self, host: str, port: int, factory: Any, *more: Any, **named: Any
    ) -> IConnector:
        measured = MeasuringFactory(factory)  # type: ignore[no-untyped-call]
        return super().connectTCP(host, port, measured, *more, **named)
