"""What may be missing, in a sentence for each way in which it was seen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from db import gaps
from db.gaps import GapField
from notify.reader import Reader

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
    field: str | None, told: object, teller: str, reader: Reader, *, is_news: bool = True
) -> str:
    """A gap without a full stop; `told` is the `new` of its Change, `teller` who let us see it.

    While a gap stays open newer filings may come: what was the newest is said as news alone.
    """
    known = told if isinstance(told, dict) else {}
    return reader.say(
        _SENTENCES.get(field or "", _SENTENCES[GapField.WINDOW]),
        teller=teller,
        numbers=_numbers(told, reader) if field == GapField.NUMBERS else "",
        begin=_moment(known.get("from"), reader),
        end=_moment(known.get("to"), reader),
        last=_day(known.get("last_filing_on"), reader),
        newest=_newest(known.get("newest_on"), reader) if is_news else "",
    )


def _newest(told: object, reader: Reader) -> str:
    if not told:
        return reader.say("; none is here")
    return reader.say("; the newest here is of {day}", day=_day(told, reader))


def _numbers(told: object, reader: Reader) -> str:
    missing = gaps.ranges(told)
    if gaps.is_one(missing):
        one = "the entry with the number {numbers} was"
        return reader.say(one, numbers=gaps.spelled(missing))
    return reader.say("entries with the numbers {numbers} were", numbers=gaps.spelled(missing))


def _moment(told: object, reader: Reader) -> str:
    if not isinstance(told, str):
        return reader.say("an unknown time")
    return reader.moment(datetime.fromisoformat(told))


def _day(told: object, reader: Reader) -> str:
    if not isinstance(told, str):
        return reader.say("an unknown day")
    return reader.day(date.fromisoformat(told))
