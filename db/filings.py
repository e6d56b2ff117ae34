"""When entries of different dockets are one filing. Pure.

PACER gives the parts of a joint filing one document, an appellate court one part id; text
orders of co-defendants share their case's core number, label and second.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from db import courts, numbers
from db.models import DocketEntry, DocketKey

Sighting = TypeVar("Sighting")


def marks(docket: DocketKey, entry: DocketEntry) -> tuple[Hashable, ...]:
    """What the entries of one filing have in common, whichever of its dockets they are on."""
    return (docket.court_id, *_marks(docket, entry))


def _marks(docket: DocketKey, entry: DocketEntry) -> Iterator[Hashable]:
    if entry.documents and entry.documents[0].doc_id:
        yield entry.documents[0].doc_id
    elif entry.seq is not None and _is_appellate(docket.court_id):
        yield entry.seq
    else:
        yield numbers.core(docket.number)
        yield entry.number, entry.labels, entry.entered_at or entry.filed_on, entry.text


def _is_appellate(court_id: str) -> bool:
    court = courts.find(court_id)
    return court is not None and court.level is courts.CourtLevel.APPELLATE


def joined(
    sightings: Iterable[Sighting],
    sameness: Callable[[Sighting], Hashable],
    docket: Callable[[Sighting], Hashable],
) -> list[list[Sighting]]:
    """Sightings of one filing together, in their order, at most one of each docket.

    Two orders of one second in one docket are two filings, however alike they look.
    """
    found: dict[Hashable, list[list[Sighting]]] = {}
    for each in sightings:
        groups = found.setdefault(sameness(each), [])
        open_groups = (group for group in groups if docket(each) not in map(docket, group))
        group = next(open_groups, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return [group for groups in found.values() for group in groups]
