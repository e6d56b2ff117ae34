"""The filings of one case -> its docket: which items tell of the same entry.

A filing of several events comes as several items, which are one entry with
several labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import datetime

from db.models import Docket, DocketEntry
from scraper.parsers import pacer_item, pacer_links
from scraper.parsers.pacer_item import Filing


def docket(
    court_id: str, own_host: str | None, first: Filing, entries: Sequence[DocketEntry]
) -> Docket:
    """The docket that the first of its filings names, with the entries of all of them."""
    number, caption, pacer_case_id, _, (_, link, description, *_) = first
    type_, office, chapter, trustee = pacer_item.bankruptcy(description)
    url = pacer_links.docket_url(link, own_host)
    return Docket(
        court_id,
        number,
        caption,
        pacer_case_id,
        office=office,
        type=type_,
        chapter=chapter,
        trustee=trustee,
        url=url,
        entries=_merged(entries),
    )


def _merged(entries: Sequence[DocketEntry]) -> tuple[DocketEntry, ...]:
    """Items of the same entry as one, in the place of the first."""
    if len(entries) == 1 or len({entry.seq for entry in entries}) == len(entries):
        return tuple(entries)
    marked = _marked_in_each_second(entries)
    found: dict[Hashable, DocketEntry] = {}
    for entry in entries:
        key = _identity(entry)
        if _is_bare(entry) and len(marked[entry.entered_at]) == 1:
            (key,) = marked[entry.entered_at]
        found[key] = _joined(found[key], entry) if key in found else entry
    return tuple(found.values())


def _marked_in_each_second(
    entries: Sequence[DocketEntry],
) -> dict[datetime | None, set[Hashable]]:
    """The entries with a number or a document, by the second in which they were entered."""
    marked: dict[datetime | None, set[Hashable]] = defaultdict(set)
    for entry in entries:
        if _mark(entry) is not None:
            marked[entry.entered_at].add(_identity(entry))
    return marked


def _is_bare(entry: DocketEntry) -> bool:
    """Nothing but its second tells which entry this is: it belongs to the only marked one of it."""
    return entry.seq is None and entry.entered_at is not None and _mark(entry) is None


def _identity(entry: DocketEntry) -> Hashable:
    """What is the same for every item of an entry.

    E.D.N.Y. tells no seq: there it is the second, and two numbers or documents
    in one second are two entries.
    """
    if entry.seq is not None:
        return entry.seq
    return (entry.entered_at or entry.labels, _mark(entry))


def _mark(entry: DocketEntry) -> int | str | None:
    if entry.number is not None:
        return entry.number
    return entry.documents[0].doc_id if entry.documents else None


def _joined(one: DocketEntry, other: DocketEntry) -> DocketEntry:
    """One entry of two events; a number or document that either tells, and the earlier time."""
    times = [each.entered_at for each in (one, other) if each.entered_at is not None]
    return DocketEntry(
        one.seq,
        other.number if one.number is None else one.number,
        tuple(sorted({*one.labels, *other.labels})),
        entered_at=min(times, default=None),
        documents=one.documents or other.documents,
    )
