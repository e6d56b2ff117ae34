"""What the watches together care about: which dockets of an answer are kept. Pure.

Court-wide feeds name thousands of people who are nobody's business; what no
watch follows is dropped before the store sees it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from db import numbers, sightings
from db.models import Docket, DocketEntry, Query, Snapshot, Source, Watch, WatchedCase
from db.queries import Search
from db.query_index import QueryIndex

_TYPE = re.compile(r"-[a-z~]+-")


@dataclass(frozen=True, slots=True)
class Interests:
    """The cases of one court that somebody watches, found by case id or by number; the queries.

    What a query brought in is held by source: an entry that we hold stays ours when a court
    seals its words, or the name by which the query found it.
    """

    keep_all: bool
    by_case_id: Mapping[str, tuple[WatchedCase, ...]]
    by_stem: Mapping[str, tuple[WatchedCase, ...]]
    queries: QueryIndex | None = None  # none at all of most courts
    held: Mapping[str, frozenset[str]] = field(default_factory=dict)  # entries' keys, by docket

    @property
    def cases(self) -> tuple[WatchedCase, ...]:
        found = [*self.by_case_id.values(), *self.by_stem.values()]
        return tuple({case.id: case for cases in found for case in cases}.values())

    def in_docket(self, docket: Docket) -> list[WatchedCase]:
        """The watched cases that this docket is, or is a co-defendant's part of."""
        if not self.by_stem:
            return []
        by_id = self.by_case_id.get(docket.pacer_case_id or "", ())
        candidates = self.by_stem.get(stem(docket.number), ())
        nearly = [case for case in candidates if covers(case, docket)]
        return [*by_id, *(case for case in nearly if case not in by_id)]

    def asking(self, docket: Docket, entry: DocketEntry | None = None) -> list[Search]:
        """The queries that want this entry, or without one the docket or any of its entries.

        A docket that we hold, and whose words have gone, is every query's that is asked of its
        court: nobody knows any more which of them it was.
        """
        if self.queries is None:
            return []
        if entry is not None:
            return self.queries.wanting(docket, entry)
        told = (self.queries.wanting(docket, each) for each in (None, *docket.entries))
        found = {search.watch_id: search for wanting in told for search in wanting}
        is_wordless = not found and _docket_key(docket) in self.held
        return list(self.queries.searches if is_wordless else found.values())

    def part(self, docket: Docket) -> Docket | None:
        """Of a docket that nobody follows by its number, what a query wants or has brought in."""
        if self.queries is None:
            return None
        if self.queries.wanting(docket):
            return docket
        held = self.held.get(_docket_key(docket), frozenset())
        entries = tuple(
            each
            for each in docket.entries
            if sightings.key(each) in held or self.queries.wanting(docket, each)
        )
        return replace(docket, entries=entries) if entries else None


def _docket_key(docket: Docket) -> str:
    return docket.pacer_case_id or docket.number


def interests(
    cases: Iterable[WatchedCase],
    *,
    keep_all: bool,
    queries: QueryIndex | None = None,
    held: Iterable[tuple[str, str]] = (),
) -> Interests:
    """`held` has a docket's PACER case id, or its number without one, and an entry's key."""
    by_case_id: dict[str, list[WatchedCase]] = defaultdict(list)
    by_stem: dict[str, list[WatchedCase]] = defaultdict(list)
    for case in cases:
        if case.pacer_case_id:
            by_case_id[case.pacer_case_id].append(case)
        by_stem[stem(case.number)].append(case)
    keys: dict[str, set[str]] = defaultdict(set)
    for docket, key in held:
        keys[docket].add(key)
    return Interests(
        keep_all,
        {case_id: tuple(found) for case_id, found in by_case_id.items()},
        {found_stem: tuple(found) for found_stem, found in by_stem.items()},
        queries,
        {docket: frozenset(found) for docket, found in keys.items()},
    )


@lru_cache(maxsize=131_072)
def stem(number: str) -> str:
    """A core number without its case type, which some people leave out: `25-10676`."""
    return _TYPE.sub("-", numbers.core(number))


def covers(case: WatchedCase, docket: Docket) -> bool:
    """Where both know PACER's case id it alone decides, else the number."""
    if case.court_id != docket.court_id:
        return False
    if case.pacer_case_id and docket.pacer_case_id:
        return case.pacer_case_id == docket.pacer_case_id
    return numbers.covers(case.number, docket.number)


def tells_of(source: Source, case: WatchedCase) -> bool:
    """May this source tell of the case? A court's tells of each of them, a docket's of its own."""
    if source.court_id != case.court_id:
        return False
    if source.number is None or source.number == case.number:
        return True
    return numbers.covers(case.number, source.number)


def serves(source: Source, watch: Watch) -> bool:
    """May this source tell something to the watch?"""
    if any(tells_of(source, case) for case in watch.cases):
        return True
    return watch.query is not None and source.number is None and _is_in(source, watch.query)


def _is_in(source: Source, query: Query) -> bool:
    is_of_court = bool(source.court_id)  # the press has none
    return is_of_court and (not query.courts or source.court_id in query.courts)


def kept(snapshot: Snapshot, wanted: Interests) -> Snapshot:
    """The snapshot with only the dockets that somebody follows, and what the queries want."""
    if wanted.keep_all:
        return snapshot
    if wanted.queries is None:
        dockets = [docket for docket in snapshot.dockets if wanted.in_docket(docket)]
    else:
        parts = (_part(docket, wanted) for docket in snapshot.dockets)
        dockets = [docket for docket in parts if docket is not None]
    return replace(snapshot, dockets=tuple(dockets))


def _part(docket: Docket, wanted: Interests) -> Docket | None:
    return docket if wanted.in_docket(docket) else wanted.part(docket)
