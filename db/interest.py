"""What the watches together care about: which dockets of an answer are kept. Pure.

Court-wide feeds name thousands of people who are nobody's business; what no
watch follows is dropped before the store sees it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from db import numbers
from db.models import Docket, Snapshot, Source, WatchedCase

_TYPE = re.compile(r"-[a-z~]+-")


@dataclass(frozen=True, slots=True)
class Interests:
    """The cases of one court that somebody watches, found by case id or by number."""

    keep_all: bool
    by_case_id: Mapping[str, tuple[WatchedCase, ...]]
    by_stem: Mapping[str, tuple[WatchedCase, ...]]

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


def interests(cases: Iterable[WatchedCase], *, keep_all: bool) -> Interests:
    by_case_id: dict[str, list[WatchedCase]] = defaultdict(list)
    by_stem: dict[str, list[WatchedCase]] = defaultdict(list)
    for case in cases:
        if case.pacer_case_id:
            by_case_id[case.pacer_case_id].append(case)
        by_stem[stem(case.number)].append(case)
    return Interests(
        keep_all,
        {case_id: tuple(found) for case_id, found in by_case_id.items()},
        {found_stem: tuple(found) for found_stem, found in by_stem.items()},
    )


@lru_cache(maxsize=16_384)
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


def kept(snapshot: Snapshot, wanted: Interests) -> Snapshot:
    """The snapshot with only the dockets that somebody watches."""
    if wanted.keep_all:
        return snapshot
    return replace(
        snapshot,
        dockets=tuple(docket for docket in snapshot.dockets if wanted.in_docket(docket)),
    )
