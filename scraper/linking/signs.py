"""Where an article says what a matter can be known by: the signs of one matter in it. Pure.

One sign of a kind counts once, but every place where it stands is kept: what an article is about
is told by where it speaks of a matter, and how often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from db import courts, numbers
from db.courts import CourtLevel
from scraper.linking import caption_signs, captions, judge_signs, spelling, subjects
from scraper.linking.captions import Sort
from scraper.linking.profile import Profile
from scraper.linking.sighted import Sighted
from scraper.linking.sign import Sign


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


_FINDERS: tuple[Callable[[Profile, Sighted], Iterator[Sign]], ...] = (
    _numbers, caption_signs.find, _pseudonyms, _aliases, _people, _organisations, _words, _agencies,
    _offices, _places, _subjects, _courts, judge_signs.find,
)  # fmt: skip
