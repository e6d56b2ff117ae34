"""What the press calls the agencies that are parties to cases: `tables/agencies.toml`. Pure.

They are parties to thousands of cases, so that one of them alone never tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scraper.linking import lexicon


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    spellings: tuple[str, ...]  # in plain small letters
    acronyms: tuple[str, ...] = ()
    subject: str | None = None  # of `scraper.linking.subjects`

    @property
    def pattern(self) -> re.Pattern[str]:
        return _pattern(self)


def in_name(name: str) -> Iterator[Agency]:
    """The agencies that a party's name names."""
    return (each for each in _every() if each.pattern.search(name))


@cache
def _every() -> tuple[Agency, ...]:
    return tuple(
        Agency(
            row["name"],
            tuple(row["spellings"]),
            tuple(row.get("acronyms", ())),
            row.get("subject"),
        )
        for row in lexicon.table("agencies")["agency"]
    )


@cache
def _pattern(agency: Agency) -> re.Pattern[str]:
    names = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in agency.spellings)
    short = "|".join(map(re.escape, agency.acronyms)) or "(?!)"
    return re.compile(rf"(?<![\w.])(?:(?i:{names})|{short})(?!\w)")
