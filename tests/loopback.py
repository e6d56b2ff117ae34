"""A scripted HTTP server on 127.0.0.1: a court as it answers, or as it should not.

    with Loopback() as court:
        court.says("/rss", Answer(body), Answer(status=503, headers={"Retry-After": "120"}))
        court.url("/rss")
        court.asked("/rss")        the requests that came, oldest first

Each path gives its answers in order and repeats the last; a path without a script is a 404.
"""

from __future__ import annotations

import select
import socket
import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Self


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds before the first byte
    hold: float = 0.0  # seconds between the body and hanging up
    length: int | None = None  # the Content-Length to claim; None: the body's own
    stream: Callable[[], Iterable[bytes]] | None = None  # sent after the body, without a length
    raw: bytes | None = None  # sent instead of any HTTP, before hanging up


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Message
    at: float  # monotonic seconds


class Loopback:
    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Asked] = []
        self._scripts: dict[str, deque[Answer]] = defaultdict(lambda: deque([Answer(status=404)]))
        self._stopped = threading.Event()
        self._server = _Server(self)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if tls is None else "https"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self._scheme}://{host}:{self.port}{path}"

    def says(self, path: str, *answers: Answer) -> None:
        self._scripts[path] = deque(answers)

    def asked(self, path: str) -> list[Asked]:
        return [each for each in self.requests if each.path == path]

    def next_answer(self, path: str) -> Answer:
        script = self._scripts[path]
        return script.popleft() if len(script) > 1 else script[0]

    def waits(self, seconds: float) -> None:
        """Hold an answer back, but not beyond the server's own end."""
        self._stopped.wait(seconds)

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, court: Loopback) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.court = court

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is what many of these tests want to see."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        court = self.server.court
        court.requests.append(Asked(self.path, self.headers, monotonic()))
        answer = court.next_answer(self.path)
        court.waits(answer.delay)
        if answer.raw is not None:
            self.wfile.write(answer.raw)
            self.close_connection = True
            return
        self.send_response(answer.status)
        self._send_headers(answer)
        self.wfile.write(answer.body)
        court.waits(answer.hold)
        if answer.stream is not None:
            for piece in answer.stream():
                if court.stopped:
                    break
                self.wfile.write(piece)

    def do_CONNECT(self) -> None:
        """Be a proxy: relay to where the path says, whatever that is."""
        court = self.server.court
        court.requests.append(Asked(self.path, self.headers, monotonic()))
        answer = court.next_answer(self.path)
        self.send_response(answer.status)
        self.end_headers()
        self.close_connection = True
        if answer.status == 200:
            host, _, port = self.path.rpartition(":")
            with socket.create_connection((host, int(port))) as target:
                _relay(self.connection, target)

    def _send_headers(self, answer: Answer) -> None:
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.stream is None:
            length = len(answer.body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
        self.close_connection = answer.stream is not None or answer.length is not None
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def _relay(one: socket.socket, other: socket.socket) -> None:
    """Pass on bytes both ways until one side hangs up."""
    ways = {one: other, other: one}
    while True:
        for ready in select.select(list(ways), [], [])[0]:
            data = ready.recv(65536)
            if not data:
                return
            ways[ready].sendall(data)


def unused_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
