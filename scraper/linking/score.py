"""How sure it is that an article concerns a matter: what its signs add, and what speaks against.

A score is the sum of its evidence, at least 0 and at most 1. Of several ways to say one thing
(the name with points and without) the strongest counts. What speaks against counts only where
the article does not name the matter: many stories about it name other cases too. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from db import circuits
from db.press import Evidence
from scraper.linking import judge_signs, subjects
from scraper.linking.courts_said import CourtSaid
from scraper.linking.profile import Profile
from scraper.linking.prose import Zone
from scraper.linking.sighted import Sighted, Versus
from scraper.linking.sign import CAPTIONS, JUDGES, MOST, WEIGHTS, Sign

THRESHOLD = 0.5

_ONE_OF = (  # ways to say one thing, the strongest first
    ("docket_number", "docket_number_alone"),
    CAPTIONS,
    ("pseudonym", "pseudonym_without_points", "two_initials"),
    ("alias", "person", "alias_of_one_word", "surname"),
    JUDGES,
)
_TOGETHER = 0.1
_IN_CAPITAL = "dcd"
_NAMES_IT = 0.45  # a sign that weighs so much names the matter
_AGAINST = {
    "another_judge": -0.2,
    "another_of_that_name": -0.2,
    "another_court": -0.15,
    "another_subject": -0.15,
    "another_caption": -0.25,
    "another_number": -0.25,
    "another_meaning": -0.4,
    "no_court": -0.2,
}


def evidence(profile: Profile, told: Sighted, found: Sequence[Sign]) -> tuple[Evidence, ...]:
    """What speaks for the matter, the weightiest first, then what speaks against it."""
    chosen = _chosen(found)
    adding = [*_adding(chosen, told), *_together(chosen, told)]
    against = [*_against(profile, told, chosen)] if chosen else []
    return (*sorted(adding, key=lambda each: -each.weight), *against)


def total(evidence: Iterable[Evidence]) -> float:
    return round(min(1.0, max(0.0, sum(each.weight for each in evidence))), 3)


def _is_inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _chosen(found: Sequence[Sign]) -> dict[str, list[Sign]]:
    """The signs by their kind, without the weaker ways to say one thing, and without the parties
    inside a caption, which it has told."""
    captions = {each.span for each in found if each.about in CAPTIONS}
    by_kind: dict[str, list[Sign]] = defaultdict(list)
    for sign in found:
        if sign.about in CAPTIONS or not _is_inside(sign.span, captions):
            by_kind[sign.about].append(sign)
    for ways in _ONE_OF:
        there = [about for about in ways if about in by_kind]
        for weaker in there[1:]:
            del by_kind[weaker]
    return by_kind


def _adding(chosen: dict[str, list[Sign]], told: Sighted) -> Iterator[Evidence]:
    for about, found in chosen.items():
        left = MOST.get(about, WEIGHTS[about])
        for sign in {each.what: each for each in reversed(found)}.values():
            weight = min(left, sign.weight)
            if weight > 0:
                yield Evidence(about, told.prose.quoted(sign.span), round(weight, 3))
            left -= weight


def _together(chosen: dict[str, list[Sign]], told: Sighted) -> Iterator[Evidence]:
    """What few cases are about, and the court, where the story begins."""
    subject = [each for each in chosen.get("narrow_subject", ()) if _is_leading(told, each.span)]
    court = [
        each
        for about in ("court", "court_above")
        for each in chosen.get(about, ())
        if _is_leading(told, each.span)
    ]
    if subject and court:
        words = f"{told.prose.quoted(subject[0].span)}, {told.prose.quoted(court[0].span)}"
        yield Evidence("subject_at_court", words, _TOGETHER)


def _names_it(found: Iterable[Sign]) -> bool:
    return any(each.names and each.weight >= _NAMES_IT for each in found)


def _against(profile: Profile, told: Sighted, chosen: dict[str, list[Sign]]) -> Iterator[Evidence]:
    found = [sign for each in chosen.values() for sign in each]
    if (span := _other_subject(profile, told)) and not (
        chosen.keys() & _SURE_OF_IT or {"judge", "narrow_subject"} <= chosen.keys()
    ):
        yield Evidence("another_subject", told.prose.quoted(span), _AGAINST["another_subject"])
    if words := _other_meaning(profile, told, chosen):
        yield Evidence("another_meaning", words, _AGAINST["another_meaning"])
    if not told.is_legal:
        yield Evidence("no_court", "", _AGAINST["no_court"])
    if _names_it(found):
        return
    for about, span in _others(profile, told, chosen):
        yield Evidence(about, told.prose.quoted(span), _AGAINST[about])


def _others(
    profile: Profile, told: Sighted, chosen: dict[str, list[Sign]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    has_judge = bool(chosen.keys() & set(JUDGES[:3]))
    if not has_judge and profile.judges and (span := _other_judge(profile, told)):
        yield span
    if not {"court", "court_above"} & chosen.keys():
        others = (each for each in told.courts if _is_elsewhere(each, profile))
        yield from (("another_court", each.span) for each in islice(others, 1))
    if not chosen.keys() & set(CAPTIONS):
        yield from (("another_caption", each.span) for each in _own_captions(told)[:1])
    if not {"docket_number", "docket_number_alone"} & chosen.keys() and told.numbers:
        yield "another_number", told.numbers[0][1]


def _is_elsewhere(court: CourtSaid, profile: Profile) -> bool:
    """Not the court to which an appeal would go, and not the capital, which is as often the
    government."""
    above = {circuits.above(id) for id in profile.court_ids} | {"scotus"}
    return not court.ids & above and (court.is_exact or _IN_CAPITAL not in court.ids)


_THE_CASE = re.compile(
    r"(?:case|suit|lawsuit|matter|captioned|docketed|entitled)\W+(?:is|as|of)?\W*$"
)


def _own_captions(told: Sighted) -> list[Versus]:
    """Captions of what the story is about: where it begins, or "The case is ..."; others may be
    precedents that it cites."""
    return [
        each
        for each in told.versus
        if _is_leading(told, each.span) or _THE_CASE.search(told.text[: each.span[0]][-40:])
    ]


def _other_judge(profile: Profile, told: Sighted) -> tuple[str, tuple[int, int]] | None:
    for known in profile.judges:
        if said := judge_signs.another(known, profile, told):
            return "another_of_that_name", said.span
    leading = (each for each in told.judges if _is_leading(told, each.span))
    first = next((each for each in leading if not each.is_justice), None)
    return None if first is None else ("another_judge", first.span)


def _is_leading(told: Sighted, span: tuple[int, int]) -> bool:
    return bool(told.prose.sentences) and told.prose.zone_at(span[0]) is not Zone.BODY


_DISC_OR_GAME = re.compile(
    r"(?<!\w)(?:blu-?ray|discs?|box set|trailers?|movies?|films?|comed(?:y|ies)|streaming|episodes?"
    r"|decks?|(?<!green )cards?|players?|tournament|season finale|band|album|sitcom|drama|pilot"
    r"|novel)(?!\w)",
    re.IGNORECASE,
)
_FEWEST = 2
_SURE_OF_IT = frozenset(
    ("docket_number", "caption", "caption_in_part", "pseudonym", "alias", "person", "organisation")
)
_TELLING_SUBJECTS = frozenset(("habeas",))


def _other_subject(profile: Profile, told: Sighted) -> tuple[int, int] | None:
    """What a case of another kind is about, where a story begins: a bond hearing, vaccines."""
    leading = [(name, span) for name, span in told.subjects if _is_leading(told, span)]
    ours = profile.subjects & {name for name, _ in leading}
    if any(subjects.every()[name].is_narrow for name in ours):
        return None
    others = (
        span
        for name, span in leading
        if name not in profile.subjects
        and (profile.is_worded or not subjects.wholes(name) & profile.subjects)
        and (not ours or subjects.every()[name].is_narrow or name in _TELLING_SUBJECTS)
    )
    return next(others, None)


def _other_meaning(profile: Profile, told: Sighted, chosen: dict[str, list[Sign]]) -> str:
    """Letters that stand for something else here: what they are spelled out as, or what a story
    about discs and games says."""
    bare = chosen.get("pseudonym_without_points", [])
    for letters in {each.what for each in bare}:
        if words := _spelled_out(letters, told.text):
            return words
    if bare or chosen.keys() & set(CAPTIONS):
        found = _DISC_OR_GAME.findall(told.text)
        if len(found) >= _FEWEST and not _has_pointed(profile, chosen):
            return ", ".join(dict.fromkeys(found[:3]))
    return ""


def _has_pointed(profile: Profile, chosen: dict[str, list[Sign]]) -> bool:
    return "pseudonym" in chosen or "docket_number" in chosen or "judge" in chosen


def _spelled_out(letters: str, text: str) -> str:
    """ "the Ocean Coordination Group, better known as the OCG"."""
    spelled = r"\s+(?:(?:of|for|and|the|de|du)\s+){0,2}".join(rf"{each}[a-z]+" for each in letters)
    found = re.search(rf"(?<!\w){spelled}(?!\w)", text)
    return found[0] if found else ""
