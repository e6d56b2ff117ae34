"""A long text becomes several, and nothing in it breaks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify import escape
from notify.parts import parts

LINK = "[Document 12](https://ecf.mad.uscourts.gov/doc1/09501?caseid=282404&de_seq_num=410)"


def limit(longest: int):  # type: ignore[no-untyped-def]
    return lambda text: len(text) <= longest


def test_a_text_that_fits_is_one_part_as_it_is() -> None:
    assert parts("a\n\n- b\n", limit(10)) == ["a\n\n- b\n"]


def test_a_filing_stays_whole_where_it_can() -> None:
    filings = [f"- Order ({number})\n  entered today\n" for number in range(6)]
    found = parts("".join(filings), limit(70))
    assert [each.count("- Order") for each in found] == [2, 2, 2]
    assert all(each.startswith("- Order") and each.endswith("entered today") for each in found)


def test_a_long_line_ends_between_words_and_outside_links() -> None:
    """Red when: `_TOKEN` has no form for a link."""
    line = f"- **Order (12)** {'word ' * 30}{LINK} {'word ' * 30}"
    found = parts(line, limit(120))
    assert len(found) > 2
    assert sum(LINK in each for each in found) == 1
    for each in found:
        assert len(each) <= 120
        assert each.count("**") % 2 == 0
        assert not each.replace(LINK, "").count("[")


def test_bold_words_too_long_for_a_part_stay_bold_in_each() -> None:
    found = parts(f"**{'word ' * 60}end**", limit(80))
    assert len(found) > 3
    assert all(each.startswith("**") and each.endswith("**") for each in found)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Z")), max_size=300)


@given(st.lists(WORDS, min_size=1, max_size=8), st.integers(60, 400))
def test_nothing_is_lost_and_no_escape_is_parted(told: list[str], longest: int) -> None:
    escaped = [escape.markdown(each) for each in told]
    text = "".join(f"- **Order ({place})**\n  {each}\n" for place, each in enumerate(escaped))
    found = parts(text, limit(longest))
    bare = lambda words: re.sub(r"[\s*]", "", words)  # noqa: E731
    assert bare("".join(found)) == bare(text)
    for each in found:
        assert len(each) <= longest
        trailing = len(each) - len(each.rstrip("\\"))
        assert trailing % 2 == 0


@pytest.mark.parametrize("longest", [1, 2, 7])
def test_even_a_tiny_limit_ends(longest: int) -> None:
    assert "".join(parts("abcdefghij", limit(longest))) == "abcdefghij"
