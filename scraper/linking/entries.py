"""Which entries an article may be reporting: those that are like what it tells. Pure.

    entries.candidates(report, matter)      the entries that fit, the likeliest first

`scraper.linking.reports` makes the report.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from db import courts
from db.models import Disposition, Docket, DocketEntry, EntryRef
from db.press import Report, Reported
from scraper.linking import acts, topics
from scraper.linking.matter import Matter

SLACK = timedelta(days=1)  # between an act and the day on which it is docketed

_SURE = 0.45  # an entry that is less like what is reported is not it
_SURE_OF_ANY = 0.6  # likewise, where the article does not tell the act, or its day
_OF_ANY_DAY = 0.7  # of the confidence; without a day nobody can be sure
_FAR_BEHIND = 0.87  # of the best likeness; an entry that is less like it is no candidate
_MOST_CANDIDATES = 4
_CITED = 1.2  # the likeness of the entry whose number the article cites
_UNTOLD = 0.45  # the likeness of the day, where the article or the docket tells none
_EARLIER = 0.1  # likewise: what is told of Friday hardly stood there on Thursday
_LATER = 0.4  # it may have been docketed on the next day
_VAGUE = (None, Disposition.AFFIRMED, Disposition.REVERSED)  # reporters use them of any order


def candidates(told: Report, matter: Matter) -> tuple[Reported, ...]:
    """The entries that may be what is reported; their confidences add up to 1 at most."""
    entries = [(docket, entry) for docket in matter.dockets for entry in docket.entries]
    everywhere = _of_captions(matter)
    about = {entry.id: topics.of_entry(words(entry)) - everywhere for _, entry in entries}
    weights = topics.weights(about.values())
    likely = [
        (_likeness(told, docket, entry, about[entry.id], weights), docket, entry)
        for docket, entry in entries
        if entry.id is not None and _may_be(told, docket, entry)
    ]
    best = sorted(likely, key=lambda each: -each[0])[:_MOST_CANDIDATES]
    is_vague = told.last_on is None or not told.kinds
    least = _SURE_OF_ANY if is_vague else _SURE
    found = _weighed([each for each in best if each[0] >= least])
    if told.last_on is not None or told.number is not None:
        return tuple(found)
    return tuple(replace(each, confidence=each.confidence * _OF_ANY_DAY) for each in found)


def _weighed(found: Sequence[tuple[float, Docket, DocketEntry]]) -> Iterator[Reported]:
    if not found:
        return
    best = found[0][0]
    near = [each for each in found if each[0] >= best * _FAR_BEHIND]
    total = sum(likeness**4 for likeness, _, _ in near)
    for likeness, docket, entry in near:
        confidence = min(best, 1.0) * likeness**4 / total
        yield Reported(docket.key, _ref(entry), round(confidence, 3))


def _ref(entry: DocketEntry) -> EntryRef:
    assert entry.id is not None
    return EntryRef(entry.id, entry.seq, entry.number, entry.labels)


def _may_be(told: Report, docket: Docket, entry: DocketEntry) -> bool:
    if told.court_id is not None and docket.court_id != told.court_id:
        return False
    if told.number is not None and entry.number == told.number:
        return True
    on = _day(docket, entry)
    if told.first_on is None or told.last_on is None:
        return told.last_on is None
    return on is not None and told.first_on - SLACK <= on <= told.last_on + SLACK


def _likeness(
    told: Report,
    docket: Docket,
    entry: DocketEntry,
    about: Collection[str],
    weights: Mapping[str, float],
) -> float:
    """How well an entry is what is reported: 1 where all agrees."""
    if told.number is not None and entry.number == told.number:
        return _CITED
    kind = _kind_likeness(told, entry) * _order_likeness(told, entry)
    overlap = _overlap(told.topics, about, weights)
    return kind and 0.3 * kind + 0.4 * _day_likeness(told, docket, entry) + 0.35 * overlap


def _overlap(told: Collection[str], about: Collection[str], weights: Mapping[str, float]) -> float:
    """How much of what the entry is about the article speaks of, 0..1."""
    shared = sum(weights[topic] for topic in about if topic in told)
    whole = sum(weights[topic] for topic in about)
    return min(1.0, 0.4 * shared / math.sqrt(whole + 1.0))


def _day_likeness(told: Report, docket: Docket, entry: DocketEntry) -> float:
    on = _day(docket, entry)
    if on is None or told.first_on is None or told.last_on is None:
        return _UNTOLD
    if not told.is_dated:
        return max(0.3, 0.75 - 0.15 * abs((told.last_on - on).days))
    if on < told.first_on:
        return _EARLIER
    if on > told.last_on:
        return _LATER
    return 1.0 if told.first_on == told.last_on else 0.8


def _order_likeness(told: Report, entry: DocketEntry) -> float:
    """The press may be first; mostly it is not."""
    if told.told_at is None or entry.entered_at is None or entry.entered_at <= told.told_at:
        return 1.0
    return 0.7


def _kind_likeness(told: Report, entry: DocketEntry) -> float:
    """0 where a ruling is told and the entry is none, or the other way round."""
    meaning = entry.meaning
    if meaning is None or not told.kinds:
        return 0.5
    if meaning.kind not in told.kinds:
        is_like = (meaning.kind in acts.RULINGS) == (told.kinds[0] in acts.RULINGS)
        return 0.4 if is_like else 0.0
    if told.disposition in _VAGUE or meaning.disposition is None:
        return 0.75
    return 1.0 if _agree(told.disposition, meaning.disposition) else 0.25


def _agree(one: Disposition | None, other: Disposition) -> bool:
    in_part = {one, other} == {Disposition.GRANTED, Disposition.GRANTED_IN_PART}
    return one is other or in_part


def words(entry: DocketEntry) -> str:
    """By which an entry tells what it is about."""
    return "\n".join((*entry.labels, entry.text or ""))


def _day(docket: Docket, entry: DocketEntry) -> date | None:
    if entry.entered_at is not None:
        return courts.day(docket.court_id, entry.entered_at)
    return entry.filed_on


def _of_captions(matter: Matter) -> frozenset[str]:
    """What every story of the matter names: it tells no entry from another."""
    return frozenset().union(*(topics.of_entry(each.caption or "") for each in matter.dockets))
