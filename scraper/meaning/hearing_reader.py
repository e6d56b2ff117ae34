"""Reads an entry's sentences for proceedings and their days. Pure.

A day counts by the last word before it in its sentence that can govern a day ("set for",
"reset to", "previously scheduled for", "held on"; "due" makes it no hearing's), and by what the
sentence says behind it: "the hearing set for 4 June is vacated".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from db.models import EntryKind, Hearing, HearingAction
from scraper.meaning import days, hearing_words, letters
from scraper.meaning.days import Day

# A party's paper names hearings that it wants moved; only a sentence of its own sets one.
_PAPERS = frozenset(
    {
        EntryKind.MOTION,
        EntryKind.BRIEF,
        EntryKind.OPPOSITION,
        EntryKind.REPLY,
        EntryKind.ANSWER,
        EntryKind.LETTER,
        EntryKind.DECLARATION,
        EntryKind.EXHIBIT,
        EntryKind.STATUS_REPORT,
    }
)
_LONGEST = 500  # characters of a sentence that are looked at
_BEHIND = 60  # those behind its day
_SPEAKS_ONLY_OF_IT = frozenset({EntryKind.HEARING, EntryKind.MINUTES})


@dataclass(slots=True)
class _Sentence:
    """What one sentence has said so far."""

    start: int
    what: re.Match[str] | None = None  # the proceeding that it named last
    now: str = ""  # the last word that could govern a day
    day: Day | None = None  # the day of a proceeding whose fate the sentence may still tell
    is_former: bool = False  # that day was said to be the former one
    fate: str = ""  # what became of that day: "moved", "cancelled"
    open: str = ""  # "set" or "moved", while no day was told to it
    has_moved: bool = False
    has_told: bool = False


@dataclass(slots=True)
class Reader:
    """Reads a text from left to right; what is open at a sentence's end is settled there."""

    text: str
    kind: EntryKind
    filed_on: date | None
    found: list[Hearing] = field(default_factory=list)
    sentence: _Sentence = field(default_factory=lambda: _Sentence(0))
    end: int = 0  # of the last day
    small: str = field(init=False)  # the same text in small letters

    def __post_init__(self) -> None:
        self.small = letters.small(self.text)

    def read(self) -> list[Hearing]:
        told = days.find(self.text, self.filed_on)
        if not (
            told
            or hearing_words.IS_OFF.search(self.small)
            or hearing_words.IS_MOVED.search(self.small)
        ):
            return []
        for event in self._events(told):
            if isinstance(event, Day):
                self._see(event)
                self.end = event.end
            elif event.end() > self.end:
                self._hear(event)
        self._end(len(self.text))
        return self.found

    def _events(self, told: tuple[Day, ...]) -> Iterator[Day | re.Match[str]]:
        """Days and governing words, in the text's order; at one place the day first."""
        rest = iter((*told, None))
        day = next(rest)
        for word in self._words():
            while day and day.start <= word.start():
                yield day
                day = next(rest)
            yield word
        while day:
            yield day
            day = next(rest)

    def _words(self) -> list[re.Match[str]]:
        governing = hearing_words.GOVERNING.finditer(self.small)
        stops = hearing_words.STOPS.finditer(self.text)
        return sorted((*governing, *stops), key=lambda word: word.start())

    def _hear(self, word: re.Match[str]) -> None:
        sentence, name = self.sentence, word.lastgroup or ""
        if name == "stops":
            self._end(word.start())
            self.sentence = _Sentence(word.end())
        elif name == "what":
            if not (sentence.is_former or sentence.fate):
                self._settle()
            sentence.what = word
        elif name == "onto":
            sentence.now = "moved" if sentence.has_moved else sentence.now
        elif name == "cancelled" and self._is_of_the_moved(word):
            self.found[-1] = replace(self.found[-1], action=HearingAction.CANCELLED)
        elif name in ("moved", "cancelled") and sentence.day:
            sentence.fate, sentence.now = name, "moved" if name == "moved" else ""
        else:
            sentence.now = name
            sentence.open = name if name in ("set", "moved") else sentence.open
        sentence.has_moved |= name == "moved"

    def _is_of_the_moved(self, word: re.Match[str]) -> bool:
        """Whether it cancels what the sentence has just moved: "reset for 6/4 is canceled"."""
        between = self.text[self.end : word.start()]
        is_next = self.sentence.has_told and len(between) < 80 and not set(between) & set(",;.")
        return is_next and self.found[-1].action is HearingAction.MOVED

    def _see(self, day: Day) -> None:
        sentence = self.sentence
        now = sentence.now or self._implied(day)
        if now == "due":
            sentence.now, sentence.open = sentence.open or now, ""
            return
        sentence.now = sentence.open = ""
        if now == "held" or (now == "set" and self._is_past_minutes(day)):
            self._tell(HearingAction.HELD, day)
        elif now == "moved" or (now == "set" and sentence.fate == "moved"):
            self._tell(HearingAction.MOVED, day, was=sentence.day)
            sentence.day, sentence.fate = None, ""
        elif now in ("set", "former", "cancelled"):
            if sentence.day:
                self._settle()
            sentence.day, sentence.is_former = day, now == "former"
            sentence.fate = now if now == "cancelled" else ""

    def _implied(self, day: Day) -> str:
        """What a day is that no verb governs: "Status Conference on 6/4/2025"."""
        lead = self.text[max(self.sentence.start, day.start - 80) : day.start]
        if self._is_past_minutes(day) and hearing_words.BESIDE.match(self.text, day.end):
            return "held"
        if not (self.filed_on is None or day.on >= self.filed_on):
            return ""
        is_notice = self.kind is EntryKind.HEARING
        if is_notice and day.at is not None and not self.found:
            return "set"
        is_connected = hearing_words.CONNECTED.search(lead) is not None
        return "set" if is_connected and (is_notice or day.at is not None) else ""

    def _is_past_minutes(self, day: Day) -> bool:
        is_past = self.filed_on is not None and day.on <= self.filed_on
        return self.kind is EntryKind.MINUTES and is_past

    def _settle(self) -> None:
        """Tell what became of the day that the sentence left open."""
        sentence, day = self.sentence, self.sentence.day
        if day is None:
            return
        if sentence.fate == "cancelled":
            self._tell(HearingAction.CANCELLED, day)
        elif sentence.fate == "moved":
            self._tell(HearingAction.MOVED, None, was=day)
        elif not sentence.is_former:
            self._tell(HearingAction.SET, day)
        sentence.day, sentence.is_former, sentence.fate = None, False, ""

    def _end(self, end: int) -> None:
        """Leave the sentence; it may have moved or cancelled what it told no day of."""
        self._settle()
        if self.sentence.what and not self.sentence.has_told:
            said = self.small[self.sentence.start : min(end, self.sentence.start + _LONGEST)]
            if hearing_words.IS_OFF.search(said):
                self._tell(HearingAction.CANCELLED, None)
            elif hearing_words.IS_MOVED.search(said):
                self._tell(HearingAction.MOVED, None)

    def _tell(self, action: HearingAction, day: Day | None, was: Day | None = None) -> None:
        if not self._may_tell(action, day, was):
            return
        self.sentence.has_told = True
        place = hearing_words.PLACE.match(self.text, day.end) if day else None
        self.found.append(
            Hearing(
                action,
                on=day.on if day else None,
                at=day.at if day else None,
                what=self._what()[0],
                place=self._place(day, place),
                was_on=was.on if was else None,
                words=self._said(day, place),
            )
        )

    def _what(self) -> tuple[str | None, int]:
        """The proceeding's name, and where it starts."""
        what = self.sentence.what
        return hearing_words.name(self.text, what) if what else (None, self.sentence.start)

    def _said(self, day: Day | None, place: re.Match[str] | None) -> str:
        start = self._what()[1]
        start = min(start, day.start) if day else start
        end = place.end() if place else (day.end if day else start + 100)
        return " ".join(self.text[start:end].split())

    def _place(self, day: Day | None, told: re.Match[str] | None) -> str | None:
        if told:
            return " ".join(told["place"].split()).rstrip(" .,-")
        start = self.sentence.start
        stop = self.text.find(". ", day.end if day else start)
        remote = hearing_words.REMOTE.search(self.text, start, stop if stop >= 0 else start + 600)
        return remote[0] if remote else None

    def _may_tell(self, action: HearingAction, day: Day | None, was: Day | None) -> bool:
        """Whether the sentence speaks of a court's proceeding, and in its own right."""
        sentence, said = self.sentence, self._around(day)
        is_planned = action in (HearingAction.SET, HearingAction.MOVED)
        if is_planned and hearing_words.ON_PAPERS.search(said):
            return False
        if self.kind in _PAPERS:
            return action is HearingAction.SET and self._stands_alone(said)
        if action is HearingAction.HELD and self.kind is not EntryKind.MINUTES:
            return False
        if action is HearingAction.SET and (self._is_over(day) or self._is_asked_to_move(day)):
            return False
        return bool(
            sentence.what
            or self.kind in _SPEAKS_ONLY_OF_IT
            or (was and not hearing_words.DEADLINE.search(said))
            or (day and day.at and hearing_words.APPEARS.search(said))
            or (day and hearing_words.BESIDE.match(self.text, day.end))
        )

    def _around(self, day: Day | None) -> str:
        """The sentence up to the day, and a little of what it says behind it."""
        start = self.sentence.start
        if day is None:
            return self.text[start : start + _LONGEST]
        stop = hearing_words.STOPS.search(self.text, day.end - 1, day.end + _BEHIND)
        end = stop.start() if stop else day.end + _BEHIND
        return self.text[max(start, end - _LONGEST) : end]

    def _stands_alone(self, said: str) -> bool:
        """Whether a party's paper has a sentence on a hearing, set for that paper."""
        what, start = self._what()
        if what is None:
            return False
        if hearing_words.ALONE.search(self.text, max(0, start - 3), start):
            return True
        return start - self.sentence.start <= 60 and not hearing_words.ASKS.search(said)

    def _is_over(self, day: Day | None) -> bool:
        if day is None or self.filed_on is None or self.kind in _SPEAKS_ONLY_OF_IT:
            return False
        return day.on < self.filed_on

    def _is_asked_to_move(self, day: Day | None) -> bool:
        """Whether the sentence only tells what somebody asked: "to adjourn the conference set"."""
        start = self.sentence.start
        if day and hearing_words.DENIED.match(self.text, day.end):
            return False
        return bool(hearing_words.TO_MOVE.search(self.text, start, self._what()[1]))
