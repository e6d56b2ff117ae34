"""Related dockets that a watch does not hold: proposed, never followed by themselves. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from db import courts, numbers
from db.courts import CourtLevel
from db.errors import DocketError
from db.models import Docket, DocketEntry, DocketKey, RelatedDocket, Watch
from db.related import in_text
from db.spellings import read


@dataclass(frozen=True, slots=True)
class Proposal:
    """A docket that a watch does not hold, and where a source names it."""

    related: RelatedDocket
    named_in: DocketKey
    entry: DocketEntry | None = None  # whose text names it; None: the docket's heading does

    @property
    def case(self) -> str:
        """As a person would name it: "ca1 25-1393"; the number alone where no court is told."""
        told = self.related
        return f"{told.court_id} {told.number}" if told.court_id else told.number


def proposals(dockets: Iterable[Docket], watch: Watch) -> list[Proposal]:
    """What the dockets of a watch name and it does not hold, each once, as it was named first.

    Nothing for a query: no case is linked to it.
    """
    if watch.query is not None:
        return []
    kept = list(dockets)
    held = {case.key for case in watch.cases} | {docket.key for docket in kept}
    found: dict[tuple[str | None, str], Proposal] = {}
    for each in (proposal for docket in kept for proposal in _named_in(docket)):
        told = each.related
        mark = (told.court_id, numbers.core(told.number))
        if mark not in found and _can_be_watched(told) and not _is_held(told, held):
            found[mark] = each
    placed = {core for court_id, core in found if court_id is not None}
    return [each for (court_id, core), each in found.items() if court_id or core not in placed]


def _named_in(docket: Docket) -> Iterator[Proposal]:
    yield from (Proposal(_spelled(related), docket.key) for related in docket.related)
    for entry in docket.entries:
        for related in in_text(entry.text or "", docket.court_id):
            yield Proposal(_spelled(related), docket.key, entry)


def _spelled(told: RelatedDocket) -> RelatedDocket:
    """An appeal as its own court numbers it: courts below write 25-01393, the 1st Cir. 25-1393."""
    court, number = courts.find(told.court_id or ""), read(told.number)
    if court is None or court.level is not CourtLevel.APPELLATE or number is None:
        return told
    return replace(told, number=str(number._replace(serial=number.serial.lstrip("0") or "0")))


def _can_be_watched(told: RelatedDocket) -> bool:
    """The cases of state courts, which the Supreme Court's dockets name, cannot."""
    if told.court_id is None:
        return numbers.is_number(told.number)
    try:
        return numbers.parse_case(told.number, told.court_id).number is not None
    except DocketError:
        return False


def _is_held(told: RelatedDocket, held: Collection[DocketKey]) -> bool:
    return any(_may_be(told, key) for key in held)


def _may_be(told: RelatedDocket, key: DocketKey) -> bool:
    if told.court_id is None:
        return numbers.core(told.number) == numbers.core(key.number)
    return told.court_id == key.court_id and numbers.covers(key.number, told.number)
