"""How the press spells the name of a party: patterns for a folded text. Pure.

Pseudonyms are found with their points and without ("O.C.G.", "O. C. G.", "OCG"), people by their
full name with or without what stands in its middle, companies without "Inc.", agencies by their
acronyms too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.linking import agencies
from scraper.linking.captions import Named, Sort

_BEGINS = r"(?<![\w.])"
_CORPORATE = re.compile(
    r"[\s,]+(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|company|co|lp|l\.p|llp|n\.a)\.?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=8192)
def pointed(letters: str) -> re.Pattern[str]:
    """ "O.C.G.", "O. C. G."."""
    spelled = r"\.\s?".join(letters)
    return re.compile(rf"(?<![\w.]){spelled}(?:\.|(?!\w))(?!\s?[A-Z]\.)")


@lru_cache(maxsize=8192)
def bare(letters: str) -> re.Pattern[str]:
    """ "OCG", in capitals."""
    return re.compile(rf"(?<![\w.-]){letters}(?![\w-]|\.\w)")


@lru_cache(maxsize=8192)
def full(name: str) -> re.Pattern[str]:
    """A person's name of several words: "Kilmar Armando Abrego Garcia" is also "Kilmar Abrego
    Garcia" and "Kilmar Abrego"."""
    words = name.split()
    if len(words) < 3:
        return re.compile(rf"{_BEGINS}{_middle(words)}(?!\w)", re.IGNORECASE)
    first, *middle, last = map(re.escape, words)
    between = "".join(rf"(?:{each}\s+)?" for each in middle)
    shorter = rf"|{first}\s+{middle[-1]}" if len(words) >= 3 else ""
    return re.compile(rf"{_BEGINS}(?:{first}\s+{between}{last}{shorter})(?!\w)", re.IGNORECASE)


def _middle(words: list[str]) -> str:
    """With a middle initial that the docket leaves out."""
    return r"\s+(?:[A-Z]\.?\s+)?".join(map(re.escape, words))


@lru_cache(maxsize=8192)
def words(name: str) -> re.Pattern[str]:
    """The words of a name or phrase, in capitals or not."""
    told = spaced(name)
    return re.compile(rf"(?<!\w){told}(?!\w)", re.IGNORECASE) if told else _NEVER


@lru_cache(maxsize=65_536)
def first_word(name: str) -> str:
    """In small letters; without it the name stands nowhere."""
    found = _WORD.search(name.casefold())
    return found[0] if found else ""


@lru_cache(maxsize=8192)
def capital(name: str) -> re.Pattern[str]:
    """A name of one word, which small letters would make a word of everyday."""
    return re.compile(rf"(?<![\w.])(?=[A-Z])(?i:{re.escape(name)})(?!\w)")


def spaced(name: str) -> str:
    return r"[\s,]+".join(re.escape(word) for word in name.replace(",", " ").split())


def core(name: str) -> str:
    """ "Widget Works" of "Widget Works, Inc."."""
    shorter = _CORPORATE.sub("", name)
    return core(shorter) if shorter != name else name


@lru_cache(maxsize=8192)
def at_end(named: Named) -> re.Pattern[str]:
    """The party as it stands before a "v."."""
    return re.compile(rf"(?<!\w)(?:{_in_caption(named)})(?:,?\s+et\.?\s?als?\.?)?,?\s*$")


@lru_cache(maxsize=8192)
def at_start(named: Named) -> re.Pattern[str]:
    """The party as it stands behind a "v."."""
    before = r"['\"(]*(?:(?i:the|u\.?s\.?|united states)\s+)?"
    return re.compile(rf"\s*{before}(?:{_in_caption(named)})(?!\w)")


def _in_caption(named: Named) -> str:
    """People by surname alone, the United States by two letters."""
    if named.sort is Sort.INITIALS:
        return rf"{pointed(named.letters).pattern}|{named.letters}"
    if named.sort is Sort.AGENCY:
        known = [each.pattern.pattern for each in agencies.in_name(named.name)]
        return "|".join([*known, f"(?i:{spaced(named.name)})"])
    if named.sort is Sort.SOVEREIGN and "united" in named.name.casefold():
        return r"(?i:united states|u\.?s\.?a?\.?)"
    if named.sort in (Sort.PERSON, Sort.OFFICIAL):
        surname = rf"(?=[A-Z])(?i:{re.escape(named.name.split()[-1])})"
        return rf"(?i:{spaced(named.name)})|(?:[A-Z][\w'.-]+\s+){{0,3}}{surname}"
    return f"(?i:{spaced(named.name)}|{spaced(core(named.name))})"
