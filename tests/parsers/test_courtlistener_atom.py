"""CourtListener's Atom feed: each `NAME.xml` in `tests/data/courtlistener_atom` as `NAME.json`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import DocketEntry, Snapshot, Source, SourceKind, SourceState
from scraper.parsers import courtlistener_atom, event_names, recap_links
from tests.parsers.telling import told

DATA = Path(__file__).parents[1] / "data" / "courtlistener_atom"
TITLE = "Example v. Sample Agency, 1:25-cv-00001"
SOURCE = Source(
    "courtlistener_atom:mad:1:25-cv-00001",
    SourceKind.COURTLISTENER_ATOM,
    "mad",
    "https://www.courtlistener.com/docket/7/feed/",
    "1:25-cv-00001",
)


def entry(
    number: int, words: str = "Order", *, title: str = TITLE, slug: str = "example", link: str = ""
) -> bytes:
    address = f"https://www.courtlistener.com/docket/7/{slug}/?order_by=desc#entry-{number}"
    document = f'<link href="{link}" length="0" rel="enclosure" type="None"/>' if link else ""
    return (
        f"<entry><title>Entry #{number} in {escape(title)}</title>"
        f'<link href="{address}" rel="alternate"/><published>2025-05-23T00:00:00-07:00</published>'
        f'<id>{address}</id><summary type="html">{escape(words)}</summary>{document}</entry>'
    ).encode()


def feed(*entries: bytes, title: str = TITLE) -> bytes:
    head = f"<title>Docket updates for {escape(title)}</title>".encode()
    opening = b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
    return opening + head + b"".join(entries) + b"</feed>"


def read(body: bytes, before: Snapshot | None = None) -> Snapshot:
    seen = b"" if before is None else before.seen
    return courtlistener_atom.parse(body, replace(SOURCE, seen=seen))


def entries(snapshot: Snapshot) -> list[DocketEntry]:
    return [entry for docket in snapshot.dockets for entry in docket.entries]


def numbers(snapshot: Snapshot) -> list[int | None]:
    return [entry.number for entry in entries(snapshot)]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xml")), ids=lambda path: path.stem)
def test_a_feed_becomes_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    source = replace(SOURCE, court_id=expected.pop("court"), number=expected.pop("number"))
    assert told(courtlistener_atom.parse(path.read_bytes(), source)) == expected


# What was seen before.


def test_the_same_entries_are_unchanged() -> None:
    first = read(feed(entry(2), entry(1)))
    again = read(feed(entry(1), entry(2)), first)
    assert (again.state, again.dockets, again.burst) == (SourceState.UNCHANGED, (), False)


def test_a_new_slug_is_no_news() -> None:
    first = read(feed(entry(2), entry(1)))
    assert read(feed(entry(2, slug="new"), entry(1, slug="new")), first).state is (
        SourceState.UNCHANGED
    )


def test_only_what_is_new_or_reworded_is_told() -> None:
    first = read(feed(entry(2), entry(1)))
    second = read(feed(entry(3), entry(2, "ORDER granting 1 Motion."), entry(1)), first)
    assert (numbers(second), second.complete) == ([3, 2], False)


def test_a_pdf_that_arrives_is_told() -> None:
    copy = "https://storage.courtlistener.com/recap/gov.uscourts.mad.5/gov.uscourts.mad.5.1.0.pdf"
    second = read(feed(entry(1, link=copy)), read(feed(entry(1))))
    (document,) = entries(second)[0].documents
    assert (document.free_url, second.dockets[0].pacer_case_id) == (copy, "5")


def test_a_new_caption_is_told() -> None:
    title = "Carlos D. v. Sample Agency, 1:25-cv-00001"
    second = read(feed(entry(1, title=title), title=title), read(feed(entry(1))))
    assert [docket.caption for docket in second.dockets] == ["Carlos D. v. Sample Agency"]


def test_an_entry_that_left_the_list_is_not_missed() -> None:
    first = read(feed(entry(2), entry(1)))
    second = read(feed(entry(2)), first)
    assert second.state is SourceState.UNCHANGED
    assert numbers(read(feed(entry(2), entry(1)), second)) == [1]


def test_thirty_entries_none_of_which_was_known_are_a_burst() -> None:
    first = read(feed(*(entry(number) for number in range(1, 31))))
    later = [entry(number) for number in range(31, 61)]
    assert not first.burst, "the first answer is no burst"
    assert read(feed(*later), first).burst
    assert not read(feed(*later[1:]), first).burst, "a list with room left lost nothing"
    assert not read(feed(*later[1:], entry(30, "Reworded")), first).burst


# Whose feed it is.


@pytest.mark.parametrize("title", ["Example v. Sample Agency", "In re: A, B, and C"])
def test_without_a_number_the_docket_has_that_of_its_source(title: str) -> None:
    (docket,) = read(feed(entry(1, title=title), title=title)).dockets
    assert (docket.number, docket.caption) == ("1:25-cv-00001", title)


def test_initials_and_office_make_no_other_docket() -> None:
    title = "Example v. Sample Agency, 4:25-cv-00001-ABC"
    snapshot = read(feed(entry(1, title=title), title=title))
    assert (snapshot.state, snapshot.dockets[0].number) == (SourceState.OK, "4:25-cv-00001")


def test_a_feed_of_another_case_is_refused() -> None:
    title = "Another v. Case, 1:25-cv-00002"
    snapshot = read(feed(entry(1, title=title), title=title))
    assert (snapshot.state, snapshot.dockets) == (SourceState.DOWN, ())
    assert "mad 1:25-cv-00002" in snapshot.problems[0].message


def test_without_any_number_nothing_is_told() -> None:
    source = replace(SOURCE, number=None)
    snapshot = courtlistener_atom.parse(feed(entry(1, title="Example"), title="Example"), source)
    assert [problem.code for problem in snapshot.problems] == ["no_number"]


# Days.


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-05-23T00:00:00-07:00", "2025-05-23"),
        ("2025-01-02T00:00:00-08:00", "2025-01-02"),
        ("2025-05-23T07:00:00Z", "2025-05-23"),
        ("2025-01-02T00:00:00-07:00", "2025-01-02"),  # summer's offset, in winter
        ("2025-05-23T00:00:00", "2025-05-23"),
        ("23 May 2025", None),
        ("", None),
    ],
)
def test_a_day_is_the_one_that_is_written(published: str, day: str | None) -> None:
    body = feed(entry(1).replace(b"2025-05-23T00:00:00-07:00", published.encode()))
    (told_entry,) = entries(read(body))
    assert (told_entry.filed_on and told_entry.filed_on.isoformat()) == day
    assert told_entry.entered_at is None


# Names of events and texts.


@pytest.mark.parametrize(
    "words",
    [
        "Order on Motion for TRO",
        "Notice (Other)",
        "Order(Other)",
        "~Util - Set Deadlines",
        "USCA Case Number",
        "U.S. Marshal 285 Form",
        "Transcript - 90 day",
        "Letter/request (non-motion)",
        "MEMORANDUM AND ORDER",
        "Motion to Dismiss (12(b)(6))",
        "Set/Reset Deadlines",
    ],
)
def test_what_a_clerk_picks_is_a_name(words: str) -> None:
    assert event_names.is_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "ELECTRONIC ORDER entered granting 222 Motion for Extension of Time",
        "MOTION for Settlement (Gupta, Deepak) (Entered: 10/11/2022)",
        "NOTICE of Appearance by Jane Roe on behalf of Example",
        "Judge Brian E. Murphy: MEMORANDUM AND ORDER",
        "Summons Issued as to USA",
        "Motion to Intervene (Roe, Jane)",
        "Order granting 10 Motion for Leave to File",
        "Order re [12] Motion to Seal",
        "Set deadlines. Response due soon",
        "word " * 21,
    ],
)
def test_what_was_completed_is_a_text(words: str) -> None:
    assert not event_names.is_name(words)


def test_joined_names_are_taken_apart_and_capitals_left_alone() -> None:
    assert event_names.apart("Set Deadlines AND Order") == ("Order", "Set Deadlines")
    assert event_names.apart("MEMORANDUM AND ORDER") == ("MEMORANDUM AND ORDER",)


# Addresses.


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://files.example.com/a.pdf",
        "ftp://storage.courtlistener.com/recap/gov.uscourts.mad.5.1.0.pdf",
        "https://ecf.mad.uscourts.gov.example.com/doc1/09511234567",
        "javascript:alert(1)//gov.uscourts.mad.5.1.0.pdf",
        "https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?282404",
        "https://x/" + "gov.uscourts." * 10_000,
    ],
)
def test_an_address_of_no_document_is_left_out(address: str) -> None:
    assert recap_links.place(address) is None


def test_an_address_at_the_court_keeps_one_spelling() -> None:
    flips = [f"https://ecf.mad.uscourts.gov/doc1/095{n}1234567?caseid=282404" for n in "01"]
    one, other = map(recap_links.place, flips)
    assert one == other is not None
    assert (one.document.doc_id, one.pacer_case_id) == ("09501234567", "282404")


# Harm.


def test_a_bad_entry_costs_no_other() -> None:
    bad = b"<entry><title>&nosuch; < > </title></entry>"
    snapshot = read(feed(entry(2), bad, entry(1)))
    assert (snapshot.state, numbers(snapshot)) == (SourceState.OK, [2, 1])
    assert [(problem.code, problem.item) for problem in snapshot.problems] == [("bad_item", 1)]


def test_all_bad_is_no_answer() -> None:
    snapshot = read(feed(b"<entry/>", b"<entry></entry>"))
    assert (snapshot.state, snapshot.problems[0].code) == (SourceState.DOWN, "no_entries")


def test_a_title_of_ten_megabytes_is_cut() -> None:
    huge = "x" * 10_000_000
    snapshot = read(feed(entry(1, huge[:9_000_000], title=huge), entry(2)))
    assert 2 in numbers(snapshot)
    assert all(len(each.text or "") <= 100_000 for each in entries(snapshot))


def test_entries_without_end_are_not_all_read() -> None:
    assert len(entries(read(feed(*(entry(number) for number in range(1, 2_000)))))) == 1_000


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    courtlistener_atom.parse(feed(entry(1))[:120] + body, SOURCE)
    courtlistener_atom.parse(body, SOURCE)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_words_cost_an_entry_or_hold_what_cannot_be_shown(title: str, words: str) -> None:
    def xml(told: str) -> str:
        return told.encode("utf-8", "replace").decode()

    snapshot = read(feed(entry(1, xml(words), title=xml(title)), title="Example, 1:25-cv-00001"))
    assert numbers(snapshot) == [1]
    for each in entries(snapshot):
        for shown in (*each.labels, each.text or ""):
            assert shown.isprintable()
            assert shown == " ".join(shown.split())
