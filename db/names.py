"""A name in all the spellings that a text may have of it, so that none is let through. Pure.

`db.spelled` finds the terms that somebody follows, and would rather miss one than name another.
Here a miss is a leak: "Maria Elena Example" is also EXAMPLE, MARIA E., M. Example, Marïa  Example
and maria-elena-example in a link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters that no decomposition parts from their strokes, and marks of one meaning.
_ALIKE = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ı": "i"}
    | dict.fromkeys("‘’ʼ´`", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
)
_UNSEEN = ("Mn", "Cf")  # accents, and what has no width
_WORD = re.compile(r"(?:[^\W_]|')+")
_BETWEEN = r"(?:[\W_]|%[0-9A-Fa-f]{2})"  # also in the words of a link
_GAP = f"{_BETWEEN}{{1,6}}"
_BEGINS = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2}))"
_ENDS = r"(?![^\W_])"
_MIDDLE_INITIAL = rf"(?:(?-i:[A-UW-Z])(?:\.{_BETWEEN}?|{_BETWEEN}){{1,3}})?"  # V is "versus"
_SHORTEST = 2  # letters


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without accents, widths and kinds of dashes, and where each letter of it stood."""

    text: str
    places: Sequence[int]

    def place(self, span: tuple[int, int]) -> tuple[int, int]:
        """The same span in the text as it was; an accent after its letter goes with it."""
        start, end = span
        return self.places[start], self.places[end]


def folded(text: str) -> Folded:
    if text.isascii():
        return Folded(text.replace("`", "'"), range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = _plain(letter)
        letters.append(plain)
        places += [place] * len(plain)
    return Folded("".join(letters), [*places, len(text)])


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    apart = unicodedata.normalize("NFKD", letter.translate(_ALIKE))
    return "".join(part for part in apart if unicodedata.category(part) not in _UNSEEN)


def words(text: str) -> list[str]:
    """What a name is made of, folded; a point ends a word, an apostrophe does not."""
    found = (word.strip("'") for word in _WORD.findall(folded(text).text))
    return [word for word in found if word]


def pattern(name: str) -> re.Pattern[str]:
    """Finds the name in a folded text. ValueError where it has hardly a letter."""
    parts = words(name)
    if sum(map(len, parts)) < _SHORTEST:
        raise ValueError("a name has two letters or more")
    *given, family = parts
    spellings = [_in_order(given, family)]
    if given and len(family) > 1:
        spellings.append(_turned(given, family))
    return re.compile(f"{_BEGINS}(?:{'|'.join(spellings)}){_ENDS}", re.IGNORECASE)


def sign(name: str) -> str:
    """What every spelling of the name has in it, in small letters."""
    return max(words(name)[-1].split("'"), key=len).lower()


def _in_order(given: Sequence[str], family: str) -> str:
    """ "Maria Elena Example", "Maria E. Example", "Maria Example", "M. E. Example"."""
    if not given:
        return _spelled(family)
    may_shorten = len(family) >= 3
    first, *middle = given
    spelled = [_named(first, may_shorten=may_shorten), *(f"(?:{_named(each)})?" for each in middle)]
    if may_shorten:
        spelled.append(_MIDDLE_INITIAL)
    elif middle:
        spelled = [_named(each) for each in given]  # initials alone: every one counts
    return "".join(spelled) + _spelled(family)


def _turned(given: Sequence[str], family: str) -> str:
    """ "Example, Maria Elena", "Example, M."; what follows the first name is taken along."""
    first, *middle = given
    initial = rf"(?<=,)\s{{0,3}}(?-i:{re.escape(first[0].upper())})"
    more = "".join(
        rf"(?:{_GAP}(?:{_spelled(each)}|(?-i:{re.escape(each[0].upper())})(?![^\W_])))?"
        for each in middle
    )
    return rf"{_spelled(family)}(?:{_GAP}{_spelled(first)}|{_BETWEEN}{{1,3}}{initial}){_ENDS}{more}"


def _named(word: str, *, may_shorten: bool = True) -> str:
    """A word of a name with the gap after it; its initial alone needs to be a capital."""
    if len(word) == 1:
        return f"{_spelled(word)}{_BETWEEN}{{0,4}}"
    spelled = f"{_spelled(word)}{_GAP}"
    initial = rf"(?-i:{re.escape(word[0].upper())}){_BETWEEN}{{1,4}}"
    return f"(?:{spelled}|{initial})" if may_shorten else spelled


def _spelled(word: str) -> str:
    """With or without its apostrophe; an initial with its point."""
    return "'?".join(map(re.escape, word.split("'"))) + (r"\.?" if len(word) == 1 else "")
