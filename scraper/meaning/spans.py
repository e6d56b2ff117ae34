"""Lengths of time as docket prose writes them: "five (5) days", "72 hours", "two weeks". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = (
    {word: count for count, word in enumerate(_ONES, 1)}
    | {word: 10 * count for count, word in enumerate(_TENS, 2)}
    | {"fourty": 40, "a": 1}
)

_WORD = rf"(?:{'|'.join((*_TENS, 'fourty', *reversed(_ONES)))})"
_WORDS = rf"(?:(?:one|two|a)\s+hundred(?:\s+(?:and\s+)?)?)?(?:{_WORD}(?:[\s-]{{0,2}}{_WORD})?)?"
_ASIDE = r"(?:\s?\(\s?[\w\s-]{1,30}\))?"  # "five (5)", "5 (five)"
_SORT = r"calendar|business|working|court|judicial|weekday|full|consecutive|additional|more|further"
_COUNT = re.compile(
    rf"(?<![\w$#])(?<!\d[.,:/-])(?:(?P<digits>\d{{1,3}})|(?P<words>{_WORDS}))"
    rf"(?P<aside>{_ASIDE})[\s-]{{0,3}}(?P<sort>(?:(?:{_SORT})\s+){{0,2}})$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:day|week|hour|hr)s?\b(?:\(s\))?'?", re.IGNORECASE)
_REACH = 80  # characters that a number and its kind of days may take
_LONGEST = 1100  # days; what is longer is no period of procedure
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, and where its words stand. Weeks are seven days, 72 hours three."""

    days: int
    is_business_days: bool
    is_whole: bool  # False: told in hours that make no whole days, so that `days` is rounded up
    start: int
    end: int


def find(text: str) -> tuple[Span, ...]:
    """Every length of time that the text tells in hours, days or weeks, in order."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    for unit in _UNIT.finditer(text):
        begin = max(0, unit.start() - _REACH)
        told = _COUNT.search(text, begin, unit.start())
        count = told and _count(told)
        if told and count and (span := _span(count, told, unit, begin)):
            yield span


def _span(count: int, told: re.Match[str], unit: re.Match[str], begin: int) -> Span | None:
    sort, name = told["sort"].lower(), unit[0].lower()
    is_business = any(word in sort for word in ("business", "working", "court", "judicial"))
    in_hours = name.startswith("h")
    days = -(-count // _HOURS) if in_hours else count * (7 if name.startswith("w") else 1)
    if days > _LONGEST:
        return None
    is_whole = not in_hours or count % _HOURS == 0
    return Span(days, is_business, is_whole, told.start(), unit.end())


def _count(told: re.Match[str]) -> int:
    """The number told; that in figures where words and figures stand together."""
    if told["digits"]:
        return int(told["digits"])
    figures = re.search(r"\d{1,4}", told["aside"])
    return int(figures[0]) if figures else _spelled(told["words"])


def _spelled(words: str) -> int:
    hundreds, _, rest = words.lower().rpartition("hundred")
    parts = re.findall(_WORD, rest)
    count = sum(_VALUES[part] for part in parts)
    return count + 100 * _VALUES.get(hundreds.strip(), 0)
