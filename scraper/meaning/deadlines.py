"""By when somebody must act, as an entry says it. Pure.

    days.py, spans.py    the days and lengths of time that the text names
    demands.py           which of them are deadlines, by the words of cues.py and period_cues.py
    undertakings.py      who must do what, and what a period runs from
    reckoning.py         on which day a period ends that runs from the entry itself

A day that is reckoned is to be verified; the words that say so are kept with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from db.models import Deadline, EntryKind
from scraper.meaning import days, demands, letters, reckoning, spans, undertakings
from scraper.meaning.days import Day
from scraper.meaning.demands import Demand
from scraper.meaning.spans import Span
from scraper.meaning.words import Words

# Most entries name neither a day by which nor a time within which: they cost a search or two, of
# small letters.
_SIGNAL = re.compile(
    r"\b(?:due|deadlines?|ddls?|with ?in|w/ ?in?|later than|on or before|until|till|and inc\w*"
    r"|& inc|follow[\s-]?up|last da(?:y|te)|cut\s?-?off|bar date|days|weeks|hours"
    r"|surrender\w*|restrict\w+"
    r"|discovery|motions|(?:release|response|reply|answer|objection|filings?) date|exten[ds]\w*"
    r"|be (?:filed|served|submitted|completed|exchanged|paid))\b"
    r"|\bby:?\s{0,3}(?=\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|close|cob"
    r"|end|no\b|the|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_COUNTED = re.compile(r"\d|day|week|hour")
_HAD_TO = re.compile(r"\b(?:was|were|had|failed|would|filed|previously)\b", re.IGNORECASE)
_GLUED = re.compile(r"([a-z:])(\d{1,2}/\d{1,2}/\d)")  # "Redaction Request Due By03/3/2010"
_LONGEST_TEXT = 50_000  # characters that are read; no docket text comes near
_LONGEST_QUOTE = 300
_TAIL = 300  # characters after a deadline that may say what is due
_MOST = 200  # days and lengths of time that are looked at: a scheduling order has two dozen
_BEFORE = 60  # characters of the sentence before, where a deadline's own does not say what is due
_SLACK = timedelta(days=1)  # between filing and entry
_MORE_SLACK = timedelta(days=4)  # between a ruling and its entry, where both name the same thing
_NAME = re.compile(r"[a-z]{4,}(?<!s)")


def of(words: Words, kind: EntryKind) -> tuple[Deadline, ...]:
    """Every deadline that the entry tells, in its order; each one once."""
    text = (words.text or words.label)[:_LONGEST_TEXT]
    lowered = letters.small(text)
    if not (_COUNTED.search(lowered) and _SIGNAL.search(lowered)):
        return ()
    text = _GLUED.sub(r"\1 \2", text)
    named: list[Day | Span] = [*days.find(text, words.filed_on), *spans.find(text)]
    marks = sorted(named, key=_start)[:_MOST]
    found = [each for each in demands.among(marks, text, kind) if not _is_past(each, text, words)]
    return tuple(_each_once(_joined(_told(each, text, words, kind) for each in found)))


def _start(mark: Day | Span) -> int:
    return mark.start


def _is_past(demand: Demand, text: str, words: Words) -> bool:
    """Whether a day is told as one by which somebody had to act, and is over."""
    if not isinstance(demand.mark, Day) or words.filed_on is None:
        return False
    is_over = demand.mark.on < words.filed_on
    return is_over and _HAD_TO.search(text, demand.begins, demand.mark.start) is not None


def _told(demand: Demand, text: str, words: Words, kind: EntryKind) -> Deadline:
    mark, own = demand.mark, text[demand.begins : demand.cue]
    tail = text[demand.mark.end : min(demand.ends, demand.mark.end + _TAIL)]
    what, who = undertakings.read(own, tail)
    if not what:  # "Response Requested. (Due July 10, 2017)"
        what = undertakings.read(text[max(0, demand.begins - _BEFORE) : demand.cue], tail)[0]
    deadline = Deadline(
        what or "act", who=who, words=_quoted(text[demand.begins : demand.mark.end] + tail)
    )
    if isinstance(mark, Day):
        return replace(deadline, due=mark.on)
    deadline = replace(
        deadline,
        within_days=mark.days,
        is_business_days=mark.is_business_days,
        after=undertakings.after(tail),
    )
    is_own = mark.is_whole and undertakings.runs_from_entry(deadline.after, own, kind)
    return _reckoned(deadline, words) if is_own else deadline


def _quoted(part: str) -> str:
    plain = " ".join(part.split()).strip(" ,;:")
    if len(plain) <= _LONGEST_QUOTE:
        return plain
    return plain[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def _reckoned(told: Deadline, words: Words) -> Deadline:
    if words.filed_on is None or told.within_days is None:
        return told
    try:
        ends_on, rule = reckoning.ends_on(
            words.filed_on, told.within_days, words.court_id, is_business_days=told.is_business_days
        )
    except OverflowError:  # a year that no calendar has
        return told
    return replace(told, computed=ends_on, rule=rule)


def _joined(told: Iterable[Deadline]) -> list[Deadline]:
    """With what is told twice, as a period and as the day that it comes to, made one."""
    joined = list(told)
    for period in [each for each in joined if each.computed]:
        day = next((each for each in joined if _is_end_of(period, each)), None)
        if day is not None:
            joined[joined.index(day)] = replace(
                day,
                within_days=period.within_days,
                is_business_days=period.is_business_days,
                after=period.after,
            )
            joined.remove(period)
    return joined


def _is_end_of(period: Deadline, day: Deadline) -> bool:
    if period.computed is None or day.due is None or day.within_days is not None:
        return False
    apart = abs(period.computed - day.due)
    return apart <= _SLACK or (apart <= _MORE_SLACK and bool(_names(period) & _names(day)))


def _names(deadline: Deadline) -> set[str]:
    return set(_NAME.findall(deadline.what.casefold())) - {"file", "serve", "with", "that", "this"}


def _each_once(told: Iterable[Deadline]) -> Iterator[Deadline]:
    seen = set()
    for deadline in told:
        key = (deadline.due, deadline.within_days, deadline.what.casefold())
        if key not in seen:
            seen.add(key)
            yield deadline
