"""Times as the press writes them, read into UTC. Pure: what the time is now, the caller says.

    Fri, 23 May 2025 18:00:00 GMT      RSS, by its own rule
    2025-05-23T14:00:00-04:00          Atom, JSON Feed, `<time datetime>`
    May 23, 2025 | 05/23/2025 - 2:00pm pages, and feeds that break the rule
    3 hours ago                        pages

A time without a zone is taken for UTC. Of a day alone noon is told, in UTC: all over the United
States it is that day then.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from scraper.parsers import dates

SLACK = timedelta(minutes=15)  # by which a publisher's clock may be ahead of ours
LONGEST_TOLD = 64  # characters

_NAMED = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b",
    re.IGNORECASE | re.ASCII,
)
_NAMED_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+"
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<year>\d{4})\b",
    re.IGNORECASE | re.ASCII,
)
_AMERICAN = re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\b", re.ASCII)
_ISO_DAY = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b", re.ASCII)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap])?\.?m?\.?\b"
    r"\s*(?P<zone>[A-Z]{2,4})?",
    re.IGNORECASE | re.ASCII,
)
_AGO = re.compile(
    r"(?P<count>\d{1,3}|an?)\s+(?P<unit>minute|hour|day|week)s?\s+ago", re.IGNORECASE | re.ASCII
)
_OFFSET_ALONE = re.compile(r"([+-]\d{2})(\d{2})\Z", re.ASCII)
_YEARS = range(1990, 2200)


def moment(told: str | None, now: datetime | None = None) -> datetime | None:
    """The time told; None where it cannot be read, or is yet to come and so not believed."""
    words = " ".join((told or "").split())[:LONGEST_TOLD]
    if not any(char.isdigit() for char in words) and " ago" not in words:
        return None
    at = dates.moment(words) or _iso(words) or _ago(words, now) or _in_words(words)
    if at is None or at.year not in _YEARS or (now is not None and at > now + SLACK):
        return None
    return at


def _iso(words: str) -> datetime | None:
    text = _OFFSET_ALONE.sub(r"\1:\2", words)
    if len(text) <= 10:  # a day alone
        return None
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _ago(words: str, now: datetime | None) -> datetime | None:
    found = _AGO.search(words)
    if found is None or now is None:
        return None
    count = int(found["count"]) if found["count"].isdigit() else 1
    return now - timedelta(**{f"{found['unit'].lower()}s": count})


def _in_words(words: str) -> datetime | None:
    """A day named anywhere in the words, with the clock beside it."""
    for form in (_NAMED, _NAMED_DAY_FIRST, _ISO_DAY, _AMERICAN):
        found = form.search(words)
        if found is not None:
            return _at(found, _CLOCK.search(words, found.end()))
    return None


def _at(day: re.Match[str], clock: re.Match[str] | None) -> datetime | None:
    month = day["month"]
    number = int(month) if month.isdigit() else dates.MONTHS.index(month[:3].lower()) + 1
    try:
        noon = datetime(int(day["year"]), number, int(day["day"]), 12, tzinfo=UTC)
        if clock is None:
            return noon
        hour = int(clock["hour"])
        half = (clock["half"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        told = f"{noon:%d %b %Y} {hour:02}:{clock['minute']} {clock['zone'] or 'UTC'}"
        return dates.moment(told, "UTC")
    except ValueError:  # no day of the calendar
        return None
