"""Proceedings that an entry sets, moves, cancels or records. Pure."""

from __future__ import annotations

from db.models import EntryKind, Hearing
from scraper.meaning.words import Words


def of(words: Words, kind: EntryKind) -> tuple[Hearing, ...]:
    return ()
