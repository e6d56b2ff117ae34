"""What a docket's heading says, of all that its sources say of it. Pure.

Like an entry a heading is derived from what each source says, never from the order in
which they came: who changed his word last is believed first, else the kind of source
decides, those that are asked again and again before what was handed in once. What nobody
contradicts is gathered from all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from db import changes, kinds
from db.models import Docket, RelatedDocket
from db.sightings import NEVER

_OURS = frozenset({"court_id", "number", "entries", "id"})
_HEADING = tuple(each.name for each in fields(Docket) if each.name not in _OURS)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source says of a docket's heading, and what it ever said."""

    said: Docket
    said_at: datetime  # when it began to say this
    first_at: datetime  # when it first spoke of the docket
    heard: changes.Memory = field(default_factory=dict)

    @property
    def edited_at(self) -> datetime:
        return NEVER if self.said_at == self.first_at else self.said_at


def merged(voices: Mapping[str, Voice]) -> Docket:
    """One heading of what all sources say, by their ids."""
    ranked = sorted(voices.items())
    ranked.sort(key=lambda each: _rank(each[0]))
    ranked.sort(key=lambda each: each[1].edited_at, reverse=True)
    said = [voice.said for _, voice in ranked]
    heading = {name: _first(getattr(each, name) for each in said) for name in _HEADING}
    heading["related"] = _gathered(said)
    return Docket(said[0].court_id, said[0].number, **heading)


def _rank(source_id: str) -> tuple[bool, int]:
    kind = kinds.of_source(source_id)
    return (not kind.is_asked, kind.believed)


def overlaid(said: Docket, told: Docket) -> Docket:
    """What a source says after telling this too; silence changes nothing."""
    news = {name: getattr(told, name) for name in _HEADING if getattr(told, name) not in (None, ())}
    return replace(said, number=told.number, **news)


def withheld(told: Docket, held: Docket, before: Docket | None) -> Docket:
    """A heading of a redacted docket without the name that the court withdrew.

    Only who himself told the redacted caption may give the docket a name again.
    """
    is_own_word = before is not None and before.caption == held.caption
    if is_own_word or not changes.is_redaction(told.caption, held.caption):
        return replace(told, parties=())
    return replace(told, caption=None, parties=())


def _first(values: Iterable[Any]) -> Any:
    said = list(values)
    return next((value for value in said if value not in (None, ())), said[0])


def _gathered(said: Iterable[Docket]) -> tuple[RelatedDocket, ...]:
    """Every related docket that anybody names, each once."""
    found = {(each.court_id, each.number): each for told in said for each in told.related}
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0] or "", key[1])))
