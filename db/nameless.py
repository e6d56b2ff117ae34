"""Rows without any id: which is which from one answer to the next. Pure.

The Supreme Court's page and the unnumbered lines of a docket page have neither number
nor seq. They are told apart as a multiset: rows that read as before are the same rows,
then those that share day and links, then those of a day whose words are most alike, then
those whose day alone was corrected. A reworded row is thus an edit, and two like rows of a
day are two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import count

from db.models import DocketEntry

ALIKE = 0.6  # of the words of one day: surely the same row, where the list is whole
RENAMED = 0.25  # enough in a whole list where the old row is gone and this one is new
TOUCHED_UP = 0.85  # what a part of a list must show: the old row may stand in another part
_KEY = re.compile(r"n(\d+)")
_WORD = re.compile(r"\w+")


def is_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


def keys(
    told: Sequence[DocketEntry], known: Mapping[str, DocketEntry], *, is_whole: bool
) -> list[str]:
    """A key for each row, in their order: that of the known row which it is, or a new one.

    `is_whole`: a known row that is not among the told ones is no longer listed.
    """
    found: dict[int, str] = {}
    for mark in (_all, _but_the_words):
        _pair_equal(told, known, found, mark)
    for least in (ALIKE, RENAMED) if is_whole else (TOUCHED_UP,):
        _pair_alike(told, known, found, least)
    if is_whole:
        _pair_equal(told, known, found, _but_the_day)
    fresh = _fresh(known)
    return [found.get(place) or next(fresh) for place in range(len(told))]


def _fresh(known: Iterable[str]) -> Iterator[str]:
    taken = [int(key[1:]) for key in known if is_key(key)]
    return (f"n{number}" for number in count(max(taken, default=0) + 1))


def _all(row: DocketEntry) -> Hashable:
    return (row.filed_on, row.number, row.labels, row.text, _links(row))


def _but_the_words(row: DocketEntry) -> Hashable | None:
    """Day and links; a row without a link has no mark but its words."""
    links = _links(row)
    return (row.filed_on, links) if links else None


def _but_the_day(row: DocketEntry) -> Hashable | None:
    return (row.text, row.labels, _links(row))


def _links(row: DocketEntry) -> tuple[str | None, ...]:
    return tuple(each.doc_id or each.url or each.free_url for each in row.documents)


def _pair_equal(
    told: Sequence[DocketEntry],
    known: Mapping[str, DocketEntry],
    found: dict[int, str],
    mark: Callable[[DocketEntry], Hashable | None],
) -> None:
    """Rows that share a mark are the same, the first with the first."""
    taken = set(found.values())
    waiting: dict[Hashable, list[str]] = defaultdict(list)
    for key, row in known.items():
        if key not in taken:
            waiting[mark(row)].append(key)
    for place, row in enumerate(told):
        if place not in found and mark(row) is not None and waiting[mark(row)]:
            found[place] = waiting[mark(row)].pop(0)


def _pair_alike(
    told: Sequence[DocketEntry],
    known: Mapping[str, DocketEntry],
    found: dict[int, str],
    least: float,
) -> None:
    """Rows of one day, the most alike first."""
    taken = set(found.values())
    left = [key for key in known if key not in taken]
    pairs = [
        (-_likeness(row, known[key]), place, order)
        for place, row in enumerate(told)
        if place not in found
        for order, key in enumerate(left)
        if row.filed_on == known[key].filed_on
    ]
    for unlike, place, order in sorted(pairs):
        if -unlike >= least and place not in found and left[order] not in found.values():
            found[place] = left[order]


def _likeness(one: DocketEntry, other: DocketEntry) -> float:
    """0 to 1: the share of words in the same order."""
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _words(row: DocketEntry) -> list[str]:
    return _WORD.findall((row.text or " ".join(row.labels)).lower())
