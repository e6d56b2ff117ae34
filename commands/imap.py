"""The configured mailbox: only what claims to come from a court is fetched, and nothing changed.

The folder is opened for reading alone (EXAMINE) and mails are peeked at, so that none becomes
"read". How far it was read is a UID, which counts up as long as the folder's UIDVALIDITY stays.
"""

from __future__ import annotations

import hashlib
import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from commands.mailbox import Mail
from db.errors import FormatError
from scraper.parsers.mail_letter import LARGEST

_PORT, _TLS_PORT = 143, 993
TIMEOUT = 30.0  # seconds for each answer of the server
MOST = 2000  # mails of one run; the next goes on

# What the server looks for, so that nothing else in somebody's mailbox is ever fetched.
OF_COURTS = '(OR FROM "uscourts.gov" FROM "fedcourts.us")'
OF_ANYBODY = '(OR BODY "Notice of Electronic Filing" BODY "Notice of Docket Activity")'


@dataclass(frozen=True, slots=True)
class Folder:
    url: SplitResult

    @property
    def name(self) -> str:
        return unquote(self.url.path.strip("/")) or "INBOX"

    @property
    def id(self) -> str:
        """The same for the same folder, and nothing that tells whose it is."""
        whose = f"{self.url.hostname} {self.url.port} {self.url.username} {self.name}"
        return f"imap:{hashlib.sha256(whose.encode()).hexdigest()[:16]}"


def folder(url: str) -> Folder:
    return Folder(urlsplit(url))


def mails(folder: Folder, wanted: str, after: str | None) -> Iterator[Mail]:
    """The mails that came in after a position, in order; FormatError without any secret."""
    with _errors_told(folder), _opened(folder) as server:
        validity = _validity(server)
        for uid in _uids(server, wanted, _last(after, validity)):
            body = _body(server, uid)
            if body is not None:
                yield Mail(f"mail {uid}", body, f"{validity}:{uid:010}")


@contextmanager
def _errors_told(folder: Folder) -> Iterator[None]:
    """What a server says may repeat what it was told, so that none of it is repeated here."""
    where = f"the mailbox at {folder.url.hostname}"
    try:
        yield
    except UnicodeEncodeError:
        words = f"{where}: its login and folder can have plain letters (ASCII) only"
        raise FormatError(words) from None  # it holds the password
    except ssl.SSLError as error:
        raise FormatError(f"{where}: no safe connection: {error.reason}") from error
    except OSError as error:
        raise FormatError(f"{where} does not answer: {error.strerror or 'timeout'}") from error
    except imaplib.IMAP4.abort as error:
        raise FormatError(f"{where} broke off; the rest is read next time") from error
    except imaplib.IMAP4.error as error:
        words = f"{where} refuses the login, or has no folder {folder.name}"
        raise FormatError(words) from error


@contextmanager
def _opened(folder: Folder) -> Iterator[imaplib.IMAP4]:
    url = folder.url
    host = url.hostname or ""
    if url.scheme == "imaps":
        context = ssl.create_default_context()
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, url.port or _TLS_PORT, ssl_context=context, timeout=TIMEOUT
        )
    else:
        server = imaplib.IMAP4(host, url.port or _PORT, timeout=TIMEOUT)
    try:
        server.login(unquote(url.username or ""), unquote(url.password or ""))
        status, _ = server.select(_quoted(folder.name), readonly=True)
        if status != "OK":
            raise imaplib.IMAP4.error(status)
        yield server
    finally:
        with suppress(imaplib.IMAP4.error, OSError):  # it may have hung up
            server.logout()
        with suppress(OSError):
            server.shutdown()


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _validity(server: imaplib.IMAP4) -> int:
    _, told = server.response("UIDVALIDITY")
    words = told[0] if told else None
    return int(words) if isinstance(words, bytes) and words.isdigit() else 0


def _last(after: str | None, validity: int) -> int:
    """The last UID that was read; none where the folder was made anew since."""
    before, _, uid = (after or "").partition(":")
    return int(uid) if before == str(validity) and uid.isdigit() else 0


def _asked(server: imaplib.IMAP4, command: str, *words: str) -> list[Any]:
    """What it tells. To imaplib a NO is an answer with nothing in it, which would skip mails."""
    status, told = server.uid(command, *words)
    if status != "OK":
        raise imaplib.IMAP4.abort(status)
    return told


def _uids(server: imaplib.IMAP4, wanted: str, last: int) -> list[int]:
    """Oldest first. `n:*` names the newest mail even where its UID is below n."""
    told = _asked(server, "SEARCH", f"UID {last + 1}:*", wanted)
    words = told[0].split() if told and isinstance(told[0], bytes) else []
    uids = sorted({int(word) for word in words if word.isdigit()})
    return [uid for uid in uids if uid > last][:MOST]


def _body(server: imaplib.IMAP4, uid: int) -> bytes | None:
    """At most so much of a mail as is read; None where it went away meanwhile."""
    told = _asked(server, "FETCH", str(uid), f"(BODY.PEEK[]<0.{LARGEST + 1}>)")
    pieces = (piece[1] for piece in told if isinstance(piece, tuple) and len(piece) > 1)
    return next((piece for piece in pieces if isinstance(piece, bytes)), None)
