"""Why a source gave no answer: every way a request can fail, as a code and plain words."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from gzip import BadGzipFile
from http import HTTPStatus

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Headers
from twisted.internet.error import ConnectError

from db.errors import DocketError

LATER = "docket asks again later by itself."
LONGEST_WAIT = timedelta(days=1)

_STATUSES = frozenset(HTTPStatus)


class NoAnswer(DocketError):
    """A request that brought nothing to read, or was not made at all.

    The message says what happened, not to whom: whoever asked puts the name before it (`by`).
    """

    def __init__(self, code: str, message: str, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.code = code  # as in `Problem.code`
        self.message = message
        self.retry_after = retry_after

    def by(self, who: str) -> NoAnswer:
        """The same failure, with the name of who was asked."""
        return NoAnswer(self.code, f"{who}: {self.message}", self.retry_after)


def no_answer(error: BaseException | None) -> NoAnswer:
    """What Scrapy or Twisted raised, in our words."""
    match error:
        case NoAnswer():
            return error
        case DownloadTimeoutError():
            return NoAnswer("timeout", f"no answer in time; {LATER}")
        case CannotResolveHostError():
            return NoAnswer("dns", "no address is known: is the name right, and the DNS up?")
        case DownloadConnectionRefusedError():
            return NoAnswer("refused", f"the connection was refused; {LATER}")
        case DownloadCancelledError() | IgnoreRequest():
            return NoAnswer("too_large", "the answer is larger than any feed; it was not read.")
        case ConnectError():
            return NoAnswer("unreachable", f"no network leads there ({error}); {LATER}")
        case BadGzipFile() | EOFError() | zlib.error():
            return NoAnswer("bad_encoding", f"the answer cannot be unpacked ({error}).")
        case TunnelError():
            return NoAnswer("proxy", f"the proxy of HTTPS_PROXY opens no way there: {error}")
        case DownloadFailedError() if _is_about_tls(error):
            why = "; ".join(map(repr, _reasons(error)))
            return NoAnswer("tls", f"it could not prove who it is; nothing was read ({why}).")
        case DownloadFailedError():
            return broken_off()
        case _:
            return NoAnswer("failed", f"the request failed ({error!r}); {LATER}")


def broken_off() -> NoAnswer:
    return NoAnswer("connection_lost", f"it broke off before the answer was whole; {LATER}")


@dataclass(frozen=True, slots=True)
class Advice:
    """What the user can do about a refusal, by whose it is."""

    gone: str
    refused: str


OF_COURT = Advice(
    "the feed has moved or ended: see `docket courts refresh`, or set its feed_url.",
    "it does not let us read this; write to the court if that stays so.",
)
OF_PRESS = Advice(
    "the feed has moved or ended: look for its new address, and `docket news add` it.",
    "it does not let programs read this; another source may have the same stories.",
)
OF_PAGE = Advice(
    "it has moved or is gone.",
    "it does not let programs read this; save the page, and name the file.",
)


def http_failure(
    status: int, headers: Headers, now: datetime, advice: Advice = OF_COURT
) -> NoAnswer:
    """What an HTTP status other than success says, and when to come back if it says so."""
    phrase = HTTPStatus(status).phrase if status in _STATUSES else "(an unknown status)"
    waits = retry_after(headers.get(b"Retry-After"), now) if status in (429, 503) else None
    return NoAnswer(
        "http_error", f"the answer was {status} {phrase}; {_advice(status, advice)}", waits
    )


def _advice(status: int, advice: Advice) -> str:
    if status in (404, 410):
        return advice.gone
    if 400 <= status < 500 and status != 429:
        return advice.refused
    return LATER


def retry_after(header: bytes | None, now: datetime) -> timedelta | None:
    """How long a Retry-After asks us to wait, at most a day: it gives seconds or a date."""
    told = (header or b"").decode("latin-1").strip()
    if told.isascii() and told.isdigit():
        return min(timedelta(seconds=int(told[:9])), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at - now, timedelta(0)), LONGEST_WAIT)


def _reasons(error: BaseException) -> list[BaseException]:
    """What lies under Twisted's failures of failures."""
    return [failure.value for failure in getattr(error.__cause__, "reasons", ())]


def _is_about_tls(error: BaseException) -> bool:
    libraries = ("OpenSSL", "service_identity")
    return any(type(reason).__module__.startswith(libraries) for reason in _reasons(error))
