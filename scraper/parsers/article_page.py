"""Read an article's page: its text without the furniture, and what it says of itself. Pure.

A hostile page can keep any reader busy: outside of tests this runs only in the process of its own
that `scraper.pages` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from itertools import islice

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import Document

from db.press import Reading
from scraper.parsers import languages, page_address, page_furniture, page_schema, page_walls
from scraper.parsers.page import Page
from scraper.parsers.page_schema import Node, Schema
from scraper.parsers.page_walls import Signs
from scraper.parsers.plain_text import cleaned, without_tags

_LARGEST = 4 * 1024 * 1024  # bytes that are looked at
_MOST_ELEMENTS = 30_000  # no article has as many; those that do are made to keep readers busy
_LONGEST_TEXT = 60_000  # characters; an article has 5,000
_SHOWN = 20_000  # characters by which walls are known
_NEWEST = 5  # updates of a live blog: the older ones were read when they were new
_TOO_LITTLE = 40  # words; then the text that the page gives to machines is looked at
_OUTSIDE = ("header", "nav", "footer", "head", "script", "style", "template")
_MOST_SHOWN = 5000  # pieces of text by which walls are known
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(body: bytes, url: str) -> Page:
    """What stands at `url`; a page that cannot be read at all is one without text."""
    tree = _tree(_decoded(body[:_LARGEST]))
    if tree is None:
        return Page(url, Reading.SUMMARY)
    schema = page_schema.read(tree)
    signs = _signs(tree, schema, url)
    publisher = page_schema.publisher(schema)
    title = _without_name(page_schema.title(schema) or _heading(tree), publisher)
    address = page_address.canonical(_canonical(tree), url)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    text = _text(tree, schema, title)
    reading = page_walls.reading(signs, text)
    has_text = reading in (Reading.READ, Reading.PAYWALLED, Reading.VIDEO)
    return Page(
        address,
        reading,
        text if has_text else "",
        title,
        publisher,
        page_schema.authors(schema),
        page_schema.published_at(schema) or _time_shown(tree),
        page_schema.modified_at(schema),
        languages.of(text, language),
    )


def _decoded(body: bytes) -> str:
    """Its characters: what is UTF-8 is, whatever the page says; never an error."""
    marked = next((name for mark, name in _BOMS if body.startswith(mark)), None)
    declared = _CHARSET.search(body[:4096])
    names = (marked, "utf-8", declared[1].decode("ascii") if declared else None, "cp1252")
    for name in filter(None, names):
        try:
            return body.decode(name).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8", "replace").replace("\0", "")


def _tree(markup: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):  # nothing in it is markup
        return None


def _signs(tree: HtmlElement, schema: Schema, url: str) -> Signs:
    fields = tree.iter("input")
    return Signs(
        url,
        (tree.findtext(".//title") or "")[:300],
        " ".join(islice(_shown(tree), _MOST_SHOWN))[:_SHOWN],
        schema,
        any((each.get("type") or "").lower() == "password" for each in fields),
    )


def _shown(tree: HtmlElement) -> Iterator[str]:
    """The text of a page, in pieces, without what every page of its site has."""
    walk = etree.iterwalk(tree, events=("start",))
    for _, each in walk:
        is_outside = each.tag in _OUTSIDE
        if is_outside:
            walk.skip_subtree()
        told = (None if is_outside else each.text, each.tail)
        yield from (piece.strip() for piece in told if piece and not piece.isspace())


def _canonical(tree: HtmlElement) -> str | None:
    links = (each for each in tree.iter("link") if "canonical" in (each.get("rel") or "").lower())
    return next((each.get("href") for each in links), None)


def _heading(tree: HtmlElement) -> str | None:
    found = next(tree.iter("h1"), None)
    told = tree.findtext(".//title") if found is None else found.text_content()
    return cleaned((told or "")[:300]) or None


def _without_name(title: str | None, publisher: str | None) -> str | None:
    """`Judge rules | Sample Herald` is the title that a window has."""
    if title is None or publisher is None:
        return title
    return re.sub(rf"\s*[|–—-]\s*{re.escape(publisher)}$", "", title) or title


def _time_shown(tree: HtmlElement) -> datetime | None:
    """The first time that its article shows, as press offices write theirs."""
    times = (page_schema.moment(each.get("datetime")) for each in tree.iter("time"))
    return next((each for each in times if each is not None), None)


def _text(tree: HtmlElement, schema: Schema, title: str | None) -> str:
    """Its paragraphs; of a live blog, those of its newest updates."""
    if page_schema.kind(schema.article) == "LiveBlogPosting" and (newest := _updates(schema)):
        return newest
    found = _joined(_extracted(tree), title)
    if len(found.split()) < _TOO_LITTLE and isinstance(schema.article.get("articleBody"), str):
        told = _joined(_plain(schema.article["articleBody"]), title)
        return max(found, told, key=len)
    return found


def _extracted(tree: HtmlElement) -> Sequence[str]:
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return ()
    bare = page_furniture.removed(deepcopy(tree))
    found = trafilatura.bare_extraction(bare, include_comments=False, include_tables=False)
    return found.text.splitlines() if isinstance(found, Document) and found.text else ()


def _updates(schema: Schema) -> str:
    told = schema.article.get("liveBlogUpdate")
    updates = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    updates.sort(key=_at, reverse=True)
    lines = (line for each in updates[:_NEWEST] for line in _of_update(each))
    return _joined(lines, None)


def _at(update: Node) -> float:
    at = page_schema.moment(update.get("datePublished"))
    return at.timestamp() if at else 0.0


def _of_update(update: Node) -> Iterator[str]:
    for name in ("headline", "articleBody"):
        if isinstance(update.get(name), str):
            yield from _plain(update[name])


def _plain(told: str) -> Iterator[str]:
    return iter(without_tags(told[:_LONGEST_TEXT]).splitlines())


def _joined(lines: Iterable[str], title: str | None) -> str:
    """Paragraphs of words; neither the title once more nor what invites to something else."""
    paragraphs = (cleaned(each) for each in lines)
    kept = (each for each in paragraphs if each != title and _is_told(each))
    return "\n\n".join(kept)[:_LONGEST_TEXT]


def _is_told(paragraph: str) -> bool:
    invites = page_furniture.announces(paragraph) or page_walls.is_request(paragraph)
    return any(map(str.isalpha, paragraph)) and not invites
