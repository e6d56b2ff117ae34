"""What happened, in plain words: a sentence for every kind of change. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from textwrap import shorten
from zoneinfo import ZoneInfo

from db import courts
from db.models import (
    Change,
    ChangeKind,
    DocketEntry,
    DocketKey,
    Document,
    EntryRef,
    SourceKind,
    SourceState,
)
from notify import clock, documents, gap_words, links
from notify.blind_spots import called, citation, sees
from notify.escape import clean, web_link
from notify.links import Link
from notify.story import ABOUT_SOURCES, Happening, Looks, Story

_LONGEST_LABELS = 300  # characters of one headline
_LONGEST_BEGINNING = 100  # characters
_SENTENCE_END = re.compile(r"(?<=[a-z)]{3}\.)\s")  # not after "Inc." or "No." of two letters


@dataclass(frozen=True, slots=True)
class Line:
    """One filing or one event, as a message shows it."""

    headline: str
    facts: tuple[str, ...] = ()  # short: what kind, when entered
    text: str | None = None  # the long docket text
    quotes: tuple[str, ...] = ()  # what the document orders, in its own words
    before: str | None = None
    after: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one docket, of several with the same filings, or of a court's feed."""

    heading: str
    place: str | None
    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()


_SENTENCES = {
    ChangeKind.ENTRY_EDITED: "The court changed {part}",
    ChangeKind.ENTRY_NUMBERED: "{filing} now has the number {new}",
    ChangeKind.DOCUMENT_LINKED: "{entry} now has a document",
    ChangeKind.DOCUMENT_UNLINKED: "The link to {document} was withdrawn",
    ChangeKind.DOCUMENT_FREE: "A free copy of {entry} is available",
    ChangeKind.ENTRY_VANISHED: "{entry} is no longer listed, although it still should be",
    ChangeKind.ENTRY_BACK: "{entry} is listed again",
    ChangeKind.SEALED: "The court sealed {entry}",
    ChangeKind.REDACTED: "The court redacted {part}",
    ChangeKind.DOCKET_OPENED: "This docket was opened",
    ChangeKind.RECAPTIONED: "The court changed {part}",
    ChangeKind.REASSIGNED: "The case was reassigned: the court changed {part}",
    ChangeKind.CLOSED: "The court closed the case",
    ChangeKind.REOPENED: "The court reopened the case",
    ChangeKind.HEARING_SET: "A hearing was set: {new}",
    ChangeKind.HEARING_MOVED: "A hearing was moved",
    ChangeKind.HEARING_CANCELLED: "A hearing was cancelled: {old}",
    ChangeKind.DEADLINE_SET: "A deadline was set: {new}",
    ChangeKind.DEADLINE_DUE: "A deadline is due: {new}",
    ChangeKind.DEADLINE_MET: "A deadline was met: {new}",
    ChangeKind.DEADLINE_MISSED: "A deadline passed, and nothing that meets it was seen: {new}",
    ChangeKind.ARTICLE_LINKED: "An article is about this case: {new}",
    ChangeKind.SOURCE_FAILING: "{feed} has not answered {answered}",
    ChangeKind.SOURCE_BACK: "{feed} answers again",
    ChangeKind.SOURCE_STALE: "{feed} answers, but has not been rebuilt {built}",
    ChangeKind.COVERAGE_CHANGED: "{feed} changed what it carries",
}
_COMPARED = frozenset(
    (
        ChangeKind.ENTRY_EDITED,
        ChangeKind.RECAPTIONED,
        ChangeKind.REASSIGNED,
        ChangeKind.HEARING_MOVED,
        ChangeKind.COVERAGE_CHANGED,
    )
)
# Of what a court withdrew from view no old word is repeated, and no link to it.
_WITHDRAWN = frozenset((ChangeKind.SEALED, ChangeKind.REDACTED))
_PARTS = {
    "labels": "the label",
    "text": "the text",
    "filed_on": "the filing date",
    "doc_id": "the document",
    "number": "the number",
    "caption": "the caption",
    "type": "the type of the case",
    "chapter": "the chapter",
    "judge": "the judge",
    "office": "the office",
    "trustee": "the trustee",
}


def section(happened: list[Happening], story: Story) -> Section:
    """What happened in one docket (or in several at once), under the name of the case."""
    first = happened[0]
    lines = tuple(line(each, story) for each in happened)
    if not first.docket_keys:
        return Section(_capital(_teller(first.change)), None, lines)
    place, docket = _place(first.docket_keys), story.docket_of(first.change)
    if first.change.kind in ABOUT_SOURCES and len(first.docket_keys) > 1:
        return Section(_capital(_teller(first.change)), place, lines)
    if docket is None or not docket.caption:
        return Section(place, None, lines, tuple(links.of_docket(docket)))
    return Section(docket.caption, place, lines, tuple(links.of_docket(docket)))


def _place(keys: Iterable[DocketKey]) -> str:
    """Dockets as lawyers cite them, those of one court together: "D. Mass. 25-1, 25-2"."""
    in_court = groupby(keys, lambda key: key.court_id)
    return "; ".join(
        f"{citation(court_id)} {', '.join(key.number for key in found)}"
        for court_id, found in in_court
    )


def line(happening: Happening, story: Story) -> Line:
    change, entry = happening.change, story.entry_of(happening.change)
    facts = tuple(_facts(happening, entry, story.time_zone))
    if change.kind is ChangeKind.ENTRY_ADDED:
        text = entry.text if entry is not None else None
        headline = filing(change.entry, text)
        return Line(
            headline,
            facts,
            text if text != headline else None,
            documents.quotes(change, story),
            links=tuple(_documents(entry, story)),
        )
    is_compared = change.kind in _COMPARED
    is_told = is_compared or change.kind is ChangeKind.REDACTED
    return Line(
        sentence(happening, story) + ".",
        facts,
        quotes=documents.quotes(change, story),
        before=_value(change, change.old) if is_compared else None,
        after=_value(change, change.new) if is_told else None,
        links=() if change.kind in _WITHDRAWN else tuple(_documents(entry, story)),
    )


def sentence(happening: Happening, story: Story) -> str:
    """What happened, without a full stop: "The court sealed entry 12"."""
    change = happening.change
    if change.kind is ChangeKind.GAP_SUSPECTED:
        told = gap_words.sentence(change.field, change.new, _teller(change), story.time_zone)
    else:
        told = documents.sentence(change) or _SENTENCES[change.kind]
        told = told.format_map(_terms(happening, story))
    return _capital(told)


def _terms(happening: Happening, story: Story) -> dict[str, str]:
    """What the sentences may speak of. Only text: nothing of a value is ever looked up."""
    change, zone = happening.change, story.time_zone
    source, entry = story.source_of(change), story.entry_of(change)
    text = entry.text if entry is not None else None
    return {
        "entry": _entry(change, text),
        "filing": f"“{_labels(change.entry, text)}”",
        "document": _unlinked(change, text),
        "part": _part(change, text),
        "old": _value(change, change.old),
        "new": _value(change, change.new),
        "feed": _capital(_teller(change)),
        "answered": clock.since(source.answered_at if source else None, zone),
        "built": clock.since(source.rebuilt_at if source else None, zone),
    }


def _teller(change: Change) -> str:
    return called(change.source_id) if change.source_id else "docket"


def filing(entry: EntryRef | None, text: str | None = None) -> str:
    """An entry as people name it: its labels, else how its text begins, and its number."""
    named = _labels(entry, text)
    return named if entry is None or entry.number is None else f"{named} ({entry.number})"


def _labels(entry: EntryRef | None, text: str | None) -> str:
    """Where a court gives no label, as the Supreme Court, the beginning of the text."""
    labels = "; ".join(entry.labels) if entry is not None else ""
    return clean(labels or _beginning(text or ""), _LONGEST_LABELS) or "Filing without a label"


def _beginning(text: str) -> str:
    """The first sentence of a docket text, or as much of it as names it."""
    return shorten(_SENTENCE_END.split(text, maxsplit=1)[0], _LONGEST_BEGINNING, placeholder=" …")


def _entry(change: Change, text: str | None) -> str:
    """An entry by its number; one without a number by its label, unless it was sealed."""
    if change.entry is not None and change.entry.number is not None:
        return f"entry {change.entry.number}"
    if change.entry is None or change.kind in _WITHDRAWN:
        return "an entry without a number"
    return f"the entry “{_labels(change.entry, text)}”"


def _unlinked(change: Change, text: str | None) -> str:
    """PACER numbers documents as their entries; number and link may go at the same time."""
    is_number = isinstance(change.old, int)
    return f"document {change.old}" if is_number else f"the document of {_entry(change, text)}"


def _part(change: Change, text: str | None) -> str:
    field = change.field or "something"
    part = _PARTS.get(field, field)
    return part if change.entry is None else f"{part} of {_entry(change, text)}"


def _facts(happening: Happening, entry: DocketEntry | None, time_zone: str) -> Iterator[str]:
    if entry is None:
        return
    is_new = happening.change.kind is ChangeKind.ENTRY_ADDED
    if is_new and entry.kind is not None:
        yield entry.kind.replace("_", " ")
    if is_new and entry.filer:
        yield f"by {entry.filer}"
    if entry.entered_at is not None:
        yield f"entered {clock.moment(entry.entered_at, time_zone)}"
    if entry.filed_on is not None and entry.filed_on != _court_day(entry.entered_at, happening):
        yield f"filed {clock.day(entry.filed_on)}"


def _court_day(at: datetime | None, happening: Happening) -> object:
    """The day it was at the court, where filings are dated."""
    court = courts.find(happening.court_id or "")
    return at and court and at.astimezone(ZoneInfo(court.time_zone)).date()


def _documents(entry: DocketEntry | None, story: Story) -> Iterator[Link]:
    for document in entry.documents if entry is not None else ():
        if free := web_link(document.free_url):
            pages = documents.pages(document, story)
            yield Link(f"Free copy of {_document(document)}", free, pages)
        if (url := web_link(document.url)) and document.url != document.free_url:
            yield Link(_capital(_document(document)), url, links.fee(url))


def _document(document: Document) -> str:
    if document.number is None:
        return "the document"
    return f"document {document.number}" + (
        f"-{document.attachment}" if document.attachment else ""
    )


def _value(change: Change, value: object) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if change.field == "state" and change.source_id is not None:
        kind = SourceKind(change.source_id.partition(":")[0])
        return sees(kind, SourceState(str(value)))
    return str(value)


def looked(looks: Looks | None) -> str | None:
    """ "Looked at 24 times since the last news; all answered."; None where there is no count."""
    if looks is None or not looks.times:
        return None
    times = "once" if looks.times == 1 else f"{looks.times} times"
    since = "the last news" if looks.is_since_news else "the watch began"
    return f"Looked at {times} since {since}{'; all answered' if looks.all_answered else ''}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
