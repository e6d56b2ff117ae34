"""A docket as people read it: its entries in a table, newest last.

On a terminal each filing is a link to its document; in a pipe the link is written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commands import output, tables
from commands.tables import Cell, Linked
from db import courts
from db.models import Change, ChangeKind, Docket, DocketEntry, EntryStatus
from notify.escape import web_link

_HEADS = ("entered", "no.", "filing", "id", "told by", "link")
_MARKS = {ChangeKind.SEALED: "sealed", ChangeKind.REDACTED: "redacted"}


def show(docket: Docket, changes: Iterable[Change], time_zone: str) -> None:
    """`changes` are those of the docket: from them we know what was sealed since."""
    marks = _marks(changes)
    output.title(docket.caption or str(docket.key))
    output.say(" · ".join(_about(docket)))
    if url := web_link(docket.url):
        output.say(url)
    rows = [_row(entry, marks.get(entry.id or ""), time_zone) for entry in docket.entries]
    tables.show(_HEADS, rows, prose=("filing",), spare=("told by", "link"))


def _about(docket: Docket) -> Iterator[str]:
    yield f"{courts.get(docket.court_id).citation} {docket.number}"
    if docket.type or docket.chapter:
        yield " ".join(filter(None, [docket.type, docket.chapter and f"chapter {docket.chapter}"]))
    if docket.judge:
        yield f"Judge {docket.judge}"


def _marks(changes: Iterable[Change]) -> dict[str, str]:
    """What a court withdrew from view, by the entry's id."""
    return {
        change.entry.id: _MARKS[change.kind]
        for change in changes
        if change.entry is not None and change.kind in _MARKS
    }


def _row(entry: DocketEntry, mark: str | None, time_zone: str) -> tuple[Cell, ...]:
    entered = output.when(entry.entered_at, time_zone) or str(entry.filed_on or "")
    number = "" if entry.number is None else str(entry.number)
    sources = dict.fromkeys(source.partition(":")[0] for source in entry.sources)
    link = _link(entry)
    filing = Linked(_filing(entry, mark), link)
    return (entered, number, filing, entry.id or "", ", ".join(sources), link)


def _filing(entry: DocketEntry, mark: str | None) -> str:
    """Labels, the long text where a source tells it, and marks in brackets."""
    told = "; ".join(entry.labels) or "(no label)"
    is_gone = entry.status is EntryStatus.VANISHED
    marks = [each for each in (mark, "vanished" if is_gone else None) if each]
    marked = f"{told} [{', '.join(marks)}]" if marks else told
    return f"{marked}: {entry.text}" if entry.text else marked


def _link(entry: DocketEntry) -> str:
    links = (web_link(each.free_url) or web_link(each.url) for each in entry.documents)
    return next((link for link in links if link), "")
