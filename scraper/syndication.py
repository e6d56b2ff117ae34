"""One story, many addresses: which articles are copies of each other. Pure.

A copy may be lightly edited, cut off after a paragraph, under another headline, or rewritten word
by word with synonyms. What all of these leave in place is the frame of short words ("of the", "by
a", "on 23"): its sequences of three are what copies are known by. Two reporters who tell the same
event choose other frames. Sequences of two words of any kind guard against texts that share a
frame alone, as forms do, and stand in for it where a text is too short to have one.

What is kept of a text are MinHash signatures of both, of its beginning and of the whole: no word
can be read from them.
"""

from __future__ import annotations

import re
import struct
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from operator import eq

from rensa import RMinHash  # type: ignore[import-untyped]  # it has no types

from db.press import Article, Reading

LIKE = 0.4  # from here on two texts are copies; measured in docs/decisions/0026
_HEAD = 80  # words: a teaser is compared with the beginning of the others
_BRIEF = 30  # words; of a text with fewer the title counts too
_LEAST = 8  # words; fewer say too little to be told from others
_LONGEST = 20_000  # words that are looked at
_SHORT = 3  # letters of a word of the frame, in any language of our alphabet

_LEAST_TITLE = 5  # words by which a story is known
_ONE_DAY = timedelta(days=1)

_LEAST_FRAMES = 12  # a text with fewer has no frame to go by
_SHARED_PAIRS = 0.12  # copies share at least as much; forms that are filled in anew do not
_LIKE_IN_PAIRS = 0.6  # where there is no frame

_EDITION = 1  # of this way of making fingerprints: none is like one of another edition
_HASHES = 128  # of each signature: estimates are within 0.09, nineteen times of twenty
_SEED = 5
_SIGNATURE = struct.Struct(f"<H{_HASHES}H")

_WORD = re.compile(r"[^\W_](?:[\w'’.-]{0,60}\w)?")
_CUT = re.compile(r"(?:\.\.\.|…)? ?\[\+\d+ chars\]")


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A set of sequences of words: how many they are, and the lower halves of its MinHash."""

    size: int
    hashes: Sequence[int]

    def shared(self, other: _Sketch) -> float:
        """What part of the smaller set stands in the other, 0..1: an estimate."""
        smaller = min(self.size, other.size)
        if not smaller:
            return 0.0
        jaccard: float = sum(map(eq, self.hashes, other.hashes)) / _HASHES
        both = jaccard * (self.size + other.size) / (1 + jaccard)
        return min(both / smaller, 1.0)


@dataclass(frozen=True, slots=True)
class _Part:
    """The beginning of a text, or the whole of it."""

    frames: _Sketch
    pairs: _Sketch

    def likeness(self, other: _Part) -> float:
        if min(self.frames.size, other.frames.size) < _LEAST_FRAMES:
            shared = self.pairs.shared(other.pairs)
            return shared if shared >= _LIKE_IN_PAIRS else shared * LIKE / _LIKE_IN_PAIRS
        if self.pairs.shared(other.pairs) < _SHARED_PAIRS:
            return 0.0
        return self.frames.shared(other.frames)


def fingerprint(title: str, text: str) -> str:
    """What is kept of a text: 1.4 KB, or nothing where it says too little."""
    words = _words(text)
    if len(words) < _BRIEF:
        words = _words(title) + words
    if len(words) < _LEAST:
        return ""
    sets = [of(part) for part in (words[:_HEAD], words) for of in (_frames, _pairs)]
    return b64encode(bytes([_EDITION]) + b"".join(map(_packed, sets))).decode()


def likeness(one: str, other: str) -> float:
    """How alike the texts of two fingerprints are, 0..1; from `LIKE` on they are copies."""
    pairs = zip(_parts(one), _parts(other), strict=False)
    return max((part.likeness(counterpart) for part, counterpart in pairs), default=0.0)


def find_lead(article: Article, known: Iterable[Article]) -> int | None:
    """The lead of the cluster that an article belongs to, None if to none.

    By its fingerprint, or by its title beside one that could not be read. An article is never its
    own copy: what comes anew at a known address is an update.
    """
    best, lead = 0.0, None
    for each in known:
        score = 0.0 if each.id == article.id else _score(article, each)
        if score >= LIKE and score > best:
            best, lead = score, each.cluster or each.id
    return lead


def _score(one: Article, other: Article) -> float:
    if _is_listed_alike(one, other):
        return 1.0
    return likeness(one.fingerprint or "", other.fingerprint or "")


def _is_listed_alike(one: Article, other: Article) -> bool:
    """One of them could not be read, and both have one title, on one day.

    So a search lists the stories that a publisher lists himself.
    """
    is_read = one.reading is Reading.READ and other.reading is Reading.READ
    if is_read:
        return False
    words = _words(one.title)
    is_named_alike = len(words) >= _LEAST_TITLE and words == _words(other.title)
    return is_named_alike and _is_one_day(one.published_at, other.published_at)


def _is_one_day(one: datetime | None, other: datetime | None) -> bool:
    return one is None or other is None or abs(one - other) <= _ONE_DAY


def _words(text: str) -> list[str]:
    told = _CUT.sub(" ", text).lower()
    return [each[0] for each, _ in zip(_WORD.finditer(told), range(_LONGEST), strict=False)]


def _frames(words: Sequence[str]) -> set[str]:
    short = [each for each in words if len(each) <= _SHORT or any(map(str.isdigit, each))]
    return {" ".join(short[place : place + 3]) for place in range(len(short) - 2)}


def _pairs(words: Sequence[str]) -> set[str]:
    return {" ".join(words[place : place + 2]) for place in range(len(words) - 1)}


def _packed(sequences: set[str]) -> bytes:
    sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
    sketch.update(list(sequences))
    return _SIGNATURE.pack(len(sequences), *(each & 0xFFFF for each in sketch.digest()))


@lru_cache(maxsize=20_000)  # 2 KB; each of those of ten days is compared with every new one
def _parts(told: str) -> tuple[_Part, ...]:
    """The beginning and the whole; nothing of a fingerprint that says nothing to us."""
    packed = b64decode(told)
    if packed[:1] != bytes([_EDITION]):
        return ()
    sketches = [
        _Sketch(size, array("H", hashes)) for size, *hashes in _SIGNATURE.iter_unpack(packed[1:])
    ]
    return _Part(*sketches[:2]), _Part(*sketches[2:])
