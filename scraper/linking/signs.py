"""Where an article says what a matter can be known by: the signs of one matter in it. Pure.

What each sign adds stands in `WEIGHTS`, in points of which 1 is certain. One sign of a kind
counts once, but every place where it stands is kept: what an article is about is told by where
it speaks of a matter, and how often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from db import courts, numbers
from db.courts import CourtLevel
from scraper.linking import captions, judges_said, spelling, subjects
from scraper.linking.captions import Named, Sort
from scraper.linking.judges_said import Judge, JudgeSaid
from scraper.linking.profile import Profile
from scraper.linking.sighted import Sighted, Span, Versus


@dataclass(frozen=True, slots=True)
class Sign:
    about: str  # snake_case, a key of WEIGHTS
    span: Span  # in the folded text
    what: str = ""  # which of its kind: two countries are two signs
    court_id: str | None = None  # of which court's docket it tells

    @property
    def weight(self) -> float:
        return WEIGHTS[self.about]

    @property
    def names(self) -> bool:
        """It names the matter, as its number or a party does."""
        return self.about in NAMING


WEIGHTS: Mapping[str, float] = {
    "docket_number": 0.8,
    "docket_number_alone": 0.35,  # without its court, where other courts count likewise
    "caption": 0.8,
    "caption_without_points": 0.55,  # "DVD v. DHS"
    "caption_in_part": 0.5,
    "common_caption": 0.4,  # "Massachusetts v. Trump"
    "pseudonym": 0.5,
    "pseudonym_without_points": 0.3,
    "two_initials": 0.25,
    "alias": 0.5,
    "alias_of_one_word": 0.3,
    "person": 0.45,
    "organisation": 0.4,
    "company": 0.2,  # a name of one word
    "surname": 0.1,
    "counsel": 0.2,
    "term": 0.2,
    "judge": 0.3,
    "judge_at_court": 0.27,  # "Judge Murphy, who sits in Boston"
    "judge_by_surname": 0.2,
    "judge_without_title": 0.1,
    "court": 0.1,
    "court_above": 0.08,
    "agency": 0.06,
    "official": 0.04,
    "state": 0.03,
    "body": 0.15,
    "place": 0.12,
    "narrow_subject": 0.2,
    "subject": 0.06,
    "phrase": 0.1,
}
MOST: Mapping[str, float] = {  # what several signs of one kind add together
    "place": 0.2, "official": 0.04, "state": 0.03, "narrow_subject": 0.28, "subject": 0.15,
    "phrase": 0.25, "court": 0.1,
    "court_above": 0.12, "agency": 0.06, "person": 0.5, "organisation": 0.5, "company": 0.3,
    "term": 0.3, "counsel": 0.25, "body": 0.2, "alias": 0.6, "pseudonym": 0.6, "surname": 0.1,
    "pseudonym_without_points": 0.3,
}  # fmt: skip
CAPTIONS = ("caption", "caption_without_points", "caption_in_part", "common_caption")
JUDGES = ("judge", "judge_at_court", "judge_by_surname", "judge_without_title")
NAMING = frozenset(
    (
        *("docket_number", "docket_number_alone", "pseudonym", *CAPTIONS[:3]),
        *(
            "pseudonym_without_points",
            "alias",
            "alias_of_one_word",
            "person",
            "organisation",
            "company",
            "term",
        ),
    )
)


def find(profile: Profile, told: Sighted) -> tuple[Sign, ...]:
    """Every sign of the matter that stands in the text, in its order."""
    found = {sign for each in _FINDERS for sign in each(profile, told)}
    return tuple(sorted(found, key=lambda sign: (sign.span, sign.about, sign.what)))


def _numbers(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for number, span in told.numbers:
        near = {id for each in told.courts_near(span) for id in each.ids}
        for key in profile.keys:
            if numbers.covers(key.number, number) and (not near or key.court_id in near):
                is_sure = key.court_id in near or not _BARE_NUMBER.fullmatch(number)
                about = "docket_number" if is_sure else "docket_number_alone"
                yield Sign(about, span, key.number, key.court_id)


_BARE_NUMBER = re.compile(r"\d+-\d+")


def _captions(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for versus in told.versus:
        kinds = {_caption(versus, sides) for sides in profile.captions if len(sides) > 1}
        if about := _first(kinds):
            yield Sign(about, versus.span)


def _caption(versus: Versus, sides: tuple[tuple[Named, ...], ...]) -> str | None:
    one, other = sides[:2]
    return _first({_sides(versus, one, other), _sides(versus, other, one)})


def _first(kinds: Collection[str | None]) -> str | None:
    return next((each for each in CAPTIONS if each in kinds), None)


def _sides(versus: Versus, left: Iterable[Named], right: Iterable[Named]) -> str | None:
    """The side that tells which case it is may stand there alone: offices change their holders."""
    first = [each for each in left if spelling.at_end(each).search(versus.left)]
    second = [each for each in right if spelling.at_start(each).match(versus.right)]
    is_distinct = any(each.is_distinct for each in (*first, *second))
    if first and second:
        is_bare = all(_is_bare(each, versus) for each in (*first, *second) if each.is_distinct)
        known = "caption_without_points" if is_bare else "caption"
        return known if is_distinct else "common_caption"
    alone = [each for each in (*first, *second) if each.is_distinct]
    return "caption_in_part" if any(_is_enough(each, versus) for each in alone) else None


def _is_enough(party: Named, versus: Versus) -> bool:
    """A surname alone, or letters without points, are half of many captions."""
    if party.sort is Sort.INITIALS:
        return not _is_bare(party, versus)
    return party.sort is Sort.PERSON and " " in party.name  # organisations sue again and again


def _is_bare(party: Named, versus: Versus) -> bool:
    """A pseudonym without its points, which may be any acronym."""
    beside = f"{versus.left} | {versus.right}"
    is_pseudonym = party.sort is Sort.INITIALS
    return is_pseudonym and not spelling.pointed(party.letters).search(beside)


def _pseudonyms(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for each in profile.pseudonyms:
        letters = each.letters
        about = "pseudonym" if len(letters) > 2 else "two_initials"
        for found in spelling.pointed(letters).finditer(told.text):
            yield Sign(about, found.span(), letters)
        if len(letters) > 2:
            for found in spelling.bare(letters).finditer(told.text):
                yield Sign("pseudonym_without_points", found.span(), letters)


def _aliases(profile: Profile, told: Sighted) -> Iterator[Sign]:
    """What the user calls the matter, but for pseudonyms, which are found as such."""
    for each in map(captions.named, profile.matter.aliases):
        if each.sort is not Sort.INITIALS:
            about = "alias" if " " in each.name else "alias_of_one_word"
            spelled = spelling.full if each.sort is Sort.PERSON else spelling.words
            yield from _sightings(about, each.name, spelled(each.name), told)


def _people(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for each in profile.people:
        yield from _sightings("person", each.name, spelling.full(each.name), told)
    for name in {*profile.surnames, *(each.name.split()[-1] for each in profile.people)}:
        yield from _sightings("surname", name, spelling.capital(name), told)


def _sightings(about: str, what: str, spelled: re.Pattern[str], told: Sighted) -> Iterator[Sign]:
    return (Sign(about, found.span(), what) for found in spelled.finditer(told.text))


def _organisations(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for each in profile.organisations:
        name = spelling.core(each.name)
        about = "organisation" if " " in name else "company"
        spelled = spelling.words(name) if " " in name else spelling.capital(name)
        yield from _sightings(about, name, spelled, told)


def _words(profile: Profile, told: Sighted) -> Iterator[Sign]:
    kinds = {
        "counsel": profile.counsel,
        "body": profile.bodies,
        "term": profile.terms,
        "phrase": profile.phrases,
    }
    for about, names in kinds.items():
        for name in names:
            if spelling.first_word(name) in told.words:  # a pattern is dear to make
                yield from _sightings(about, name, spelling.words(name), told)


def _agencies(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for each in profile.agencies:
        yield from _sightings("agency", each.name, each.pattern, told)


def _offices(profile: Profile, told: Sighted) -> Iterator[Sign]:
    """Officials and states, which are parties to thousands of cases."""
    for each in profile.parties:
        name = each.name.removeprefix("State of ")
        if each.sort is Sort.OFFICIAL:
            last = name.split()[-1]
            yield from _sightings("official", last, spelling.capital(last), told)
        elif each.sort is Sort.SOVEREIGN and "united" not in name.casefold():
            yield from _sightings("state", name, spelling.words(name), told)


def _places(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for code, span in told.places:
        if code in profile.places:
            yield Sign("place", span, code)


def _subjects(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for name, span in told.subjects:
        if name in profile.subjects:
            about = "narrow_subject" if subjects.every()[name].is_narrow else "subject"
            yield Sign(about, span, name)


def _courts(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for said in told.courts:
        for court_id in sorted(profile.court_ids & said.ids):
            is_above = courts.get(court_id).level in (CourtLevel.SUPREME, CourtLevel.APPELLATE)
            yield Sign("court_above" if is_above else "court", said.span, court_id, court_id)


def _judges(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for known in profile.judges:
        if another(known, profile, told) is not None:
            continue
        for each in told.judges:
            if known.family in each.words:
                about = _judge(each, known, profile, told)
                yield Sign(about, each.span, known.family, _trial_court(profile))
        yield from (Sign("judge", span, known.family) for span in _by_full_name(known, told))
        if told.is_legal:
            alone = spelling.capital(known.family)
            yield from _sightings("judge_without_title", known.family, alone, told)


def _judge(said: JudgeSaid, known: Judge, profile: Profile, told: Sighted) -> str:
    if judges_said.is_full(said, known):
        return "judge"
    near = told.courts_near(said.span)
    is_at_court = any(each.ids & profile.court_ids for each in near)
    return "judge_at_court" if is_at_court else "judge_by_surname"


def another(known: Judge, profile: Profile, told: Sighted) -> JudgeSaid | None:
    """A judge of the same surname, by the given name, the rank or the court, where the text does
    not name this one in full."""
    same = [each for each in told.judges if known.family in each.words]
    if any(judges_said.is_full(each, known) for each in same):
        return None
    return next((each for each in same if _is_another(each, known, profile, told)), None)


def _trial_court(profile: Profile) -> str | None:
    below = (
        key.court_id
        for key in profile.keys
        if courts.get(key.court_id).level is CourtLevel.DISTRICT
    )
    return next(below, None)


def _by_full_name(known: Judge, told: Sighted) -> Iterator[Span]:
    """ "Brian Murphy, a district judge": his title stands elsewhere."""
    given = [word for word in known.given if len(word) > 1]
    if given and told.is_legal:
        family = rf"(?=[A-Z])(?i:{re.escape(known.family)})"
        name = rf"(?<!\w)(?=[A-Z])(?i:{given[0]})\s+(?:[A-Z]\.?\s+)?{family}(?!\w)"
        yield from (found.span() for found in re.finditer(name, told.text))


def _is_another(said: JudgeSaid, known: Judge, profile: Profile, told: Sighted) -> bool:
    if not judges_said.may_be(said, known):
        return True
    if said.is_justice:
        return "scotus" not in profile.court_ids
    near = told.courts_near(said.span)
    return bool(near) and not any(each.ids & profile.court_ids for each in near)


_FINDERS: tuple[Callable[[Profile, Sighted], Iterator[Sign]], ...] = (
    _numbers, _captions, _pseudonyms, _aliases, _people, _organisations, _words, _agencies,
    _offices, _places, _subjects, _courts, _judges,
)  # fmt: skip
