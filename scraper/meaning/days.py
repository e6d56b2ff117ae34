"""Days and times as docket prose writes them. Pure.

    days.find("RESET for Monday, 3/30/2009, at 10:30 AM", near=date(2009, 2, 12))

A day that the calendar does not have is no day. A day without a year is the one nearest to
`near`, and nothing where that is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from scraper.meaning import letters

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS = range(1900, 2101)
_REACH = 40  # characters before a day in which its time may stand

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
# "June 4-6, 2025" and "June 4, 5 and 6, 2025" begin on June 4.
_MORE_DAYS = rf"(?:\s?(?:-|–|&|,|,?\s?and|through|to)\s?[0-3]?\d{_ORDINAL}(?![\d:/])){{0,3}}"
_DAY = re.compile(
    rf"""(?=[\dadfjmnos]) (?<![^\W_]) (?<!\d[/.:-]) (?:
        (?P<month>{_MONTH}) \s{{0,3}} (?P<day>[0-3]?\d) {_ORDINAL} (?![\d:/])
        (?: {_MORE_DAYS} \s?[,.]?\s{{0,3}} (?P<year>{_YEAR}) )?
    |   (?P<year_2>{_YEAR}) - (?P<month_2>[01]\d) - (?P<day_2>[0-3]\d) (?![\d-])
    |   (?P<day_3>[0-3]?\d) {_ORDINAL} (?:\s?(?:day\s)?of\s|[\s-]) (?P<month_3>{_MONTH})
        (?!\s?\d\d?\b) (?: [\s,-]{{0,3}} (?P<year_3>{_YEAR}) )?
    |   (?P<month_4>[01]?\d) \s? (?P<sign>[/.-]) \s? (?P<day_4>[0-3]?\d)
        (?: \s?(?P=sign)\s? (?P<year_4>\d{{4}}|\d\d) (?!\d|[/:.-]\d) | (?![\d/%]|[:.-]\d) )
    )""",
    re.VERBOSE,
)
_CLOCK = (
    r"(?:(?P<hour>[012]?\d)(?:\s?[:.]\s?(?P<minute>[0-5]\d)(?::[0-5]\d)?)?(?![\d:/])"
    r"(?:\s?o.?clock)?\s{0,3}(?P<half>[ap]\.?\s?m\b\.?|noon\b)?|(?P<name>noon|midnight)\b)"
)
_THEN = re.compile(
    rf"[\s,;-]{{0,3}}(?:\(?{_WEEKDAY}\)?[\s,]{{0,3}})?(?:time\s?:?\s?)?"
    r"(?:(?:beginning|starting|commencing|promptly)\s)?(?:(?:at|@|from|by|T)\s{0,3})?\(?"
    rf"{_CLOCK}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\d:/.,-]){_CLOCK}(?:\s\(?[ECMP][SD]?T\)?)?,?\s?(?:on|of)?\s?(?:{_WEEKDAY},?\s?)?(?:the\s)?$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d|noon|midnight", re.IGNORECASE)
# "6/4" alone may be a fraction.
_INTRODUCED = re.compile(rf"(?:\b(?:on|for|by|until|before|from|to|due)|{_WEEKDAY},?)\s$", re.I)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names, the time told beside it, and where both stand in the text."""

    on: date
    at: time | None
    start: int
    end: int  # past the time, where that follows


def find(text: str, near: date | None) -> tuple[Day, ...]:
    """Every day that the text names, in order."""
    found = (_read(text, told, near) for told in _DAY.finditer(letters.small(text)))
    return tuple(day for day in found if day is not None)


def _read(text: str, told: re.Match[str], near: date | None) -> Day | None:
    on = _on(text, told, near)
    if on is None:
        return None
    then = _THEN.match(text, told.end())
    at = then and _time(then)
    if then and at:
        return Day(on, at, told.start(), then.end())
    return Day(on, _time_before(text, told.start()), told.start(), told.end())


def _time_before(text: str, day: int) -> time | None:
    """That of "10:30 AM on June 4"; most days have no figure before them."""
    start = max(0, day - _REACH)
    if not _FIGURE.search(text, start, day):
        return None
    before = _BEFORE.search(text, start, day)
    return before and _time(before)


def _on(text: str, told: re.Match[str], near: date | None) -> date | None:
    parts = {name.partition("_")[0]: word for name, word in told.groupdict().items() if word}
    month, day = _month(parts["month"]), int(parts["day"])
    if year := parts.get("year"):
        return _date(_full_year(year), month, day)
    if near is None or not _is_plainly_a_day(text, told):
        return None
    years = (near.year - 1, near.year, near.year + 1)
    days = [on for on in (_date(year, month, day) for year in years) if on]
    return min(days, key=lambda on: abs(on - near), default=None)


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else _MONTHS.index(word[:3].lower()) + 1


def _full_year(word: str) -> int:
    """The year; two digits are of the century from 1970 on."""
    year = int(word)
    return year if year > 99 else year + (1900 if year >= 70 else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_plainly_a_day(text: str, told: re.Match[str]) -> bool:
    """Whether words without a year are a day: "6/4" may be a fraction, "may 5" a verb."""
    if told["sign"]:
        return told["sign"] == "/" and bool(
            _INTRODUCED.search(text, max(0, told.start() - _REACH), told.start())
        )
    return text[told.start("month") if told["month"] else told.start("month_3")].isupper()


def _time(told: re.Match[str]) -> time | None:
    """The time of day; None where the words leave morning or afternoon open."""
    if name := told["name"]:
        return time(12 if name.lower() == "noon" else 0)
    hour, half = int(told["hour"]), (told["half"] or "")[:1].lower()
    if not (half or told["minute"]) or hour > 23:
        return None
    if not half and 0 < hour < 7:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return time(hour, int(told["minute"] or 0))
