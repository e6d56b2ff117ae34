"""Why a source gave no answer: every way a request can fail, as a code and plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
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

from db.errors import DocketError

LATER = "docket asks again later by itself."
LONGEST_WAIT = timedelta(days=1)

_STATUSES = frozenset(HTTPStatus)


class NoAnswer(DocketError):
    """A request that brought nothing to read, or was not made at all."""

    def __init__(self, code: str, message: str, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.code = code  # as in `Problem.code`
        self.message = message
        self.retry_after = retry_after


def no_answer(error: BaseException | None, who: str) -> NoAnswer:
    """What Scrapy or Twisted raised, in our words; `who` was asked."""
    match error:
        case NoAnswer():
            return error
        case DownloadTimeoutError():
            return NoAnswer("timeout", f"{who} did not answer in time; {LATER}")
        case CannotResolveHostError():
            return NoAnswer("dns", f"{who} has no address: is the name right, and the DNS up?")
        case DownloadConnectionRefusedError():
            return NoAnswer("refused", f"{who} refused the connection; {LATER}")
        case DownloadCancelledError() | IgnoreRequest():
            return NoAnswer("too_large", f"{who} sent more than any feed holds; it was not read.")
        case TunnelError():
            return NoAnswer("proxy", f"The proxy of HTTPS_PROXY opens no way to {who}: {error}")
        case DownloadFailedError() if _is_about_tls(error):
            why = "; ".join(map(repr, _reasons(error)))
            return NoAnswer("tls", f"{who} could not prove who it is; nothing was read ({why}).")
        case DownloadFailedError():
            return broken_off(who)
        case _:
            return NoAnswer("unreachable", f"{who} could not be asked ({error!r}); {LATER}")


def broken_off(who: str) -> NoAnswer:
    return NoAnswer("connection_lost", f"{who} broke off before its answer was whole; {LATER}")


def _reasons(error: BaseException) -> list[BaseException]:
    """What lies under Twisted's failures of failures."""
    return [failure.value for failure in getattr(error.__cause__, "reasons", ())]


def _is_about_tls(error: BaseException) -> bool:
    libraries = ("OpenSSL", "service_identity")
    return any(type(reason).__module__.startswith(libraries) for reason in _reasons(error))


def http_failure(status: int, headers: Headers, who: str, now: datetime) -> NoAnswer:
    """What an HTTP status other than success says, and when to come back if it says so."""
    phrase = HTTPStatus(status).phrase if status in _STATUSES else "an unknown status"
    waits = retry_after(headers.get(b"Retry-After"), now) if status in (429, 503) else None
    return NoAnswer("http_error", f"{who} answered {status} {phrase}; {_advice(status)}", waits)


def _advice(status: int) -> str:
    if status in (404, 410):
        return "the feed has moved or ended: see `docket courts refresh`, or set its feed_url."
    if 400 <= status < 500 and status != 429:
        return "it does not let us read this; write to the court if that stays so."
    return LATER


def retry_after(header: bytes | None, now: datetime) -> timedelta | None:
    """How long a Retry-After asks us to wait: it gives seconds or a date."""
    told = (header or b"").decode("latin-1").strip()
    if told.isascii() and told.isdigit():
        return timedelta(seconds=min(int(told[:9]), LONGEST_WAIT.total_seconds()))
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at - now, timedelta(0)), LONGEST_WAIT)
