"""What one source says of one line on one docket, and what several together say. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from db import free, kinds
from db.models import DocketEntry, Document

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one source last said of one entry, under its own key for it."""

    source_id: str
    key: str
    told: DocketEntry
    said_at: datetime  # when it began to say this
    id: int | None = None
    entry_id: int | None = None
    first_at: datetime | None = None  # when it first told the entry; None: it never said otherwise
    seals: bool = False  # by this the court withdrew the entry's words from view

    @property
    def name(self) -> tuple[str, str]:
        return (self.source_id, self.key)

    @property
    def edited_at(self) -> datetime:
        """When its source last changed its word on the entry; the beginning of time if never."""
        return NEVER if self.first_at in (None, self.said_at) else self.said_at


def key(told: DocketEntry, *, by_number: bool = False) -> str:
    """The name under which a source will tell this entry again; empty where it has none.

    `by_number`: the source always tells an entry's number, and only sometimes its seq.
    """
    if told.ref is not None:
        return f"r{told.ref}"
    if by_number and told.number is not None:
        return f"#{told.number}"
    if told.seq is not None:
        return f"s{told.seq}"
    return second(told) + mark(told)


def second(told: DocketEntry) -> str:
    return "" if told.entered_at is None else f"t{told.entered_at:%Y%m%d%H%M%S}"


def mark(told: DocketEntry) -> str:
    """What tells two filings of one second apart."""
    if told.number is not None:
        return f"#{told.number}"
    doc_id = main_doc_id(told)
    return f"={doc_id}" if doc_id else ""


def main_doc_id(told: DocketEntry) -> str | None:
    """The document id of the entry itself, not of an attachment."""
    for document in told.documents:
        if document.doc_id and not document.attachment:
            return document.doc_id
    return None


def merged(sightings: Sequence[Sighting], labels: tuple[str, ...] = ()) -> DocketEntry:
    """The one entry that several sightings tell of.

    Silence never overwrites. Of those who say something, one who changed his word since
    he first told the entry is believed, the latest of them first; else the kind of source
    decides, never who came first. `labels` are a person's, and stand above all.
    """
    if len(sightings) == 1 and not labels:
        return sightings[0].told
    ranked = _ranked(sightings)
    told = [sighting.told for sighting in ranked]
    return DocketEntry(
        seq=_said(told, "seq"),
        number=_said(told, "number"),
        labels=labels or _labels(ranked),
        text=_said(told, "text"),
        entered_at=_said(told, "entered_at"),
        filed_on=_said(told, "filed_on"),
        filer=_said(told, "filer"),
        documents=_documents(told),
        ref=_said(told, "ref"),
    )


def _ranked(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Whom to believe first: the last to change his word, then by the kind of source."""
    ranked = sorted(sightings, key=lambda each: each.name)
    ranked.sort(key=lambda each: each.said_at, reverse=True)
    ranked.sort(key=lambda each: kinds.of_source(each.source_id).believed)
    if any(each.edited_at is not NEVER for each in ranked):
        ranked.sort(key=lambda each: each.edited_at, reverse=True)
    return ranked


def _labels(ranked: Sequence[Sighting]) -> tuple[str, ...]:
    """One source's labels: those of the sightings that it shows of this entry at a time."""
    speaker = next((each.source_id for each in ranked if each.told.labels), None)
    said = {label for each in ranked if each.source_id == speaker for label in each.told.labels}
    return tuple(sorted(said))


def _documents(told: Sequence[DocketEntry]) -> tuple[Document, ...]:
    """Every document that anybody names, each once, by its attachment number."""
    found: dict[int, Document] = {}
    for document in (document for each in told for document in each.documents):
        place = document.attachment or 0
        known = found.get(place)
        if known is None:
            found[place] = document
        elif known != document:
            found[place] = _completed(known, document)
    return tuple(found[place] for place in sorted(found))


def _completed(known: Document, other: Document) -> Document:
    both = (known, other)
    return Document(
        number=_said(both, "number"),
        attachment=_said(both, "attachment"),
        doc_id=_said(both, "doc_id"),
        title=_said(both, "title"),
        url=_said(both, "url"),
        free_url=_newest(known.free_url, other.free_url),
    )


def _newest(*told: str | None) -> str | None:
    """Of several copies of a document the last to be uploaded."""
    return next(iter(free.newest(filter(None, told))), None)


def _said(told: Iterable[object], name: str) -> Any:
    """The first value of this name that anybody says."""
    for each in told:
        value = getattr(each, name)
        if value is not None:
            return value
    return None
