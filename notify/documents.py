"""What a message says of documents: what became of free copies, what kept ones order. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db import ordered
from db.copies import Copy
from db.guard import WITHHELD, Guard
from db.models import Change, ChangeKind, DocketEntry, DocketKey, Document
from notify.channel import Enclosure
from notify.story import Story

LARGEST = 10_000_000  # bytes that go along with one message; mail servers take little more
_NO_WORD = re.compile(r"[^A-Za-z0-9]+")
_NEW = frozenset((ChangeKind.ENTRY_ADDED, ChangeKind.DOCUMENT_FREE))


def sentence(change: Change) -> str | None:
    """How to say what became of a free copy that we knew; None for any other change."""
    if change.kind is ChangeKind.DOCUMENT_UNLINKED and change.field == "free_copy":
        return "The free copy of {entry} was withdrawn"
    if change.kind is not ChangeKind.DOCUMENT_FREE or change.old is None:
        return None
    if change.field == "sha256":
        return "The free copy of {entry} is another document than it was"
    return "A free copy of {entry} was uploaded anew"


def quotes(change: Change, story: Story) -> tuple[str, ...]:
    """What a court's new document orders, in its own words."""
    entry = story.entry_of(change)
    if entry is None or change.kind not in _NEW or not ordered.may_order(entry):
        return ()
    copies = (copy for document, copy in _copies(entry, story) if not document.attachment)
    text = next((copy.text for copy in copies if copy.text), "")
    gist = ordered.gist(ordered.paragraphs(text))
    own = "In its own words (page {page}): {words}"
    return tuple(story.reader.say(own, page=each.page, words=f"“{each.text}”") for each in gist)


def enclosures(story: Story) -> tuple[Enclosure, ...]:
    """The files of the kept copies that the message is about, as many as a mail may hold."""
    room, found = LARGEST, dict[str, Enclosure]()
    for change in story.changes:
        entry = story.entry_of(change)
        if entry is None or change.docket is None or change.kind not in _NEW:
            continue
        for document, copy in _copies(entry, story):
            is_new = copy.sha256 not in found
            if is_new and copy.size <= room and _may_leave(copy, story.guard):
                found[copy.sha256] = Enclosure(
                    copy.path(story.documents_path), _file_name(change.docket, entry, document)
                )
                room -= copy.size
    return tuple(found.values())


def _may_leave(copy: Copy, guard: Guard) -> bool:
    """A file goes as it is or not at all; of one without text nobody knows whom it names."""
    if copy.text is None:
        return not guard.never_send
    return WITHHELD not in copy.text and guard.clean(copy.text) == copy.text


def pages(document: Document, story: Story) -> str | None:
    """How long a document is that we keep; None where that is not known."""
    copy = story.copies.get(document.free_url or "")
    if copy is None or copy.pages is None:
        return None
    return story.reader.count(copy.pages, "{number} page", "{number} pages")


def _copies(entry: DocketEntry, story: Story) -> Iterator[tuple[Document, Copy]]:
    for document in entry.documents:
        copy = story.copies.get(document.free_url or "")
        if copy is not None:
            yield document, copy


def _file_name(key: DocketKey, entry: DocketEntry, document: Document) -> str:
    """`mad-1-25-cv-10676-132-2.pdf`: plain letters, whatever the court or its number is."""
    number = document.number or entry.number
    parts = [key.court_id, key.number, str(number or f"entry {entry.id}")]
    if document.attachment:
        parts.append(str(document.attachment))
    return _NO_WORD.sub("-", " ".join(parts)) + ".pdf"
