"""What a field of CourtListener's JSON says, read leniently: None where it says nothing.

Its set of fields drifts from version to version, any of them may be null, and a reference is an
id in one answer and an address in another. Whatever is not of the kind that it should be counts
as not said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from db.errors import FormatError
from scraper.parsers.plain_text import cleaned

Told = Mapping[str, object]

LONGEST_WORDS = 1_000  # characters of a caption or a label
LONGEST_TEXT = 100_000  # characters of a docket text; the longest known have some 30,000
_REFERENCE = re.compile(r"(?:[^?#]*/)?([0-9a-z]{1,20})/?", re.ASCII)


def answer(body: bytes) -> object:
    """The JSON of an answer; FormatError where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"the answer is no JSON ({error})") from error


def table(value: object) -> Told:
    """An object's fields; of anything else, none."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def words(value: object, longest: int = LONGEST_WORDS) -> str | None:
    """One clean line, or None where it is empty."""
    if not isinstance(value, str):
        return None
    return cleaned(value[:longest]) or None


def whole(value: object) -> int | None:
    """A number of 0 or more, which some fields spell as text ("140")."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return value


def reference(value: object) -> str | None:
    """The id that an id or an address means: `4214664`, `".../dockets/4214664/"`."""
    told = str(value) if whole(value) is not None else value
    found = _REFERENCE.fullmatch(told) if isinstance(told, str) else None
    return None if found is None else found[1]


def day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def moment(value: object) -> datetime | None:
    """A time with its zone, in UTC."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at.astimezone(UTC) if at is not None and at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def local_moment(on: object, clock: object, time_zone: str | None) -> datetime | None:
    """A day and a time of day at the court, in UTC; None where any of the three is not told."""
    told = day(on)
    try:
        if told is None or time_zone is None or not isinstance(clock, str):
            return None
        at = datetime.combine(told, time.fromisoformat(clock), ZoneInfo(time_zone))
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
