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
from db.models import Change, ChangeKind, Delivery, EntryKind, Route, Watch

SNOOZED = "snoozed"  # why it waits, or waited
QUIET = "quiet hours"
MUTED = "muted"
WORDLESS = "its text is not there yet"
NEVER = datetime(9999, 12, 31, tzinfo=UTC)

schedule_of = lru_cache(schedules.parse)
hours_of = lru_cache(schedules.parse_hours)


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


def leaving(
    watch: Watch,
    change: Change,
    route: Route,
    reason: str | None,
    now: datetime,
    habits: Habits,
    not_before: datetime | None = None,
) -> Leaving | None:
    """None: never, since the watch wants no digest.

    `route` and `reason` are what `routes.of` says, or what was said here the last time.
    """
    wished = schedule(watch, route, reason, habits)
    if wished == schedules.OFF:
        return None
    if wished == schedules.NOW:
        found = _at_once(watch, change, route, reason, now)
    else:
        is_wanted = _is_wanted(route, reason)
        due_at = schedules.next_time(schedule_of(wished), change.at, habits.time_zone)
        found = Leaving(Route.DIGEST if is_wanted else route, due_at, None if is_wanted else reason)
    return _awake(_put_off(found, max(not_before or now, now)), watch, change, habits)


def _is_wanted(route: Route, reason: str | None) -> bool:
    """What the watch wants told as soon as its `when` allows; noise has a reason."""
    return route is Route.NOW or (route is Route.DIGEST and reason is None)


def schedule(watch: Watch, route: Route, reason: str | None, habits: Habits) -> str:
    """When such a delivery is told: "now", "off", or as a schedule has it."""
    if route is Route.REMINDER:
        return schedules.NOW
    when = watch.timing.when
    if _is_wanted(route, reason):
        return when
    return watch.timing.digest or (habits.digest if when == schedules.NOW else when)


def _at_once(
    watch: Watch, change: Change, route: Route, reason: str | None, now: datetime
) -> Leaving:
    """At once, or when its words are there, if the watch waits for them."""
    if route is Route.REMINDER:
        return Leaving(route, now)
    wait = watch.timing.wait_for_text
    if wait and change.at + wait > now and _is_wordless(change):
        return Leaving(Route.NOW, change.at + wait, WORDLESS)
    return Leaving(Route.NOW, now, SNOOZED if reason == SNOOZED else None)


def _is_wordless(change: Change) -> bool:
    told = _filing(change)
    return told is not None and not told.get("text")


def _filing(change: Change) -> dict[str, object] | None:
    """What a new entry says, as it now is."""
    is_filing = change.kind is ChangeKind.ENTRY_ADDED and isinstance(change.new, dict)
    return change.new if is_filing else None  # type: ignore[return-value]  # JSON


def _put_off(found: Leaving, until: datetime) -> Leaving:
    return Leaving(found.route, max(found.due_at, until), found.reason)


def _awake(found: Leaving, watch: Watch, change: Change, habits: Habits) -> Leaving:
    """Put off to when the reader may be disturbed."""
    asleep = _asleep(watch, found.due_at, habits, is_urgent=_breaks(watch, change, found, habits))
    if asleep is None:
        return found
    until, why = asleep
    return Leaving(found.route, until, why if found.route is Route.NOW else found.reason)


def _asleep(
    watch: Watch, at: datetime, habits: Habits, *, is_urgent: bool
) -> tuple[datetime, str] | None:
    """Until when nothing of a watch leaves, and why; None where it may leave."""
    if watch.muted:
        return NEVER, MUTED
    snoozed = watch.snoozed_until
    is_snoozed = snoozed is not None and snoozed > at
    start = snoozed if is_snoozed and snoozed is not None else at
    night = None if is_urgent else _night(watch, start, habits)
    if is_snoozed:
        return night or start, SNOOZED
    return None if night is None else (night, QUIET)


def _night(watch: Watch, at: datetime, habits: Habits) -> datetime | None:
    """When the quiet hours that a moment is in are over."""
    told = watch.timing.quiet_hours or habits.quiet_hours
    if told in (None, schedules.OFF):
        return None
    return schedules.end_of(hours_of(told), at, habits.time_zone)


def _breaks(watch: Watch, change: Change, found: Leaving, habits: Habits) -> bool:
    """Whether it is told even in quiet hours."""
    chosen = watch.timing.breaks_quiet
    kinds = habits.breaks_quiet if chosen is None else chosen
    told = _filing(change) or {}
    return found.route in (Route.NOW, Route.REMINDER) and told.get("kind") in kinds


def asleep_until(
    delivery: Delivery, watch: Watch, now: datetime, habits: Habits
) -> datetime | None:
    """Until when what is in a message already must not leave; None where it may."""
    found = Leaving(delivery.route, now)
    is_urgent = _breaks(watch, delivery.change, found, habits)
    asleep = _asleep(watch, now, habits, is_urgent=is_urgent)
    return None if asleep is None else asleep[0]
