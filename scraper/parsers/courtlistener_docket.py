"""A docket as CourtListener's API gives it -> Docket, without its entries.

The search answers spell the same fields otherwise (`caseName`, `dateFiled`, `docket_id`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace

from db import courts, numbers
from db.errors import FormatError
from db.models import Docket, RelatedDocket, Relation
from scraper.parsers import courtlistener_fields as fields
from scraper.parsers.courtlistener_fields import Told

MOST_RELATED = 50


def is_docket(told: Told) -> bool:
    return "docket_number" in told or "docketNumber" in told


def read(value: object, court_id: str) -> Docket:
    """A docket; FormatError where it is none. `court_id` is meant where it names no court."""
    told = fields.table(value)
    number = _words(told, "docket_number", "docketNumber")
    if number is None:
        raise FormatError("names no docket number")
    return Docket(
        court_id=_court(told) or court_id,
        number=numbers.normal(number),
        caption=_words(told, "case_name", "caseName", "case_name_full"),
        pacer_case_id=fields.reference(told.get("pacer_case_id")),
        courtlistener_id=_id(told.get("docket_id") or told.get("id")),
        judge=_words(told, "assigned_to_str", "assignedTo"),
        filed_on=fields.day(told.get("date_filed") or told.get("dateFiled")),
        closed_on=fields.day(told.get("date_terminated") or told.get("dateTerminated")),
        nature_of_suit=_words(told, "nature_of_suit", "suitNature"),
        cause=_words(told, "cause"),
        last_filing_on=fields.day(told.get("date_last_filing")),
        related=tuple(_lower(told))[:MOST_RELATED],
    )


def merged(told: Iterable[Docket]) -> list[Docket]:
    """One docket for each case: CourtListener may hold it under several records.

    Those whose numbers agree are one, unless PACER's case ids tell them apart.
    """
    found: list[Docket] = []
    for docket in sorted(told, key=_fullest_first):
        place = next((at for at, each in enumerate(found) if _is_same(each, docket)), None)
        if place is None:
            found.append(docket)
        else:
            found[place] = _filled(found[place], docket)
    return found


def _fullest_first(docket: Docket) -> tuple[bool, int]:
    return docket.pacer_case_id is None, int(docket.courtlistener_id or 0)


def _is_same(one: Docket, other: Docket) -> bool:
    if one.court_id != other.court_id or not numbers.covers(one.number, other.number):
        return False
    ids = {one.pacer_case_id, other.pacer_case_id} - {None}
    return len(ids) <= 1


def _filled(docket: Docket, other: Docket) -> Docket:
    """A docket with what only the other record says, and the later of their last filings."""
    names = [each.name for each in fields_of(Docket) if getattr(docket, each.name) in (None, ())]
    docket = replace(docket, **{name: getattr(other, name) for name in names})
    days = [day for day in (docket.last_filing_on, other.last_filing_on) if day is not None]
    return replace(docket, last_filing_on=max(days, default=None))


def _court(told: Told) -> str | None:
    named = fields.reference(told.get("court_id")) or fields.reference(told.get("court"))
    if named is None:
        return None
    court = courts.find(named)
    if court is None:
        raise FormatError(f"is of a court that docket does not know ({named})")
    return court.id


def _id(value: object) -> str | None:
    """CourtListener's ids of dockets are whole numbers."""
    told = fields.whole(fields.reference(value))
    return None if told is None else str(told)


def _lower(told: Told) -> Iterator[RelatedDocket]:
    """The case below, as an appeal names it."""
    info = fields.table(told.get("original_court_info"))
    number = _words(info, "docket_number", "docket_number_raw")
    if number is None:
        return
    name = _words(told, "appeal_from_str")
    below = courts.find(fields.reference(told.get("appeal_from")) or name or "")
    words = f"{name}, {number}" if name else number
    found: Sequence[str] = numbers.find(number) or [numbers.normal(number)]
    for each in found:
        court_id = None if below is None else below.id
        yield RelatedDocket(Relation.LOWER_COURT, each, court_id, words)


def _words(told: Told, *names: str) -> str | None:
    """What the first of these fields says that says anything."""
    return next((said for name in names if (said := fields.words(told.get(name)))), None)
