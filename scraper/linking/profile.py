"""What a matter can be known by in an article, derived from its dockets and entries. Pure.

A sign is one such thing: a docket number, a party's name, a judge, a court, a place, a phrase.
Nothing is known of a docket that was never seen but its number and its court, and what the user
said: aliases and terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from db import courts, queries
from db.courts import CourtLevel
from db.models import Docket, DocketKey
from db.names import folded
from scraper.linking import agencies, captions, judges_said, lexicon, places, subjects
from scraper.linking.agencies import Agency
from scraper.linking.captions import Named, Sort
from scraper.linking.judges_said import Judge
from scraper.linking.matter import Matter

_MOST_ENTRIES = 400  # the newest, of a docket
_MOST_PHRASES = 60
_FEWEST_TEXTS = 3


@dataclass(frozen=True)
class Profile:
    """What one matter can be known by."""

    matter: Matter

    @cached_property
    def keys(self) -> tuple[DocketKey, ...]:
        return tuple(docket.key for docket in self.matter.dockets)

    @cached_property
    def court_ids(self) -> frozenset[str]:
        return frozenset(key.court_id for key in self.keys)

    @cached_property
    def captions(self) -> tuple[tuple[tuple[Named, ...], ...], ...]:
        told = (docket.caption for docket in self.matter.dockets if docket.caption)
        return tuple(dict.fromkeys(captions.sides(caption) for caption in told))

    @cached_property
    def parties(self) -> tuple[Named, ...]:
        """Of the captions, of the dockets' lists and of the aliases, each once."""
        found = [each for sides in self.captions for side in sides for each in side]
        listed = [
            captions.named(each.name) for docket in self.matter.dockets for each in docket.parties
        ]
        aliases = [captions.named(alias) for alias in self.matter.aliases]
        return tuple(dict.fromkeys([*aliases, *found, *listed, *self._from_entries]))

    @cached_property
    def pseudonyms(self) -> tuple[Named, ...]:
        found = {each.letters: each for each in self.parties if each.sort is Sort.INITIALS}
        return tuple(found.values())

    @cached_property
    def people(self) -> tuple[Named, ...]:
        """Who is told by a name of two words or more."""
        return tuple(each for each in self.parties if each.sort is Sort.PERSON and " " in each.name)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Of captions that tell no more: "Example v. Sample Agency"."""
        one = (each.name for each in self.parties if each.sort is Sort.PERSON)
        return frozenset(name for name in one if " " not in name)

    @cached_property
    def organisations(self) -> tuple[Named, ...]:
        return tuple(each for each in self.parties if each.sort is Sort.ORGANISATION)

    @cached_property
    def counsel(self) -> tuple[str, ...]:
        told = (
            name
            for docket in self.matter.dockets
            for each in docket.parties
            for name in each.counsel
        )
        return tuple(dict.fromkeys(folded(name).text for name in told if " " in name))

    @cached_property
    def agencies(self) -> tuple[Agency, ...]:
        """Also those that an official of a caption heads."""
        of_captions = (docket.caption or "" for docket in self.matter.dockets)
        names = (*of_captions, *(each.name for each in self.parties if each.sort is Sort.AGENCY))
        return tuple(dict.fromkeys(one for name in names for one in agencies.in_name(name)))

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Governments' bodies that stand in no table: "Sample Agency"."""
        of_government = (each.name for each in self.parties if each.sort is Sort.AGENCY)
        return tuple(name for name in of_government if not agencies.in_name(name))

    @cached_property
    def judges(self) -> tuple[Judge, ...]:
        told = [self.matter.judge, *(docket.judge for docket in self.matter.dockets)]
        told += _ruling(self.matter.dockets)
        found = (judges_said.judge(name) for name in told if name)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    @cached_property
    def subjects(self) -> frozenset[str]:
        words = folded(" \n".join([*self._told, *self.matter.terms])).text.casefold()
        of_agencies = {subject for each in self.agencies for subject in each.subjects}
        return subjects.of(words) | of_agencies

    @cached_property
    def is_worded(self) -> bool:
        """Its filings tell what it is about; of labels alone what they lack says nothing."""
        has_text = [bool(each.text) for docket in self.matter.dockets for each in docket.entries]
        return sum(has_text) >= max(_FEWEST_TEXTS, len(has_text) / 2)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The codes of the countries that the entries name."""
        words = folded(" \n".join(self._told)).text
        return tuple(dict.fromkeys(code for code, _ in places.find(words)))

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """Two words that stand side by side, neither of them a word of every docket."""
        found = Counter(each for text in self._told for each in set(_pairs(folded(text).text)))
        names = self._name_words
        told = (phrase for phrase, _ in found.most_common() if not names & set(phrase.split()))
        return tuple(islice(told, _MOST_PHRASES))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.matter.terms))

    @cached_property
    def _told(self) -> tuple[str, ...]:
        """The words of the entries, and what kind of case it is."""
        heads = [
            words
            for docket in self.matter.dockets
            for words in (docket.nature_of_suit, docket.cause)
            if words
        ]
        newest = (
            each for docket in self.matter.dockets for each in docket.entries[-_MOST_ENTRIES:]
        )
        return (*heads, *(" \n".join(queries.words(entry)) for entry in newest))

    @cached_property
    def _from_entries(self) -> tuple[Named, ...]:
        """Pseudonyms and organisations that filed; the given names of a party of the caption."""
        return tuple(dict.fromkeys(_named_in(self._told, self._caption_words)))

    @cached_property
    def _name_words(self) -> frozenset[str]:
        """The words of parties', judges' and countries' names, which are signs of their own."""
        of_judges = {word for each in self.judges for word in (*each.given, each.family)}
        of_places = (name for code in self.places for name in places.names()[code])
        told = " ".join([*(each.name for each in self.parties), *of_places])
        return frozenset(told.casefold().split()) | of_judges

    @cached_property
    def _caption_words(self) -> frozenset[str]:
        of_people = (
            each.name
            for sides in self.captions
            for side in sides
            for each in side
            if each.sort is Sort.PERSON
        )
        return frozenset(" ".join(of_people).split())


_PERSON = re.compile(r"[A-Z][a-z'-]+(?:\s+(?:[A-Z]\.|[A-Z][a-z'-]+)){1,4}")
_ROLE = re.compile(r"^(?:(?:Plaintiff|Defendant|Petitioner|Respondent|Mr|Ms|Mrs|Dr)\.?\s+)+")
_FILED_BY = re.compile(
    r"\b(?:filed by|by|against|on behalf of)\s+(?P<names>(?:[A-Z][\w.'&-]*|,|of|for|the|and|\s)+)"
)
_RULED_BY = re.compile(
    r"\bJudge\s+((?:[A-Z][\w.'-]*\s+){0,3}[A-Z][\w'-]+)\s*:|\bby (?:\w+ ){0,3}?Judge\s+"
    r"((?:[A-Z][\w.'-]*\s+){1,3}[A-Z][\w'-]+)"
)


def _ruling(dockets: Iterable[Docket]) -> list[str]:
    """The judge who signs most orders of a docket that names none."""
    found: list[str] = []
    for docket in dockets:
        if docket.judge is None and courts.get(docket.court_id).level is CourtLevel.DISTRICT:
            texts = (each.text or "" for each in docket.entries[-_MOST_ENTRIES:])
            names = Counter(one or two for text in texts for one, two in _RULED_BY.findall(text))
            found += [name for name, _ in names.most_common(1)]
    return found


def _named_in(told: Iterable[str], caption_words: frozenset[str]) -> Iterator[Named]:
    for text in map(_folded, told):
        for found in captions.INITIALS.finditer(text):
            if captions.is_initials(found[0]) and found[0].count(".") >= 2:
                yield captions.named(_closed(found[0]))
        if caption_words:
            for found in _PERSON.finditer(text):
                name = _ROLE.sub("", found[0])
                if len(caption_words & set(name.split())) >= min(2, len(caption_words)):
                    yield captions.named(name)
        for found in _FILED_BY.finditer(text):
            for name in re.split(r",\s*|\s+and\s+", found["names"]):
                party = captions.named(name.strip(" .,")) if len(name.split()) > 1 else None
                if party is not None and party.sort is Sort.ORGANISATION and name[:1].isupper():
                    yield party


def _folded(text: str) -> str:
    return folded(text).text


def _closed(initials: str) -> str:
    return initials if initials.endswith(".") else f"{initials}."


_WORD = re.compile(r"[a-z][a-z'-]{2,}")


def _pairs(text: str) -> Iterator[str]:
    """ "reasonable fear", "fear interview"."""
    for clause in re.split(r"[^\w\s'-]+", text.casefold()):
        words = clause.split()
        for one, other in pairwise(words):
            if _may_tell(one) and _may_tell(other):
                yield f"{one} {other}"


def _may_tell(word: str) -> bool:
    return _WORD.fullmatch(word) is not None and word not in lexicon.words("everyday")
