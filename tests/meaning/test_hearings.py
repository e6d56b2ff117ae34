"""Proceedings that an entry sets, moves, cancels or records."""

from __future__ import annotations

import time as clock
from datetime import date, time
from pathlib import Path

import pytest

from db.models import EntryKind, Hearing
from db.models import HearingAction as Action
from scraper.meaning import hearings
from scraper.meaning.words import Words

FILED = date(2025, 5, 20)
TABLE = Path(__file__).resolve().parents[1] / "data" / "meaning" / "hearings.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text().splitlines()[1:]]
HEARING, ORDER, MINUTES = EntryKind.HEARING, EntryKind.ORDER, EntryKind.MINUTES
MOTION, NOTICE, ADMINISTRATIVE = EntryKind.MOTION, EntryKind.NOTICE, EntryKind.ADMINISTRATIVE


def told(text: str, kind: EntryKind, court: str = "mad") -> tuple[Hearing, ...]:
    return hearings.of(Words(court, "", text, FILED), kind)


def shown(hearing: Hearing) -> str:
    at = f"T{hearing.at:%H:%M}" if hearing.at else ""
    return f"{hearing.action} {hearing.on or ''}{at}".strip()


@pytest.mark.parametrize(("kind", "first", "text"), ROWS)
def test_the_hearing_an_entry_is_about_comes_first(kind: str, first: str, text: str) -> None:
    """No first hearing: the entry only mentions one."""
    assert [shown(hearing) for hearing in told(text, EntryKind(kind))][:1] == [first][: bool(first)]


@pytest.mark.parametrize(
    ("label", "kind", "action"),
    [
        ("Notice of Hearing", HEARING, Action.SET),
        ("~Util - Set/Reset Hearings", HEARING, Action.SET),
        ("Order AND ~Util - Set Hearings", ORDER, Action.SET),
        ("Hearing (Document) Sched/Cont/Resched", HEARING, Action.SET),
        ("Hearing Continued (Courtroom)", HEARING, Action.MOVED),
        ("Notice Cancelling Hearing", HEARING, Action.CANCELLED),
        ("1 - Terminate Hearings AND ~Util - Set Hearings", HEARING, Action.SET),
        ("Initial Appearance", MINUTES, Action.HELD),
    ],
)
def test_a_label_alone_tells_the_act_and_no_day(
    label: str, kind: EntryKind, action: Action
) -> None:
    (hearing,) = hearings.of(Words("mad", label, "", FILED), kind)
    assert (hearing.action, hearing.on, hearing.words) == (action, None, label)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Order on Motion for Hearing", ORDER),
        ("Adjourn Conference", MOTION),
        ("Set/Reset Motion and R&R Deadlines/Hearings", HEARING),
        ("Transcript", EntryKind.TRANSCRIPT),
    ],
)
def test_a_label_that_sets_nothing_has_no_hearing(label: str, kind: EntryKind) -> None:
    assert hearings.of(Words("mad", label, "", FILED), kind) == ()


def test_a_hearing_has_its_name_place_and_words() -> None:
    text = (
        "NOTICE OF HEARING: Final Pretrial Conference reset for 6/5/2025 at 10:00 AM in"
        " Courtroom 3, 100 Sample St. before Judge Example. (tml)"
    )
    (hearing,) = told(text, HEARING)
    assert hearing.what == "Final Pretrial Conference"
    assert hearing.place == "Courtroom 3, 100 Sample St"
    assert hearing.words.startswith("Final Pretrial Conference reset for 6/5/2025 at 10:00 AM in")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Status Conference set for 6/5/2025 at 10:00 AM by video conference.", "video conference"),
        ("Telephone Conference set for 6/5/2025 10:00 AM before Judge Sample", "Telephone"),
        ("The hearing will be held via Zoom on 6/5/2025 at 10:00 AM.", "via Zoom"),
        (
            "Hearing set for 6/5/2025 at 10:00 AM at U.S. Trustee Room 4 (TUC)",
            "U.S. Trustee Room 4",
        ),
    ],
)
def test_a_place_keeps_the_courts_words(text: str, place: str) -> None:
    assert [hearing.place for hearing in told(text, HEARING)] == [place]


def test_a_moved_hearing_knows_its_former_day() -> None:
    (hearing,) = told("Status Conference reset from 6/4/2025 at 2:00 PM to 6/11/2025", HEARING)
    assert (hearing.was_on, hearing.on, hearing.at) == (date(2025, 6, 4), date(2025, 6, 11), None)
    (undated,) = told("ORDER. The trial set for June 1, 2025 is continued.", ORDER)
    assert (undated.was_on, undated.on) == (date(2025, 6, 1), None)


def test_minutes_tell_the_next_hearing_after_the_one_held() -> None:
    text = (
        "Minute Entry: Arraignment held on 5/20/2025. Status Conference set for 6/5/2025 09:00 AM"
    )
    assert [shown(hearing) for hearing in told(text, MINUTES)] == [
        "held 2025-05-20",
        "set 2025-06-05T09:00",
    ]


def test_what_will_take_place_comes_before_what_will_not() -> None:
    text = "ORDER. The hearing set for 6/4/2025 is vacated. Jury Trial set for 7/7/2025 at 9:00 AM."
    assert [shown(hearing) for hearing in told(text, ORDER)] == [
        "set 2025-07-07T09:00",
        "cancelled 2025-06-04",
    ]


def test_a_hearing_told_twice_is_one() -> None:
    text = "Hearing scheduled for 6/7/2025 at 01:00 PM. Hearing scheduled for 6/7/2025 at 01:00 PM."
    assert len(told(text, HEARING)) == 1


def test_several_hearings_keep_the_order_of_the_text() -> None:
    text = "ORDER: Jury Trial set for 9/8/2025 09:00 AM. Status Conference set for 6/5/2025 noon."
    assert [(h.what, h.at) for h in told(text, ORDER)] == [
        ("Jury Trial", time(9)),
        ("Status Conference", time(12)),
    ]


@pytest.mark.parametrize("kind", [HEARING, ORDER, MINUTES, MOTION])
@pytest.mark.parametrize(
    "unit",
    [
        *("1", " ", "(", "hearing ", "hearing set for 6/5/2025 ", "continued to ", "6/5/2025 "),
        *("status conference trial of motion ", "granting to ", "is vacated ", "A. ", "from 1 "),
    ],
)
def test_hostile_text_costs_little(kind: EntryKind, unit: str) -> None:
    started = clock.process_time()
    told(unit * (100_000 // len(unit)), kind)
    assert clock.process_time() - started < 2
