"""Changes as lines of a log, and which of them are about a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from commands import output
from db.interest import covers
from db.models import Change, ChangeKind, Docket, WatchedCase
from db.shelves import Shelves
from notify.blind_spots import STATES
from notify.story import court_of
from notify.words import filing

_HEADS = ("seen", "case", "what", "which")


def show(changes: Iterable[Change], time_zone: str) -> None:
    output.table(_HEADS, [_row(change, time_zone) for change in changes])


def about(store: Shelves, cases: Iterable[WatchedCase]) -> Callable[[Change], bool]:
    """Whether a change is about one of these cases, or about a feed that they depend on."""
    asked = list(cases)
    docket_ids = {docket.id for case in asked for docket in store.dockets.of_case(case)}
    court_ids = {case.court_id for case in asked}

    def is_about(change: Change) -> bool:
        if change.docket is None:
            return court_of(change) in court_ids
        named = Docket(change.docket.court_id, change.docket.number)
        return change.docket_id in docket_ids or (
            change.docket_id is None and any(covers(case, named) for case in asked)
        )

    return is_about


def _row(change: Change, time_zone: str) -> tuple[str, ...]:
    case = str(change.docket) if change.docket is not None else change.source_id or ""
    kind = change.kind.replace("_", " ") + (" (quiet)" if change.quiet else "")
    return (output.when(change.at, time_zone), case, kind, _which(change))


def _which(change: Change) -> str:
    """The entry, or the field with what it was and is."""
    if change.kind is ChangeKind.ENTRY_ADDED or (change.entry is not None and not change.field):
        return filing(change.entry)
    told = f"{change.field}: {_value(change.old)} -> {_value(change.new)}"
    return f"{filing(change.entry)}: {told}" if change.entry is not None else told


def _value(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    return STATES.get(str(value), str(value))
