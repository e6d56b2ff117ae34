"""What to ask CourtListener of a case, in which order, and at which address.

A visit asks, as a rule with one request each:

| | when |
|---|---|
| for the dockets of the case | at the first visit of a day: their headings, and whether more came |
| for documents that became free | at the first visit of six hours: their entries stay unchanged |
| for entries that changed | at every visit, in pages of 20 |

A thorough visit, which the user forces, looks for documents as well.

The token belongs to one origin: every address is made here from the configured one, and of what
an answer names as its next page only the cursor is taken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlencode, urlsplit

from db import spellings
from db.errors import FormatError
from scraper.parsers.courtlistener_memory import Ask, Followed, Memory, Question

DOCUMENT_HOURS = 6
LONGEST_CURSOR = 1_000

# The text of a document is not ours to keep, and may be longer than all else.
_ENTRIES = {"order_by": "-date_modified", "omit": "recap_documents__plain_text"}


def planned(
    memory: Memory,
    known_id: str | None,
    last: datetime | None,
    now: datetime,
    *,
    is_thorough: bool = False,
) -> Memory:
    """The memory with what this visit asks: the rest of the one before, or else a new one.

    `known_id` is a docket of the case that somebody else named; `last` is the last answer.
    """
    if memory.questions:
        return memory
    if not memory.dockets:
        first = Question(Ask.HEADING, known_id) if known_id else Question(Ask.FIND)
        return replace(memory, questions=(first,))
    questions: list[Question] = []
    if last is None or last.date() != now.date():
        questions.append(Question(Ask.FIND))
    if is_thorough or last is None or _slot(last) != _slot(now):
        questions += [Question(Ask.DOCUMENTS, each.id) for each in memory.dockets]
    questions += [Question(Ask.ENTRIES, each.id) for each in memory.dockets]
    return replace(memory, questions=tuple(questions))


def _slot(at: datetime) -> tuple[object, int]:
    return at.date(), at.hour // DOCUMENT_HOURS


def url(api: str, court_id: str, number: str, memory: Memory) -> str:
    """Where to ask the first question. `api` is the address of the API's root, with a `/`."""
    question = memory.questions[0]
    match question.ask:
        case Ask.FIND:
            return f"{api}dockets/?{urlencode({'court': court_id} | _named(number))}"
        case Ask.ALIKE:
            query = {"court": court_id, "docket_number_core": core(number)}
            return f"{api}dockets/?{urlencode(query)}"
        case Ask.HEADING:
            return f"{api}dockets/{question.docket_id}/"
        case _:
            return f"{api}docket-entries/?{urlencode(_changed(question, memory))}"


def _named(number: str) -> dict[str, str]:
    if number.startswith("#"):
        return {"pacer_case_id": number[1:]}
    told = spellings.read(number)
    return {"docket_number": number if told is None else str(told._replace(defendant=""))}


def core(number: str) -> str | None:
    """The number as CourtListener shortens it for district and bankruptcy dockets: `2510676`."""
    told = spellings.read(number)
    if told is None or len(told.series) != 2 or not (told.type or len(told.serial) == 5):
        return None
    return f"{told.series}{told.serial.zfill(5)}"


def _changed(question: Question, memory: Memory) -> dict[str, str]:
    followed = next((each for each in memory.dockets if each.id == question.docket_id), None)
    query = {"docket": question.docket_id} | _ENTRIES
    if question.ask is Ask.DOCUMENTS:
        query["recap_documents__is_available"] = "True"
        if followed and followed.documents_until:
            query["recap_documents__date_modified__gt"] = _instant(followed.documents_until)
    elif followed and followed.entries_until:
        query["date_modified__gt"] = _instant(followed.entries_until)
    return query | ({"cursor": question.cursor} if question.cursor else {})


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def cursor(next_url: object, api: str, asked: Question) -> str | None:
    """The cursor of the next page; None where there is none, FormatError where it may not be."""
    if not isinstance(next_url, str) or not next_url:
        return None
    try:
        told = urlsplit(next_url)
    except ValueError as error:
        raise FormatError(f"its next page has no address that can be read ({error})") from error
    ours = urlsplit(f"{api}docket-entries/")
    if (told.scheme, told.netloc, told.path) != (ours.scheme, ours.netloc, ours.path):
        where = f"{told.scheme}://{told.netloc}{told.path}"[:100]
        raise FormatError(f"its next page leads to {where!r}; docket did not go there")
    found = parse_qs(told.query).get("cursor", [""])[0]
    is_sound = found.isascii() and 0 < len(found) <= LONGEST_CURSOR
    if not is_sound or found == asked.cursor:
        raise FormatError("its next page has no cursor of its own")
    return found


def after_dockets(memory: Memory, found: list[Followed]) -> Memory:
    """What is still to be asked once some dockets of the case are known.

    New ones get their first pass; those followed that a list lacks are asked for by id.
    """
    asked, *rest = memory.questions
    told = {each.id: each for each in found}
    known = [_retold(each, told.pop(each.id, each)) for each in memory.dockets]
    if asked.ask is not Ask.HEADING:
        listed = {each.id for each in found}
        unlisted = (each.id for each in known if each.id not in listed)
        rest[:0] = [Question(Ask.HEADING, id) for id in unlisted]
    rest += [Question(Ask.ENTRIES, id) for id in told]
    return Memory((*known, *told.values()), tuple(rest))


def _retold(known: Followed, told: Followed) -> Followed:
    case_id = told.pacer_case_id or known.pacer_case_id
    return replace(known, number=told.number, pacer_case_id=case_id)


def after_page(memory: Memory, page: Question, cursor: str | None) -> Memory:
    """What is still to be asked after a page; `page` has the newest changes of its pass.

    The changes count as read only once all pages of the pass were.
    """
    rest = memory.questions[1:]
    if cursor is not None:
        return replace(memory, questions=(replace(page, cursor=cursor), *rest))
    dockets = tuple(
        _until(each, page) if each.id == page.docket_id else each for each in memory.dockets
    )
    return Memory(dockets, rest)


def _until(followed: Followed, page: Question) -> Followed:
    documents = page.newest_document or page.newest
    if page.ask is Ask.DOCUMENTS:
        return replace(followed, documents_until=_later(followed.documents_until, documents))
    # The first pass of all saw every document as well.
    first = documents if followed.documents_until is None else followed.documents_until
    entries = _later(followed.entries_until, page.newest)
    return replace(followed, entries_until=entries, documents_until=first)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)


def after_not_found(memory: Memory) -> Memory:
    """After a 404: the pass begins anew, or the docket is gone and the case is looked up again."""
    asked, *rest = memory.questions
    if asked.cursor is not None:
        return replace(memory, questions=(Question(asked.ask, asked.docket_id), *rest))
    dockets = tuple(each for each in memory.dockets if each.id != asked.docket_id)
    others = [each for each in rest if each.docket_id not in ("", asked.docket_id)]
    return Memory(dockets, (Question(Ask.FIND), *others))
