"""Where people read on: links with what following them may cost. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from db.models import Docket, DocketEntry, Document
from notify import documents
from notify.escape import web_link
from notify.reader import ENGLISH, Reader
from notify.story import Story

_FEE = "PACER may charge a fee"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    note: str | None = None


def of_docket(docket: Docket | None, reader: Reader = ENGLISH) -> Iterator[Link]:
    """Where people can read a docket: what is free first."""
    if docket is None:
        return
    if docket.courtlistener_id and docket.courtlistener_id.isdecimal():
        free = f"https://www.courtlistener.com/docket/{docket.courtlistener_id}/-/"
        yield Link(reader.say("Free docket at CourtListener"), free)
    if url := web_link(docket.url):
        yield Link(reader.say("Docket at the court"), url, fee(url, reader))


def of_entry(entry: DocketEntry | None, story: Story) -> Iterator[Link]:
    """Its documents, each where it is free and where it is at the court."""
    for document in entry.documents if entry is not None else ():
        if free := web_link(document.free_url):
            label = _label("Free copy of document {number}", "Free copy", document, story.reader)
            yield Link(label, free, documents.pages(document, story))
        if (url := web_link(document.url)) and document.url != document.free_url:
            label = _label("Document {number}", "The document", document, story.reader)
            yield Link(label, url, fee(url, story.reader))


def _label(numbered: str, plain: str, document: Document, reader: Reader) -> str:
    if document.number is None:
        return reader.say(plain)
    attachment = f"-{document.attachment}" if document.attachment else ""
    return reader.say(numbered, number=f"{document.number}{attachment}")


def fee(url: str, reader: Reader = ENGLISH) -> str | None:
    """What reading there may cost; the Supreme Court's own pages are free."""
    host = urlsplit(url).hostname or ""
    return reader.say(_FEE) if host.endswith(".uscourts.gov") else None
