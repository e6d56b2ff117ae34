"""A message as an e-mail: apprise's way to the server, but our own mail.

apprise makes its own plain text from the HTML and loses every link address on the way, its
ids differ at each try, and of a refusal it keeps nothing. So we send our own plain text and
HTML, under an id that stays, and say what the server said. How to reach the server (the
address, the providers' defaults, TLS, the login) is apprise's.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from datetime import UTC, datetime
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.utils import formataddr
from hashlib import blake2b
from typing import Any, cast

from apprise.plugins.email.base import NotifyEmail, PGPMode
from apprise.plugins.email.smtp import AppriseSMTPController

from db.models import Message
from notify.channel import Enclosure, Letter
from notify.escape import clean

logger = logging.getLogger(__name__)

_LONGEST_SUBJECT = 200
_SUBJECT = "Subject"


class _Policy(policy.EmailPolicy):
    """Subjects as they are read. Python folds them after the header's name, which leaves a blank
    to sort by, and where plain and encoded words meet, which doubles the blank between them."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name != _SUBJECT:
            return bytes(super().fold_binary(name, value))
        charset = "us-ascii" if str(value).isascii() else "utf-8"
        longest = 900 if charset == "us-ascii" else None  # encoded words must be short
        words = Header(str(value), charset, longest, name).encode(linesep=self.linesep)
        return f"{name}: {words}{self.linesep}".encode("ascii")


# Seven bits, because not every server takes eight.
_POLICY = _Policy(linesep="\r\n", cte_type="7bit")


class Mail(NotifyEmail):
    """apprise's e-mail with our own mail in it: one mail for all of an address's recipients."""

    message: Message
    has_delivered_to_some = False

    def send(self, *arguments: Any, **options: Any) -> bool:
        if self.pgp_mode != PGPMode.NONE:
            return bool(super().send(*arguments, **options))  # type: ignore[no-untyped-call]
        try:
            session = self._session()
            with session:
                refused = session.hand_over(self._written(), self._sender, self._recipients())
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.logger.warning("%s: %s", self.smtp_host, _told(error))
            return False
        if refused:
            self.has_delivered_to_some = True
            self.logger.warning("%s: the others have it, but %s", self.smtp_host, _told(refused))
        return not refused

    def _session(self) -> _Session:
        return _Session(
            host=self.smtp_host,
            port=cast(int, self.port),
            secure_mode=cast(str, self.secure_mode),
            user=self.user,
            password=self.password,
            verify_certificate=self.verify_certificate,
            socket_connect_timeout=self.socket_connect_timeout,
        )

    @property
    def _sender(self) -> str:
        return str(self.from_addr[1])

    def _recipients(self) -> list[str]:
        people = [address for _, address in self.targets]
        return list(dict.fromkeys((*people, *sorted(self.cc), *sorted(self.bcc))))

    def _written(self) -> EmailMessage:
        written = _body(self.message, self._sender)
        for each in self.message.enclosures if isinstance(self.message, Letter) else ():
            _enclose(written, each)
        written["Date"] = datetime.now(UTC)
        written["From"] = self._named([self._sender])
        written["To"] = self._named([to for _, to in self.targets])
        if self.cc:
            written["Cc"] = self._named(sorted(self.cc))
        if self.reply_to:
            written["Reply-To"] = self._named(sorted(self.reply_to))
        for name, value in self.headers.items():
            del written[name]
            written[name] = clean(value)
        return written

    def _named(self, people: Iterable[str]) -> str:
        names = {to: name for name, to in self.targets} | self.names
        return ", ".join(formataddr((cast(str, names.get(to)) or None, to)) for to in people)


def _body(message: Message, sender: str) -> EmailMessage:
    """The mail, but for its date and the headers that say from whom to whom.

    The Message-ID comes from the message's own id, so that a mail that had to be sent twice
    is recognised as one; the References are the same for every mail of a matter, so that
    mail programs show them as one thread.
    """
    domain = sender.rpartition("@")[2]
    written = EmailMessage(policy=_POLICY)
    written[_SUBJECT] = clean(message.title, _LONGEST_SUBJECT)
    written["Message-ID"] = f"<{_token(message.id)}@{domain}>"
    if message.thread is not None:
        thread = f"<thread.{_token(message.thread)}@{domain}>"
        written["In-Reply-To"] = written["References"] = thread
    written["X-Docket-Message"] = clean(message.id)
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(message.text)
    written.add_alternative(message.html, subtype="html")
    return written


def _enclose(written: EmailMessage, told: Enclosure) -> None:
    """Attach a document. One that its owner erased meanwhile is linked in the text still."""
    try:
        body = told.path.read_bytes()
    except OSError as error:
        logger.warning("%s is not sent along: %s", told.name, error.strerror)
        return
    written.add_attachment(body, maintype="application", subtype="pdf", filename=told.name)


def _token(text: str) -> str:
    """Any text as a word that a mail header can hold."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


class _Session(AppriseSMTPController):
    """apprise's SMTP session, but one that says why a server said no."""

    def hand_over(
        self, written: EmailMessage, sender: str, recipients: list[str]
    ) -> smtplib.SMTPRecipientsRefused | None:
        """Send one mail to all, or raise; what is returned was refused for good.

        Where a recipient is refused for now, none gets the mail yet: to send it again for
        one would send it twice to the others.
        """
        smtp = cast(smtplib.SMTP, self._socket)
        smtp.ehlo_or_helo_if_needed()
        _expect(smtp.mail(sender))
        replies = {to: smtp.rcpt(to) for to in recipients}
        refused = {to: reply for to, reply in replies.items() if reply[0] // 100 != 2}
        if len(refused) == len(replies) or any(code < 500 for code, _ in refused.values()):
            raise smtplib.SMTPRecipientsRefused(refused)
        _expect(smtp.data(written.as_bytes()))
        return smtplib.SMTPRecipientsRefused(refused) if refused else None


def _expect(reply: tuple[int, bytes]) -> None:
    if reply[0] // 100 != 2:
        raise smtplib.SMTPResponseException(*reply)


def _told(error: Exception) -> str:
    """A mail server's refusal in one line, its own words included."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        refusals = (f"{to}: {_reply(*reply)}" for to, reply in error.recipients.items())
        return f"refused {'; '.join(refusals)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return str(error)


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
