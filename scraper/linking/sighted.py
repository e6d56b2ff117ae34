"""What an article speaks of, whoever asks: its courts, judges, numbers and captions. Pure.

Read once, and compared with every matter that the article may concern.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from db import numbers
from db.spelled import plain_letters
from scraper.linking import courts_said, judges_said, places, prose, subjects
from scraper.linking.courts_said import CourtSaid
from scraper.linking.judges_said import JudgeSaid
from scraper.linking.prose import Prose

Span = tuple[int, int]

_VERSUS = re.compile(r"\s(?:vs?\.?|versus|contra)\s(?=['\"(]*(?:the\s)?[A-Z])")
_REACH = 110  # characters on both sides of a "v." that a caption may take
_WORD = re.compile(r"\w+")
_SHORT_WORD = 3  # letters
_IN_SMALL_LETTERS = 0.3  # of a sentence's longer words; headlines have fewer
_SIDE = re.compile(r"(?:[A-Z][\w.'&-]*+|of|the|and|&|for|et|al\.?|,|\s)+$")
_LEGAL = re.compile(
    r"(?<!\w)(?:judges?|justices?|courts?|courtroom|circuit|judicial|lawsuit|sued|sues|suing|ruling"
    r"|rul(?:ed|es)|injunction|plaintiffs?|attorneys?|lawyers?|appeals?|docket|litigation|legal"
    r"|filing|order(?:ed|s)?|wrong(?:ly|ful(?:ly)?)|unlawful(?:ly)?|illegal(?:ly)?"
    r"|juez|jueza|jueces|tribunal|corte|fallo|demanda|abogad[oa]s?|juge|avocat|cour|\w*richter\w*"
    r"|\w*gericht\w*|justiz|anwalt\w*|klage|juiz\w*|advogad\w*|suprem[oa]|giudice)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Versus:
    """An "X v. Y": where it stands, and what stands on both sides of the "v."."""

    span: Span
    left: str
    right: str


@dataclass(frozen=True)
class Sighted:
    prose: Prose

    @classmethod
    def of(cls, title: str, text: str) -> Sighted:
        return cls(prose.read(title, text))

    @property
    def text(self) -> str:
        return self.prose.text

    @cached_property
    def lower(self) -> str:
        """In plain small letters, every letter where it was."""
        return self.text.lower() if len(self.text.lower()) == len(self.text) else self.text

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.lower))

    @cached_property
    def courts(self) -> tuple[CourtSaid, ...]:
        return tuple(courts_said.find(self.prose))

    @cached_property
    def _courts_of(self) -> Mapping[int, Sequence[CourtSaid]]:
        """By the sentence that names them."""
        found: dict[int, list[CourtSaid]] = defaultdict(list)
        for each in self.courts:
            found[self.prose.sentence_at(each.span[0])].append(each)
        return dict(found)

    @cached_property
    def judges(self) -> tuple[JudgeSaid, ...]:
        """In a headline's capitals a verb looks like a name: "Judge Rebukes Agency"."""
        said = list(judges_said.find(self.prose))
        plainly = [each for each in said if not self._is_headline(each.span)]
        names = {word for each in plainly for word in each.words}
        return tuple(each for each in said if each in plainly or names & set(each.words))

    @cached_property
    def numbers(self) -> tuple[tuple[str, Span], ...]:
        return tuple(numbers.sightings(self.text))

    @cached_property
    def versus(self) -> tuple[Versus, ...]:
        return tuple(_versus(self.text))

    @cached_property
    def places(self) -> tuple[tuple[str, Span], ...]:
        return tuple(places.find(self.text))

    @cached_property
    def subjects(self) -> tuple[tuple[str, Span], ...]:
        return tuple(subjects.find(self.lower))

    @cached_property
    def is_legal(self) -> bool:
        """It speaks of courts at all."""
        return _LEGAL.search(self.text) is not None

    def _is_headline(self, span: Span) -> bool:
        sentence = self.prose.sentences[self.prose.sentence_at(span[0])]
        long = [word for word in self.prose.words_of(sentence).split() if len(word) > _SHORT_WORD]
        return sum(word[0].islower() for word in long) < len(long) * _IN_SMALL_LETTERS

    def courts_near(self, span: Span) -> Sequence[CourtSaid]:
        """The courts that the same sentence names."""
        return self._courts_of.get(self.prose.sentence_at(span[0]), ())


def _versus(text: str) -> Iterator[Versus]:
    for found in _VERSUS.finditer(text):
        left = text[max(0, found.start() - _REACH) : found.start()]
        right = text[found.end() : found.end() + _REACH]
        begun = _SIDE.search(left)
        if begun is None or not begun[0].strip(" ,"):
            continue
        start = found.start() - len(begun[0].lstrip(" ,"))
        first = re.match(r"(?:the\s)?(?:[A-Z][\w.'&-]*,?\s?|of\s|the\s|&\s|and\s)+", right)
        end = found.end() + (len(first[0].rstrip(" ,")) if first else 0)
        yield Versus((start, end), left, right)


def is_legal(words: str) -> bool:
    return _LEGAL.search(plain_letters(words)) is not None
