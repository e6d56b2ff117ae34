"""Cases as people type them."""

from __future__ import annotations

import pytest

from commands.cases import rejoined


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mad 1:25-cv-10676", ["mad 1:25-cv-10676"]),
        ("D. Mass. 1:25-cv-10676", ["D. Mass. 1:25-cv-10676"]),
        ("1st Cir. 25-1393", ["1st Cir. 25-1393"]),
        ("mad 1:25-cv-10676 ca1 25-1393 24A1153", ["mad 1:25-cv-10676", "ca1 25-1393", "24A1153"]),
        ("1:25-cv-10676 1:25-cv-10677", ["1:25-cv-10676", "1:25-cv-10677"]),
        ("mad:1:25-cv-10676", ["mad:1:25-cv-10676"]),
        ("a-watch another", ["a-watch", "another"]),
        ("mad", ["mad"]),
    ],
)
def test_a_court_and_the_number_after_it_are_one_case(typed: str, meant: list[str]) -> None:
    assert list(rejoined(typed.split())) == meant
