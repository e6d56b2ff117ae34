"""Which papers belong together: motion, support, opposition, reply, ruling, appeal. Pure.

Only what a text says joins: what an entry answers, what it names by number, what it was ordered
to be. Of an entry of which we know the label alone nothing is guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db import chronology, cited, courts, obligations, spelled
from db.duties import COURT_ACTS
from db.fates import Status
from db.models import Docket, DocketEntry, EntryKind, Meaning
from db.obligations import court_day

_SUPPORTS = frozenset(
    (
        *(EntryKind.BRIEF, EntryKind.DECLARATION, EntryKind.EXHIBIT, EntryKind.REPLY),
        *(EntryKind.OPPOSITION, EntryKind.NOTICE_OF_APPEAL, EntryKind.LETTER),
    )
)
_AFTER_A_RULING = spelled.any_of(
    ("reconsider", "reconsideration", "clarify", "clarification", "stay", "amend", "alter")
)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])\. (?=[A-Z(])")  # no initial's full stop


class Outcome(StrEnum):
    """How a motion stands of which no disposition is known; else that is its status."""

    ANSWERED = "answered"  # by an act of the court that does not say how
    PENDING = "pending"
    UNSEEN = "unseen"  # there are rulings of which we do not know what they answer


@dataclass(frozen=True, slots=True)
class Paper:
    """An entry in its thread."""

    entry: DocketEntry
    on: date | None  # the court's day
    depth: int  # below the thread's first paper, which is 0
    status: str | None = None  # of what asks for a ruling
    decided_by: DocketEntry | None = None
    days: int | None = None  # from the paper to its ruling, or until today


@dataclass(frozen=True, slots=True)
class Thread:
    """The papers under one first paper, or those that name a person or subject."""

    dockets: tuple[Docket, ...]  # one of each paper
    about: str
    papers: tuple[Paper, ...]

    @property
    def first(self) -> Paper:
        return self.papers[0]


@dataclass(frozen=True, slots=True)
class Threaded:
    """A docket in threads, and its papers that are in none."""

    docket: Docket
    threads: tuple[Thread, ...]
    others: tuple[Paper, ...]


def of_docket(docket: Docket, today: date) -> Threaded:
    """The threads of a docket by their first papers, oldest first."""
    return _Weaver(docket, today).threaded()


def about(words: str, dockets: Sequence[Docket]) -> Thread:
    """Every paper whose words, filer or documents name a person or subject, in any spelling."""
    pattern = spelled.pattern(words)
    found = [
        (filing.dockets[0], filing.entries[0])
        for filing in chronology.timeline(dockets)
        if any(pattern.search(_text(entry)) for entry in filing.entries)
    ]
    papers = (
        Paper(entry, court_day(entry, courts.zone(docket.court_id)), 0) for docket, entry in found
    )
    return Thread(tuple(docket for docket, _ in found), words, tuple(papers))


def _text(entry: DocketEntry) -> str:
    titles = (each.title or "" for each in entry.documents)
    return "\n".join([*entry.labels, entry.text or "", entry.filer or "", *titles])


def called(entry: DocketEntry) -> str:
    """What a thread is called after its first paper."""
    return "; ".join(entry.labels) or _SENTENCE_END.split(entry.text or "", maxsplit=1)[0]


class _Weaver:
    """One docket's entries, oldest first, and what each follows."""

    def __init__(self, docket: Docket, today: date) -> None:
        self._docket = docket
        self._today = today
        self._zone = courts.zone(docket.court_id)
        self._entries = chronology.in_order(docket)
        self._places = _places(self._entries)
        self._ids = {entry.id: place for place, entry in enumerate(self._entries)}
        self._acts = _acts(self._entries)
        self._unseen = max((p for p, e in enumerate(self._entries) if _rules_unseen(e)), default=-1)
        self._ordered = _ordered(docket)
        self._children: Mapping[int, list[int]] = self._all_children()

    def threaded(self) -> Threaded:
        below = {child for children in self._children.values() for child in children}
        roots = [
            place
            for place, entry in enumerate(self._entries)
            if place not in below and (place in self._children or _asks(entry))
        ]
        woven = [tuple(self._papers(root, 0)) for root in roots]
        inside = {paper.entry.id for papers in woven for paper in papers}
        return Threaded(
            self._docket,
            tuple(self._thread(papers) for papers in woven),
            tuple(
                self._paper(place, 0)
                for place, entry in enumerate(self._entries)
                if entry.id not in inside
            ),
        )

    def _thread(self, papers: tuple[Paper, ...]) -> Thread:
        return Thread((self._docket,) * len(papers), called(papers[0].entry), papers)

    def _papers(self, place: int, depth: int) -> Iterator[Paper]:
        yield self._paper(place, depth)
        for child in self._children.get(place, ()):
            yield from self._papers(child, depth + 1)

    def _paper(self, place: int, depth: int) -> Paper:
        entry = self._entries[place]
        on = court_day(entry, self._zone)
        if not _asks(entry):
            return Paper(entry, on, depth)
        status, ruling = self._outcome(place)
        until = self._today if ruling is None else court_day(ruling, self._zone)
        days = None if on is None or until is None else (until - on).days
        return Paper(entry, on, depth, status, ruling, days)

    def _outcome(self, place: int) -> tuple[str, DocketEntry | None]:
        """By the first act of the court that disposes of it, else by one that speaks of it."""
        acts = self._acts.get(self._entries[place].number or 0, ())
        later = [self._entries[each] for each in acts if each > place]
        for act in later:
            if act.meaning is not None and act.meaning.disposition is not None:
                return act.meaning.disposition, act
        if later:
            return Outcome.ANSWERED, later[0]
        is_unsure = self._entries[place].number is None or self._unseen > place
        is_over = self._docket.closed_on is not None
        return (Outcome.UNSEEN if is_unsure or is_over else Outcome.PENDING), None

    def _all_children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._entries)):
            parent = next((each for each in self._followed(place) if each < place), None)
            if parent is not None:
                found[parent].append(place)
        return found

    def _followed(self, place: int) -> Iterator[int]:
        """The entries that one may be below, the likeliest first."""
        entry = self._entries[place]
        if entry.meaning is None:
            return
        named = [*entry.meaning.answers, *self._named(entry)]
        yield from (self._places[number] for number in named if number in self._places)
        if entry.id in self._ordered and not _asks(entry):
            yield self._ids[self._ordered[entry.id]]

    def _named(self, entry: DocketEntry) -> Iterable[int]:
        """What its text names, of a paper that follows another by its nature."""
        assert entry.meaning is not None
        if entry.text is None:
            return ()
        numbers = cited.numbers(entry.text)
        if entry.meaning.kind in _SUPPORTS:
            return numbers
        is_second = entry.meaning.kind is EntryKind.MOTION and _AFTER_A_RULING.search(entry.text)
        return filter(self._is_ruling, numbers) if is_second else ()

    def _is_ruling(self, number: int) -> bool:
        place = self._places.get(number)
        return place is not None and self._entries[place].kind in COURT_ACTS


def _places(entries: Sequence[DocketEntry]) -> dict[int, int]:
    """Where each number stands, if it is one entry's alone."""
    found: dict[int, int] = {}
    for place, entry in enumerate(entries):
        if entry.number is not None:
            found.setdefault(entry.number, place)
    return found


def _ordered(docket: Docket) -> dict[str, str]:
    """The entries that met an order, and the order, by their ids."""
    met = (each for each in obligations.of_docket(docket) if each.status is Status.MET)
    return {str(each.by): str(each.entry_id) for each in met}


def _asks(entry: DocketEntry) -> bool:
    return entry.kind is EntryKind.MOTION


def _acts(entries: Sequence[DocketEntry]) -> dict[int, list[int]]:
    """Where the acts of the court stand that speak of each number."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if entry.meaning is not None and _is_act(entry.meaning):
            for number in entry.meaning.answers:
                found[number].append(place)
    return found


def _is_act(meaning: Meaning) -> bool:
    return meaning.kind in COURT_ACTS or meaning.disposition is not None


def _rules_unseen(entry: DocketEntry) -> bool:
    """A ruling of which we have the label alone: nobody knows what it answers."""
    is_act = entry.meaning is None or entry.meaning.kind in COURT_ACTS
    return is_act and entry.text is None and not (entry.meaning and entry.meaning.answers)
