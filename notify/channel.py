"""What a channel is to the outbox: something that takes a message, or says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.models import Message

PRINT = "print"  # the terminal, where a watch names no channel


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along with a message where the channel takes files."""

    path: Path
    name: str  # as its reader sees it


@dataclass(frozen=True, slots=True)
class Letter(Message):
    """A message with the documents that it is about."""

    enclosures: tuple[Enclosure, ...] = ()
    taken: frozenset[str] = frozenset()  # the parts that its channel took at an earlier try


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a channel did not take a message, in words without secrets."""

    reason: str
    is_final: bool = False  # sending it again would do harm
    taken: frozenset[str] = frozenset()  # the parts that it has taken; they are not sent again


# Takes a channel's address, a message and a time limit in seconds; None means yes.
Sender = Callable[[str, Message, float], Refusal | None]
