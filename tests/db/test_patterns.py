"""A user's pattern finds what it says, and no text keeps it busy."""

from __future__ import annotations

import re
import time

import pytest

from db import patterns

HOSTILE = "a" * 4000


def found(words: str, text: str) -> list[str]:
    return [text[start:end] for start, end in patterns.spans(patterns.compiled(words), text)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (r"\bsample\w*", "Sampler and example", ["Sampler"]),
        (r"case\s+of\s+x\d+", "the CASE  OF X12", ["CASE  OF X12"]),
        (r"smith|jones", "Jones, Smith", ["Jones", "Smith"]),
        (r"[)(+*]\d{2,}", "a (123 b", ["(123"]),
        (r"(?:ab){2,3}c", "abababc", ["abababc"]),
        (r"(?P<x>a|b)-(?P=x)", "a-b b-b", ["b-b"]),
        (r"x{,2}y", "xxxy", ["xxy"]),
        (r"\(\+\)", "(+)", ["(+)"]),
    ],
)
def test_a_pattern_finds_what_it_says(words: str, text: str, expected: list[str]) -> None:
    assert found(words, text) == expected


@pytest.mark.parametrize(
    "words",
    [
        r"(a+)+b",
        r"(a|aa)+b",
        r"((a*)b?)*c",
        r"(?:a?){30}b",
        r"a*a*a*a*b",
        "(a|a)" * 30 + "b",
        r"(?:(?:a|b)c)+",
    ],
)
def test_one_that_may_match_in_too_many_ways_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="repeats"):
        patterns.compiled(words)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("(", "no pattern"),
        ("a{2,1}", "no pattern"),
        (".*", "finds everything"),
        ("x|", "finds everything"),
        ("x" * 201, "200 characters"),
        ("(?x) a # )", "remarks"),
        ("a(?#)b)", "remarks"),
    ],
)
def test_what_cannot_be_used_says_why(words: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        patterns.compiled(words)


@pytest.mark.parametrize("words", [r"a*a*a*b", r"(a*)\1\1b", r"a{0,400}a*?b", r"(?=a*)a*a*b"])
def test_the_longest_docket_text_takes_no_pattern_a_second(words: str) -> None:
    begun = time.process_time()
    assert found(words, HOSTILE) == []
    assert time.process_time() - begun < 2


def test_a_match_over_the_edge_of_two_pieces_is_found_once_and_whole() -> None:
    for before in range(1790, 2010):
        text = "." * before + "case of x12345" + "." * 3000
        spans = set(patterns.spans(patterns.compiled(r"case of x\d+"), text))
        assert spans == {(before, before + 14)}


def test_what_ends_at_the_end_of_the_text_is_found() -> None:
    assert found(r"x\d+", "." * 1999 + "x" + "1" * 12) == ["x" + "1" * 12]


def test_a_repeat_is_limited_as_python_would_read_it() -> None:
    assert re.fullmatch(r"a\{1,20\}\+b", patterns.compiled(r"a++b").pattern)
