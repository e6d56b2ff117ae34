"""One entry of CourtListener's Atom feed -> the docket entry that it tells of.

    title      Entry #132 in D.V.D. v. U.S. Department of Homeland Security, 1:25-cv-10676
               Minute entry from 2025-05-20 in ...
    id, link   .../docket/69775896/dvd-v-us-department-of-homeland-security/?order_by=desc#entry-132
               ...#minute-entry-421337001
    published  2025-05-23T00:00:00-07:00: the day of filing, as midnight in California
    summary    the docket text, or the event's name where it has no text
    link       rel="enclosure": the free PDF, or the document at PACER; numbered entries alone

The slug in the id goes with the caption, so that the anchor alone is the entry's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from lxml import etree

from db import numbers
from db.errors import FormatError
from db.models import DocketEntry
from scraper.parsers import event_names, feed_items, recap_links
from scraper.parsers.plain_text import cleaned, without_tags
from scraper.parsers.recap_links import Place

LONGEST = 2_000  # characters of a title or an address
LONGEST_TEXT = 100_000  # characters of a docket text; the longest known have some 30,000

_NAMESPACE = "{http://www.w3.org/2005/Atom}"
_FEED_TAG = b'<feed xmlns="http://www.w3.org/2005/Atom">'
_END_OF_ENTRY = b"</entry></feed>"
_TITLE = re.compile(r"(?:Docket updates for|(?:Entry #\S+|Minute entry from \S+) in) (.*)")
_ANCHOR = re.compile(
    r"[^#]*/docket/(?P<docket>[0-9]{1,18})/[^#]*"
    r"#(?P<key>entry-(?P<number>[0-9]{1,18})|minute-entry-(?P<id>[0-9]{1,18}))"
)


class Heading(NamedTuple):
    """What a title says of the docket: "CAPTION, NUMBER". A caption is cut after 100 characters."""

    caption: str | None = None
    number: str | None = None


class Filing(NamedTuple):
    key: str  # its anchor on CourtListener's page
    entry: DocketEntry
    heading: Heading
    courtlistener_id: str  # of the docket
    place: Place | None  # where its document is


def read(item: bytes) -> Filing:
    """FormatError where it is no XML, or names no entry of a docket."""
    told = _element(item)
    anchor = _anchor(told)
    number, id = anchor["number"], anchor["id"]
    place = next(filter(None, map(recap_links.place, _links(told, "enclosure"))), None)
    labels, text = _words(_text(told, "summary", LONGEST_TEXT))
    entry = DocketEntry(
        number=None if number is None else recap_links.number(number),
        labels=labels,
        text=text,
        filed_on=_day(_text(told, "published")),
        documents=() if place is None else (place.document,),
        ref=None if id is None else f"cl{id}",
    )
    return Filing(anchor["key"], entry, heading(_text(told, "title")), anchor["docket"], place)


def heading(title: str) -> Heading:
    found = _TITLE.fullmatch(cleaned(title))
    if found is None:
        return Heading()
    caption, _, number = found[1].rpartition(", ")
    if not numbers.is_number(number):  # the comma is the caption's own
        return Heading(found[1])
    return Heading(caption or None, numbers.normal(number))


def feed_title(head: bytes) -> str:
    """What stands before the entries, where it can be read."""
    feed = feed_items.parsed(b"", head, b"</feed>")
    return "" if feed is None else _text(feed, "title")


def _element(item: bytes) -> etree._Element:
    feed = feed_items.parsed(_FEED_TAG, item, _END_OF_ENTRY)
    found = None if feed is None else feed.find(f"{_NAMESPACE}entry")
    if found is None:
        raise FormatError("is not well-formed Atom")
    return found


def _anchor(told: etree._Element) -> re.Match[str]:
    for address in (_text(told, "id"), *_links(told, "alternate")):
        found = _ANCHOR.fullmatch(address.strip())
        if found is not None:
            return found
    raise FormatError("names no entry of a docket")


def _text(told: etree._Element, tag: str, longest: int = LONGEST) -> str:
    found = told.find(f"{_NAMESPACE}{tag}")
    return "" if found is None else "".join(found.itertext())[:longest]


def _links(told: etree._Element, relation: str) -> Iterator[str]:
    for link in told.iterfind(f"{_NAMESPACE}link[@rel='{relation}']"):
        yield (link.get("href") or "")[:LONGEST]


def _words(summary: str) -> tuple[tuple[str, ...], str | None]:
    """The names of the events, or the docket text."""
    told = cleaned(without_tags(summary))
    return (event_names.apart(told), None) if event_names.is_name(told) else ((), told or None)


def _day(published: str) -> date | None:
    """The day as it is written: midnight in California is the same day in UTC, too."""
    try:
        return datetime.fromisoformat(published.strip()).date()
    except ValueError:
        return None
