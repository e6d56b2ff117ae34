"""`docket inspect`: what a parser makes of a file or an address, with nothing kept."""

from __future__ import annotations

import gzip
import json
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import House
from tests.commands.courthouse import COMPLAINT, MOTION, Courthouse, feed
from tests.loopback import Answer, unused_port

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "pacer-rss"
NOW = datetime.now(UTC)
AS = ("--as", "pacer-rss", "--court", "mad")


def inspected(house: House, place: str | Path, *, exits: int = 0) -> dict[str, Any]:
    (told,) = house.lines("inspect", place, *AS, exits=exits)
    assert told.keys() == {"built_at", "scope", "state", "problems", "dockets"}
    assert not house.path.exists(), "nothing is kept"
    return told


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_bytes(feed(NOW, COMPLAINT, MOTION))
    return path


def test_a_file_is_read_whole(house: House, file: Path) -> None:
    told = inspected(house, file)
    assert (told["state"], told["scope"]) == ("ok", "Docket entries of type: all")
    assert told["problems"] == []
    (docket,) = told["dockets"]
    assert {entry["number"] for entry in docket["entries"]} == {1, 6}
    shown = house.docket("inspect", file, *AS).stdout
    assert "entries  2" in " ".join(shown.split("\n")).replace("  entries", "entries")


def test_an_old_file_is_not_stale_but_an_old_answer_is(court: Courthouse, tmp_path: Path) -> None:
    body = feed(NOW - timedelta(days=3), COMPLAINT)
    path = tmp_path / "old.xml"
    path.write_bytes(body)
    assert inspected(court.house, path)["state"] == "ok"
    court.answers(Answer(body))
    assert inspected(court.house, court.server.url("/rss"))["state"] == "stale"


def test_a_gzipped_file_is_read_and_a_broken_one_is_down(house: House, file: Path) -> None:
    whole = gzip.compress(file.read_bytes())
    packed = file.with_suffix(".xml.gz")
    packed.write_bytes(whole)
    assert inspected(house, packed)["state"] == "ok"
    packed.write_bytes(whole[:-20])
    told = inspected(house, packed, exits=3)
    assert (told["state"], told["problems"][0]["code"]) == ("down", "bad_gzip")


@pytest.mark.parametrize(
    ("body", "state", "exits"),
    [
        (feed(NOW, COMPLAINT, scope="orders,opinions"), "partial", 0),
        (b"", "not_configured", 3),
        (b"<html><body>Down for maintenance</body></html>", "down", 3),
        (feed(NOW, COMPLAINT)[:-90], "down", 3),
    ],
)
def test_what_is_no_list_makes_3(
    house: House, file: Path, body: bytes, state: str, exits: int
) -> None:
    file.write_bytes(body)
    assert inspected(house, file, exits=exits)["state"] == state


def test_an_address_is_asked(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    assert inspected(court.house, court.server.url("/rss"))["state"] == "ok"


def test_an_address_that_does_not_answer_is_down(court: Courthouse) -> None:
    missing = inspected(court.house, court.server.url("/nothing"), exits=3)
    assert (missing["state"], missing["problems"][0]["code"]) == ("down", "http_error")
    nobody = inspected(court.house, f"http://127.0.0.1:{unused_port()}/rss", exits=3)
    assert nobody["problems"][0]["code"] == "refused"


def test_a_file_that_is_not_there_is_an_error(house: House) -> None:
    assert "cannot be read" in house.docket("inspect", "nothing.xml", *AS, exits=1).stderr
    house.docket("inspect", "nothing.xml", "--court", "mad", exits=2)
    house.docket("inspect", "nothing.xml", "--as", "pacer-rss", "--court", "xyz", exits=1)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not in this checkout")
def test_every_sample_can_be_inspected(house: House) -> None:
    courts = {"sdny": "nysd"}
    for path in sorted(SAMPLES.glob("*.xml")):
        name = path.stem.partition("_")[0]
        words = ("inspect", path, "--as", "pacer-rss", "--court", courts.get(name, name))
        told = json.loads(house.docket(*words, "--json").stdout)
        assert told["dockets"], path


DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("place", "form", "number"),
    [
        ("docket_report/mad_district.html", "docket-report", "1:25-cv-10676"),
        ("court_mail/mad_nef.eml", "nef", "1:25-cv-10676"),
        ("court_mail/ca1_nda.eml", "nda", "25-1393"),
        ("court_mail/forwarded.eml", "nef", "1:25-cv-10676"),
    ],
)
def test_a_file_that_says_its_court_needs_no_word(
    house: House, place: str, form: str, number: str
) -> None:
    (told,) = house.lines("inspect", DATA / place, "--as", form)
    assert [docket["number"] for docket in told["dockets"]] == [number]
    assert not house.path.exists()


def test_a_file_that_does_not_say_its_court_needs_one(house: House, file: Path) -> None:
    for form in ("pacer-rss", "courtlistener", "atom", "govinfo"):
        assert "--court" in house.docket("inspect", file, "--as", form, exits=1).stderr


@pytest.mark.parametrize("form", ["docket-report", "scotus", "nef", "courtlistener", "atom"])
def test_a_file_of_another_format_makes_3_in_every_format(
    house: House, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>Down for maintenance</body></html>")
    court = "scotus" if form == "scotus" else "mad"
    (told,) = house.lines("inspect", path, "--as", form, "--court", court, exits=3)
    assert told["state"] == ("not_configured" if form == "scotus" else "down")
    assert told["problems"][0]["message"]
    assert told["dockets"] == []


def test_a_docket_is_shown_with_its_heading_its_days_and_its_texts(house: House) -> None:
    page = DATA / "docket_report" / "mad_district.html"
    shown = house.docket("inspect", page, "--as", "docket-report").stdout
    assert "Brian E. Murphy" in shown
    assert "D.V.D. (Plaintiff); U.S. Department of Homeland Security (Defendant)" in shown
    assert "ca1 25-01393 (Case in other court: USCA - First Circuit, 25-01393)" in shown
    assert "2025-05-20  116" in shown
    assert "ELECTRONIC ORDER entered. Defendants shall maintain custody" in shown


def test_a_payload_of_a_webhook_is_inspected_as_the_api_is(house: House) -> None:
    payload = DATA / "courtlistener" / "mad_webhook.answer"
    (told,) = house.lines("inspect", payload, "--as", "courtlistener", "--court", "mad")
    (docket,) = told["dockets"]
    assert (docket["number"], docket["courtlistener_id"]) == (None, "69775896")
    assert [each["number"] for each in docket["entries"]] == [140]


def test_ctrl_c_ends_a_command_with_130(court: Courthouse, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with court.start("inspect", str(pipe), *AS) as running, pipe.open("wb"):
        # To open the pipe took until the program reads from it.
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=20) == ("", "")
        assert running.returncode == 130
