"""Docket numbers: every spelling found in the field, and every way to name a case."""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import courts, numbers
from db.courts import Court, CourtLevel
from db.errors import CaseError, CourtError
from db.models import DocketKey
from db.numbers import CaseRef

SAMPLES = Path(__file__).resolve().parents[1] / ".." / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")

SPELLINGS = [
    # district
    ("1:25-cv-10676", "1:25-cv-10676"),
    ("1:25-cv-10676-BEM", "1:25-cv-10676"),
    ("1:25-cv-10676-BEM-ABC", "1:25-cv-10676"),
    ("1:08-cv-00398-GWC-TCS-LMG", "1:08-cv-00398"),
    ("1:21-cv-00057-WS-N", "1:21-cv-00057"),
    ("1:15-mc-00105-P1", "1:15-mc-00105"),
    ("25-cv-10676", "25-cv-10676"),
    ("25-cv-10676-BEM", "25-cv-10676"),
    ("25-10676", "25-10676"),
    ("1:25-CV-10676-bem", "1:25-cv-10676"),
    ("1:25-cv-951", "1:25-cv-00951"),
    ("01:25-cv-000951", "1:25-cv-00951"),
    ("0:16-cv-62769-RNS", "0:16-cv-62769"),
    ("1:2025-cv-10676", "1:25-cv-10676"),
    ("1:2025cv10676", "1:25-cv-10676"),
    ("25cv10676", "25-cv-10676"),
    ("1:25–cv–10676", "1:25-cv-10676"),
    ("1:25\N{NON-BREAKING HYPHEN}cv\N{NON-BREAKING HYPHEN}10676", "1:25-cv-10676"),
    ("  1:25 - cv - 10676 \n", "1:25-cv-10676"),
    ("1: 25-cv-10676", "1:25-cv-10676"),
    ("Case No. 1:25-cv-10676-BEM", "1:25-cv-10676"),
    ("Case Number:    1:25-cv-10676-BEM", "1:25-cv-10676"),
    ("Civil Action No. 25-10676-BEM", "25-cv-10676"),
    ("Criminal No. 20-10306", "20-cr-10306"),
    ("CV-17-04442-PHX-GMS", "17-cv-04442"),
    ("CV 15-07430", "15-cv-07430"),
    ("25 Civ. 1234 (ABC)", "25-cv-01234"),
    ("25-C-1234", "25-cv-01234"),
    ("24 Mag. 77", "24-mj-00077"),
    ("5:18-~gr-00001", "5:18-~gr-00001"),
    ("1:99-mc-09999", "1:99-mc-09999"),
    ("3:16-md-02741-VC", "3:16-md-02741"),
    ("1:20-vv-00123", "1:20-vv-00123"),
    ("1:22-sw-00012", "1:22-sw-00012"),
    # co-defendants
    ("1:20-cr-10306-1", "1:20-cr-10306-1"),
    ("1:20-cr-10306-RGS-3", "1:20-cr-10306-3"),
    ("1:20-cr-10306-RGS-03", "1:20-cr-10306-3"),
    ("1:17-cr-00554-MKB-2", "1:17-cr-00554-2"),
    ("1:03-cr-00076-MR-DLH-1", "1:03-cr-00076-1"),
    ("3:15-cr-00331-W-1", "3:15-cr-00331-1"),
    ("6:21-CR-138-1", "6:21-cr-00138-1"),
    # bankruptcy
    ("16-10992-smb", "16-10992"),
    ("1-18-41234-ess", "1-18-41234"),
    ("1:18-41234", "1-18-41234"),
    ("18-00079", "18-00079"),
    ("18-90003 ", "18-90003"),
    ("17-80033-CRJ7", "17-80033"),
    ("24-04888-7", "24-04888"),
    ("2:18-bk-12345", "2:18-bk-12345"),
    ("6:22-bk-13643-SY", "6:22-bk-13643"),
    ("2:18-ap-01234", "2:18-ap-01234"),
    # appellate
    ("25-1393", "25-1393"),
    ("19-8054", "19-8054"),
    ("22-55555", "22-55555"),
    ("22-643", "22-643"),
    ("22-7", "22-7"),
    ("04-1234-cv", "04-1234"),
    ("04-1234-cv(L)", "04-1234"),
    ("No. 25-1393", "25-1393"),
    ("Case: 16-73537", "16-73537"),
    # Supreme Court
    ("24-966", "24-966"),
    ("24-966 ", "24-966"),
    ("24-966 *** CAPITAL CASE ***", "24-966"),
    ("*** CAPITAL CASE *** No. 24-5001", "24-5001"),
    ("24-5001", "24-5001"),
    ("01-10063", "01-10063"),
    ("24A1153", "24A1153"),
    ("24a949", "24A949"),
    ("No. 24A1153", "24A1153"),
    ("24A1 ", "24A1"),
    ("24M12", "24M12"),
    ("22O141", "22O141"),
    ("22O141 ORG", "22O141"),
    ("22-O-141", "22O141"),
    ("No. 141, Orig.", "22O141"),
    ("141, Original", "22O141"),
    ("141 Orig.", "22O141"),
    ("22o141", "22O141"),
    ("24m12", "24M12"),
    ("Application No. 24A1153", "24A1153"),
    # Court of International Trade, judicial panel
    ("22-00123", "22-00123"),
    ("1:22-cv-00123", "1:22-cv-00123"),
    ("MDL No. 2741", "MDL 2741"),
    ("MDL 2741", "MDL 2741"),
    ("MDL-2741", "MDL 2741"),
]

NO_NUMBERS = [
    "", "D.V.D. v. DHS", "1:25-cv", "cv-10676", "10676", "01-Jan-1970", "2025-05-23", "05-23-2025",
    "13:36-13", "617-555-0100", "A022-317-477", "83738-9-1", "3D18-2466", "COA16-723", "B267694",
    "19-00002-00019-CVL", "1:25-cv-10676 and 1:25-cv-10677", "１:２５-cv-１０６７６", "٢٥-١٣٩٣",
]  # fmt: skip


@pytest.mark.parametrize(("spelling", "normal"), SPELLINGS)
def test_each_spelling_in_the_field_becomes_the_one_spelling(spelling: str, normal: str) -> None:
    assert numbers.normal(spelling) == normal
    assert numbers.is_number(spelling)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_docket_number_is_not_read_as_one(text: str) -> None:
    assert not numbers.is_number(text)


def test_an_unreadable_number_is_kept_in_tidy_white_space() -> None:
    assert numbers.normal(" 5:18-  x9\t00001\n") == "5:18- x9 00001"
    assert numbers.core(" odd   number ") == "odd number"
    assert numbers.covers("odd number", " odd  number")
    assert not numbers.covers("odd number", "1:25-cv-10676")


@pytest.mark.parametrize(
    ("number", "core"),
    [
        ("1:25-cv-10676-BEM", "25-cv-10676"),
        ("1:20-cr-10306-RGS-3", "20-cr-10306"),
        ("25-1393", "25-01393"),
        ("1-18-41234-ess", "18-41234"),
        ("24A1153", "24A01153"),
    ],
)
def test_the_core_leaves_out_what_a_reassignment_changes(number: str, core: str) -> None:
    assert numbers.core(number) == core


@pytest.mark.parametrize(
    ("watched", "number"),
    [
        ("1:25-cv-10676", "1:25-cv-10676-BEM"),
        ("4:22-cv-07634", "5:22-cv-07634"),  # another office took the case over
        ("25-10676", "1:25-cv-10676"),
        ("2:18-bk-12345", "18-12345"),
        ("1:25-cv-951", "1:25-cv-00951"),
        ("18-79", "18-00079"),
        ("1:20-cr-10306", "1:20-cr-10306-2"),
        ("1:17-cr-00554-2", "1:17-cr-00554-MKB"),  # E.D.N.Y. never lists defendants
        ("24a1153", "24A1153"),
    ],
)
def test_a_watch_covers_its_case_in_every_spelling(watched: str, number: str) -> None:
    assert numbers.covers(watched, number)


@pytest.mark.parametrize(
    ("watched", "number"),
    [
        ("1:25-cv-10676", "1:24-cv-10676"),
        ("1:25-cv-10676", "1:25-cr-10676"),
        ("1:25-cv-10676", "1:25-cv-10677"),
        ("1:20-cr-10306-1", "1:20-cr-10306-2"),
        ("24-1153", "24A1153"),
        ("24M12", "24A12"),
        ("24A1", "25A1"),  # each term begins anew
        ("24-1", "25-1"),
    ],
)
def test_a_watch_does_not_cover_another_case(watched: str, number: str) -> None:
    assert not numbers.covers(watched, number)


def test_numbers_are_found_in_running_text() -> None:
    text = (
        "USCA Case Number 25-1393 for 65 Notice of Appeal. See D.V.D. v. DHS, No. "
        "1:25-cv-10676-BEM, ECF No. 27-9 at pp. 11-1300 (D. Mass. May 23, 2025); "
        "Nos. 24-966, 24-971 and 24A1153; "
        "1:20-cr-10306-RGS-3; call 617-555-0100 by 2025-05-23 14:30-16."
    )
    assert numbers.find(text) == [
        "25-1393", "1:25-cv-10676", "24-966", "24-971", "24A1153", "1:20-cr-10306-3",
    ]  # fmt: skip
    assert numbers.find("no number at all, 1014-1017, 27-9, [20-1]") == []


# The families of numbers, each as its parts and as the court writes it.

office, year = st.integers(0, 39), st.integers(0, 99).map("{:02}".format)
initials = st.lists(st.from_regex(r"[A-Z]{1,4}[0-9]?", fullmatch=True), max_size=3)


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, str]:
    """A district or bankruptcy number in its one spelling, and as a court may write it."""
    type_ = draw(
        st.sampled_from(["cv", "cr", "mj", "mc", "md", "sw", "po", "vv", "bk", "ap", "~gr"])
    )
    serial, years = draw(st.integers(0, 999_999)), draw(year)
    front = draw(st.one_of(st.just(""), office.map("{}:".format)))
    defendant = draw(st.integers(1, 150)) if type_ in ("cr", "mj", "sw", "po") else None
    suffix = f"-{defendant}" if defendant else ""
    tail = "".join(f"-{judge}" for judge in draw(initials))
    padding, century = draw(st.integers(1, 6)), draw(st.sampled_from(["", "20"]))
    told = f"{front}{century}{years}-{type_}-{serial:0{padding}}{tail}{suffix}"
    return f"{front}{years}-{type_}-{serial:05}{suffix}", draw(
        st.sampled_from([told, told.upper()])
    )


@st.composite
def untyped(draw: st.DrawFn) -> tuple[str, str]:
    serial = draw(st.from_regex(r"[0-9]{1,6}", fullmatch=True))
    tail = draw(st.sampled_from(["", "-smb", "-cv", "-CRJ7"]))
    number = f"{draw(year)}-{serial}"
    return number, number + tail


paid = st.builds("{}-{}".format, year, st.integers(0, 99_999)).map(
    lambda spelled: (spelled, spelled)
)
lettered = st.builds(
    lambda term, letter, serial: (f"{term}{letter}{serial}", f"No. {term}{letter.lower()}{serial}"),
    year, st.sampled_from("AM"), st.integers(1, 9999),
)  # fmt: skip
original = st.integers(1, 999).map(lambda serial: (f"22O{serial}", f"No. {serial}, Orig."))
panel = st.integers(1, 99_999).map(lambda serial: (f"MDL {serial}", f"MDL No. {serial}"))
families = st.one_of(typed(), untyped(), lettered, original, panel)


@given(families)
def test_every_family_reads_back_what_it_spells(number: tuple[str, str]) -> None:
    spelled, told = number
    assert numbers.normal(told) == spelled
    assert numbers.normal(spelled) == spelled


@given(st.text(max_size=400))
def test_spelling_a_number_twice_changes_nothing(text: str) -> None:
    assert numbers.normal(numbers.normal(text)) == numbers.normal(text)


@given(st.text(st.sampled_from("0125-:cvra~ .,()No\tAMO–"), max_size=300))
def test_spelling_what_resembles_a_number_twice_changes_nothing(text: str) -> None:
    once = numbers.normal(text)
    assert numbers.normal(once) == once
    assert numbers.core(once) == numbers.core(text)
    assert numbers.covers(text, text)
    assert all(numbers.normal(found) == found for found in numbers.find(text))


@given(families)
def test_every_number_covers_itself(number: tuple[str, str]) -> None:
    spelled, told = number
    assert numbers.covers(spelled, told)
    assert numbers.covers(told, spelled)


@given(office, office, year, st.integers(0, 99_999), initials, initials)
def test_the_core_outlives_office_judge_and_padding(
    before: int, after: int, years: str, serial: int, judges: list[str], others: list[str]
) -> None:
    first = "-".join([f"{before}:{years}-cv-{serial:05}", *judges])
    second = "-".join([f"{after}:{years}-CV-{serial}", *others])
    assert numbers.core(first) == numbers.core(second) == f"{years}-cv-{serial:05}"
    assert numbers.covers(first, second)


def _numbers_of(court: Court) -> st.SearchStrategy[str]:
    """Numbers as a court of this level gives them."""
    of_level = {
        CourtLevel.SUPREME: st.one_of(paid, lettered, original),
        CourtLevel.APPELLATE: untyped(),
        CourtLevel.BANKRUPTCY: st.one_of(untyped(), typed()),
    }
    family = panel if court.id == "jpml" else of_level.get(court.level, typed())
    return family.map(lambda number: number[0])


keys = st.sampled_from(courts.every()).flatmap(
    lambda court: st.builds(DocketKey, st.just(court.id), _numbers_of(court))
)


@given(keys)
def test_a_printed_docket_key_names_its_case(key: DocketKey) -> None:
    assert numbers.parse_case(str(key)) == CaseRef(court_id=key.court_id, number=key.number)
    assert numbers.parse_case(f"{key.court_id}:{key.number}") == CaseRef(key.court_id, key.number)
    assert numbers.parse_case(key.number, court=key.court_id) == CaseRef(key.court_id, key.number)


ECF, BEAM = "https://ecf.{}.uscourts.gov/cgi-bin/", "/n/beam/servlet/TransportRoom?servlet="
LISTENER = "https://www.courtlistener.com"
SUPREME = "https://www.supremecourt.gov"
DVD = CaseRef("mad", "1:25-cv-10676")
DVD_WORDS = "dvd v us department of homeland security"
DVD_SLUG = DVD_WORDS.replace(" ", "-")
APPLICATION = CaseRef("scotus", "24A1153")


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("mad 1:25-cv-10676", DVD),
        ("mad:1:25-cv-10676", DVD),
        ("mad: 1:25-cv-10676-BEM", DVD),
        ("D. Mass. 1:25-cv-10676", DVD),
        ("D.Mass. No. 1:25-cv-10676-BEM", DVD),
        ("1:25-cv-10676, D. Mass.", DVD),
        ("mad 1:25-cv-10676 D.V.D. v. U.S. Department of Homeland Security", DVD),
        ("D.V.D. v. DHS, No. 1:25-cv-10676, ECF No. 132 (D. Mass. May 23, 2025)", DVD),
        ("U.S. District Court for the District of Massachusetts, 1:25-cv-10676", DVD),
        ("Civil Action No. 25-10676-BEM (D. Mass.)", CaseRef("mad", "25-cv-10676")),
        ("No. 25-1393 (1st Cir.)", CaseRef("ca1", "25-1393")),
        ("No. 25-1393 (1st Cir. 2025)", CaseRef("ca1", "25-1393")),
        ("ca1 25-1393", CaseRef("ca1", "25-1393")),
        ("24A1153", APPLICATION),
        ("No. 24A1153", APPLICATION),
        ("No. 141, Orig.", CaseRef("scotus", "22O141")),
        ("scotus 24-966", CaseRef("scotus", "24-966")),
        ("U.S. No. 24-966", CaseRef("scotus", "24-966")),
        ("No. 24-966 (U.S.)", CaseRef("scotus", "24-966")),
        ("scotus 24-00966", CaseRef("scotus", "24-966")),
        ("scotus 24M12", CaseRef("scotus", "24M12")),
        ("No. 22O141", CaseRef("scotus", "22O141")),
        ("25A1", CaseRef("scotus", "25A1")),
        ("jpml MDL No. 2741", CaseRef("jpml", "MDL 2741")),
        ("nyed 1:17-cr-00554-MKB-2", CaseRef("nyed", "1:17-cr-00554-2")),
        ("D.V.D. v. DHS", CaseRef(words="D.V.D. v. DHS")),
        ("  Example   v. Sample Agency ", CaseRef(words="Example v. Sample Agency")),
        ("O.C.G.", CaseRef(words="O.C.G.")),
        # links
        (
            f"{LISTENER}/docket/69775896/{DVD_SLUG}/",
            CaseRef(None, None, None, "69775896", DVD_WORDS),
        ),
        (
            f"{LISTENER}/docket/69775896/132/{DVD_SLUG}/?order_by=desc#entry-132",
            CaseRef(None, None, None, "69775896", DVD_WORDS),
        ),
        (f"{LISTENER}/docket/69775896/feed/", CaseRef(courtlistener_id="69775896")),
        (f"{LISTENER}/api/rest/v4/dockets/69775896/", CaseRef(courtlistener_id="69775896")),
        (
            "https://storage.courtlistener.com/recap/gov.uscourts.mad.282404/"
            "gov.uscourts.mad.282404.132.0.pdf",
            CaseRef("mad", None, "282404"),
        ),
        (ECF.format("mad") + "DktRpt.pl?282404", CaseRef("mad", None, "282404")),
        ("ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?282404", CaseRef("mad", None, "282404")),
        (ECF.format("mad") + "DktRpt.pl?282404&942", CaseRef("mad", None, "282404")),
        (ECF.format("mad") + "DktRpt.pl?282404&#x26;942", CaseRef("mad", None, "282404")),
        (ECF.format("nysb") + "DktRpt.pl?265812-16739", CaseRef("nysb", None, "265812")),
        (
            "https://ecf.nysd.uscourts.gov/doc1/127022264358?caseid=492165&de_seq_num=10",
            CaseRef("nysd", None, "492165"),
        ),
        (
            ECF.format("mad") + "DktRpt.pl?caseNumber=1:09-cv-11783-RWZ&caseId=1:09-cv-11783-RWZ",
            CaseRef("mad", "1:09-cv-11783"),
        ),
        (
            f"https://ecf.ca6.uscourts.gov{BEAM}DocketReportFilter.jsp&amp;caseNum=22-4267&amp;partId=9",
            CaseRef("ca6", "22-4267"),
        ),
        (
            f"{SUPREME}/search.aspx?filename=/docket/docketfiles/html/public/24a1153.html",
            APPLICATION,
        ),
        (
            f"{SUPREME}/search.aspx?filename=%2fdocket%2fdocketfiles%2fhtml%2fpublic%2f24a1153.html",
            APPLICATION,
        ),
        (f"{SUPREME}/RSS/Cases/JSON/24A1153.json", APPLICATION),
        (f"{SUPREME}/opinions/24pdf/24a1153_l5gm.pdf", APPLICATION),
        (f"{SUPREME}/docketfiles/01-10063.htm", CaseRef("scotus", "01-10063")),
        (f"{SUPREME}/docket/docketfiles/html/public/22o141.html", CaseRef("scotus", "22O141")),
        (f"{SUPREME}/qp/24-00966qp.pdf", CaseRef("scotus", "24-966")),
        (
            f"{SUPREME}/DocketPDF/24/24A1153/362298/20250604143617283_DHS%20v.%20DVD.pdf",
            APPLICATION,
        ),
        (
            "https://file.supremecourt.gov/casenotification?caseNumber=24A1153",
            APPLICATION,
        ),
    ],
)
def test_a_case_is_understood_in_every_form(text: str, case: CaseRef) -> None:
    assert numbers.parse_case(text) == case


def test_a_court_may_be_told_beside_the_number() -> None:
    assert numbers.parse_case("1:25-cv-10676-BEM", court="mad") == DVD
    assert numbers.parse_case("D.V.D. v. DHS 1:25-cv-10676", court="D. Mass.") == DVD
    assert numbers.parse_case("Example v. Sample", court="mad") == CaseRef(
        "mad", words="Example v. Sample"
    )


@pytest.mark.parametrize("text", ["1:25-cv-10676", "25-1393", "24-966", "MDL 2741"])
def test_a_number_without_its_court_asks_for_it(text: str) -> None:
    with pytest.raises(CaseError, match=r"Of which court is .*--court"):
        numbers.parse_case(text)


def test_a_misspelled_court_gets_the_nearest_ones() -> None:
    with pytest.raises(CaseError, match=r'"madd".*mad \(D\. Mass\.\).*Of which court'):
        numbers.parse_case("madd 1:25-cv-10676")
    with pytest.raises(CourtError, match="madd"):
        numbers.parse_case("1:25-cv-10676", court="madd")


@pytest.mark.parametrize(
    "text",
    ["", " \n", "!!!", "12345", "1:25-cv", "mad 1:25-xx", "mad 25-cv-", "https://example.org/case/7",
     "https://[bad", f"{LISTENER}/faq/", f"{SUPREME}/docket/docket.aspx", "x" * 5000],
)  # fmt: skip
def test_what_cannot_be_read_shows_the_accepted_forms(text: str) -> None:
    with pytest.raises(
        CaseError, match=r"(?s)cannot be read as a case.*mad 1:25-cv-10676.*24A1153"
    ):
        numbers.parse_case(text)


@pytest.mark.parametrize(
    ("text", "court", "why"),
    [
        ("ca1 25-1393", "ca4", "a case of ca1"),
        ("24A1153", "mad", "not how mad numbers"),
        ("ca1 1:25-cv-10676", None, "not how ca1 numbers"),
        ("cand MDL 2741", None, "not how cand numbers"),
        ("mad 1:25-cv-10676 1:25-cv-10677", None, "one case at a time"),
        ("D. Mass.", None, "is a court"),
        (ECF.format("alnb") + "DktRpt.pl?218721703744501-L_1_0-1", None, "does not say which case"),
        (f"https://ecf.ca2.uscourts.gov{BEAM}DocketReportFilter.jsp&caseId=55129", None, "not say"),
    ],
)
def test_what_would_silently_watch_nothing_is_refused(
    text: str, court: str | None, why: str
) -> None:
    with pytest.raises(CaseError, match=why):
        numbers.parse_case(text, court)


HOSTILE = [
    "1:25-cv-10676" + "-a" * 50_000, "1:" * 50_000, "25-1" * 50_000, "(" * 100_000, " " * 100_000,
    "no" * 50_000, "MDL " * 25_000, "No. " + "1-2, " * 20_000, "." * 100_000 + "x", "1 " * 50_000,
    "\x00\x1b[31m" * 10_000, "٢٥-١٣٩٣ " * 10_000, "~" * 100_000, "\ud800" * 1_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_neither_slow_nor_fatal(text: str) -> None:
    started = time.process_time()
    numbers.normal(text)
    numbers.core(text)
    numbers.find(text)
    numbers.covers(text, "1:25-cv-10676")
    for case in (
        text,
        text[:900],
        f"mad {text[:900]}",
        f"https://ecf.mad.uscourts.gov/{text[:900]}",
    ):
        assert "\x1b" not in _said_of(case)
    assert time.process_time() - started < 2


def _said_of(text: str) -> str:
    try:
        return str(numbers.parse_case(text))
    except CaseError as error:
        return str(error)


@given(st.text(max_size=300), st.sampled_from([None, "mad", "scotus"]))
def test_no_text_makes_the_reader_of_cases_fail_otherwise_than_told(
    text: str, court: str | None
) -> None:
    with contextlib.suppress(CaseError):
        case = numbers.parse_case(text, court)
        assert case.number or case.pacer_case_id or case.courtlistener_id or case.words


def test_the_same_numbers_of_a_feed_are_read_at_the_cost_of_a_look_up() -> None:
    feed = [f"1:25-cv-{serial:05}-BEM" for serial in range(2_000)] * 5
    started = time.process_time()
    for number in feed:
        numbers.normal(number)
    assert (time.process_time() - started) / len(feed) < 20e-6  # measured: 1.5e-6


# The samples, where they are.


@needs_samples
def test_every_number_of_the_samples_is_read_as_its_court_means_it() -> None:
    told = list(_sample_numbers())
    assert len(told) > 500
    assert [number for number in told if numbers.normal(number) != number] == []


def _sample_numbers() -> Iterator[str]:
    """The numbers in the expected files, whose one spelling is ours."""
    for path in sorted(SAMPLES.glob("*/*.expected.json")):
        for number in re.findall(r'"docket_number": "([^"]+)"', path.read_text()):
            if number != "6:21-CR-138":  # how ca5 spells a case of lawd
                yield number


@needs_samples
def test_every_title_of_the_feeds_begins_with_a_number_that_we_read() -> None:
    titles = set(_titles())
    unread = [title for title in titles if not numbers.is_number(title.split(" ")[0])]
    assert len(titles) > 2_500
    assert unread == []


def _titles() -> Iterator[str]:
    for path in [*SAMPLES.glob("pacer-rss/*.xml"), *SAMPLES.glob("rss-series/*/*.gz")]:
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        items = re.findall(rb"<item>\s*<title>(?:<!\[CDATA\[)?([^<\]]+)", body)
        yield from (title.decode("latin-1") for title in items)


@needs_samples
def test_supreme_court_numbers_are_read_as_the_court_sends_them() -> None:
    for path in SAMPLES.glob("scotus-json/*.raw.json"):
        told = json.loads(path.read_text())["CaseNumber"]
        assert numbers.normal(told) == path.name.split(".")[0]
