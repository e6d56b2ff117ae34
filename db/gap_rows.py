"""The gaps of our dockets: which an answer lets us suspect, and which are still open.

No table holds them. The log tells which gaps were told, so that none is told twice, and what
we hold tells which of those have closed: a hole that gets filled closes without a word.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db import courts, gaps, plain
from db.gaps import Gap, GapField, Range
from db.looks import Looks
from db.models import Change, ChangeKind, DocketKey, Snapshot, SourceKind
from db.sources import Sources

if TYPE_CHECKING:  # what writes an answer takes longer to load than most reading takes
    from db.docket_rows import HeldDocket


def suspected(
    connection: sqlite3.Connection, looks: Looks, snapshot: Snapshot, dockets: Sequence[HeldDocket]
) -> list[Change]:
    """The gaps that this answer shows for the first time, on the dockets that somebody watches.

    `dockets` are those of the answer, their lines already written.
    """
    if snapshot.is_part:  # what is missing may come with the next page
        return []
    watched = [each for each in dockets if looks.wanted.in_docket(each.docket)]
    return [
        change
        for docket in watched
        for change in _Suspicions(connection, looks, snapshot, docket).changes()
    ]


@dataclass(frozen=True, slots=True)
class _Suspicions:
    """What one answer lets us suspect of one docket."""

    connection: sqlite3.Connection
    looks: Looks
    snapshot: Snapshot
    held: HeldDocket

    def changes(self) -> Iterator[Change]:
        told = _told(self.connection, self.held.id)
        yield from self._numbers(told)
        yield from self._last_filing(told)
        if self.snapshot.burst:
            lost = {
                "from": plain.moment(self.looks.source.answered_at),
                "to": plain.moment(self.snapshot.fetched_at),
            }
            yield self._change(GapField.BURST, lost)

    def _numbers(self, told: Sequence[Change]) -> Iterator[Change]:
        """Numbers left out. That is information, and an alarm only where the list is whole."""
        found = gaps.holes(_numbers(self.connection, self.held.id))
        known = [each for change in told for each in _ranges(change)]
        if fresh := gaps.minus(found, known):
            is_news = bool(gaps.common(fresh, self._left_out()))
            yield self._change(GapField.NUMBERS, fresh, quiet=not is_news)

    def _left_out(self) -> list[Range]:
        """Numbers that a page leaves out which claims to hold the whole docket."""
        is_page = self.looks.source.kind is SourceKind.DOCKET_REPORT
        if not is_page or not self.snapshot.complete:
            return []
        numbers = (entry.number for entry in self.held.told.entries)
        return gaps.holes(number for number in numbers if number is not None)

    def _last_filing(self, told: Sequence[Change]) -> Iterator[Change]:
        docket = self.held.docket
        if docket.last_filing_on is None:
            return
        newest_on = _newest_on(self.connection, docket.court_id, self.held.id)
        was_told = any(gaps.is_unseen(_last_filing_on(each), newest_on) for each in told)
        if gaps.is_unseen(docket.last_filing_on, newest_on) and not was_told:
            yield self._change(
                GapField.LAST_FILING,
                {
                    "last_filing_on": str(docket.last_filing_on),
                    "newest_on": None if newest_on is None else str(newest_on),
                },
            )

    def _change(self, field: GapField, told: object, *, quiet: bool = False) -> Change:
        assert self.snapshot.fetched_at is not None
        return Change(
            ChangeKind.GAP_SUSPECTED,
            self.snapshot.fetched_at,
            docket=self.held.docket.key,
            docket_id=self.held.id,
            field=field,
            new=told,
            source_id=self.looks.source.id,
            quiet=quiet or self.looks.is_first(self.held.told),
        )


class Gaps:
    """The gaps that were told and have not closed since."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open(self) -> list[Gap]:
        """Every open gap, by docket, the oldest first.

        Who answered after its `at` has said all he can of a gap: there is no use in asking again.
        """
        told: dict[DocketKey, list[Change]] = {}
        for change in _changes(self._connection, ""):
            if change.docket is not None:
                told.setdefault(change.docket, []).append(change)
        return [gap for key, changes in told.items() for gap in self._of_docket(key, changes)]

    def _of_docket(self, key: DocketKey, told: Sequence[Change]) -> Iterator[Gap]:
        by_field: dict[GapField, list[Change]] = {}
        for change in told:
            by_field.setdefault(GapField(str(change.field)), []).append(change)
        yield from self._numbers(key, by_field.pop(GapField.NUMBERS, []))
        yield from self._last_filing(key, by_field.pop(GapField.LAST_FILING, []))
        sources = Sources(self._connection).all()
        for field, changes in by_field.items():
            for each in changes:
                if not gaps.is_filled(field, key, each.at, sources):
                    yield Gap(key, field, each.new, each.at, each.source_id)

    def _numbers(self, key: DocketKey, told: Sequence[Change]) -> Iterator[Gap]:
        if not told or told[0].docket_id is None:
            return
        found = gaps.holes(_numbers(self._connection, told[0].docket_id))
        still = [each for each in told if gaps.common(_ranges(each), found)]
        if still:
            missing = gaps.common(found, [part for each in still for part in _ranges(each)])
            last = still[-1]
            yield Gap(key, GapField.NUMBERS, missing, last.at, last.source_id)

    def _last_filing(self, key: DocketKey, told: Sequence[Change]) -> Iterator[Gap]:
        last = told[-1] if told else None
        if last is None or last.docket_id is None:
            return
        newest_on = _newest_on(self._connection, key.court_id, last.docket_id)
        if gaps.is_unseen(_last_filing_on(last), newest_on):
            yield Gap(key, GapField.LAST_FILING, last.new, last.at, last.source_id)


def _told(connection: sqlite3.Connection, docket_id: int) -> list[Change]:
    """The gaps that were told of a docket, the oldest first."""
    return _changes(connection, "and docket_id = :docket_id", docket_id=docket_id)


def _changes(connection: sqlite3.Connection, where: str, **asked: object) -> list[Change]:
    rows = connection.execute(
        "select at, court_id, number, docket_id, field, new, source_id from change"
        f" where kind = 'gap_suspected' {where} order by id",
        asked,
    )
    return [
        Change(
            ChangeKind.GAP_SUSPECTED,
            plain.from_instant(row["at"]),
            docket=None if row["number"] is None else DocketKey(row["court_id"], row["number"]),
            docket_id=row["docket_id"],
            field=row["field"],
            new=plain.loads(row["new"]),
            source_id=row["source_id"],
        )
        for row in rows
    ]


def _ranges(told: Change) -> list[Range]:
    return gaps.ranges(told.new) if told.field == GapField.NUMBERS else []


def _last_filing_on(told: Change) -> date | None:
    if told.field != GapField.LAST_FILING or not isinstance(told.new, dict):
        return None
    return date.fromisoformat(told.new["last_filing_on"])


def _numbers(connection: sqlite3.Connection, docket_id: int) -> list[int]:
    rows = connection.execute(
        "select number from entry where docket_id = :docket_id and number is not null"
        " and status <> 'superseded'",
        {"docket_id": docket_id},
    )
    return [row["number"] for row in rows]


def _newest_on(connection: sqlite3.Connection, court_id: str, docket_id: int) -> date | None:
    """The day of the newest entry that we hold, at the court."""
    zone = courts.zone(court_id)
    rows = connection.execute(
        "select told from entry where docket_id = :docket_id and status <> 'superseded'",
        {"docket_id": docket_id},
    )
    entries = (plain.unpacked_entry(row["told"]) for row in rows)
    days = [
        day
        for each in entries
        for day in (each.filed_on, each.entered_at and each.entered_at.astimezone(zone).date())
        if day is not None
    ]
    return max(days, default=None)
