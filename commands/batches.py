"""Batches: JSON lines on stdin, and an answer for each, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, NoReturn

from db.errors import CourtError

LONGEST = 10_000_000  # bytes of a line

Answer = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def line_for(line: bytes, answer: Answer) -> dict[str, Any]:
    """The answer to one line, with its id; what is wrong with it, where it has none."""
    try:
        asked = _asked(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": str(error)}
    try:
        return {"id": asked.get("id"), **answer(asked)}
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


def text(asked: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = asked.get(key)
    value = default if value is None else value
    if not isinstance(value, str):
        raise ValueError(f"{key} must be text")
    return value
