"""The sides of a caption, and what sort of party each name is. Pure.

"D.V.D. et al v. U.S. Department of Homeland Security" has a pseudonym on one side and an agency
on the other. What sort of party it is decides how much its name tells: a pseudonym or a private
organisation much, an agency or an official, who are sued every day, next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from db.names import folded
from scraper.linking import agencies, lexicon, seats


class Sort(StrEnum):
    """What sort of party a name is; those above the line tell which case it is."""

    INITIALS = "initials"  # a pseudonym: "D.V.D."
    PERSON = "person"
    ORGANISATION = "organisation"
    # -
    AGENCY = "agency"
    OFFICIAL = "official"  # named for an office
    SOVEREIGN = "sovereign"  # the United States, a state
    NOBODY = "nobody"  # "John Doe"


DISTINCT = frozenset((Sort.INITIALS, Sort.PERSON, Sort.ORGANISATION))


@dataclass(frozen=True, slots=True)
class Named:
    name: str  # folded
    sort: Sort

    @property
    def is_distinct(self) -> bool:
        return self.sort in DISTINCT

    @property
    def letters(self) -> str:
        """Of a pseudonym, without points."""
        return re.sub(r"\W", "", self.name).upper()


_VERSUS = re.compile(r"\s+vs?\.?\s+|(?<!\b\w\.)\s+VS?\.?\s+")  # not the V of "D. V. D."
_ET_AL = re.compile(r",?\s+et\.?\s?als?\b\.?|,?\s+and others$", re.IGNORECASE)
_IN_RE = re.compile(r"^(?:in re:?|in the matter of|matter of|ex parte)\s+", re.IGNORECASE)
_ROLE = re.compile(
    r",?\s*\b(?:applicant|petitioner|respondent|appellant|appellee|plaintiff|defendant|debtor)s?\b.*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"^(?:inc|llc|l\.l\.c|ltd|corp|co|lp|l\.p|llp|jr|sr|ii|iii|iv|n\.a|p\.c)\b", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:secretary|president|attorney general|director|warden|commissioner|governor|sheriff"
    r"|administrator|superintendent|mayor|official capacity|field office|chair)\b",
    re.IGNORECASE,
)
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,4}[A-Z](?:\.|(?!\w))")
_BARE_INITIALS = re.compile(r"(?!USA?$)[A-Z]{3,4}")  # some clerks write no points
_NOBODY = re.compile(r"\b(?:john|jane|baby|mary|richard)\s+(?:doe|roe)|\b[DR]oes?\b", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:of|for|and|&|inc|llc|corp|co|ltd|lp|llp|national|federal|international|department|agency"
    r"|association|bureau|commission|board|company|corporation|university|college|church|hospital"
    r"|county|city|state|district|school|foundation|institute|society|union|bank|services?|systems?"
    r"|group|administration|authority|council|committee|center|coalition|alliance|network|project"
    r"|insurance|trust|american?|partners|holdings|technologies|media|cooperative|league|fund"
    r"|clinic|congress|tribe|nation|labs?|industries|motors|airlines|press|times|club|team"
    r"|workers|teachers|physicians|citizens|defenders|advocates)\b",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"\b(?:department|dept|agency|bureau|administration|commission|office of|city of|county of"
    r"|town of|board of|sheriff|police)\b",
    re.IGNORECASE,
)
_SOVEREIGN = re.compile(
    r"(?:the )?(?:united states(?: of america)?|u\.?s\.?a?\.?|(?:state|commonwealth|people) of .+)",
    re.IGNORECASE,
)


def sides(caption: str) -> tuple[tuple[Named, ...], ...]:
    """The named parties of each side; one side alone of "In re Example"."""
    told = _IN_RE.sub("", " ".join(folded(caption).text.split()))
    return tuple(tuple(_parties(side)) for side in _VERSUS.split(told, maxsplit=1))


def _parties(side: str) -> Iterator[Named]:
    is_official = _OFFICE.search(side.partition(",")[2]) is not None
    first, *rest = _ROLE.sub("", _ET_AL.sub("", side)).split(",")
    suffixes = [each for each in rest[:1] if _SUFFIX.match(each.strip())]
    name = re.sub(r"^the\s+", "", " ".join([first, *suffixes]).strip(" .,"), flags=re.IGNORECASE)
    name = f"{name}." if re.search(r"\.\s?[A-Z]$", name) else name
    if name:
        yield named(name, is_official=is_official)


@lru_cache(maxsize=65_536)
def named(name: str, *, is_official: bool = False) -> Named:
    plain = " ".join(folded(name).text.split())
    return Named(plain, Sort.OFFICIAL if is_official else _sort(plain))


def is_initials(name: str) -> bool:
    """A pseudonym of two letters or more, and no abbreviation of everyday."""
    letters = re.sub(r"\W", "", name)
    return INITIALS.fullmatch(name) is not None and letters.upper() not in lexicon.words("initials")


def _sort(name: str) -> Sort:
    if is_initials(name) or _BARE_INITIALS.fullmatch(name):
        return Sort.INITIALS
    if _NOBODY.search(name):
        return Sort.NOBODY
    if _SOVEREIGN.fullmatch(name) or name.casefold() in seats.state_names():
        return Sort.SOVEREIGN
    if _GOVERNMENT.search(name) or agencies.in_name(name):
        return Sort.AGENCY
    if _INSTITUTION.search(name):
        return Sort.ORGANISATION
    return (
        Sort.OFFICIAL if name.split()[-1].casefold() in lexicon.words("officials") else Sort.PERSON
    )
