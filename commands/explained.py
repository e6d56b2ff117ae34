"""What an entry means, in the shape in which labelled entries have it, a line for a line.

{"id", "court", "filed_on", "label", "text"}
-> {"id", "kind", "disposition", "answers", "hearing", "deadlines"}, or {"id", "error"}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from commands import batches
from db import courts
from db.models import Deadline, Hearing, Meaning
from scraper.meaning.words import Words

Explain = Callable[[Words], Meaning]


def line_for(line: bytes, explain: Explain) -> dict[str, Any]:
    """The answer to one line of a batch; what is wrong with it, where it has none."""
    return batches.line_for(line, lambda asked: plain_meaning(explain(_words(asked))))


def _words(asked: Mapping[str, Any]) -> Words:
    return Words(
        courts.get(batches.text(asked, "court")).id,
        batches.text(asked, "label", default=""),
        batches.text(asked, "text", default=""),
        _day(asked),
    )


def _day(asked: Mapping[str, Any]) -> date | None:
    told = batches.text(asked, "filed_on", default="")
    try:
        return date.fromisoformat(told) if told else None
    except ValueError as error:
        raise ValueError("filed_on must be a day, as in 2025-05-23") from error


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
