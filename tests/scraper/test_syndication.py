"""Copies of a story are known however they are dressed; two reporters are never taken for one."""

from __future__ import annotations

import json
import random
import re
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.press import Article, Reading
from scraper.syndication import LIKE, find_lead, fingerprint, likeness

NOON = datetime(2025, 5, 23, 12, tzinfo=UTC)
NEWS = Path(__file__).parents[1] / "data" / "news" / "articles.jsonl"
LABELLED: list[dict[str, Any]] = [json.loads(line) for line in NEWS.read_text().splitlines()]
LONG = [each for each in LABELLED if len(each["text"].split()) >= 60]
PRINTS = {each["id"]: fingerprint(each["title"], each["text"]) for each in LABELLED}
# Stories that label, in full, of one event are not copies; a story's own update is no copy either.
PAIRS = [
    (one, other)
    for one, other in combinations(LABELLED, 2)
    if one["url"] != other["url"] and one["id"] not in (other.get("updates"), other["id"])
]

# As machines rewrite: a word for a word, and now and then a little one too.
_LITTLE = {"on": "upon", "but": "yet", "for": "regarding", "by": "through", "had": "possessed"}


def spun(text: str, share: float, seed: str) -> str:
    dice = random.Random(seed)

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) >= 4 and word.islower() and dice.random() < share:
            return f"{word[-1]}o{word[::-1]}"
        return _LITTLE.get(word, word) if dice.random() < share / 2 else word

    return re.sub(r"[A-Za-z]+", other, text)


def is_copy(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return "cluster" in one and one["cluster"] == other.get("cluster")


def score(one: dict[str, Any], other: dict[str, Any]) -> float:
    return likeness(PRINTS[one["id"]], PRINTS[other["id"]])


@pytest.mark.parametrize(
    ("one", "other"),
    [pair for pair in PAIRS if is_copy(*pair)],
    ids=lambda each: each["id"] if isinstance(each, dict) else str(each),
)
def test_labelled_copies_are_copies(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert score(one, other) >= LIKE


def test_labelled_independent_stories_are_not() -> None:
    taken = [
        (one["id"], other["id"])
        for one, other in PAIRS
        if not is_copy(one, other) and score(one, other) >= LIKE
    ]
    assert taken == []


def test_an_identical_story_under_another_headline_is_a_copy() -> None:
    for each in LONG:
        assert likeness(PRINTS[each["id"]], fingerprint("Other words", each["text"])) == 1


@pytest.mark.parametrize("words", [80, 50, 30])
def test_a_teaser_is_a_copy_of_its_story(words: int) -> None:
    """Of a story of five hundred words, as its beginning stands on another site."""
    for place in range(0, len(LONG) - 4, 4):
        whole = "\n\n".join(each["text"] for each in LONG[place : place + 4])
        teaser = " ".join(whole.split()[:words]) + " ... [+1832 chars]"
        assert likeness(fingerprint("A", whole), fingerprint("A", teaser)) >= LIKE


@pytest.mark.parametrize(("share", "most_missed"), [(0.5, 0.0), (0.75, 0.02)])
def test_a_story_rewritten_word_by_word_is_a_copy(share: float, most_missed: float) -> None:
    missed = [
        each["id"]
        for each in LONG
        if likeness(PRINTS[each["id"]], fingerprint("B", spun(each["text"], share, each["id"])))
        < LIKE
    ]
    assert len(missed) <= most_missed * len(LONG), missed


def test_a_dateline_and_a_footer_make_no_other_story() -> None:
    footer = "Copyright 2025 Sample Wire. This material may not be published or rewritten."
    for each in LONG:
        dressed = f"(SW) BOSTON — {each['text']}\n\n{footer}"
        assert likeness(PRINTS[each["id"]], fingerprint("C", dressed)) >= LIKE


def test_a_frame_alone_makes_no_copy() -> None:
    """A form that is filled in anew: not two words in a row are the same."""
    form = (
        "the {} of {} in {} by {} to {} on {} for {} at {} with {} is {} as {} or {} an {} and {}."
    )
    words = [each for text in LONG for each in text["text"].split() if len(each) > 4]
    dice = random.Random(3)
    filled = (form * 3 for _ in range(8))
    prints = [fingerprint("Form", each.format(*dice.sample(words, 42))) for each in filled]
    assert all(likeness(one, other) < LIKE for one, other in combinations(prints, 2))


def test_stories_told_by_title_and_summary_alone_are_compared_by_both() -> None:
    title = "Agency must report on harbor records by June 6"
    summary = "A judge ordered the Sample Agency to hand over some of the harbor's records."
    other = "Ferries stop for two days after a storm that took the pier of Muster Bay."
    one = fingerprint(title, summary)
    assert likeness(one, fingerprint(title, summary)) == 1
    assert likeness(one, fingerprint(title, summary.replace("some", "a part"))) >= LIKE
    assert likeness(one, fingerprint("Ferries stop", other)) < LIKE


@pytest.mark.parametrize("text", ["", "In brief", "... [+1832 chars]", "\0\ud800 <>"])
def test_what_says_too_little_is_nobodys_copy(text: str) -> None:
    assert fingerprint("", text) == ""
    assert likeness("", "") == likeness("", PRINTS[LONG[0]["id"]]) == 0


def test_a_fingerprint_of_another_edition_is_like_none() -> None:
    known = PRINTS[LONG[0]["id"]]
    assert likeness("/" + known[1:], known) == 0


@given(st.text(max_size=3000))
def test_any_text_has_a_bounded_fingerprint_and_is_its_own_copy(text: str) -> None:
    told = fingerprint("", text)
    assert len(told) <= 1500
    assert told == fingerprint("", text)
    assert likeness(told, told) in ((0, 1) if not told else (1,))


def test_no_word_can_be_read_from_a_fingerprint() -> None:
    text = LONG[0]["text"]
    told = fingerprint("", text).lower()
    assert not [each for each in set(text.lower().split()) if len(each) > 5 and each in told]


def article(id: int, told: str, cluster: int | None = None) -> Article:
    return Article("https://herald.example/1", "T", fingerprint=told, cluster=cluster, id=id)


def test_a_copy_of_a_copy_has_the_same_lead() -> None:
    told = PRINTS[LONG[0]["id"]]
    known = [article(1, told, cluster=1), article(2, told, cluster=1)]
    assert find_lead(article(3, told), known[1:]) == 1
    assert find_lead(article(3, told), known) == 1


def test_a_lead_that_was_never_in_a_cluster_leads_its_first_copy() -> None:
    told = PRINTS[LONG[0]["id"]]
    assert find_lead(article(3, told), [article(1, told)]) == 1


def test_an_update_of_a_story_is_no_copy_of_itself() -> None:
    told = PRINTS[LONG[0]["id"]]
    assert find_lead(article(1, told), [article(1, told, cluster=1)]) is None


@pytest.mark.parametrize(
    ("reading", "title", "later", "lead"),
    [
        (Reading.SUMMARY, "Judge orders a man returned", timedelta(hours=9), 1),
        (Reading.SUMMARY, "judge orders a man returned ", timedelta(hours=9), 1),
        (Reading.SUMMARY, "Judge orders a man returned", timedelta(days=2), None),
        (Reading.SUMMARY, "Judge orders a man sent back", timedelta(hours=9), None),
        (Reading.SUMMARY, "Breaking news", timedelta(), None),
        (Reading.READ, "Judge orders a man returned", timedelta(hours=9), None),
    ],
)
def test_what_a_search_lists_is_known_by_its_title(
    reading: Reading, title: str, later: timedelta, lead: int | None
) -> None:
    """A search gives an address of its own, behind which nothing can be read."""
    first, second = (PRINTS[each["id"]] for each in LONG[:2])
    read = replace(
        article(1, first), title="Judge orders a man returned", published_at=NOON,
        reading=Reading.READ,
    )  # fmt: skip
    listed = replace(article(2, second), title=title, published_at=NOON + later, reading=reading)
    known = replace(read, title=title) if title == "Breaking news" else read
    assert find_lead(listed, [known]) == lead


def test_a_story_nobody_told_before_has_no_lead() -> None:
    first, second = (PRINTS[each["id"]] for each in LONG[:2])
    assert find_lead(article(2, second), [article(1, first)]) is None
    assert find_lead(article(2, ""), [article(1, first)]) is None


def test_a_story_is_compared_with_two_thousand_in_no_time() -> None:
    words = [each for text in LONG for each in text["text"].split()]
    dice = random.Random(1)
    texts = (" ".join(dice.choices(words, k=300)) for _ in range(2000))
    known = [article(place, fingerprint("", text)) for place, text in enumerate(texts)]
    new = article(5000, PRINTS[LONG[0]["id"]])
    find_lead(new, known)  # unpacks them, once a process
    began = perf_counter()
    assert find_lead(new, known) is None
    assert perf_counter() - began < 0.5


def test_fingerprints_that_are_compared_again_and_again_take_little_room() -> None:
    """Red when: each number of a signature is an object of its own, 20 KB for a story."""
    text = "word of the day in a town " * 20
    told = [fingerprint("", f"{at} {text}") for at in range(99)]
    tracemalloc.start()
    for each in told:
        likeness(each, told[0])
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used / len(told) < 5_000
