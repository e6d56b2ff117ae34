"""What may be missing, in a sentence for each way in which it was seen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from db import gaps
from db.gaps import GapField
from notify import clock

_SENTENCES: Mapping[str, str] = {
    GapField.NUMBERS: "{numbers} not seen",
    GapField.WINDOW: "{teller} was not read from {begin} to {end}: filings of that time may be"
    " missing here",
    GapField.LAST_FILING: "there is at least one filing that we cannot see: {teller} knows of one"
    " of {last}{newest}",
    GapField.BURST: "between {begin} and {end} more was filed than {teller} lists: some of it may"
    " be missing here",
}


def sentence(
    field: str | None, told: object, teller: str, time_zone: str, *, is_news: bool = True
) -> str:
    """A gap without a full stop; `told` is the `new` of its Change, `teller` who let us see it.

    While a gap stays open newer filings may come: what was the newest is said as news alone.
    """
    known = told if isinstance(told, dict) else {}
    return _SENTENCES.get(field or "", _SENTENCES[GapField.WINDOW]).format(
        teller=teller,
        numbers=_numbers(told) if field == GapField.NUMBERS else "",
        begin=_moment(known.get("from"), time_zone),
        end=_moment(known.get("to"), time_zone),
        last=_day(known.get("last_filing_on")),
        newest=_newest(known.get("newest_on")) if is_news else "",
    )


def _newest(told: object) -> str:
    return f"; the newest here is of {_day(told)}" if told else "; none is here"


def _numbers(told: object) -> str:
    missing = gaps.ranges(told)
    if gaps.is_one(missing):
        return f"the entry with the number {gaps.spelled(missing)} was"
    return f"entries with the numbers {gaps.spelled(missing)} were"


def _moment(told: object, time_zone: str) -> str:
    if not isinstance(told, str):
        return "an unknown time"
    return clock.moment(datetime.fromisoformat(told), time_zone)


def _day(told: object) -> str:
    return clock.day(date.fromisoformat(told)) if isinstance(told, str) else "an unknown day"
