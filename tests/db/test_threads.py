"""Papers that belong together stand together, by what their texts say and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db import threads
from db.models import Disposition, Docket, DocketEntry, EntryKind, Meaning
from db.threads import Thread, Threaded

TODAY = date(2025, 6, 1)


def paper(
    number: int, kind: EntryKind, text: str | None = "", day: int = 1, **told: object
) -> DocketEntry:
    meaning = Meaning(kind, **told)  # type: ignore[arg-type]
    return DocketEntry(
        number=number,
        labels=(kind.replace("_", " ").title(),),
        text=text,
        filed_on=date(2025, 5, day),
        id=str(number),
        meaning=meaning,
    )


MOTION = paper(104, EntryKind.MOTION, "MOTION for Preliminary Injunction by O.C.G.")
SUPPORT = paper(
    105, EntryKind.BRIEF, "MEMORANDUM in Support re 104 MOTION (Attachments: # 1 Exhibit)"
)
OPPOSITION = paper(110, EntryKind.OPPOSITION, "Opposition re 104 MOTION", 4, answers=(104,))
REPLY = paper(112, EntryKind.REPLY, "REPLY to 110 Opposition", 5, answers=(110,))
ORDER = paper(
    132,
    EntryKind.ORDER,
    "ORDER granting 104 Motion",
    23,
    answers=(104,),
    disposition=Disposition.GRANTED,
)
AGAIN = paper(133, EntryKind.MOTION, "MOTION for Reconsideration re 132 Order", 24)
APPEAL = paper(140, EntryKind.NOTICE_OF_APPEAL, "NOTICE OF APPEAL as to 132 Order", 30)


def woven(*entries: DocketEntry, **told: object) -> Threaded:
    return threads.of_docket(Docket("mad", "1:25-cv-10676", entries=entries, **told), TODAY)  # type: ignore[arg-type]


def tree(thread: Thread) -> list[tuple[int | None, int]]:
    return [(each.entry.number, each.depth) for each in thread.papers]


def test_a_motion_stands_over_all_that_follows_it() -> None:
    docket = woven(APPEAL, ORDER, REPLY, MOTION, AGAIN, SUPPORT, OPPOSITION)
    (thread,) = docket.threads
    assert tree(thread) == [(104, 0), (105, 1), (110, 1), (112, 2), (132, 1), (133, 2), (140, 2)]
    assert docket.others == ()
    assert thread.about == "Motion"


def test_a_thread_says_what_decided_it_and_how_long_that_took() -> None:
    first = woven(MOTION, ORDER).threads[0].first
    assert (first.status, first.days) == ("granted", 22)
    assert first.decided_by is not None
    assert first.decided_by.number == 132


def test_a_motion_that_nobody_ruled_on_is_pending_until_today() -> None:
    first = woven(MOTION, SUPPORT).threads[0].first
    assert (first.status, first.days) == ("pending", 31)


def test_where_a_ruling_is_known_by_its_label_alone_nothing_is_called_pending() -> None:
    stub = paper(120, EntryKind.ORDER, None, 10)
    docket = woven(MOTION, stub)
    assert docket.threads[0].first.status == "unseen"
    assert [each.entry.number for each in docket.others] == [120]


def test_in_a_case_that_is_closed_nothing_is_pending() -> None:
    assert woven(MOTION, closed_on=TODAY).threads[0].first.status == "unseen"


def test_an_order_that_does_not_say_how_it_ruled_has_answered() -> None:
    order = paper(120, EntryKind.ORDER, "ORDER re 104 Motion", 10, answers=(104,))
    assert woven(MOTION, order).threads[0].first.status == "answered"


def test_an_order_on_two_motions_decides_both() -> None:
    other = paper(106, EntryKind.MOTION, "MOTION to Seal", 2)
    both = paper(132, EntryKind.ORDER, "", 23, answers=(104, 106), disposition=Disposition.DENIED)
    found = [
        (each.first.entry.number, each.first.status) for each in woven(MOTION, other, both).threads
    ]
    assert found == [(104, "denied"), (106, "denied")]


def test_an_attachment_is_no_entry() -> None:
    first = paper(1, EntryKind.COMPLAINT, "COMPLAINT")
    alone = paper(70, EntryKind.BRIEF, "SENTENCING MEMORANDUM (Attachments: # 1 Letter)", 9)
    assert [each.entry.number for each in woven(first, alone).others] == [1, 70]


def test_what_answers_a_later_entry_is_a_slip_of_the_pen() -> None:
    early = paper(100, EntryKind.OPPOSITION, "", 1, answers=(104,))
    late = paper(104, EntryKind.MOTION, "", 9, answers=(100,))
    assert [tree(each) for each in woven(early, late).threads] == [[(100, 0), (104, 1)]]


def test_a_person_is_followed_in_any_spelling_and_over_dockets() -> None:
    here = Docket("mad", "1:25-cv-10676", entries=(MOTION, OPPOSITION))
    there = Docket(
        "ca1", "25-1393", entries=(paper(7, EntryKind.LETTER, "LETTER on behalf of OCG", 20),)
    )
    found = threads.about("O. C. G.", [here, there])
    assert [each.entry.number for each in found.papers] == [104, 7]
    assert [each.court_id for each in found.dockets] == ["mad", "ca1"]


def test_a_thread_without_a_label_is_called_by_its_first_sentence() -> None:
    words = "MOTION to Adjourn addressed to Judge Jane Q. Sample. Document filed."
    told = replace(paper(7, EntryKind.MOTION, words), labels=())
    assert threads.called(told) == "MOTION to Adjourn addressed to Judge Jane Q. Sample"
