"""A hundred thousand watches, and a day's filings in every district court, plainly invented.

Nine of ten watches follow a case, most of them one in which nothing is filed today; the others
ask a query of one court, of some or of all. Parties, judges and words are drawn as unevenly as
life does: a hundredth of the names are in a tenth of the cases, most in one or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from db import courts
from db.courts import CourtLevel
from db.models import (
    Availability,
    Change,
    ChangeKind,
    Disposition,
    Docket,
    DocketEntry,
    DocketKey,
    Document,
    EntryKind,
    EntryRef,
    Meaning,
    Party,
    Query,
    SourceKind,
    Watch,
    WatchedCase,
)
from db.needs import source_id
from db.queries import EVERYWHERE, Asked

WATCHES = 100_000
QUERIES = 10_000
ENTRIES = 10_000
DOCKETS = 6_000  # in which something is filed today
CASES = 60_000  # that are watched, those among them
NOW = datetime(2025, 5, 23, 18, 0, tzinfo=UTC)
BEGAN = NOW - timedelta(days=30)

_KINDS = (
    *((EntryKind.MOTION, "Motion to Dismiss"), (EntryKind.ORDER, "Order on Motion to Dismiss")),
    *((EntryKind.NOTICE, "Notice (Other)"), (EntryKind.APPEARANCE, "Notice of Appearance")),
    *((EntryKind.SUMMONS, "Summons Issued"), (EntryKind.COMPLAINT, "Complaint")),
    *((EntryKind.STATUS_REPORT, "Status Report"), (EntryKind.OPPOSITION, "Opposition")),
)
_COMMON = ("Department", "County", "Bank", "Insurance", "Holdings", "Services", "Agency", "Board")
_SUITS = ("440 Civil Rights: Other", "110 Insurance", "463 Habeas Corpus", "830 Patent", None)
_PROSE = (
    *("the", "court", "grants", "denies", "motion", "for", "extension", "of", "time", "to", "file"),
    *("response", "by", "defendants", "plaintiff", "order", "hearing", "set", "status", "report"),
    *("pursuant", "rule", "exhibit", "attached", "counsel", "deadline", "discovery", "within"),
)


@dataclass(frozen=True, slots=True)
class News:
    """A new entry, as the planner sees it."""

    change: Change
    docket: Docket
    entry: DocketEntry


def feed_of(court_id: str) -> str:
    return source_id(SourceKind.PACER_RSS, court_id)


class Readers:
    def __init__(self, seed: int = 4) -> None:
        self._random = Random(seed)
        self._names = [f"Sample{self._spelled(place)}" for place in range(20_000)]
        self._terms = [f"matter{self._spelled(place)}" for place in range(3_000)]
        self._judges = [f"Ada {self._spelled(place)}stone" for place in range(700)]
        found = (each for each in courts.every() if each.level is CourtLevel.DISTRICT)
        self.courts = [court.id for court in found if court.feed is not None]
        self.cases = [self._case(place) for place in range(CASES)]
        self.dockets = [self._docket(place) for place in range(DOCKETS)]

    def _spelled(self, place: int) -> str:
        """A number as letters: no two words are alike."""
        return "".join(chr(97 + int(digit)) for digit in f"{place:05}")

    def _case(self, place: int) -> WatchedCase:
        court_id = self.courts[place % len(self.courts)]
        number = f"1:{10 + place % 16}-cv-{place:05}"
        looks = ((feed_of(court_id), BEGAN),)
        return WatchedCase(
            court_id, number, str(200_000 + place), added_at=BEGAN, looks=looks, id=place + 1
        )

    def _docket(self, place: int) -> Docket:
        case = self.cases[place * (CASES // DOCKETS)]
        caption = f"{self._name()} v. {self._name()} {self._random.choice(_COMMON)} et al"
        judge = self._uneven(self._judges) if place % 3 == 0 else None
        suit = self._random.choice(_SUITS) if place % 3 == 0 else None
        parties = tuple(Party(self._name()) for _ in range(3)) if place % 3 == 0 else ()
        return Docket(
            *(case.court_id, case.number, caption, case.pacer_case_id),
            judge=judge, nature_of_suit=suit, parties=parties, id=place + 1,
        )  # fmt: skip

    def news(self) -> list[News]:
        return [self._entered(place) for place in range(ENTRIES)]

    def _entered(self, place: int) -> News:
        docket = self.dockets[place % DOCKETS]
        kind, label = self._random.choice(_KINDS)
        text = self._text() if place % 3 == 0 else None
        ruled = Disposition.DENIED if kind is EntryKind.ORDER and text else None
        document = Document(number=place % 200 + 1, url="https://ecf.example/doc1/1")
        entry = DocketEntry(
            *(place, place % 200 + 1, (label,), text, NOW),
            documents=(document,), id=str(place + 1), meaning=Meaning(kind, ruled),
        )  # fmt: skip
        change = Change(
            *(ChangeKind.ENTRY_ADDED, NOW, DocketKey(docket.court_id, docket.number), docket.id),
            EntryRef(str(place + 1), place, entry.number, entry.labels),
            source_id=feed_of(docket.court_id), id=place + 1,
        )  # fmt: skip
        return News(change, docket, entry)

    def _text(self) -> str:
        words = self._random.choices(_PROSE, k=self._random.randint(20, 150))
        words.insert(len(words) // 2, self._uneven(self._terms))
        return f"Judge {self._uneven(self._judges)}: {' '.join(words)}."

    def watches(self) -> Iterator[Watch]:
        for place in range(WATCHES - QUERIES):
            case = self._random.choice(self.cases)
            yield Watch(f"case-{place}", (case,), id=place + 1, created_at=BEGAN, **self._filters())
        yield from self.queries(WATCHES - QUERIES)

    def _filters(self) -> dict[str, object]:
        """Three in ten name kinds, some a word, a ruling, a filer or a document."""
        draw = self._random.random()
        if draw < 0.3:
            return {"kinds": (EntryKind.ORDER, EntryKind.MOTION)}
        if draw < 0.4:
            return {"terms": (self._uneven(self._terms),)}
        if draw < 0.45:
            return {"dispositions": (Disposition.GRANTED,)}
        if draw < 0.48:
            return {"filers": ("Sample",)}
        return {"available": Availability.LINKED} if draw < 0.5 else {}

    def queries(self, first: int, court_id: str | None = None) -> Iterator[Watch]:
        """Four in ten ask for a party, three for a word, the others for a judge, a suit, a case."""
        for place in range(first, first + QUERIES):
            asked = (court_id,) if court_id else self._asked()
            name, kind = f"query-{place}", place % 10
            told = {"id": place + 1, "created_at": BEGAN}
            if kind < 4:
                yield Watch(name, query=Query(asked, party=self._name()), **told)
            elif kind < 7:
                terms = (self._uneven(self._terms), f"O.C.{self._spelled(place)[-1].upper()}.")
                yield Watch(name, query=Query(asked), terms=terms, **told)
            elif kind == 7:
                yield Watch(name, query=Query(asked), judge=self._uneven(self._judges), **told)
            elif kind == 8:
                query = Query(asked, nature_of_suit="440", party=self._name())
                yield Watch(name, query=query, **told)
            else:
                yield Watch(name, query=Query(asked, party=self._name(), new_cases=True), **told)

    def asked(self, watches: Iterable[Watch]) -> dict[int, Asked]:
        """Each query has been asked for a month, and every court has answered it."""
        answered = Asked(
            {EVERYWHERE: BEGAN}, {feed_of(court_id): BEGAN for court_id in self.courts}
        )
        return {watch.id: answered for watch in watches if watch.query is not None and watch.id}

    def _asked(self) -> tuple[str, ...]:
        draw = self._random.random()
        if draw < 0.1:
            return ()
        return tuple(self._random.sample(self.courts, 1 if draw < 0.7 else 4))

    def _name(self) -> str:
        return self._uneven(self._names)

    def _uneven(self, told: list[str]) -> str:
        """The first are drawn far more often than the last."""
        return told[int(len(told) * self._random.random() ** 2)]
