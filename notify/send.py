"""The one door to apprise: a message goes out through one channel.

A fresh apprise object each time, one address per call, nothing in the background: whoever
calls decides how long to wait. Mail is put together by `notify.mail`, because apprise makes
its own plain text from the HTML and loses every link address on the way.
"""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import formataddr
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat, OverflowMode
from apprise.plugins.email.base import NotifyEmail, PGPMode
from apprise.plugins.email.smtp import AppriseSMTPController

from db.errors import ConfigError
from db.models import Message
from notify import mail
from notify.channel import Refusal
from notify.escape import clean, markdown, unmentioned

_LONGEST_REASON = 300
_MAIL = frozenset(("mailto", "mailtos"))
# Programs read these: the text as it is, never in parts, and a key to know a repeat by.
_WEBHOOKS = frozenset(("json", "jsons", "xml", "xmls", "form", "forms"))
# Chats that render Markdown, also those that apprise takes for plain text.
_CHATS = frozenset(
    (
        *("cliq", "dingtalk", "discord", "evolution", "evolutions", "fluxer", "fluxers", "gchat"),
        *("guilded", "humhub", "humhubs", "kook", "matrix", "matrixs", "mmost", "mmosts"),
        *("nctalk", "nctalks", "revolt", "rocket", "rockets", "slack", "tgram", "twist", "webex"),
        *("whapi", "workflow", "workflows", "wxteams", "zalo", "zcliq", "zohocliq", "zulip"),
    )
)


def check(url: str) -> None:
    """Raise ConfigError unless apprise can read the address. Sends nothing."""
    _keep_secrets_out_of_logs()
    if _service(url, 1.0) is None:
        raise ConfigError(
            "apprise cannot read this channel's address, or lacks a package that it needs; "
            "the forms are at https://appriseit.com/services/"
        )


def send(url: str, message: Message, timeout: float) -> Refusal | None:
    """Hand a message to a channel; None: the channel said yes.

    `timeout` is in seconds and for each wait on the network, not for the whole: a server
    that drips bytes can hold the calling thread for longer.
    """
    _keep_secrets_out_of_logs()
    service = _service(url, timeout)
    if service is None:
        return Refusal("apprise cannot read its address; see `docket channel test`")
    if isinstance(service, _Mail):
        service.message = message
    elif _is(service, _WEBHOOKS):
        service.headers["Idempotency-Key"] = message.id
    title, body, body_format = _wording(service, message)
    channel = Apprise(asset=service.asset)
    channel.add(service)
    result = channel.notify(body=body, title=title, body_format=body_format)
    if result:
        return None
    complaints = [entry.message for entry in result.logs() if entry.level != "INFO"]
    reason = complaints[0] if complaints else result.status.name.lower()
    is_final = isinstance(service, _Mail) and service.has_delivered_to_some
    return Refusal(_redacted(f"{service.service_name}: {reason}", service, url), is_final)


def _service(url: str, timeout: float) -> Any:
    """What apprise makes of an address, set up for one send; None if it makes nothing of it."""
    asset = AppriseAsset(
        app_id="docket",
        app_desc="docket",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
        service_timeout=0,
        http_redirects=False,
    )
    service = Apprise.instantiate(url, asset=asset)
    if isinstance(service, NotifyEmail) and _is(service, _MAIL):
        parsed = NotifyEmail.parse_url(url)  # type: ignore[no-untyped-call]
        service = _Mail(**parsed, asset=asset)  # type: ignore[no-untyped-call]
    if service is not None:
        _set_up(service, timeout)
    return service


def _set_up(service: NotifyBase, timeout: float) -> None:
    """Our defaults, where the address does not say otherwise."""
    chosen = vars(service)
    if "socket_read_timeout" not in chosen:
        service.socket_read_timeout = timeout
    if "socket_connect_timeout" not in chosen:
        service.socket_connect_timeout = timeout
    if "overflow_mode" not in chosen and not _is(service, _WEBHOOKS):
        service.overflow_mode = OverflowMode.SPLIT
    # `?optional=yes` would call a refusal a success, and the message would be lost.
    service.optional = False


def _is(service: Any, schemas: frozenset[str]) -> bool:
    """Whether a service answers to one of these schemas.

    Asked of its kind, because a service may have been named by a plain https address.
    """
    names = (service.protocol, service.secure_protocol)
    return any(not schemas.isdisjoint([n] if isinstance(n, str) else n or ()) for n in names)


def _wording(service: Any, message: Message) -> tuple[str, str, NotifyFormat]:
    if _is(service, _WEBHOOKS | _MAIL):
        return message.title, message.text, NotifyFormat.TEXT
    if _is(service, _CHATS):
        return markdown(message.title), message.markdown, NotifyFormat.MARKDOWN
    if service.resolve_format() is NotifyFormat.HTML:
        return message.title, message.html, NotifyFormat.HTML
    return unmentioned(message.title), unmentioned(message.text), NotifyFormat.TEXT


class _Mail(NotifyEmail):
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
        written = mail.of(self.message, self._sender, datetime.now(UTC))
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


def _keep_secrets_out_of_logs() -> None:
    # At DEBUG apprise logs tokens, and urllib3 the paths that hold them. What apprise warns
    # of comes back in the refusal.
    for name in ("apprise", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)
        logging.getLogger(name).propagate = False


_ADDRESS = re.compile(r"(\w+://)(?:[^/\s@]*@)?([^/\s?#]*)[^\s,;]*")


def _redacted(reason: str, service: Any, url: str) -> str:
    """One line without anything secret of the address."""
    for secret in sorted(_secrets(service, url), key=len, reverse=True):
        reason = reason.replace(secret, "***")
    return clean(_ADDRESS.sub(r"\1\2/…", reason), _LONGEST_REASON)


def _secrets(service: Any, url: str) -> set[str]:
    """Of a mail address the password and what hides in headers; of others all but the host."""
    values = {*(getattr(service, "headers", {}) or {}).values(), service.password or ""}
    if not _is(service, _MAIL):
        address = urlsplit(url)
        parts = f"{address.username or ''}/{address.path}/{address.query}"
        values.update(re.split(r"[/?&=:,@]", parts), re.split(r"[/?&=:,@]", unquote(parts)))
    return {value for value in values if len(value) >= 4}
