"""Who reads a message: in which language, by which clock, on which day. Pure.

Every sentence of ours stands in the code in English; the catalogue of another language is keyed
by it (`notify/spanish.py`). What courts say is never translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db import courts
from notify import clock, spanish

_CATALOGUES: Mapping[str, Mapping[str, str]] = {clock.SPANISH: spanish.SENTENCES}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAY = timedelta(days=1)
_FIELD = re.compile(r"\{(\w+)\}")  # the place of a value: `str.format` would reach into it


@dataclass(frozen=True, slots=True)
class Reader:
    time_zone: str = "UTC"  # IANA
    language: str = clock.ENGLISH
    now: datetime | None = None  # None: no day is today, and every date says its year

    def say(self, english: str, /, **values: object) -> str:
        """A sentence of ours in the reader's language. Nothing of a value is ever looked up."""
        told = _CATALOGUES.get(self.language, {}).get(english, english)
        return stopped(_FIELD.sub(lambda field: str(values[field[1]]), told))

    @property
    def is_foreign(self) -> bool:
        """Whether the courts speak another language than the reader."""
        return self.language != clock.ENGLISH

    def count(self, number: int, one: str, several: str, **values: object) -> str:
        """The sentence for one or for several, with {number} in digits."""
        return self.say(one if number == 1 else several, number=number, **values)

    def number(self, number: int) -> str:
        """In words up to ten."""
        return self.say(_NUMBERS[number]) if 0 <= number < len(_NUMBERS) else str(number)

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])

    @property
    def today(self) -> date | None:
        return None if self.now is None else self._local(self.now).date()

    def day(self, on: date) -> str:
        """`Wednesday 28 May`; with its year where that is not this one."""
        return clock.day(on, self.language, with_year=self._is_of_another_year(on))

    def plain_day(self, on: date) -> str:
        """`28 May`: where the weekday tells nothing."""
        return clock.plain_day(on, self.language, with_year=self._is_of_another_year(on))

    def near_day(self, on: date) -> str:
        """`tomorrow, Wednesday 28 May`, where it is that near."""
        near = {-_DAY: "yesterday", timedelta(): "today", _DAY: "tomorrow"}
        word = near.get(on - self.today) if self.today is not None else None
        return self.on_day(on) if word is None else f"{self.say(word)}, {self.day(on)}"

    def on_day(self, on: date) -> str:
        """As a date follows a verb; some languages put an article before it."""
        return self.say("{day}", day=self.day(on))

    def moment(self, at: datetime) -> str:
        """`Friday 23 May, 2:52 PM EDT`: by the reader's clock, with its zone's letters."""
        local = self._local(at)
        return f"{self.day(local.date())}, {clock.hour(local.time(), self.language)} {local:%Z}"

    def moment_at(self, at: datetime, court_id: str | None) -> str:
        """The same, and what time it was at the court where its clock shows another."""
        zone = _zone_of(court_id)
        if zone is None or at.astimezone(zone).utcoffset() == self._local(at).utcoffset():
            return self.moment(at)
        there = at.astimezone(zone)
        told = f"{clock.hour(there.time(), self.language)} {there:%Z}"
        return self.say("{moment} ({there} at the court)", moment=self.moment(at), there=told)

    def hour_at(self, on: date, at: time, court_id: str | None) -> str:
        """A court's own time of day; with its zone's letters where the reader's clock differs."""
        told, zone = clock.hour(at, self.language), _zone_of(court_id)
        if zone is None:
            return told
        there = datetime.combine(on, at, zone)
        is_same = there.utcoffset() == self._local(there).utcoffset()
        return told if is_same else f"{told} {there:%Z}"

    def since(self, at: datetime | None) -> str:
        """`since Friday 23 May, ...`, or since ever where it never was."""
        if at is None:
            return self.say("since we began to ask")
        return self.say("since {moment}", moment=self.moment(at))

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.time_zone))

    def _is_of_another_year(self, on: date) -> bool:
        return self.today is None or on.year != self.today.year


def stopped(sentence: str) -> str:
    """With one full stop, where "Example Inc." or "M.D. Ala." ends it."""
    is_double = sentence.endswith("..") and not sentence.endswith("...")
    return sentence[:-1] if is_double else sentence


ENGLISH = Reader()


def capital(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def _zone_of(court_id: str | None) -> ZoneInfo | None:
    court = courts.find(court_id) if court_id else None
    return None if court is None else ZoneInfo(court.time_zone)
