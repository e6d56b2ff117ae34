"""What is read in a process of its own can neither hang us nor take us down."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from commands.apart import Reader
from db.errors import FormatError
from db.models import Snapshot, Source, SourceKind, SourceState
from scraper.parsers import docket_report

MAD = Source("", SourceKind.DOCKET_REPORT, "mad", "")
PAGE = Path(__file__).parents[1] / "data" / "docket_report" / "mad_district.html"


def obeying(body: bytes, source: Source | None) -> Snapshot:
    """A parser that does what the body says."""
    acts: dict[bytes, Callable[[], object]] = {
        b"hang": threading.Event().wait,
        b"die": partial(os._exit, 1),
        b"fail": partial(int, "secret"),
        b"refuse": _refuse,
    }
    acts.get(body, dict)()
    return Snapshot(SourceState.OK, scope=body.decode())


def _refuse() -> None:
    raise FormatError("say it to the user")


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"hang", "too_slow"), (b"die", "reader_failed"), (b"fail", "reader_failed")],
)
def test_a_body_that_spoils_its_reader_is_down_and_the_next_is_read(body: bytes, code: str) -> None:
    with Reader(obeying, patience=3) as reader:
        assert reader.read(b"one").scope == "one"
        spoiled = reader.read(body)
        assert (spoiled.state, [each.code for each in spoiled.problems]) == ("down", [code])
        assert "secret" not in spoiled.problems[0].message
        assert reader.read(b"two").scope == "two"


def test_an_error_of_ours_is_raised_here() -> None:
    with Reader(obeying) as reader, pytest.raises(FormatError, match="say it to the user"):
        reader.read(b"refuse")


def test_a_page_comes_back_as_it_was_read() -> None:
    body = PAGE.read_bytes()
    with Reader(docket_report.parse) as reader:
        assert reader.read(body, MAD) == docket_report.parse(body, MAD)


def test_a_page_that_would_take_hours_is_given_up() -> None:
    head = b"<h3>CIVIL DOCKET FOR CASE #: 1:25-cv-10676</h3><table><tr><td>Date Filed:</td></tr>"
    tables = b"<table><tbody><tr><td>Docket Text</td></tr></tbody></table>" * 100_000
    with Reader(docket_report.parse, patience=3) as reader:
        answer = reader.read(head + b"</table>" + tables, MAD)
    assert [each.code for each in answer.problems] == ["too_slow"]
