"""Many matters, each found by words that an article about it cannot do without. Pure.

An anchor is one such set of words; it holds where all of them stand in a text, and where the text
speaks of a court or of a subject as far as the anchor asks for that. "Boston" alone would bring
every story of the city, "Boston" with a court and a deportation brings a few. What is found so is
weighed as a whole; the index alone decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from db import courts
from db.courts import CourtLevel
from db.names import folded
from scraper.linking import captions, courts_said, places, seats, sighted, spelling, subjects
from scraper.linking.agencies import Agency
from scraper.linking.captions import Named, Sort
from scraper.linking.matter import Matter
from scraper.linking.profile import Profile

_WORD = re.compile(r"\w+")
_SPELLED_OUT = re.compile(r"(?<!\w)\w(?:[.\s]{1,2}\w(?!\w))+")  # "o.c.g.", "o. c. g."
_MOST_INITIALS = 8
_SILENT = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "v",
        "vs",
        "us",
        "et",
        "al",
        "de",
        "la",
        "el",
        "inc",
        "llc",
        "corp",
        "co",
    ]
)
_LONGEST = 20_000  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Anchor:
    words: frozenset[str]
    legal: bool = False  # the text has to speak of courts
    subjects: frozenset[str] = frozenset()  # and of one of these


@dataclass(slots=True)
class _Seen:
    """A text, as far as anchors ask."""

    text: str  # folded
    words: frozenset[str]
    _legal: bool | None = None
    _subjects: frozenset[str] | None = field(default=None)

    @property
    def is_legal(self) -> bool:
        if self._legal is None:
            self._legal = sighted.is_legal(self.text)
        return self._legal

    @property
    def subjects(self) -> frozenset[str]:
        if self._subjects is None:
            self._subjects = subjects.of(self.text.casefold())
        return self._subjects

    def has(self, anchor: Anchor) -> bool:
        return (
            anchor.words <= self.words
            and (not anchor.legal or self.is_legal)
            and (not anchor.subjects or bool(anchor.subjects & self.subjects))
        )


# To see in fifty entries what a matter can be known by takes 20 ms; few change from round to round.
_profile = lru_cache(maxsize=2048)(Profile)


class Index:
    """All matters; built anew where stories are listed, and where they are read."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        self._profiles = tuple(map(_profile, matters))
        self._of_anchor: dict[Anchor, list[int]] = defaultdict(list)
        for number, profile in enumerate(self._profiles):
            for anchor in set(_anchors(profile)):
                self._of_anchor[anchor].append(number)
        often = Counter(word for anchor in self._of_anchor for word in anchor.words)
        self._by_word: dict[str, list[Anchor]] = defaultdict(list)
        self._by_subject: dict[str, set[int]] = defaultdict(set)
        self._by_agency: dict[Agency, set[int]] = defaultdict(set)
        for number, profile in enumerate(self._profiles):
            for subject in profile.subjects - subjects.procedural():
                self._by_subject[subject].add(number)
            for agency in profile.agencies:
                self._by_agency[agency].add(number)
        for anchor in self._of_anchor:
            rarest = min(anchor.words, key=lambda word: (often[word], -len(word)))
            self._by_word[rarest].append(anchor)

    def may_concern(self, words: str) -> list[Matter]:
        """The matters that a story with this title and summary could concern."""
        return [each.matter for each in self.profiles(words)]

    def profiles(self, words: str) -> list[Profile]:
        told = folded(words[:_LONGEST]).text
        seen = _Seen(told, _words(told.casefold()))
        found = {
            number
            for word in self._by_word.keys() & seen.words
            for anchor in self._by_word[word]
            if seen.has(anchor)
            for number in self._of_anchor[anchor]
        }
        if seen.is_legal:
            found = found.union(*self._by_kind(seen))
        return [self._profiles[number] for number in sorted(found)]

    def _by_kind(self, seen: _Seen) -> Iterator[set[int]]:
        """Many a story names no court and no party where it begins, only what it is about."""
        for subject in self._by_subject.keys() & seen.subjects:
            yield self._by_subject[subject]
        for agency, numbers in self._by_agency.items():
            if agency.pattern.search(seen.text):
                yield numbers


def _words(text: str) -> frozenset[str]:
    """The words of a text, numbers without leading zeros; initials also as one word."""
    runs = ("".join(_WORD.findall(found)) for found in _SPELLED_OUT.findall(text))
    parts = (part for run in runs for part in _parts(run[:_MOST_INITIALS]))
    plain = (word.lstrip("0") if word.isdigit() else word for word in _WORD.findall(text))
    return frozenset((*plain, *parts))


def _parts(run: str) -> Iterator[str]:
    """Where initials follow each other nobody knows who ends: `dvdv` has `dvd`."""
    for start in range(len(run)):
        for end in range(start + 2, len(run) + 1):
            yield run[start:end]


def _anchors(profile: Profile) -> Iterator[Anchor]:
    for words in _names(profile):
        if kept := _kept(words):
            yield Anchor(kept)
    for words in (*_legal_names(profile), *_narrow(profile)):
        if kept := _kept(words):
            yield Anchor(kept, legal=True)
    if profile.subjects:
        for name in _court_names(profile):
            yield Anchor(_of(name), legal=True, subjects=profile.subjects)


def _kept(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words) - _SILENT


@lru_cache(maxsize=65_536)
def _of(name: str) -> frozenset[str]:
    words = _WORD.findall(folded(name).text.casefold())
    return frozenset(word.lstrip("0") if word.isdigit() else word for word in words)


def _names(profile: Profile) -> Iterator[Iterable[str]]:
    """What hardly any story has that does not concern the matter."""
    yield from (_of(_serial(key.number)) for key in profile.keys)
    yield from ((each.letters.casefold(),) for each in profile.pseudonyms)
    yield from (_of(spelling.core(each.name)) for each in profile.organisations if " " in each.name)
    yield from (_of(name) for name in (*profile.counsel, *profile.bodies, *profile.terms))
    for each in (*profile.people, *map(captions.named, profile.matter.aliases)):
        if each.sort is not Sort.INITIALS:
            yield from _of_person(each)


def _serial(number: str) -> str:
    """ "25 cv 10676" of "1:25-cv-10676": courts' offices are left out."""
    return number.partition(":")[2] or number


def _of_person(named: Named) -> Iterator[Iterable[str]]:
    """With the first name and one of the last two, as `spelling.full` finds it."""
    words = _WORD.findall(named.name.casefold())
    yield {words[0], words[-1]}
    if len(words) > 2:
        yield {words[0], words[-2]}


def _legal_names(profile: Profile) -> Iterator[Iterable[str]]:
    """Names that others have too."""
    yield from ((each.family,) for each in profile.judges)
    yield from ((name.casefold(),) for name in profile.surnames)
    for each in profile.organisations:
        yield _of(spelling.core(each.name))


def _narrow(profile: Profile) -> Iterator[Iterable[str]]:
    for code in profile.places:
        yield from (_of(name) for name in places.names()[code])
    yield from (_of(phrase) for phrase in profile.phrases)


def _court_names(profile: Profile) -> Iterator[str]:
    for court_id in profile.court_ids:
        court = courts.get(court_id)
        yield from seats.places_of(court)
        yield from courts_said.circuit_names().get(court_id, ())
        if court.level is CourtLevel.SUPREME:
            yield from _SUPREME


_SUPREME = ("supreme", "scotus", "justices", "suprema", "supremo", "oberstes", "oberste")
