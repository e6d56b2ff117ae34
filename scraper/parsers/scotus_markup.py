"""The words and links in a piece of the Supreme Court's HTML."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString

from scraper.parsers.plain_text import cleaned

DEEPEST = 100  # tags inside tags; the court's pages have 18

# Where one of these begins, a new word does: "Petitioner<br />v.<br />Sample Agency".
_APART = frozenset(("br", "td", "th", "tr", "p", "div", "li"))


def words(tag: Tag) -> str:
    """The text on one line, a link amid it without blanks of its own: "(Detached Opinion)"."""
    return cleaned("".join(_pieces(tag)))


def _pieces(tag: Tag) -> Iterator[str]:
    for each in tag.descendants:
        if isinstance(each, Tag):
            yield " " if each.name in _APART else ""
        elif type(each) is NavigableString:  # no comment, no script
            yield each


def links(tag: Tag) -> tuple[tuple[str, str], ...]:
    """Title and address of each link, as they stand there."""
    return tuple((words(each), str(each["href"])) for each in tag.find_all("a", href=True))


def is_too_deep(page: Tag) -> bool:
    """Nested as no court does: looking through it would take time without end."""
    depth: dict[int, int] = {}
    for each in page.descendants:
        if isinstance(each, Tag):
            at = depth[id(each)] = depth.get(id(each.parent), 0) + 1
            if at > DEEPEST:
                return True
    return False
