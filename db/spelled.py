"""A name or term in all the spellings in which dockets have it. Pure.

"O.C.G." is found as O.C.G., OCG, O. C. G. and o.c.g., "ICE Air" also over a line's
end, "Sample-Jones" as Sample Jones, "Perez" as Pérez: letters count; dots, hyphens,
accents, white space and case do not. Whole words alone: "OCG" is not in "DOCGEN".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

_PARTS = re.compile(  # initials with dots, or a word
    r"(?P<initials>(?:[A-Z]\.\s?)+[A-Z]\b\.?|(?:[a-z]\.)+[a-z]\b\.?)|\w+"
)
_GAP = r"[\s.,'’‑–-]{0,3}"  # between two words: "Sample-Jones", "Doe, Jr."
_NEVER = r"(?!)"
_LATIN = map(chr, range(0xC0, 0x180))


@lru_cache(maxsize=1024)
def pattern(words: str) -> re.Pattern[str]:
    """A pattern whose `search` finds the words in any spelling; words without letters: never."""
    return re.compile(_spellings(words), re.IGNORECASE)


def any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds whichever of these stands first in a text."""
    return re.compile("|".join(map(_spellings, terms)) or _NEVER, re.IGNORECASE)


def plain_letters(text: str) -> str:
    """The text without its accents: "Perez"."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _accented() -> dict[str, str]:
    """The small letters that have accents, by the letter below them."""
    found: dict[str, str] = defaultdict(str)
    for letter in _LATIN:
        bare = plain_letters(letter)
        if bare != letter and letter.islower():
            found[bare] += letter
    return found


_ACCENTED = _accented()


def _spellings(words: str) -> str:
    parts = [_spelling(found) for found in _PARTS.finditer(plain_letters(words))]
    return rf"(?<!\w)(?<!\b\w\.){_GAP.join(parts)}(?!\w)(?!\.\w\b)" if parts else _NEVER


def _spelling(part: re.Match[str]) -> str:
    letters = part[0] if part["initials"] is None else re.sub(r"\W", "", part[0])
    spelled = list(map(_letter, letters))
    if part["initials"] is None and not _may_be_initials(letters):
        return "".join(spelled)
    if len(letters) == 2:  # "us" is not "U.S."
        return rf"(?:(?-i:{letters.upper()})|{spelled[0]}\.\s?{spelled[1]}\.?)"
    return r"(?:\.\s?)?".join(spelled) + r"\.?"


def _may_be_initials(word: str) -> bool:
    return 2 <= len(word) <= 5 and word.isalpha() and word.isupper()


def _letter(letter: str) -> str:
    accented = _ACCENTED.get(letter.lower())
    return f"[{letter}{accented}]" if accented else re.escape(letter)
