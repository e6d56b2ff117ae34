"""Whether an answer is somebody's first look, which is quiet. Pure.

What stood on a docket before its watch began is recorded and shown, not sent.
The first answer counts as the look even where it lists nothing of the case, so
that the first filing of a silent case is news.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.interest import Interests
from db.models import Docket, Keep, Snapshot, Source, SourceState, WatchedCase


@dataclass(frozen=True, slots=True)
class Looks:
    """Who has looked at a source before this answer of it, and for whom it is the first look."""

    source: Source
    wanted: Interests

    def wants(self, docket: Docket) -> bool:
        return self.source.keep is Keep.ALL or bool(self.wanted.in_docket(docket))

    def is_first(self, docket: Docket) -> bool:
        """Nobody who wants this docket has had an answer of this source before."""
        if self.source.keep is Keep.ALL and self.source.looked_at is not None:
            return False
        return not any(self._has_looked(case) for case in self.wanted.in_docket(docket))

    def is_quiet(self, docket: Docket, entered_at: datetime | None) -> bool:
        """A new entry on this docket is no news: it was there before anybody watched."""
        return self.is_first(docket) and not any(
            case.is_older_than(entered_at) for case in self.wanted.in_docket(docket)
        )

    def waiting(self) -> list[WatchedCase]:
        """The watched cases that have not had an answer of this source yet."""
        return [case for case in self.wanted.cases if not self._has_looked(case)]

    def is_owed(self) -> bool:
        """Somebody, or the court kept whole, still waits for a first look."""
        waits_for_all = self.source.keep is Keep.ALL and self.source.looked_at is None
        return waits_for_all or bool(self.waiting())

    def _has_looked(self, case: WatchedCase) -> bool:
        return any(source_id == self.source.id for source_id, _ in case.looks)


def is_whole(snapshot: Snapshot) -> bool:
    """The answer showed everything that the source lists, as a first look must."""
    return snapshot.complete and snapshot.state in (
        SourceState.OK,
        SourceState.PARTIAL,
    )
