"""Which other dockets an entry's text names, and of which court."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Relation
from db.related import in_text

APPEAL, RELATED, BELOW = Relation.APPEAL, Relation.RELATED, Relation.LOWER_COURT


def named(text: str, court_id: str) -> list[tuple[Relation, str | None, str]]:
    return [(each.relation, each.court_id, each.number) for each in in_text(text, court_id)]


@pytest.mark.parametrize(
    ("court_id", "text", "circuit", "numbers"),
    [
        ("mad", "USCA Case Number 25-1393 for 65 Notice of Appeal filed by Agency.", "ca1",
         ["25-1393"]),
        ("mdd", "USCA Case Number Case Number 25-1519 for 292 Notice of Appeal", "ca4",
         ["25-1519"]),
        ("mad", "USCA Case Number 25-1311, 25-1393 for 64 Notice of Appeal", "ca1",
         ["25-1311", "25-1393"]),
        ("wawd", "MANDATE of USCA (16-30192, 16-30258) as to Roe re 105 Notice of Appeal", "ca9",
         ["16-30192", "16-30258"]),
        ("mdd", "MANDATE of USCA as to 292 Notice of Appeal filed by Agency (25-1519)", "ca4",
         ["25-1519"]),
        ("cand", "USCA Case Number 25-2808 Ninth Circuit for 65 Notice of Appeal", "ca9",
         ["25-2808"]),
        ("utd", "USCA Case Number Case Appealed to Tenth Case Number 25-4012 for 6 Notice", "ca10",
         ["25-4012"]),
        ("cacd", "NOTIFICATION from Court of Appeals. Appeal Docket No. 25-1234 assigned", "ca9",
         ["25-1234"]),
        ("wawd", "TIME SCHEDULE ORDER/USCA CASE NUMBER (25-807) as to 173 Notice", "ca9",
         ["25-807"]),
        ("lamd", "Record on Appeal #18-31050 Electronically Certified", "ca5", ["18-31050"]),
        ("alnd", "Acknowledgment of NOA from USCA re 45. USCA Case Number: 25-11234-J", "ca11",
         ["25-11234"]),
        ("mdd", "Notice of Appeal docketed, 4th Cir. No. 25-1345 & 25-1404", "ca4",
         ["25-1345", "25-1404"]),
        ("dcb", "USCA Case Number 25-5124 for 61 Notice of Appeal to DC Circuit Court", "cadc",
         ["25-5124"]),
        ("mad", "USCA Case Number 25‑1393 for 65 Notice of Appeal", "ca1", ["25-1393"]),
        ("wawd", "The motion to consolidate is denied in the consolidated appeal Nos. 16-30192"
         " and 16-30258 (Docket Entry No. 21)", "ca9", ["16-30192", "16-30258"]),
        ("mad", "USCA Case Number 25-01393 for 65 Notice of Appeal", "ca1", ["25-01393"]),
    ],
)  # fmt: skip
def test_an_appeal_is_in_the_circuit_of_the_court(
    court_id: str, text: str, circuit: str, numbers: list[str]
) -> None:
    assert named(text, court_id) == [(APPEAL, circuit, number) for number in numbers]


@pytest.mark.parametrize(
    "text",
    [
        "Case in other court: U S Court of Appeals for the Federal Circuit, 09-01559",
        "USCA Case Number 09-01559 (Federal Circuit) for 12 Notice of Appeal",
    ],
)
def test_a_circuit_that_is_named_is_believed(text: str) -> None:
    assert named(text, "txed") == [(APPEAL, "cafc", "09-01559")]


@pytest.mark.parametrize(
    ("court_id", "text", "number"),
    [
        ("mad", "Supreme Court Docket No. 24A1153", "24A1153"),
        ("ca9", "Supreme Court Case Info Case number: 16-1540 Filed on: 06/26/2017", "16-1540"),
        ("ca4", "Petition filed. Supreme Court of the United States, No. 24-966", "24-966"),
        ("mad", "NOTICE from the U.S. Supreme Court, application number 24a949", "24A949"),
    ],
)
def test_the_supreme_court_is_above_all(court_id: str, text: str, number: str) -> None:
    assert named(text, court_id) == [(APPEAL, "scotus", number)]


@pytest.mark.parametrize(
    ("text", "court_id", "number"),
    [
        ("Case transferred in from District of New Jersey; Case Number 3:25-cv-01963. Original",
         "njd", "3:25-cv-01963"),
        ("Case transferred in from District of Louisiana Western; Case Number 1:25-cv-00309.",
         "lawd", "1:25-cv-00309"),
        ("Case electronically transferred to another court: Vermont, case no. 2:25-cv-00374",
         "vtd", "2:25-cv-00374"),
        ("Case transferred from Sample County; case number 1:25-cv-00375", None, "1:25-cv-00375"),
    ],
)  # fmt: skip
def test_a_transfer_names_its_court_or_none(text: str, court_id: str | None, number: str) -> None:
    assert named(text, "mad") == [(RELATED, court_id, number)]


@pytest.mark.parametrize(
    ("court_id", "text", "numbers"),
    [
        ("nysd", "Lead case: 1:03-md-01570-GBD-SN Member cases: 1:02-cv-06977-GBD-SN 1:03-cv-09848",
         ["1:03-md-01570", "1:02-cv-06977", "1:03-cv-09848"]),
        ("casd", "NOTICE OF RELATED CASE(S) by USA of case(s) 10CR4615-DMS (smy)",
         ["10-cr-04615"]),
        ("mad", "ORDER consolidating case 1:25-cv-11000 and 1:25-cv-11001",
         ["1:25-cv-11000", "1:25-cv-11001"]),
        ("ca4", "ORDER filed [1001768789] granting motion. [25-1345, 25-1404]",
         ["25-1345", "25-1404"]),
        ("scotus", "Vide 24-971. Petition granted; consolidated with No. 24-980",
         ["24-971", "24-980"]),
    ],
)  # fmt: skip
def test_what_is_heard_together_is_in_one_court(
    court_id: str, text: str, numbers: list[str]
) -> None:
    assert named(text, court_id) == [(RELATED, court_id, number) for number in numbers]


@pytest.mark.parametrize(
    ("court_id", "text", "above", "number"),
    [
        ("ca4", "Case docketed. Originating case number: 8:25-cv-00951-PX. Case manager: Sample",
         None, "8:25-cv-00951"),
        ("ca5", "ELECTRONIC RECORD ON APPEAL REQUESTED from District Court for 6:21-CR-138-1.",
         None, "6:21-cr-00138-1"),
        ("scotus", "United States Court of Appeals for the First Circuit (23-2051)",
         "ca1", "23-2051"),
    ],
)  # fmt: skip
def test_an_appeal_names_the_docket_below(
    court_id: str, text: str, above: str | None, number: str
) -> None:
    assert named(text, court_id) == [(BELOW, above, number)]


@pytest.mark.parametrize(
    "text",
    [
        "Opposition re 65 Notice of Appeal, 64-1 Exhibit, 10-15 pages, on 05-23-25",
        "Notice of Appeal as to 118 Order. Filing fee $605, receipt number AMADC-25-1393",
        "BRIEF citing Roe v. Doe, No. 24-966 (U.S. 2025) and 25-1345",
        "LETTER of the Ohio Supreme Court No. 24-0966; Supreme Court of Ohio, No. 24-0966",
        "MOTION by D.V.D. in 1:25-cv-10676-BEM",
        "USCA Case Number 1:25-cv-10676",
        "Supreme Court No. 1:25-cv-10676",
        "Related case 24A1153",
        "",
    ],
)
def test_what_has_no_cue_or_cannot_be_is_not_taken(text: str) -> None:
    assert named(text, "mad") == []


def test_the_words_are_those_of_the_source_and_short() -> None:
    text = "USCA Case Number 25-1393 for 65 Notice of Appeal filed by Sample Agency. " * 3
    (told,) = in_text(text, "mad")
    assert told.words is not None
    assert told.words.startswith("USCA Case Number 25-1393 for 65 Notice of Appeal")
    assert len(told.words) <= 102
    (late,) = in_text("ORDER " + "that much is said before it, " * 9 + text, "mad")
    assert late.words == told.words


def test_an_application_stands_beside_its_petition() -> None:
    found = named("Supreme Court No. 16-1540 (16A1191). [10513973] (HH)", "ca9")
    assert found == [(APPEAL, "scotus", "16-1540"), (APPEAL, "scotus", "16A1191")]


def test_a_list_without_blanks_is_quoted_too() -> None:
    members = ",".join(f"1:03-cv-0{n}-GBD-SN" for n in range(6000, 6040))
    words = {each.words for each in in_text(f"Associated Cases: {members}", "nysd")}
    assert words == {f"Associated Cases: {members}"[:100] + " …"}


@given(st.text(alphabet="USCA aepl()[],;-:0123456789AM\n‑", max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    in_text(f"USCA Case Number {text}", "mad")
    in_text(f"transferred to {text}", "ca4")


@pytest.mark.parametrize(
    "text",
    ["USCA Case Number " + "25-1393, " * 20_000, "transferred to " * 20_000 + "25-1393",
     "appeal case number " * 20_000 + "25-1393", "[25-1, " * 20_000],
)  # fmt: skip
def test_a_hostile_text_costs_no_more_than_a_long_one(text: str) -> None:
    began = time.perf_counter()
    in_text(text, "mad")
    assert time.perf_counter() - began < 5
