"""Of an article's page its text is read and nothing else of it; what stands before it is named."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from scraper.parsers.article_page import Page, read

PAGES = sorted((Path(__file__).parents[1] / "data" / "article_page").glob("*.html"))


def plain(page: Page) -> dict[str, object]:
    told = asdict(page) | {"text": page.text.split("\n\n") if page.text else ""}
    times = ("published_at", "modified_at")
    return told | {each: told[each] and told[each].isoformat() for each in times}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_as_it_should_be(path: Path) -> None:
    case = json.loads(path.with_suffix(".json").read_text())
    told = plain(read(path.read_bytes(), case["asked"]))
    assert json.loads(json.dumps(told)) == case["expected"]
