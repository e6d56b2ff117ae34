"""Whether a short label and a long docket text speak of the same act. Pure.

A feed says "Order on Motion for Extension of Time"; the docket sheet says
"ELECTRONIC ORDER entered granting 222 Motion for Extension of Time". What they
share is the act (an order) and its subject (extension of time), and no more.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from db.models import DocketEntry

CACHED = 16_384  # wordings: those of one large docket

# The first of these words to appear names the act.
_ACTS = {
    "order": "order",
    "endorsed": "order",
    "endorsement": "order",
    "ruling": "order",
    "opinion": "opinion",
    "judgment": "judgment",
    "minute": "minutes",
    "minutes": "minutes",
    "clerk's notes": "minutes",
    "conference": "minutes",
    "hearing": "minutes",
    "sentencing": "minutes",
    "arraignment": "minutes",
    "trial": "minutes",
    "notice": "notice",
    "transcript": "transcript",
    "motion": "motion",
    "application": "motion",
    "status report": "report",
    "report": "report",
    "letter": "letter",
    "response": "response",
    "opposition": "response",
    "reply": "reply",
    "summons": "summons",
    "stipulation": "stipulation",
    "answer": "answer",
    "complaint": "complaint",
}
_ACT = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _ACTS), key=len, reverse=True)) + r")\b")
# "Motion Hearing" is one that took place, "Notice of Hearing" only says when it will.
_SITTING = re.compile(r"^(?!(?:notice|order)\b)(?:\w+ ){0,5}(?:hearing|conference|trial)$")
_OPINION = re.compile(r"\b(?:opinion|memorandum (?:and|&) order)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:motion|application|petition)s? (?:for |to |in )?(?P<subject>.+)")
_MOTION = re.compile(r"\b(?:motion|application|petition)s?\b")
_REFERENCE = re.compile(r"\[(\d+)\]")
_ENTERED = re.compile(r"\(Entered: (\d\d)/(\d\d)/(\d{4})\)\s*$")


def same_subject(one: DocketEntry, other: DocketEntry) -> bool:
    """Both name the same act, and one's label stands in the other's words."""
    return any(_names_it(label, words) for label, words in _readings(one, other))


def same_act(one: DocketEntry, other: DocketEntry) -> bool:
    """Both name the same act, and at least one does not say on what."""
    return any(_could_be(label, words) for label, words in _readings(one, other))


def _readings(one: DocketEntry, other: DocketEntry) -> list[tuple[str, str]]:
    pairs = ((one, other), (other, one))
    return [(label, _words(there)) for here, there in pairs for label in here.labels]


def _words(told: DocketEntry) -> str:
    return told.text if told.text is not None else " ".join(told.labels)


def _names_it(label: str, words: str) -> bool:
    label, words = _plain(label), _plain(words)
    if not words or _act(label) != _act(words):
        return False
    subject = _subject(label)
    if subject:
        return subject in words
    return len(label.split()) > 1 and label in words


def _could_be(label: str, words: str) -> bool:
    label, words = _plain(label), _plain(words)
    if not words or _act(label) is None or _act(label) != _act(words):
        return False
    return not _subject(label) or not _MOTION.search(words)


def is_opinion(told: DocketEntry) -> bool:
    """The court gives its reasons at length: an opinion, or a memorandum and order."""
    return _OPINION.search(_words(told)) is not None


@lru_cache(maxsize=CACHED)
def essence(text: str) -> str:
    """A docket text without what services spell their own way: `[12]`, case, the `(Entered)`."""
    return _plain(_REFERENCE.sub(r"\1", _ENTERED.sub("", text)))


@lru_cache(maxsize=CACHED)
def _act(words: str) -> str | None:
    if _SITTING.search(words):
        return "minutes"
    found = _ACT.search(words)
    return None if found is None else _ACTS[found[1]]


@lru_cache(maxsize=CACHED)
def _subject(label: str) -> str:
    found = _SUBJECT.search(label)
    return found["subject"] if found else ""


@lru_cache(maxsize=CACHED)
def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9' ]+", " ", words.lower()).split())


def days(told: DocketEntry, time_zone: str) -> list[date]:
    """The court's days on which this may have been entered: one where it is told, else three."""
    entered = _entered_on(told.text or "")
    if entered is not None:
        return [entered]
    if told.entered_at is not None:
        return [_local(told.entered_at, time_zone)]
    if told.filed_on is not None:
        middle = told.filed_on.toordinal()
        around = range(max(middle - 1, 1), min(middle + 1, date.max.toordinal()) + 1)
        return [date.fromordinal(day) for day in around]
    return []


def _entered_on(text: str) -> date | None:
    """The day of the `(Entered: ...)` tail; clerks also write days that there are not."""
    found = _ENTERED.search(text)
    try:
        return found and date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError:
        return None


def _local(at: datetime, time_zone: str) -> date:
    return at.astimezone(ZoneInfo(time_zone)).date()
