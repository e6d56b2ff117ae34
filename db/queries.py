"""Which dockets and entries a query is about. Pure.

Names and natures of suit are compared word by word, in plain small letters and without
points; words that stand in a text are found in every spelling (`db.spelled`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from db.models import Docket, DocketEntry, Query, Watch
from db.spelled import pattern, plain_letters

EVERYWHERE = ""  # in place of a court's id: every court that has a feed

_VERSUS = re.compile(r"\s+vs?\.?\s+|(?<!\b\w\.)\s+VS?\.?\s+")  # not the V of "D. V. D."
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?)+[A-Z]\b|\b(?:[a-z]\.)+[a-z]\b")  # D.V.D., u.s.
_ET_AL = re.compile(r"\bet\.? al\b\.?", re.IGNORECASE)
_APOSTROPHES = re.compile(r"['’]")
_WORD = re.compile(r"\w+")
# As in `Judge Ada Sample: ORDER entered` and `Signed by Magistrate Judge Ada Sample on 5/23/25`.
_NAME = r"((?:[A-Z][\w.'’-]*\s+){0,4}[A-Z][\w'’-]+)"
_RULED_BY = re.compile(rf"\bJudge\s+{_NAME}\s*:|\b[Bb]y\s(?:[\w.]+\s){{0,4}}?Judge\s+{_NAME}")
_TITLES = frozenset(
    (
        *("judge", "justice", "hon", "honorable", "chief", "senior", "magistrate", "district"),
        *("circuit", "bankruptcy", "united", "states", "us", "the", "jr", "sr", "ii", "iii", "iv"),
    )
)
_OPENING = re.compile(
    r"(?:complaint|notice of removal|indictment|information|petition for|"
    r"(?:chapter \d+ )?(?:in)?voluntary petition|(?:\w+ )*case (?:docketed|opened))\b",
    re.IGNORECASE,
)
_LARGEST = 99_999  # above it stand ids of documents, which count no entries


@dataclass(frozen=True, slots=True)
class Asked:
    """Since when a query is asked, by court, and which sources have answered it."""

    since: Mapping[str, datetime] = field(default_factory=dict)  # court id, or EVERYWHERE
    looks: Mapping[str, datetime] = field(default_factory=dict)  # source id, its first answer

    def began(self, court_id: str) -> datetime | None:
        return self.since.get(court_id) or self.since.get(EVERYWHERE)


@dataclass(frozen=True, slots=True)
class Search:
    """A watch's query, made ready to be compared with many dockets. All that is said must hold."""

    watch_id: int
    courts: frozenset[str] = frozenset()  # ids; none: every one
    party: str = ""  # as `normal` has it
    nature: str = ""  # likewise
    judge: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()  # one of which must stand there
    new_cases: bool = False
    asked: Asked = Asked()

    def wants(self, docket: Docket, entry: DocketEntry | None = None) -> bool:
        """Without an entry: is it about the docket as a whole, whatever is filed there?"""
        return (
            (not self.courts or docket.court_id in self.courts)
            and (not self.party or any(self.party in normal(name) for name in names(docket)))
            and (not self.nature or self.nature in normal(docket.nature_of_suit or ""))
            and (not self.judge or any(self.judge <= name for name in judges(docket, entry)))
            and (not self.terms or self._is_worded(docket, entry))
            and (not self.new_cases or (entry is not None and opens(entry)))
        )

    def _is_worded(self, docket: Docket, entry: DocketEntry | None) -> bool:
        text = "\n".join((docket.caption or "", *(words(entry) if entry else ())))
        return says(text, self.terms)


def search(watch: Watch, asked: Asked | None = None) -> Search:
    """The query of a watch, with the words and the judge that the watch says."""
    query = watch.query or Query()
    return Search(
        watch_id=watch.id or 0,
        courts=frozenset(query.courts),
        party=normal(_ET_AL.sub("", query.party or "")),
        nature=normal(query.nature_of_suit or ""),
        judge=judge_words(watch.judge or ""),
        terms=(*watch.terms, *watch.aliases),
        new_cases=query.new_cases,
        asked=asked or Asked(),
    )


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """` dvd us department of homeland security `: words between blanks; empty without any.

    The sides of a caption stay apart, so that no name runs from one into the other.
    """
    sides = _VERSUS.sub(" | ", plain_letters(text))
    spelled = _INITIALS.sub(lambda found: "".join(_WORD.findall(found[0])), sides)
    found = re.findall(r"\w+|\|", _APOSTROPHES.sub("", spelled).casefold())
    return f" {' '.join(found)} " if found else ""


def says(text: str, terms: Iterable[str]) -> bool:
    """One of these terms stands in a text, in any spelling.

    However it is spelled it has the same letters: most texts need no pattern to be told apart,
    and a pattern takes longer to make than a thousand of these comparisons.
    """
    bare = _letters(text)
    return any(_letters(term) in bare and pattern(term).search(text) for term in terms)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(_WORD.findall(plain_letters(text))).casefold()


def names(docket: Docket) -> Iterator[str]:
    """What is said of who is in a case."""
    if docket.caption is not None:
        yield docket.caption
    yield from (party.name for party in docket.parties)


def words(entry: DocketEntry) -> Iterator[str]:
    """Everything that an entry says in words."""
    yield from entry.labels
    if entry.text is not None:
        yield entry.text
    yield from (document.title for document in entry.documents if document.title)


def judges(docket: Docket, entry: DocketEntry | None = None) -> Iterator[frozenset[str]]:
    """The judge of a docket, and those who ruled by an entry; of each the words of his name."""
    if docket.judge is not None:
        yield judge_words(docket.judge)
    if entry is not None and entry.text is not None and "Judge" in entry.text:
        for found in _RULED_BY.finditer(entry.text):
            yield judge_words(found[1] or found[2])


@lru_cache(maxsize=4096)
def judge_words(name: str) -> frozenset[str]:
    """A judge's names, without titles and initials: some courts leave those out."""
    return frozenset(word for word in normal(name).split() if len(word) > 1) - _TITLES


def opens(entry: DocketEntry) -> bool:
    """With this entry its docket begins: the first one, or where none is counted the complaint."""
    if entry.number is not None and entry.number <= _LARGEST:
        return entry.number == 1
    return any(map(_OPENING.match, entry.labels))
