"""What cases are about: `tables/subjects.toml`. Pure.

A broad subject ("immigration") is that of thousands of cases, a narrow one of few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from scraper.linking import lexicon


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    pattern: re.Pattern[str]  # over plain small letters
    hint: re.Pattern[str]  # also inside of words: where it finds nothing, nothing is; twice as fast
    is_narrow: bool

    def is_in(self, words: str) -> bool:
        return self.hint.search(words) is not None and self.pattern.search(words) is not None


@cache
def every() -> Mapping[str, Subject]:
    """By their names."""
    told = lexicon.table("subjects")
    kinds = ((told["broad"], False), (told["narrow"], True))
    return {
        name: _subject(name, "|".join(words), is_narrow=is_narrow)
        for table, is_narrow in kinds
        for name, words in table.items()
    }


def _subject(name: str, words: str, *, is_narrow: bool) -> Subject:
    return Subject(name, re.compile(rf"(?<![^\W_])(?:{words})"), re.compile(words), is_narrow)


def wholes(name: str) -> frozenset[str]:
    """What a subject is part of."""
    parts = lexicon.table("subjects")["part_of"]
    return frozenset(whole for whole, told in parts.items() if name in told)


def procedural() -> frozenset[str]:
    """Of which a case of any kind may be."""
    return frozenset(lexicon.table("subjects")["procedural"])


def of(words: str) -> frozenset[str]:
    """The subjects of words in plain small letters, and what these are part of."""
    found = {name for name, each in every().items() if each.is_in(words)}
    return frozenset(found.union(*map(wholes, found)))


def find(words: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every sighting of a subject, and where it stands."""
    for name, each in every().items():
        for found in each.pattern.finditer(words) if each.is_in(words) else ():
            yield name, found.span()
