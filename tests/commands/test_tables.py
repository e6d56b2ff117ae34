"""Tables: aligned lines for pipes; for people, what their window can hold."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import redirect_stdout

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import tables
from commands.tables import Cell, Linked
from tests.commands.conftest import terminal

URL = "https://ecf.mad.uscourts.gov/doc1/095010000012?caseid=282404&de_seq_num=12"
HEADS = ("entered", "filing", "source", "link")
FILING = "Order on Motion for [bold]Extension of Time to File Response or Reply"
ROW: tuple[Cell, ...] = ("2025-05-23 14:52 EDT", Linked(FILING, URL), "pacer_rss", URL)
_ACTS = re.compile(r"\x1b\]8;.*?\x1b\\|\x1b\[[0-9;]*m")


def in_a_pipe(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    with redirect_stdout(io.StringIO()) as told:
        tables.show(heads, rows, prose=("filing",), spare=("source", "link"))
    return told.getvalue().splitlines()


def in_a_window(columns: int) -> str:
    with terminal(columns) as shown:
        tables.show(HEADS, [ROW], prose=("filing",), spare=("source", "link"))
    return shown.getvalue()


def read(shown: str) -> list[str]:
    """The lines without what only the terminal reads."""
    return [line.rstrip() for line in _ACTS.sub("", shown).splitlines()]


@given(st.lists(st.tuples(st.sampled_from(["", "a", "longer"]), st.just("end")), min_size=1))
def test_columns_stand_under_their_heads(rows: list[tuple[str, str]]) -> None:
    lines = in_a_pipe(("first", "last"), rows)
    assert len(lines) == len(rows) + 1
    places = {line.index("end") for line in lines[1:]} | {lines[0].index("last")}
    assert len(places) == 1


def test_a_table_without_rows_is_silence() -> None:
    assert in_a_pipe(HEADS, []) == []


def test_a_pipe_gets_every_column_and_every_link_whole() -> None:
    (heads, line) = in_a_pipe(HEADS, [ROW])
    assert heads.split() == list(HEADS)
    assert re.split(" {2,}", line) == ["2025-05-23 14:52 EDT", FILING, "pacer_rss", URL]


def test_a_wide_window_has_all_columns() -> None:
    heads, line = read(in_a_window(200))
    assert heads.split() == list(HEADS)
    assert re.split(" {2,}", line) == ["2025-05-23 14:52 EDT", FILING, "pacer_rss", URL]


def test_a_narrower_one_does_without_the_last_spare_column_but_the_filing_is_a_link() -> None:
    shown = in_a_window(80)
    assert read(shown) == [
        "entered               filing                                           source",
        "2025-05-23 14:52 EDT  Order on Motion for [bold]Extension of Time to   pacer_rss",
        "                      File Response or Reply",
    ]
    assert f";{URL}\x1b\\" in shown


def test_a_still_narrower_one_does_without_any_spare_column() -> None:
    assert read(in_a_window(60)) == [
        "entered               filing",
        "2025-05-23 14:52 EDT  Order on Motion for [bold]Extension of",
        "                      Time to File Response or Reply",
    ]


def test_in_the_narrowest_running_text_stands_below_its_row() -> None:
    assert read(in_a_window(50)) == [
        "entered",
        "2025-05-23 14:52 EDT",
        "    Order on Motion for [bold]Extension of Time to",
        "    File Response or Reply",
    ]


@pytest.mark.parametrize("columns", [50, 80, 200])
def test_times_are_never_broken(columns: int) -> None:
    assert "2025-05-23 14:52 EDT" in in_a_window(columns)
