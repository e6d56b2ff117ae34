"""What the requests of a metered service are spent on: texts of orders, what is missing, the rest.

    text      a feed told of an order by its label alone; somebody wants to read it
    backfill  the docket's first pass, an interrupted one, or the one after a suspected gap
    routine   looking whether there is anything new or changed

A feed is asked before a service wherever one serves: there, routine checks are rare. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from db import budget
from db.budget import DAY, Window
from db.models import DocketEntry

EVERY = timedelta(hours=1)  # a routine check, where the docket has no feed that answers
EVERY_BESIDE_A_FEED = timedelta(hours=6)
SELDOM = timedelta(days=7)  # however many cases share the budget
# After a feed told of an order: volunteers buy what interests many within minutes.
TEXT_TRIES = (
    timedelta(minutes=5),
    timedelta(minutes=35),
    timedelta(hours=2, minutes=35),
    timedelta(hours=8, minutes=35),
)
PATIENCE = timedelta(days=2)  # how old an order may be whose text is still sought
ROUTINE_SHARE = 0.8  # of a day's requests; the rest is for texts and what is missing
# What a day's routine costs a case beyond one request a check: the heading once, and its
# documents, which have changes of their own, with a check but at most every six hours.
HEADINGS_A_DAY = 1
DOCUMENTS_A_DAY = 4

_ACT = re.compile(
    r"\b(?:(motion|application|proposed|notice|request|stipulation|letter|transcript|response)"
    r"|order|opinion|judgment|ruling|injunction|decision|memorandum)",
    re.IGNORECASE,
)


class Urgency(IntEnum):
    TEXT = 0
    BACKFILL = 1
    ROUTINE = 2


# How much of the day's requests each leaves to those that are more urgent.
SPARED = {Urgency.TEXT: 0.0, Urgency.BACKFILL: 0.1, Urgency.ROUTINE: 1 - ROUTINE_SHARE}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source of one docket stands, as far as it decides when to ask it."""

    source_id: str
    asked_at: datetime | None
    answered_at: datetime | None
    is_behind: bool = False  # its first pass, or one that was interrupted, is still to be made
    stub_at: datetime | None = None  # when we saw the newest order whose text nobody told yet
    gap_at: datetime | None = None  # when something was last suspected to be missing


@dataclass(frozen=True, slots=True)
class Errand:
    source_id: str
    urgency: Urgency
    due_at: datetime


def errands(standing: Standing, routine: timedelta, now: datetime) -> Iterator[Errand]:
    """What the source is to be asked for, each with when it is due."""
    id, asked_at = standing.source_id, standing.asked_at
    if standing.stub_at is not None:
        due_at = text_at(standing.stub_at, asked_at)
        if due_at is not None:
            yield Errand(id, Urgency.TEXT, due_at)
    if standing.is_behind or asked_at is None:
        yield Errand(id, Urgency.BACKFILL, asked_at or now)
    elif standing.gap_at is not None and standing.gap_at > (standing.answered_at or asked_at):
        yield Errand(id, Urgency.BACKFILL, standing.gap_at)
    if asked_at is not None:
        yield Errand(id, Urgency.ROUTINE, asked_at + routine)


def text_at(seen_at: datetime, asked_at: datetime | None) -> datetime | None:
    """When to look next for the text of an order; None when only routine checks are left to."""
    tries = (seen_at + wait for wait in TEXT_TRIES)
    return next((at for at in tries if asked_at is None or at > asked_at), None)


def routine(cases: int, requests: int, *, is_fed: bool) -> timedelta:
    """How often to check a docket by routine, so that a day's requests last for all of them."""
    usual = EVERY_BESIDE_A_FEED if is_fed else EVERY
    share = ROUTINE_SHARE * requests / max(cases, 1) - HEADINGS_A_DAY
    checks = max(share - DOCUMENTS_A_DAY, share / 2)
    return max(usual, min(DAY / checks, SELDOM) if checks > 0 else SELDOM)


def allowed(urgency: Urgency, limits: Iterable[Window]) -> tuple[Window, ...]:
    """What may be spent on it: some of each day is left to what is more urgent."""
    return budget.sparing(limits, SPARED[urgency])


def in_order(errands: Iterable[Errand], now: datetime) -> list[Errand]:
    """One errand of each source that has any due, the most urgent: these first, then by waiting."""
    due = [each for each in errands if each.due_at <= now]
    chosen: dict[str, Errand] = {}
    for each in sorted(due, key=lambda each: (each.urgency, each.due_at, each.source_id)):
        chosen.setdefault(each.source_id, each)
    return list(chosen.values())


def is_stub(entry: DocketEntry) -> bool:
    """An order by its label, whose text nobody has told yet."""
    return entry.text is None and any(map(_names_an_order, entry.labels))


def _names_an_order(label: str) -> bool:
    """The first act that a label names is the court's: a "Motion for ... Order" is a party's."""
    found = _ACT.search(label)
    return found is not None and found[1] is None
