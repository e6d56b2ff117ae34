"""A feed's bytes -> its channel and its items, and what each says.

A court lists the same few hundred items again and again, so the body is first
cut into items, as bytes: only those that are not yet known need to be read.
An Atom feed (`split_atom`) is cut into its entries in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


def split(body: bytes) -> Feed:
    start, end = body.find(b"<item"), body.rfind(_END_OF_ITEM)
    items = body[start:end].split(_END_OF_ITEM) if 0 <= start < end else []
    # One byte is found ten times faster than two, and few captions have an exclamation mark.
    has_sections = b"!" in body and b"<!" in body
    if has_sections or body.count(b"<item") != len(items):
        return _split_with_care(body)
    if not items:
        return Feed(body.partition(b"</channel")[0], [], b"</rss" in body)
    is_whole = body.find(b"</rss", end) >= 0
    return Feed(body[:start], [item.lstrip() for item in items], is_whole)


_NO_TAGS = rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:]]>|\Z)"
_TAGS = re.compile(_NO_TAGS + rb"|<item\b|</(?:item|channel|rss)\s*>", re.DOTALL)
_ATOM_TAGS = re.compile(_NO_TAGS + rb"|<entry\b|</(?:entry|feed)\s*>", re.DOTALL)


def split_atom(body: bytes) -> Feed:
    """An Atom feed; of these the longest has 30 entries, and there is no hurry."""
    return _split_with_care(body, _ATOM_TAGS, b"<entry", b"</feed")


def _split_with_care(
    body: bytes,
    tags: re.Pattern[bytes] = _TAGS,
    item: bytes = b"<item",
    end: bytes = b"</rss",
) -> Feed:
    """The same where items are without an end, or words in comments and CDATA look like tags."""
    items: list[bytes] = []
    head_end = start = None
    last = b""
    for tag in tags.finditer(body):
        if tag[0].startswith(b"<!"):
            continue
        last = tag[0]
        head_end = tag.start() if head_end is None else head_end
        if start is not None:
            items.append(body[start : tag.start()])
        start = tag.start() if last == item else None
    return Feed(body[:head_end], items, last.startswith(end))


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
    feed = parsed(b"", head, _END_OF_FEED)
    found = None if feed is None else feed.find("channel")
    return None if found is None else _texts(found)


def read(head: bytes, items: Iterable[bytes]) -> Iterator[Fields | None]:
    """Each item's fields; None for one that is not well-formed, which costs no other."""
    rss_tag = _RSS_TAG.search(head)
    opening = (rss_tag[0] if rss_tag else b"<rss>") + b"<channel>"
    for item in items:
        plain = _PLAIN_ITEM.fullmatch(item.decode())
        yield plain.groups() if plain else _read_xml(opening, item)


def _read_xml(opening: bytes, item: bytes) -> Fields | None:
    feed = parsed(opening, item, _END_OF_ITEM + _END_OF_FEED)
    if feed is None:
        return None
    found = feed.find("channel/item")
    texts = {} if found is None else _texts(found)
    return tuple(escape(texts.get(tag, "")) for tag in _FIELDS)


def parsed(opening: bytes, piece: bytes, closing: bytes) -> etree._Element | None:
    """A piece of a document between tags of ours, repaired if need be; None where it is no XML."""
    for form in (piece, repaired(piece)):
        try:
            return etree.fromstring(opening + form + closing, _PARSER)
        except etree.XMLSyntaxError:
            continue
    return None


def _texts(element: etree._Element) -> dict[str, str]:
    return {str(child.tag): "".join(child.itertext()) for child in element}
