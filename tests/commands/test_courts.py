"""`docket courts`: which courts there are, and where PACER's own directory differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db import courts
from db.courts import LEFT_OUT, Court
from tests.commands.conftest import House
from tests.loopback import Answer, Loopback

TABLE = Path(courts.__file__).with_name("courts.json")
DIRECTORY = Path(__file__).parents[1] / "data" / "pacer_courts" / "directory.json"
MDD = "https://ecf.mdd.uscourts.gov/cgi-bin/rss_outside.pl"


def ids(told: str) -> list[str]:
    return [line.split()[0] for line in told.splitlines()[1:]]


def test_courts_are_listed_and_searched(house: House) -> None:
    assert len(ids(house.docket("courts").stdout)) == 205
    lines = house.docket("courts", "new", "hampshire").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["id", "nhd", "nhb"]
    assert lines[1].endswith("D.N.H.         ok       2022-12  all")


def test_courts_are_picked_by_level_and_feed(house: House) -> None:
    found = house.docket("courts", "--level", "appellate", "--feed", "not_configured").stdout
    assert ids(found) == ["ca1", "ca3", "ca5", "ca7", "ca8", "ca9"]


def test_where_no_court_is_so_there_is_silence(house: House) -> None:
    assert house.docket("courts", "--level", "supreme", "--feed", "ok").stdout == ""


def test_json_has_every_field_of_every_court(house: House) -> None:
    told = house.lines("courts")
    assert [court["id"] for court in told] == [court.id for court in courts.every()]
    assert all(set(court) == set(Court.__slots__) for court in told)
    scotus = told[0]
    assert (scotus["id"], scotus["ecf_host"], scotus["feed"]) == ("scotus", None, None)
    [mad] = [court for court in told if court["id"] == "mad"]
    assert (mad["level"], mad["feed"]["state"]) == ("district", "partial")
    assert (mad["feed"]["as_of"], mad["feed"]["stale_since"]) == ("2022-12-20", None)


def test_where_nothing_is_found_the_nearest_is_told(house: House) -> None:
    assert "mad (D. Mass.)" in house.docket("courts", "Massachusets", exits=1).stderr


def test_refresh_tells_differences_and_changes_nothing(house: House) -> None:
    table = TABLE.read_bytes()
    assert {
        "kind": "feed_listed",
        "pacer_id": "MDDC",
        "title": "District of Maryland",
        "court_id": "mdd",
        "old": None,
        "new": MDD,
    } in house.lines("courts", "refresh", DIRECTORY)
    result = house.docket("courts", "refresh", DIRECTORY)
    assert result.stderr.startswith("row 10: ")
    assert f"nothing -> {MDD}" in result.stdout
    assert TABLE.read_bytes() == table


def test_options_before_a_command_are_its_own(house: House) -> None:
    plain = house.docket("courts", "refresh", DIRECTORY, "--json").stdout
    assert house.docket("courts", "--json", "refresh", DIRECTORY).stdout == plain != ""
    assert house.docket("courts", "--home", house.folder, "--json", "refresh", DIRECTORY).stdout
    assert "--level" in house.docket("courts", "--level", "district", "refresh", exits=2).stderr


def test_the_directory_that_our_table_was_built_from_shows_no_difference(
    house: House, tmp_path: Path
) -> None:
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
    assert house.docket("courts", "refresh", file, "--json").stdout == ""
    assert "2023-01-05, differs in nothing" in house.docket("courts", "refresh", file).stdout


def test_a_title_from_the_directory_is_no_markup_on_a_terminal(house: House) -> None:
    shown = house.on_a_terminal("courts", "refresh", str(DIRECTORY))
    assert "difference" in shown
    assert "Example [red] District Court" in shown


def test_refresh_asks_the_directory_itself(house: House) -> None:
    with Loopback() as pacer:
        pacer.says("/data.json", Answer(DIRECTORY.read_bytes()))
        asked = house.docket("courts", "refresh", "--url", pacer.url("/data.json"), "--json")
        assert len(pacer.asked("/data.json")) == 1
    assert asked.stdout == house.docket("courts", "refresh", DIRECTORY, "--json").stdout != ""


@pytest.mark.parametrize(
    ("rules", "said"), [(b"", "404"), (b"User-agent: *\nDisallow: /data.json\n", "robots.txt")]
)
def test_refresh_keeps_to_robots_txt_and_says_why_there_was_no_answer(
    house: House, rules: bytes, said: str
) -> None:
    with Loopback() as pacer:
        pacer.says("/robots.txt", Answer(rules))
        url = pacer.url("/data.json")
        assert said in house.docket("courts", "refresh", "--url", url, exits=1).stderr
        assert len(pacer.asked("/data.json")) == (said == "404")
