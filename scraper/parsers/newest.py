"""A list that holds only so many of the newest: what of it is new since the last answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db.kinds import KINDS
from db.models import Source
from scraper.parsers import memory


class News(NamedTuple):
    places: Sequence[int]  # of what the last answer did not have, or said otherwise
    is_first: bool  # there is no last answer
    is_burst: bool  # the list is full and nothing on it is known: more may have come and gone
    seen: bytes  # the memory of this answer


def compared(source: Source, keys: Sequence[bytes], said: Sequence[bytes]) -> News:
    """`keys` name the listed, in any wording; `said` is all that is told of each."""
    known, most = memory.recalled(source.seen), KINDS[source.kind].newest
    names, words = memory.digests(keys), memory.digests(said)
    is_full = most is not None and len(names) >= most
    return News(
        [place for place, digest in enumerate(words) if digest not in known],
        not known,
        bool(known) and is_full and known.keys().isdisjoint(names),
        memory.remembered(dict.fromkeys([*names, *words], 0)),
    )
