"""What became of what a court set: of what is owed to it, and of what takes place there."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    OPEN = "open"
    MET = "met"
    MOVED = "moved"  # to another day, which is an obligation of its own
    VACATED = "vacated"  # the court took it back, or ended what it was for


class State(StrEnum):
    SET = "set"
    CANCELLED = "cancelled"
    HELD = "held"
