"""Text from outside never acts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.escape import LONGEST, clean, markdown, web_link

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANYTHING)
def test_clean_text_is_one_visible_line(text: str) -> None:
    told = clean(text)
    assert told.isprintable()
    assert told == " ".join(told.split())
    assert not {unicodedata.category(each) for each in told} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    told.encode()
    assert clean(told) == told


@pytest.mark.parametrize(
    ("hostile", "told"),
    [
        ("Order\r\nBcc: x@y.example", "Order Bcc: x@y.example"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred", "31mred"),
        ("\u202eesrever\u2066", "esrever"),
        ("a\u2028b\u2029c\x85d\x00e", "a b c de"),
        ("Muñoz v. Sample", "Muñoz v. Sample"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("  many   blanks\u00a0 ", "many blanks"),
    ],
)
def test_characters_that_act_are_dropped(hostile: str, told: str) -> None:
    assert clean(hostile) == told


def test_no_value_is_endless() -> None:
    told = clean("x" * 10_000_000)
    assert len(told) == LONGEST
    assert told.endswith("…")


@given(ANYTHING)
def test_markdown_holds_no_mark_and_no_mention_that_acts(text: str) -> None:
    told = markdown(text)
    bare = told.replace("\\\\", "")
    for mark in "`*_[]<>~|":
        assert bare.count(mark) == bare.count(f"\\{mark}")
    assert "@everyone" not in markdown(f"{text}@everyone")
    assert "<!channel>" not in markdown(f"{text}<!channel>")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//ecf.mad.uscourts.gov/doc1/1",
        "https://",
        "https://ecf.mad.uscourts.gov@evil.example/",
        "https://evil.example\\@ecf.mad.uscourts.gov/",
        "https://ecf.mad.uscourts.gov/\r\nX: y",
        "https://exаmple.gov/",
        "http://[::1",
    ],
)
def test_what_is_no_plain_web_address_is_no_link(url: str | None) -> None:
    assert web_link(url) is None


def test_a_link_ends_no_markup() -> None:
    told = web_link("https://ecf.mad.uscourts.gov/doc1/1?a=(b)>c d|e\"f'g<h[i]")
    assert told == "https://ecf.mad.uscourts.gov/doc1/1?a=%28b%29%3Ec%20d%7Ce%22f%27g%3Ch%5Bi%5D"
    court = "https://ecf.mad.uscourts.gov/doc1/09501?caseid=282404&de_seq_num=410"
    assert web_link(court) == court
    assert web_link("https://x.example/a%20b") == "https://x.example/a%20b"
