"""What an entry is and what it means, from its own words. Pure, and driven by tables.

    meaning = classify.read(entry, "mad")
    meaning, reasons = classify.explain(words)

Everything is read from label and text alone: nothing is looked up, nothing is guessed from
other entries. `scraper.meaning` has the parts.
"""

from __future__ import annotations

from db.models import DocketEntry, Meaning
from scraper.meaning import answers, deadlines, dispositions, hearings, kinds, rules
from scraper.meaning.rules import Tables
from scraper.meaning.words import Reason, Words


def read(entry: DocketEntry, court_id: str) -> Meaning:
    """What an entry as we hold it means."""
    return explain(_words(entry, court_id))[0]


def explain(words: Words, tables: Tables | None = None) -> tuple[Meaning, tuple[Reason, ...]]:
    """What these words mean, and by which rules."""
    table = (tables or rules.builtin()).of(words.court_id)
    found = kinds.of(words, table)
    disposition, ruled = dispositions.of(words, found.kind, table)
    answered, why = answers.of(words, found.kind)
    meaning = Meaning(
        found.kind,
        disposition,
        answers=answered,
        hearings=hearings.of(words, found.kind),
        deadlines=deadlines.of(words, found.kind),
    )
    return meaning, (found.reason, *ruled, *why)


def _words(entry: DocketEntry, court_id: str) -> Words:
    return Words(court_id, "; ".join(entry.labels), entry.text or "", entry.filed_on)
