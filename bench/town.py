"""A loopback court, and the two who are told of its filings.

Of an alert `prompt` says at once that it has it; `slow` takes it and says so a while later, so that
a sender may die in between. Both note every message that reaches them, repeated ones too.
"""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Self

from bench.feeds import ENTRIES_A_CASE, feed

COURT = "mad"
EVERY = 1  # seconds until it may be asked again
NEWS = 50  # filings that come with the second build of the feed
OLD = 100  # filings that it lists before
PAUSES = {"prompt": 0.0, "slow": 0.02}  # channel -> seconds between taking a message and saying so

# Every filing has a label of its own, which its alert must name.
_LABELS = [f"Exhibit {filing}" for filing in range(NEWS + OLD)]
_LABEL = re.compile(r"^- Exhibit (\d+)", re.MULTILINE)

CASES = [f"1:22-cv-{case:05}" for case in range(-(-NEWS // ENTRIES_A_CASE))]  # all that have news


@dataclass(slots=True)
class Receipt:
    """A message that reached a receiver."""

    channel: str
    key: str
    text: str
    taken_at: float  # monotonic seconds
    answered_at: float | None = None  # None: it could not say yes any more

    @property
    def filings(self) -> list[int]:
        return [int(found) for found in _LABEL.findall(self.text)]


class Town:
    def __init__(self) -> None:
        self._built_at = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=10)
        self.feed = feed(COURT, range(NEWS, NEWS + OLD), self._built_at, _LABELS)
        self.receipts: list[Receipt] = []
        self._court = _Server(_Court, self)
        self._receivers = {channel: _Server(_Receiver, self, channel) for channel in PAUSES}

    def __enter__(self) -> Self:
        for server in self._servers():
            threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers():
            server.shutdown()
            server.server_close()

    def _servers(self) -> list[_Server]:
        return [self._court, *self._receivers.values()]

    def rebuild(self) -> None:
        """From now on the court lists the new filings too."""
        built_at = self._built_at + timedelta(minutes=5)
        self.feed = feed(COURT, range(NEWS + OLD), built_at, _LABELS)

    def config(self) -> str:
        """A configuration that asks this court and tells these two."""
        channels = "\n".join(
            f'{channel} = "json://127.0.0.1:{server.server_port}"'
            for channel, server in self._receivers.items()
        )
        url = f"http://127.0.0.1:{self._court.server_port}/rss"
        return (
            f"[channels]\n{channels}\n\n"
            f'[courts.{COURT}]\nfeed_url = "{url}"\nevery = "{EVERY}s"\ndelay = 0.0\n'
        )


class _Server(HTTPServer):
    """One request after the other: what a dead sender left behind is taken before what follows."""

    def __init__(
        self, handler: type[BaseHTTPRequestHandler], town: Town, channel: str = ""
    ) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.town = town
        self.channel = channel

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients die here."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


class _Court(_Handler):
    def do_GET(self) -> None:
        if self.path == "/rss":
            self.answer(200, self.server.town.feed)
        else:
            self.answer(404)


class _Receiver(_Handler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        channel, key = self.server.channel, self.headers["Idempotency-Key"]
        receipt = Receipt(channel, key, body["message"], time.monotonic())
        self.server.town.receipts.append(receipt)
        time.sleep(PAUSES[channel])
        self.answer(200)
        receipt.answered_at = time.monotonic()
