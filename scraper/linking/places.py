"""The countries that a text names, in several languages. Pure.

`tables/places.json` is written by `tools/build_places.py`. The people of a country count as the
country: "Guatemalan", "guatemalteco", "Salvadoran".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from db.names import folded
from scraper.linking import lexicon

_LONG = 6  # letters: a name this long is known by its beginning


def find(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The code of each country that a folded text names, and where."""
    for found in _pattern().finditer(text):
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


@cache
def _pattern() -> re.Pattern[str]:
    beginnings = {_beginning(name) for told in names().values() for name in told}
    spelled = "|".join(map(_spelled, sorted(beginnings, key=len, reverse=True)))
    return re.compile(rf"(?<![\w.])(?<!New )(?P<name>{spelled})\w{{0,7}}(?!\w)")


def _spelled(beginning: str) -> str:
    return re.escape(beginning).replace(r"\ ", r"\s+")


def _beginning(name: str) -> str:
    """ "Guatemal", which "Guatemalan" has too; "El Salvador" is also in "Salvadoran"."""
    told = name.removeprefix("El ").removeprefix("The ")
    return told.rstrip("aeiou") if len(told) >= _LONG and " " not in told else told


def _key(words: str) -> str:
    return " ".join(words.split())
