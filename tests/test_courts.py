"""The table of courts: who is in it, by which names they are found, what their feeds carried."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import courts
from db.courts import LEFT_OUT, Court, CourtLevel
from db.errors import CourtError
from db.models import SourceState

ROOT = Path(__file__).resolve().parents[1]
OBSERVED = ROOT.parent / "shared" / "field" / "courts_rss_2022-12.tsv"

NO_FEED = {
    "alnd", "flnd", "gand", "gasd", "kyed", "mdd", "msnd", "ndd", "nywd", "oked", "oknd", "pamd",
    "vaed", "jpml", "miwb", "nceb", "ca1", "ca3", "ca5", "ca7", "ca8", "ca9",
}  # fmt: skip


def of_level(level: CourtLevel) -> list[Court]:
    return [court for court in courts.every() if court.level is level]


def test_every_federal_court_with_an_ecf_is_here() -> None:
    assert Counter(court.level for court in courts.every()) == {
        CourtLevel.SUPREME: 1,
        CourtLevel.APPELLATE: 13,
        CourtLevel.NATIONAL: 3,
        CourtLevel.DISTRICT: 94,
        CourtLevel.BANKRUPTCY: 94,
    }
    appellate = {court.id for court in of_level(CourtLevel.APPELLATE)}
    assert appellate == {*(f"ca{n}" for n in range(1, 12)), "cadc", "cafc"}
    assert {court.id for court in of_level(CourtLevel.NATIONAL)} == {"cit", "jpml", "uscfc"}


def test_every_judicial_district_has_its_bankruptcy_court() -> None:
    districts = {court.short_name for court in of_level(CourtLevel.DISTRICT)}
    bankruptcy = {court.short_name for court in of_level(CourtLevel.BANKRUPTCY)}
    assert bankruptcy == {f"Bankruptcy Court, {district}" for district in districts}


@pytest.mark.parametrize("field", ["id", "name", "short_name", "citation", "pacer_id"])
def test_no_two_courts_share(field: str) -> None:
    assert len({getattr(court, field) for court in courts.every()}) == len(courts.every())


def test_no_two_courts_share_a_host_or_a_feed() -> None:
    on_ecf = [court for court in courts.every() if court.id != "scotus"]
    assert len({court.ecf_host for court in on_ecf}) == len(on_ecf) == 205 - 1
    assert len({court.feed.url for court in on_ecf if court.feed}) == len(on_ecf)
    scotus = courts.get("scotus")
    assert (scotus.ecf_host, scotus.feed) == (None, None)


def test_a_court_is_found_by_each_of_its_names_and_no_other_by_them() -> None:
    for court in courts.every():
        names = (court.id, court.name, court.short_name, court.citation, *court.aliases)
        for name in filter(None, (*names, court.pacer_id, court.ecf_host)):
            assert courts.find(name) is courts.find(name.upper()) is court, name


@given(st.sampled_from(courts.every()), st.data())
def test_a_citation_is_found_in_any_spacing_and_case(court: Court, data: st.DataObject) -> None:
    typed = court.citation
    for loose in ". ":
        typed = typed.replace(loose, data.draw(st.sampled_from(["", " ", ".", ". "])))
    assert courts.find(data.draw(st.sampled_from([typed, typed.lower(), typed.upper()]))) is court


@pytest.mark.parametrize(
    ("text", "court_id"),
    [
        ("azb", "arb"),
        ("arb", "arb"),
        ("neb", "nebraskab"),
        ("cofc", "uscfc"),
        ("nysb-mega", "nysb"),
        ("MADC", "mad"),
        ("ecf.azb.uscourts.gov", "arb"),
        ("D.Mass", "mad"),
        ("d mass", "mad"),
        ("SDNY", "nysd"),
        ("N.D. California", "cand"),
        ("Bankr. S.D. N.Y.", "nysb"),
        ("Bankruptcy S.D.N.Y.", "nysb"),
        ("M.D. Penn.", "pamd"),
        ("S.D. W. Va.", "wvsd"),
        ("District Court, D. Massachusetts", "mad"),
        ("U.S. District Court for the District of Massachusetts", "mad"),
        ("United States Bankruptcy Court, N.D. Alabama", "alnb"),
        ("U.S. Court of Appeals, First Circuit", "ca1"),
        ("2nd Cir.", "ca2"),
        ("3rd Circuit", "ca3"),
        ("D.C. Circuit", "cadc"),
        ("DDC", "dcd"),
        ("U.S.", "scotus"),
        ("US Supreme Court", "scotus"),
        ("Ct. Intl. Trade", "cit"),
        ("Federal Claims", "uscfc"),
    ],
)
def test_what_people_write_is_understood(text: str, court_id: str) -> None:
    assert courts.get(text).id == court_id


@pytest.mark.parametrize("text", ["", "  ", "the", "Massachusetts", "New York", "ca12", "bap9"])
def test_what_names_no_single_court_finds_none(text: str) -> None:
    assert courts.find(text) is None


def test_an_unknown_court_is_told_with_the_nearest_ones() -> None:
    with pytest.raises(CourtError, match=r"mad \(D\. Mass\.\).*docket courts") as raised:
        courts.get("Massachusets")
    assert '"Massachusets"' in str(raised.value)
    with pytest.raises(CourtError, match="docket courts"):
        courts.get("qqqqqq")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("mass", ["mad", "mab"]),
        ("sdny", ["nysd", "nysb"]),
        ("S.D.N.Y.", ["nysd", "nysb"]),
        ("bankruptcy maine", ["meb"]),
        ("azb", ["arb"]),
        ("new york", ["nyed", "nynd", "nysd", "nywd", "nyeb", "nynb", "nysb", "nywb"]),
        ("atlantis", []),
        ("", []),
    ],
)
def test_search_takes_the_beginnings_of_words(words: str, ids: list[str]) -> None:
    assert [court.id for court in courts.search(words)] == ids


def test_ids_and_citations_are_courtlisteners() -> None:
    courts_db = pytest.importorskip("courts_db")
    known = {court["id"]: court for court in courts_db.courts}
    for court in courts.every():
        assert known[court.id]["system"] == "federal"
        if court.id != "ianb":  # told there as "Bankr. D. Iowa", which has two districts
            assert courts.find(known[court.id]["citation_string"]) is court


def test_every_court_has_a_clock() -> None:
    zones = {court.time_zone for court in courts.every()}
    assert {ZoneInfo(zone).key for zone in zones} == zones


@pytest.mark.parametrize(
    ("court_id", "zone"),
    [
        ("mad", "America/New_York"),
        ("azd", "America/Phoenix"),
        ("arb", "America/Phoenix"),
        ("akd", "America/Anchorage"),
        ("hid", "Pacific/Honolulu"),
        ("gud", "Pacific/Guam"),
        ("nmid", "Pacific/Saipan"),
        ("vid", "America/St_Thomas"),
        ("prd", "America/Puerto_Rico"),
        ("insd", "America/Indiana/Indianapolis"),
        ("idd", "America/Boise"),
        ("tned", "America/New_York"),  # Knoxville
        ("tnmd", "America/Chicago"),  # Nashville
        ("flnd", "America/New_York"),  # Tallahassee, though Pensacola is an hour behind
        ("kywd", "America/Kentucky/Louisville"),
        ("sdd", "America/Chicago"),
        ("nebraskab", "America/Chicago"),
        ("ca5", "America/Chicago"),
        ("ca9", "America/Los_Angeles"),
        ("ca10", "America/Denver"),
        ("cafc", "America/New_York"),
    ],
)
def test_the_clock_is_that_of_the_main_seat(court_id: str, zone: str) -> None:
    assert courts.get(court_id).time_zone == zone


def test_every_feed_has_the_address_that_its_court_answers_at() -> None:
    for court in courts.every():
        if court.feed is None:
            continue
        script = {"ared": "rss_outside4.pl", "nyed": "readyDockets.pl"}.get(court.id)
        path = f"cgi-bin/{script or 'rss_outside.pl'}"
        if court.level is CourtLevel.APPELLATE:
            path = "n/beam/servlet/TransportRoom?servlet=RSSGenerator"
        assert court.feed.url == f"https://{court.ecf_host}/{path}"


def test_courts_without_a_feed_say_so_and_keep_the_address_to_ask() -> None:
    feeds = {court.id: court.feed for court in courts.every() if court.feed}
    without = {id for id, feed in feeds.items() if feed.state is SourceState.NOT_CONFIGURED}
    assert without == NO_FEED
    assert all(feeds[id].url and feeds[id].scope is None for id in without)


def test_what_a_feed_carries_is_said_in_its_own_words_with_a_day() -> None:
    told = {
        id: (feed.state.value, str(feed.as_of), feed.scope)
        for id in ("ca4", "nyed", "ared")
        if (feed := courts.get(id).feed)
    }
    assert told == {
        "ca4": ("partial", "2022-12-20", "Docket entries of type: orders, opinions, judgments"),
        "nyed": (
            "partial",
            "2018-05-22",
            "Public Complaints, Orders and Judgments in the last 24 Hours",
        ),
        "ared": ("ok", "2022-12-20", None),
    }
    for court in courts.every():
        if court.feed and court.feed.state is SourceState.OK and court.id != "ared":
            assert court.feed.scope == "Docket entries of type: all"


def test_feeds_that_had_gone_stale_say_since_when() -> None:
    stale = {c.id: c.feed.stale_since for c in courts.every() if c.feed and c.feed.stale_since}
    assert set(stale) == {"alnb", "caeb", "ctb", "ianb", "nynb", "wvnb", "wvsb"}
    assert all(since < date(2022, 12, 1) for since in stale.values())


def test_one_court_is_one_line_of_the_table() -> None:
    lines = (ROOT / "db" / "courts.json").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("[", "]")
    ids = [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]]
    assert ids == [court.id for court in courts.every()]


def test_the_table_is_read_at_the_first_question() -> None:
    script = (
        "import sys; opened = []\n"
        "def hear(event, told): event == 'open' and opened.append(str(told[0]))\n"
        "sys.addaudithook(hear)\n"
        "from db import courts\n"
        "assert not any(path.endswith('courts.json') for path in opened)\n"
        "courts.get('mad'); courts.get('azb'); courts.search('mass')\n"
        "assert sum(path.endswith('courts.json') for path in opened) == 1\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


@pytest.mark.skipif(not OBSERVED.exists(), reason="the table of observed feeds is not here")
def test_every_row_of_pacers_directory_is_a_court_or_left_out_for_a_reason() -> None:
    with OBSERVED.open(encoding="utf-8", newline="") as table:
        rows = {row["pacer_court_id"]: row for row in csv.DictReader(table, delimiter="\t")}
    ours = {court.pacer_id: court for court in courts.every()}
    assert set(rows) == {*ours, *LEFT_OUT}
    for pacer_id, court in ours.items():
        if court.feed and court.id not in ("ared", "nyed"):
            has_feed = rows[pacer_id or ""]["observed_2022-12"] == "feed"
            assert has_feed is (court.feed.state is not SourceState.NOT_CONFIGURED)


@pytest.mark.skipif(not OBSERVED.exists(), reason="the table of observed feeds is not here")
def test_the_builder_writes_the_table_that_is_checked_in(tmp_path: Path) -> None:
    pytest.importorskip("courts_db")
    tool, again = ROOT / "tools" / "build_courts.py", tmp_path / "courts.json"
    subprocess.run([sys.executable, tool, OBSERVED, "--output", again], check=True, cwd=ROOT)
    assert again.read_text() == (ROOT / "db" / "courts.json").read_text()


def test_a_court_of_appeals_is_no_district_court() -> None:
    assert courts.find("District of Columbia Court of Appeals") is None
    found = courts.find("United States Court of Appeals for the District of Columbia Circuit")
    assert found is not None
    assert found.id == "cadc"
