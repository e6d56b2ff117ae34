"""A term is found in every spelling that dockets have of it, and in no other word."""

from __future__ import annotations

import pytest

from db import spelled


@pytest.mark.parametrize(
    "text",
    ["O.C.G.", "return of O.C.G, by air", "OCG's", "O. C. G.", "o.c.g.", "ocg", "(O.C.G.)"],
)
@pytest.mark.parametrize("term", ["O.C.G.", "OCG", "O. C. G.", "o.c.g."])
def test_initials_are_found_with_and_without_their_dots(term: str, text: str) -> None:
    assert spelled.pattern(term).search(text)


@pytest.mark.parametrize("text", ["DOCGEN", "OCGS", "X.O.C.G.", "O.C.G.X.", "O C", "cog"])
def test_initials_are_not_found_inside_others(text: str) -> None:
    assert not spelled.pattern("O.C.G.").search(text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("ICE Air", "a flight of ICE\nAir on"),
        ("ICE Air", "I.C.E. Air"),
        ("Sample-Jones", "SAMPLE JONES"),
        ("Doe Jr.", "Doe, Jr., moves"),
        ("Pérez", "PEREZ"),
        ("perez", "Ana PÉREZ"),
        ("Perez", "Pérez"),
        ("D.V.D. v. DHS", "DVD v. D.H.S."),
        ("John Q. Sample", "John Q Sample"),
        ("U.S.", "the U.S. asks"),
        ("U.S.", "US"),
        ("motion to stay", "Motion  to Stay"),
    ],
)
def test_letters_count_and_what_stands_between_them_does_not(term: str, text: str) -> None:
    assert spelled.pattern(term).search(text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("U.S.", "let us see"),
        ("ICE", "notice of justice"),
        ("Doe", "Doerr"),
        ("§", "anything"),
        ("", "anything"),
    ],
)
def test_what_only_looks_alike_is_not_found(term: str, text: str) -> None:
    assert not spelled.pattern(term).search(text)


def test_a_pattern_is_no_expression() -> None:
    assert spelled.pattern("a(b|c)*").search("A B-C")


def test_one_of_several_terms_is_found() -> None:
    found = spelled.any_of(["N.M.", "O.C.G.", "§"]).search("as to OCG and N.M.")
    assert found is not None
    assert found[0] == "OCG"
    assert not spelled.any_of([]).search("anything")
