"""The filings of a case, or of a whole matter, as people read them: in a table, newest last.

The dockets of a matter are one timeline, each line with its court; what the press tells stands
under the filing that it reports. On a terminal each filing is
a link to its document, and a long text is cut; in a pipe both are written out, the text last, so
that a long one pads no other line.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from commands import guarded, output, press, tables
from commands.press import Clipping
from commands.tables import Cell, Linked
from db import chronology, courts, gaps, numbers
from db.chronology import Filing
from db.models import Change, ChangeKind, Docket, DocketEntry, DocketKey, EntryStatus
from db.shelves import Shelves
from notify import citation, links
from notify.escape import clean, web_link

_Group = tuple[datetime, Sequence[Filing | Clipping]]  # a filing and its stories, or one of those

_MARKS = {ChangeKind.SEALED: "sealed", ChangeKind.REDACTED: "redacted"}
_LONGEST_TEXT = 300  # characters, on a terminal
_MOST_NAMED = 3  # dockets of one filing, or entries


def show(
    store: Shelves, dockets: Sequence[Docket], time_zone: str, unseen: Sequence[DocketKey] = ()
) -> None:
    """At least one docket; `unseen` are the other cases of its matter, of which nothing is kept."""
    is_matter = len(dockets) + len(unseen) > 1
    if is_matter:
        _head_of_matter(dockets, unseen)
    else:
        _head(dockets[0])
    marks = _marks(change for each in dockets for change in store.changes.of_docket(each.id or 0))
    keys = [*(docket.key for docket in dockets), *unseen]
    ambiguous, stories = _ambiguous(keys), press.of_dockets(store, keys)
    columns = _columns(is_matter=is_matter)
    rows = (
        _row(each, ambiguous, marks, time_zone)
        if isinstance(each, Filing)
        else _row_of_story(each, time_zone)
        for each in _with_stories(chronology.timeline(dockets), stories)
    )
    shown = [[row[column] for column in columns] for row in rows]
    tables.show(columns, shown, prose=("filing",), spare=("told by", "link"))


def _with_stories(
    filings: Sequence[Filing], stories: Sequence[Clipping]
) -> Iterator[Filing | Clipping]:
    """Each story under the filing that it reports; those that report none of them by their time."""
    place = {entry.id: place for place, each in enumerate(filings) for entry in each.entries}
    under: dict[int | None, list[Clipping]] = {}
    for story in stories:
        under.setdefault(place.get(story.entry_id) if story.entry_id else None, []).append(story)
    loose: list[_Group] = [(each.at, [each]) for each in under.get(None, [])]
    told: list[_Group] = [(each.at, [each, *under.get(at, [])]) for at, each in enumerate(filings)]
    for _, group in heapq.merge(told, loose, key=_moment):
        yield from group


def _moment(group: _Group) -> datetime:
    return group[0]


def _row_of_story(story: Clipping, time_zone: str) -> dict[str, Cell]:
    link = web_link(story.article.url) or ""
    return {
        "entered": output.when(story.at, time_zone),
        "court": courts.get(story.link.docket.court_id).label if story.entry_id is None else "",
        "no.": "",
        "filing": Linked(press.line(story), link),
        "id": "",
        "told by": "press",
        "link": link,
    }


def _columns(*, is_matter: bool) -> list[str]:
    named = ["entered", "court", "no.", "filing", "id", "told by", "link"]
    if not is_matter:
        named.remove("court")
    if not output.is_terminal():
        named.append(named.pop(named.index("filing")))
    return named


def _head(docket: Docket) -> None:
    output.title(docket.caption or str(docket.key))
    output.say(" · ".join([courts.cited(docket.key), *_about(docket)]))
    for link in links.of_docket(docket):
        note = f" ({link.note})" if link.note else ""
        output.say(f"{link.label}{note}: {link.url}")
    named = replace(docket, caption=docket.caption and guarded.words(docket.caption))
    if cited := citation.cite_docket(named):
        output.say(f"Cite as: {cited}")


def _head_of_matter(dockets: Sequence[Docket], unseen: Iterable[DocketKey]) -> None:
    """What the first docket is called, and a line for each of them."""
    title = dockets[0].caption or str(dockets[0].key)
    output.title(title)
    seen = ((courts.cited(docket.key), " · ".join(_told(docket, title))) for docket in dockets)
    output.facts(
        [*seen, *((courts.cited(key), "nothing of it has been seen yet") for key in unseen)]
    )
    output.say()


def _told(docket: Docket, title: str) -> Iterator[str]:
    """The dockets of co-defendants are all called the same."""
    if docket.caption and docket.caption != title:
        yield docket.caption
    yield from _about(docket)
    count = len(docket.entries)
    yield f"{count} filing{'' if count == 1 else 's'}"


def _about(docket: Docket) -> Iterator[str]:
    if docket.type or docket.chapter:
        yield " ".join(filter(None, [docket.type, docket.chapter and f"chapter {docket.chapter}"]))
    if docket.judge:
        yield f"Judge {docket.judge}"
    numbers_seen = (entry.number for entry in docket.entries if entry.number is not None)
    if missing := gaps.holes(numbers_seen):
        yield f"number{'' if gaps.is_one(missing) else 's'} {gaps.spelled(missing)} not seen"


def _ambiguous(keys: Iterable[DocketKey]) -> Collection[str]:
    """The courts of which there are several dockets: their names alone do not tell which."""
    court_ids = [key.court_id for key in keys]
    return {court_id for court_id in court_ids if court_ids.count(court_id) > 1}


def _marks(changes: Iterable[Change]) -> dict[str, str]:
    """What a court withdrew from view, by the entry's id."""
    return {
        change.entry.id: _MARKS[change.kind]
        for change in changes
        if change.entry is not None and change.kind in _MARKS
    }


def _row(
    filing: Filing, ambiguous: Collection[str], marks: Mapping[str, str], time_zone: str
) -> dict[str, Cell]:
    """All that is told of a filing, by column."""
    entry = next((each for each in filing.entries if each.text), filing.entries[0])
    entered_at = next((each.entered_at for each in filing.entries if each.entered_at), None)
    link = next(filter(None, map(address, filing.entries)), "")
    kinds = (source.partition(":")[0] for each in filing.entries for source in each.sources)
    named = (str(each.number) for each in filing.entries if each.number is not None)
    return {
        "entered": output.when(entered_at, time_zone) or str(entry.filed_on or ""),
        "court": _court(filing, ambiguous),
        "no.": "/".join(dict.fromkeys(named)),
        "filing": Linked(_words(entry, [*_marked(filing, marks)]), link),
        "id": _some([each.id or "" for each in filing.entries]),
        "told by": ", ".join(dict.fromkeys(kinds)),
        "link": link,
    }


def _court(filing: Filing, ambiguous: Collection[str]) -> str:
    """`1st Cir.`; where the matter has two dockets there, `1st Cir. 25-1393`."""
    first, *others = (docket.key for docket in filing.dockets)
    if first.court_id not in ambiguous:
        return courts.get(first.court_id).label
    return f"{courts.cited(first)}{_some(['', *(_shortened(each, first) for each in others)])}"


def _shortened(key: DocketKey, first: DocketKey) -> str:
    """The number of a co-defendant beside that of the first: `-3`."""
    if numbers.core(key.number) != numbers.core(first.number):
        return key.number
    return f"-{key.number.rpartition('-')[2]}"


def _some(named: Sequence[str]) -> str:
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more


def _marked(filing: Filing, marks: Mapping[str, str]) -> Iterator[str]:
    found = (marks.get(each.id or "") for each in filing.entries)
    yield from dict.fromkeys(mark for mark in found if mark)
    if all(each.status is EntryStatus.VANISHED for each in filing.entries):
        yield "vanished"


def _words(entry: DocketEntry, marks: Sequence[str]) -> str:
    """Labels, marks in brackets, and the long text where a source tells it."""
    label = "; ".join(entry.labels) or ("" if entry.text else "(no label)")
    marked = " ".join(filter(None, [label, f"[{', '.join(marks)}]" if marks else ""]))
    text = guarded.words(entry.text or "")  # before it is cut, which might part a name
    shown = clean(text, _LONGEST_TEXT) if output.is_terminal() else text
    return ": ".join(filter(None, [marked, shown]))


def address(entry: DocketEntry) -> str:
    """Where its document can be read, free of charge if anywhere; empty where nowhere."""
    addresses = (web_link(each.free_url) or web_link(each.url) for each in entry.documents)
    return next((address for address in addresses if address), "")
