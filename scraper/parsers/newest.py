"""A list that holds only so many of the newest: what of it is new since the last answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scraper.parsers import memory


class News(NamedTuple):
    places: Sequence[int]  # of what the last answer did not have, or said otherwise
    is_first: bool  # there is no last answer
    is_burst: bool  # the list is full and nothing on it is known: more may have come and gone
    seen: bytes  # the memory of this answer


def compared(seen: bytes, keys: Sequence[bytes], said: Sequence[bytes], most: int) -> News:
    """`keys` name the listed, in any wording; `said` is all that is told of each."""
    known = memory.recalled(seen)
    names, words = memory.digests(keys), memory.digests(said)
    return News(
        [place for place, digest in enumerate(words) if digest not in known],
        not known,
        bool(known) and len(names) >= most and known.keys().isdisjoint(names),
        memory.remembered(dict.fromkeys([*names, *words], 0)),
    )
