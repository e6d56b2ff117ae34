"""What the guard withholds, in whichever spelling, and what it leaves alone."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.guard import WITHHELD, Guard
from notify import escape

SAMPLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "samples"

GUARD = Guard(
    ("Maria Elena Example", "O'Brien Sample", "J.R.R. Sample", "Zoë Straße-Muster", "E.P.", "Xi")
)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Elena Example",
        "MARIA  ELENA\nEXAMPLE",
        "Maria Example",
        "Maria E. Example",
        "Maria Q. Example",
        "M. Example",
        "M. E. Example",
        "M.E. Example",
        "Example, Maria",
        "Example, Maria E",
        "EXAMPLE MARIA ELENA",
        "Example, M",
        "Mária Élena Éxample",
        "Mari\u0301a Example",  # the accent stands behind its letter
        "Ma\u200bria\u00a0Exam\u00adple",  # with characters that nobody sees
        "Ｍaria Example",
        "maria-elena-example",
        "Maria_Example",
        "maria%20example",
        "O'Brien Sample",
        "O’Brien Sample",
        "OBRIEN SAMPLE",
        "J. R. R. Sample",
        "JRR Sample",
        "ZOE STRASSE MUSTER",
        "Zoë Straße‑Muster",
        "E. P.",
        "E.P",
        "EP",
        "XI",
    ],
)
@pytest.mark.parametrize("around", ["{}", "({})", "v. {}, et al.", "{}'s motion", "“{}”"])
def test_a_name_is_withheld_in_every_spelling(text: str, around: str) -> None:
    cleaned = GUARD.clean(around.format(text))
    assert cleaned.rstrip(".") == around.format(WITHHELD).rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "Mariana Example",
        "Maria Examples",
        "Example v. Sample Agency",
        "I'm example 12",
        "the taxi stand",
        "step by step",
        "deposit",
        "m example",
        "",
    ],
)
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert GUARD.clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 123 456 789 moves", "[withheld] moves"),
        ("A123456789", "[withheld]"),
        ("(A-12-345-678)", "([withheld])"),
        ("A# 012-345-678,", "[withheld],"),
        ("A#012 345 678", "[withheld]"),
        ("Alien No. 012345678", "Alien No. [withheld]"),
        ("Alien # A12 345 678", "Alien # [withheld]"),
        ("Alien Registration Number: A012-345-678", "Alien Registration Number: [withheld]"),
        ("A-Number 123456789", "A-Number [withheld]"),
        ("A-file no. 12345678", "A-file no. [withheld]"),
        ("A No. 012 345 678", "A No. [withheld]"),
        ("123-45-6789", "[withheld]"),
        ("123–45–6789", "[withheld]"),
        ("SSN 123 45 6789", "SSN [withheld]"),
        ("social security number is 123456789", "social security number is [withheld]"),
        ("DOB 01/02/1990", "DOB [withheld]"),
        ("(D.O.B.: 1-2-90)", "(D.O.B.: [withheld])"),
        ("date of birth: January 2, 1990", "date of birth: [withheld]"),
        ("date of birth is 2 January 1990.", "date of birth is [withheld]."),
        ("was born on Jan. 2nd, 1990", "was born on [withheld]"),
        ("born in Sampletown, Ohio, on 1990-01-02", "born in Sampletown, Ohio, on [withheld]"),
        ("bank account number 12345678", "bank account number [withheld]"),
        ("Account No. 1234-5678-90", "Account No. [withheld]"),
        ("routing number 123456789", "routing number [withheld]"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN [withheld]"),
    ],
)  # fmt: skip
def test_numbers_of_peoples_lives_are_withheld(text: str, expected: str) -> None:
    assert Guard().clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1:25-cv-10676-BEM",
        "24A1153 and 26A406",
        "USCA Case 25-1393, 25-1345",
        "A-24-876543-C",
        "ECF No. 132; Doc. 118-1",
        "Filing fee: $ 402, receipt number AMADC-10676000",
        "receipt number 0101-123456789",
        "617-555-0123; (617) 555-0123",
        "filed on January 2, 1990; hearing 01/02/1990",
        "children born on or after February 19, 2025",
        "born in 1990; year of birth: 1990",
        "account ending in 1234; the account of May 23, 2025",
        "SSN xxx-xx-1234; last four digits 6789",
        "https://ecf.mad.uscourts.gov/doc1/09512345678?caseid=282404",
        "https://a.example/A123456789/123-45-6789",
        "v. A445995685, et al.",
        "a 100,000,000 dollar claim; Exhibit A 12",
        "28 U.S.C. 1331; 821 F. Supp. 3d 102",
        "entered 05/23/2025 14:52:00; 2025-05-23",
    ],
)
def test_numbers_of_the_courts_stay(text: str) -> None:
    assert Guard().clean(text) == text


def test_a_pattern_withholds_what_it_finds() -> None:
    guard = Guard((r"/\bsample-\d+/", "/pérez\\w*/"))
    assert guard.clean("Sample-12, Perezito, sampler") == "[withheld], [withheld], sampler"


def test_what_overlaps_is_withheld_once() -> None:
    guard = Guard(("Maria Example", "Example Agency"))
    assert guard.clean("of Maria Example Agency.") == "of [withheld]."


def test_cleaning_twice_is_cleaning_once() -> None:
    text = "Maria Example, DOB 01/02/1990, A123456789"
    assert GUARD.clean(GUARD.clean(text)) == GUARD.clean(text)


@given(st.text())
def test_any_text_passes_and_only_loses_what_is_withheld(text: str) -> None:
    cleaned = GUARD.clean(text)
    kept = [re.escape(piece) for piece in cleaned.split(WITHHELD)]
    assert re.fullmatch(".+".join(kept), text, re.DOTALL)


@given(st.sampled_from(["Maria Example", "123-45-6789", "Xi"]), st.text(max_size=20))
def test_nothing_withheld_comes_through_any_markup(name: str, rest: str) -> None:
    text = GUARD.clean(f"{rest} {name} {rest}")
    for told in (text, escape.markdown(text), html.escape(text), json.dumps(text)):
        assert name not in told


def test_an_address_with_a_name_in_it_may_not_be_shown() -> None:
    assert not GUARD.passes("https://news.example/2025/maria-elena-example-returns")
    assert not GUARD.passes("https://news.example/?q=Maria%20%45xample")
    assert GUARD.passes("https://ecf.mad.uscourts.gov/doc1/09512345678")


def test_json_is_cleaned_in_every_corner() -> None:
    told = {
        "caption": "Maria Example v. Sample Agency",
        "number": 12,
        "url": "https://court.example/maria-example",
        "free_url": "https://court.example/123-45-6789.pdf",
        "entries": [{"text": "by Maria Example", "labels": ("Maria Example",), "id": None}],
    }
    assert GUARD.plain(told) == {
        "caption": "[withheld] v. Sample Agency",
        "number": 12,
        "url": None,
        "free_url": "https://court.example/123-45-6789.pdf",
        "entries": [{"text": "by [withheld]", "labels": ["[withheld]"], "id": None}],
    }


def test_what_is_withheld_is_not_told_by_the_guard() -> None:
    assert "Example" not in repr(GUARD)
    for words in ("X", "/(Maria/", "/(a+)+/"):
        with pytest.raises(ValueError, match=r"letters|pattern") as caught:
            Guard((words,))
        assert "Maria" not in str(caught.value)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for each in value.values() for text in _texts(each))
        case list():
            yield from (text for each in value for text in _texts(each))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_of_real_dockets_only_the_numbers_of_aliens_are_touched() -> None:
    """Petitions of immigrants in one court of appeals; every hit in the samples was read."""
    paths = sorted(SAMPLES.rglob("*.json"))
    read = [(path, text) for path in paths for text in _texts(json.loads(path.read_text()))]
    lines = (SAMPLES / "gold" / "shared.jsonl").read_text().splitlines()
    read += [(SAMPLES / "gold", text) for line in lines for text in _texts(json.loads(line))]
    guard = Guard()
    hit = {path.parent.name for path, text in read if guard.clean(text) != text}
    assert len(read) > 30_000
    assert hit == {"pacer-acms"}
