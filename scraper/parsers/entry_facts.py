"""What juriscraper tells of an entry, in our noun. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from db import courts
from db.courts import CourtLevel
from db.models import DocketEntry, Document
from scraper.parsers import dates
from scraper.parsers.pacer_links import settled
from scraper.parsers.plain_text import cleaned

Told = Mapping[str, Any]

LONGEST = 2000  # characters of a name, a label or a line of the heading
LONGEST_TEXT = 100_000  # of a docket text
LARGEST_NUMBER = 999_999

_DOC_ID = re.compile(r"[0-9]{5,18}", re.ASCII)
_SEQ = re.compile(r"[0-9]{1,18}", re.ASCII)
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ENTERED = re.compile(
    r"\bentered:?\s+(?:by\s.{1,200}?\s)?(?:on\s+)?(\d{1,2}/\d{1,2}/\d{4})"
    r"(?:\s+at)?\s+(\d{1,2}:\d\d)(?::\d\d)?\s+([AP]M)(?:\s+([A-Z]{2,4})\b)?",
    re.IGNORECASE,
)


def entries(told: Iterable[Told], court_id: str) -> Iterator[DocketEntry]:
    """Those that say anything at all."""
    for each in told:
        entry = _entry(each, court_id)
        if entry.number is not None or entry.text is not None or entry.labels:
            yield entry


def _entry(told: Told, court_id: str) -> DocketEntry:
    number, text, label = _number(told), line(told.get("description"), LONGEST_TEXT), _label(told)
    guid = _guid(told)
    return DocketEntry(
        seq=_seq(told),
        number=number,
        labels=() if label is None else (label,),
        text=text,
        entered_at=None if text is None else entered_at(text, courts.get(court_id).time_zone),
        filed_on=day(told.get("date_filed")),
        documents=tuple(_documents(told, number, court_id)),
        ref=None if guid is None else f"acms{guid}",
    )


def _label(told: Told) -> str | None:
    return line(told.get("short_description"))


def _number(told: Told) -> int | None:
    """Courts of appeals tell no number: what stands in its place is the document's id."""
    said = str(told.get("document_number") or "")
    if not said.isdecimal() or said == told.get("pacer_doc_id"):
        return None
    number = int(said[:18])
    return number if number <= LARGEST_NUMBER else None


def _seq(told: Told) -> int | None:
    """PACER's de_seq. A court of appeals writes the partId that its feed tells: it is the number
    in brackets in the docket texts, and the 2nd Circuit's grows on with its feed's."""
    said = _matching(_SEQ, told.get("pacer_seq_no"))
    return None if said is None else int(said)


def _guid(told: Told) -> str | None:
    """The id of an entry in ACMS, under which all its documents stand, where it has any."""
    said = _matching(_GUID, told.get("pacer_doc_id"))
    return None if said is None else said.lower()


def _documents(told: Told, number: int | None, court_id: str) -> Iterator[Document]:
    guid = _guid(told)
    if guid is not None and told.get("page_count"):
        yield Document(number, doc_id=guid)
    main = doc_id(told.get("pacer_doc_id"))
    attached = told.get("attachments") or ()
    # A court of appeals repeats the id of the first of several as that of the entry.
    if main is not None and main not in {_attached_id(each) for each in attached}:
        yield Document(number, None, main, None, document_url(court_id, main))
    for each in attached:
        found = _attached_id(each)
        url = None if found is None else document_url(court_id, found)
        title = line(each.get("description"))
        place = min(int(each["attachment_number"]), LARGEST_NUMBER)
        yield Document(number, place, found, title, url)


def _attached_id(told: Told) -> str | None:
    said = told.get("pacer_doc_id")
    return doc_id(said[0] if isinstance(said, list) and said else said)


def doc_id(said: object) -> str | None:
    """PACER's id of a document, its 4th digit 0."""
    found = _matching(_DOC_ID, said)
    return None if found is None else settled(found)


def document_url(court_id: str, doc_id: str) -> str | None:
    court = courts.get(court_id)
    if court.ecf_host is None:
        return None
    folder = "docs1" if court.level is CourtLevel.APPELLATE else "doc1"
    return f"https://{court.ecf_host}/{folder}/{doc_id}"


def entered_at(words: str, time_zone: str) -> datetime | None:
    """The time that "[Entered: 12/04/2019 02:30 PM]" or "entered on 9/10/2024 at 12:08 PM CDT"
    tells; None where only a day is told."""
    found = _ENTERED.search(words)
    if found is None:
        return None
    try:
        local = datetime.strptime(" ".join(found.groups()[:3]).upper(), "%m/%d/%Y %I:%M %p")
    except ValueError:
        return None
    return dates.moment(f"{local:%d %b %Y %H:%M} {found[4] or ''}", time_zone)


def day(said: object) -> date | None:
    return said.date() if isinstance(said, datetime) else said if isinstance(said, date) else None


def line(said: object, longest: int = LONGEST) -> str | None:
    """One clean line, or None where nothing is said."""
    return cleaned(said[:longest]) or None if isinstance(said, str) else None


def _matching(pattern: re.Pattern[str], said: object) -> str | None:
    found = pattern.fullmatch(said) if isinstance(said, str) else None
    return None if found is None else found[0]
