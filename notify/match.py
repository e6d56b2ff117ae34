"""What each watch wants to hear of, and what its filters hold back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.interest import covers
from db.kinds import of_source
from db.looks import is_since
from db.models import (
    Change,
    ChangeKind,
    Docket,
    DocketEntry,
    Route,
    SourceKind,
    Watch,
    WatchedCase,
)
from db.queries import Asked
from notify.story import ABOUT_SOURCES, court_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a watch makes of a change that is about it."""

    route: Route = Route.NOW  # or HELD: its filters keep it out
    reason: str | None = None  # why it is held back: "kind appearance"


class Matcher:
    """Every watch, indexed once for a round's changes."""

    def __init__(self, watches: Iterable[Watch], asked: Mapping[int, Asked] | None = None) -> None:
        """`asked` is `store.watches.asked()`: how long each query has been asked."""
        self._watches = list(watches)

    def wanting(
        self, change: Change, docket: Docket | None, entry: DocketEntry | None = None
    ) -> list[tuple[Watch, Verdict]]:
        """The watches that the change is about, and what each makes of it.

        `docket` is the one of the change as we hold it: only it knows PACER's case id, its
        parties and its judge. `entry` is the change's, as we hold it; without it a filter
        knows of it what the change says. Of quiet changes only what a filter waited for is
        wanted: the text, or the link, that came later.
        """
        return [(watch, Verdict()) for watch in self._watches if wants(watch, change, docket)]


def judged(
    watch: Watch, change: Change, docket: Docket | None, entry: DocketEntry | None = None
) -> Verdict | None:
    """What a watch makes of a change, whenever it came; None where it is not about the watch.

    For a trial over what is past: neither looks nor muting count.
    """
    told = docket or _told(change)
    if told is None or not any(covers(case, told) for case in watch.cases):
        return None
    return Verdict()


def _told(change: Change) -> Docket | None:
    key = change.docket
    return None if key is None else Docket(key.court_id, key.number)


def wants(watch: Watch, change: Change, docket: Docket | None = None) -> bool:
    """`docket` is the one of the change as we hold it: only it knows PACER's case id."""
    if watch.muted or change.quiet or not _is_of_kind(watch, change):
        return False
    return any(_hears(case, change, docket) for case in watch.cases)


def _hears(case: WatchedCase, change: Change, docket: Docket | None) -> bool:
    if case.added_at is not None and change.at < case.added_at:
        return False
    if change.docket is None:
        return case.court_id == court_of(change)
    told = docket or Docket(change.docket.court_id, change.docket.number)
    return covers(case, told) and not _stood_there_before(case, change)


def _stood_there_before(case: WatchedCase, change: Change) -> bool:
    """It came with a first look, or as an old notice, and was not entered since the watch began."""
    if change.source_id is None or change.kind in ABOUT_SOURCES:
        return False
    look, kind = dict(case.looks).get(change.source_id), of_source(change.source_id)
    is_backlog = kind.is_notice and change.kind is ChangeKind.ENTRY_ADDED
    if look is not None and change.at > look and not is_backlog:
        return False
    told = change.new if change.kind is ChangeKind.ENTRY_ADDED else None
    if not isinstance(told, dict):
        return True
    entered_at, filed_on = told.get("entered_at"), told.get("filed_on")
    return not is_since(
        case,
        None if entered_at is None else datetime.fromisoformat(entered_at),
        None if filed_on is None else date.fromisoformat(filed_on),
        SourceKind(change.source_id.partition(":")[0]),
    )


def _is_of_kind(watch: Watch, change: Change) -> bool:
    """Kinds sort filings. One of unknown kind is told: silence would be worse than noise."""
    told = change.new if change.kind is ChangeKind.ENTRY_ADDED else None
    kind = told.get("kind") if isinstance(told, dict) else None
    return not watch.kinds or kind is None or kind in watch.kinds
