"""How well answers and hearings are read, given the right kind: beside labels made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.models import EntryKind
from scraper.meaning import answers, hearings
from scraper.meaning.words import Words

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "samples" / "gold"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the labelled entries are not here")

Row = dict[str, Any]


def rows() -> Iterator[tuple[Row, Words]]:
    debatable = {
        line.split("\t")[1]
        for line in (GOLD / "debatable.tsv").read_text().splitlines()
        if "\t" in line
    }
    for line in (GOLD / "shared.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row["id"] not in debatable:
            filed_on = date.fromisoformat(row["filed_on"]) if row["filed_on"] else None
            yield row, Words(row["court"], row["label"], row["text"], filed_on)


def f1(theirs: Callable[[Row], set[Any]], ours: Callable[[Words, EntryKind], set[Any]]) -> float:
    right = told = 0
    for row, words in rows():
        wanted, got = theirs(row), ours(words, EntryKind(row["kind"]))
        right += len(wanted & got)
        told += len(wanted) + len(got)
    return 2 * right / told


def test_what_an_entry_answers_is_read_well() -> None:
    assert f1(lambda row: set(row["answers"]), lambda *of: set(answers.of(*of)[0])) >= 0.96


def test_the_hearing_of_an_entry_is_read_well() -> None:
    assert f1(_their_hearing, _our_hearing) >= 0.94


def _their_hearing(row: Row) -> set[Any]:
    told = row["hearing"]
    return {(told["action"], (told["at"] or "")[:10])} if told else set()


def _our_hearing(words: Words, kind: EntryKind) -> set[Any]:
    return {(told.action.value, str(told.on or "")) for told in hearings.of(words, kind)[:1]}
