"""Which entries an entry rules on or responds to. Pure."""

from __future__ import annotations

from db.models import EntryKind
from scraper.meaning.words import Reason, Words


def of(words: Words, kind: EntryKind) -> tuple[tuple[int, ...], tuple[Reason, ...]]:
    return (), ()
