"""What an entry means, in the shape in which labelled entries have it, a line for a line.

{"id", "court", "filed_on", "label", "text"}
-> {"id", "kind", "disposition", "answers", "hearing", "deadlines"}, or {"id", "error"}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from typing import Any, NoReturn

from db import courts
from db.errors import CourtError
from db.models import Deadline, Hearing, Meaning
from scraper.meaning.words import Words

LONGEST = 10_000_000  # bytes of a line

Explain = Callable[[Words], Meaning]


def line_for(line: bytes, explain: Explain) -> dict[str, Any]:
    """The answer to one line of a batch; what is wrong with it, where it has none."""
    try:
        asked = _asked(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": str(error)}
    try:
        return {"id": asked.get("id"), **plain_meaning(explain(_words(asked)))}
    except (ValueError, CourtError) as error:
        return {"id": asked.get("id"), "error": str(error)}


def _asked(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST:
        raise ValueError(f"the line is longer than {LONGEST:,} bytes")
    try:
        asked = json.loads(line, parse_constant=_no_number, parse_float=_number)
    except ValueError as error:
        raise ValueError(f"the line is no JSON: {error}") from error
    if not isinstance(asked, dict):
        raise ValueError("the line must be a JSON object")
    if isinstance(asked.get("id"), (dict, list)):
        raise ValueError("id must be text or a number")
    return asked


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value of it")


def _number(digits: str) -> float:
    """1e999 is valid JSON, and no number that we could write."""
    number = float(digits)
    return number if isfinite(number) else _no_number(digits)


def _words(asked: Mapping[str, Any]) -> Words:
    return Words(
        courts.get(_text(asked, "court")).id,
        _text(asked, "label", default=""),
        _text(asked, "text", default=""),
        _day(asked),
    )


def _text(asked: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = asked.get(key)
    value = default if value is None else value
    if not isinstance(value, str):
        raise ValueError(f"{key} must be text")
    return value


def _day(asked: Mapping[str, Any]) -> date | None:
    told = _text(asked, "filed_on", default="")
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
