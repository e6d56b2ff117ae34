"""Which watches a change is about, and what each of them makes of it. Pure.

A watch is found by the number of its case or by a word of its query, never by going through
all of them: `docs/decisions/0017-matching-many-watches.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db import queries
from db.interest import covers, stem
from db.models import (
    Change,
    ChangeKind,
    Disposition,
    Docket,
    DocketEntry,
    Document,
    EntryKind,
    Meaning,
    Party,
    Route,
    Telling,
    Watch,
    WatchedCase,
)
from db.queries import EVERYWHERE, Asked, Search
from db.query_index import QueryIndex
from notify import filters, press
from notify.fresh import completes, is_before, is_news_to_case, is_news_to_query
from notify.story import ABOUT_SOURCES, court_of, filing

_Follower = tuple[int, WatchedCase]  # a watch's place, and the case by which it was found

_OPENINGS = frozenset((ChangeKind.ENTRY_ADDED, ChangeKind.DOCKET_OPENED))
_ONE_OF_ALL = "one of all courts"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a watch makes of a change that is about it."""

    route: Route = Route.NOW  # or HELD: its filters keep it out
    reason: str | None = None  # why it is held back: "kind appearance"


_TOLD = Verdict()


class Matcher:
    """Every watch that is not muted, indexed once for a round's changes."""

    def __init__(self, watches: Iterable[Watch], asked: Mapping[int, Asked] | None = None) -> None:
        """`asked` is `store.watches.asked()`: how long each query has been asked, and by whom."""
        self._watches = [watch for watch in watches if not watch.muted]
        self._cases: dict[tuple[str, str], list[_Follower]] = defaultdict(list)
        self._courts: dict[str, list[_Follower]] = defaultdict(list)
        searches = []
        for place, watch in enumerate(self._watches):
            for case in watch.cases:
                self._follow(place, case)
            if watch.query is not None:
                searches.append(replace(_search(watch, asked), watch_id=place))
        self._queries = QueryIndex(searches)

    def _follow(self, place: int, case: WatchedCase) -> None:
        self._cases[case.court_id, stem(case.number)].append((place, case))
        if case.pacer_case_id is not None:
            self._cases[case.court_id, _case_id(case.pacer_case_id)].append((place, case))
        self._courts[case.court_id].append((place, case))

    def wanting(
        self, change: Change, docket: Docket | None, entry: DocketEntry | None = None
    ) -> list[tuple[Watch, Verdict]]:
        """The watches that the change is about, and what each makes of it.

        `docket` is the one of the change as we hold it: only it knows PACER's case id, its
        parties and its judge. `entry` is the change's, as we hold it; without it a filter
        knows of it what the change says. Quiet changes are wanted by nobody, but for the text
        or the link that completes an entry: a filter may have waited for that.
        """
        if change.quiet and not completes(change):
            return []
        entry = entry or _entry_told(change)
        found = self._concerned(change, docket, entry)
        watches = [self._watches[place] for place in dict.fromkeys(found)]
        if press.is_of_press(change):
            return [(watch, _TOLD) for watch in watches if watch.news is not Telling.OFF]
        return [(watch, _verdict(watch, change, entry)) for watch in watches]

    def _concerned(
        self, change: Change, docket: Docket | None, entry: DocketEntry | None
    ) -> Iterator[int]:
        if press.is_of_source(change):
            yield from self._reading(change)
        elif change.docket is None:
            yield from self._in_court(change)
            yield from self._asking_court(change)
        else:
            told = docket or Docket(change.docket.court_id, change.docket.number)
            yield from self._following(change, told)
            if change.kind is not ChangeKind.ARTICLE_LINKED:  # a query asks for filings
                yield from self._asking(change, told, entry)

    def _reading(self, change: Change) -> Iterator[int]:
        """Those who follow a case, and for whom a source of the press is asked."""
        slug = press.watch_of(change.source_id or "")
        for place, watch in enumerate(self._watches):
            begins = (case.added_at for case in watch.cases)
            if slug in (None, watch.slug) and not all(is_before(change, at) for at in begins):
                yield place

    def _in_court(self, change: Change) -> Iterator[int]:
        """Those who follow a case there; of a gap each is told by the change of its own case."""
        is_gap = change.kind is ChangeKind.GAP_SUSPECTED
        followers = () if is_gap else self._courts.get(court_of(change) or "", ())
        return (place for place, case in followers if not is_before(change, case.added_at))

    def _asking_court(self, change: Change) -> Iterator[int]:
        court_id = court_of(change) or ""
        for search in self._queries.of_court(court_id):
            if not is_before(change, search.asked.began(court_id)):
                yield search.watch_id

    def _following(self, change: Change, docket: Docket) -> Iterator[int]:
        names = [stem(docket.number)]
        if docket.pacer_case_id is not None:
            names.append(_case_id(docket.pacer_case_id))
        for name in names:
            for place, case in self._cases.get((docket.court_id, name), ()):
                if covers(case, docket) and is_news_to_case(case, change):
                    yield place

    def _asking(self, change: Change, docket: Docket, entry: DocketEntry | None) -> Iterator[int]:
        if change.kind in ABOUT_SOURCES:
            return
        for search in self._queries.wanting(_named(change, docket), _spoken(change, entry)):
            is_its_kind = not search.new_cases or change.kind in _OPENINGS
            if is_its_kind and is_news_to_query(search, change, docket, entry):
                yield search.watch_id


def judged(
    watch: Watch, change: Change, docket: Docket | None, entry: DocketEntry | None = None
) -> Verdict | None:
    """What a watch makes of a change, whenever it came; None where it is not about the watch.

    For a trial over what is past: neither looks nor muting count.
    """
    cases = tuple(replace(case, added_at=None, looks=()) for case in watch.cases)
    trial = replace(watch, muted=False, created_at=None, cases=cases)
    past = change if change.docket is None else replace(change, source_id=None)
    found = Matcher([trial]).wanting(past, docket, entry)
    return found[0][1] if found else None


def _case_id(pacer_case_id: str) -> str:
    return f"id {pacer_case_id}"


def _search(watch: Watch, asked: Mapping[int, Asked] | None) -> Search:
    """The query of a watch; nobody else knows more of when it began than the watch itself."""
    known = None if asked is None else asked.get(watch.id or 0)
    since = {} if watch.created_at is None else {EVERYWHERE: watch.created_at}
    return queries.search(watch, known or Asked(since))


def _verdict(watch: Watch, change: Change, entry: DocketEntry | None) -> Verdict:
    if change.kind in ABOUT_SOURCES:
        is_anywhere = watch.query is not None and not watch.query.courts
        return Verdict(Route.HELD, _ONE_OF_ALL) if is_anywhere else _TOLD
    reason = filters.reason(watch, change, entry)
    return _TOLD if reason is None else Verdict(Route.HELD, reason)


def _named(change: Change, docket: Docket) -> Docket:
    """The docket also under the name that it has just lost."""
    if change.kind is not ChangeKind.RECAPTIONED or not isinstance(change.old, str):
        return docket
    return replace(docket, parties=(*docket.parties, Party(change.old)))


def _spoken(change: Change, entry: DocketEntry | None) -> DocketEntry | None:
    """The entry with what a change of its words took away."""
    if entry is None or change.kind is not ChangeKind.ENTRY_EDITED:
        return entry
    return replace(entry, text="\n".join(filters.spoken(change, entry)))


def _entry_told(change: Change) -> DocketEntry | None:
    """What a change itself says of its entry."""
    told = filing(change)
    if told is not None:
        return _entry(told)
    ref = change.entry
    return None if ref is None else DocketEntry(ref.seq, ref.number, ref.labels)


def _entry(told: Mapping[str, Any]) -> DocketEntry:
    """As much of an entry as a filter asks for."""
    kind, ruled = told.get("kind"), told.get("disposition")
    return DocketEntry(
        number=told.get("number"),
        labels=tuple(told.get("labels", ())),
        text=told.get("text"),
        filer=told.get("filer"),
        documents=tuple(Document(**each) for each in told.get("documents", ())),
        meaning=kind and Meaning(EntryKind(kind), Disposition(ruled) if ruled else None),
    )
