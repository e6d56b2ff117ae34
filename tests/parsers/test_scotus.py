"""The Supreme Court's dockets in all their shapes, and what is no docket."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Docket, Source, SourceKind, SourceState
from scraper.parsers import scotus, scotus_docket, scotus_links, scotus_related
from tests.parsers.telling import told

DATA = Path(__file__).resolve().parents[1] / "data" / "scotus"
ANSWERS = sorted(path.name for path in DATA.iterdir() if path.suffix != ".json")
COURT = "https://www.supremecourt.gov"
PAGE = f"{COURT}/docket/docketfiles/html/public/24a949.html"


def source(number: str | None = None, **told: object) -> Source:
    id = f"scotus:scotus:{number or ''}"
    return replace(Source(id, SourceKind.SCOTUS, "scotus", "", number), **told)


def body(name: str) -> bytes:
    return (DATA / name).read_bytes()


def docket(name: str) -> Docket:
    (found,) = scotus.parse(body(name), source()).dockets
    return found


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_becomes_what_stands_beside_it(name: str) -> None:
    expected = json.loads((DATA / name).with_suffix(".json").read_text())
    assert told(scotus.parse(body(name), source())) == expected


def test_the_rows_of_a_page_keep_their_order_and_their_likes() -> None:
    entries = docket("in_the_site.html").entries
    assert [entry.filed_on for entry in entries[2:]] == [
        date(2025, 3, 5), date(2025, 4, 9), date(2025, 4, 9), date(2025, 4, 2),
    ]  # fmt: skip
    assert entries[3] == entries[4]


def test_page_and_json_tell_the_same_heading() -> None:
    page, answer = docket("in_the_site.html"), docket("paid.raw")
    assert (page.number, page.caption, page.filed_on) == (
        answer.number,
        answer.caption,
        answer.filed_on,
    )
    assert {(each.relation, each.number, each.court_id) for each in page.related} == {
        (each.relation, each.number, each.court_id) for each in answer.related
    }
    assert page.parties[:2] == answer.parties
    assert page.entries[2].documents == answer.entries[0].documents


@pytest.mark.parametrize("name", ANSWERS)
def test_no_address_and_no_telephone_of_anybody_is_kept(name: str) -> None:
    said = repr(scotus.parse(body(name), source()).dockets)
    assert not re.search(r"Example (?:Street|Road|Avenue)|Sampletown|555-?0100|@|#000000", said)


# What changed since the last answer.


@pytest.mark.parametrize("name", ["24A949.html", "since_2017.html", "before_2017.htm", "paid.raw"])
def test_the_same_docket_made_anew_is_unchanged(name: str) -> None:
    first = scotus.parse(body(name), source())
    made_anew = body(name).replace(b"06/24/2025", b"06/25/2025").replace(b"05/05/2025", b"05/06/25")
    again = scotus.parse(made_anew + b"\n", source(seen=first.seen))
    assert (again.state, again.carries) == (SourceState.UNCHANGED, SourceState.OK)
    assert again.seen == first.seen
    assert again.dockets == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Notice of Supplemental Authorities", b"Supplemental letter"),
        (b"Apr 09 2025", b"Apr 08 2025"),
        (b"24a949_lkhn.pdf", b"24a949_abcd.pdf"),
        (b"Noem, Applicant", b"Noem, et al., Applicants"),
        (b"(25-1345)", b"(25-1345, 25-1404)"),
    ],
)
def test_whatever_changes_on_a_docket_is_read(old: bytes, new: bytes) -> None:
    first = scotus.parse(body("24A949.html"), source())
    changed = body("24A949.html").replace(old, new)
    assert changed != body("24A949.html")
    assert scotus.parse(changed, source(seen=first.seen)).state is SourceState.OK


# What is no docket.


@pytest.mark.parametrize("name", ["nothing.html", "search_page.html", "another_json.raw"])
def test_a_case_that_is_not_there_is_named(name: str) -> None:
    snapshot = scotus.parse(body(name), source("24A999"))
    assert snapshot.state is SourceState.NOT_CONFIGURED
    assert "the Supreme Court has no docket 24A999" in snapshot.problems[0].message
    assert snapshot.retry_after == scotus.NOT_YET


@pytest.mark.parametrize("carries", [SourceState.OK, SourceState.PARTIAL])
def test_a_case_that_was_there_and_is_gone_is_a_failure(carries: SourceState) -> None:
    snapshot = scotus.parse(b"", source("24A949", carries=carries))
    assert snapshot.state is SourceState.DOWN
    assert [problem.code for problem in snapshot.problems] == ["docket_gone"]


def test_a_case_that_was_never_there_stays_not_there() -> None:
    asked_before = source("24A999", carries=SourceState.NOT_CONFIGURED)
    assert scotus.missing(asked_before).state is SourceState.NOT_CONFIGURED


def test_the_docket_of_another_case_is_not_taken_for_this_one() -> None:
    snapshot = scotus.parse(body("24A949.html"), source("24A1153"))
    assert (snapshot.state, snapshot.dockets) == (SourceState.DOWN, ())
    assert "24A949, not 24A1153" in snapshot.problems[0].message
    assert scotus.parse(body("24A949.html"), source("24A949")).state is SourceState.OK


def test_a_page_cut_anywhere_tells_no_row_by_half() -> None:
    whole = body("in_the_site.html")
    entries, caption = docket("in_the_site.html").entries, docket("in_the_site.html").caption
    end = whole.index(b"</html>")
    for cut in range(0, end, 97):
        snapshot = scotus.parse(whole[:cut], source(carries=SourceState.OK))
        assert snapshot.state is SourceState.DOWN
        assert not snapshot.complete
        for found in snapshot.dockets:
            assert found.caption == caption
            assert found.entries == entries[: len(found.entries)]


# Every value by itself.


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Apr 07 2025", date(2025, 4, 7)),
        ("Oct  7 2002", date(2002, 10, 7)),
        ("March 10, 2025", date(2025, 3, 10)),
        ("  Sept. 5, 2024", date(2024, 9, 5)),
        ("January 17, 2017 Rule 12.4", date(2017, 1, 17)),
        ("Feb 30 2024", None),
        ("Foo 03 2024", None),
        ("04/07/2025", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_each_of_the_courts_spellings(words: str, day: date | None) -> None:
    assert scotus_docket.day(words) == day


@pytest.mark.parametrize(
    ("court", "numbers", "expected"),
    [
        ("United States Court of Appeals for the First Circuit", "(23-2051 (See also 23-1853))",
         [("23-2051", "ca1"), ("23-1853", "ca1")]),
        ("United States Court of Appeals for the Second Circuit", "(15-1688, 15-1726)",
         [("15-1688", "ca2"), ("15-1726", "ca2")]),
        ("United States Court of Appeals for the District of Columbia Circuit", "(98-5309/5310)",
         [("98-5309", "cadc"), ("98-5310", "cadc")]),
        ("United States Court of Appeals for the Ninth Circuit", "(99-1845,-1846 & 99-2000)",
         [("99-1845", "ca9"), ("99-1846", "ca9"), ("99-2000", "ca9")]),
        ("United States District Court for the District of Hawaii", "(1:17-cv-00050-DKW-KSC)",
         [("1:17-cv-00050", "hid")]),
        ("United States Court of Appeals for the Armed Forces", "(24-0001)", [("24-0001", None)]),
        ("District of Columbia Court of Appeals", "(24-CV-0001)", [("24-CV-0001", None)]),
        ("Court of Appeals of Washington, Division 1", "(83738-9-1)", [("83738-9-1", None)]),
        ("District Court of Appeal of Florida, Third District", "(3D18-2466, 3D19-0612)",
         [("3D18-2466", None), ("3D19-0612", None)]),
        ("", "", []),
    ],
)  # fmt: skip
def test_the_case_below_is_named_with_its_court_where_that_is_federal(
    court: str, numbers: str, expected: list[tuple[str, str | None]]
) -> None:
    found = scotus_related.of_docket("24-9001", court, numbers, [])
    assert [(each.number, each.court_id) for each in found] == expected
    assert all(each.words == f"{court} {numbers}" for each in found)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Linked with 24-170", ["24-170"]),
        ("Linked with: 16A599", ["16A599"]),
        ("No. 24-966 Vide 24-971 Title:", ["24-971"]),
        ("Linked with 17-9, 17-10 and 17A11", ["17-9", "17-10", "17A11"]),
        ("Linked with 24-9001", []),  # itself
        ("Application (16A599) granted; application (16A600) denied.", ["16A599", "16A600"]),
        ("Petition filed. VIDED.", []),
        ("Linked with", []),
    ],
)
def test_cases_beside_are_named(words: str, numbers: list[str]) -> None:
    found = scotus_related.of_docket("24-9001", "", "", [words])
    assert [each.number for each in found] == numbers


@pytest.mark.parametrize(
    ("told", "address"),
    [
        (f"{COURT}/DocketPDF/24/1.pdf", f"{COURT}/DocketPDF/24/1.pdf"),
        ("http://www.supremecourt.gov/a%20b.pdf", f"{COURT}/a%20b.pdf"),
        ("http://www.supremecourt.gov:80/a.pdf", f"{COURT}/a.pdf"),
        ("/DocketPDF/24/1.pdf", f"{COURT}/DocketPDF/24/1.pdf"),
        ("../../1.pdf", f"{COURT}/docket/docketfiles/1.pdf"),
        ("https://file.supremecourt.gov/x.pdf", "https://file.supremecourt.gov/x.pdf"),
        ("https://www.supremecourt.gov.example.org/x.pdf", None),
        ("https://notsupremecourt.gov/x.pdf", None),
        ("https://user@www.supremecourt.gov/x.pdf", None),
        ("https://www.supremecourt.gov:8443/x.pdf", None),
        ("https://www.supremecourt.gov:x/x.pdf", None),
        ("https://[bad/x.pdf", None),
        ("//127.0.0.1/x.pdf", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (f"{COURT}/a b.pdf", None),
        (f"{COURT}/\x1b[31m.pdf", None),
        (f"{COURT}/{'x' * 3000}", None),
        ("", None),
    ],
)
def test_a_link_is_kept_only_where_it_leads_to_the_court(told: str, address: str | None) -> None:
    assert scotus_links.address(told, PAGE) == address


def test_a_court_of_the_users_own_may_link_to_itself() -> None:
    page = "http://127.0.0.1:8000/docket/docketfiles/html/public/24a949.html"
    found = scotus_links.address("/DocketPDF/1.pdf", page)
    assert found == "http://127.0.0.1:8000/DocketPDF/1.pdf"
    assert scotus_links.address("http://127.0.0.1:9000/1.pdf", page) is None


# Hostile answers.

HEAD = "<table id='docketinfo'><tr><td><span>No. 24-9001</span></td></tr>"
ROWS = f"{HEAD}</table><table id='proceedings'><tr><td>Apr 07 2025</td><td>"
HOSTILE = {
    "nested tables": ROWS + "<table><tr><td>Apr 07 2025<td>" * 10_000,
    "nested spans": ROWS + "<span class=documentlinks>" * 10_000 + "</html>",
    "many rows": ROWS + "</td></tr>" + "<tr><td>Apr 07 2025</td><td>x</td></tr>" * 6_000,
    "many links": ROWS + "<a href=/x>y</a>" * 10_000 + "</table></html>",
    "long row": ROWS + "word " * 200_000 + "</table></html>",
    "long heading": f"{HEAD}<tr><td>Linked with {'24-1 ' * 200_000}</td></tr></table>"
    "<table id='proceedings'></table></html>",
    "open tags": "docketinfo" + "<" * 500_000,
    "titles": "<title " * 100_000,
    "nothing but nulls": "\x00" * 500_000,
    "deep JSON": "[" * 500_000,
    "too long": " " * (scotus.LARGEST + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_neither_slow_nor_fatal(name: str) -> None:
    started = time.process_time()
    snapshot = scotus.parse(HOSTILE[name].encode(), source())
    assert time.process_time() - started < 6
    for found in snapshot.dockets:
        assert len(found.entries) <= scotus_docket.MOST_ROWS
        assert all(len(each.text or "") <= scotus_docket.LONGEST for each in found.entries)
        assert all(len(each.documents) <= scotus_links.MOST_LINKS for each in found.entries)


@given(st.binary(max_size=300), st.integers(0, 6000), st.sampled_from(ANSWERS))
def test_bytes_that_went_wrong_are_at_worst_a_problem(junk: bytes, at: int, name: str) -> None:
    whole = body(name)
    snapshot = scotus.parse(whole[:at] + junk + whole[at + len(junk) :], source("24-9001"))
    assert snapshot.dockets or snapshot.problems
