"""What an order says is quoted in its own words, whole, or not at all."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import ordered
from db.models import DocketEntry, EntryKind, Meaning
from db.ordered import Ordered, gist, may_order, paragraphs

LONG = "The court has read every line of the many papers that both of the parties have filed here."


def texts(text: str) -> list[str]:
    return [each.text for each in paragraphs(text)]


def lines(*told: str) -> str:
    return "\n".join(told)


@pytest.mark.parametrize(
    "told",
    [
        "IT IS HEREBY ORDERED that the motion be heard on June 2.",
        "IT IS FURTHER ORDERED that the stay is lifted.",
        "ORDERED, ADJUDGED AND DECREED that judgment enter for the plaintiff.",
        "It is hereby ordered that the hearing is continued.",
        "The Court hereby ORDERS the parties to confer by Friday.",
        "Defendants are hereby enjoined from transferring the class members.",
        "Defendants are ORDERED to file a status report within five days.",
    ],
)
def test_what_orders_is_a_decree(told: str) -> None:
    (found,) = paragraphs(lines(LONG, "It was brief.", told))
    assert found == Ordered(told, 1, True)


@pytest.mark.parametrize(
    "told",
    [
        "For the foregoing reasons, the motion for a stay pending appeal is DENIED.",
        "For these reasons, the motion for a stay pending appeal is denied.",
        "Accordingly, the petition is granted in part.",
        "Plaintiffs' motion for a preliminary injunction is hereby ALLOWED.",
        "The Court therefore DENIES the motion to reconsider.",
        "The application for stay presented to the Justice and by her referred is granted.",
    ],
)
def test_what_grants_or_denies_is_quoted_too(told: str) -> None:
    (found,) = paragraphs(lines(LONG, "It was brief.", told))
    assert found == Ordered(told, 1, False)


@pytest.mark.parametrize(
    "told",
    [
        "The Court previously ORDERED the parties to confer.",
        "The defendants were ORDERED to do so in May.",
        "The plaintiffs ask that the motion be granted.",
        "Whether an order should issue is the question.",
        "The motion was denied last year.",
        "IN AN ORDERLY MANNER",
    ],
)
def test_what_only_tells_of_orders_is_not_quoted(told: str) -> None:
    assert texts(lines(LONG, "It was brief.", told)) == []


def test_what_every_page_repeats_is_left_out() -> None:
    text = "\f".join(
        [
            lines(
                "Case 1:25-cv-10676-BEM   Document 132   Filed 05/23/25   Page 13 of 14",
                LONG,
                "IT IS HEREBY ORDERED that Defendants shall take every step that is due and shall",
                "13",
            ),
            lines(
                "Case 1:25-cv-10676-BEM   Document 132   Filed 05/23/25   Page 14 of 14",
                "do so within five days.",
                "[14]",
            ),
        ]
    )
    assert paragraphs(text) == (
        Ordered(
            "IT IS HEREBY ORDERED that Defendants shall take every step that is due and shall"
            " do so within five days.",
            1,
            True,
        ),
    )


@pytest.mark.parametrize(
    "stamp",
    [
        "Case: 25-1393   Document: 00118286712   Page: 3   Date Filed: 05/16/25   Entry ID: 67213",
        "USCA4 Appeal: 25-1345   Doc: 8   Filed: 04/07/2025   Pg: 2 of 25",
        "Case 3:25-cr-00115   Document 12   Filed 06/22/25   Page 2 of 9 PageID #: 88",
        "Appellate Case: 19-8054   Document: 010010807970   Date Filed: 02/03/2023   Page: 2",
    ],
)
def test_the_stamps_of_every_kind_of_court_are_left_out(stamp: str) -> None:
    assert texts(f"{LONG}\nIt is so.\nIT IS ORDERED that the stay is\n\f{stamp}\nlifted now.") == [
        "IT IS ORDERED that the stay is lifted now."
    ]


def test_the_line_numbers_of_pleading_paper_are_left_out() -> None:
    numbers = [str(number) for number in range(1, 29)]
    assert texts(lines(*numbers, LONG, "So it is.", "IT IS ORDERED that 2", "motions fail.")) == [
        "IT IS ORDERED that 2 motions fail."
    ]


def test_a_list_is_kept_whole_across_pages() -> None:
    text = lines(
        "IT IS HEREBY ORDERED that:",
        "(1) Defendants shall keep custody of the class members;",
        "(a) and shall say where they are; and",
        "1",
        "\f(2) Defendants shall file a status report.",
        "SO ORDERED.",
        "(3) This is no part of it.",
    )
    assert texts(text) == [
        "IT IS HEREBY ORDERED that:\n"
        "(1) Defendants shall keep custody of the class members;\n"
        "(a) and shall say where they are; and\n"
        "(2) Defendants shall file a status report."
    ]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("to facili-", "tate it."), "to facilitate it."),
        (("a third-", "country removal."), "a third-country removal."),
        (("the court-", "ordered report."), "the court-ordered report."),
        (("the Boston-", "Worcester line."), "the Boston-Worcester line."),
    ],
)
def test_a_word_is_made_whole_and_a_compound_keeps_its_hyphen(
    broken: tuple[str, str], whole: str
) -> None:
    known = "A removal to a third-country is one thing. The court was told what was ordered there."
    begun, rest = broken
    text = lines(known, "It was brief.", f"IT IS ORDERED that he need {begun}", rest)
    assert texts(text) == [f"IT IS ORDERED that he need {whole}"]


def test_a_signature_ends_an_order() -> None:
    for below in (
        "/s/ A. Judge",
        "Dated: May 23, 2025",
        "United States District Judge",
        "____________",
    ):
        assert texts(f"IT IS ORDERED that all is\n{below}") == ["IT IS ORDERED that all is"]


def test_a_bare_so_ordered_is_quoted_where_nothing_else_orders() -> None:
    assert texts("The parties ask for more time.\nSo Ordered.") == ["So Ordered."]
    assert texts("IT IS ORDERED that it ends.\nSo Ordered.") == ["IT IS ORDERED that it ends."]


@pytest.mark.parametrize("title", ["[PROPOSED] ORDER", "PLAINTIFFS' PROPOSED FORM OF ORDER"])
def test_what_a_party_proposes_is_no_order(title: str) -> None:
    assert texts(f"{title}\nIT IS HEREBY ORDERED that we win.") == []


def test_a_gist_has_the_decree_before_the_introduction() -> None:
    introduction = Ordered("The motion is GRANTED. " + "x" * 900, 1, False)
    decree = Ordered("IT IS ORDERED that " + "y" * 900, 14, True)
    assert gist([introduction, decree]) == (decree,)
    assert gist([introduction, decree], 4000) == (introduction, decree)


def test_a_gist_keeps_the_documents_order() -> None:
    found = tuple(Ordered(f"Motion {place} is DENIED.", 3, False) for place in range(4))
    assert gist(found) == found


def test_a_gist_is_never_longer_than_it_may_be() -> None:
    (cut,) = gist([Ordered("IT IS ORDERED that " + "the rest " * 900, 1, True)])
    assert len(cut.text) <= ordered.LONGEST_GIST
    assert cut.text.endswith(" …")
    assert gist([]) == ()


@given(st.text(alphabet="ORDERED isGRANTED.:;-\n\f (1)ab", max_size=400))
def test_a_quotation_never_has_a_word_that_is_not_there(text: str) -> None:
    def bare(told: str) -> str:
        return "".join(filter(str.isalpha, told))

    assert all(bare(each.text) in bare(text) for each in paragraphs(text))


@pytest.mark.parametrize(
    "piece",
    ["ORDERED ", "ORDERED\n", "(1) x;\n", "abc-\n", "For the reasons ", "Case a doc ", "\f"],
)
def test_a_hostile_text_is_read_in_no_time(piece: str) -> None:
    began = monotonic()
    paragraphs(f"IT IS ORDERED that:\n{piece * (2_000_000 // len(piece))}")
    assert monotonic() - began < 20


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (DocketEntry(meaning=Meaning(EntryKind.ORDER)), True),
        (DocketEntry(meaning=Meaning(EntryKind.MOTION), labels=("Order",)), False),
        (DocketEntry(labels=("Memorandum & Order",)), True),
        (DocketEntry(labels=("Order on Motion for TRO",)), True),
        (DocketEntry(text="Judge Brian E. Murphy: MEMORANDUM AND ORDER ON 104"), True),
        (DocketEntry(labels=("Motion for Order",)), False),
        (DocketEntry(labels=("Proposed Order",)), False),
        (DocketEntry(labels=("Status Report",), text="STATUS REPORT on the order"), False),
        (DocketEntry(), False),
    ],
)
def test_only_a_courts_own_filing_orders(entry: DocketEntry, expected: bool) -> None:
    assert may_order(entry) is expected
