"""Two hundred loopback courts in a process of their own, each on its own port.

Each answers as courts do: no validators, `lastBuildDate` moving with every answer,
the connection closed after it. `World.turn(phase)` moves all of them to the next
phase: 1 and 2 list the same items, 3 one more in every tenth court.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.feeds import feed
from db import courts

COURTS = 200
ITEMS = 200
NEWS_EVERY = 10  # in phase 3, every tenth court has one new item


@dataclass(frozen=True, slots=True)
class World:
    control: str
    feeds: dict[str, str]  # court id -> feed address

    def turn(self, phase: int) -> None:
        urllib.request.urlopen(f"{self.control}/{phase}").read()


@contextmanager
def world(count: int = COURTS, items: int = ITEMS) -> Iterator[World]:
    command = [sys.executable, "-m", "bench.world", str(count), str(items)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield World(**json.loads(process.stdout.readline()))
        finally:
            process.terminate()


class _Court:
    def __init__(self, place: int, court_id: str, items: int) -> None:
        self.court_id = court_id
        self.items = items
        self.has_news = place % NEWS_EVERY == 0
        self.built_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
        self.phase = 1
        self.body = self._body()

    def turn(self, phase: int) -> None:
        self.phase = phase
        self.body = self._body()

    def _body(self) -> bytes:
        first = -1 if self.has_news and self.phase == 3 else 0
        return feed(self.court_id, range(first, self.items), self.built_at)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if request.startswith(b"GET /robots.txt"):
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n")
            writer.write(b"Connection: close\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n")
            writer.write(b"Content-Length: %d\r\n\r\n" % len(self.body))
            writer.write(self.body)
            self._rebuild()
        await writer.drain()
        writer.close()

    def _rebuild(self) -> None:
        """The next answer is built a second later, and says so."""
        was = f"{self.built_at:%a, %d %b %Y %H:%M:%S}".encode()
        self.built_at += timedelta(seconds=1)
        now = f"{self.built_at:%a, %d %b %Y %H:%M:%S}".encode()
        self.body = self.body.replace(was, now, 1)


async def _serve(count: int, items: int) -> None:
    chosen = [court for court in courts.every() if court.feed is not None][:count]
    told = [_Court(place, court.id, items) for place, court in enumerate(chosen)]
    servers = [await asyncio.start_server(each.answer, "127.0.0.1", 0) for each in told]
    addresses = [f"http://127.0.0.1:{_port(server)}/rss" for server in servers]

    async def control(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        for each in told:
            each.turn(int(request.split()[1].strip(b"/")))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    controller = await asyncio.start_server(control, "127.0.0.1", 0)
    feeds = {each.court_id: address for each, address in zip(told, addresses, strict=True)}
    where = {"control": f"http://127.0.0.1:{_port(controller)}", "feeds": feeds}
    sys.stdout.write(json.dumps(where) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
