"""A citation can be pasted into a brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.models import Docket, DocketEntry
from notify.case_names import short
from notify.citation import cite, cite_docket

CAPTION = "D.V.D. et al v. U.S. Department of Homeland Security et al"
DOCKET = Docket("mad", "1:25-cv-10676", CAPTION)
ORDER = DocketEntry(number=132, entered_at=datetime(2025, 5, 23, 18, 52, tzinfo=UTC))


@pytest.mark.parametrize(
    ("docket", "entry", "told"),
    [
        (
            DOCKET,
            ORDER,
            "D.V.D. v. U.S. Dep't of Homeland Sec., No. 1:25-cv-10676, ECF No. 132"
            " (D. Mass. May 23, 2025)",
        ),
        (
            DOCKET,
            DocketEntry(filed_on=date(2025, 5, 20), labels=("Electronic Order",)),
            "D.V.D. v. U.S. Dep't of Homeland Sec., No. 1:25-cv-10676 (D. Mass. May 20, 2025)"
            " (text entry)",
        ),
        (
            Docket("ca1", "25-1393", CAPTION),
            DocketEntry(filed_on=date(2025, 5, 16)),
            "D.V.D. v. U.S. Dep't of Homeland Sec., No. 25-1393 (1st Cir. May 16, 2025)",
        ),
        (
            Docket("scotus", "24A1153", "Department of Homeland Security, et al., Applicants v."
                   " D.V.D., et al."),
            DocketEntry(filed_on=date(2025, 6, 23)),
            "Dep't of Homeland Sec. v. D.V.D., No. 24A1153 (U.S. June 23, 2025)",
        ),
        (
            Docket("almb", "2:24-bk-30002", "Jane Q Example and John Example"),
            DocketEntry(number=4, filed_on=date(2024, 9, 3)),
            "In re Jane Q Example, No. 2:24-bk-30002, ECF No. 4 (Bankr. M.D. Ala. Sept. 3, 2024)",
        ),
        (
            Docket("almb", "2:24-bk-30001", "In re Sample Products Liability Litigation"),
            DocketEntry(number=4, filed_on=date(2024, 9, 3)),
            "In re Sample Prods. Liab. Litig., No. 2:24-bk-30001, ECF No. 4"
            " (Bankr. M.D. Ala. Sept. 3, 2024)",
        ),
    ],
)  # fmt: skip
def test_every_court_has_its_form(docket: Docket, entry: DocketEntry, told: str) -> None:
    assert cite(docket, entry) == told


def test_the_day_is_the_courts() -> None:
    """Red when: the day is taken in UTC."""
    late = replace(ORDER, entered_at=datetime(2025, 5, 24, 2, 0, tzinfo=UTC))
    assert "May 23, 2025" in (cite(DOCKET, late) or "")


def test_a_number_that_nobody_told_makes_no_text_entry() -> None:
    told = cite(DOCKET, replace(ORDER, number=None, labels=("Memorandum & Order",)))
    assert (
        told == "D.V.D. v. U.S. Dep't of Homeland Sec., No. 1:25-cv-10676 (D. Mass. May 23, 2025)"
    )


def test_what_has_no_caption_or_no_day_is_not_cited() -> None:
    assert cite(replace(DOCKET, caption=None), ORDER) is None
    assert cite(DOCKET, DocketEntry(number=1)) is None


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("United States of America v. Example", "United States v. Example"),
        ("United States Department of Justice v. National Association of Examples",
         "U.S. Dep't of Just. v. Nat'l Ass'n of Examples"),
        ("Abrego Garcia et al v. Noem et al", "Abrego Garcia v. Noem"),
        ("A.B. vs. Sample School District", "A.B. v. Sample Sch. Dist."),
        ("Example v. Sample, in her official capacity as Secretary", "Example v. Sample"),
        ("Example Corporation v. Secretary of Agriculture", "Example Corp. v. Sec'y of Agric."),
        ("Jane Western v. Example", "Jane Western v. Example"),
    ],
)  # fmt: skip
def test_institutions_are_shortened_and_people_are_not(caption: str, name: str) -> None:
    assert short(caption) == name


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("USA v. Example", "United States v. Example"),
        ("UNITED STATES OF AMERICA v. Example, et al.", "United States v. Example"),
        ("United States of America, ex rel. Example v. Sample Health Services, Inc.",
         "United States ex rel. Example v. Sample Health Servs., Inc."),
        ("State of Washington et al v. Example et al", "Washington v. Example"),
        ("THE STATE OF NEW YORK v. Example", "New York v. Example"),
        ("People of the State of California v. Example", "California v. Example"),
        ("State of Washington Department of Revenue v. Example",
         "State of Washington Dep't of Revenue v. Example"),
        ("District of Columbia v. Example", "District of Columbia v. Example"),
        ("Example v. City of Miami, Florida", "Example v. City of Miami"),
        ("US Dept. of Labor v. Example", "U.S. Dep't of Labor v. Example"),
        ("Sierra Example Club v. United States Army Corps of Engineers",
         "Sierra Example Club v. U.S. Army Corps of Eng'rs"),
    ],
)  # fmt: skip
def test_the_united_states_and_its_states_have_their_forms(caption: str, name: str) -> None:
    """Red when: "USA" stays, or "State of" does before a state's whole name."""
    assert short(caption) == name


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("In Re: Sample Products Liability Litigation", "In re Sample Prods. Liab. Litig."),
        ("IN THE MATTER OF the Extradition of Example", "In re Extradition of Example"),
        ("Jane Example, Secretary, Department of Examples, et al., Applicants v. J.O.P., et al.",
         "Jane Example v. J.O.P."),
        ("Example, President of United States v. Sample, Inc.", "Example v. Sample, Inc."),
        ("A. B., a minor, by and through his mother, C. D. v. Sample School District",
         "A. B. v. Sample Sch. Dist."),
        ("Example, individually and on behalf of all others similarly situated v. Sample LLC",
         "Example v. Sample LLC"),
        ("Example v. Sample d/b/a Sample Construction", "Example v. Sample"),
        ("Doe v. Warden, FCI Example", "Doe v. Warden, FCI Example"),
        ("Jane Doe #2 v. Roe", "Jane Doe #2 v. Roe"),
    ],
)  # fmt: skip
def test_of_a_party_only_the_name_is_cited(caption: str, name: str) -> None:
    """Red when: a title, a capacity, a guardian or another name stays."""
    assert short(caption) == name


def test_a_docket_is_cited_with_the_day_it_began() -> None:
    opened = replace(DOCKET, filed_on=date(2025, 3, 23))
    cited = "D.V.D. v. U.S. Dep't of Homeland Sec., No. 1:25-cv-10676 (D. Mass."
    assert cite_docket(opened) == f"{cited} filed Mar. 23, 2025)"
    assert cite_docket(DOCKET) == f"{cited})"
    assert cite_docket(replace(DOCKET, caption=None)) is None
