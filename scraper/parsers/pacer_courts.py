"""PACER's own directory of courts (`data.json`): read it, and say where our table differs.

Its shape: `{"meta": {"last_updated"}, "data": [{"court_id": "MADC", "title", "type",
"login_url", "rss_url"?, ...}]}`, a row per ECF. That it names no feed does not mean that there
is none, nor the other way round, so a difference is a reason to ask the feed, not a fact about it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from db.courts import LEFT_OUT, Court
from db.errors import FormatError
from db.models import Problem

URL = "https://pacer.uscourts.gov/file-case/court-cmecf-lookup/data.json"


@dataclass(frozen=True, slots=True)
class Listing:
    """One row of the directory."""

    pacer_id: str
    title: str
    ecf_host: str | None = None
    feed_url: str | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    listings: tuple[Listing, ...]
    updated: str | None = None  # as told
    problems: tuple[Problem, ...] = ()


class DifferenceKind(StrEnum):
    COURT_NEW = "court_new"
    COURT_GONE = "court_gone"
    HOST_MOVED = "host_moved"
    FEED_LISTED = "feed_listed"
    FEED_UNLISTED = "feed_unlisted"
    FEED_MOVED = "feed_moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """`old` is what our table says, `new` what the directory says: a host or a feed's URL."""

    kind: DifferenceKind
    pacer_id: str
    title: str
    court_id: str | None = None  # None: a court that we do not know
    old: str | None = None
    new: str | None = None


def parse(body: bytes) -> Directory:
    """The directory; a row that cannot be read is a problem, a file without rows a FormatError."""
    told = _told(body)
    listings: list[Listing] = []
    problems: list[Problem] = []
    for place, row in enumerate(told["data"]):
        listing = _listing(row)
        if listing is None:
            problems.append(Problem("bad_item", "This row names no court.", place))
        else:
            listings.append(listing)
    if not listings:
        raise FormatError("PACER's directory names no court at all.")
    meta = told.get("meta")
    updated = _text(meta, "last_updated") if isinstance(meta, dict) else None
    return Directory(tuple(listings), updated, tuple(problems))


def compare(directory: Directory, courts: Iterable[Court]) -> tuple[Difference, ...]:
    """Where the directory and our table disagree, in our table's order, new courts last."""
    ours = {court.pacer_id: court for court in courts if court.pacer_id}
    listings = {listing.pacer_id: listing for listing in directory.listings}
    known = [
        difference
        for pacer_id, court in ours.items()
        for difference in _differences(court, pacer_id, listings.get(pacer_id))
    ]
    new = [_new(row) for row in listings.values() if row.pacer_id not in {*ours, *LEFT_OUT}]
    return (*known, *new)


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"PACER's directory is not JSON: {error}.") from error
    if not isinstance(told, dict) or not isinstance(told.get("data"), list):
        raise FormatError('PACER\'s directory has no list "data".')
    return told


def _listing(row: object) -> Listing | None:
    if not isinstance(row, dict) or not (pacer_id := _text(row, "court_id")):
        return None
    title = _text(row, "title") or _text(row, "court_name") or pacer_id
    login_url, feed_url = _url(row, "login_url"), _url(row, "rss_url")
    return Listing(pacer_id.upper(), title, login_url and urlsplit(login_url).hostname, feed_url)


def _text(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if not isinstance(value, str):
        return None
    # What is not printable could move a terminal's cursor.
    return "".join(letter for letter in value if letter.isprintable()).strip() or None


def _url(row: dict[str, Any], key: str) -> str | None:
    """An http(s) URL; some rows double a slash of the path (`gov//cgi-bin`)."""
    text = _text(row, key)
    if text is None or not re.match(r"https?://[\w.:-]+(/|$)", text):
        return None
    return re.sub(r"(?<!:)/{2,}", "/", text)


def _new(listing: Listing) -> Difference:
    at = listing.feed_url or listing.ecf_host
    return Difference(DifferenceKind.COURT_NEW, listing.pacer_id, listing.title, new=at)


def _differences(court: Court, pacer_id: str, listing: Listing | None) -> Iterator[Difference]:
    def difference(kind: DifferenceKind, old: str | None, new: str | None) -> Difference:
        return Difference(kind, pacer_id, court.short_name, court.id, old, new)

    if listing is None:
        yield difference(DifferenceKind.COURT_GONE, court.ecf_host, None)
        return
    if listing.ecf_host and listing.ecf_host != court.ecf_host:
        yield difference(DifferenceKind.HOST_MOVED, court.ecf_host, listing.ecf_host)
    listed = court.feed.listed_url if court.feed else None
    if listed != listing.feed_url:
        yield difference(_feed_kind(listed, listing.feed_url), listed, listing.feed_url)


def _feed_kind(old: str | None, new: str | None) -> DifferenceKind:
    if old is None:
        return DifferenceKind.FEED_LISTED
    return DifferenceKind.FEED_MOVED if new else DifferenceKind.FEED_UNLISTED
