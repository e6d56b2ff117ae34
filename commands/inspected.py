"""What a parser made of a file, for people: the answer, each heading, and the entries."""

from __future__ import annotations

from collections.abc import Sequence

from commands import guarded, output, tables
from db.models import Docket, DocketEntry, Party, Problem, RelatedDocket, Snapshot
from db.plain import spaced

_MOST_HEADINGS = 3  # more would push out of sight what stands below them
_MOST_NAMES = 20
_LONGEST = 300  # characters of a docket text


def show(snapshot: Snapshot, time_zone: str) -> None:
    entries = sum(len(docket.entries) for docket in snapshot.dockets)
    output.facts(
        [
            ("state", spaced(snapshot.state)),
            ("built", output.when(snapshot.built_at, time_zone)),
            ("carries", snapshot.scope or ""),
            ("dockets", str(len(snapshot.dockets))),
            ("entries", str(entries)),
            *(("problem", _problem(each)) for each in snapshot.problems),
        ]
    )
    if len(snapshot.dockets) <= _MOST_HEADINGS:
        for docket in snapshot.dockets:
            _show_heading(docket)
    tables.show(
        ("number", "entered", "no.", "caption", "filing", "documents"),
        [_row(docket, entry, time_zone) for docket in snapshot.dockets for entry in docket.entries],
        prose=("caption", "filing"),
        spare=("documents",),
    )


def _problem(problem: Problem) -> str:
    place = "" if problem.item is None else f"item {problem.item}: "
    return f"{place}{problem.message} ({problem.code})"


def _show_heading(docket: Docket) -> None:
    """What is told of a docket beyond its number and caption, which stand with each entry."""
    output.facts(
        [
            ("docket", f"{docket.key}  {docket.caption or ''}".rstrip()),
            ("judge", docket.judge or ""),
            ("filed", "" if docket.filed_on is None else docket.filed_on.isoformat()),
            ("closed", "" if docket.closed_on is None else docket.closed_on.isoformat()),
            ("nature of suit", docket.nature_of_suit or ""),
            ("cause", docket.cause or ""),
            ("chapter", docket.chapter or ""),
            ("trustee", docket.trustee or ""),
            ("parties", _several([_party(each) for each in docket.parties])),
            ("related", _several([_related(each) for each in docket.related])),
        ]
    )


def _several(told: Sequence[str]) -> str:
    more = len(told) - _MOST_NAMES
    return "; ".join([*told[:_MOST_NAMES], *([f"and {more} more"] if more > 0 else [])])


def _party(party: Party) -> str:
    return party.name if party.role is None else f"{party.name} ({party.role})"


def _related(related: RelatedDocket) -> str:
    place = "" if related.court_id is None else f"{related.court_id} "
    words = "" if related.words is None else f" ({related.words})"
    return f"{place}{related.number}{words}"


def _row(docket: Docket, entry: DocketEntry, time_zone: str) -> tuple[str, ...]:
    filed = "" if entry.filed_on is None else entry.filed_on.isoformat()
    return (
        docket.number,
        output.when(entry.entered_at, time_zone) or filed,
        "" if entry.number is None else str(entry.number),
        docket.caption or "",
        _filing(entry),
        ", ".join(document.doc_id or document.free_url or "" for document in entry.documents),
    )


def _filing(entry: DocketEntry) -> str:
    """The long text where it is told, else the labels; guarded before a cut can part a name."""
    told = guarded.words(entry.text or "; ".join(entry.labels))
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()} ..."
