"""When a delivery leaves, by the wishes of its watch and the habits of its reader. Pure.

A delivery that waits is timed anew in every round, so that whatever changes meanwhile (the
watch's wishes, the configuration, the words of a filing) changes when it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from db import schedules
from db.config import Config
from db.models import Change, Delivery, EntryKind, Route, Watch
from notify.routes import Way
from notify.story import filing

SNOOZED = "snoozed"  # why it waits, or waited
QUIET = "quiet hours"
MUTED = "muted"
WORDLESS = "its text is not there yet"
NEVER = datetime(9999, 12, 31, tzinfo=UTC)

_schedule_of = lru_cache(schedules.parse)
_hours_of = lru_cache(schedules.parse_hours)


@dataclass(frozen=True, slots=True)
class Habits:
    """When a reader hears, where a watch does not say otherwise."""

    time_zone: str = "UTC"
    digest: str = "daily@08:00"
    quiet_hours: str | None = None
    breaks_quiet: tuple[EntryKind, ...] = ()


def habits(config: Config) -> Habits:
    return Habits(config.time_zone, config.digest, config.quiet_hours, config.breaks_quiet)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How and when a delivery leaves, and why it does not at once."""

    route: Route
    due_at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Timetable:
    """When things leave, as it looks at one moment."""

    now: datetime
    habits: Habits = Habits()

    def leaving(
        self,
        watch: Watch,
        change: Change,
        way: Way,
        *,
        known_at: datetime | None = None,
        not_before: datetime | None = None,
    ) -> Leaving | None:
        """None: never, since the watch wants no digest.

        `way` is what `routes.of` says, or what was said here the last time. A digest tells
        what was known before its time: when it was seen, or later, `known_at`.
        """
        told = schedule(watch, way, self.habits)
        if told == schedules.OFF:
            return None
        if told == schedules.NOW:
            found = _at_once(watch, change, way, self.now)
        else:
            found = self._with_digest(told, way, known_at or change.at)
        due_at = max(found.due_at, not_before or self.now, self.now)
        return self._awake(Leaving(found.route, due_at, found.reason), watch, change)

    def _with_digest(self, told: str, way: Way, known_at: datetime) -> Leaving:
        due_at = schedules.next_time(_schedule_of(told), known_at, self.habits.time_zone)
        if _is_wanted(way):
            return Leaving(Route.DIGEST, due_at)
        return Leaving(way.route, due_at, way.reason)

    def _awake(self, found: Leaving, watch: Watch, change: Change) -> Leaving:
        """Put off to when the reader may be disturbed."""
        is_urgent = self._breaks_quiet(watch, change, found.route)
        asleep = self._asleep(watch, found.due_at, is_urgent=is_urgent)
        if asleep is None:
            return found
        until, why = asleep
        is_alone = found.route in (Route.NOW, Route.REMINDER)
        return Leaving(found.route, until, why if is_alone else found.reason)

    def asleep_until(self, delivery: Delivery, watch: Watch) -> datetime | None:
        """Until when what is in a message already must not leave; None where it may."""
        is_urgent = self._breaks_quiet(watch, delivery.change, delivery.route)
        asleep = self._asleep(watch, self.now, is_urgent=is_urgent)
        return None if asleep is None else asleep[0]

    def _asleep(
        self, watch: Watch, at: datetime, *, is_urgent: bool
    ) -> tuple[datetime, str] | None:
        """Until when nothing of a watch leaves, and why; None where it may leave."""
        if watch.muted:
            return NEVER, MUTED
        wakes_at = max(watch.snoozed_until or at, at)
        night_ends = None if is_urgent else self._end_of_night(watch, wakes_at)
        if wakes_at > at:
            return night_ends or wakes_at, SNOOZED
        return None if night_ends is None else (night_ends, QUIET)

    def _end_of_night(self, watch: Watch, at: datetime) -> datetime | None:
        """When the quiet hours that a moment is in are over."""
        told = watch.timing.quiet_hours or self.habits.quiet_hours
        if told in (None, schedules.OFF):
            return None
        return schedules.end_of(_hours_of(told), at, self.habits.time_zone)

    def _breaks_quiet(self, watch: Watch, change: Change, route: Route) -> bool:
        """Whether it is told even in quiet hours."""
        chosen = watch.timing.breaks_quiet
        kinds = self.habits.breaks_quiet if chosen is None else chosen
        told = filing(change) or {}
        return route in (Route.NOW, Route.REMINDER) and told.get("kind") in kinds


def schedule(watch: Watch, way: Way, habits: Habits) -> str:
    """When such a delivery is told: "now", "off", or as a schedule has it."""
    when = watch.timing.when
    if way.route is Route.REMINDER:
        return schedules.NOW
    if _is_wanted(way):
        return when
    return watch.timing.digest or (habits.digest if when == schedules.NOW else when)


def _is_wanted(way: Way) -> bool:
    """What the watch wants told as soon as its `when` allows; noise has a reason."""
    return way.route is Route.NOW or way == (Route.DIGEST, None)


def _at_once(watch: Watch, change: Change, way: Way, now: datetime) -> Leaving:
    """At once, or when its words are there, if the watch waits for them."""
    if way.route is Route.REMINDER:
        return Leaving(Route.REMINDER, now)
    wait = watch.timing.wait_for_text
    if wait and change.at + wait > now and _is_wordless(change):
        return Leaving(Route.NOW, change.at + wait, WORDLESS)
    return Leaving(Route.NOW, now, SNOOZED if way.reason == SNOOZED else None)


def _is_wordless(change: Change) -> bool:
    told = filing(change)
    return told is not None and not told.get("text")
