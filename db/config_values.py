"""What a value in config.toml may be.

Each reader takes what the file holds and returns it as we use it. Its ValueError says what is
wanted, and never repeats a value that may be secret.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from db import guard, schedules
from db.models import EntryKind, Keep

_DURATION = re.compile(r"(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?")
_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_CHANNEL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s]+", re.IGNORECASE)


def parse_duration(text: str) -> timedelta:
    """ "90d", "12h", "1h30m" as a span of time; weeks (w) to seconds (s), the larger ones first."""
    match = _DURATION.fullmatch(text)
    counts = [int(count or 0) for count in match.groups()] if text and match else []
    try:
        weeks, days, hours, minutes, seconds = counts
        return timedelta(days, seconds, minutes=minutes, hours=hours, weeks=weeks)
    except (ValueError, OverflowError):
        raise ValueError(f'must be a time such as "30m", "12h" or "90d", not "{text}"') from None


def format_duration(span: timedelta) -> str:
    """The span as `parse_duration` reads it, to the second: "1h30m"."""
    left, parts = int(span.total_seconds()), []
    for unit, length in _UNITS.items():
        count, left = divmod(left, length)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


def duration(value: object) -> timedelta:
    span = parse_duration(value if isinstance(value, str) else repr(value))
    if not span:
        raise ValueError("must be longer than nothing")
    return span


def line(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("must be a line of text")
    return value.strip()


def lines(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("must be a list of lines of text")
    return tuple(map(line, value))


def withheld(value: object) -> tuple[str, ...]:
    """Names, and patterns between slashes: by their place, for an error must not tell them."""
    found = lines(value)
    for place, words in enumerate(found, 1):
        try:
            guard.check(words)
        except ValueError as error:
            raise ValueError(f"has at place {place} what cannot be used: {error}") from None
    return found


def kinds(value: object) -> tuple[EntryKind, ...]:
    """Kinds of entries."""
    try:
        return tuple(map(EntryKind, lines(value)))
    except ValueError:
        raise ValueError(f"must be a list of kinds: {', '.join(EntryKind)}") from None


def schedule(value: object) -> str:
    """When digests leave."""
    text = line(value).casefold()
    if text != schedules.OFF:
        schedules.parse(text)
    return text


def hours(value: object) -> str:
    text = line(value)
    schedules.parse_hours(text)
    return text


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("must be a whole number of 1 or more")
    return value


def seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number of seconds")
    if not math.isfinite(value) or value < 0:
        raise ValueError("must be a number of seconds, 0 or more")
    return float(value)


def share(value: object) -> float:
    """A part of one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("must be a number from 0 to 1")
    return float(value)


def address(value: object) -> str:
    """A web address. Loopback is fine: nobody but the user wrote it."""
    if isinstance(value, str) and value.isprintable() and " " not in value and _has_host(value):
        return value
    raise ValueError("must be an address that begins with http:// or https://")


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def site(value: object) -> str:
    """A web address that paths are put behind."""
    return address(value).rstrip("/")


def channel(value: object) -> str:
    if not isinstance(value, str) or not _CHANNEL.fullmatch(value) or not value.isprintable():
        raise ValueError('must be an apprise address, such as "mailto://user:password@example.org"')
    return value


def mailbox(value: object) -> str:
    """A folder on an IMAP server. Without TLS a password may only travel inside this machine."""
    if isinstance(value, str) and value.isprintable() and _is_mailbox(value):
        return value
    raise ValueError('must be an IMAP address, such as "imaps://user:password@host/INBOX"')


def _is_mailbox(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_safe = parts.scheme == "imaps" or (
            parts.scheme == "imap" and parts.hostname in ("127.0.0.1", "::1", "localhost")
        )
        return is_safe and all((parts.hostname, parts.username, parts.password)) and parts.port != 0
    except ValueError:
        return False


def zone(value: object) -> str:
    try:
        return ZoneInfo(value if isinstance(value, str) else "").key
    except (LookupError, ValueError, OSError):
        raise ValueError(
            f'must be the name of a time zone, such as "America/New_York", not {value!r}'
        ) from None


def one_of(*words: str) -> Callable[[object], str]:
    def word(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            listed = " or ".join(f'"{known}"' for known in words)
            raise ValueError(f"must be {listed}, not {value!r}")
        return value

    return word


def keep(value: object) -> Keep:
    return Keep(one_of(*Keep)(value))
