"""What a news source listed: so that no story is read twice, and its silence can be judged. Pure.

The bytes hold the digest of the whole body, of each story's item as it stood, with its time, and
of what the item said. Of stories that left the list some are remembered too: lists turn pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from statistics import median

from db.press import Article
from scraper.parsers import memory

SHORTEST_LULL = timedelta(days=3)
LONGEST_LULL = timedelta(days=60)
USUAL_GAPS = 10  # so many of its usual silences in a row are no accident
LEAST_KEPT = 2_000  # digests; as many again as are listed, where that is more


def digest(told: bytes) -> bytes:
    return memory.digests([told])[0]


def story(told: Article) -> bytes:
    """The digest of what is told of a story: another one where it was modified."""
    said = (told.url, told.title, told.summary, told.modified_at)
    return digest("\0".join(map(str, said)).encode())


def body(told: bytes) -> bytes:
    """The digest of an answer; no item of it can have the same."""
    return blake2b(told, digest_size=8, person=b"body").digest()


def remembered(listed: dict[bytes, int], known: dict[bytes, int]) -> bytes:
    """The memory of an answer, with the newest of what was known before it."""
    most = max(LEAST_KEPT, 2 * len(listed))
    return memory.remembered(dict([*(listed | known | listed).items()][:most]))


def lull(seen: bytes) -> timedelta | None:
    """The longest silence that the source's own rhythm explains; None where it tells no times."""
    times = sorted({at for at in memory.recalled(seen).values() if at})
    if not times:
        return None
    gaps = [later - earlier for earlier, later in pairwise(times)]
    usual = USUAL_GAPS * timedelta(seconds=median(gaps)) if gaps else LONGEST_LULL
    return min(max(usual, SHORTEST_LULL), LONGEST_LULL)


def newest(times: Iterable[datetime | None]) -> datetime | None:
    return max(filter(None, times), default=None)
