"""What an entry means, in the shape in which labelled entries have it."""

from __future__ import annotations

from typing import Any

from db.models import Deadline, Hearing, Meaning


def plain_meaning(told: Meaning) -> dict[str, Any]:
    """`{"kind", "disposition", "answers", "hearing", "deadlines"}`; the first hearing alone."""
    return {
        "kind": str(told.kind),
        "disposition": None if told.disposition is None else str(told.disposition),
        "answers": list(told.answers),
        "hearing": _hearing(told.hearings[0]) if told.hearings else None,
        "deadlines": [_deadline(each) for each in told.deadlines],
    }


def _hearing(told: Hearing) -> dict[str, str | None]:
    return {"action": str(told.action), "at": _at(told)}


def _at(told: Hearing) -> str | None:
    """A local day, with its time where one is told: "2009-03-30T10:30"."""
    if told.on is None:
        return None
    return told.on.isoformat() + (f"T{told.at:%H:%M}" if told.at else "")


def _deadline(told: Deadline) -> dict[str, object]:
    return {
        "due": None if told.due is None else told.due.isoformat(),
        "within_days": told.within_days,
        "what": told.what,
    }
