"""Three true matters from six sources: one timeline, one alert per filing, true blind spots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.world.town import World

WATCH = ("watch", "mad 1:25-cv-10676", "ca1 25-1393", "24A1153", "--name", "dvd")
FROM = datetime(2025, 5, 15, 14, 0, tzinfo=UTC)
UNTIL = datetime(2025, 6, 24, 14, 0, tzinfo=UTC)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world in which somebody followed the matter of D.V.D. until the Supreme Court ruled."""
    with World.open(tmp_path_factory.mktemp("world") / "home") as opened:
        opened.docket(*WATCH)
        live(opened)
        yield opened


def live(world: World, until: datetime = UNTIL, every: timedelta = timedelta(hours=4)) -> None:
    """Poll and read the mail, as cron does, until then."""
    while world.clock.now < until:
        world.at(min(world.clock.now + every, until))
        world.docket("ingest", "mail", str(world.mailbox))
        world.docket("poll")


def told(world: World, kind: str) -> list[dict[str, Any]]:
    return [each for each in world.lines("log", "--loud") if each["kind"] == kind]


def entries(world: World, watch: str = "dvd") -> dict[str, list[dict[str, Any]]]:
    (shown,) = world.lines("show", watch)
    return {each["court_id"]: each["entries"] for each in shown["dockets"]}


def test_one_watch_of_the_matter_has_one_timeline(lived: World) -> None:
    of = entries(lived)
    assert {court: len(found) for court, found in of.items()} == {"mad": 8, "ca1": 1, "scotus": 4}
    order = next(each for each in of["mad"] if each["number"] == 132)
    assert "GRANTED" in order["text"]
    assert order["labels"] == ["Order on Motion for Preliminary Injunction"]
    assert order["documents"][0]["free_url"].endswith("282404.132.0.pdf")
    assert {source.partition(":")[0] for source in order["sources"]} == {
        "pacer_rss",
        "courtlistener",
    }
    (listed,) = lived.lines("list")
    assert listed["dockets"][0]["url"].startswith("https://ecf.mad.uscourts.gov/")
    text_only = next(each for each in of["mad"] if each["number"] == 116)
    assert text_only["seq"] == 410


def test_each_filing_is_told_once_whoever_has_it_first(lived: World) -> None:
    added = told(lived, "entry_added")
    assert len(added) == 11
    assert max(Counter(each["entry"]["id"] for each in added).values()) == 1


def test_the_blind_spots_are_said(world: World) -> None:
    shown = world.docket(*WATCH)
    assert "1st Cir. publishes no feed" in shown
    (listed,) = world.lines("list")
    assert any("1st Cir." in each and "govinfo" in each for each in listed["blind_spots"])


def test_a_free_copy_is_news_when_it_appears(lived: World) -> None:
    free = told(lived, "document_free")
    assert [each["entry"]["number"] for each in free] == [118, 119, 132, None]
    assert free[3]["docket"] == "ca1 25-1393"
    assert free[3]["new"].endswith("/USCOURTS-ca1-25-01393-0.pdf")


def test_the_free_copy_of_the_order_is_read(lived: World) -> None:
    shown = lived.docket("get", "dvd", "132")
    assert "ORDERED" in shown


def test_the_budget_of_the_service_is_kept(lived: World) -> None:
    asked = [each.at for each in lived.town.requests if each.path.startswith("/api/")]
    days = (UNTIL - FROM).days
    assert 0 < len(asked) <= 125 * days
    assert lived.town.refused == 0


@pytest.mark.parametrize("number", ["25-1345"])
def test_a_number_that_two_circuits_have_is_two_cases(world: World, number: str) -> None:
    world.docket("watch", f"ca4 {number}", "--name", "abrego-appeal")
    live(world, FROM + timedelta(days=2))
    assert all(each["docket"] != f"ca1 {number}" for each in world.lines("log"))


def test_matters_without_a_feed_are_followed_by_the_service(world: World) -> None:
    world.docket("watch", "mdd 8:25-cv-00951", "ca4 25-1345", "24A949", "--name", "abrego")
    world.docket("watch", "mdd 8:19-cv-01944", "ca4 25-1519", "--name", "jop")
    live(world, FROM + timedelta(days=7))
    abrego, jop = entries(world, "abrego"), entries(world, "jop")
    assert {each["number"] for each in abrego["mdd"]} == {21, 31}
    assert [each["number"] for each in jop["mdd"]] == [281]
    assert len(jop["ca4"]) == 1
    assert Counter(each["docket"] for each in told(world, "entry_added")) == {
        "mdd 8:19-cv-01944": 1,
        "ca4 25-1519": 1,
    }


def test_without_a_token_the_atom_feed_tells_the_texts(tmp_path: Path) -> None:
    with World.open(tmp_path / "home", token=False, atom=True) as world:
        url = "https://www.courtlistener.com/docket/69775896/d-v-d-v-dhs/"
        world.docket("watch", url, "--court", "mad", "--name", "dvd")
        live(world)
        order = next(each for each in entries(world)["mad"] if each["number"] == 132)
        assert "GRANTED" in order["text"]


@pytest.mark.parametrize("order", list(permutations(("poll", "mail"))), ids=" ".join)
def test_the_order_of_the_sources_does_not_matter(world: World, order: tuple[str, ...]) -> None:
    world.docket(*WATCH, "--no-look")
    world.at(UNTIL)
    for each in order:
        world.docket(*(("poll",) if each == "poll" else ("ingest", "mail", str(world.mailbox))))
    assert len(entries(world)["ca1"]) == 1
