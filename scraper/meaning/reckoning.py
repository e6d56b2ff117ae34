"""On which day a period ends, by the rules of procedure. Pure.

    ends_on(date(2025, 5, 23), 5, "mad")    # Wednesday May 28, 2025; "Fed. R. Civ. P. 6(a)"

The day that starts the period is left out, every other day counts, and a period that would end
on a Saturday, Sunday or legal holiday runs to the next day that is none of them. Until the
amendments of December 1, 2009 short periods left such days out altogether. What a rule adds for
service by mail, and days on which a clerk's office could not be reached, are not known here: what
this says is to be verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice

from db import courts
from scraper.meaning.calendar import is_holiday

_EVERY_DAY_COUNTS = date(2009, 12, 1)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    short_days: int = 0  # before December 2009, periods of fewer days counted business days
    has_state_holidays: bool = True  # those of the state where the court sits


# Rule 45(a) of the criminal rules says the same as Rule 6(a) of the civil ones.
_DISTRICT = _Rule("Fed. R. Civ. P. 6(a)", short_days=11)
_BY_LEVEL = {
    courts.CourtLevel.DISTRICT: _DISTRICT,
    courts.CourtLevel.BANKRUPTCY: _Rule("Fed. R. Bankr. P. 9006(a)", short_days=8),
    courts.CourtLevel.APPELLATE: _Rule("Fed. R. App. P. 26(a)", short_days=11),
    courts.CourtLevel.SUPREME: _Rule("Sup. Ct. R. 30.1", has_state_holidays=False),
}
_NATIONAL = {
    "cit": _Rule("USCIT R. 6(a)", short_days=11, has_state_holidays=False),
    "uscfc": _Rule("RCFC 6(a)", short_days=11, has_state_holidays=False),
}

# A court's id begins with its state ("mad", "cacb"), but for these.
_ELSEWHERE = {"arb": "AZ", "nmid": "MP", "nmib": "MP"}
_CLERKS_OFFICES = {
    "ca1": "MA", "ca2": "NY", "ca3": "PA", "ca4": "VA", "ca5": "LA", "ca6": "OH", "ca7": "IL",
    "ca8": "MO", "ca9": "CA", "ca10": "CO", "ca11": "GA", "cadc": "DC", "cafc": "DC",
}  # fmt: skip


def ends_on(
    start: date, days: int, court_id: str, *, is_business_days: bool = False
) -> tuple[date, str]:
    """The last day of a period of so many days after `start`, and the rule that says so.

    Raises OverflowError where that is beyond the calendar.
    """
    rule, state = _law(court_id)
    is_short = start < _EVERY_DAY_COUNTS and days < rule.short_days
    if is_business_days or is_short:
        return _nth_court_day(start, days, state), rule.name
    last = start + timedelta(days=days)
    return next(day for day in _days_from(last) if _is_court_day(day, state)), rule.name


def _nth_court_day(start: date, count: int, state: str | None) -> date:
    court_days = (day for day in _days_from(start + _ONE_DAY) if _is_court_day(day, state))
    return next(islice(court_days, max(count, 1) - 1, None))


def _days_from(first: date) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += _ONE_DAY


def _is_court_day(day: date, state: str | None) -> bool:
    return day.weekday() < 5 and not is_holiday(day, state)


def state_of(court_id: str) -> str | None:
    """The state whose holidays a court keeps ("MA"); None where it keeps the nation's alone."""
    return _law(court_id)[1]


@cache
def _law(court_id: str) -> tuple[_Rule, str | None]:
    """The rule that a court reckons by, and the state whose holidays it keeps."""
    court = courts.find(court_id)
    if court is None:
        return _DISTRICT, None
    rule = _NATIONAL.get(court.id) or _BY_LEVEL.get(court.level)
    if rule is None:  # the Judicial Panel sits wherever it likes
        return _DISTRICT, None
    return rule, _state(court) if rule.has_state_holidays else None


def _state(court: courts.Court) -> str:
    """The state where its courthouse, or a circuit's clerk, is: "MA"."""
    at_home = _ELSEWHERE.get(court.id) or _CLERKS_OFFICES.get(court.id)
    return at_home or court.id[:2].upper()
