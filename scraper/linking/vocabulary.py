"""The words of the press for what is done in court, as `tables/acts.toml` has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scraper.linking import lexicon

_BEGINS = r"(?<![^\W_])"
_ENDS = r"(?![^\W_])"


def stems(table: str) -> dict[str, re.Pattern[str]]:
    """By name: what finds words that begin so."""
    return {name: stem(words) for name, words in _told()[table].items()}


def papers() -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    """Kinds of entries, and what finds the words for them; the first that is found counts."""
    return [(tuple(each["kinds"]), stem(each["words"])) for each in _told()["papers"]]


def verbs(name: str) -> re.Pattern[str]:
    """What finds one of these words, whole."""
    return re.compile(_any(_told()["verbs"][name]) + _ENDS)


def named(table: str) -> re.Pattern[str]:
    """What finds whole words of any name, each in a group of that name."""
    groups = (f"(?P<{name}>{_any(words)}{_ENDS})" for name, words in _told()[table].items())
    return re.compile("|".join(groups))


def common_names() -> list[str]:
    """Words with a capital letter that tell nothing."""
    return list(_told()["common_names"])


def stem(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_any(words))


def _any(words: Iterable[str]) -> str:
    return f"{_BEGINS}(?:{'|'.join(words)})"


def _told() -> Mapping[str, Any]:
    return lexicon.table("acts")
