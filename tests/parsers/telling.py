"""What a parser said, as the JSON that stands beside a sample."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from db.models import Snapshot

_SAID = ("state", "built_at", "scope", "dockets", "problems", "complete", "window_start")
_MORE = ("is_part", "burst", "carries")  # said only where it is out of the ordinary


def told(snapshot: Snapshot) -> Any:
    """A snapshot as JSON: only what it says, problems without their words."""
    every = asdict(snapshot)
    said = {name: every[name] for name in _SAID} | {n: every[n] for n in _MORE if every[n]}
    for problem in said["problems"]:
        del problem["message"]
    return _plain(said)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if each not in (None, (), "")}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value
