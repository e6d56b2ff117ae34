"""What a court sets is followed: met, moved, taken back, or missed; and each is told once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from db.due import Held, Owed
from db.models import (
    Change,
    Deadline,
    Disposition,
    DocketEntry,
    EntryKind,
    Hearing,
    HearingAction,
    Mark,
    Meaning,
    Snapshot,
    SourceState,
)
from db.store import Store
from tests.db.conftest import SOURCE, docket, entry, kinds, watch

K = EntryKind
FRIDAY = datetime(2025, 5, 23, 18, 52, tzinfo=UTC)  # 14:52 at the court
WEDNESDAY = date(2025, 5, 28)
_HALF_A_DAY = timedelta(hours=12)
REPORT = Deadline("file a status report", within_days=5, computed=WEDNESDAY, words="five days")


@dataclass
class Clerk:
    """Enters what means what it is told to mean, and lets time pass."""

    store: Store
    meanings: dict[int, Meaning] = field(default_factory=dict)
    entries: list[DocketEntry] = field(default_factory=list)
    now: datetime = FRIDAY
    state: SourceState = SourceState.OK

    def __post_init__(self) -> None:
        self.store.reader = lambda told, court_id: self.meanings.get(told.seq or 0)

    def enters(self, kind: EntryKind, *, label: str = "", **told: object) -> tuple[Change, ...]:
        """A new entry of the docket, as soon as it is entered."""
        self.drafts(kind, label=label, **told)
        return self.lists()

    def drafts(self, kind: EntryKind, *, label: str = "", **told: object) -> DocketEntry:
        seq = len(self.entries) + 1
        number = 100 + seq
        self.meanings[seq] = Meaning(kind, **told)  # type: ignore[arg-type]
        made = entry(seq, label or kind.replace("_", " "), number=number, entered_at=self.now)
        self.entries.append(made)
        return made

    def lists(self, *entries: DocketEntry, state: SourceState | None = None) -> tuple[Change, ...]:
        """The court's answer of now."""
        self.now += timedelta(seconds=1)
        return self.store.record(
            Snapshot(
                state or self.state,
                built_at=self.now,
                dockets=(docket(*(entries or self.entries)),),
                window_start=self.now - timedelta(days=30),
                source_id=SOURCE,
                fetched_at=self.now,
            )
        )

    def waits_until(self, day: date, hour: int, minute: int = 0) -> list[Change]:
        """A round at that hour of the court (in daylight-saving time), after many others."""
        until = datetime.combine(day, time(hour, minute), UTC) + timedelta(hours=4)
        while self.now + _HALF_A_DAY < until:
            self.now += _HALF_A_DAY
            self.lists()
        self.now = until
        began = self.now
        self.lists()
        return self.store.clock.review(self.now, began, lambda day: day == date(2025, 5, 26))

    def waits_unanswered_until(self, day: date, hour: int) -> list[Change]:
        self.now = datetime.combine(day, time(hour), UTC) + timedelta(hours=4)
        self.store.record(Snapshot(SourceState.DOWN, source_id=SOURCE, fetched_at=self.now))
        return self.store.clock.review(self.now, self.now, lambda day: False)

    def owed(self) -> list[Owed]:
        return self.store.due.obligations([1])

    def held(self) -> list[Held]:
        return self.store.due.proceedings([1])


@pytest.fixture
def clerk(store: Store) -> Clerk:
    watch(store, at=FRIDAY - timedelta(days=1))
    store.record(Snapshot(SourceState.OK, source_id=SOURCE, fetched_at=FRIDAY - timedelta(hours=1)))
    return Clerk(store)


def ordered(*deadlines: Deadline) -> dict[str, object]:
    return {"deadlines": deadlines or (REPORT,)}


def test_a_deadline_that_an_order_sets_is_logged_quietly(clerk: Clerk) -> None:
    found = clerk.enters(EntryKind.ORDER, **ordered())
    (told,) = [each for each in found if each.kind == "deadline_set"]
    assert told.quiet
    assert told.new == {
        "what": "file a status report",
        "who": None,
        "due": "2025-05-28",
        "within_days": 5,
        "rule": None,
        "computed": True,
        "words": "five days",
    }


def test_a_status_report_closes_what_was_to_be_reported(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.now += timedelta(days=4)
    found = clerk.enters(EntryKind.STATUS_REPORT)
    (told,) = [each for each in found if each.kind == "deadline_met"]
    assert told.quiet
    assert told.new["met_by"] == {"id": "2", "number": 102}  # type: ignore[index]
    assert told.new["late"] is False  # type: ignore[index]
    assert [each.status for each in clerk.owed()] == ["met"]
    assert clerk.waits_until(WEDNESDAY, 8) == []
    assert clerk.waits_until(date(2025, 5, 29), 11) == []


def test_people_are_told_the_working_day_before_and_on_the_day(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    assert clerk.waits_until(date(2025, 5, 27), 6, 59) == []
    (soon,) = clerk.waits_until(date(2025, 5, 27), 7, 5)
    assert (soon.kind, soon.quiet, soon.new["days"]) == ("deadline_due", False, 1)  # type: ignore[index]
    assert clerk.waits_until(date(2025, 5, 27), 15) == []
    (today,) = clerk.waits_until(WEDNESDAY, 7, 5)
    assert today.new["days"] == 0  # type: ignore[index]
    assert clerk.waits_until(WEDNESDAY, 23, 30) == []


def test_before_a_long_weekend_people_are_told_on_friday(clerk: Clerk) -> None:
    clerk.now -= timedelta(days=1)
    due = replace(REPORT, computed=date(2025, 5, 27))  # the Tuesday after Memorial Day
    clerk.enters(EntryKind.ORDER, **ordered(due))
    (soon,) = clerk.waits_until(date(2025, 5, 23), 15)
    assert soon.new["days"] == 4  # type: ignore[index]
    assert clerk.waits_until(date(2025, 5, 26), 8) == []


def test_a_deadline_learnt_in_this_round_is_left_to_its_own_entry(clerk: Clerk) -> None:
    began = clerk.now
    clerk.enters(EntryKind.ORDER, **ordered(replace(REPORT, computed=date(2025, 5, 24))))
    assert clerk.store.clock.review(clerk.now, began, lambda day: False) == []
    assert len(clerk.waits_until(date(2025, 5, 23), 16)) == 1


def test_what_nothing_met_is_missed_once_and_late_papers_are_told(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    assert clerk.waits_until(date(2025, 5, 29), 9, 59) == []
    (missed,) = clerk.waits_until(date(2025, 5, 29), 10, 1)
    assert (missed.kind, missed.quiet) == ("deadline_missed", False)
    assert missed.new["seen"] == "all"  # type: ignore[index]
    assert clerk.waits_until(date(2025, 5, 30), 11) == []
    found = clerk.enters(EntryKind.STATUS_REPORT)
    (told,) = [each for each in found if each.kind == "deadline_met"]
    assert told.new["late"] is True  # type: ignore[index]


def test_nothing_is_missed_before_a_source_has_answered(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    assert clerk.waits_unanswered_until(date(2025, 5, 29), 12) == []
    (missed,) = clerk.waits_until(date(2025, 5, 29), 13)
    assert missed.kind == "deadline_missed"


def test_of_a_court_that_stays_silent_it_is_said_that_nobody_could_see(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    assert clerk.waits_unanswered_until(date(2025, 5, 30), 12) == []
    (missed,) = clerk.waits_unanswered_until(date(2025, 5, 31), 12)
    assert missed.new["seen"] == "failing"  # type: ignore[index]


def test_a_feed_of_some_types_claims_no_more_than_it_shows(clerk: Clerk) -> None:
    clerk.state = SourceState.PARTIAL
    clerk.enters(EntryKind.ORDER, **ordered())
    (missed,) = clerk.waits_until(date(2025, 5, 29), 11)
    assert missed.new["seen"] == "partial"  # type: ignore[index]


def test_a_time_in_which_nobody_looked_is_a_doubt(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.now += timedelta(days=3)  # longer than a feed reaches back
    (missed,) = clerk.waits_until(date(2025, 5, 29), 11)
    assert missed.new["seen"] == "gap"  # type: ignore[index]


def test_a_time_before_the_order_is_no_doubt(clerk: Clerk) -> None:
    clerk.now += timedelta(days=3)  # longer than a feed reaches back
    clerk.enters(EntryKind.ORDER, **ordered())
    (missed,) = clerk.waits_until(date(2025, 5, 29), 11)
    assert missed.new["seen"] == "all"  # type: ignore[index]


def test_what_was_over_when_we_learnt_of_it_is_never_told(clerk: Clerk) -> None:
    found = clerk.enters(EntryKind.ORDER, **ordered(Deadline("response", date(2014, 6, 5))))
    assert "deadline_set" not in kinds(found)
    assert clerk.waits_until(date(2025, 5, 29), 11) == []


def test_what_nobody_can_see_met_passes_and_is_not_missed(clerk: Clerk) -> None:
    cut_off = Deadline("complete discovery", WEDNESDAY, words="discovery to be completed by")
    objections = Deadline("objections", WEDNESDAY, words="any objections are due")
    clerk.enters(EntryKind.ORDER, **ordered(cut_off, objections))
    assert len(clerk.waits_until(WEDNESDAY, 8)) == 2
    assert clerk.waits_until(date(2025, 5, 29), 11) == []


def test_redaction_dates_are_a_courtesy_of_which_nobody_is_told(clerk: Clerk) -> None:
    told = Deadline("Redacted Transcript Deadline", WEDNESDAY)
    found = clerk.enters(EntryKind.TRANSCRIPT, **ordered(told))
    assert "deadline_set" not in kinds(found)
    assert clerk.waits_until(WEDNESDAY, 8) == []
    assert [each.is_courtesy for each in clerk.owed()] == [True]


def test_an_extension_moves_what_is_due(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.MOTION, label="Motion for Extension of Time to File Status Report")
    later = Deadline("status report", date(2025, 6, 4), words="is extended to June 4")
    found = clerk.enters(
        EntryKind.ORDER,
        label="Order on Motion for Extension of Time",
        disposition=Disposition.GRANTED,
        answers=(102,),
        **ordered(later),
    )
    (told,) = [each for each in found if each.kind == "deadline_set"]
    assert (told.old["due"], told.new["due"]) == ("2025-05-28", "2025-06-04")  # type: ignore[index]
    assert [each.status for each in clerk.owed()] == ["moved", "open"]
    assert clerk.waits_until(date(2025, 5, 29), 11) == []
    assert len(clerk.waits_until(date(2025, 6, 3), 11)) == 1


def test_while_more_time_is_asked_for_nothing_is_missed(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.MOTION, label="Motion for Extension of Time")
    assert clerk.waits_until(date(2025, 5, 29), 11) == []
    clerk.enters(EntryKind.ORDER, disposition=Disposition.DENIED, answers=(102,))
    assert kinds(tuple(clerk.waits_until(date(2025, 5, 29), 12))) == ["deadline_missed"]


@pytest.mark.parametrize(
    "told",
    [
        {"label": "ORDER vacating all pending deadlines"},
        {"label": "ORDER closing case"},
        {"disposition": Disposition.VACATED, "answers": (101,)},
    ],
)
def test_what_the_court_takes_back_is_no_longer_due(clerk: Clerk, told: dict[str, object]) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.ORDER, **told)  # type: ignore[arg-type]
    assert [each.status for each in clerk.owed()] == ["vacated"]
    assert clerk.waits_until(date(2025, 5, 29), 11) == []


def test_two_due_dates_of_one_entry_are_two_obligations(clerk: Clerk) -> None:
    brief = Deadline("file a brief", date(2025, 6, 2), who="Plaintiffs", words="shall file")
    answer = Deadline("file a brief", date(2025, 6, 9), who="Defendants", words="shall file")
    clerk.enters(EntryKind.ORDER, **ordered(brief, answer))
    clerk.now += timedelta(days=8)
    clerk.enters(EntryKind.BRIEF, filer="Defendants")
    assert [each.status for each in clerk.owed()] == ["open", "met"]


def test_a_deadline_that_two_entries_tell_is_told_once(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerks = Deadline("Status Report", WEDNESDAY, words="Status Report due by 5/28/2025")
    found = clerk.enters(EntryKind.ADMINISTRATIVE, **ordered(clerks))
    assert "deadline_set" not in kinds(found)
    assert len(clerk.waits_until(WEDNESDAY, 8)) == 1
    clerk.enters(EntryKind.STATUS_REPORT)
    assert [each.status for each in clerk.owed()] == ["met", "met"]


def test_a_paper_under_seal_leaves_open_whether_anything_was_missed(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.OTHER, label="Sealed Document", marks=(Mark.SEALED,))
    assert clerk.waits_until(date(2025, 5, 29), 11) == []


def test_the_words_of_a_sealed_order_are_forgotten_with_its_deadlines(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.meanings[1] = Meaning(EntryKind.OTHER, marks=(Mark.SEALED,))
    clerk.lists(replace(clerk.entries[0], labels=("Seal",)))
    assert clerk.owed() == []
    told = [each for each in clerk.store.changes.of_docket(1) if each.field == "deadline"]
    assert told
    assert all(each.new is None for each in told)
    assert clerk.waits_until(WEDNESDAY, 8) == []


def test_what_a_sealed_order_meant_is_forgotten_of_the_entry_it_was_too(clerk: Clerk) -> None:
    for _ in range(2):
        clerk.enters(EntryKind.ORDER, **ordered())
    clerk.store.repairs.merge([1, 2], clerk.now)
    sealed = Meaning(EntryKind.OTHER, marks=(Mark.SEALED,))
    clerk.meanings.update({1: sealed, 2: sealed})
    clerk.lists(*(replace(each, labels=("Seal",)) for each in clerk.entries))
    dump = "".join(clerk.store._connection.iterdump())
    assert REPORT.words not in dump


def test_a_deadline_that_is_read_out_and_in_again_is_logged_once(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    ordering = clerk.meanings[1]
    for edition, meaning in (("other", Meaning(EntryKind.ORDER)), ("better", ordering)):
        clerk.meanings[1] = meaning
        clerk.store.read_anew(edition, clerk.now)
    assert len(clerk.owed()) == 1
    assert kinds(tuple(clerk.store.changes.of_docket(1))).count("deadline_set") == 1


def test_what_was_met_is_logged_once_whatever_comes_later(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.STATUS_REPORT, label="Status Report")
    clerk.enters(EntryKind.NOTICE)
    clerk.enters(EntryKind.STATUS_REPORT, label="Status Report")
    assert kinds(tuple(clerk.store.changes.of_docket(1))).count("deadline_met") == 1


def test_what_a_repair_makes_due_is_logged(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER)
    clerk.meanings[1] = Meaning(EntryKind.ORDER, **ordered())  # type: ignore[arg-type]
    clerk.store.repairs.relabel(1, ["Order to report"], clerk.now)
    assert kinds(tuple(clerk.store.changes.of_docket(1))).count("deadline_set") == 1


def test_nobody_is_told_of_a_case_that_nobody_follows(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.store.watches.remove("matter")
    assert clerk.waits_until(WEDNESDAY, 8) == []


def scene(clerk: Clerk) -> list[DocketEntry]:
    """An order, a hearing set, moved and cancelled, a motion for time, and a report."""
    set_on, moved_to = date(2025, 6, 10), date(2025, 6, 17)
    hearing = Hearing(HearingAction.SET, set_on, time(10), "Status Conference", "Courtroom 12")
    moved = Hearing(HearingAction.MOVED, moved_to, time(14), "Status Conference", was_on=set_on)
    acts: list[tuple[EntryKind, dict[str, object]]] = [
        (EntryKind.ORDER, ordered()),
        (EntryKind.HEARING, {"hearings": (hearing,)}),
        (EntryKind.HEARING, {"hearings": (moved,)}),
        (EntryKind.STATUS_REPORT, {}),
        (EntryKind.HEARING, {"hearings": (Hearing(HearingAction.CANCELLED, moved_to),)}),
    ]
    for kind, told in acts:
        clerk.now += timedelta(minutes=10)
        clerk.drafts(kind, **told)  # type: ignore[arg-type]
    return clerk.entries


def state(clerk: Clerk) -> list[tuple[object, ...]]:
    owed = sorted((each.entry.seq, each.status, each.by and each.by.seq) for each in clerk.owed())
    held = [(each.entry.seq, each.state, each.sequence, str(each.on)) for each in clerk.held()]
    return [*owed, *sorted(held)]


@pytest.mark.parametrize("order", [*itertools.permutations(range(5))][::7])
def test_any_order_of_answers_ends_in_the_same_state(clerk: Clerk, order: list[int]) -> None:
    entries = scene(clerk)
    for place in order:
        clerk.lists(entries[place])
    assert state(clerk) == [(1, "met", 4), (2, "cancelled", 2, "2025-06-17")]


def test_a_hearing_is_one_however_often_it_is_moved(clerk: Clerk) -> None:
    told = [
        (each.kind, each.old, each.new)
        for made in scene(clerk)
        for each in clerk.lists(*clerk.entries[: made.seq])
        if each.field == "hearing"
    ]
    first = {
        "what": "Status Conference",
        "on": "2025-06-10",
        "at": "10:00",
        "place": "Courtroom 12",
    }
    then = first | {"on": "2025-06-17", "at": "14:00"}
    assert told == [
        ("hearing_set", None, first),
        ("hearing_moved", first, then),
        ("hearing_cancelled", then, None),
    ]


def test_an_hour_that_is_told_later_is_no_move(clerk: Clerk) -> None:
    day = date(2025, 6, 10)
    clerk.enters(EntryKind.ORDER, hearings=(Hearing(HearingAction.SET, day, None, "Hearing"),))
    told = Hearing(HearingAction.SET, day, time(10), "Motion Hearing")
    assert "hearing_moved" not in kinds(clerk.enters(EntryKind.HEARING, hearings=(told,)))
    (held,) = clerk.held()
    assert held.told["at"] == "10:00"


def test_entries_that_are_joined_remind_nobody_again(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.ADMINISTRATIVE, **ordered())
    assert len(clerk.waits_until(date(2025, 5, 27), 8)) == 1
    clerk.store.repairs.merge([1, 2], clerk.now)
    assert clerk.waits_until(date(2025, 5, 27), 9) == []
    assert [each.entry.id for each in clerk.owed()] == ["1"]


def test_a_case_that_is_forgotten_leaves_nothing_due(clerk: Clerk) -> None:
    scene(clerk)
    clerk.lists()
    clerk.store.dockets.forget(1)
    assert clerk.store.due.docket_ids() == []
    assert clerk.store.due.turns_at() is None


def test_a_motion_that_is_ruled_on_needs_no_reply(clerk: Clerk) -> None:
    clerk.enters(EntryKind.MOTION)
    reply = Deadline("reply", WEDNESDAY, words="reply re 101 Motion shall be filed by")
    clerk.enters(EntryKind.ORDER, **ordered(reply))
    clerk.enters(EntryKind.ORDER, disposition=Disposition.GRANTED, answers=(101,))
    assert [each.status for each in clerk.owed()] == ["vacated"]


def test_a_paper_meets_what_is_due_nearest_to_its_day(clerk: Clerk) -> None:
    monthly = [
        Deadline("status report", date(2025, month, 2), words="shall file") for month in (6, 7)
    ]
    clerk.enters(EntryKind.ORDER, **ordered(*monthly))
    clerk.now += timedelta(days=9)
    clerk.enters(EntryKind.STATUS_REPORT)
    assert [each.status for each in clerk.owed()] == ["met", "open"]


def test_a_motion_for_more_time_is_not_the_paper_that_was_due(clerk: Clerk) -> None:
    answer = Deadline("answer the complaint", WEDNESDAY, words="shall answer")
    clerk.enters(EntryKind.ORDER, **ordered(answer))
    clerk.enters(EntryKind.MOTION, label="Motion for Extension of Time to Answer")
    assert [each.status for each in clerk.owed()] == ["open"]
    clerk.enters(EntryKind.MOTION, label="Motion to Dismiss")
    assert [each.status for each in clerk.owed()] == ["met"]


def test_the_mandate_of_another_court_ends_nothing_here(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.JUDGMENT, label="MANDATE of USCA")
    assert [each.status for each in clerk.owed()] == ["open"]
    clerk.enters(EntryKind.JUDGMENT)
    assert [each.status for each in clerk.owed()] == ["vacated"]


def test_an_order_that_refuses_a_stay_leaves_all_as_it_was(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.ORDER, label="ORDER denying Motion to stay all proceedings")
    assert [each.status for each in clerk.owed()] == ["open"]


@pytest.mark.parametrize("words", ["any response shall be filed by", "Responses due by"])
def test_a_response_that_nobody_must_file_passes(clerk: Clerk, words: str) -> None:
    told = Deadline("response", WEDNESDAY, words=words)
    clerk.enters(EntryKind.MOTION, **ordered(replace(told, what="any response")))
    assert clerk.waits_until(date(2025, 5, 29), 11) == []


def test_the_threat_to_close_a_case_closes_nothing(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.ORDER, label="ORDER: failure to appear may result in the case dismissed")
    assert [each.status for each in clerk.owed()] == ["open"]


def test_more_time_for_something_else_leaves_no_doubt(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.MOTION, label="Motion for Extension of Time to Complete Discovery")
    assert [each.doubt for each in clerk.owed()] == [None]


@pytest.mark.parametrize(
    "label",
    [
        "ORDER: the case against Doe is dismissed. All other claims remain.",
        "ORDER dismissing: this action is DISMISSED without prejudice as to Roe & Co. only",
        "ORDER: action stayed with respect to Sample Agency",
    ],
)
def test_a_case_that_ends_for_one_of_them_goes_on_for_the_others(clerk: Clerk, label: str) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.ORDER, label=label)
    assert [each.status for each in clerk.owed()] == ["open"]


def test_who_is_out_of_the_case_owes_nothing(clerk: Clerk) -> None:
    report = replace(REPORT, who="Defendant John Doe")
    clerk.enters(EntryKind.ORDER, **ordered(report, replace(REPORT, who="Defendants")))
    clerk.enters(EntryKind.ORDER, label="ORDER: the case against Doe, John is dismissed.")
    assert [each.status for each in clerk.owed()] == ["vacated", "open"]


@pytest.mark.parametrize(
    "label",
    [
        "ORDER: the case against all defendants is dismissed.",
        "ORDER: this action is dismissed. Judgment against Plaintiff shall enter.",
    ],
)
def test_a_case_that_ends_for_all_ends_what_was_due(clerk: Clerk, label: str) -> None:
    clerk.enters(EntryKind.ORDER, **ordered())
    clerk.enters(EntryKind.ORDER, label=label)
    assert [each.status for each in clerk.owed()] == ["vacated"]


@pytest.mark.parametrize(
    ("asked", "unmet", "met"),
    [
        (
            "file a motion for summary judgment",
            "Motion for Default Judgment",
            "Motion for Partial Summary Judgment",
        ),
        ("file a motion for class certification", "Motion to Compel", "Motion to Certify Class"),
        (
            "file a motion for leave to amend the complaint",
            "Motion for Extension of Time to File Motion for Leave to Amend",
            "Motion for Leave to File Amended Complaint",
        ),
        ("move for default judgment", "Motion to Seal", "Motion for Default Judgment"),
        ("file a motion", "Motion for Extension of Time", "Motion to Seal"),
    ],
)
def test_a_motion_is_met_by_the_motion_that_was_meant(
    clerk: Clerk, asked: str, unmet: str, met: str
) -> None:
    due = Deadline(asked, WEDNESDAY, words=f"shall {asked}")
    clerk.enters(EntryKind.ORDER, **ordered(due))
    clerk.enters(EntryKind.MOTION, label=unmet)
    assert [each.status for each in clerk.owed()] == ["open"]
    clerk.enters(EntryKind.MOTION, label=met)
    assert [each.status for each in clerk.owed()] == ["met"]


def test_more_time_is_given_to_those_who_owed_it_before(clerk: Clerk) -> None:
    clerk.enters(EntryKind.ORDER, **ordered(replace(REPORT, who="Defendants")))
    later = Deadline("Status Report", date(2025, 6, 4), words="is extended to June 4")
    clerk.enters(EntryKind.ORDER, label="Order extending time", **ordered(later))
    clerk.enters(EntryKind.STATUS_REPORT, filer="Plaintiffs")
    assert [each.status for each in clerk.owed()] == ["moved", "open"]
    clerk.enters(EntryKind.STATUS_REPORT, filer="Defendants")
    assert [each.status for each in clerk.owed()] == ["moved", "met"]


def test_a_response_to_a_report_is_not_that_report(clerk: Clerk) -> None:
    response = Deadline("respond to the status report", WEDNESDAY, words="shall respond")
    clerk.enters(EntryKind.ORDER, **ordered(response))
    clerk.enters(EntryKind.STATUS_REPORT)
    assert [each.status for each in clerk.owed()] == ["open"]
    clerk.enters(EntryKind.OPPOSITION, label="Response to Status Report")
    assert [each.status for each in clerk.owed()] == ["met"]


@pytest.mark.parametrize(
    ("asked", "kind", "unmet", "met"),
    [
        ("joint proposed schedule", K.STATUS_REPORT, "Status Report", "Joint Status Report"),
        ("show cause", K.NOTICE, "Notice of Change of Address", "Notice of Compliance"),
        ("advise the court", K.NOTICE, "Notice of Appearance of Counsel", "Notice of Settlement"),
    ],
)
def test_a_paper_of_a_loose_kind_must_be_called_so(
    clerk: Clerk, asked: str, kind: EntryKind, unmet: str, met: str
) -> None:
    due = Deadline(asked, WEDNESDAY, words=f"shall {asked}")
    clerk.enters(EntryKind.ORDER, **ordered(due))
    clerk.enters(kind, label=unmet)
    assert [each.status for each in clerk.owed()] == ["open"]
    clerk.enters(kind, label=met)
    assert [each.status for each in clerk.owed()] == ["met"]
