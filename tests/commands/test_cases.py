"""Cases as people type them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.cases import rejoined
from tests.commands.conftest import House
from tests.courtlistener import TOKEN, Listener


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mad 1:25-cv-10676", ["mad 1:25-cv-10676"]),
        ("D. Mass. 1:25-cv-10676", ["D. Mass. 1:25-cv-10676"]),
        ("1st Cir. 25-1393", ["1st Cir. 25-1393"]),
        ("mad 1:25-cv-10676 ca1 25-1393 24A1153", ["mad 1:25-cv-10676", "ca1 25-1393", "24A1153"]),
        ("1:25-cv-10676 1:25-cv-10677", ["1:25-cv-10676", "1:25-cv-10677"]),
        ("mad:1:25-cv-10676", ["mad:1:25-cv-10676"]),
        ("a-watch another", ["a-watch", "another"]),
        ("mad", ["mad"]),
    ],
)
def test_a_court_and_the_number_after_it_are_one_case(typed: str, meant: list[str]) -> None:
    assert list(rejoined(typed.split())) == meant


LINK = "https://www.courtlistener.com/docket/69775896/example-v-sample-agency/"


@pytest.fixture
def listener(house: House) -> Iterator[Listener]:
    """CourtListener on loopback, with the user's token for it in the configuration."""
    with Listener() as served:
        Path(house.folder).mkdir()
        feed = f'[courts.mad]\nfeed_url = "{served.url("/no-feed")}"\ndelay = 0\n'
        token = f'[courtlistener]\ntoken = "{TOKEN}"\nbase_url = "{served.url("")}"\ndelay = 0.0\n'
        house.config.write_text(feed + token)
        yield served


def test_a_courtlistener_link_is_looked_up_with_the_token(house: House, listener: Listener) -> None:
    listener.docket(69775896)
    house.docket("watch", LINK)
    assert listener.asked_for[0] == "dockets 69775896"
    with house.store() as store:
        ((case,),) = [watch.cases for watch in store.watches.all()]
    assert (case.court_id, case.number, case.courtlistener_id) == (
        "mad",
        "1:25-cv-00001",
        "69775896",
    )
    asked = len(listener.requests)
    house.docket("watch", LINK, "--no-look", "--note", "why")  # known by now
    assert len(listener.requests) == asked


def test_without_a_look_a_link_is_asked_of_nobody(house: House, listener: Listener) -> None:
    told = house.docket("watch", LINK, "--no-look", exits=1)
    assert "does not say of which court the case is" in told.stderr
    assert listener.requests == []


def test_a_link_that_the_service_does_not_know_asks_for_the_number(
    house: House, listener: Listener
) -> None:
    told = house.docket("watch", LINK, exits=1)
    assert "there is no docket of this number" in told.stderr
    assert "Name the case by its court and number" in told.stderr
    assert TOKEN not in told.output


def test_a_link_is_not_looked_up_beyond_the_budget(house: House, listener: Listener) -> None:
    house.config.write_text(house.config.read_text() + "per_day = 1\n")
    listener.docket(69775896)
    house.docket("watch", LINK)
    told = house.docket("watch", LINK.replace("69775896", "7"), exits=1)
    assert "no request is left before" in told.stderr
    assert len([each for each in listener.requests if each.path.startswith("/api/")]) == 1


def test_a_case_that_a_link_named_is_looked_at_once(house: House, listener: Listener) -> None:
    """Its sources go on under its number: what they tell from then on is news."""
    listener.docket()
    listener.entry(1)
    house.docket("watch", "https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?1001")
    listener.entry(2)
    house.docket("poll", "--force", exits=3)  # the feed does not answer
    added = [each for each in house.lines("log") if each["kind"] == "entry_added"]
    assert [(each["entry"]["number"], each["quiet"]) for each in added] == [(1, True), (2, False)]
    assert {each["source"] for each in added} == {"courtlistener:mad:1:25-cv-00001"}
    (matter,) = house.lines("show", "mad 1:25-cv-00001")
    sources = [each["sources"] for each in matter["dockets"][0]["entries"]]
    assert sources == [["courtlistener:mad:1:25-cv-00001"]] * 2
