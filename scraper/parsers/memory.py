"""The memory of an answer: which items it had, so that the next need not read them again.

Kept as bytes with the source: for each item 8 bytes of digest and 4 of the time
when its entry was entered (seconds since 1970; 0: not known).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from struct import Struct

_ITEM = Struct(">8sI")
_LAST_TIME = 2**32 - 1


def digests(items: Iterable[bytes]) -> list[bytes]:
    return [blake2b(item, digest_size=8).digest() for item in items]


def recalled(kept: bytes) -> dict[bytes, int]:
    """What was remembered; nothing, where the bytes are not ours."""
    return dict(_ITEM.iter_unpack(kept)) if len(kept) % _ITEM.size == 0 else {}


def remembered(items: dict[bytes, int]) -> bytes:
    """`items`: the time of each digest."""
    return b"".join([_ITEM.pack(digest, at) for digest, at in items.items()])


def seconds(at: datetime | None) -> int:
    """A time as it is remembered."""
    since = 0 if at is None else int(at.timestamp())
    return since if 0 <= since <= _LAST_TIME else 0


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
