"""An IMAP server on 127.0.0.1, as far as `docket ingest mail imap` talks to one.

with PostOffice(user="you@example.org", password="secret") as office:
    office.delivers(b"From: ...")
    office.url("INBOX")
    office.said          every command that came, in order
"""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import quote


@dataclass
class PostOffice:
    user: str = "you@example.org"
    password: str = "hunter2/and:more"
    folder: str = "INBOX"
    validity: int = 7
    mails: dict[int, bytes] = field(default_factory=dict)  # by UID
    said: list[str] = field(default_factory=list)
    hangs_up_at: str | None = None  # the command on which it hangs up
    refuses: str | None = None  # the command to which it says NO
    tls: ssl.SSLContext | None = None

    def delivers(self, *mails: bytes) -> None:
        for mail in mails:
            self.mails[max(self.mails, default=0) + 1] = mail

    def url(self, folder: str | None = None) -> str:
        user, password = quote(self.user, safe=""), quote(self.password, safe="")
        scheme, host = ("imap", "127.0.0.1") if self.tls is None else ("imaps", "localhost")
        port = self._server.server_address[1]
        return f"{scheme}://{user}:{password}@{host}:{port}/{quote(folder or self.folder)}"

    def __enter__(self) -> Self:
        office = self

        class Clerk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"* OK ready\r\n")
                while line := self.rfile.readline():
                    tag, _, words = line.decode().strip().partition(" ")
                    office.said.append(words)
                    if office.hangs_up_at and words.startswith(office.hangs_up_at):
                        return
                    self.wfile.write(office.answer(tag, words))
                    if words == "LOGOUT":
                        return

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clerk)
        self._server.daemon_threads = True
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, tag: str, words: str) -> bytes:
        if self.refuses and words.startswith(self.refuses):
            return f"{tag} NO not now\r\n".encode()
        if words == "CAPABILITY":
            return f"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n".encode()
        if words.startswith("LOGIN"):
            is_right = words == f'LOGIN {self.user} "{self.password}"'
            return f"{tag} {'OK done' if is_right else f'NO wrong: {words}'}\r\n".encode()
        if words.startswith("EXAMINE"):
            return self._examined(tag, words)
        if words.startswith("UID SEARCH"):
            return self._found(tag, words)
        if words.startswith("UID FETCH"):
            return self._fetched(tag, words)
        return f"* BYE\r\n{tag} OK done\r\n".encode()

    def _examined(self, tag: str, words: str) -> bytes:
        if words != f'EXAMINE "{self.folder}"':
            return f"{tag} NO such folder\r\n".encode()
        told = f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] as ever\r\n"
        return f"{told}{tag} OK [READ-ONLY] done\r\n".encode()

    def _found(self, tag: str, words: str) -> bytes:
        """`n:*` holds the newest mail even where its UID is below n, as the RFC has it."""
        first = re.search(r"UID (\d+):\*", words)
        assert first is not None
        senders = re.findall(r'FROM "([^"]+)"', words)
        last = max(self.mails, default=0)
        uids = [
            str(uid)
            for uid, mail in self.mails.items()
            if (uid >= int(first[1]) or uid == last)
            and (not senders or any(sender.encode() in mail for sender in senders))
        ]
        return f"* SEARCH {' '.join(uids)}\r\n{tag} OK done\r\n".encode()

    def _fetched(self, tag: str, words: str) -> bytes:
        asked = re.fullmatch(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", words)
        assert asked is not None, words
        body = self.mails[int(asked[1])][: int(asked[2])]
        head = f"* 1 FETCH (UID {asked[1]} BODY[]<0> {{{len(body)}}}\r\n"
        return head.encode() + body + f")\r\n{tag} OK done\r\n".encode()
