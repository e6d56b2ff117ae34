"""PACER's own directory of courts, and what differs from it in our table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db import courts
from db.courts import Court
from db.errors import FormatError
from scraper.parsers import pacer_courts
from scraper.parsers.pacer_courts import Difference, DifferenceKind

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
