"""What commands say, whatever is in it."""

from __future__ import annotations

import json

import click
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from commands import output

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
def test_no_text_acts_on_a_terminal(one: str, other: str) -> None:
    shown = said(
        lambda: output.table(("one", "other"), [(one, other), (other, one)]),
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


@given(st.lists(st.tuples(st.sampled_from(["", "a", "longer"]), st.just("end")), min_size=1))
def test_columns_stand_under_their_heads(rows: list[tuple[str, str]]) -> None:
    lines = said(lambda: output.table(("first", "last"), rows)).splitlines()
    assert len(lines) == len(rows) + 1
    places = {line.index("end") for line in lines[1:]} | {lines[0].index("last")}
    assert len(places) == 1


def test_a_table_without_rows_is_silence() -> None:
    assert said(lambda: output.table(("one",), [])) == ""


def test_an_error_keeps_its_columns() -> None:
    shown = said(lambda: output.complain("Name one of\n  mad 1   a case\n  ca1 2   another"))
    assert shown == "docket: Name one of\n  mad 1   a case\n  ca1 2   another\n"
