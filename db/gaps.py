"""What was filed, as far as we can tell, and is not seen. Pure.

A gap is suspected, never known: courts skip numbers, and a service may know of a filing that
nobody has shared with it. Each is told once, as a Change whose `field` says which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from db.interest import tells_of
from db.models import DocketKey, Source, SourceKind, WatchedCase

Range = tuple[int, int]  # the first and the last of numbers in a row

# Above it stand PACER's ids of appellate documents, which do not count entries.
_LARGEST = 99_999
_MOST_SPELLED = 12  # ranges in one sentence
_LATE = timedelta(days=1)  # a filing of the evening may be dated by the next day


class GapField(StrEnum):
    """What a gap was seen by: the `field` of its Change, which says what its `new` is."""

    NUMBERS = "numbers"  # [[66, 90], [92, 92]]: entry numbers that were left out
    WINDOW = "window"  # {"from", "to"}: times in which a source was not read
    LAST_FILING = "last_filing_on"  # {"last_filing_on", "newest_on"}: days
    BURST = "burst"  # {"from", "to"}: times between which more was filed than a list holds


# By whose next answer a time that nobody saw is filled: these list what was filed meanwhile.
_FILLED_BY: Mapping[GapField, frozenset[SourceKind]] = {
    GapField.WINDOW: frozenset(
        (
            SourceKind.COURTLISTENER,
            SourceKind.COURTLISTENER_ATOM,
            SourceKind.SCOTUS,
            SourceKind.DOCKET_REPORT,
        )
    ),
    GapField.BURST: frozenset((SourceKind.COURTLISTENER, SourceKind.DOCKET_REPORT)),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap on one docket that is still open."""

    docket: DocketKey
    field: GapField
    told: object  # the `new` of its Change; of numbers only those that are still not seen
    at: datetime  # when it was found; who answered since has nothing more to say of it
    source_id: str | None  # whose answer let us see it


def holes(numbers: Iterable[int]) -> list[Range]:
    """The numbers between the lowest and the highest that are not there.

    Below the lowest lies what was filed before anybody watched: that is no hole.
    """
    known = sorted({number for number in numbers if 0 < number <= _LARGEST})
    return [(low + 1, high - 1) for low, high in pairwise(known) if high - low > 1]


def ranges(told: object) -> list[Range]:
    """The ranges of a Change's `new`, where it has some."""
    return [(first, last) for first, last in told] if isinstance(told, list) else []


def minus(found: Iterable[Range], others: Iterable[Range]) -> list[Range]:
    """The parts of these ranges that lie in none of the others."""
    return _gathered(_spread(found) - _spread(others))


def common(found: Iterable[Range], others: Iterable[Range]) -> list[Range]:
    """The parts of these ranges that lie in one of the others too."""
    return _gathered(_spread(found) & _spread(others))


def _spread(ranges: Iterable[Range]) -> set[int]:
    return {number for low, high in ranges for number in range(low, high + 1)}


def _gathered(numbers: Iterable[int]) -> list[Range]:
    """Numbers in a row have the same distance from their places."""
    rows = groupby(enumerate(sorted(numbers)), key=lambda each: each[1] - each[0])
    found = ([number for _, number in row] for _, row in rows)
    return [(row[0], row[-1]) for row in found]


def spelled(ranges: Sequence[Range]) -> str:
    """`66-90, 92`, and of very many only the first."""
    named = [str(low) if low == high else f"{low}-{high}" for low, high in ranges[:_MOST_SPELLED]]
    more = len(ranges) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def is_one(ranges: Sequence[Range]) -> bool:
    """A single number is missing."""
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


def is_unseen(last_filing_on: date | None, newest_on: date | None) -> bool:
    """A service knows of a filing that is newer than the newest that we hold."""
    if last_filing_on is None:
        return False
    return newest_on is None or last_filing_on - newest_on > _LATE


def is_filled(field: GapField, key: DocketKey, at: datetime, sources: Iterable[Source]) -> bool:
    """Somebody who lists what was filed while nobody looked has answered since."""
    case = WatchedCase(key.court_id, key.number)
    kinds = _FILLED_BY.get(field, frozenset())
    return any(
        source.answered_at is not None and source.answered_at > at
        for source in sources
        if source.kind in kinds and tells_of(source, case)
    )
