"""Which case or watch a person means, by all that is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db import numbers
from db.errors import CaseError, DocketError, NotFound
from db.interest import covers
from db.models import Docket, DocketKey, Watch, WatchedCase
from db.numbers import CaseRef
from db.shelves import Shelves

_MOST_CANDIDATES = 10
_COMMENT = re.compile(r"(?:^|\s)#.*")  # a # inside a word is part of an address


@dataclass(frozen=True, slots=True)
class Subject:
    """What a command is about: a watch with its cases, or one case, watched or not."""

    watch: Watch | None
    cases: tuple[WatchedCase, ...]

    def dockets(self, store: Shelves) -> list[Docket]:
        """What is kept of it; NotFound for a case that nobody follows and nothing is kept of."""
        found = [docket for case in self.cases for docket in store.dockets.of_case(case)]
        if not found and self.watch is None:
            key = self.cases[0].key
            raise NotFound(f'Nothing is kept of {key}; `docket watch "{key}"` begins to follow it.')
        return list({docket.id: docket for docket in found}.values())


def subject(store: Shelves, text: str, court: str | None = None) -> Subject:
    """The watch of this name, or else the case."""
    watch = store.watches.find(text)
    if watch is not None:
        return Subject(watch, watch.cases)
    try:
        case = named(store, text, court)
    except CaseError as error:
        raise CaseError(f'No watch is called "{text}". {error}') from error
    return Subject(next(iter(_watching(store, case)), None), (case,))


def watch_named(store: Shelves, text: str) -> Watch:
    """The watch of this name, or the only one that follows the case that is named."""
    told = subject(store, text)
    if told.watch is None:
        raise NotFound(f'No watch is called "{text}"; `docket list` shows what you watch.')
    if told.watch.slug != text and len(found := _watching(store, told.cases[0])) > 1:
        slugs = ", ".join(watch.slug for watch in found)
        raise NotFound(f"Several watches follow that case; name one of {slugs}.")
    return told.watch


def _watching(store: Shelves, case: WatchedCase) -> list[Watch]:
    docket = Docket(case.court_id, case.number, pacer_case_id=case.pacer_case_id)
    return [
        watch
        for watch in store.watches.all()
        if any(covers(followed, docket) for followed in watch.cases)
    ]


def in_matter(store: Shelves, texts: Iterable[str], court: str | None) -> tuple[WatchedCase, ...]:
    """The cases that are named together, each once; a watch's name stands for its cases."""
    found: dict[DocketKey, WatchedCase] = {}
    for text in texts:
        watch = store.watches.find(text)
        for case in watch.cases if watch else (named(store, text, court),):
            found.setdefault(case.key, case)
    return tuple(found.values())


def in_lines(store: Shelves, lines: Iterable[str], court: str | None) -> list[WatchedCase]:
    """One case a line, each once; # begins a comment. One error tells of every bad line."""
    found: dict[DocketKey, WatchedCase] = {}
    bad: list[str] = []
    for place, line in enumerate(lines, 1):
        text = _COMMENT.sub("", line).strip()
        try:
            if text:
                case = named(store, text, court)
                found.setdefault(case.key, case)
        except DocketError as error:
            bad.append(f"  line {place}: {str(error).splitlines()[0]}")
    if bad:
        raise CaseError("\n".join(["nothing was added, because of", *bad]))
    return list(found.values())


def named(store: Shelves, text: str, court: str | None = None) -> WatchedCase:
    """The case that is meant; CaseError where that cannot be told.

    A link may give PACER's case id alone: until the court tells the number, that is `#<id>`.
    """
    ref = numbers.parse_case(text, court)
    if ref.court_id and (ref.number or ref.pacer_case_id):
        return _with_number(store, ref.court_id, ref)
    if ref.courtlistener_id:
        raise CaseError(
            "docket cannot ask CourtListener yet which case that address is of. Name it by its"
            ' court and number, as the page shows them: "mad 1:25-cv-10676".'
        )
    return _captioned(store, ref)


def _with_number(store: Shelves, court_id: str, ref: CaseRef) -> WatchedCase:
    if ref.number:
        return WatchedCase(court_id, ref.number, ref.pacer_case_id)
    case = WatchedCase(court_id, f"#{ref.pacer_case_id}", ref.pacer_case_id)
    known = store.dockets.of_case(case)
    return WatchedCase(court_id, known[0].number, ref.pacer_case_id) if known else case


def learn_numbers(store: Shelves) -> None:
    """Give cases that a link named the numbers that their courts have told since."""
    for watch in store.watches.all():
        keys = {case.key for case in watch.cases}
        for case in watch.cases:
            known = store.dockets.of_case(case) if case.number.startswith("#") else []
            if known and known[0].key not in keys:
                store.watches.name_case(case, known[0].number)


def _captioned(store: Shelves, ref: CaseRef) -> WatchedCase:
    found = [
        docket
        for docket in store.dockets.search(ref.words or "")
        if ref.court_id in (None, docket.court_id)
    ]
    if len(found) != 1:
        raise CaseError(_several(found) if found else _unknown(ref.words or ""))
    return WatchedCase(found[0].court_id, found[0].number)


def _unknown(words: str) -> str:
    return (
        f'No docket that is kept has "{words}" in its caption.'
        ' Name the case by its court and number, as in "mad 1:25-cv-10676".'
    )


def _several(found: list[Docket]) -> str:
    lines = [f"  {docket.key}  {docket.caption}" for docket in found[:_MOST_CANDIDATES]]
    more = len(found) - len(lines)
    return "\n".join(
        ["Several dockets have these words; name one of them:", *lines]
        + ([f"  and {more} more"] if more else [])
    )
