"""Many queries, each found by one word that it cannot do without. Pure.

A docket or an entry is compared only with the queries whose word it has: of ten thousand
that is a handful. `docs/decisions/0017-matching-many-watches.md` has the figures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache

from db.models import Docket, DocketEntry
from db.queries import EVERYWHERE, Search, judges, names, normal, words
from db.spelled import plain_letters

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]\b|(?:[a-z]\.)+[a-z]\b|\w+")  # initials, or a word
_SPELLED_OUT = re.compile(r"(?<!\w)\w(?:[.\s]{1,2}\w(?!\w))+")  # "O.C.G.", "O. C. G."
_MOST_INITIALS = 8


class _Place(StrEnum):
    """Where a word is looked for."""

    NAMES = "names"
    NATURE = "nature"
    JUDGES = "judges"
    TEXT = "text"


_Anchor = tuple[_Place, str]
_ByWord = dict[str, list[Search]]


class QueryIndex:
    """The searches of one court or of many."""

    def __init__(self, searches: Iterable[Search]) -> None:
        self.searches = tuple(searches)
        self._by_word: dict[tuple[str, _Place], _ByWord] = defaultdict(lambda: defaultdict(list))
        self._others: dict[str, list[Search]] = defaultdict(list)  # that name no word, by court
        choices = [_choices(each) for each in self.searches]
        often = Counter(anchor for of_one in choices for each in of_one for anchor in each)
        for search, of_one in zip(self.searches, choices, strict=True):
            anchors = {min(each, key=lambda one: (often[one], -len(one[1]))) for each in of_one}
            for court_id in search.courts or (EVERYWHERE,):
                self._add(court_id, search, anchors)

    def _add(self, court_id: str, search: Search, anchors: Iterable[_Anchor]) -> None:
        if not anchors:
            self._others[court_id].append(search)
        for place, word in anchors:
            self._by_word[court_id, place][word].append(search)

    def of_court(self, court_id: str) -> list[Search]:
        return [each for each in self.searches if not each.courts or court_id in each.courts]

    def wanting(self, docket: Docket, entry: DocketEntry | None = None) -> list[Search]:
        """The searches that want an entry, or without one the docket as a whole."""
        likely = {each.watch_id: each for each in self._likely(docket, entry)}
        return [each for each in likely.values() if each.wants(docket, entry)]

    def _likely(self, docket: Docket, entry: DocketEntry | None) -> Iterator[Search]:
        court_ids = (docket.court_id, EVERYWHERE)
        for court_id in court_ids:
            yield from self._others.get(court_id, ())
        for place in _Place:
            known = [
                self._by_word[key] for id in court_ids if (key := (id, place)) in self._by_word
            ]
            told = _told(place, docket, entry) if known else frozenset()
            for by_word in known:
                for word in by_word.keys() & told:
                    yield from by_word[word]


def _choices(search: Search) -> list[list[_Anchor]]:
    """The words by one of which a search can be found; several lists where it says "or"."""
    if search.party:
        return [_anchors(_Place.NAMES, search.party.split())]
    if search.terms:
        return [each for term in search.terms for each in _of_term(term)]
    if search.judge:
        return [_anchors(_Place.JUDGES, search.judge)]
    if search.nature:
        return [_anchors(_Place.NATURE, search.nature.split())]
    return []


def _of_term(term: str) -> Iterator[list[_Anchor]]:
    """A term has all of its words, or is written as one: "Sample-Jones", "SampleJones"."""
    found = _PARTS.findall(plain_letters(term))
    parts = ["".join(_WORD.findall(part)).casefold() for part in found]
    if parts:
        yield _anchors(_Place.TEXT, parts)
    if len(parts) > 1:
        yield _anchors(_Place.TEXT, ["".join(parts)])


def _anchors(place: _Place, found: Iterable[str]) -> list[_Anchor]:
    return [(place, word) for word in found]


def _told(place: _Place, docket: Docket, entry: DocketEntry | None) -> AbstractSet[str]:
    """The words that a docket and one of its entries have in a place."""
    match place:
        case _Place.NAMES:
            return {word for name in names(docket) for word in normal(name).split()}
        case _Place.NATURE:
            return set(normal(docket.nature_of_suit or "").split())
        case _Place.JUDGES:
            return {word for name in judges(docket, entry) for word in name}
        case _Place.TEXT:
            said = [docket.caption or "", *(words(entry) if entry is not None else ())]
            return {word for text in said for word in _spelled_words(text)}


@lru_cache(maxsize=4096)
def _spelled_words(text: str) -> frozenset[str]:
    """The words of a text; initials also as one word, and every part of them."""
    bare = plain_letters(text).casefold()
    runs = ("".join(_WORD.findall(found)) for found in _SPELLED_OUT.findall(bare))
    parts = (part for run in runs for part in _parts(run[:_MOST_INITIALS]))
    return frozenset((*_WORD.findall(bare), *parts))


def _parts(run: str) -> Iterator[str]:
    """`dvd` has `dv`, `vd` and `dvd`: where initials follow each other nobody knows who ends."""
    for start in range(len(run)):
        for end in range(start + 2, len(run) + 1):
            yield run[start:end]
