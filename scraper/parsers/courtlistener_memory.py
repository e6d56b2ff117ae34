"""What is remembered of a case at CourtListener from one request to the next.

Which of its dockets are the case, up to which change each was read, and what is still to be asked
in the visit under way. It is kept with the answer it follows from, so that whoever goes on after
an interruption, even another process, asks what was to be asked next.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum

from scraper.parsers import courtlistener_fields as fields


class Ask(StrEnum):
    FIND = "find"  # the case's dockets, by court and number
    ALIKE = "alike"  # the same, whatever office and initials the number is spelled with
    HEADING = "heading"  # one docket, by its id
    ENTRIES = "entries"  # those that changed since
    DOCUMENTS = "documents"  # the entries whose documents became free or changed since


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask; of a list, the page that comes next."""

    ask: Ask
    docket_id: str = ""
    cursor: str | None = None  # None: the first page
    # The newest changes on the first page. Whatever changes while the other pages are read is
    # newer: to have read until here is never too much.
    newest: datetime | None = None
    newest_document: datetime | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A docket of CourtListener's that is the case, and until when its changes were all read."""

    id: str
    number: str
    pacer_case_id: str | None = None
    entries_until: datetime | None = None
    documents_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    dockets: tuple[Followed, ...] = ()
    questions: tuple[Question, ...] = ()  # still to be asked in this visit, in this order


def remembered(memory: Memory) -> bytes:
    told = {name: [astuple(each) for each in nouns] for name, nouns in _lists(memory)}
    return json.dumps(told, default=datetime.isoformat, separators=(",", ":")).encode()


def _lists(memory: Memory) -> tuple[tuple[str, tuple[Followed | Question, ...]], ...]:
    return ("dockets", memory.dockets), ("questions", memory.questions)


def recalled(kept: bytes) -> Memory:
    """What was remembered; nothing, where the bytes are not ours."""
    try:
        told = json.loads(kept)
        return Memory(
            tuple(_followed(*each) for each in told["dockets"]),
            tuple(_question(*each) for each in told["questions"]),
        )
    except (ValueError, TypeError, KeyError):
        return Memory()


def _followed(
    id: str, number: str, case_id: str | None, entries: str | None, documents: str | None
) -> Followed:
    return Followed(id, number, case_id, fields.moment(entries), fields.moment(documents))


def _question(
    ask: str, docket_id: str, cursor: str | None, newest: str | None, document: str | None
) -> Question:
    return Question(Ask(ask), docket_id, cursor, fields.moment(newest), fields.moment(document))
