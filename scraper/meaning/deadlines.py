"""By when somebody must act, as an entry says it. Pure."""

from __future__ import annotations

from db.models import Deadline, EntryKind
from scraper.meaning.words import Words


def of(words: Words, kind: EntryKind) -> tuple[Deadline, ...]:
    return ()
