"""What cases are about: `tables/subjects.toml`. Pure.

A broad subject ("immigration") is that of thousands of cases, a narrow one of few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from scraper.linking import lexicon


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    pattern: re.Pattern[str]  # over plain small letters
    begins: frozenset[str]  # with what its words begin; empty: with anything
    is_narrow: bool

    def is_in(self, words: str, begins: AbstractSet[str]) -> bool:
        """`begins`: with what the words begin. Most subjects are ruled out by that alone."""
        may_be = not self.begins or not self.begins.isdisjoint(begins)
        return may_be and self.pattern.search(words) is not None


@cache
def every() -> Mapping[str, Subject]:
    """By their names."""
    told = lexicon.table("subjects")
    kinds = ((told["broad"], False), (told["narrow"], True))
    return {
        name: _subject(name, words, is_narrow=is_narrow)
        for table, is_narrow in kinds
        for name, words in table.items()
    }


def _subject(name: str, words: Sequence[str], *, is_narrow: bool) -> Subject:
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})")
    literal = [_LITERAL.match(_GROUP.sub("(", each.removeprefix(r"\b"))) for each in words]
    begins = frozenset(found[0] for found in literal if found) if all(literal) else frozenset()
    return Subject(name, pattern, begins, is_narrow)


_GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)")  # it may have alternatives, which begin no word
_LITERAL = re.compile(r"[a-z]{3}(?![?*{|])(?!.*\|)")
_WORD_BEGINS = re.compile(r"(?<![^\W_])[a-z]{3}")


def _begins(words: str) -> frozenset[str]:
    return frozenset(_WORD_BEGINS.findall(words))


def wholes(name: str) -> frozenset[str]:
    """What a subject is part of."""
    parts = lexicon.table("subjects")["part_of"]
    return frozenset(whole for whole, told in parts.items() if name in told)


def procedural() -> frozenset[str]:
    """Of which a case of any kind may be."""
    return frozenset(lexicon.table("subjects")["procedural"])


def of(words: str) -> frozenset[str]:
    """The subjects of words in plain small letters, and what these are part of."""
    begins = _begins(words)
    found = {name for name, each in every().items() if each.is_in(words, begins)}
    return frozenset(found.union(*map(wholes, found)))


def find(words: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every sighting of a subject, and where it stands."""
    begins = _begins(words)
    for name, each in every().items():
        for found in each.pattern.finditer(words) if each.is_in(words, begins) else ():
            yield name, found.span()
