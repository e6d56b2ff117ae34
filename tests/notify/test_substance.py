"""The first lines of an alert say what a filing is, decides, answers, sets and demands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from db.guard import Guard
from db.models import (
    Availability,
    Change,
    ChangeKind,
    Deadline,
    Disposition,
    DocketEntry,
    EntryKind,
    Hearing,
    HearingAction,
    Mark,
    Meaning,
    Timing,
    Watch,
)
from notify import agenda, render, specimen
from notify.reader import Reader
from notify.story import Form, Met, Story
from tests.notify.test_render import DOCKET, ORDER, SEEN, change, story

MOTION = DocketEntry(
    number=104,
    labels=("Motion for Preliminary Injunction",),
    filed_on=date(2025, 5, 18),
    meaning=Meaning(EntryKind.MOTION, filer="Plaintiffs"),
    id="5",
)
REPORT = Deadline(
    "file a status report", within_days=5, computed=date(2025, 5, 28), rule="Fed. R. Civ. P. 6(a)"
)
GRANTED = replace(
    ORDER,
    text="Judge Brian E. Murphy: MEMORANDUM AND ORDER ON 104 PLAINTIFFS' MOTION FOR PRELIMINARY"
    " INJUNCTION … GRANTED … file a status report within five days … (Entered: 05/23/2025)",
    meaning=Meaning(EntryKind.ORDER, Disposition.GRANTED, (104,), (), (REPORT,)),
)
READER = Reader("America/New_York", now=SEEN)


def of(entry: DocketEntry, *changes: Change, **told: object) -> Story:
    answered = {(1, 104): MOTION}
    found = story(*(changes or (change(entry=entry),)), entries=(entry,))
    return replace(found, answered=answered, now=SEEN, **told)  # type: ignore[arg-type]


def lines(story: Story) -> list[str]:
    return [line.strip() for line in render.message(story).text.splitlines() if line.strip()]


def test_an_order_says_what_it_decides_answers_and_demands_before_all_else() -> None:
    told = lines(of(GRANTED))
    assert told[:6] == [
        "D.V.D. et al v. DHS",
        "D. Mass. 1:25-cv-10676",
        "- Order: granted. Answers the plaintiffs' motion 104.",
        "Status report due Wednesday 28 May (within five days; computed by Fed. R. Civ. P. 6(a),"
        " verify).",
        "Motion 104: “Motion for Preliminary Injunction”, filed Sunday 18 May.",
        "entered Friday 23 May, 2:52 PM EDT",
    ]
    places = [told.index(each) for each in ("Memorandum & Order (132)", GRANTED.text or "")]
    assert places == sorted(places)
    assert render.message(of(GRANTED)).title == (
        "D.V.D. v. DHS (D. Mass. 25-cv-10676): Order granted (132)"
    )


def test_a_stub_says_no_more_than_is_known() -> None:
    """Red when: a disposition is guessed from a label."""
    stub = replace(ORDER, labels=("Order on Motion for TRO",), meaning=Meaning(EntryKind.ORDER))
    told = lines(of(stub))
    assert told[2] == "- Order on Motion for TRO (132)"
    assert not any("granted" in line or "Answers" in line for line in told)


def test_what_nobody_has_read_is_told_as_before() -> None:
    told = lines(of(replace(ORDER, meaning=None)))
    assert told[2:4] == ["- Memorandum & Order (132)", "entered Friday 23 May, 2:52 PM EDT"]


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        (None, "Answers the plaintiffs' motion 104."),
        (replace(MOTION, meaning=Meaning(EntryKind.MOTION)), "Answers motion 104."),
        (replace(MOTION, filer="Sample Agency"), "Answers motion 104 by Sample Agency."),
        (replace(MOTION, filer="Government"), "Answers the government's motion 104."),
        (replace(MOTION, meaning=Meaning(EntryKind.OTHER)), "Answers entry 104."),
    ],
)
def test_what_is_answered_is_named_as_far_as_it_is_known(
    answered: DocketEntry | None, told: str
) -> None:
    known = {} if answered is None else {(1, 104): answered}
    assert told in render.message(replace(of(GRANTED), answered=known)).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ORDER ON 104 PLAINTIFFS' MOTION FOR PRELIMINARY INJUNCTION",
            "the plaintiffs' motion 104",
        ),
        ("Plaintiffs' motion 104 is GRANTED.", "the plaintiffs' motion 104"),
        ("ORDER granting 104 Motion to Compel", "motion 104"),
        ("ORDER on the May 20 motion; see 104.", "entry 104"),
    ],
)
def test_what_we_do_not_hold_is_named_as_the_ruling_names_it(text: str, told: str) -> None:
    ruling = replace(of(replace(GRANTED, text=text)), answered={})
    assert lines(ruling)[2] == f"- Order: granted. Answers {told}."


def test_of_many_answers_a_few_are_named() -> None:
    many = replace(GRANTED, meaning=Meaning(EntryKind.ORDER, Disposition.DENIED, tuple(range(20))))
    assert "entry 0, entry 1, entry 2, entry 3 and 16 more entries." in lines(of(many))[2]


@pytest.mark.parametrize(
    ("hearing", "told"),
    [
        (
            Hearing(HearingAction.MOVED, date(2025, 6, 3), time(14), "Motion Hearing",
                    "Courtroom 12", date(2025, 5, 30)),
            "Motion hearing moved from Friday 30 May to Tuesday 3 June, 2:00 PM, Courtroom 12",
        ),
        (Hearing(HearingAction.SET, date(2026, 1, 5)), "Hearing set for Monday 5 January 2026"),
        (Hearing(HearingAction.SET, what="Jury Trial"), "Jury trial set; the day is not told"),
        (Hearing(HearingAction.CANCELLED, what="ADR Conference"), "ADR Conference cancelled"),
        (Hearing(HearingAction.HELD, date(2025, 5, 24)), "Hearing held tomorrow, Saturday 24 May"),
    ],
)  # fmt: skip
def test_hearings_read_like_a_person(hearing: Hearing, told: str) -> None:
    if hearing.action is HearingAction.HELD:
        told = "Hearing held Saturday 24 May"
    assert agenda.hearing(hearing, "mad", READER) == told


def test_a_hearing_names_the_courts_zone_where_it_is_not_the_readers() -> None:
    hearing = Hearing(HearingAction.SET, date(2025, 6, 3), time(14))
    assert agenda.hearing(hearing, "mad", READER).endswith("2:00 PM")
    pacific = replace(READER, time_zone="America/Los_Angeles")
    assert agenda.hearing(hearing, "mad", pacific).endswith("2:00 PM EDT")
    assert agenda.hearing(hearing, "almb", READER).endswith("2:00 PM CDT")


@pytest.mark.parametrize(
    ("deadline", "told"),
    [
        (Deadline("file an answer", due=date(2025, 6, 2)), "Answer due Monday 2 June"),
        (
            Deadline("respond to the complaint", due=date(2025, 5, 24)),
            "Due tomorrow, Saturday 24 May: respond to the complaint",
        ),
        (
            Deadline("Opening Brief", within_days=14, is_business_days=True, after="service"),
            "Opening Brief due within 14 business days after service",
        ),
        (
            Deadline("file a reply", date(2025, 5, 30), 7, who="Defendants", after="order"),
            "Reply due Friday 30 May (within seven days; by the defendants)",
        ),
        (Deadline("objections"), "Objections due on a day that is not told"),
    ],
)
def test_deadlines_read_like_a_person(deadline: Deadline, told: str) -> None:
    assert agenda.deadline(deadline, READER) == told


@pytest.mark.parametrize(
    ("kind", "new", "title"),
    [
        (ChangeKind.DEADLINE_DUE, {"days": 1}, "status report due tomorrow, Saturday 24 May"),
        (
            ChangeKind.DEADLINE_MISSED,
            {"due": "2025-05-22", "seen": "all"},
            "missed: status report, due yesterday, Thursday 22 May; nothing matching was filed",
        ),
    ],
)
def test_the_clocks_news_reads_like_a_person(
    kind: ChangeKind, new: dict[str, object], title: str
) -> None:
    told = {"what": "file a status report", "who": None, "due": "2025-05-24", "computed": False}
    message = render.message(of(ORDER, change(kind, field="deadline", new=told | new)))
    assert message.title == f"D.V.D. v. DHS (D. Mass. 25-cv-10676): {title}"
    assert "Order 132 set it." in message.text


@pytest.mark.parametrize(
    ("seen", "said"),
    [("partial", "carry only some types of entries"), ("failing", "have told nothing since")],
)
def test_what_may_have_been_filed_unseen_is_said_so(seen: str, said: str) -> None:
    """Promise 8. Red when: `_is_missed` forgets what was seen."""
    new = {"what": "status report", "due": "2025-05-22", "seen": seen}
    told = render.message(of(ORDER, change(ChangeKind.DEADLINE_MISSED, field="deadline", new=new)))
    assert said in told.text
    assert "nothing matching was filed that can be seen here" in told.text


def test_a_moved_hearing_says_from_when_to_when() -> None:
    old = {"what": "Status Conference", "on": "2025-05-30", "at": "10:00", "place": None}
    moved = change(ChangeKind.HEARING_MOVED, old=old, new=old | {"on": "2025-06-03"})
    assert (
        "- Status conference moved from Friday 30 May to Tuesday 3 June, 10:00 AM."
        in render.message(of(ORDER, moved)).text
    )


def test_a_filing_says_which_deadline_it_met() -> None:
    met = {"7": (Met(date(2025, 5, 28), replace(ORDER, id="6"), is_late=False),)}
    report = replace(ORDER, number=140, meaning=Meaning(EntryKind.STATUS_REPORT))
    assert "Meets the deadline of 28 May that order 132 set." in lines(of(report, met=met))
    late = {"7": (replace(met["7"][0], is_late=True),)}
    assert "Late for the deadline of 28 May that order 132 set." in lines(of(report, met=late))


def test_a_sealed_filing_says_so() -> None:
    sealed = replace(ORDER, meaning=Meaning(EntryKind.MOTION, marks=(Mark.SEALED,)))
    assert "Sealed: the public may not read it." in lines(of(sealed))


@pytest.mark.parametrize(
    ("entry", "plain"),
    [
        (
            replace(
                ORDER,
                labels=("Order on Motion for Reconsideration",),
                meaning=Meaning(EntryKind.ORDER, Disposition.DENIED),
            ),
            "A judge denied the request to reconsider an earlier order.",
        ),
        (GRANTED, "A judge granted the request for an order that holds while the case goes on."),
        (MOTION, "The court was handed a request for an order that holds while the case goes on."),
        (replace(ORDER, meaning=Meaning(EntryKind.SUMMONS)), None),
    ],
)
def test_the_glossary_adds_one_plain_sentence(entry: DocketEntry, plain: str | None) -> None:
    told = render.message(of(replace(entry, id="7"))).text
    assert plain in told if plain else "A judge" not in told


@pytest.mark.parametrize(
    ("label", "text", "asked"),
    [
        ("Motion for Recusal", "MOTION by A (Attachments: # 1 Anonymous Letter)", "a request."),
        ("", "Motion for Relief from Stay filed by Bank", "a creditor act in spite of the bank"),
        ("", "MOTION for Leave to File a Reply re 31 MOTION to Dismiss", "permission to file"),
        ("", "MOTION for Leave to File Exhibits Under Seal", "to keep a filing from the public"),
        ("", "SEALED MOTION to Compel", "to make somebody do or hand over something"),
        ("", "Request for Oral Argument re 19 MOTION for Summary Judgment", "argue before the"),
        ("", "MOTION to Approve Class Action Settlement", "to approve a settlement"),
        ("", "MOTION to Set Aside Entry of Default", "was handed a request."),
    ],
)
def test_the_glossary_tells_what_is_asked_for_first(label: str, text: str, asked: str) -> None:
    """Red when: any word of a text tells the request, or the first of our table's rows."""
    labels = (label,) if label else ()
    motion = replace(MOTION, labels=labels, text=text, id="7")
    (plain,) = (line for line in lines(of(motion)) if line.startswith("The court was handed"))
    assert asked in plain


def test_an_order_on_several_motions_is_not_told_as_the_first() -> None:
    """Red when: `_request` takes the first of them."""
    several = replace(
        ORDER,
        labels=("Order on Motion to Dismiss",),
        text="ORDER granting 19 Motion to Dismiss; denying 22 Motion to Amend",
        meaning=Meaning(EntryKind.ORDER, Disposition.GRANTED_IN_PART, (19, 22)),
    )
    told = render.message(of(several)).text
    assert "A judge granted a part of what was asked for and denied the rest." in told


def test_a_mandate_is_not_told_as_a_decision() -> None:
    mandate = replace(
        ORDER, labels=(), text="MANDATE issued. [25-1]", meaning=Meaning(EntryKind.JUDGMENT)
    )
    assert "The decision of the higher court takes effect." in render.message(of(mandate)).text


def test_an_alert_says_how_to_acknowledge_it_only_where_silence_is_answered() -> None:
    asking = Watch("dvd", timing=Timing(repeat_to="boss"), available=Availability.ANY)
    assert "docket ack 3f9a2c81d0e4" in render.message(of(GRANTED, watches=(asking,))).text
    assert "docket ack" not in render.message(of(GRANTED)).text
    assert "docket ack" not in render.message(of(MOTION, watches=(asking,))).text
    reminder = of(GRANTED, watches=(asking,), form=Form.REMINDER)
    assert "docket ack" not in render.message(reminder).text


def test_a_reminder_and_an_update_say_what_they_are_in_their_subject() -> None:
    case = "D.V.D. v. DHS (D. Mass. 25-cv-10676)"
    reminder = render.message(of(GRANTED, form=Form.REMINDER))
    assert reminder.title == f"Not acknowledged: {case}: Order granted (132)"
    update = render.message(of(GRANTED, form=Form.UPDATE))
    assert update.title == f"Re: {case}: Memorandum & Order (132)"


def test_a_digest_has_a_line_for_each_filing_and_tells_what_was_held_back() -> None:
    message = render.message(specimen.digest())
    assert message.title == "Docket digest, Tue 27 May: 2 filings and 1 story in 1 case"
    told = [line.strip() for line in message.text.splitlines() if line.strip()]
    assert "- Order granted in part (27). Answers the plaintiffs' motion 18." in told
    assert (
        "- D. Mass. 25-cv-99321: Motion hearing set for Tuesday 3 June, 2:00 PM, Courtroom 12"
    ) in told
    assert "- D. Mass. 25-cv-99321: Notice of Appearance (29) (kind appearance)" in told
    order = [told.index(each) for each in ("This week", "Held back by your filters")]
    assert order == sorted(order)
    assert order[-1] < min(n for n, line in enumerate(told) if line.startswith("What this"))


def test_a_digest_of_nothing_but_what_was_held_back_says_so() -> None:
    alone = replace(specimen.digest(), changes=())
    assert render.message(alone).title == "Docket digest, Tue 27 May: nothing new, 1 held back"


def test_nothing_withheld_leaves_in_any_form_of_a_message() -> None:
    """Red when: a gate forgets the guard. The name stands in every place that has words."""
    name = "Exampla Secretaria"
    entry = replace(
        GRANTED,
        labels=(f"Order on Motion of {name}",),
        text=f"ORDER as to {name}.",
        filer=name,
        meaning=Meaning(
            EntryKind.ORDER,
            Disposition.GRANTED,
            (104,),
            (Hearing(HearingAction.SET, date(2025, 6, 3), what=name, place=name),),
            (Deadline(f"file {name}", date(2025, 6, 3), who=name),),
        ),
        documents=(replace(GRANTED.documents[0], free_url="https://x.example/exampla-secretaria"),),
    )
    told = replace(
        of(entry),
        dockets={1: replace(DOCKET, caption=f"{name} v. DHS")},
        answered={(1, 104): replace(MOTION, labels=(name,), filer=name)},
        watches=(Watch("dvd", note=f"for {name}"),),
        guard=Guard((name,)),
    )
    for form in (Form.ALERT, Form.DIGEST):
        message = render.message(replace(told, form=form))
        for body in (message.title, message.text, message.markdown, message.html):
            assert "Exampla" not in body
            assert "exampla" not in body
        assert "withheld" in message.text


def test_entered_elsewhere_is_told_by_both_clocks() -> None:
    at = datetime(2025, 5, 23, 18, 52, tzinfo=UTC)
    reader = Reader("Europe/Madrid", now=at)
    assert reader.moment_at(at, "mad") == "Friday 23 May, 8:52 PM CEST (2:52 PM EDT at the court)"


@pytest.mark.parametrize(
    ("kind", "disposition", "told"),
    [
        (EntryKind.ORDER, Disposition.VACATED, "Order: an earlier decision is vacated (132)"),
        (EntryKind.ORDER, Disposition.STRICKEN, "Order: a filing is stricken (132)"),
        (EntryKind.JUDGMENT, Disposition.AFFIRMED, "Judgment: affirmed (132)"),
        (EntryKind.MINUTES, Disposition.GRANTED, "Minutes: granted (132)"),
        (EntryKind.ORDER, Disposition.DENIED, "Order denied (132)"),
    ],
)
def test_no_subject_says_that_the_order_itself_fell(
    kind: EntryKind, disposition: Disposition, told: str
) -> None:
    """Red when: an order that vacates reads "Order vacated (132)", as if another vacated it."""
    ruling = replace(ORDER, meaning=Meaning(kind, disposition))
    assert render.message(of(ruling)).title == f"D.V.D. v. DHS (D. Mass. 25-cv-10676): {told}"


def test_a_long_name_is_cut_and_its_number_is_not() -> None:
    """Red when: the subject is cut as a whole."""
    long = replace(ORDER, labels=("Motion for very many words " * 9,), meaning=None)
    assert render.message(of(long)).title.endswith(" very many … (132)")


def test_a_text_without_a_label_is_not_told_twice() -> None:
    """Red when: the beginning of the text is taken for the court's name of it."""
    text = "ORDER granting 104 Motion to Stay. Signed by Judge Jane Doe. (jd) (Entered: 05/23/2025)"
    told = lines(of(replace(GRANTED, labels=(), text=text)))
    assert [line for line in told if "Motion to Stay" in line] == [text]
    assert "Entry 132" in told


def test_a_name_taken_from_a_text_has_nothing_of_the_clerks() -> None:
    text = "NOTICE of Surrender of passport (jd) (Entered: 05/23/2025)"
    told = lines(of(replace(ORDER, labels=(), text=text, meaning=None)))
    assert "- NOTICE of Surrender of passport (132)" in told
    cited = (
        "AMENDED notice of appeal (doc. #55) filed by Example. [25-1] (JD) [Entered: 05/23/2025]"
    )
    told = lines(of(replace(ORDER, labels=(), text=cited, meaning=None)))
    assert "- AMENDED notice of appeal (doc. #55) filed by Example. (132)" in told


def test_a_deadline_does_not_say_twice_whose_it_is() -> None:
    due = Deadline("Respondents' answering brief", date(2025, 6, 9), who="Respondents")
    told = lines(of(replace(ORDER, meaning=Meaning(EntryKind.NOTICE, deadlines=(due,)))))
    assert "Respondents' answering brief due Monday 9 June." in told


def test_a_paper_in_brackets_is_named_as_the_ruling_names_it() -> None:
    text = "ORDER granting [104]the Defendants' Motion to Dismiss; denying [9] plaintiff's Motion."
    meaning = Meaning(EntryKind.ORDER, Disposition.GRANTED_IN_PART, (104, 9))
    told = replace(of(replace(GRANTED, text=text, meaning=meaning)), answered={})
    assert "Answers the defendants' motion 104 and the plaintiff's motion 9." in (
        render.message(told).text
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_ends_in_two_full_stops(language: str) -> None:
    """Red when: a full stop is put after "Example Inc."."""
    filed = replace(MOTION, filer="Example Inc.")
    hearing = Hearing(HearingAction.SET, date(2025, 6, 3), None, "Trial", "Riverside, CA.")
    meaning = Meaning(EntryKind.ORDER, Disposition.DENIED, (104,), (hearing,))
    told = replace(of(replace(ORDER, meaning=meaning), language=language), sources={})
    text = render.message(replace(told, answered={(1, 104): filed})).text
    assert "Example Inc.\n" in text
    assert "Riverside, CA.\n" in text


@pytest.mark.parametrize(
    ("entry", "language", "facts"),
    [
        (MOTION, "en", "filed by the plaintiffs on Sunday 18 May"),
        (MOTION, "es", "petición · presentación: la parte demandante, el domingo 18 de mayo"),
        (replace(MOTION, labels=("Notice of Motion",), filed_on=None, filer="A"), "en",
         "filed by A"),
        (replace(MOTION, labels=("Application for a stay",)), "en",
         "motion · filed by the plaintiffs on Sunday 18 May"),
        (replace(MOTION, meaning=Meaning(EntryKind.OTHER)), "en", "filed Sunday 18 May"),
    ],
)  # fmt: skip
def test_the_facts_say_nothing_twice(entry: DocketEntry, language: str, facts: str) -> None:
    """Red when: "motion" stands below "Motion to Stay", or "filed" twice in a line."""
    assert facts in lines(of(replace(entry, id="7"), language=language))


@pytest.mark.parametrize(
    ("what", "told"),
    [("BOND HEARING", "Bond hearing"), ("TRO HEARING", "TRO hearing"), ("ADR Phone", "ADR Phone")],
)
def test_a_hearing_is_not_shouted(what: str, told: str) -> None:
    hearing = Hearing(HearingAction.SET, date(2025, 6, 3), what=what)
    assert agenda.hearing(hearing, "mad", READER) == f"{told} set for Tuesday 3 June"
