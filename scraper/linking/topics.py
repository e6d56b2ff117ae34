"""What rulings and filings are about, in the words of courts and of the press. Pure.

A docket says "ORDER denying Motion for Reconsideration" where a paper says "refused to rethink
his ruling": both are about `reconsider`. Names that stand on the docket ("South Sudan") are
topics too, each weighed by how few of the matter's entries have it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache

from scraper.linking import vocabulary
from scraper.linking.press_days import plain

_TOPICS = vocabulary.stems("topics")
_NAME = re.compile(r"(?:[A-Z]\.\s?){2,}|\b[A-Z][a-z’'-]{2,}\b")
# Names by which no entry differs from another: what courts, offices and days are called.
_COMMON = frozenset(vocabulary.common_names())
_MOST = 24


def of_article(words: str, known: Collection[str]) -> tuple[str, ...]:
    """The topics of the sentences in which an article tells of an act.

    `known` are the topics of the matter's entries: another name tells nothing about which.
    """
    bare = plain(words)
    found = [name for name, pattern in _TOPICS.items() if pattern.search(bare)]
    found += [name for name in sorted(known) if name.startswith("~") and _says(bare, name[1:])]
    return tuple(found[:_MOST])


@lru_cache(maxsize=65_536)
def of_entry(words: str) -> frozenset[str]:
    """The topics of an entry: those of courts, and the names that stand there, with a "~"."""
    bare = plain(words)
    found = {name for name, pattern in _TOPICS.items() if pattern.search(bare)}
    names = ("".join(each.split()) for each in _NAME.findall(words))
    return frozenset(found | {f"~{_bare(each)}" for each in names if _bare(each) not in _COMMON})


def weights(entries: Iterable[Collection[str]]) -> dict[str, float]:
    """What it tells that an entry has a topic: much where few of the matter's entries have it."""
    told = list(entries)
    often = Counter(topic for each in told for topic in each)
    return {topic: math.log((1 + len(told)) / count) for topic, count in often.items()}


def _bare(name: str) -> str:
    return plain(name).strip(".,'’-").replace(".", "")


def _says(bare: str, name: str) -> bool:
    if len(name) <= 5 and name.isalpha():  # it may be initials
        spelled = r"\.?\s?".join(name)
        return re.search(rf"(?<![^\W_]){spelled}(?![^\W_])", bare) is not None
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", bare) is not None
