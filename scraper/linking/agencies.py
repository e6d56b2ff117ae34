"""What the press calls the agencies that are parties to cases: `tables/agencies.toml`. Pure.

They are parties to thousands of cases, so that one of them alone never tells which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from scraper.linking import lexicon


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    spellings: tuple[str, ...]  # in plain small letters
    acronyms: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()  # of `scraper.linking.subjects`

    @property
    def pattern(self) -> re.Pattern[str]:
        return _pattern(self)


@lru_cache(maxsize=8192)
def in_name(name: str) -> tuple[Agency, ...]:
    """The agencies that a party's name names."""
    return tuple(each for each in _every() if each.pattern.search(name))


@cache
def _every() -> tuple[Agency, ...]:
    return tuple(
        Agency(
            row["name"],
            tuple(row["spellings"]),
            tuple(row.get("acronyms", ())),
            tuple(row.get("subjects", ())),
        )
        for row in lexicon.table("agencies")["agency"]
    )


@cache
def _pattern(agency: Agency) -> re.Pattern[str]:
    names = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in agency.spellings)
    short = "|".join(map(re.escape, agency.acronyms)) or "(?!)"
    return re.compile(rf"(?<![\w.])(?:(?i:{names})|{short})(?!\w)")
