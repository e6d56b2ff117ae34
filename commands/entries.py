"""Entries as people name them: by their number on the docket, or by their id here, `id:123`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import CaseError, NotFound
from db.models import Docket, DocketEntry, EntryRef

_NAME = re.compile(r"(?P<kind>id:)?0*(?P<digits>[0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that is asked for."""

    number: int | None
    id: str | None

    def means(self, entry: DocketEntry | EntryRef) -> bool:
        return entry.id == self.id if self.number is None else entry.number == self.number


def read(text: str) -> Named | None:
    """None where the text names no entry."""
    told = _NAME.fullmatch(text)
    if told is None:
        return None
    is_id = told["kind"] is not None
    return Named(None, told["digits"]) if is_id else Named(int(told["digits"]), None)


def found(dockets: Sequence[Docket], case: str, text: str) -> list[tuple[Docket, DocketEntry]]:
    """Those that are meant; several dockets of a watch may each have an entry of this number."""
    asked = read(text)
    if asked is None:
        raise CaseError(f'"{text}" is no number of an entry, as in 132, and no id, as in id:5.')
    meant = [(docket, each) for docket in dockets for each in docket.entries if asked.means(each)]
    if not meant:
        raise NotFound(f"no entry {text} is kept of {case}; `docket show` lists what is")
    return meant
