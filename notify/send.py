"""The door to apprise: a message goes out through one channel.

A fresh apprise object each time, one address per call, nothing in the background: whoever
calls decides how long to wait.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import unquote, urlsplit

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat, OverflowMode
from apprise.plugins.email.base import NotifyEmail

from db.errors import ConfigError
from db.models import Message
from notify import parts
from notify.channel import Letter, Refusal
from notify.escape import clean, lookalikes, markdown, unmentioned
from notify.mail import Mail

_LONGEST_REASON = 300
_PATIENCE = 3  # timeouts: for so long parts are sent, less than the outbox waits for an answer
_TITLE_MARKS = 12  # what services put around a title that they write into the body
# Characters that a service takes where apprise would let more pass: a section of Slack's, and
# half of an event of Matrix, which carries the text twice.
_LONGEST = {"slack": 3000, "matrix": 10_000}
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
# Of these the markup knows no backslash: it would be shown, and the mark would act.
_WITHOUT_ESCAPES = frozenset(("slack", "gchat"))
# These show a title as it is.
_PLAIN_TITLES = frozenset(("slack", "matrix", "matrixs"))


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
    if isinstance(service, Mail):
        service.message = message
    elif _is(service, _WEBHOOKS):
        service.headers["Idempotency-Key"] = message.id
    taken = set(message.taken if isinstance(message, Letter) else ())
    ends_at = time.monotonic() + _PATIENCE * timeout
    for part in _parts(service, message):
        if part.mark in taken:
            continue
        if time.monotonic() > ends_at:
            return Refusal("the rest of a long message goes out later", taken=frozenset(taken))
        if (complaint := _hand_over(service, part)) is not None:
            is_final = isinstance(service, Mail) and service.has_delivered_to_some
            reason = _redacted(f"{service.service_name}: {complaint}", service, url)
            return Refusal(reason, is_final, frozenset(taken))
        taken.add(part.mark)
    return None


@dataclass(frozen=True, slots=True)
class _Part:
    """What goes out in one request."""

    title: str
    body: str
    body_format: NotifyFormat

    @property
    def mark(self) -> str:
        """By which a part that was taken is known at the next try, if it still says the same."""
        return blake2b(f"{self.title}\n{self.body}".encode(), digest_size=8).hexdigest()


def _hand_over(service: Any, part: _Part) -> str | None:
    """None: the service said yes; else what it complained of."""
    channel = Apprise(asset=service.asset)
    channel.add(service)
    result = channel.notify(body=part.body, title=part.title, body_format=part.body_format)
    if result:
        return None
    complaints = [entry.message for entry in result.logs() if entry.level != "INFO"]
    return str(complaints[0] if complaints else result.status.name.lower())


def _parts(service: Any, message: Message) -> list[_Part]:
    """The message as the service takes it: as many parts as its limit asks for, each numbered."""
    title, body, body_format = _wording(service, message)
    if service.overflow_mode != OverflowMode.SPLIT or _is(service, _MAIL):
        return [_Part(title, body, body_format)]
    service.overflow_mode = OverflowMode.UPSTREAM  # apprise would cut words and links in two
    bodies = parts.parts(body, _limit(service, f"{title} (99/99)", body_format))
    if len(bodies) == 1:
        return [_Part(title, body, body_format)]
    return [
        _Part(f"{title} ({place}/{len(bodies)})", each, body_format)
        for place, each in enumerate(bodies, 1)
    ]


def _limit(service: Any, title: str, body_format: NotifyFormat) -> parts.Fits:
    """Whether a body fits into one message, in the spelling that the service gives it."""
    stricter = (most for name, most in _LONGEST.items() if _is(service, frozenset((name,))))
    longest = min((service.body_maxlen, *stricter))
    if service.title_maxlen <= 0 or service.overflow_amalgamate_title:
        longest -= _size(service, title, body_format) + _TITLE_MARKS
    longest -= service.overflow_buffer
    return lambda body: _size(service, body, body_format) <= longest


def _size(service: Any, text: str, body_format: NotifyFormat) -> int:
    return max(len(text), len(service.dialect_convert(text, service.resolve_format(body_format))))


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
        service = Mail(**parsed, asset=asset)  # type: ignore[no-untyped-call]
        if not service.targets:  # apprise takes an address without any recipient that it can read
            return None
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
    if hasattr(service, "markdown_ver"):  # Telegram's first Markdown cannot escape brackets
        service.markdown_ver = "MarkdownV2"
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
        title, body = markdown(message.title), message.markdown
        if _is(service, _WITHOUT_ESCAPES):
            title, body = lookalikes(title), lookalikes(body)
        if _is(service, _PLAIN_TITLES):
            title = unmentioned(message.title)
        return title, body, NotifyFormat.MARKDOWN
    is_html = service.resolve_format() is NotifyFormat.HTML
    if is_html and len(message.html) <= service.body_maxlen:  # HTML cannot be split
        return message.title, message.html, NotifyFormat.HTML
    return unmentioned(message.title), unmentioned(message.text), NotifyFormat.TEXT


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
    """Of a mail address the password and what hides in headers; of others all but the host.

    Tokens stand anywhere, for some services even where the host should be.
    """
    values = {*(getattr(service, "headers", {}) or {}).values(), service.password or ""}
    if not _is(service, _MAIL):
        address = url.partition("://")[2]
        for spelled in (address, unquote(address)):
            values.update(re.split(r"[/?&=:,@#]", spelled))
    return {value for value in values if len(value) >= 4 and not _is_host(value, url)}


def _is_host(value: str, url: str) -> bool:
    return "." in value and value.lower() == urlsplit(url).hostname
