"""What changed, in a sentence for every kind of change. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from db.models import Change, ChangeKind, SourceKind, SourceState
from notify import agenda, documents, gap_words, naming, press
from notify.blind_spots import called, sees
from notify.reader import Reader, capital
from notify.story import Happening, Story

_SENTENCES: Mapping[ChangeKind, str] = {
    ChangeKind.ENTRY_ADDED: "{filing}",
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
    ChangeKind.SOURCE_FAILING: "{feed} has not answered {answered}",
    ChangeKind.SOURCE_BACK: "{feed} answers again",
    ChangeKind.SOURCE_STALE: "{feed} answers, but has not been rebuilt {built}",
    ChangeKind.COVERAGE_CHANGED: "{feed} changed what it carries",
}
_OF_PRESS: Mapping[ChangeKind, str] = {
    ChangeKind.SOURCE_STALE: "{feed} answers, but has had no new story {built}",
    ChangeKind.COVERAGE_CHANGED: "{feed} listed so many stories at once that only the newest"
    " were looked at",
}
COMPARED = frozenset(
    (
        ChangeKind.ENTRY_EDITED,
        ChangeKind.RECAPTIONED,
        ChangeKind.REASSIGNED,
        ChangeKind.COVERAGE_CHANGED,
    )
)
# Of what a court withdrew from view no old word is repeated, and no link to it.
WITHDRAWN = frozenset((ChangeKind.SEALED, ChangeKind.REDACTED))
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
_OF_ENTRIES = {  # what changed of an entry, in one piece: some languages join the two words
    "the label": "the label of {entry}",
    "the text": "the text of {entry}",
    "the filing date": "the filing date of {entry}",
    "the document": "the document of {entry}",
    "the number": "the number of {entry}",
}


def sentence(happening: Happening, story: Story) -> str:
    """What happened, without a full stop: "The court sealed entry 12"."""
    change, reader = happening.change, story.reader
    if change.kind in agenda.KINDS:
        told = agenda.of_change(change, reader)
    elif change.kind is ChangeKind.GAP_SUSPECTED:
        told = gap_words.sentence(change.field, change.new, teller(change, reader), reader)
    else:
        english = documents.sentence(change) or _english(change)
        told = reader.say(english, **_terms(happening, story))
    return capital(told)


def _english(change: Change) -> str:
    is_of_press = press.is_of_source(change)
    return (_OF_PRESS.get(change.kind) if is_of_press else None) or _SENTENCES[change.kind]


def teller(change: Change, reader: Reader) -> str:
    return called(change.source_id, reader) if change.source_id else reader.say("docket")


def value(change: Change, told: object, reader: Reader) -> str:
    if told is None or told == []:
        return reader.say("nothing")
    if isinstance(told, list):
        return "; ".join(map(str, told))
    if change.field == "state" and change.source_id is not None:
        kind = SourceKind(change.source_id.partition(":")[0])
        return sees(kind, SourceState(str(told)), reader)
    return str(told)


def _terms(happening: Happening, story: Story) -> dict[str, str]:
    """What the sentences may speak of. Only text: nothing of a value is ever looked up."""
    change, reader = happening.change, story.reader
    source, entry = story.source_of(change), story.entry_of(change)
    text = entry.text if entry is not None else None
    return {
        "entry": _entry(change, text, reader),
        "filing": f"“{naming.labels(change.entry, text, reader)}”",
        "document": _unlinked(change, text, reader),
        "part": _part(change, text, reader),
        "new": value(change, change.new, reader),
        "feed": teller(change, reader),
        "answered": reader.since(source.answered_at if source else None),
        "built": reader.since(source.rebuilt_at if source else None),
    }


def _entry(change: Change, text: str | None, reader: Reader) -> str:
    """An entry by its number; one without a number by its label, unless it was sealed."""
    if change.entry is not None and change.entry.number is not None:
        return reader.say("entry {number}", number=change.entry.number)
    if change.entry is None or change.kind in WITHDRAWN:
        return reader.say("an entry without a number")
    return reader.say("the entry {name}", name=f"“{naming.labels(change.entry, text, reader)}”")


def _unlinked(change: Change, text: str | None, reader: Reader) -> str:
    """PACER numbers documents as their entries; number and link may go at the same time."""
    if isinstance(change.old, int):
        return reader.say("document {number}", number=change.old)
    return reader.say("the document of {entry}", entry=_entry(change, text, reader))


def _part(change: Change, text: str | None, reader: Reader) -> str:
    field = change.field or "something"
    part = _PARTS.get(field, field)
    if change.entry is None:
        return reader.say(part)
    of_entry = _OF_ENTRIES.get(part)
    entry = _entry(change, text, reader)
    if of_entry is None:
        return reader.say("{part} of {entry}", part=part, entry=entry)
    return reader.say(of_entry, entry=entry)
