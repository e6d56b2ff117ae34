"""Which entries an entry rules on or responds to."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from db.models import EntryKind
from scraper.meaning import answers, references
from scraper.meaning.words import Words

ORDER, MINUTES, JUDGMENT = EntryKind.ORDER, EntryKind.MINUTES, EntryKind.JUDGMENT
OPINION, ANSWER = EntryKind.OPINION, EntryKind.ANSWER
OPPOSITION, REPLY = EntryKind.OPPOSITION, EntryKind.REPLY
ADMINISTRATIVE, NOTICE = EntryKind.ADMINISTRATIVE, EntryKind.NOTICE

TABLE = Path(__file__).resolve().parents[1] / "data" / "meaning" / "answers.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text().splitlines()[1:]]


def numbers(text: str, kind: EntryKind) -> list[int]:
    return list(answers.of(Words("mad", "", text, date(2025, 5, 20)), kind)[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("re: 36", [36]),
        ("see [12]", [12]),
        ("(RE: related document(s)[5])", [5]),
        ("related document(s) 12, 14", [12, 14]),
        ("(Related Doc # 9 )", [9]),
        ("ECF No. 12", [12]),
        ("(ECF Nos. 12 & 14)", [12, 14]),
        ("[Dkt. 12]", [12]),
        ("DE 12", [12]),
        ("D.E. #12", [12]),
        ("Docket Item 12", [12]),
        ("Docket Entry No. 11", [11]),
        ("(Rec. Doc. 12)", [12]),
        ("R. Doc. 24", [24]),
        ("(Docs. 12-14)", [12, 13, 14]),
        ("re 12 through 15", [12, 13, 14, 15]),
        ("on 12 MOTION to Stay", [12]),
        ("re [409][341] Joint MOTION", [409, 341]),
        ("re 12 , 13 and 15", [12, 13, 15]),
        ("suppress evidence [20-1]", [20]),
        ("Doc. 20-1", [20]),
        ("the 26 Ex Parte First Motion for Extension", [26]),
        ("motion for preliminary injunction 5 before Judge Example", [5]),
    ],
)
def test_a_number_is_found_however_it_is_marked(text: str, told: list[int]) -> None:
    assert [one.number for one in references.find(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "[867470]",
        "[5434898-2]",
        "[23-30126]",
        "[1:25-cv-10676]",
        "Chapter 13 Plan",
        "Exhibit 3 Motion",
        "Rule 12 Motion",
        "counts 1, 2 and 5 of the Information",
        "21 USC §§ 952 and 960 Are Unconstitutional MOTION",
        "Claim #8",
        "Defendant (1)",
        "June 12, 2017 opinion",
        "on May 5 Order",
        "within 14 days",
        "fee $ 350",
        "0",
        "Doc. 0",
    ],
)
def test_other_numbers_stay_out(text: str) -> None:
    assert references.find(text) == ()


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (ORDER, "ORDER granting 104 Motion to Stay; denying 105 Motion to Strike", [104, 105]),
        (ORDER, "ORDER granting [20-1] motion to Seal", [20]),
        (ORDER, "ORDER granting defendant's motion to suppress evidence [20-1] by Judge", [20]),
        (ORDER, "ORDER denying as moot 12; granting in part and denying in part 13 .", [12, 13]),
        (ORDER, "ORDER denying 48 . The application to adjourn is denied.", [48]),
        (ORDER, "ORDER granting 30 and 31 . The Court will hold a call.", [30, 31]),
        (ORDER, "ORDER granting 19 Motion for More Time re 19 MOTION re 1 Complaint.", [19]),
        (ORDER, "ORDER granting 7 Motion. Defendants shall answer [1] Complaint by 6/5/2025", [7]),
        (ORDER, "ORDER granting 267 Motion to withdraw, and 234 Motion to Reduce", [267, 234]),
        (ORDER, "ORDER ACCEPTING PLEA on count(s) 1, adopting 17 Findings and Rec", [17]),
        (ORDER, "Order Granting Application to Employ (Related Doc # 9 ) Signed on 2/11/2010", [9]),
        (ORDER, "Order of Deficiency RE: 36 Amended Schedules . Deficiency Due 6/1/2025", [36]),
        (ORDER, "ORDER of USCA as to 42 Notice of Appeal filed by Example", [42]),
        (ORDER, "ORDER on 61 Joint Stipulation to Extend. So ordered.", [61]),
        (ORDER, "ORDER: the 26 Ex Parte Motion filed by Example is DENIED.", [26]),
        (ORDER, "ORDER FILED. Request for time (DE 18) granted. Brief due 6/5/2025.", [18]),
        (ORDER, "ORDER. The motion (Docket Entry No. 11) is denied because it is early.", [11]),
        (
            ORDER,
            "ORDER. For the reasons stated on the record during the teleconference held on May 1, "
            "2025, the request for an extension, Dkt. No. 27, is denied.",
            [27],
        ),
        (
            ORDER,
            "ORDER - This matter is before the court on the motion for time (Docket no. 6), and on "
            "the motion for time to respond to the complaint (Docket no. 8). Both motions are "
            "GRANTED.",
            [6, 8],
        ),
        (OPINION, "REPORT AND RECOMMENDATIONS regarding 31 MOTION to Dismiss", [31]),
        (JUDGMENT, "MANDATE of USCA as to 9 Notice of Appeal, 10 Notice of Appeal", [9, 10]),
        (MINUTES, "Hearing Held (RE: 935 Motion to Employ.) Granted; certificate due.", [935]),
        (MINUTES, "Minute Entry: Motion Hearing held. Finding as moot 5 Motion to Detain", [5]),
        (MINUTES, "MINUTES: Motion to Suppress-GRANTED. Court to issue order. [20-1] ;", [20]),
    ],
)
def test_a_ruling_answers_what_it_rules_on(kind: EntryKind, text: str, told: list[int]) -> None:
    assert numbers(text, kind) == told


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ORDER, "ORDER: pursuant to the mandate (R. Doc. 24), the case is reopened."),
        (ORDER, "ORDER setting hearing on 14 Motion to Stay. Hearing set for 6/5/2025."),
        (ORDER, "ORDER. The deadlines in the Court's order, Dkt. No. 52, remain in effect."),
        (ORDER, "Order Setting Hearing on 11/24/2025 (Re: 246 Disclosure Statement filed by X)"),
        (JUDGMENT, "JUDGMENT: For the 42 written reasons assigned, the claims are DISMISSED."),
        (MINUTES, "Minute Entry: Motion Hearing held re [409] MOTION. Taken under submission."),
        (EntryKind.MOTION, "MOTION to Amend 227 Order"),
        (EntryKind.BRIEF, "Memorandum in Support re 41 MOTION to Dismiss"),
        (EntryKind.DECLARATION, "DECLARATION in Opposition re: 40 MOTION"),
        (EntryKind.NOTICE_OF_APPEAL, "NOTICE OF APPEAL as to 41 Judgment"),
        (ADMINISTRATIVE, "MOTION(S) REFERRED: 6 MOTION to Proceed In Forma Pauperis."),
        (NOTICE, "Notice of Filing Deficiencies (RE: related document(s): [1] Voluntary Petition)"),
    ],
)
def test_what_is_cited_or_scheduled_is_not_answered(kind: EntryKind, text: str) -> None:
    assert numbers(text, kind) == []


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (OPPOSITION, "RESPONSE to Motion by USA as to Jane Example re 179 MOTION for Leave", [179]),
        (OPPOSITION, "Memorandum in opposition to re [22] MOTION to Amend [1] Complaint", [22]),
        (OPPOSITION, "Memorandum in Opposition to 36 Objection to 35 Report", [36]),
        (OPPOSITION, "RESPONSE re 29 MOTION in Limine on Reports, 30 MOTION in Limine", [29, 30]),
        (OPPOSITION, "OPPOSITION to MOTION to Stay Pending Appeal[42] filed by Example", [42]),
        (OPPOSITION, "Objection (related document(s) 8 Application to Employ filed by X)", [8]),
        (OPPOSITION, "Objection to Claim Number 1 by Claimant Example", []),
        (REPLY, "REPLY to Response to Motion re [12] MOTION to Dismiss", [12]),
        (REPLY, "REPLY to response [5434898-2]. [10-1095]", []),
        (REPLY, "REPLY to 50 Response to Motion re 45 MOTION to Stay", [50]),
        (ANSWER, "ANSWER to 1 Complaint by Sample Agency.", [1]),
        (ANSWER, "Answer to Complaint (Related Doc # 1). Filed by Example", [1]),
        (ADMINISTRATIVE, "DEFECTIVE DOCUMENT, Amicus Brief, [166], FILED.[3270986]", [166]),
    ],
)
def test_a_response_answers_its_first_object(kind: EntryKind, text: str, told: list[int]) -> None:
    assert numbers(text, kind) == told


@pytest.mark.parametrize(("kind", "told", "text"), ROWS)
def test_the_phrases_of_many_courts_are_understood(kind: str, told: str, text: str) -> None:
    assert numbers(text, EntryKind(kind)) == [int(number) for number in told.split()]


def test_attachments_and_remarks_are_no_answers() -> None:
    text = (
        "ORDER granting 5 Motion to Stay (Attachments: # 1 Exhibit 7, # 2 Exhibit 8)"
        " Modified on 5/21/2025 to relate to 9 Motion (Entered: 05/20/2025)"
    )
    assert numbers(text, ORDER) == [5]


def test_a_label_alone_is_read_like_a_text() -> None:
    words = Words("mad", "Order on Motion for Order", "", date(2025, 5, 20))
    assert answers.of(words, ORDER) == ((), ())


def test_each_number_has_its_reason() -> None:
    text = "ORDER granting 104 Motion to Stay"
    _, (reason,) = answers.of(Words("mad", "", text, None), ORDER)
    assert (reason.about, reason.value, reason.rule) == ("answers", "104", "rules")
    assert "granting 104 Motion" in reason.words


@pytest.mark.parametrize("kind", [ORDER, OPPOSITION, MINUTES, ADMINISTRATIVE])
@pytest.mark.parametrize(
    "unit",
    [
        *("1", "[1", "[1] ", " ", "(", "re 12 ", "12, ", "granting 12 Motion to ", "order ", "A. "),
        *("# 1 ", "12 through 40 ", "12 Ex the of to ", "motion ", "defect 1 ", "1 and ", "§ 1 "),
    ],
)
def test_hostile_text_costs_little(kind: EntryKind, unit: str) -> None:
    started = time.process_time()
    numbers(unit * (100_000 // len(unit)), kind)
    assert time.process_time() - started < 2
