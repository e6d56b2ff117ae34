"""A proceeding is known by the entry that first set it, whoever moves or cancels it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from db import proceedings
from db.models import Disposition, Docket, DocketEntry, EntryKind, Hearing, HearingAction, Meaning
from db.proceedings import Proceeding

SET, MOVED, CANCELLED, HELD = HearingAction
JUNE = [date(2025, 6, day) for day in range(1, 31)]  # JUNE[9] is the 10th


def read(*told: Hearing) -> list[Proceeding]:
    """What these hearings come to, told by one entry after another from 1 May on."""
    entries = (
        entry(place, Meaning(EntryKind.HEARING, hearings=(each,)))
        for place, each in enumerate(told, 1)
    )
    return [*proceedings.of_docket(Docket("mad", "1:25-cv-10676", entries=tuple(entries)))]


def entry(place: int, meaning: Meaning) -> DocketEntry:
    on = date(2025, 5, place)
    return DocketEntry(id=str(place), number=place, filed_on=on, meaning=meaning)


def hearing(
    action: HearingAction, day: int | None = None, what: str | None = "Status Conference",
    at: int | None = 10, **told: object,
) -> Hearing:  # fmt: skip
    on = None if day is None else JUNE[day - 1]
    return Hearing(action, on, None if at is None else time(at), what, **told)  # type: ignore[arg-type]


def facts(found: list[Proceeding]) -> list[tuple[int, str, int, int]]:
    return [
        (each.entry_id, str(each.state), each.told.on.day if each.told.on else 0, each.sequence)
        for each in found
    ]


@pytest.mark.parametrize(
    "moved",
    [
        hearing(MOVED, 17, was_on=JUNE[9]),
        hearing(MOVED, 17, "Telephonic Further Status Conference"),
        hearing(MOVED, 17, None),  # the only one that it can be
        hearing(MOVED, 17, "Hearing", was_on=JUNE[9]),
    ],
)
def test_a_move_is_of_the_hearing_that_it_names(moved: Hearing) -> None:
    assert facts(read(hearing(SET, 10), moved)) == [(1, "set", 17, 1)]


def test_of_two_hearings_the_one_of_the_old_day_is_moved() -> None:
    other = hearing(SET, 12, "Motion Hearing")
    moved = hearing(MOVED, 17, None, was_on=JUNE[11])
    assert facts(read(hearing(SET, 10), other, moved)) == [(1, "set", 10, 0), (2, "set", 17, 1)]


def test_which_of_two_is_moved_is_not_guessed() -> None:
    found = read(hearing(SET, 10), hearing(SET, 12, "Trial"), hearing(MOVED, 17, None))
    assert facts(found) == [(1, "set", 10, 0), (2, "set", 12, 0), (3, "set", 17, 0)]


def test_a_move_from_a_day_that_nobody_told_is_a_hearing_of_its_own() -> None:
    moved = hearing(MOVED, 20, "Trial", was_on=JUNE[14])
    assert facts(read(hearing(SET, 10), moved)) == [(1, "set", 10, 0), (2, "set", 20, 0)]


def test_a_hearing_that_is_told_twice_is_one() -> None:
    assert facts(read(hearing(SET, 10), hearing(SET, 10, "Conference, Status"))) == [
        (1, "set", 10, 0)
    ]


def test_two_conferences_of_one_name_on_two_days_are_two() -> None:
    assert len(read(hearing(SET, 10), hearing(SET, 24))) == 2


def test_a_hearing_that_was_held_is_neither_moved_nor_cancelled() -> None:
    held = hearing(HELD, 10, at=None)
    cancelled = hearing(CANCELLED, None, at=None)
    assert facts(read(hearing(SET, 10), held, cancelled)) == [(1, "held", 10, 0)]


def test_minutes_of_what_was_never_set_set_nothing() -> None:
    assert read(hearing(HELD, 10)) == []


def test_a_cancelled_hearing_can_be_set_anew() -> None:
    anew = hearing(MOVED, 24)
    assert facts(read(hearing(SET, 10), hearing(CANCELLED, 10), anew)) == [(1, "set", 24, 2)]


def test_a_label_that_tells_no_day_sets_nothing() -> None:
    assert read(hearing(SET), hearing(MOVED)) == []


def test_the_place_stays_where_a_move_does_not_tell_another() -> None:
    (found,) = read(hearing(SET, 10, place="Courtroom 12"), hearing(MOVED, 17))
    assert found.told.place == "Courtroom 12"


@pytest.mark.parametrize(
    ("what", "left"),
    [("hearings", []), ("pending hearings", []), ("pretrial conferences", ["Motion Hearing"])],
)
def test_several_are_cancelled_at_once_but_none_that_was(what: str, left: list[str]) -> None:
    past = replace(hearing(SET, 1, "Pretrial Conference"), on=date(2025, 5, 2))
    coming = hearing(SET, 10, "Final Pretrial Conference"), hearing(SET, 12, "Motion Hearing")
    found = read(past, *coming, hearing(CANCELLED, None, what, None))
    assert found[0].by is None
    assert [each.told.what for each in found[1:] if each.by is None] == left


def test_what_an_order_set_goes_with_the_order() -> None:
    (scheduling,) = read(hearing(SET, 10))
    vacating = Meaning(EntryKind.ORDER, Disposition.VACATED, answers=(1,))
    entries = (
        entry(1, Meaning(EntryKind.ORDER, hearings=(scheduling.told,))),
        entry(2, Meaning(EntryKind.ORDER, hearings=(hearing(SET, 12, "Trial"),))),
        entry(3, vacating),
    )
    found = proceedings.of_docket(Docket("mad", "1:25-cv-10676", entries=entries))
    assert facts([*found]) == [(1, "cancelled", 10, 1), (2, "set", 12, 0)]
