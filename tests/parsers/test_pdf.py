"""A PDF's text, page by page."""

from __future__ import annotations

import pytest

from db.errors import FormatError
from scraper.parsers import pdf
from tests import papers


def test_each_page_has_its_lines() -> None:
    body = papers.paper([["First (line)", "second \\ line"], ["On page two"]])
    assert list(pdf.pages(body)) == ["First (line)\nsecond \\ line", "On page two"]
    assert pdf.count(body) == 2


def test_a_word_that_a_lines_end_broke_keeps_its_hyphen_for_whoever_knows_better() -> None:
    body = papers.paper([["to facili-", "tate the return"]])
    assert list(pdf.pages(body)) == ["to facili-\ntate the return"]


def test_a_scan_has_pages_without_words() -> None:
    assert list(pdf.pages(papers.paper([[], []]))) == ["", ""]


def test_a_damaged_page_costs_none_of_the_others() -> None:
    body = papers.paper([["one"], ["two"], ["three"]]).replace(b"6 0 R", b"0 0 R")
    assert list(pdf.pages(body)) == ["one", "", "three"]


def test_nothing_unseen_comes_out_of_a_page() -> None:
    (page,) = pdf.pages(papers.paper([["a\x07b\x1b[31mc\xadd"]]))
    assert page.replace("\n", "").isprintable()


def test_no_script_of_a_document_runs() -> None:
    assert list(pdf.pages(papers.scripted())) == ["Harmless words"]


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"<html>", papers.locked(), papers.ORDER[:900]])
def test_what_cannot_be_read_is_no_pdf(body: bytes) -> None:
    with pytest.raises(FormatError):
        pdf.count(body)
