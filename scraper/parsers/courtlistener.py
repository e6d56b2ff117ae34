"""CourtListener's REST API v4 -> Snapshot: dockets, or a page of docket entries.

| answer | shape |
|---|---|
| `dockets/?court=mad&docket_number=...` | `{"next", "previous", "results": [docket, ...]}` |
| `dockets/69775896/` | a docket |
| `docket-entries/?docket=69775896&...` | `{"next", "previous", "results": [entry, ...]}` |
| `docket-entries/2208776613/` | an entry |
| `search/?type=r` or `type=d` | `{"count", "results": [docket, in camelCase, ...]}` |

What was asked stands in the source's memory, which each answer carries on; without a memory the
shape of the answer says what it is. Several records may be one case: their entries are told as
of one docket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db import courts, numbers
from db.errors import FormatError
from db.models import Docket, DocketEntry, Problem, Snapshot, Source, SourceState
from scraper.parsers import courtlistener_docket, courtlistener_entry
from scraper.parsers import courtlistener_fields as fields
from scraper.parsers import courtlistener_questions as questions
from scraper.parsers.courtlistener_memory import (
    Ask,
    Followed,
    Memory,
    Question,
    recalled,
    remembered,
)

API = "https://www.courtlistener.com/api/rest/v4/"
MOST_ROWS = 1_000  # a page has 20, of a search at most 100
NOT_THERE = "CourtListener does not have this docket (yet)"

_LISTS = frozenset((Ask.ENTRIES, Ask.DOCUMENTS))


def parse(body: bytes, source: Source) -> Snapshot:
    """One answer, read; `source.seen` says what was asked, and the snapshot's what is next."""
    memory = recalled(source.seen)
    try:
        told = fields.answer(body)
        rows = _rows(told)
        asked = memory.questions[0] if memory.questions else _guessed(rows)
        if asked.ask in _LISTS:
            return _page(fields.table(told).get("next"), rows, asked, memory, source)
        return _found(rows, asked, memory, source)
    except FormatError as error:
        return _unread(Problem("not_readable", f"{error}"))


def _rows(told: object) -> Sequence[object]:
    """The results of a list, a webhook's too; a single docket or entry is a list of one."""
    answer = fields.table(told)
    rows = fields.table(answer.get("payload", answer)).get("results")
    if isinstance(rows, list) and len(rows) <= MOST_ROWS:
        return rows
    if _is_docket(answer) or _is_entry(answer):
        return [answer]
    raise FormatError("the answer is neither a list of dockets or entries nor one of them")


def _guessed(rows: Sequence[object]) -> Question:
    is_of_entries = any(map(_is_entry, rows)) and not any(map(_is_docket, rows))
    return Question(Ask.ENTRIES if is_of_entries else Ask.FIND)


def _is_entry(row: object) -> bool:
    return courtlistener_entry.is_entry(fields.table(row))


def _is_docket(row: object) -> bool:
    return courtlistener_docket.is_docket(fields.table(row))


def _found(rows: Sequence[object], asked: Question, memory: Memory, source: Source) -> Snapshot:
    """The dockets that are the case, and what is to be asked of them."""
    dockets, problems = _dockets(rows, source)
    if problems and not dockets:
        return _unread(*problems)
    mine = [each for each in dockets if _is_asked_for(each, source)]
    if not mine and not memory.dockets:
        return _not_found(asked, source)
    followed = [_followed(each) for each in mine if each.courtlistener_id]
    after = questions.after_dockets(memory, followed) if memory.questions else memory
    return _answered(courtlistener_docket.merged(mine), problems, after)


def _dockets(rows: Sequence[object], source: Source) -> tuple[list[Docket], tuple[Problem, ...]]:
    found: list[Docket] = []
    problems: list[Problem] = []
    for place, row in enumerate(rows):
        try:
            found.append(courtlistener_docket.read(row, source.court_id))
        except FormatError as error:
            problems.append(Problem("bad_item", f"not read: it {error}", place))
    return found, tuple(problems)


def _is_asked_for(docket: Docket, source: Source) -> bool:
    if source.number is None:
        return True
    if docket.court_id != source.court_id:
        return False
    if source.number.startswith("#"):
        return docket.pacer_case_id == source.number[1:]
    return numbers.covers(source.number, docket.number)


def _followed(docket: Docket) -> Followed:
    assert docket.courtlistener_id is not None
    return Followed(docket.courtlistener_id, docket.number, docket.pacer_case_id)


def _not_found(asked: Question, source: Source) -> Snapshot:
    """Nobody has brought the docket to CourtListener, or it spells its number otherwise."""
    if asked.ask is Ask.FIND and source.number and questions.core(source.number):
        return nothing_new(Memory((), (Question(Ask.ALIKE),)), source)
    if asked.ask is Ask.HEADING:
        return nothing_new(Memory((), (Question(Ask.FIND),)), source)
    return Snapshot(
        SourceState.NOT_CONFIGURED,
        problems=(Problem("no_such_docket", NOT_THERE),),
        complete=False,
        seen=remembered(Memory()),
    )


def _page(
    next_url: object, rows: Sequence[object], asked: Question, memory: Memory, source: Source
) -> Snapshot:
    entries, problems = _entries(rows, asked, source)
    if problems and not entries:
        return _unread(*problems)
    dockets = _of_entries(entries, rows, asked, memory, source)
    page = asked if asked.cursor else _with_newest(asked, rows)
    try:
        cursor = questions.cursor(next_url, source.url or API, asked)
    except FormatError as error:
        problem = Problem("foreign_next", f"a page was read, but {error}")
        return replace(_unread(problem, *problems), dockets=dockets)
    after = questions.after_page(memory, page, cursor) if memory.questions else memory
    return _answered(dockets, problems, after)


def _entries(
    rows: Sequence[object], asked: Question, source: Source
) -> tuple[list[DocketEntry], tuple[Problem, ...]]:
    time_zone = courts.get(source.court_id).time_zone
    storage = courtlistener_entry.storage_of(source.url)
    # An entry stands there once for each of its documents that changed.
    found: dict[object, DocketEntry] = {}
    problems: list[Problem] = []
    for place, row in enumerate(rows):
        try:
            docket_id = courtlistener_entry.docket_id(row)
            if asked.docket_id and docket_id not in (None, asked.docket_id):
                raise FormatError("is of another docket than was asked for")
            entry = courtlistener_entry.read(row, time_zone, storage)
            found[entry.ref or place] = entry
        except FormatError as error:
            problems.append(Problem("bad_item", f"not read: it {error}", place))
    return list(found.values()), tuple(problems)


def _of_entries(
    entries: Sequence[DocketEntry],
    rows: Sequence[object],
    asked: Question,
    memory: Memory,
    source: Source,
) -> tuple[Docket, ...]:
    """The docket that a page is of, also an empty page; without a memory as the entries tell it."""
    followed = next((each for each in memory.dockets if each.id == asked.docket_id), None)
    if followed is None and not entries:
        return ()
    if followed is None:
        case_id = next(filter(None, map(courtlistener_entry.pacer_case_id, rows)), None)
        number = source.number or (f"#{case_id}" if case_id else "")
        id = courtlistener_entry.docket_id(rows[0])
        return (_docket(source, number, case_id, id, entries),)
    # Of several records the first names the docket, so that its id does not change to and fro.
    same = [each for each in memory.dockets if _may_be_one(each, followed)]
    case_id = next((each.pacer_case_id for each in same if each.pacer_case_id), None)
    return (_docket(source, followed.number, case_id, same[0].id, entries),)


def _may_be_one(one: Followed, other: Followed) -> bool:
    return len({one.pacer_case_id, other.pacer_case_id} - {None}) <= 1


def _docket(
    source: Source, number: str, case_id: str | None, id: str | None, entries: Sequence[DocketEntry]
) -> Docket:
    return Docket(
        source.court_id,
        number,
        pacer_case_id=case_id,
        courtlistener_id=id,
        entries=tuple(entries),
    )


def _with_newest(asked: Question, rows: Sequence[object]) -> Question:
    """The question with the newest changes on its first page."""
    entries = filter(None, map(courtlistener_entry.changed_at, rows))
    documents = filter(None, map(courtlistener_entry.documents_changed_at, rows))
    return replace(
        asked,
        newest=max(entries, default=None),
        newest_document=max(documents, default=None),
    )


def nothing_new(after: Memory, source: Source) -> Snapshot:
    """Word of nothing but what is to be asked next: the source stands as it stood."""
    return Snapshot(
        SourceState.UNCHANGED,
        complete=False,
        is_part=bool(after.questions),
        seen=remembered(after),
        carries=source.carries or SourceState.NEW,
    )


def _answered(dockets: Sequence[Docket], problems: tuple[Problem, ...], after: Memory) -> Snapshot:
    return Snapshot(
        SourceState.OK,
        dockets=tuple(dockets),
        problems=problems,
        complete=False,
        is_part=bool(after.questions),
        seen=remembered(after),
    )


def _unread(*problems: Problem) -> Snapshot:
    return Snapshot(SourceState.DOWN, problems=problems, complete=False)
