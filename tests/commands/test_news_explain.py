"""`docket news explain`, as a person types it and as a program drives it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from commands import batches
from db.models import Snapshot, SourceState, Watch, WatchedCase
from tests.commands.conftest import House
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, entry, linked, need_source
from tests.loopback import Answer, Loopback

TITLE = "Judge orders return of man deported to Mexico"
TEXT = (
    "U.S. District Judge Brian Murphy in Boston on Friday ordered the government to bring back"
    " a man known as O.C.G., according to D.V.D. v. Department of Homeland Security."
)
STORY = {
    "id": "first",
    "url": "https://herald.example/1",
    "publisher": "Sample Herald",
    "title": TITLE,
    "published_at": "2025-05-23T20:00:00-04:00",
    "text": TEXT,
}
PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE} | Sample Herald</title>
<meta property="og:site_name" content="Sample Herald"></head><body><article><h1>{TITLE}</h1>
<p>{TEXT}</p><p>The ruling came late in the day. The government may ask for another look, and has
not said whether it will. Lawyers for the man said that they were glad of every word of it.</p>
</article></body></html>"""


@pytest.fixture
def watched(house: House) -> House:
    with house.store() as store:
        need_source(store, SOURCE, keep="all")
        told = replace(docket(entry(500), linked(501, 132, "Order")), judge="Brian E. Murphy")
        store.record(Snapshot(SourceState.OK, dockets=(told,), source_id=SOURCE, fetched_at=NOON))
        store.watches.add(
            Watch("dvd", cases=(WatchedCase("mad", NUMBER),), aliases=("O.C.G.",)), NOON
        )
    return house


def answers(house: House, *lines: object) -> list[dict[str, object]]:
    given = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines)
    told = house.docket("news", "explain", "--batch", given=given + "\n").stdout
    return [json.loads(line) for line in told.splitlines()]


def test_a_batch_answers_each_story_with_its_matches(watched: House) -> None:
    (told,) = answers(watched, STORY)
    (match,) = told["matches"]
    assert told["id"] == "first"
    assert (match["watch"], match["docket"], match["role"]) == ("dvd", f"mad {NUMBER}", "about")
    assert 0.5 <= match["score"] <= 1
    assert {"about", "words", "weight"} == set(match["evidence"][0])
    assert "O.C.G." in {each["words"] for each in match["evidence"]}
    assert isinstance(match["entries"], list)


def test_a_line_that_cannot_be_answered_says_so_in_its_place(watched: House) -> None:
    told = answers(
        watched,
        "no json",
        {**STORY, "id": 2, "title": ["a list"]},
        {**STORY, "id": 3, "published_at": "yesterday"},
        {**STORY, "id": 4},
    )
    assert [each.get("id") for each in told] == [None, 2, 3, 4]
    assert ["error" in each for each in told] == [True, True, True, False]
    assert told[1]["error"] == "title must be text"


@pytest.mark.parametrize(
    "told_at", [None, "2025-05-23", "2025-05-23T20:00:00", "2025-05-24T00:00Z"]
)
def test_a_story_may_tell_a_day_or_no_time_at_all(watched: House, told_at: str | None) -> None:
    (told,) = answers(watched, {**STORY, "published_at": told_at})
    assert len(told["matches"]) == 1


def test_where_nothing_is_watched_nothing_is_matched(house: House) -> None:
    assert answers(house, STORY) == [{"id": "first", "matches": []}]


def test_people_see_what_each_word_adds_and_the_threshold(watched: House, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    told = watched.docket("news", "explain", page).stdout
    assert TITLE in told
    assert f"dvd: about D. Mass. {NUMBER}" in told
    assert "at least the threshold 0.50" in told
    (pseudonym,) = [line for line in told.splitlines() if line.startswith("pseudonym")]
    assert pseudonym.split() == ["pseudonym", "+0.50", '"O.C.G."']


def test_people_see_why_a_story_is_not_linked(watched: House, tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text("Lobster ruling\n\nU.S. District Judge Brian Murphy in Boston ruled on traps.")
    told = watched.docket("news", "explain", text).stdout
    assert "dvd: not linked" in told
    assert "below the threshold 0.50" in told


def test_a_story_of_nothing_watched_is_told_in_a_sentence(watched: House, tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text("Rain tomorrow\n\nIt will rain in the county.")
    told = watched.docket("news", "explain", text).stdout
    assert "Nothing in it could concern a watched matter." in told


def test_the_page_at_an_address_is_read(watched: House) -> None:
    with Loopback() as server:
        server.says("/story", Answer(PAGE.encode(), headers={"Content-Type": "text/html"}))
        (told,) = watched.lines("news", "explain", server.url("/story"))
    assert [each["watch"] for each in told["matches"]] == ["dvd"]


def test_an_address_without_an_answer_is_an_error(watched: House) -> None:
    with Loopback() as server:
        told = watched.docket("news", "explain", server.url("/none"), exits=1)
    assert "/none" in told.stderr


def test_a_file_or_a_batch_must_be_named(watched: House, tmp_path: Path) -> None:
    watched.docket("news", "explain", exits=2)
    told = watched.docket("news", "explain", tmp_path / "none.html", exits=1)
    assert "cannot be read" in told.stderr


def test_a_line_longer_than_all_stories_is_refused(
    watched: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "LONGEST", 100)
    (told,) = answers(watched, STORY)
    assert "longer than 100 bytes" in str(told["error"])
