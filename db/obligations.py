"""What somebody owes a court by when, and which later entry met, moved or ended it. Pure.

All of it is derived from the entries of a docket in their order, so that it does not
matter in which order their sources told them. What time does to an obligation is
`db.reminders`' matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from db import chronology, cited, courts, duties
from db.duties import COURT_ACTS, Duty
from db.fates import Status
from db.models import Deadline, Disposition, Docket, DocketEntry, EntryKind, Mark, Meaning

_LATE = timedelta(days=60)  # a paper that comes later was not for this deadline
_UNDATED = timedelta(days=120)  # so long a period of which nobody told the end may still run
_MOVES = re.compile(
    r"\b(?:exten(?:d|sion)|enlarge|continu(?:ed|ance)|re-?set|moved|postpone|reschedule|amend|"
    r"now due|modif|adjourn|updated|revised|in lieu|instead)",
    re.IGNORECASE,
)
_MORE_TIME = re.compile(r"\b(?:exten(?:d|sion)|enlarge\w*|more time|continuance)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:case|action|civil case)\b.{0,40}\b(?:closed|dismissed|terminated|stayed)\b|"
    r"\bclos(?:e|ing) (?:this |the )?case|"
    r"\b(?:vacat|stay|suspend|toll|terminat|strik)\w* .{0,40}\b(?:deadlines?|dates|proceedings|"
    r"briefing|schedule)\b|"
    r"\b(?:deadlines?|dates|proceedings|briefing)\b.{0,40}\b(?:vacated|stayed|suspended|tolled|"
    r"stricken|terminated|held in abeyance)\b",
    re.IGNORECASE,
)
# Some of the parties or claims are out of the case, which goes on.
_PARTLY = re.compile(
    r"\b(?:against|as to|with respect to|between|only)\b"
    r"(?! (?:all|every|both|the entire|(?:its|their) entirety)\b)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[;]|\.(?= [A-Z]|$)")
_NAME = re.compile(r"\w{2,}")
_ANYBODY = frozenset(("the", "defendant", "defendants", "plaintiff", "plaintiffs"))
# What stands before such words where nothing of it happened: it was refused, or is a threat.
_NOT_DONE = r"\b(?:den(?:y|ied|ying)|fail\w*|if|unless|may|could)\b[^.;]{0,80}$"
_REFUSING = re.compile(_NOT_DONE, re.IGNORECASE)
_ASKING = re.compile(rf"{_NOT_DONE}|\bmotion (?:to|for)\b[^.;]{{0,40}}$", re.IGNORECASE)
_BEFORE = 200  # characters
_MANDATE = re.compile(r"\bmandate\b", re.IGNORECASE)
_SIDES = (
    (re.compile(r"\bplaintiff|\bpetitioner|\bappellant", re.IGNORECASE), "asking"),
    (re.compile(r"\bdefendant|\brespondent|\bappellee", re.IGNORECASE), "asked"),
)
_REFUSED = frozenset((Disposition.DENIED, Disposition.MOOT, Disposition.WITHDRAWN))
_UNDONE = frozenset((Disposition.VACATED, Disposition.STRICKEN, Disposition.MOOT))
_ANSWERING = frozenset(
    (
        *(EntryKind.STATUS_REPORT, EntryKind.ANSWER, EntryKind.OPPOSITION, EntryKind.REPLY),
        *(EntryKind.BRIEF, EntryKind.LETTER, EntryKind.DECLARATION),
    )
)
_ON_A_MOTION = frozenset(("opposition", "reply", "brief"))


class Doubt(StrEnum):
    """Why nobody can say that what was not seen was not filed."""

    EXTENSION = "extension"  # more time was asked for, or given with no day told
    SEALED = "sealed"  # something was filed under seal in that time


@dataclass(frozen=True, slots=True)
class Obligation:
    """One deadline of one entry, and what became of it."""

    entry_id: int
    place: int  # among the entry's deadlines
    told: Deadline
    duty: Duty
    set_on: date | None
    number: int | None = None  # of the entry that sets it
    about: frozenset[int] = frozenset()  # numbers of the papers that it concerns
    status: Status = Status.OPEN
    by: int | None = None  # the entry that met, moved or ended it
    by_on: date | None = None
    doubt: Doubt | None = None
    doubtful_by: int | None = None  # the number of the motion for more time

    @property
    def due(self) -> date | None:
        return self.told.ends_on

    @property
    def key(self) -> tuple[str, date | None]:
        """The same for all entries that ask the same for the same day."""
        return self.duty.name, self.due

    def is_moved_by(self, heir: Obligation) -> bool:
        """The other one names the new day."""
        mine = (self.status, self.by, self.duty.name)
        return mine == (Status.MOVED, heir.entry_id, heir.duty.name)

    @property
    def is_late(self) -> bool:
        """Met, but after its day."""
        return bool(self.status is Status.MET and self.due and self.by_on and self.by_on > self.due)


def of_docket(docket: Docket) -> tuple[Obligation, ...]:
    """The obligations of a docket whose entries know what they mean, in the order in which set."""
    zone = courts.zone(docket.court_id)
    book = _Book()
    for paper in chronology.in_order(docket):
        if paper.meaning is not None:
            book.read(paper, paper.meaning, court_day(paper, zone))
    return tuple(book.all)


def court_day(paper: DocketEntry, zone: ZoneInfo) -> date | None:
    """The court's day on which an entry came."""
    if paper.filed_on is not None or paper.entered_at is None:
        return paper.filed_on
    return paper.entered_at.astimezone(zone).date()


class _Book:
    """The obligations of one docket, while its entries are read one after another."""

    def __init__(self) -> None:
        self.all: list[Obligation] = []
        self._open: list[int] = []  # places in `all`

    def read(self, paper: DocketEntry, meaning: Meaning, on: date | None) -> None:
        self._open = [place for place, owed in self._opens() if not _is_long_over(owed, on)]
        moved: list[Obligation] = []
        if self._open:
            self._meet(paper, meaning, on)
            self._doubt(paper, meaning, on)
            if _is_by_court(meaning):
                self._end(paper, meaning, on)
                moved = self._move(paper, meaning, on)
        for found in _set_by(paper, meaning, on):
            self._open.append(len(self.all))
            self.all.append(_owed_as_before(found, moved))

    def _opens(self) -> Iterator[tuple[int, Obligation]]:
        for place in self._open:
            if self.all[place].status is Status.OPEN:
                yield place, self.all[place]

    def _turn(self, place: int, status: Status, paper: DocketEntry, on: date | None) -> None:
        by = int(paper.id or 0)
        self.all[place] = replace(self.all[place], status=status, by=by, by_on=on)

    def _meet(self, paper: DocketEntry, meaning: Meaning, on: date | None) -> None:
        """A paper meets what was due nearest to its day; one set twice is met at once."""
        if meaning.kind in COURT_ACTS:
            return
        met = [(place, owed) for place, owed in self._opens() if _meets(paper, meaning, owed)]
        if met:
            nearest = min((owed for _, owed in met), key=lambda owed: _distance(owed, on))
            for place, owed in met:
                if owed.key == nearest.key:
                    self._turn(place, Status.MET, paper, on)

    def _end(self, paper: DocketEntry, meaning: Meaning, on: date | None) -> None:
        """The court closed or stayed the case, took its own order back, or ruled already."""
        endings, is_judged = _endings(paper, meaning), _is_judged(paper, meaning)
        for place, owed in [*self._opens()]:
            is_ended = any(_is_ended(owed, each) for each in endings)
            if is_ended or (is_judged and owed.duty.kinds) or _is_overtaken(owed, meaning):
                self._turn(place, Status.VACATED, paper, on)

    def _move(self, paper: DocketEntry, meaning: Meaning, on: date | None) -> list[Obligation]:
        """A later day for the same duty takes the place of the old one, where the words say so."""
        if not _MOVES.search(_words(paper)):
            return []
        told = [*_set_by(paper, meaning, on)]
        moved = [
            (place, owed)
            for place, owed in self._opens()
            if any(_is_same_duty(owed, each) and owed.due != each.due for each in told)
        ]
        for place, _ in moved:
            self._turn(place, Status.MOVED, paper, on)
        return [self.all[place] for place, _ in moved]

    def _doubt(self, paper: DocketEntry, meaning: Meaning, on: date | None) -> None:
        """Note what leaves open whether an obligation still stands, or was met unseen."""
        is_refusal = meaning.disposition in _REFUSED
        unsure = None if is_refusal else _unsure(paper, meaning)
        for place, owed in [*self._opens()]:
            if is_refusal and owed.doubtful_by in meaning.answers:
                self.all[place] = replace(owed, doubt=None, doubtful_by=None)
            elif unsure is not None and unsure.concerns(owed):
                self.all[place] = replace(owed, doubt=unsure.doubt, doubtful_by=unsure.number)


def _owed_as_before(heir: Obligation, moved: Sequence[Obligation]) -> Obligation:
    """An order that only names a new day leaves it to those who owed it by the old one."""
    owing = {each.told.who for each in moved if each.is_moved_by(heir)}
    if heir.told.who is not None or len(owing) != 1:
        return heir
    return replace(heir, told=replace(heir.told, who=owing.pop()))


def _words(paper: DocketEntry) -> str:
    return f"{'; '.join(paper.labels)} {paper.text or ''}"


def _endings(paper: DocketEntry, meaning: Meaning) -> list[str]:
    """What it says of the end of a case or of its deadlines, each to the end of its sentence.

    Not where it refuses that, nor where it names a motion that asks for it.
    """
    if meaning.disposition in _REFUSED:
        return []
    words = _words(paper)
    named = _REFUSING if meaning.disposition is Disposition.GRANTED else _ASKING
    return [
        _rest_of_sentence(words, found)
        for found in _ENDS.finditer(words)
        if not named.search(words[max(found.start() - _BEFORE, 0) : found.start()])
    ]


def _is_ended(owed: Obligation, ending: str) -> bool:
    """An end for some of the parties is one for what they owe."""
    if _PARTLY.search(ending) is None:
        return True
    who = set(_NAME.findall((owed.told.who or "").casefold())) - _ANYBODY
    return bool(who) and who <= set(_NAME.findall(ending.casefold()))


def _rest_of_sentence(words: str, found: re.Match[str]) -> str:
    """From what was found to where its sentence ends."""
    end = _SENTENCE_ENDS.search(words, found.end())
    return words[found.start() : end.start() if end is not None else len(words)][:_BEFORE]


def _is_judged(paper: DocketEntry, meaning: Meaning) -> bool:
    """A judgment of this court: the mandate of another one ends nothing here."""
    return meaning.kind is EntryKind.JUDGMENT and not _MANDATE.search(duties.name(paper))


def _is_by_court(meaning: Meaning) -> bool:
    return meaning.kind in COURT_ACTS or meaning.kind is EntryKind.ADMINISTRATIVE


def _set_by(paper: DocketEntry, meaning: Meaning, on: date | None) -> Iterator[Obligation]:
    for place, told in enumerate(meaning.deadlines):
        duty = duties.of(told, meaning)
        about = set(cited.numbers(f"{told.what} {told.words}")) - {paper.number}
        if meaning.kind is EntryKind.MOTION and paper.number is not None:
            about |= {paper.number}
        yield Obligation(int(paper.id or 0), place, told, duty, on, paper.number, frozenset(about))


def _meets(paper: DocketEntry, meaning: Meaning, owed: Obligation) -> bool:
    if owed.about and meaning.answers and owed.about.isdisjoint(meaning.answers):
        return False
    answers_it = owed.number in meaning.answers and meaning.kind in _ANSWERING
    if not answers_it and not duties.is_met_by(owed.duty, paper):
        return False
    return not _is_of_other_side(owed.told.who, meaning.filer or paper.filer)


def _is_of_other_side(who: str | None, filer: str | None) -> bool:
    """Only where both are told, and each names one side alone."""
    owing, filing = _sides(who), _sides(filer)
    return len(owing) == len(filing) == 1 and owing != filing


@lru_cache(maxsize=1024)
def _sides(who: str | None) -> frozenset[str]:
    return frozenset(side for words, side in _SIDES if words.search(who or ""))


def _distance(owed: Obligation, on: date | None) -> tuple[int, date]:
    if owed.due is None or on is None:
        return 10**6, owed.due or date.max
    return abs((owed.due - on).days), owed.due


def _is_same_duty(old: Obligation, new: Obligation) -> bool:
    if old.duty.name != new.duty.name or _is_of_other_side(old.told.who, new.told.who):
        return False
    return not (old.about and new.about and old.about.isdisjoint(new.about))


def _is_overtaken(owed: Obligation, meaning: Meaning) -> bool:
    """The order that set it was undone, or the motion ruled on that it was to argue."""
    if meaning.disposition is None:
        return False
    if owed.number in meaning.answers and meaning.disposition in _UNDONE:
        return True
    is_argument = owed.duty.name in _ON_A_MOTION
    return is_argument and not owed.about.isdisjoint(meaning.answers)


@dataclass(frozen=True, slots=True)
class _Unsure:
    """Why an entry leaves open what stands, and of which duties."""

    doubt: Doubt
    number: int | None = None  # of the motion, which may be refused
    names: frozenset[str] = frozenset()  # none: of all

    def concerns(self, owed: Obligation) -> bool:
        return not self.names or owed.duty.name in self.names


def _unsure(paper: DocketEntry, meaning: Meaning) -> _Unsure | None:
    is_asked = meaning.kind is EntryKind.MOTION
    if Mark.SEALED in meaning.marks and meaning.kind in (EntryKind.OTHER, EntryKind.NOTICE):
        return _Unsure(Doubt.SEALED)
    is_given = _is_by_court(meaning) and not meaning.deadlines
    called = duties.name(paper) if is_asked or is_given else ""
    if not _MORE_TIME.search(called):
        return None
    named = duties.named_in(_MORE_TIME.split(called, maxsplit=1)[1]) - {"motion"}
    return _Unsure(Doubt.EXTENSION, paper.number if is_asked else None, named)


def _is_long_over(owed: Obligation, on: date | None) -> bool:
    if on is None:
        return False
    if owed.due is not None:
        return on > owed.due + _LATE
    return owed.set_on is not None and on > owed.set_on + _UNDATED
