"""What commands say, whatever is in it."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from commands import output, tables
from tests.commands.conftest import terminal

TEXTS = st.text(max_size=60)


def said(*calls: object) -> str:
    @click.command()
    def command() -> None:
        for call in calls:
            assert callable(call)
            call()

    return CliRunner().invoke(command, [], catch_exceptions=False).output


def is_inert(text: str) -> bool:
    return all(each.isprintable() or each == "\n" for each in text)


@given(TEXTS, TEXTS)
@example("", "\xa0")  # white space that is no blank
@example("", "\x1f")
def test_no_text_acts_on_a_terminal(one: str, other: str) -> None:
    shown = said(
        lambda: tables.show(("one", "other"), [(one, other), (other, one)]),
        lambda: output.facts([("name", one)]),
        lambda: output.say(one),
        lambda: output.note(other),
        lambda: output.title(one),
        lambda: output.complain(f"{one}\n  {other}"),
        lambda: output.json_line({one: other}),
    )
    assert is_inert(shown)


@given(st.dictionaries(TEXTS, TEXTS))
def test_json_says_exactly_what_was_told_on_one_line_of_ascii(noun: dict[str, str]) -> None:
    shown = said(lambda: output.json_line(noun))
    assert shown.isascii()
    assert shown.count("\n") == 1
    assert json.loads(shown) == noun


def test_an_error_keeps_its_columns() -> None:
    shown = said(lambda: output.complain("Name one of\n  mad 1   a case\n  ca1 2   another"))
    assert shown == "docket: Name one of\n  mad 1   a case\n  ca1 2   another\n"


LINK = "https://ecf.vtd.uscourts.gov/doc1/000000000017?caseid=999999999&de_seq_num=41"
ALERT = f"""
- The court changed the label of entry 17, and this sentence is long enough to be broken.
  Document 17 (PACER may charge a fee): {LINK}
  short: {LINK[:40]}
"""


def test_a_terminal_breaks_lines_between_words_and_keeps_links_whole() -> None:
    with terminal(columns=70) as shown:
        output.lines(ALERT)
    assert shown.getvalue().splitlines() == [
        "",
        "- The court changed the label of entry 17, and this sentence is long",
        "  enough to be broken.",
        "  Document 17 (PACER may charge a fee):",
        f"  {LINK}",
        f"  short: {LINK[:40]}",
        "",
    ]


def test_a_pipe_gets_whole_lines() -> None:
    assert said(lambda: output.lines(ALERT)) == f"{ALERT}\n"
    assert said(lambda: output.facts([("name", "word " * 50)])).count("\n") == 1


@pytest.mark.parametrize(("columns", "longest"), [(20, 60), (75, 75), (300, 100)])
def test_text_is_neither_a_ladder_nor_a_ribbon(columns: int, longest: int) -> None:
    with terminal(columns) as shown:
        output.say("a " * 300)
        output.facts([("name", "a " * 300)])
    widths = {len(line) for line in shown.getvalue().splitlines()}
    assert longest - 2 <= max(widths) <= longest


def test_a_broken_fact_goes_on_beside_its_name() -> None:
    with terminal(columns=60) as shown:
        output.facts([("one", "word " * 30), ("other", "word")])
    assert {line[: len("  other  ")] for line in shown.getvalue().splitlines()[1:-1]} == {" " * 9}
