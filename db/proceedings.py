"""Hearings and other proceedings: when each is, and which entries set, moved or cancelled it. Pure.

Derived from the entries of a docket in their order, like obligations. A proceeding is known
for good by the entry that first set it, however often it is moved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from db import chronology, courts
from db.fates import State
from db.models import Disposition, Docket, DocketEntry, Hearing, HearingAction
from db.obligations import court_day

_Fits = Callable[["Proceeding"], bool]
_LATELY = timedelta(days=14)  # a hearing is moved or recorded so long after its day
_WORD = re.compile(r"[a-z]+")
_SEVERAL = re.compile(r"\b(?:hearing|conference|proceeding)s\b", re.IGNORECASE)
_UNDONE = frozenset((Disposition.VACATED, Disposition.STRICKEN))
# What a proceeding is called besides: "Telephonic Further Status Conference".
_ANY_NAME = frozenset(
    _WORD.findall(
        "the a an on of for re in and by before as to with hearing conference set reset held"
        " telephone telephonic video zoom remote virtual further continued motion motions"
        " all any pending upcoming future remaining"
    )
)


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One proceeding as it now stands."""

    entry_id: int  # of the entry that first set it
    place: int  # among that entry's hearings
    told: Hearing  # with the day and place that it now has
    state: State = State.SET
    sequence: int = 0  # how often it was moved or cancelled
    by: int | None = None  # the entry that last changed it
    before: Hearing | None = None  # as it stood before the last change

    @property
    def last_entry(self) -> int:
        return self.by or self.entry_id


def of_docket(docket: Docket) -> tuple[Proceeding, ...]:
    """The proceedings of a docket whose entries know what they mean, in the order in which set."""
    zone = courts.zone(docket.court_id)
    found: list[Proceeding] = []
    numbers: dict[int, int | None] = {}  # of the entries so far, by their ids
    for paper in chronology.in_order(docket):
        numbers[int(paper.id or 0)] = paper.number
        _undo(found, paper, numbers, court_day(paper, zone))
        for place, told in enumerate(paper.meaning.hearings if paper.meaning else ()):
            _read(found, paper, place, told, zone)
    return tuple(found)


def _undo(
    found: list[Proceeding],
    paper: DocketEntry,
    numbers: Mapping[int, int | None],
    on: date | None,
) -> None:
    """The order that set it was vacated, with all that it set."""
    meaning = paper.meaning
    if meaning is not None and meaning.disposition in _UNDONE:
        _cancel(found, paper, on, lambda each: numbers[each.entry_id] in meaning.answers)


def _cancel(found: list[Proceeding], paper: DocketEntry, on: date | None, fits: _Fits) -> None:
    """All that is still to come and fits."""
    for place, known in enumerate(found):
        is_to_come = on is None or known.told.on is None or known.told.on >= on
        if known.state is State.SET and is_to_come and fits(known):
            cancelled = _turned(known, known.told, State.CANCELLED)
            found[place] = replace(cancelled, by=int(paper.id or 0))


def _read(
    found: list[Proceeding], paper: DocketEntry, place: int, told: Hearing, zone: ZoneInfo
) -> None:
    on = court_day(paper, zone)
    if told.action is HearingAction.CANCELLED and told.on is None and _are_several(told.what):
        _cancel(found, paper, on, lambda each: _is_one_of(each.told.what, told.what))
        return
    known = _meant(found, told, on)
    if known is None:
        if _is_tracked(told):
            found.append(Proceeding(int(paper.id or 0), place, told))
        return
    changed = _changed(found[known], told)
    if changed != found[known]:
        found[known] = replace(changed, by=int(paper.id or 0))


def _is_tracked(told: Hearing) -> bool:
    """Something that will take place on a day that we know."""
    return told.on is not None and told.action in (HearingAction.SET, HearingAction.MOVED)


def _changed(known: Proceeding, told: Hearing) -> Proceeding:
    """The proceeding after an entry spoke of it."""
    if told.action is HearingAction.HELD:
        return replace(known, state=State.HELD)
    if told.action is HearingAction.CANCELLED:
        return _turned(known, known.told, State.CANCELLED)
    now = _merged(known.told, told)
    if _is_moved(known.told, now) or known.state is not State.SET:
        return _turned(known, now, State.SET)
    return replace(known, told=now)


def _turned(known: Proceeding, now: Hearing, state: State) -> Proceeding:
    sequence = known.sequence + 1
    return replace(known, told=now, state=state, sequence=sequence, before=known.told)


def _is_moved(known: Hearing, now: Hearing) -> bool:
    """To an hour that nobody had told before is no move."""
    return now.on != known.on or (known.at is not None and now.at != known.at)


def _merged(known: Hearing, told: Hearing) -> Hearing:
    """The new day; a place and a name that are not told again stay."""
    on = told.on or known.on
    return Hearing(
        HearingAction.SET if on == known.on else told.action,
        on,
        told.at or (known.at if on == known.on else None),
        known.what or told.what,
        told.place or known.place,
        words=known.words if on == known.on else told.words,
    )


def _meant(found: list[Proceeding], told: Hearing, on: date | None) -> int | None:
    """Which of the proceedings so far an entry means, by its place in the list.

    Of several that fit equally well it is the next to take place.
    """
    if told.action is HearingAction.SET:
        return _next(found, [each for each in found if _is_repeated(each, told)])
    for is_still_set in (True, False):
        still = [each for each in found if _may_turn(each, told, on, is_still_set)]
        for fits in _fitting(told, still):
            meant = [each for each in still if fits(each)]
            if meant:
                return _next(found, meant)
    return None


def _next(found: list[Proceeding], meant: list[Proceeding]) -> int | None:
    first = min(meant, key=lambda each: each.told.on or date.max, default=None)
    return None if first is None else found.index(first)


def _is_repeated(known: Proceeding, told: Hearing) -> bool:
    """Said once more: the clerk notes what the order set, perhaps in other words."""
    if known.state is not State.SET or known.told.on != told.on:
        return False
    if None in (known.told.at, told.at):
        return _is_same(known.told.what, told.what)
    return known.told.at == told.at


def _may_turn(known: Proceeding, told: Hearing, on: date | None, is_still_set: bool) -> bool:
    """It is still to come, or was not long ago; what was cancelled may be set anew."""
    if is_still_set is not (known.state is State.SET):
        return False
    is_anew = known.state is State.CANCELLED and told.action is HearingAction.MOVED
    is_late = on is not None and known.told.on is not None and known.told.on + _LATELY < on
    return (is_still_set or is_anew) and not is_late


def _fitting(told: Hearing, still: list[Proceeding]) -> Iterator[_Fits]:
    """By day and name, by the day alone, by the name alone; else it is the only one."""
    day = told.was_on if told.action is HearingAction.MOVED else told.was_on or told.on
    if day is not None:
        yield lambda each: each.told.on == day and _is_same(each.told.what, told.what)
        yield lambda each: each.told.on == day
        if told.action is HearingAction.HELD:
            return
    if told.what is not None:
        yield lambda each: _is_same(each.told.what, told.what)
    if len(still) == 1 and told.was_on is None and _may_be_any(told):
        yield lambda each: True


def _may_be_any(told: Hearing) -> bool:
    """Not a record of some other hearing, held without having been set before."""
    return told.action is not HearingAction.HELD or told.what is None


def _is_same(one: str | None, other: str | None) -> bool:
    """Two names for one proceeding: "Status Conference", "Telephonic Further Status Conference"."""
    if one is None or other is None:
        return one is other
    named, called = _named(one), _named(other)
    return named <= called or called <= named


def _are_several(what: str | None) -> bool:
    return _SEVERAL.search(what or "") is not None


def _is_one_of(one: str | None, several: str | None) -> bool:
    """ "Final Pretrial Conference" of the "pretrial conferences"; each of the "hearings"."""
    name = _SEVERAL.sub("", several or "").lower()
    return set(_WORD.findall(name)) - _ANY_NAME <= set(_WORD.findall((one or "").lower()))


def _named(what: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(what.lower()))
    return words - _ANY_NAME or words
