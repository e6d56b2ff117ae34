"""Names that a court withdrew from a docket's caption, known again without being kept. Pure.

"Example Person v. Sample Agency" becomes "E.P. v. Sample Agency": from then on the name is nowhere
shown, also where a source goes on telling it. To know it again we keep digests of its spellings,
made with a key of the docket's own, and compare them with those of the words of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import product
from urllib.parse import unquote

from db import changes, guard, names, plain
from db.guard import WITHHELD
from db.models import Docket, DocketEntry

_PARTIES = re.compile(r"[,;]\s+|\s+and\s+|\s*&\s*|\s+et al\b\.?")
_NO_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv", "inc", "llc", "corp", "co", "of"))
# Family names that are words of every docket, or that the word for a party's office may be.
_MONTHS = "january february march april may june july august september october november december"
_OFFICES = "agency bank board city company county court department district doe people state united"
_EVERYWHERE = frozenset(f"{_MONTHS} {_OFFICES}".split())
_MOST_MIDDLE = 3  # names between the first and the last, of which every mixture is known
_WORD = re.compile(r"(?:[^\W_]|')+")
_FARTHEST = 6  # characters between two words of one name
_ALONE = "="  # before a family name that stands alone
_BEGUN = "^"  # before a word that a name begins with: at others none need be looked for


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The names that one docket has lost, as digests."""

    key: bytes
    digests: frozenset[str] = frozenset()

    def adding(self, old: str, new: str) -> Withdrawn:
        """With the names that the first caption has and the second hides."""
        kept = f" {' '.join(_letters(new))} "
        spelled = (each for name in _lost(old, new) for each in _spellings(name))
        lost = [each for each in spelled if f" {' '.join(each).removeprefix(_ALONE)} " not in kept]
        begun = ([f"{_BEGUN}{first.removeprefix(_ALONE)}"] for first, *_ in lost)
        return replace(self, digests=self.digests | set(map(self._digest, [*lost, *begun])))

    def clean(self, text: str) -> str:
        """The text with [withheld] in place of the names; an address with one goes whole."""
        if guard.is_address(text):
            has_name = any(self._spans(names.folded(unquote(text)).text.title()))
            return WITHHELD if has_name else text
        told = names.folded(text)
        return guard.without(text, map(told.place, self._spans(told.text)))

    def plain(self, value: object) -> object:
        return guard.of_plain(value, self.clean)

    def docket(self, told: Docket) -> Docket:
        """What a source tells of a docket and its entries, without the names."""
        heading = plain.unpacked_docket(self.packed(plain.packed_docket(told)))
        return replace(heading, id=told.id, entries=tuple(map(self._entry, told.entries)))

    def packed(self, text: str) -> str:
        """The same of what stands in the store as JSON."""
        return plain.dumps(self.plain(plain.loads(text)))

    def _entry(self, told: DocketEntry) -> DocketEntry:
        return plain.unpacked_entry(self.packed(plain.packed_entry(told)))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Of the names that begin at each word the longest."""
        found = list(map(_word, _WORD.finditer(text))) if self.digests else []
        for place, word in enumerate(found):
            if not self._knows([f"{_BEGUN}{word.letters}"]):
                continue
            near = _near(found[place:])
            for count in range(len(near), 0, -1):
                if self._is_name(near[:count]):
                    yield near[0].start, near[count - 1].end
                    break

    def _is_name(self, told: Sequence[_Word]) -> bool:
        if len(told) == 1:
            return told[0].is_capital and self._knows([f"{_ALONE}{told[0].letters}"])
        if any(len(each.letters) == 1 and not each.is_capital for each in told):
            return False
        spelled = [each.letters for each in told]
        first, *middle, last = spelled
        longer = [each for each in middle if len(each) > 1]  # whatever else the middle initial is
        return self._knows(spelled) or self._knows([first, *longer, last])

    def _knows(self, spelled: Sequence[str]) -> bool:
        return self._digest(spelled) in self.digests

    def _digest(self, spelled: Iterable[str]) -> str:
        return _digest(self.key, " ".join(spelled))


@lru_cache(maxsize=16_384)  # most of a docket's words come again
def _digest(key: bytes, spelled: str) -> str:
    return blake2b(spelled.encode(), key=key, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str  # small, without apostrophes and a possessive's s
    start: int
    end: int
    is_capital: bool


def _word(match: re.Match[str]) -> _Word:
    told = re.sub(r"'s?$", "", match[0], flags=re.IGNORECASE)
    letters = told.replace("'", "").lower()
    return _Word(letters, match.start(), match.start() + len(told), told[:1].isupper())


def _near(found: Sequence[_Word]) -> list[_Word]:
    """The words from the first on that may be of one name with it."""
    near = [*found[:1]]
    for word in found[1 : _MOST_MIDDLE + 2]:
        if word.start - near[-1].end > _FARTHEST:
            break
        near.append(word)
    return near


def _lost(old: str, new: str) -> Iterator[list[str]]:
    """The names that a caption had and that its redaction hides, each by its words."""
    for was, now in changes.hidden(old, new):
        for party in _PARTIES.split(was):
            told = [each for each in _letters(party) if each not in _NO_NAMES]
            if party[:1].isupper() and party not in now and not set(told) <= set(_letters(new)):
                yield told


def _letters(text: str) -> list[str]:
    return [word.replace("'", "").lower() for word in names.words(text)]


def _spellings(name: Sequence[str]) -> Iterator[Sequence[str]]:
    """A name's words in every order and shortening.

    The family name alone too, unless it is a word of every docket. Where somebody is called by
    a first name, nobody can know it.
    """
    *given, family = name
    if family not in _EVERYWHERE:
        yield [f"{_ALONE}{family}"]
    if not given or len(family) == 1:
        return  # an initial is no name
    first, *middle = given
    shortened = product(*((each, each[0], "") for each in middle[:_MOST_MIDDLE]))
    for inner, begun in product(list(shortened), (first, first[0])):
        kept = list(filter(None, inner))
        yield [begun, *kept, family]
        yield [family, begun, *kept]
