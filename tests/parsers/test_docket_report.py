"""What becomes of saved docket pages: each file in `tests/data/docket_report` as its `.json`.

To add a case, add the two files; the court is the start of the name.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from db import courts
from db.models import Docket, Problem, Snapshot, Source, SourceKind, SourceState
from scraper.parsers import docket_report, page_refusals
from tests.parsers.telling import told

DATA = Path(__file__).parents[1] / "data" / "docket_report"
PAGES = sorted(path for path in DATA.iterdir() if path.suffix != ".json")
SECRETS = (
    "Sample Street",
    "Sample Avenue",
    "Sample Road",
    "555-01",
    "@",
    "samplelogin",
    "sampleclient",
    "A000-000-000",
    "12-3456789",
)


def read(name: str, body: bytes | None = None) -> Snapshot:
    court = courts.get(name.partition("_")[0])
    source = Source("", SourceKind.DOCKET_REPORT, court.id, "")
    return docket_report.parse((DATA / name).read_bytes() if body is None else body, source)


def docket(name: str) -> Docket:
    (found,) = read(name).dockets
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_becomes_what_stands_beside_it(path: Path) -> None:
    assert told(read(path.name)) == json.loads(path.with_suffix(".json").read_text())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nobodys_address_is_told_nor_who_bought_the_page(path: Path) -> None:
    found = repr(read(path.name))
    assert [secret for secret in SECRETS if secret in found] == []


def test_a_page_may_be_limited_and_is_never_whole() -> None:
    assert not read("mad_district.html").complete


def test_a_court_below_that_is_an_agency_is_no_docket() -> None:
    assert docket("ca1_agency.html").related == ()


@pytest.mark.parametrize(
    ("name", "court_id"),
    [
        ("mad_district.html", "mad"),
        ("nyeb_bankruptcy.html", "nyeb"),
        ("ca1_appellate.html", "ca1"),  # it links to the court below too
        ("mad_news.html", None),
    ],
)
def test_a_page_says_its_court_where_its_links_agree(name: str, court_id: str | None) -> None:
    assert docket_report.court_named((DATA / name).read_bytes()) == court_id


def test_a_page_whose_links_lead_to_two_courts_does_not_say_its_court() -> None:
    page = (DATA / "mad_district.html").read_bytes()
    assert docket_report.court_named(page.replace(b"ecf.mad", b"ecf.nhd", 1)) is None


def refusal(name: str, body: bytes | None = None) -> Problem:
    snapshot = read(name, body)
    assert (snapshot.state, snapshot.dockets) == (SourceState.DOWN, ())
    (problem,) = snapshot.problems
    assert problem.code == "not_a_docket"
    return problem


def test_a_refusal_says_what_the_page_is() -> None:
    assert "login" in refusal("mad_login.html").message
    assert "accept a charge" in refusal("mad_receipt.html").message
    assert "nothing in it looks like" in refusal("mad_news.html").message
    assert "PDF" in refusal("mad", b"%PDF-1.7\n...").message
    assert "empty" in refusal("mad", b"").message


@pytest.mark.parametrize(
    "body",
    [
        b"\x00\xff\xfe<h3>",
        b"{",
        b"[]",
        b'{"caseDetails": {}}',
        b'{"caseDetails": null, "docketInfo": {"docketEntries": [1]}}',
        b"<h3>CIVIL DOCKET FOR CASE #: 1:25-cv-10676</h3>",
        b"<table>" * 20_000,
    ],
)
@pytest.mark.parametrize("court", ["mad", "nyeb", "ca1", "cit"])
def test_whatever_it_is_a_page_is_refused_and_raises_nothing(body: bytes, court: str) -> None:
    refusal(court, body)


def test_a_page_of_50_megabytes_is_not_read() -> None:
    assert "52428800 bytes" in refusal("mad", b"<td>" * 13_107_200).message


def test_a_page_cut_short_tells_what_it_still_holds() -> None:
    whole = (DATA / "mad_district.html").read_bytes()
    cut = read("mad", whole[: whole.index(b"05/23/2025</td>")])
    assert [entry.number for entry in cut.dockets[0].entries] == [64, 116]


def test_parties_that_cannot_be_read_cost_no_entry() -> None:
    page = (DATA / "mad_district.html").read_bytes()
    page = page.replace(
        b'<tr><td valign="top"><br>V.<br></td></tr>',
        b"<tr><td><b>------</b></td><td></td></tr>",
    )
    snapshot = read("mad", page)
    assert [problem.code for problem in snapshot.problems] == ["bad_parties"]
    assert len(snapshot.dockets[0].entries) == 3


def test_control_characters_and_markup_do_not_get_through() -> None:
    page = (DATA / "mad_district.html").read_bytes()
    page = page.replace(b"ELECTRONIC ORDER", b"ELECTRONIC \x1b[31m<b>ORDER</b>&#8238;")
    text = read("mad", page).dockets[0].entries[1].text
    assert text is not None
    assert text.isprintable()
    assert "<b>" not in text


def test_to_load_juriscraper_says_and_writes_nothing(tmp_path: Path) -> None:
    code = (
        "import logging, sys, scraper.parsers.pacer_pages as pages\n"
        "assert 'juriscraper' not in sys.modules\n"
        "assert pages.docket_report('<p>', 'mad') == {}\n"
        "assert 'juriscraper' in sys.modules\n"
        "assert not logging.getLogger().handlers\n"
    )
    log = tmp_path / "juriscraper.log"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={"JURISCRAPER_LOG": str(log), "PYTHONPATH": str(DATA.parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (run.stdout, run.stderr) == ("", "")
    assert not log.exists()


def test_without_juriscraper_it_is_said_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "juriscraper.py").write_text("raise ImportError")
    command = (sys.executable, "-c", "import cli; cli.main()", "inspect")
    run = subprocess.run(
        [*command, str(DATA / "mad_district.html"), "--as", "docket-report"],
        cwd=DATA.parents[2],
        env={"PYTHONPATH": str(tmp_path), "DOCKET_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    words = "reading docket pages needs juriscraper: pip install 'docketwatch[pacer]'"
    assert run.stderr == f"docket: {words}\n"


def test_no_page_keeps_us_busy_with_what_it_is() -> None:
    began = process_time()
    page_refusals.known("<embed " * 100_000)
    assert process_time() - began < 5
