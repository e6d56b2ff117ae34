"""Whole entries of invented cases, in the words of many courts, and what they mean.

The table names for each its court, day of filing, label and text; then its kind, its disposition,
the numbers that it answers, its first hearing (a "-" where no day is told), and the days or
numbers of days that it sets.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commands.explained import plain_meaning
from scraper import classify
from scraper.meaning.words import Words

TABLE = Path(__file__).resolve().parents[1] / "data" / "meaning" / "entries.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text().splitlines()[1:]]


def read(court: str, filed_on: str, label: str, text: str) -> list[str]:
    told = Words(court, label, text, date.fromisoformat(filed_on))
    meaning = plain_meaning(classify.explain(told)[0])
    hearing = meaning["hearing"]
    deadlines = {str(each["due"] or each["within_days"]) for each in meaning["deadlines"]}
    return [
        meaning["kind"],
        meaning["disposition"] or "",
        ",".join(map(str, meaning["answers"])),
        f"{hearing['action']} {hearing['at'] or '-'}" if hearing else "",
        ",".join(sorted(deadlines)),
    ]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}: {row[2] or row[3][:50]}" for row in ROWS])
def test_an_entry_means_what_its_words_say(row: list[str]) -> None:
    *told, deadlines = row[4:]
    assert read(*row[:4]) == [*told, ",".join(sorted(filter(None, deadlines.split(","))))]
