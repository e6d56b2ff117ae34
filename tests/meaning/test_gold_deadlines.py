"""Deadlines beside labels made by hand, with the kinds of those labels; where they are at hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.models import EntryKind
from scraper.meaning import deadlines
from scraper.meaning.words import Words

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "samples" / "gold"


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled entries are not part of the project")
def test_deadlines_meet_their_bar_on_the_labelled_entries() -> None:
    debatable = {line.split("\t")[1] for line in (GOLD / "debatable.tsv").read_text().splitlines()}
    rows = [json.loads(line) for line in (GOLD / "shared.jsonl").read_text().splitlines()]
    pairs = [(wanted(row), found(row)) for row in rows if row["id"] not in debatable]
    right = sum(len(theirs & ours) for theirs, ours in pairs)
    told = sum(len(theirs) + len(ours) for theirs, ours in pairs)
    assert 2 * right / told >= 0.94


def wanted(row: dict[str, Any]) -> set[str]:
    return {str(each["due"] or each["within_days"]) for each in row["deadlines"]}


def found(row: dict[str, Any]) -> set[str]:
    filed_on = date.fromisoformat(row["filed_on"]) if row["filed_on"] else None
    words = Words(row["court"], row["label"], row["text"], filed_on)
    return {
        str(each.due or each.within_days) for each in deadlines.of(words, EntryKind(row["kind"]))
    }
