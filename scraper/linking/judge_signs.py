"""A matter's judges in an article, and others of the same name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db import courts
from db.courts import CourtLevel
from scraper.linking import judges_said, spelling
from scraper.linking.judges_said import Judge, JudgeSaid
from scraper.linking.profile import Profile
from scraper.linking.sighted import Sighted, Span
from scraper.linking.sign import Sign


def find(profile: Profile, told: Sighted) -> Iterator[Sign]:
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
            sightings = alone.finditer(told.text)
            yield from (
                Sign("judge_without_title", each.span(), known.family) for each in sightings
            )


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
