"""One item of a govinfo feed -> the opinions that it tells of, and their case.

    title        25-951 - Abrego Garcia v. Noem et al
    link, guid   https://www.govinfo.gov/app/details/USCOURTS-mdd-8_25-cv-00951
                 .../USCOURTS-mdd-8_25-cv-00951/USCOURTS-mdd-8_25-cv-00951-3
    description  HTML, with links to .../content/pkg/<case>/pdf/<opinion>.pdf
    pubDate      when govinfo published it, days to weeks after the court

A case is a package, `USCOURTS-<court>-<number>` with `_` for the colon; its opinions are counted
from 0: `-3` is the fourth. An item that names the case but no opinion says that there was news of
the case on that day, and no more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from db import courts, numbers
from db.courts import Court, CourtLevel
from db.errors import FormatError
from db.models import DocketEntry, Document
from scraper.parsers import dates, event_names
from scraper.parsers.feed_items import Fields
from scraper.parsers.plain_text import cleaned, unescaped, without_tags

LONGEST = 20_000  # characters of a field
LONGEST_TITLE = 2_000
MOST_OPINIONS = 100  # of an item

_ID = re.compile(
    r"USCOURTS-(?P<court>[a-z0-9]{2,8})-(?P<number>[0-9]{1,2}_[0-9]{2}-[a-z]{1,6}-[0-9]{1,8}"
    r"|[0-9]{2}-[0-9]{1,8})(?:-(?P<opinion>[0-9]{1,6}))?(?![\w-])"
)
_KEY = re.compile(rb"USCOURTS-[\w-]{1,80}")
_LABEL = ("Opinion",)
_NUMBERED_TITLE = re.compile(r"[\w:.-]*[0-9] ?[-–:] (.*)")
_CASE = re.compile(r" vs?\.? |^In re\b|^In the Matter\b|^Ex parte\b", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]*>[^<]*</a\s*>", re.IGNORECASE)
_RULING = re.compile(r"\b(?:opinion|order|memorandum|judgment|decision|ruling)\b", re.IGNORECASE)
_FILED = re.compile(
    r"\b(?:filed|issued|signed|entered|dated?)\b[^0-9]{0,60}?"
    r"(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4}))"
    r"(?![0-9])",
    re.IGNORECASE,
)


class Case(NamedTuple):
    """What an item tells of one case."""

    number: str
    caption: str | None
    entries: tuple[DocketEntry, ...]  # its opinions


def read(fields: Fields | None, court: Court, base_url: str, *, are_opinions: bool) -> Case:
    """FormatError where an item names no case of this court.

    `base_url` is govinfo's own; `are_opinions` says that the channel carries nothing else.
    """
    if fields is None:
        raise FormatError("is not well-formed XML")
    title, link, description, guid, published = (unescaped(each[:LONGEST]) for each in fields)
    ids = _ids(f"{guid} {link} {description}", court)
    told = _worded(_words(description), are_opinions=are_opinions)
    places = _opinions(ids)
    if not places:
        day = dates.moment(published)
        at = "" if day is None else f"@{day:%Y-%m-%d}"
        entries = [replace(told, ref=f"govinfo:{_package(ids[0])}{at}")]
    elif len(places) == 1:
        entries = [_opinion(told, ids[0], places[0], base_url)]
    else:  # it does not say which of them its words are about
        bare = DocketEntry(labels=_LABEL if are_opinions else ())
        entries = [_opinion(bare, ids[0], place, base_url) for place in places]
    return Case(_number(ids[0]["number"], court), _caption(cleaned(title)), tuple(entries))


def key(item: bytes) -> bytes:
    """What an item is about, in any wording."""
    found = _KEY.search(item)
    return item if found is None else found[0]


def _ids(told: str, court: Court) -> list[re.Match[str]]:
    """Every mention of the case that is named first."""
    found = list(_ID.finditer(told))
    if not found:
        raise FormatError("names no case")
    named = courts.find(found[0]["court"])
    if named is not None and named is not court:
        raise FormatError(f"is of another court, {named.id}")
    return [each for each in found if _package(each) == _package(found[0])]


def _package(id: re.Match[str]) -> str:
    return f"USCOURTS-{id['court']}-{id['number']}"


def _opinions(ids: list[re.Match[str]]) -> list[int]:
    """The newest opinions that are named, by their count."""
    return sorted({int(each["opinion"]) for each in ids if each["opinion"]})[-MOST_OPINIONS:]


def _opinion(told: DocketEntry, id: re.Match[str], place: int, base_url: str) -> DocketEntry:
    package = _package(id)
    url = f"{base_url}/content/pkg/{package}/pdf/{package}-{place}.pdf"
    return replace(told, ref=f"govinfo:{package}-{place}", documents=(Document(free_url=url),))


def _number(told: str, court: Court) -> str:
    """Appellate courts write 25-1393 for what is 25-01393 here."""
    number = numbers.normal(told.replace("_", ":"))
    if court.level is not CourtLevel.APPELLATE:
        return number
    year, _, serial = number.partition("-")
    return f"{year}-{serial.lstrip('0')}"


def _caption(title: str) -> str | None:
    found = _NUMBERED_TITLE.fullmatch(title[:LONGEST_TITLE])
    if found is not None:
        return found[1].strip() or None
    return title[:LONGEST_TITLE] if _CASE.search(title[:LONGEST_TITLE]) else None


def _words(description: str) -> str:
    """What a description says of the opinion, without its links; nothing, if it is only those."""
    told = cleaned(without_tags(_LINK.sub(" ", description)))
    return told if _RULING.search(told) else ""


def _worded(words: str, *, are_opinions: bool) -> DocketEntry:
    """An entry that says what is told of it, and when it was filed."""
    if event_names.is_name(words):
        return DocketEntry(labels=(words,))
    labels = _LABEL if are_opinions and not words else ()
    return DocketEntry(labels=labels, text=words or None, filed_on=_filed_on(words))


def _filed_on(words: str) -> date | None:
    found = _FILED.search(words)
    if found is None:
        return None
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:  # no day of the calendar
        return None
