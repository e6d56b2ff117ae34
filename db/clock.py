"""What time makes of what is due: soon, today, missed. Each is said once, to be told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from db import changelog, courts, duties, numbers, plain, reminders
from db.due import Due, Owed
from db.engine import transaction
from db.gap_rows import Gaps
from db.gaps import Gap
from db.interest import Interests, tells_of
from db.models import Change, ChangeKind, Deadline, Docket, DocketKey, Source, WatchedCase
from db.plain import Plain
from db.reminders import DueDay, IsHoliday, Sight, Step, Told
from db.sources import Sources
from db.watches import Watches


class Clock:
    """The days that the courts have set, as they come and go."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def is_standing(self, told: Change) -> bool:
        """Whether what the clock said of a deadline still holds: nothing has met or moved it."""
        if told.docket_id is None or not isinstance(told.new, dict):
            return False
        duty = duties.name_of(Deadline(told.new["what"]))
        return bool(Due(self._connection).standing(told.docket_id, duty, told.new["due"]))

    def review(self, now: datetime, began: datetime, is_holiday: IsHoliday) -> list[Change]:
        """Say what is due soon, due today or was missed, each once; return what was said.

        Of what was learnt since `began`, in this very round, the entry's own news tells.
        """
        if not self._turning(now):
            return []
        with transaction(self._connection):  # in which they are read anew: who else told them?
            review = _Review(self._connection, now, began, is_holiday)
            found = [change for row in self._turning(now) for change in review.turn(row)]
            changelog.write(self._connection, found)
        return found

    def _turning(self, now: datetime) -> list[sqlite3.Row]:
        return self._connection.execute(
            "select reminder.*, docket.court_id, docket.told as docket from reminder"
            " join docket on docket.id = reminder.docket_id"
            " where turns_at <= :now order by due_on, docket_id, duty",
            {"now": plain.instant(now)},
        ).fetchall()


class _Review:
    """One look at the clock."""

    def __init__(
        self, connection: sqlite3.Connection, now: datetime, began: datetime, is_holiday: IsHoliday
    ) -> None:
        self._connection = connection
        self._now = now
        self._began = began
        self._is_holiday = is_holiday
        self._due = Due(connection)
        self._sources = Sources(connection).all()
        self._interests: dict[str, Interests] = {}

    def turn(self, row: sqlite3.Row) -> Iterator[Change]:
        """What is to be said of one due day; and when to look at it again."""
        zone = courts.zone(row["court_id"])
        day, told = DueDay(date.fromisoformat(row["due_on"]), zone, self._is_holiday), _told(row)
        step = reminders.step(day, told, self._now)
        if step is None or told.known_at >= self._began:
            self._remember(row, told, reminders.next_turn(day, told, self._now))
            return
        docket = replace(plain.unpacked_docket(row["docket"]), id=row["docket_id"])
        sources = self._following(docket)
        owed = self._due.standing(row["docket_id"], row["duty"], row["due_on"])
        if step is Step.OVER:
            owed = [each for each in owed if each.is_seen and each.doubt is None]
        if not sources or not owed:
            self._remember(row, told, reminders.next_step(day, self._now))
            return
        sight = self._sight(docket, sources, day, told) if step is Step.OVER else None
        if step is Step.OVER and sight is None:
            self._remember(row, told, reminders.again(self._now))
            return
        told = told.with_step(step, self._now)
        self._remember(row, told, reminders.next_turn(day, told, self._now))
        if step is Step.OVER:
            yield self._change(docket, owed, {"seen": sight})
        else:
            since = plain.instant(max(told.known_at, day.at(step)))
            yield self._change(docket, owed, {"days": day.days(self._now), "since": since})

    def _sight(
        self, docket: Docket, sources: list[Source], day: DueDay, told: Told
    ) -> Sight | None:
        """How far the sources could look; less far where something was never listed meanwhile."""
        found = reminders.sight(sources, day, self._now)
        lost = (each.docket for each in self._gaps if each.at > told.known_at)
        has_gap = found is Sight.ALL and any(_is_of(each, docket) for each in lost)
        return Sight.GAP if has_gap else found

    @cached_property
    def _gaps(self) -> list[Gap]:
        return Gaps(self._connection).open()

    def _following(self, docket: Docket) -> list[Source]:
        """The sources that tell of a docket, to somebody who wants to hear all of it."""
        case = WatchedCase(docket.court_id, docket.number)
        telling = (each for each in self._sources if tells_of(each, case))
        return [each for each in telling if self._is_wanted(each, docket)]

    def _is_wanted(self, source: Source, docket: Docket) -> bool:
        wanted = self._interests.get(source.id)
        if wanted is None:
            wanted = self._interests[source.id] = Watches(self._connection).interests(source)
        return wanted.keep_all or bool(wanted.in_docket(docket) or wanted.asking(docket))

    def _change(self, docket: Docket, owed: list[Owed], time: Plain) -> Change:
        """One for all who owe the same by the same day; `time` is what the clock says of it."""
        who = dict.fromkeys(each.told["who"] for each in owed if each.told["who"])
        told = owed[0].told | {"who": ", ".join(who) or None}
        return Change(
            kind=ChangeKind.DEADLINE_MISSED if "seen" in time else ChangeKind.DEADLINE_DUE,
            at=self._now,
            docket=docket.key,
            docket_id=docket.id,
            entry=owed[0].entry,
            field="deadline",
            new=told | time,
        )

    def _remember(self, row: sqlite3.Row, told: Told, turns_at: datetime | None) -> None:
        self._connection.execute(
            "update reminder set soon_at = :soon_at, today_at = :today_at,"
            " missed_at = :missed_at, turns_at = :turns_at"
            " where docket_id = :docket_id and duty = :duty and due_on = :due_on",
            {
                "soon_at": plain.instant_or_none(told.soon_at),
                "today_at": plain.instant_or_none(told.today_at),
                "missed_at": plain.instant_or_none(told.missed_at),
                "turns_at": plain.instant_or_none(turns_at),
                "docket_id": row["docket_id"],
                "duty": row["duty"],
                "due_on": row["due_on"],
            },
        )


def _is_of(key: DocketKey, docket: Docket) -> bool:
    """A gap is told of the number by which a case is watched."""
    return key.court_id == docket.court_id and numbers.covers(key.number, docket.number)


def _told(row: sqlite3.Row) -> Told:
    at = (plain.from_moment(row[name]) for name in ("soon_at", "today_at", "missed_at"))
    return Told(plain.from_instant(row["known_at"]), *at)
