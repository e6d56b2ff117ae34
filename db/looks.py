"""Whether an answer is somebody's first look, which is quiet. Pure.

What stood on a docket before its watch began is recorded and shown, not sent.
The first answer counts as the look even where it lists nothing of the case, so
that the first filing of a silent case is news.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db import courts
from db.interest import Interests
from db.kinds import KINDS
from db.models import (
    Docket,
    DocketEntry,
    Keep,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    WatchedCase,
)
from db.queries import Search

_ANSWERS = frozenset({SourceState.OK, SourceState.PARTIAL, SourceState.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Looks:
    """Who has looked at a source before this answer of it, and for whom it is the first look."""

    source: Source
    wanted: Interests

    def wants(self, docket: Docket) -> bool:
        is_wanted = self.wanted.in_docket(docket) or self.wanted.asking(docket)
        return self.source.keep is Keep.ALL or bool(is_wanted)

    def is_first(self, docket: Docket, entry: DocketEntry | None = None) -> bool:
        """Nobody who wants this docket, or this entry of it, has had an answer before."""
        if self.source.keep is Keep.ALL and self.source.looked_at is not None:
            return False
        if any(self._has_looked(case) for case in self.wanted.in_docket(docket)):
            return False
        return not any(self._has_answered(each) for each in self.wanted.asking(docket, entry))

    def is_quiet(self, docket: Docket, told: DocketEntry) -> bool:
        """A new entry on this docket is no news: it was there before anybody watched."""
        kind = self.source.kind
        if not (self.is_first(docket, told) or KINDS[kind].is_notice):
            return False
        return not any(
            is_since(began, docket.court_id, told.entered_at, told.filed_on, kind)
            for began in self._began(docket, told)
        )

    def _began(self, docket: Docket, told: DocketEntry) -> list[datetime | None]:
        """When each began who wants this entry."""
        followed = [case.added_at for case in self.wanted.in_docket(docket)]
        asked = self.wanted.asking(docket, told)
        return followed + [search.asked.began(docket.court_id) for search in asked]

    def waiting(self) -> list[WatchedCase]:
        """The watched cases that have not had an answer of this source yet."""
        return [case for case in self.wanted.cases if not self._has_looked(case)]

    def asking(self) -> list[Search]:
        """The queries that have not had one."""
        queries = self.wanted.queries
        return (
            [each for each in queries.searches if not self._has_answered(each)] if queries else []
        )

    def is_owed(self) -> bool:
        """Somebody, or the court kept whole, still waits for a first look."""
        waits_for_all = self.source.keep is Keep.ALL and self.source.looked_at is None
        return waits_for_all or bool(self.waiting() or self.asking())

    def _has_looked(self, case: WatchedCase) -> bool:
        return any(source_id == self.source.id for source_id, _ in case.looks)

    def _has_answered(self, search: Search) -> bool:
        return self.source.id in search.asked.looks


def is_since(
    began: datetime | None,
    court_id: str,
    entered_at: datetime | None,
    day: date | None,
    kind: SourceKind,
) -> bool:
    """The entry came after the watch began.

    Courts tell whole seconds only. Where a day is all that is told, the watch's own day
    counts as before it: its look showed what stood there. What is handed in (a notice by
    mail, a webhook) is told because it is new, so that the same day is enough.
    """
    if began is None:
        return False
    if entered_at is not None:
        return entered_at >= began.replace(microsecond=0)
    if day is None:
        return False
    began_on = courts.day(court_id, began)
    return day > began_on or (day == began_on and not KINDS[kind].is_asked)


def is_whole(snapshot: Snapshot) -> bool:
    """The answer showed everything that the source lists."""
    return snapshot.complete and snapshot.state in (
        SourceState.OK,
        SourceState.PARTIAL,
    )


def is_look(source: Source, snapshot: Snapshot) -> bool:
    """After this answer nothing of the source is unseen by those who wait for a first look.

    Of a court's source only a whole list will do: what nobody watched was dropped from the
    others. A docket's source dropped nothing, so that its last page is enough.
    """
    if source.number is None:
        return is_whole(snapshot)
    return not snapshot.is_part and snapshot.state in _ANSWERS
