"""A feed's bytes -> its channel and its items, and what each says.

A court lists the same few hundred items again and again, so the body is first
cut into items, as bytes: only those that are not yet known need to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from scraper.parsers.feed_text import repaired

# What an item says, escaped as it stands in the XML: title, link, description, guid, pubDate.
Fields = tuple[str, ...]
_FIELDS = ("title", "link", "description", "guid", "pubDate")
_END_OF_ITEM = b"</item>"
_END_OF_FEED = b"</channel></rss>"


@dataclass(frozen=True, slots=True)
class Feed:
    head: bytes  # all that stands before the first item
    items: list[bytes]  # each without its end tag
    is_whole: bool  # it ends as a feed ends: not cut short


_ROOT = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+<(!DOCTYPE\s+html\b|!DOCTYPE\b|[\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_HTML_TAGS = frozenset(b"html head title meta body center table div h1 h2 p pre".split())


def root(body: bytes) -> str | None:
    """`rss`, `html`, `doctype` (of anything but HTML), another tag's name, or None: no XML."""
    found = _ROOT.match(body)
    if found is None:
        return None
    name = found[1].lower()
    if name in _HTML_TAGS or name.endswith(b"html"):
        return "html"
    return name[:40].removeprefix(b"!").decode()


_NO_ITEMS = re.compile(rb"<item\b|</channel")


def split(body: bytes) -> Feed:
    cuts = _cut_with_care(body) if b"<!" in body else _cut(body)
    if not cuts.items:
        found = _NO_ITEMS.search(body)
        return Feed(body[: found.start()] if found else body, [], b"</rss" in body)
    return Feed(body[: cuts.start], cuts.items, body.find(b"</rss", cuts.end) >= 0)


class _Cuts(NamedTuple):
    items: list[bytes]
    start: int = 0  # where the first begins
    end: int = 0  # where the last ends


_TAGS = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:]]>|\Z)|<item\b|</item\s*>", re.DOTALL)


def _cut(body: bytes) -> _Cuts:
    start, end = body.find(b"<item"), body.rfind(_END_OF_ITEM)
    if not 0 <= start < end:
        return _Cuts([])
    items = [item.lstrip() for item in body[start:end].split(_END_OF_ITEM)]
    return _Cuts(items, start, end)


def _cut_with_care(body: bytes) -> _Cuts:
    """The same where comments and CDATA sections may hold what looks like a tag."""
    spans: list[tuple[int, int]] = []
    start = None
    for tag in _TAGS.finditer(body):
        if tag[0] == b"<item":
            start = tag.start() if start is None else start
        elif tag[0].startswith(b"</item") and start is not None:
            spans.append((start, tag.start()))
            start = None
    if not spans:
        return _Cuts([])
    return _Cuts([body[start:end] for start, end in spans], spans[0][0], spans[-1][1])


# Reading.

_PARSER = etree.XMLParser(
    encoding="utf-8",
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_RSS_TAG = re.compile(rb"<rss\b[^<>]{0,2000}>")  # the prefixes that items may use
# The form in which nearly all courts write an item: five fields of mere text. For these there
# is no need of an XML parser, which takes three times as long.
_PLAIN_ITEM = re.compile(
    r"<item>\s*<title>([^<]*)</title>\s*<link>([^<]*)</link>"
    r"\s*<description>([^<]*)</description>\s*<guid[^<>]*>([^<]*)</guid>"
    r"\s*<pubDate>([^<]*)</pubDate>\s*"
)


def channel(head: bytes) -> dict[str, str] | None:
    """What the channel says of itself, by tag, or None where its head is no XML."""
    for form in (head, repaired(head)):
        try:
            found = etree.fromstring(form + _END_OF_FEED, _PARSER).find("channel")
        except etree.XMLSyntaxError:
            continue
        return None if found is None else _texts(found)
    return None


def read(head: bytes, items: Iterable[bytes]) -> Iterator[Fields | None]:
    """Each item's fields; None for one that is not well-formed, which costs no other."""
    rss_tag = _RSS_TAG.search(head)
    opening = (rss_tag[0] if rss_tag else b"<rss>") + b"<channel>"
    for item in items:
        plain = _PLAIN_ITEM.fullmatch(item.decode())
        yield plain.groups() if plain else _read_xml(opening, item)


def _read_xml(opening: bytes, item: bytes) -> Fields | None:
    for form in (item, repaired(item)):
        try:
            feed = etree.fromstring(opening + form + _END_OF_ITEM + _END_OF_FEED, _PARSER)
        except etree.XMLSyntaxError:
            continue
        found = feed.find("channel/item")
        texts = {} if found is None else _texts(found)
        return tuple(escape(texts.get(tag, "")) for tag in _FIELDS)
    return None


def _texts(element: etree._Element) -> dict[str, str]:
    return {str(child.tag): "".join(child.itertext()) for child in element}
