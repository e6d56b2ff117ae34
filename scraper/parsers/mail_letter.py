"""A mail's bytes -> what is said in it: sender, subject and one readable body. Pure.

A file may hold a whole message, with all its headers, or the body alone as somebody saved it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import TypeVar

from scraper.parsers import feed_text
from scraper.parsers.plain_text import cleaned

T = TypeVar("T")

LARGEST = 2 * 1024 * 1024  # bytes; a notice to hundreds of people takes a tenth of that

_HEADERS = re.compile(rb"\A(?:>?From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE)
_IS_HTML = re.compile(r"<(?:html|table|p|div|br|strong)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    sender: str | None  # the host that its From names, which anybody can write; None: no headers
    subject: str
    body: str
    is_html: bool


def key(mail: bytes) -> str:
    """The same for the same mail, by whichever ways it came; for no other, however it was made."""
    head, _, body = mail.replace(b"\r\n", b"\n").partition(b"\n\n")
    named = _MESSAGE_ID.search(head)
    identity = body if named is not None else mail
    return hashlib.sha256((named[1] if named else b"") + b"\n" + identity).hexdigest()


def read(mail: bytes) -> Letter:
    """The HTML of a mail that has it, else its plain text."""
    mail = mail.replace(b"\r\n", b"\n")
    if _HEADERS.match(mail) is None:
        body = feed_text.in_utf8(mail).decode(errors="replace")
        return Letter(None, "", body, bool(_IS_HTML.search(body)))
    message = _tried(lambda: message_from_bytes(mail, policy=policy.default))
    if not isinstance(message, EmailMessage):
        return Letter("", "", "", is_html=False)
    part = _tried(lambda: message.get_body(preferencelist=("html", "plain")))
    return Letter(
        _host(_header(message, "From")),
        cleaned(_header(message, "Subject")),
        "" if part is None else _text(part),
        part is not None and part.get_content_type() == "text/html",
    )


def _header(message: EmailMessage, name: str) -> str:
    return _tried(lambda: str(message.get(name, ""))) or ""


def _tried(read: Callable[[], T]) -> T | None:
    """Python's reader of mail slips on what no mail should hold: on such, nothing is said."""
    try:
        return read()
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None


def _host(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2].lower()


def _text(part: MIMEPart) -> str:
    """Its words, whatever encoding they claim."""
    content = _tried(lambda: part.get_payload(decode=True))
    return feed_text.in_utf8(content).decode(errors="replace") if isinstance(content, bytes) else ""
