"""What the clock makes of an obligation: soon, today, over with nothing seen. Pure.

People are told in the court's morning: on the working day before, on the day, and, where a
docket would show what was due and nothing came, the morning after. Clerks and feeds have
until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from db.kinds import KINDS
from db.models import Source, SourceKind, SourceState

IsHoliday = Callable[[date], bool]

_MORNING = time(7)  # at the court
_AFTER = time(10)  # on the next day: what was filed at midnight is docketed and listed by then
_PATIENCE = timedelta(days=2)  # for sources that do not answer
_AGAIN = timedelta(minutes=15)
_DAY = timedelta(days=1)


class Step(StrEnum):
    SOON = "soon"
    TODAY = "today"
    OVER = "over"


class Sight(StrEnum):
    """How much of a docket its sources could have shown since a deadline was over."""

    ALL = "all"
    GAP = "gap"  # some of what was filed in that time may never have been listed
    PARTIAL = "partial"  # a feed of some types of entries, or what others chose to share
    STALE = "stale"
    FAILING = "failing"
    NONE = "none"  # nothing that tells of it is asked


@dataclass(frozen=True, slots=True)
class Told:
    """What people were told of one due day of one duty; None: not told."""

    known_at: datetime  # since when we have known of it
    soon_at: datetime | None = None
    today_at: datetime | None = None
    missed_at: datetime | None = None

    def with_step(self, step: Step, at: datetime) -> Told:
        if step is Step.SOON:
            return replace(self, soon_at=at)
        return replace(self, today_at=at) if step is Step.TODAY else replace(self, missed_at=at)


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day on which something is due, at its court."""

    due: date
    zone: ZoneInfo
    is_holiday: IsHoliday

    def steps(self) -> Iterator[tuple[Step, datetime]]:
        """When people are to be told what."""
        yield Step.SOON, self._at(self._working_day_before(), _MORNING)
        yield Step.TODAY, self._at(self.due, _MORNING)
        yield Step.OVER, self.over_at

    def at(self, step: Step) -> datetime:
        """When that may be said for the first time."""
        return dict(self.steps())[step]

    @property
    def over_at(self) -> datetime:
        """When it may be said that nothing was seen."""
        return self._at(self.due + _DAY, _AFTER)

    @property
    def begins_at(self) -> datetime:
        return self._at(self.due, time())

    @property
    def ends_at(self) -> datetime:
        return self._at(self.due + _DAY, time())

    def _working_day_before(self) -> date:
        day = self.due - _DAY
        while day.weekday() >= 5 or self.is_holiday(day):
            day -= _DAY
        return day

    def _at(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone)

    def days(self, now: datetime) -> int:
        """How many days are left at the court."""
        return (self.due - now.astimezone(self.zone).date()).days


def step(day: DueDay, told: Told, now: datetime) -> Step | None:
    """What people should be told now; nothing of what was over when we learnt of it."""
    if told.known_at >= day.ends_at:
        return None
    reached = [step for step, at in day.steps() if at <= now]
    if not reached or (reached[-1] is Step.TODAY and now >= day.ends_at):
        return None
    is_said = told.soon_at is not None and told.soon_at >= day.begins_at  # late, as of today
    if reached[-1] is Step.TODAY and is_said:
        return None
    last = {Step.SOON: told.soon_at, Step.TODAY: told.today_at, Step.OVER: told.missed_at}
    return reached[-1] if last[reached[-1]] is None else None


def next_turn(day: DueDay, told: Told, now: datetime) -> datetime | None:
    """When to look again; None: there is nothing more to tell."""
    if told.known_at >= day.ends_at or told.missed_at is not None:
        return None
    if step(day, told, now) is not None:
        return now
    return next_step(day, now)


def next_step(day: DueDay, now: datetime) -> datetime | None:
    return next((at for _, at in day.steps() if at > now), None)


def again(now: datetime) -> datetime:
    """When to look again for an answer of the sources."""
    return now + _AGAIN


def sight(sources: Sequence[Source], day: DueDay, now: datetime) -> Sight | None:
    """What the sources of a docket could have shown of it; None: wait for their answers."""
    answered = [_shows(each) for each in sources if _has_answered(each, day.over_at)]
    if answered:
        return min(answered, key=[*Sight].index)
    if now < day.over_at + _PATIENCE:
        return None
    return Sight.FAILING if any(map(_is_able, sources)) else Sight.NONE


def _is_able(source: Source) -> bool:
    kind, state = KINDS[source.kind], source.carries or source.state
    return kind.is_asked and not kind.is_fallback and state is not SourceState.NOT_CONFIGURED


def _has_answered(source: Source, since: datetime) -> bool:
    is_page = source.kind is SourceKind.DOCKET_REPORT
    answered = source.answered_at is not None and source.answered_at >= since
    return answered and (is_page or _is_able(source))


_WHOLE = frozenset((SourceKind.PACER_RSS, SourceKind.SCOTUS, SourceKind.DOCKET_REPORT))


def _shows(source: Source) -> Sight:
    state = source.carries if source.state is SourceState.DOWN else source.state
    if state is SourceState.STALE:
        return Sight.STALE
    return Sight.ALL if source.kind in _WHOLE and state is SourceState.OK else Sight.PARTIAL
