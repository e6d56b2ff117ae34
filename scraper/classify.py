"""What an entry is and what it means, from its own words. Pure, and driven by tables.

    meaning = classify.read(entry, "mad")
    meaning, reasons = classify.explain(words)

Everything is read from label and text alone: nothing is looked up, nothing is guessed from
other entries. `scraper.meaning` has the parts.
"""

from __future__ import annotations

from db.models import DocketEntry, EntryKind, Meaning
from scraper.meaning import answers, deadlines, hearings
from scraper.meaning.words import Reason, Words


def read(entry: DocketEntry, court_id: str) -> Meaning:
    """What an entry as we hold it means."""
    return explain(_words(entry, court_id))[0]


def explain(words: Words) -> tuple[Meaning, tuple[Reason, ...]]:
    """What these words mean, and by which rules."""
    kind = EntryKind.OTHER
    answered, why = answers.of(words, kind)
    meaning = Meaning(
        kind,
        answers=answered,
        hearings=hearings.of(words, kind),
        deadlines=deadlines.of(words, kind),
    )
    return meaning, why


def _words(entry: DocketEntry, court_id: str) -> Words:
    return Words(court_id, "; ".join(entry.labels), entry.text or "", entry.filed_on)
