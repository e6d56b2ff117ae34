"""What an answer is that is no feed at all."""

from __future__ import annotations

from db.models import Problem
from scraper.parsers import feed_items

HTML_PAGE = "html_page"

_FORMATS = {"rss": "rss", "feed": "atom"}  # by the root tag
_REASONS = {
    None: ("not_xml", "the answer is no XML"),
    "html": (HTML_PAGE, "the answer is a web page: maintenance, or a wrong address"),
    "doctype": ("doctype", "the answer defines its own document type, as no feed does: not read"),
}


def refusal(body: bytes, wanted: str) -> Problem | None:
    """Why a body is not read; None where its root tag is the one that is `wanted`."""
    root = feed_items.root(body)
    if root == wanted:
        return None
    other_xml = (f"not_{_FORMATS[wanted]}", f"the answer is XML of another kind: <{root}>")
    return Problem(*_REASONS.get(root, other_xml))
