"""What the press tells, as the timeline, the log and `docket news stories` show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db.models import DocketEntry, EntryKind, Meaning, Source, SourceKind, Telling
from db.press import Reported
from tests.commands.conftest import House
from tests.db.conftest import NOON, entry, need_source, watch
from tests.db.test_articles import HERALD, WIRE, Press, about, mention, story

PUBLISHED = NOON + timedelta(hours=6)
LONG_AGO = "20000d"


def order(told: DocketEntry, court_id: str) -> Meaning:
    return Meaning(EntryKind.ORDER)


@pytest.fixture
def press(house: House) -> Any:
    """A matter with two orders, one of which a story reports after another foretold it."""
    with house.store() as store:
        store.reader = order
        need_source(store, "pacer_rss:mad")
        for source_id in (HERALD, WIRE):
            store.sources.have(Source(source_id, SourceKind.NEWS, "", "https://herald.example/f"))
        watch(store, at=NOON, aliases=("O.C.G.",))
        told = Press(store, NOON)
        for source_id in (HERALD, WIRE):
            told.list(source_id=source_id)
        told.now = PUBLISHED
        yield told


def foretold(press: Press) -> list[Reported]:
    """A story, its two copies, its order 41 minutes later, another order, a mention."""
    press.tell(story(at=PUBLISHED), about())
    for place in ("a", "b"):
        press.tell(story(f"https://wire.example/{place}", PUBLISHED), about(), cluster=1)
    at = PUBLISHED + timedelta(minutes=41)
    found = press.file(
        entry(501, "Order on Motion", number=132, entered_at=at),
        entry(502, "Other Order", number=133, entered_at=at + timedelta(minutes=9)),
    )
    press.store.articles.tie(1, found[0].docket, found[:1], press.now)
    passing = story("https://wire.example/c", at + timedelta(hours=1), title="Another case")
    press.tell(passing, mention())
    return found


def test_stories_stand_under_their_filing_and_mentions_at_their_time(
    house: House, press: Press
) -> None:
    foretold(press)
    lines = house.docket("show", "matter").output.splitlines()
    told = [line.partition("  pacer_rss")[2] or line for line in lines]
    places = [
        next(at for at, line in enumerate(told) if words in line)
        for words in (
            "Order on Motion",
            "In the press: Sample Herald, “Judge orders a return” [and 2 copies]",
            "Other Order",
            "In the press: Sample Herald, “Another case” [mentions]",
        )
    ]
    assert places == sorted(places)
    assert places[1] == places[0] + 1


def test_of_copies_the_first_published_is_shown_whichever_was_read_first(
    house: House, press: Press
) -> None:
    press.file()
    late = PUBLISHED + timedelta(hours=2)
    press.tell(story("https://wire.example/a", late, title="Taken over"), about(report=None))
    press.tell(story(at=PUBLISHED, title="The original"), about(report=None), cluster=1)
    shown = house.docket("show", "matter").output
    assert "“The original” [and 1 copy]" in shown
    assert "Taken over" not in shown


def test_a_story_that_reports_nothing_stands_at_its_time(house: House, press: Press) -> None:
    press.tell(story(at=PUBLISHED + timedelta(hours=1)), about(report=None))
    press.file(entry(501, "Before", entered_at=PUBLISHED), entry(502, "Long After",
        entered_at=PUBLISHED + timedelta(hours=9)))  # fmt: skip
    output = house.docket("show", "matter").output
    assert output.index("Before") < output.index("In the press") < output.index("Long After")


def test_a_docket_lists_its_stories_for_programs(house: House, press: Press) -> None:
    found = foretold(press)
    (told,) = house.lines("show", "matter")
    first, passing = told["dockets"][0]["stories"]
    assert first == {
        "id": 1,
        "url": "https://herald.example/2025/05/23/order",
        "title": "Judge orders a return",
        "publisher": "Sample Herald",
        "published_at": "2025-05-23T18:00:00Z",
        "role": "about",
        "score": 0.9,
        "entries": [
            {"docket": "mad 1:25-cv-10676", "number": 132, "id": found[0].entry.id,
             "confidence": 0.9}
        ],
        "copies": 2,
    }  # fmt: skip
    assert (passing["role"], passing["entries"], passing["copies"]) == ("mention", [], 0)


def test_stories_are_listed_with_what_they_report_and_why(house: House, press: Press) -> None:
    foretold(press)
    output = house.docket("news", "stories", "matter", "--since", LONG_AGO).output
    assert "no. 132" in output
    assert "judge and court “a federal judge in Boston”" in output
    assert "[and 2 copies]" in output
    (first, _) = house.lines("news", "stories", "--since", LONG_AGO)
    assert first["docket"] == "mad 1:25-cv-10676"
    assert first["evidence"][0]["about"] == "judge_and_court"
    assert first["report"]["kinds"] == ["order"]
    assert house.lines("news", "stories", "--since", "2025-05-25") == []


def test_orders_that_no_story_reports_are_a_tip(house: House, press: Press) -> None:
    foretold(press)
    output = house.docket("news", "stories", "--uncovered", "--since", LONG_AGO).output
    assert "Other Order (133)" in output
    assert "Order on Motion" not in output
    (told,) = house.lines("news", "stories", "--uncovered", "--since", LONG_AGO)
    assert (told["docket"], told["number"]) == ("mad 1:25-cv-10676", 133)


def test_the_log_tells_stories_in_words(house: House, press: Press) -> None:
    foretold(press)
    lines = [" ".join(line.split()) for line in house.docket("log").output.splitlines()]
    for told in (
        "article linked Sample Herald, “Judge orders a return”",
        "article linked (quiet) a copy: Sample Herald, “Judge orders a return”",
        "article linked Order on Motion (132): on the docket 41 min after Sample Herald, “Judge"
        " orders a return”",
        "article linked (quiet) mentioned by Sample Herald, “Another case”",
    ):
        assert any(line.endswith(told) for line in lines)


def test_no_withheld_name_is_shown(house: House, press: Press) -> None:
    title = f"{'x' * 280} returns Ana Person"  # where a title is cut
    press.tell(story(at=PUBLISHED, title=title, publisher="Ana Person Post"), about())
    press.file(entry(501))
    house.config.write_text('never_send = ["Ana Person"]\n')
    for words in (("show", "matter"), ("log",), ("news", "stories", "--since", LONG_AGO)):
        assert "Ana" not in house.docket(*words).output
        assert "Ana" not in house.docket(*words, "--json").output


@pytest.mark.parametrize(
    ("told", "words"),
    [(Telling.OFF, "none"), (Telling.DIGEST, None), (Telling.NOW, "are told at once")],
)
def test_a_watch_says_when_it_tells_of_stories_otherwise(
    house: House, told: Telling, words: str | None
) -> None:
    for _ in range(2):  # first and later
        output = house.docket("watch", "mad 1:25-cv-10676", "--news", told, "--no-look").output
        said = next((line for line in output.splitlines() if " news " in line), "")
        assert (words or "") in said
        assert bool(said) is (words is not None)
    with house.store() as store:
        assert store.watches.get("mad-25-cv-10676").news is told


def test_a_story_of_which_we_are_not_sure_stands_at_its_own_time(
    house: House, press: Press
) -> None:
    found = press.file(entry(501, "Order on Motion", number=132, entered_at=PUBLISHED))
    doubtful = replace(found[0], confidence=0.5)
    (change,) = press.tell(story(at=PUBLISHED), about(doubtful))
    assert change.entry is None
    (line,) = [
        each for each in house.docket("show", "matter").output.splitlines() if "Sample" in each
    ]
    assert "[may be no. 132]" in line


def test_stories_of_a_case_that_no_source_has_told_are_shown(house: House, press: Press) -> None:
    press.tell(story(at=PUBLISHED), about())
    shown = house.docket("show", "matter").output
    assert "In the press: Sample Herald" in shown
    assert "has been seen yet" in shown
