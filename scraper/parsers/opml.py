"""OPML 2.0, in which readers of feeds hand each other their lists. Pure.

What OPML has no word for (that a page is read as a listing, how often it is asked) stands in
attributes of a namespace of ours, which others pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from lxml import etree

from db.errors import FormatError
from db.press import NewsFeed, NewsForm
from scraper.parsers import feed_text
from scraper.parsers.news_story import text

LARGEST = 5_000_000  # bytes
MOST_FEEDS = 1_000

_OURS = "urn:docketwatch:opml"
_LONGEST_NAME = 100
_FORMS = {str(form): form for form in NewsForm}


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list, in the list's own words."""

    url: str
    title: str | None = None
    slug: str | None = None
    form: NewsForm = NewsForm.FEED
    preset: str | None = None
    every: timedelta | None = None


def read(body: bytes) -> list[Outline]:
    """The feeds of a list, in its order, folders or not; FormatError where it is none."""
    if len(body) > LARGEST:
        raise FormatError(f"it has more than {LARGEST // 1_000_000} MB: no list of feeds")
    root = _root(body)
    if root is None or str(root.tag).lower() != "opml":
        raise FormatError("it is no OPML: a reader of feeds exports such a file")
    found = [_outline(each) for each in root.iter("outline") if _value(each, "xmlUrl")]
    if len(found) > MOST_FEEDS:
        raise FormatError(f"it lists {len(found)} feeds: more than {MOST_FEEDS} are not taken")
    return found


def _root(body: bytes) -> etree._Element | None:
    repaired = feed_text.repaired(feed_text.in_utf8(body).lstrip())
    for form, encoding in ((body.lstrip(), None), (repaired, "utf-8")):
        try:
            return etree.fromstring(form, _parser(encoding))
        except etree.XMLSyntaxError:
            continue
    return None


def _parser(encoding: str | None) -> etree.XMLParser:
    """One that goes nowhere; with an `encoding`, whatever the text declares."""
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _outline(element: etree._Element) -> Outline:
    form = _ours(element, "form")
    return Outline(
        url=(_value(element, "xmlUrl") or "").strip(),
        title=text(_value(element, "title") or _value(element, "text") or "", _LONGEST_NAME)
        or None,
        slug=_ours(element, "slug"),
        form=_FORMS.get(form or "", NewsForm.FEED),
        preset=_ours(element, "preset"),
        every=_span(_ours(element, "every")),
    )


def _span(told: str | None) -> timedelta | None:
    """So many seconds; None for what is no count of them."""
    is_count = told is not None and told.isascii() and told.isdigit() and len(told) < 9
    return timedelta(seconds=int(told)) if is_count and told and int(told) else None


def _value(element: etree._Element, name: str) -> str | None:
    """Some write `xmlurl`, or `XMLURL`."""
    told = {str(key).lower(): str(value) for key, value in element.items()}
    return element.get(name) or told.get(name.lower())


def _ours(element: etree._Element, name: str) -> str | None:
    return element.get(f"{{{_OURS}}}{name}")


def written(feeds: Iterable[NewsFeed]) -> bytes:
    """The list of these feeds. That one is asked despite its robots.txt is not handed on."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"docket": _OURS})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "News sources of docket"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", dict(_attributes(feed)))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _attributes(feed: NewsFeed) -> Iterator[tuple[str, str]]:
    title = feed.title or feed.slug
    yield from (("type", "rss"), ("text", title), ("title", title), ("xmlUrl", feed.url))
    yield f"{{{_OURS}}}slug", feed.slug
    if feed.form is not NewsForm.FEED:
        yield f"{{{_OURS}}}form", feed.form
    if feed.preset is not None:
        yield f"{{{_OURS}}}preset", feed.preset
    if feed.every is not None:
        yield f"{{{_OURS}}}every", str(int(feed.every.total_seconds()))
