"""The countries that a text names, in several languages. Pure.

`tables/places.json` is written by `tools/build_places.py`. The people of a country count as the
country: "Guatemalan", "guatemalteco", "Salvadoran".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from db.names import folded
from scraper.linking import lexicon

_LONG = 6  # letters: a name this long is known by its beginning


def find(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The code of each country that a folded text names, and where."""
    end = 0
    for begins in _BEGINS.finditer(text):
        pattern = _patterns().get(begins[0])
        found = pattern.match(text, begins.start()) if pattern and begins.start() >= end else None
        if found is not None:
            end = found.end()
            code = _by_beginning().get(_key(found["name"]))
            if code is not None:
                yield code, found.span()


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Every country's names, folded, by its code."""
    table = lexicon.countries()
    return {code: tuple(folded(name).text for name in told) for code, told in table.items()}


@cache
def _by_beginning() -> Mapping[str, str]:
    return {_key(_beginning(name)): code for code, told in names().items() for name in told}


# Of hundreds of names only those are tried that begin like a word.
_BEGINS = re.compile(r"(?<![\w.])(?<!New )\w\w")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """By the two letters with which a name begins."""
    beginnings = {_beginning(name) for told in names().values() for name in told}
    by_letters: dict[str, list[str]] = defaultdict(list)
    for each in sorted(beginnings, key=len, reverse=True):
        by_letters[each[:2]].append(_spelled(each))
    return {
        letters: re.compile(rf"(?P<name>{'|'.join(spelled)})\w{{0,7}}(?!\w)")
        for letters, spelled in by_letters.items()
    }


def _spelled(beginning: str) -> str:
    return re.escape(beginning).replace(r"\ ", r"\s+")


def _beginning(name: str) -> str:
    """ "Guatemal", which "Guatemalan" has too; "El Salvador" is also in "Salvadoran"."""
    told = name.removeprefix("El ").removeprefix("The ")
    return told.rstrip("aeiou") if len(told) >= _LONG and " " not in told else told


def _key(words: str) -> str:
    return " ".join(words.split())
