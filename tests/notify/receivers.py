"""Those who get messages, on loopback: a chat that takes POSTs, and a real mail server.

Each takes a script of answers, the last of which it repeats. What it accepted stands in
`messages`, in the order in which it came.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.loopback import unused_port

HANG = "hang"
CLOSE = "close"
ACCEPT_AND_CLOSE = "accept and close"  # the message is in, the yes is lost


class Chat:
    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self.tries = 0
        self.script: deque[int | str] = deque([200])
        self.location = ""
        self.says = b""  # the body of its answers
        self.hung = threading.Event()
        self._ended = threading.Event()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def url(self, path: str = "/hooks/s3cr3t-t0ken") -> str:
        return f"json://127.0.0.1:{self._server.server_port}{path}"

    def next_answer(self) -> int | str:
        self.tries += 1
        return self.script.popleft() if len(self.script) > 1 else self.script[0]

    def hangs(self) -> None:
        self.hung.set()
        self._ended.wait(30)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, chat: Chat) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.chat = chat

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that gave up are part of the story."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._says(200)

    def do_PUT(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        chat = self.server.chat
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        answer = chat.next_answer()
        if answer in (200, ACCEPT_AND_CLOSE):
            chat.messages.append(json.loads(body or b"{}"))
            chat.paths.append(self.path)
            chat.keys.append(self.headers["Idempotency-Key"])
        if answer == HANG:
            chat.hangs()
        if isinstance(answer, int):
            self._says(answer)

    def _says(self, status: int) -> None:
        chat = self.server.chat
        self.send_response(status)
        self.send_header("Location", chat.location)
        self.send_header("Content-Length", str(len(chat.says)))
        self.end_headers()
        self.wfile.write(chat.says)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


class Post:
    """A mail server. Its script answers DATA; `refuses` maps recipients to their refusal."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port or unused_port()
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.raw: list[bytes] = []
        self.script: deque[str] = deque(["250 taken"])
        self.refuses: dict[str, str] = {}
        self._ended = asyncio.Event()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.loop.call_soon_threadsafe(self._ended.set)
        self._controller.stop()

    def url(self, to: str = "desk@news.example", **options: str) -> str:
        told = "&".join(f"{name}={value}" for name, value in options.items())
        return f"mailto://127.0.0.1:{self.port}/{to}?from=docket@news.example&{told}"

    @property
    def messages(self) -> list[dict[str, str]]:
        return [{"title": each["Subject"], "message": plain(each)} for each in self.mails]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address not in self.refuses:
            envelope.rcpt_tos.append(address)
        return self.refuses.get(address, "250 ok")

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.script.popleft() if len(self.script) > 1 else self.script[0]
        if answer == HANG:
            await self._ended.wait()
        if answer.startswith("250") or answer == ACCEPT_AND_CLOSE:
            self._take(envelope)
        if answer in (CLOSE, ACCEPT_AND_CLOSE):
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients.append(list(envelope.rcpt_tos))


def plain(mail: EmailMessage) -> str:
    return _part(mail, "plain")


def html(mail: EmailMessage) -> str:
    return _part(mail, "html")


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
