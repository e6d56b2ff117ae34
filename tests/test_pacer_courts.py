"""PACER's own directory, what differs from it in our table, and `docket courts`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import courts as command
from db import courts
from db.courts import LEFT_OUT, Court
from db.errors import CourtError, DocketError, FormatError
from scraper.parsers import pacer_courts
from scraper.parsers.pacer_courts import Difference, DifferenceKind
from tests.loopback import Answer, Loopback

TABLE = Path(courts.__file__).with_name("courts.json")
DIRECTORY = Path(__file__).parent / "data" / "pacer_courts" / "directory.json"


def in_directory() -> list[Court]:
    """The courts that our small directory lists, and one that it does not."""
    ids = ("scotus", "ca1", "uscfc", "iand", "mad", "mdd", "nysd", "arb", "cob", "mab", "gub")
    return [courts.get(id) for id in ids]


def test_every_difference_with_the_directory_is_told_once() -> None:
    directory = pacer_courts.parse(DIRECTORY.read_bytes())
    host = "https://ecf.{}.uscourts.gov/cgi-bin/{}.pl".format
    assert pacer_courts.compare(directory, in_directory()) == (
        Difference(
            DifferenceKind.HOST_MOVED, "USFCC", "Court of Federal Claims", "uscfc",
            "ecf.cofc.uscourts.gov", "ecf.uscfc.uscourts.gov",
        ),
        Difference(
            DifferenceKind.FEED_LISTED, "MDDC", "District of Maryland", "mdd",
            None, host("mdd", "rss_outside"),
        ),
        Difference(
            DifferenceKind.FEED_MOVED, "NYSDC", "Southern District of New York", "nysd",
            host("nysd", "rss_outside"), host("nysd", "rss_all"),
        ),
        Difference(
            DifferenceKind.FEED_UNLISTED, "MABK", "Bankruptcy Court, District of Massachusetts",
            "mab", host("mab", "rss_outside"), None,
        ),
        Difference(
            DifferenceKind.COURT_GONE, "GUBK", "Bankruptcy Court, District of Guam", "gub",
            "ecf.gub.uscourts.gov", None,
        ),
        Difference(
            DifferenceKind.COURT_NEW, "XXDC", "Example [red] District Court", None,
            None, "ecf.xxd.uscourts.gov",
        ),
    )  # fmt: skip


def test_the_directory_that_our_table_was_built_from_shows_no_difference(tmp_path: Path) -> None:
    rows = [
        {
            "court_id": court.pacer_id,
            "login_url": court.ecf_host and f"https://{court.ecf_host}/",
            "rss_url": court.feed.listed_url if court.feed else None,
        }
        for court in courts.every()
    ]
    rows += [{"court_id": pacer_id} for pacer_id in LEFT_OUT]
    assert len(rows) == 210
    file = tmp_path / "data.json"
    file.write_text(json.dumps({"meta": {"last_updated": "2023-01-05"}, "data": rows}))
    assert run("refresh", str(file), "--json").stdout == ""
    assert "2023-01-05, differs in nothing" in run("refresh", str(file)).stdout


def test_an_address_that_is_none_is_not_said() -> None:
    for url in ("javascript:alert(1)", "https://[", "https://user@ecf.mad.uscourts.gov/", 7, None):
        row = {"court_id": "MADC", "login_url": url, "rss_url": url}
        [listing] = pacer_courts.parse(json.dumps({"data": [row]}).encode()).listings
        assert (listing.ecf_host, listing.feed_url) == (None, None)


def test_a_bad_row_of_the_directory_does_not_cost_the_others() -> None:
    directory = pacer_courts.parse(DIRECTORY.read_bytes())
    assert (len(directory.listings), directory.updated) == (13, "2026-01-15")
    assert [(problem.code, problem.item) for problem in directory.problems] == [("bad_item", 10)]


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>maintenance</html>", b"[]", b'{"data": {}}', b'{"data": [1]}', b"[" * 10**6],
)
def test_what_is_no_directory_is_an_error(body: bytes) -> None:
    with pytest.raises(FormatError, match="PACER's directory"):
        pacer_courts.parse(body)


def run(*args: str) -> Result:
    return CliRunner().invoke(command.courts, args, catch_exceptions=False)


def test_docket_courts_lists_and_searches_as_plain_text() -> None:
    assert len(run().stdout.splitlines()) == 205
    lines = [line.split("\t") for line in run("new", "hampshire").stdout.splitlines()]
    assert [line[:4] for line in lines] == [
        ["nhd", "D.N.H.", "ok", "2022-12"],
        ["nhb", "Bankr. D.N.H.", "partial", "2022-12"],
    ]


def test_docket_courts_filters_by_level_and_feed() -> None:
    found = run("--level", "appellate", "--feed", "not_configured").stdout
    assert [line.split("\t")[0] for line in found.splitlines()] == [
        "ca1", "ca3", "ca5", "ca7", "ca8", "ca9",
    ]  # fmt: skip


def test_docket_courts_prints_nothing_where_no_court_is_so() -> None:
    assert run("--level", "supreme", "--feed", "ok").stdout == ""


def test_docket_courts_json_has_every_field_of_every_court() -> None:
    told = [json.loads(line) for line in run("--json").stdout.splitlines()]
    assert [court["id"] for court in told] == [court.id for court in courts.every()]
    assert all(set(court) == set(Court.__slots__) for court in told)
    scotus = told[0]
    assert (scotus["id"], scotus["ecf_host"], scotus["feed"]) == ("scotus", None, None)
    [mad] = [court for court in told if court["id"] == "mad"]
    assert (mad["level"], mad["feed"]["state"]) == ("district", "partial")
    assert (mad["feed"]["as_of"], mad["feed"]["stale_since"]) == ("2022-12-20", None)


def test_docket_courts_tells_the_nearest_when_nothing_is_found() -> None:
    with pytest.raises(CourtError, match="Massachusets"):
        run("Massachusets")


def test_refresh_reports_differences_and_changes_nothing() -> None:
    table = TABLE.read_bytes()
    result = run("refresh", str(DIRECTORY), "--json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    url = "https://ecf.mdd.uscourts.gov/cgi-bin/rss_outside.pl"
    assert {
        "kind": "feed_listed",
        "pacer_id": "MDDC",
        "title": "District of Maryland",
        "court_id": "mdd",
        "old": None,
        "new": url,
    } in told
    assert result.stderr.startswith("row 10: ")
    assert (
        f"feed listed\tmdd\tDistrict of Maryland\t\t{url}" in run("refresh", str(DIRECTORY)).stdout
    )
    assert TABLE.read_bytes() == table


def test_a_title_from_the_directory_is_neither_markup_nor_escape_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    shown = run("refresh", str(DIRECTORY)).stdout
    assert "difference" in shown
    assert "Example [red] District Court" in shown


@pytest.fixture
def pacer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setenv("DOCKET_HOME", str(tmp_path))
    with Loopback() as pacer:
        yield pacer


def test_refresh_asks_the_directory_itself(pacer: Loopback) -> None:
    pacer.says("/data.json", Answer(DIRECTORY.read_bytes()))
    asked = run("refresh", "--url", pacer.url("/data.json"), "--json")
    assert asked.stdout == run("refresh", str(DIRECTORY), "--json").stdout != ""
    assert len(pacer.asked("/data.json")) == 1


def test_refresh_keeps_to_robots_txt_and_says_why_there_was_no_answer(pacer: Loopback) -> None:
    with pytest.raises(DocketError, match="404"):
        run("refresh", "--url", pacer.url("/data.json"))
    pacer.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /data.json\n"))
    with pytest.raises(DocketError, match=r"robots\.txt"):
        run("refresh", "--url", pacer.url("/data.json"))
    assert len(pacer.asked("/data.json")) == 1
