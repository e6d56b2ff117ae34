"""Of an article's page its text is read and nothing else of it; what stands before it is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scraper.parsers.article_page import read
from scraper.parsers.page import from_plain, plain

PAGES = sorted((Path(__file__).parents[1] / "data" / "article_page").glob("*.html"))


def told(body: bytes, url: str) -> dict[str, object]:
    page = read(body, url)
    paragraphs = page.text.split("\n\n") if page.text else ""
    return json.loads(json.dumps(plain(page) | {"text": paragraphs}))  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_as_it_should_be(path: Path) -> None:
    case = json.loads(path.with_suffix(".json").read_text())
    assert told(path.read_bytes(), case["asked"]) == case["expected"]
