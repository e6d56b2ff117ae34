"""A docket entry as CourtListener's API and its webhooks give it -> DocketEntry.

Two fields are called `description`: the entry's is the long docket text, the main document's is
the short event name. Numbers that are none come from appellate courts which do not number their
entries: there the field holds the document's id (`106008873` for `00106008873`).
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from db.errors import FormatError
from db.models import DocketEntry, Document
from scraper.parsers import courtlistener_fields as fields
from scraper.parsers import event_names
from scraper.parsers.courtlistener_fields import Told
from scraper.parsers.pacer_links import settled

STORAGE = "https://storage.courtlistener.com/"
MOST_DOCUMENTS = 2_000  # of one entry; some motions have several hundred exhibits

_LARGEST_NUMBER = 999_999  # what is larger is a document's id
_LARGEST_SEQ = 2**31 - 1  # what is larger is no number of PACER's
_MAIN, _ATTACHMENT = 1, 2  # `document_type`
_DOC_ID = re.compile(r"[0-9]{5,18}", re.ASCII)
_PATH = re.compile(r"(?!.*\.\.)[\w.-]+(?:/[\w.-]+)+", re.ASCII)
_ARCHIVE = re.compile(r"https://(?:www\.)?archive\.org/[!-~]{1,500}", re.ASCII)


def is_entry(told: Told) -> bool:
    return "recap_documents" in told or ("docket" in told and "entry_number" in told)


def read(value: object, time_zone: str | None, storage: str = STORAGE) -> DocketEntry:
    """An entry; FormatError where it is none.

    `time_zone` is the court's, in which `time_filed` is told; without it that says nothing.
    `storage` is where the service keeps its copies.
    """
    told = fields.table(value)
    if not is_entry(told):
        raise FormatError("is no docket entry")
    papers = [fields.table(each) for each in fields.listed(told.get("recap_documents"))]
    papers = papers[:MOST_DOCUMENTS]
    id = fields.whole(told.get("id"))
    return DocketEntry(
        seq=_at_most(_LARGEST_SEQ, told.get("pacer_sequence_number")),
        number=_at_most(_LARGEST_NUMBER, told.get("entry_number")),
        labels=_labels(papers),
        text=fields.words(told.get("description"), fields.LONGEST_TEXT),
        entered_at=fields.local_moment(told.get("date_filed"), told.get("time_filed"), time_zone),
        filed_on=fields.day(told.get("date_filed")),
        documents=tuple(filter(_can_be_had, (_document(each, storage) for each in papers))),
        ref=None if id is None else f"cl{id}",
    )


def docket_id(value: object) -> str | None:
    """CourtListener's id of the docket that an entry stands on."""
    return fields.reference(fields.table(value).get("docket"))


def pacer_case_id(value: object) -> str | None:
    """PACER's case id, which stands in the names of stored documents alone."""
    for paper in fields.listed(fields.table(value).get("recap_documents")):
        path = fields.table(paper).get("filepath_local")
        found = isinstance(path, str) and re.search(r"gov\.uscourts\.[a-z0-9]+\.([0-9]+)\.", path)
        if found:
            return found[1]
    return None


def changed_at(value: object) -> datetime | None:
    """When the entry itself was last changed; its documents have times of their own."""
    return fields.moment(fields.table(value).get("date_modified"))


def documents_changed_at(value: object) -> datetime | None:
    papers = fields.listed(fields.table(value).get("recap_documents"))
    times = (fields.moment(fields.table(paper).get("date_modified")) for paper in papers)
    return max((at for at in times if at is not None), default=None)


def _at_most(largest: int, value: object) -> int | None:
    told = fields.whole(value)
    return told if told is not None and told <= largest else None


def _is_main(paper: Told) -> bool:
    return paper.get("document_type") != _ATTACHMENT and not paper.get("attachment_number")


def _labels(papers: list[Told]) -> tuple[str, ...]:
    """The short event names, from the main documents."""
    told = (fields.words(paper.get("description")) for paper in papers if _is_main(paper))
    return tuple(sorted({label for each in told if each for label in event_names.apart(each)}))


def _document(paper: Told, storage: str) -> Document:
    return Document(
        number=_at_most(_LARGEST_NUMBER, paper.get("document_number")),
        attachment=_at_most(_LARGEST_NUMBER, paper.get("attachment_number")),
        doc_id=_doc_id(paper.get("pacer_doc_id")),
        title=None if _is_main(paper) else fields.words(paper.get("description")),
        free_url=_free_url(paper, storage),
    )


def _can_be_had(document: Document) -> bool:
    """Somewhere. An entry of text alone has a main "document" too, to hold its short name."""
    told = (document.attachment, document.doc_id, document.free_url)
    return any(each is not None for each in told)


def _doc_id(value: object) -> str | None:
    """PACER's id with its 4th digit 0; the newer appellate system (ACMS) has others."""
    told = value if isinstance(value, str) else ""
    return settled(told) if _DOC_ID.fullmatch(told) else None


def storage_of(api: str) -> str:
    """Where the service keeps its copies: CourtListener on a host of its own, others at home."""
    parts = urlsplit(api)
    is_courtlistener = parts.hostname in (None, "www.courtlistener.com")
    return STORAGE if is_courtlistener else f"{parts.scheme}://{parts.netloc}/"


def _free_url(paper: Told, storage: str) -> str | None:
    if paper.get("is_available") is not True or paper.get("is_sealed") is True:
        return None
    stored, archived = paper.get("filepath_local"), paper.get("filepath_ia")
    if isinstance(stored, str) and _PATH.fullmatch(stored):
        return storage + stored
    return archived if isinstance(archived, str) and _ARCHIVE.fullmatch(archived) else None
