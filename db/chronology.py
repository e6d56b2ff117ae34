"""The filings of one or several dockets in the order in which they came. Pure.

Some sources tell the second at which an entry was entered, others its day alone. A day alone
counts as the end of it, unless the same docket shows that it was earlier: entry 131 came before
entry 132, whose time is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from db import courts, filings
from db.models import Docket, DocketEntry

_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Filing:
    """One filing, in each of the dockets that have it."""

    dockets: tuple[Docket, ...]
    entries: tuple[DocketEntry, ...]  # of these dockets, in the same order
    at: datetime  # when it came, at the latest


class _Place(NamedTuple):
    """Where an entry stands among others; smaller is earlier."""

    at: datetime
    is_timed: bool  # what came before a filing of this very second goes first
    docket: int  # the docket's place among the dockets
    order: int
    id: int


class _Placed(NamedTuple):
    place: _Place
    docket: Docket
    entry: DocketEntry


def in_order(docket: Docket) -> tuple[DocketEntry, ...]:
    """The entries of one docket, oldest first."""
    return tuple(each.entry for each in sorted(_placed(docket), key=_place))


def timeline(dockets: Sequence[Docket]) -> list[Filing]:
    """The filings of all dockets, oldest first; one that is in several of them is there once."""
    placed = (each for index, docket in enumerate(dockets) for each in _placed(docket, index))
    groups = filings.joined(sorted(placed, key=_place), _sameness, _docket)
    return [
        Filing(
            tuple(each.docket for each in group),
            tuple(each.entry for each in group),
            group[0].place.at,
        )
        for group in sorted(groups, key=lambda group: group[0].place)
    ]


def _place(placed: _Placed) -> _Place:
    return placed.place


def _sameness(placed: _Placed) -> object:
    return filings.marks(placed.docket.key, placed.entry)


def _docket(placed: _Placed) -> object:
    return placed.docket.key


def _placed(docket: Docket, index: int = 0) -> Iterator[_Placed]:
    zone = courts.zone(docket.court_id)
    entries = sorted(docket.entries, key=lambda entry: entry.number or 0, reverse=True)
    for entry, at in zip(entries, _moments(entries, zone), strict=True):
        is_timed = entry.entered_at is not None
        order = (entry.seq if is_timed else entry.number) or 0
        yield _Placed(_Place(at, is_timed, index, order, int(entry.id or 0)), docket, entry)


def _moments(entries: Iterable[DocketEntry], zone: ZoneInfo) -> Iterator[datetime]:
    """When each came at the latest, of entries with the highest number first."""
    earliest: dict[date, datetime] = {}  # of the numbered entries so far, by the court's day
    for entry in entries:
        if entry.entered_at is not None:
            day = entry.entered_at.astimezone(zone).date()
            if entry.number is not None:
                earliest[day] = min(earliest.get(day, entry.entered_at), entry.entered_at)
            yield entry.entered_at
        elif entry.filed_on is None:
            yield _UNDATED
        else:
            end = datetime.combine(entry.filed_on, time.max, zone)
            yield end if entry.number is None else earliest.get(entry.filed_on, end)
