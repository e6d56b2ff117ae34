"""The small language of the rules."""

from __future__ import annotations

import pytest

from scraper.meaning import phrases
from scraper.meaning.phrases import Line, compiled


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("notice of appeal", "NOTICE of Appeal by Example Corp."),
        ("set|reset deadlines", "Set/Reset Deadlines: Answer due"[4:]),
        ("first? amended complaint", "AMENDED COMPLAINT against all"),
        ("first? amended complaint", "First Amended Complaint"),
        ("schedul* order", "SCHEDULING ORDER"),
        ("notice of ... appeal", "Notice of Conditional Cross-Appeal"),
        ("rule 26(f)", "Rule 26(f) REPORT"),
        ("order #", "ORDER 14"),
        ("chapter # plan", "Chapter 13 Plan"),
        ("clerk's notice", "CLERK’S NOTICE"),
    ],
)
def test_a_phrase_finds_its_words_in_any_case_and_punctuation(phrase: str, text: str) -> None:
    assert compiled(phrase).match(Line(text).flat)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("order", "Ordering"),
        ("notice of appeal", "notice of the appeal"),
        ("notice of ... appeal", "notice of one two three four five six seven eight nine appeal"),
        ("order #", "order ten"),
        ("set|reset deadlines", "upset deadlines"),
    ],
)
def test_a_phrase_takes_no_other_words(phrase: str, text: str) -> None:
    assert not compiled(phrase).match(Line(text).flat)


def test_the_words_are_quoted_as_the_text_has_them() -> None:
    line = Line("**RE:  Plaintiff's  MOTION [12] to Stay")
    match = phrases.search("motion # to", line.flat)
    assert match
    assert line.quote(*match.span()) == "MOTION [12] to"


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        (" - ", "no words"),
        ("maybe? perhaps?", "must stand"),
        ("... perhaps?", "must stand"),
        ("clerk?|court order", "behind the last"),
        ("clerk? ... order", "may be missing"),
    ],
)
def test_a_phrase_that_would_find_what_nobody_means_is_refused(phrase: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        phrases.check(phrase)
