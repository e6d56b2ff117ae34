"""On the labelled stories that linking was developed with, the bars are met."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from bench import eval_news, newsworld


@cache
def scored() -> dict[str, float]:
    return eval_news.scores(eval_news.pairs(eval_news.DEVELOPED_WITH))


@pytest.mark.parametrize("measure", eval_news.BARS)
def test_the_bar_is_met(measure: str) -> None:
    assert scored()[measure] >= eval_news.BARS[measure]


def test_a_story_is_put_on_the_right_docket_of_a_matter() -> None:
    assert scored()["docket"] >= 0.95


def test_most_mentions_are_called_so() -> None:
    assert scored()["mention recall"] >= 0.75
    assert scored()["mention precision"] >= 0.85


def test_a_missed_bar_is_an_exit_code(tmp_path: Path) -> None:
    row = newsworld.rows(eval_news.DEVELOPED_WITH)[0]
    wrong = {
        **row,
        "expected": [{"watch": "sample", "role": "about", "dockets": [], "entries": []}],
    }
    path = tmp_path / "wrong.jsonl"
    path.write_text(json.dumps(wrong) + "\n")
    assert eval_news.main([str(path)]) == 1


def test_every_label_names_what_there_is() -> None:
    dockets = {str(docket.key) for each in newsworld.matters() for docket in each.dockets}
    keys = {
        entry.id
        for each in newsworld.matters()
        for docket in each.dockets
        for entry in docket.entries
    }
    for path in (eval_news.DEVELOPED_WITH, eval_news.HELD_OUT):
        expected = [each for row in newsworld.rows(path) for each in row["expected"]]
        assert {docket for each in expected for docket in each["dockets"]} <= dockets
        assert {entry for each in expected for entry in each["entries"]} <= keys
