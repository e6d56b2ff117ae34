"""Changes as lines of a log, and which of them are about a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from commands import guarded, output, source_words, tables
from db.article_news import Kind
from db.interest import covers
from db.models import Change, ChangeKind, Docket, EntryRef, SourceKind, Watch, WatchedCase
from db.plain import spaced
from db.shelves import Shelves
from notify import agenda, gap_words, press
from notify.blind_spots import called
from notify.escape import clean
from notify.match import Matcher
from notify.reader import Reader
from notify.story import ABOUT_SOURCES, court_of

_HEADS = ("seen", "case", "what", "which")
_LONGEST = 300  # characters of a title
_RELATIONS: Mapping[str | None, str] = {  # of a story, by the field of its change
    None: "",
    Kind.MENTION: "mentioned by ",
    Kind.COPY: "a copy: ",
    Kind.UPDATE: "an update: ",
    Kind.ENTRY: "on the docket {minutes}after ",
}
_FIELDS = {"labels": "label", "doc_id": "document", "scope": "it carries"}


def show(changes: Iterable[Change], time_zone: str) -> None:
    tables.show(_HEADS, [_row(change, time_zone) for change in changes], prose=("which",))


def about(store: Shelves, cases: Iterable[WatchedCase]) -> Callable[[Change], bool]:
    """Whether a change is about one of these cases, or about a feed that they depend on."""
    asked = list(cases)
    docket_ids = {docket.id for case in asked for docket in store.dockets.headings_of_case(case)}
    court_ids = {case.court_id for case in asked}

    def is_about(change: Change) -> bool:
        if change.docket is None:
            return court_of(change) in court_ids
        named = Docket(change.docket.court_id, change.docket.number)
        return change.docket_id in docket_ids or (
            change.docket_id is None and any(covers(case, named) for case in asked)
        )

    return is_about


def found(store: Shelves, watches: Iterable[Watch]) -> Callable[[Change], bool]:
    """Whether one of these watches has found a change by its query."""
    queries = [watch for watch in watches if watch.query is not None]
    matcher = Matcher(queries, store.watches.asked()) if queries else None

    def is_found(change: Change) -> bool:
        if matcher is None:
            return False
        ids = {change.docket_id} if change.docket_id is not None else set()
        docket = store.dockets.headings(ids).get(change.docket_id or 0)
        return bool(matcher.wanting(change, docket))

    return is_found


def _row(change: Change, time_zone: str) -> tuple[str, ...]:
    kind = spaced(change.kind) + (" (quiet)" if change.quiet else "")
    return (output.when(change.at, time_zone), place(change), kind, which(change, time_zone))


def place(change: Change) -> str:
    """Where it happened: on a docket, or to a court's feed."""
    if change.docket is not None:
        return str(change.docket)
    if press.is_of_source(change):
        return "the press"
    is_govinfo = (change.source_id or "").startswith(SourceKind.GOVINFO)
    return f"{'govinfo' if is_govinfo else 'feed'} of {court_of(change)}"


def which(change: Change, time_zone: str) -> str:
    """The entry, or what changed and how."""
    teller = called(change.source_id) if change.source_id else "docket"
    if change.kind is ChangeKind.GAP_SUSPECTED:
        return gap_words.sentence(change.field, change.new, teller, Reader(time_zone))
    if change.kind in ABOUT_SOURCES and change.field == "state":
        return source_words.stands(change.source_id or "", str(change.new))
    if change.kind in agenda.KINDS:
        return agenda.of_change(change, Reader(time_zone))
    if change.kind is ChangeKind.ARTICLE_LINKED:
        return _story(change)
    if change.entry is None:
        return f"{_field(change)}: {_difference(change)}"
    named = _filing(change, change.entry)
    if change.kind is not ChangeKind.ENTRY_EDITED:
        return named  # and the kind says the rest
    return f"{named}: {_field(change)}: {_difference(change)}"


def _filing(change: Change, entry: EntryRef) -> str:
    told = change.new if isinstance(change.new, dict) else {}
    return guarded.filing(entry, str(told.get("text") or ""))


def _story(change: Change) -> str:
    """`Order (132): on the docket 41 min after Sample Herald, “Judge rules”`."""
    told = press.piece(change)
    title = clean(guarded.words(told.title), _LONGEST)
    named = f"{guarded.words(told.publisher or '') or 'the press'}, “{title}”"
    minutes = "" if told.minutes is None else f"{told.minutes} min "
    relation = _RELATIONS[change.field].format(minutes=minutes)
    filed = f"{guarded.filing(change.entry, None)}: " if change.entry is not None else ""
    return f"{filed}{relation}{named}"


def _field(change: Change) -> str:
    return _FIELDS.get(change.field or "", spaced(change.field or ""))


def _difference(change: Change) -> str:
    """What it was, unless it was withheld or nothing, and what it is."""
    new = _value(change.new)
    return new if change.old in (None, []) else f"{_value(change.old)} -> {new}"


def _value(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
