"""What an entry is and what it means, from its own words. Pure, and driven by tables.

    meaning = classify.read(entry, "mad")
    meaning, reasons = classify.explain(words)
    read = classify.reader(rules.load(path))    # with the user's own rules before ours

Everything is read from label and text alone: nothing is looked up, nothing is guessed from
other entries. `scraper.meaning` has the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from db import courts
from db.models import Deadline, DocketEntry, Hearing, Meaning
from scraper.meaning import answers, deadlines, dispositions, filers, hearings, kinds, marks, rules
from scraper.meaning.rules import Tables
from scraper.meaning.words import Reason, Words

Reader = Callable[[DocketEntry, str], Meaning]  # an entry and its court's id

_LABELS_KEPT = 1 << 15  # readings of entries without a text, of which there are few different ones


def read(entry: DocketEntry, court_id: str) -> Meaning:
    """What an entry as we hold it means."""
    return reader(rules.builtin())(entry, court_id)


@lru_cache(maxsize=8)
def reader(tables: Tables) -> Reader:
    """What reads entries by these tables. Entries of like courts with the same labels, and no
    text, are read once."""
    return partial(_read, tables, lru_cache(maxsize=_LABELS_KEPT)(partial(_of_labels, tables)))


def _read(
    tables: Tables,
    of_labels: Callable[[str, tuple[str, ...]], Meaning],
    entry: DocketEntry,
    court_id: str,
) -> Meaning:
    if not entry.text:
        return of_labels(tables.of(court_id).alike(court_id), entry.labels)
    return explain(words_of(entry, court_id), tables)[0]


def words_of(entry: DocketEntry, court_id: str) -> Words:
    """A source that tells no day of filing tells when the clerk entered it, which is near."""
    filed_on = entry.filed_on or _court_day(entry.entered_at, court_id)
    return Words(court_id, "; ".join(entry.labels), entry.text or "", filed_on)


def _court_day(at: datetime | None, court_id: str) -> date | None:
    court = courts.find(court_id)
    return None if at is None or court is None else at.astimezone(ZoneInfo(court.time_zone)).date()


def _of_labels(tables: Tables, court_id: str, labels: tuple[str, ...]) -> Meaning:
    return explain(Words(court_id, "; ".join(labels)), tables)[0]


def explain(words: Words, tables: Tables | None = None) -> tuple[Meaning, tuple[Reason, ...]]:
    """What these words mean, and by which rules."""
    table = (tables or rules.builtin()).of(words.court_id)
    found = kinds.of(words, table)
    disposition, ruled = dispositions.of(words, found.kind, table)
    answered, why = answers.of(words, found.kind)
    marked, signs = marks.of(words, table)
    filer, named = filers.of(words, found.kind)
    meaning = Meaning(
        found.kind,
        disposition,
        answered,
        hearings.of(words, found.kind),
        deadlines.of(words, found.kind),
        marked,
        filer,
    )
    told = (*_heard(meaning.hearings), *_due(meaning.deadlines))
    return meaning, (found.reason, *ruled, *why, *told, *signs, *named)


def _heard(told: Iterable[Hearing]) -> Iterable[Reason]:
    for each in told:
        value = _joined(each.action, each.what, each.on)
        yield Reason("hearings", value, "hearing", each.words)


def _due(told: Iterable[Deadline]) -> Iterable[Reason]:
    for each in told:
        period = None if each.within_days is None else f"within {each.within_days} days"
        value = _joined(each.what, each.due, period)
        yield Reason("deadlines", value, each.rule or "deadline", each.words)


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)
