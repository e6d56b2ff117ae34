"""What an address of a document tells: a free copy at CourtListener, or the court's own.

    https://storage.courtlistener.com/recap/gov.uscourts.mad.282404/
        gov.uscourts.mad.282404.118.0_1.pdf      court, case id, number, attachment (0: none)
    https://ecf.mad.uscourts.gov/doc1/09511234567?caseid=282404
    https://ecf.ca1.uscourts.gov/docs1/00108285679

`_1` says that the document was uploaded again. Where an appellate court does not number its
entries, the place of the number holds the document's id.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from db.models import Document
from scraper.parsers.pacer_links import settled

_LARGEST_NUMBER = 999_999  # what is larger is a document's id
_LONGEST = 2000  # characters of an address
_COPY = re.compile(
    r"https?://[^/?#\s]+/[^?#\s]*gov\.uscourts\.(?P<court>[a-z0-9]{2,10})\.(?P<case_id>[0-9]{1,12})"
    r"\.(?P<number>[0-9]{1,18})\.(?P<attachment>[0-9]{1,6})(?:_[0-9]+)?\.pdf"
)
_AT_COURT = re.compile(
    r"https://ecf\.(?P<court>[a-z0-9]{2,10})\.uscourts\.gov/[!-~]*?"
    r"(?:docs?1|ShowDoc)/(?P<doc_id>[0-9]{5,18})(?![0-9])"
    r"(?:\?(?:[!-~]*&)?caseid=(?P<case_id>[0-9]{1,12})(?![0-9]))?[!-~]*",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """A document, and the docket that its address names."""

    document: Document
    court: str  # as CourtListener or the court's host spells it
    pacer_case_id: str | None


def place(address: str) -> Place | None:
    """None where the address is none of a court's document."""
    told = address.strip()
    if len(told) > _LONGEST:
        return None
    if found := _COPY.fullmatch(told):
        return Place(_copy(found), found["court"], found["case_id"])
    if found := _AT_COURT.fullmatch(told):
        doc_id = settled(found["doc_id"])
        document = Document(doc_id=doc_id, url=told.replace(found["doc_id"], doc_id, 1))
        return Place(document, found["court"].lower(), found["case_id"])
    return None


def number(digits: str) -> int | None:
    """A document's number; None where it is an id."""
    found = int(digits)
    return found if found <= _LARGEST_NUMBER else None


def _copy(found: re.Match[str]) -> Document:
    doc_id = None if number(found["number"]) is not None else settled(found["number"])
    attachment = int(found["attachment"]) or None
    return Document(number(found["number"]), attachment, doc_id, free_url=found[0])
