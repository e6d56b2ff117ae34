"""RSS 2.0, 1.0 and Atom, through feedparser. Pure.

feedparser takes a quarter of a millisecond for an item and more for a hostile one, and most items
were read the last time: so the body is first cut into items, as bytes, and only those that are
asked for are given to it, in a document of ours. What stood around them (a document type with
its entities, above all) never reaches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import feedparser  # type: ignore[import-untyped]

from db.models import Problem
from scraper.parsers import feed_items, feed_text
from scraper.parsers.feed_items import Feed
from scraper.parsers.news_dates import moment
from scraper.parsers.news_story import MOST_ITEMS, Listed, StoryList, too_many

MOST_MARKS = 100_000  # read in one answer; three seconds of work at worst

ROOTS = frozenset(("rss", "feed", "rdf:rdf", "rdf"))

_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']"
    rb"(windows-125\d|iso-8859-\d{1,2}|shift_jis|euc-jp|euc-kr|gb2312|gbk|gb18030|big5|koi8-r)",
    re.IGNORECASE,
)
ROOT_TAG = re.compile(rb"<(rss|feed|(?:\w{1,10}:)?RDF)\b[^<>]{0,4000}>", re.IGNORECASE)
_LANGUAGE = re.compile(
    rb"<(?:dc:)?language[^<>]{0,40}>\s*([\w-]{2,12})|<feed\b[^<>]{0,500}?xml:lang=[\"']([\w-]{2,12})"
)
_TIMES = re.compile(
    rb"<(?:pubDate|dc:date|published|updated|issued|dcterms:\w+)\b[^<>]{0,100}>\s*"
    rb"(?:<!\[CDATA\[)?([^<\]]{6,64})"
)
_SECTIONS = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_END_OF_ITEM = re.compile(rb"</(?:item|entry)\s*>\s*\Z")
_END_OF_RDF = re.compile(rb"</(?:\w{1,10}:)?RDF\s*>\s*\Z", re.IGNORECASE)


def stories(body: bytes, root: str, base: str, now: datetime | None = None) -> StoryList:
    """What the feed lists. `root` is its root tag, `base` its own address."""
    feed = _split(_in_utf8(body), root)
    kept = feed.items[:MOST_ITEMS]
    return StoryList(
        kept,
        [_time(each, now) for each in kept],
        _Reader(feed.head, kept, root, base),
        tuple(_faults(feed)),
    )


def _in_utf8(body: bytes) -> bytes:
    declared = _DECLARED.match(body.lstrip())
    if declared is None or declared[1].lower() in (b"iso-8859-1", b"windows-1252"):
        return feed_text.in_utf8(body).lstrip()
    return body.lstrip().decode(declared[1].decode(), "replace").encode()


def _split(body: bytes, root: str) -> Feed:
    if root == "feed":
        return feed_items.split_atom(body)
    feed = feed_items.split(body)
    is_whole = feed.is_whole or _END_OF_RDF.search(body[-100:]) is not None
    return Feed(feed.head, feed.items, is_whole)


def _faults(feed: Feed) -> Iterator[Problem]:
    if not feed.is_whole:
        words = "the answer ends in the middle: only whole stories were read"
        yield Problem("truncated", words)
    yield from too_many(len(feed.items))


def _time(item: bytes, now: datetime | None) -> datetime | None:
    """The earliest that it tells: when it was published, where it was also updated."""
    told = (moment(found.decode("utf-8", "replace"), now) for found in _TIMES.findall(item))
    return min(filter(None, told), default=None)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads items of one feed."""

    head: bytes
    items: Sequence[bytes]
    root: str
    base: str

    def __call__(self, places: Sequence[int]) -> Iterator[Listed | None]:
        """None for what cannot be read, and for all that comes when enough was read."""
        language = _LANGUAGE.search(self.head)
        told = (language[1] or language[2]).decode() if language else None
        left = MOST_MARKS
        for place in places:
            left -= _marks(self.items[place])
            yield None if left < 0 else self._read(self.items[place], told)

    def _read(self, item: bytes, language: str | None) -> Listed | None:
        entries = self._entries(item)
        if not entries:
            entries = self._entries(feed_text.repaired(item))
        return _listed(entries[0], language) if entries else None

    def _entries(self, item: bytes) -> Sequence[Mapping[str, Any]]:
        headers = {"content-type": "application/xml; charset=utf-8", "content-location": self.base}
        parsed = feedparser.parse(
            BytesIO(self._document(item)),  # of bare bytes it would try to open a file
            response_headers=headers,
            sanitize_html=False,  # no markup is kept
            resolve_relative_uris=False,  # inside texts; links are resolved all the same
        )
        # Plain: of its own mappings some keys are others' names, with a warning.
        return [dict(entry) for entry in parsed.entries]

    def _document(self, item: bytes) -> bytes:
        """The item alone between tags of its feed's own kind, which declare the prefixes."""
        tag = ROOT_TAG.search(self.head)
        opening = tag[0] if tag else b"<rss>"
        name = re.split(rb"[\s>]", opening[1:], maxsplit=1)[0]
        inner = _END_OF_ITEM.sub(b"", item)
        if self.root == "feed":
            return b"%s%s</entry></%s>" % (opening, inner, name)
        if self.root == "rss":
            return b"%s<channel>%s</item></channel></%s>" % (opening, inner, name)
        return b"%s%s</item></%s>" % (opening, inner, name)


def _marks(item: bytes) -> int:
    """What makes feedparser work: tags, and a tenth as much references."""
    bare = _SECTIONS.sub(b"", item) if b"<![" in item else item
    return bare.count(b"<") + bare.count(b"&") // 10


def _listed(entry: Mapping[str, Any], language: str | None) -> Listed:
    source = entry.get("source") or {}
    return Listed(
        url=_address(entry),
        title=str(entry.get("title") or ""),
        summaries=tuple(_summaries(entry)),
        publisher=str(source.get("title") or "") or None,
        authors=tuple(_authors(entry)),
        published=entry.get("published") or entry.get("updated"),
        modified=entry.get("updated"),
        language=entry.get("language") or language,
    )


def _address(entry: Mapping[str, Any]) -> str:
    """Its link; a guid only where it is one (`isPermaLink`), or looks like one."""
    links = [*(entry.get("links") or ()), {"rel": "alternate", "href": entry.get("link")}]
    for link in links:
        if link.get("rel") == "alternate" and link.get("href"):
            return str(link["href"])
    told = str(entry.get("id") or "")
    return told if told.startswith(("http://", "https://")) else ""


def _summaries(entry: Mapping[str, Any]) -> Iterator[str]:
    yield str(entry.get("summary") or "")
    for content in entry.get("content") or ():
        yield str(content.get("value") or "")


def _authors(entry: Mapping[str, Any]) -> Iterable[str]:
    named = (each.get("name") or "" for each in entry.get("authors") or ())
    return (str(name) for name in named)
