"""A moment of the story, and whose clock it is told by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from db.models import ChangeKind

READER = "America/New_York"
POLL = ("poll",)


@dataclass(frozen=True, slots=True)
class Beat:
    """What happened, the command that is given then, and what must come of it."""

    at: datetime
    told: str
    command: tuple[str, ...] = POLL  # `{site}` in it is where the story is served
    remark: str = ""  # said after the command
    alerts: tuple[ChangeKind, ...] = ()  # what docket must send now, no more and no less
    exits: int = 0


def at(day: int, hour: int, minute: int, month: int = 5) -> datetime:
    """By the reader's clock, in the year of the story."""
    return datetime(2025, month, day, hour, minute, tzinfo=ZoneInfo(READER))
