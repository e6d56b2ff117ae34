"""Changes become deliveries, and those whose time has come are timed once more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from db.deliveries import PlannedDelivery, Timed
from db.models import (
    Change,
    ChangeKind,
    Delivery,
    DeliveryStatus,
    DocketEntry,
    Route,
    Telling,
    Watch,
)
from db.store import Store
from notify import later, overtaken, restraint, routes
from notify.channel import PRINT
from notify.hiccups import Hiccups
from notify.match import Matcher, Verdict
from notify.restraint import Restraint
from notify.routes import Way
from notify.story import COMPLETING, is_text
from notify.timing import Habits, Leaving, Timetable

Wanting = Sequence[tuple[Watch, Verdict]]


class Planner:
    """What one round knows of the watches, and of the sources that fail.

    Where nothing is due and nothing new, no watch is read: there may be very many.
    """

    def __init__(self, store: Store, now: datetime, habits: Habits) -> None:
        self._store = store
        self._timetable = Timetable(now, habits)
        self._hiccups = Hiccups(store)
        self._hiccups.review(self._failing())

    @cached_property
    def watches(self) -> list[Watch]:
        return self._store.watches.all()

    @cached_property
    def _by_slug(self) -> dict[str, Watch]:
        return {watch.slug: watch for watch in self.watches}

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.watches, self._store.watches.asked())

    def rows(self, changes: Sequence[Change]) -> Iterator[PlannedDelivery]:
        """A delivery for each watch that a change is news for, and each of its channels.

        Stories come last: they may stand under filings of the same round.
        """
        reports = [each for each in changes if each.kind is ChangeKind.ARTICLE_LINKED]
        others = [each for each in changes if each.kind is not ChangeKind.ARTICLE_LINKED]
        rows = list(self._rows(others))
        yield from rows
        if reports:
            of_id = {each.id: each for each in changes}
            planned = [(of_id.get(row.change_id, changes[0]), row) for row in rows]
            yield from self._reported(reports, planned)

    def _rows(self, changes: Sequence[Change]) -> Iterator[PlannedDelivery]:
        docket_ids = {each.docket_id for each in changes if each.docket_id}
        dockets = self._store.dockets.headings(docket_ids)
        entries = self._store.changes.entries(changes)
        told = self._told([each for each in changes if _completes(each) or _is_reminder(each)])
        for change in changes:
            if overtaken.is_overtaken(change):
                continue
            entry = entries.get(change.entry.id) if change.entry is not None else None
            wanting = self._matcher.wanting(change, dockets.get(change.docket_id or 0), entry)
            if change.entry is not None and _completes(change):
                yield from self._completed(change, entry, told.get(change.entry.id, []), wanting)
            if not change.quiet:
                rows = self._planned(change, entry, wanting)
                yield from _unsaid(change, rows, told) if _is_reminder(change) else rows
            elif change.entry is not None:
                yield from self._found_late(change, entry, wanting)

    def _planned(
        self,
        change: Change,
        entry: DocketEntry | None,
        wanting: Wanting,
        known_at: datetime | None = None,
    ) -> Iterator[PlannedDelivery]:
        ways = [(watch, routes.of(watch, change, verdict, entry)) for watch, verdict in wanting]
        timed = [(watch, way, self._leaving(watch, change, way, known_at)) for watch, way in ways]
        told_on = {
            channel
            for watch, way, leaving in timed
            if way.route is not Route.HELD and leaving is not None
            for channel in _channels(watch)
        }
        for watch, way, leaving in timed:
            for channel in _channels(watch):
                if way.route is Route.HELD and channel in told_on:
                    yield self._row(change, watch, channel, Way(Route.HELD, later.TOLD), None)
                elif self._hiccups.is_told(change, watch.id or 0, channel):
                    yield self._row(change, watch, channel, way, leaving)

    def _reported(
        self, reports: Sequence[Change], planned: Sequence[tuple[Change, PlannedDelivery]]
    ) -> Iterator[PlannedDelivery]:
        """What is wanted at once is planned first: then it is known on which channels."""
        docket_ids = {each.docket_id for each in reports if each.docket_id}
        dockets = self._store.dockets.headings(docket_ids)
        wanted = [
            (watch, change)
            for change in reports
            for watch, _ in self._matcher.wanting(change, dockets.get(change.docket_id or 0))
        ]
        asked = {watch.slug: watch for watch, _ in wanted}.values()
        held_back = Restraint(
            self._store, self._by_slug, reports, asked, planned, self._timetable.now
        )
        for watch, change in sorted(wanted, key=lambda each: each[0].news is not Telling.NOW):
            for channel in _channels(watch):
                if way := held_back.way(watch, channel, change):
                    is_told = way.route is not Route.HELD
                    leaving = self._leaving(watch, change, way) if is_told else None
                    yield self._row(change, watch, channel, way, leaving)
        self._store.deliveries.drop(held_back.needless)

    def _told(self, upgrades: Sequence[Change]) -> Mapping[str, list[Delivery]]:
        """What was planned or sent of the entries that these changes complete, by entry."""
        found: dict[str, list[Delivery]] = {}
        for each in self._store.tellings.of_changed(upgrades):
            if each.change.entry is not None:
                found.setdefault(each.change.entry.id, []).append(each)
        return found

    def _completed(
        self,
        change: Change,
        entry: DocketEntry | None,
        told: Collection[Delivery],
        wanting: Wanting,
    ) -> Iterator[PlannedDelivery]:
        """More of an entry is known: tell what waited for that, and reply where that is wished."""
        now = self._timetable.now
        ways = {watch.slug: routes.of(watch, change, found, entry) for watch, found in wanting}
        wanted = {slug for slug, way in ways.items() if way.route is not Route.HELD}
        known = [*later.held_no_more(told, wanted), *later.waited_for(told)]
        judged = ((each, ways.get(each.watch, Way(each.route, each.reason))) for each in known)
        self._time((each, self._retimed(each, way, known_at=now)) for each, way in judged)
        if is_text(change):
            asking = {each.watch for each in told if self._asks_for_updates(each.watch)}
            for slug, channel in sorted(later.to_update(change, told, asking)):
                watch = self._by_slug[slug]
                if routes.of(watch, change, Verdict(), entry) == Way():  # noise has no reply
                    leaving = self._leaving(watch, change, Way())
                    yield self._row(change, watch, channel, Way(), leaving)

    def _found_late(
        self, change: Change, entry: DocketEntry | None, wanting: Wanting
    ) -> Iterator[PlannedDelivery]:
        """Queries that found an entry by its text alone are told that it is new."""
        finders = [(watch, verdict) for watch, verdict in wanting if watch.query is not None]
        added = self._store.changes.addition(change) if finders else None
        if added is not None:
            yield from self._planned(added, entry, finders, known_at=self._timetable.now)

    def _asks_for_updates(self, slug: str) -> bool:
        watch = self._by_slug.get(slug)
        return watch is not None and watch.timing.updates and not watch.muted

    def retime(self) -> None:
        """Look once more at what is due: it may have to wait, or not to be told at all."""
        deliveries, habits = self._store.deliveries, repr(self._timetable.habits)
        is_as_before = deliveries.habits() == habits
        due = deliveries.waiting(until=self._timetable.now if is_as_before else None)
        found = {each.id: each for each in (*due, *self._failing())}.values()
        told = (each for each in found if not self._is_armed(each))
        self._time((each, self._retimed(each, Way(each.route, each.reason))) for each in told)
        if not is_as_before:
            deliveries.keep_habits(habits)

    def _is_armed(self, delivery: Delivery) -> bool:
        """A reminder whose time has not come."""
        due_at = delivery.due_at or self._timetable.now
        is_put_off = delivery.reason is not None
        return delivery.route is Route.REMINDER and due_at > self._timetable.now and not is_put_off

    def _time(self, timed: Iterable[tuple[Delivery, Leaving | None]]) -> None:
        found = list(timed)
        self._store.deliveries.drop(each for each, leaving in found if leaving is None)
        self._store.deliveries.time(
            Timed(each, leaving.route, leaving.reason, leaving.due_at)
            for each, leaving in found
            if leaving is not None
        )

    def _retimed(
        self, delivery: Delivery, way: Way, known_at: datetime | None = None
    ) -> Leaving | None:
        watch = self._by_slug.get(delivery.watch)
        if watch is None or overtaken.is_overtaken(delivery.change):
            return None
        wished = restraint.again(watch, delivery.change, way)
        if wished is None:
            return None
        return self._leaving(watch, delivery.change, wished, known_at or delivery.sent_at)

    def _leaving(
        self, watch: Watch, change: Change, way: Way, known_at: datetime | None = None
    ) -> Leaving | None:
        not_before = self._hiccups.until(change, self._timetable.now)
        return self._timetable.leaving(watch, change, way, known_at=known_at, not_before=not_before)

    def _row(
        self, change: Change, watch: Watch, channel: str, way: Way, leaving: Leaving | None
    ) -> PlannedDelivery:
        """What never leaves is noted, as it was wanted."""
        told = leaving or Leaving(way.route, self._timetable.now, way.reason)
        return PlannedDelivery(
            change.id or 0,
            watch.id or 0,
            watch.slug,
            channel,
            told.due_at,
            told.route,
            told.reason,
            DeliveryStatus.WITHDRAWN if leaving is None else DeliveryStatus.PENDING,
        )

    def _failing(self) -> list[Delivery]:
        return self._store.deliveries.waiting(kind=ChangeKind.SOURCE_FAILING)


def _is_reminder(change: Change) -> bool:
    return change.kind is ChangeKind.DEADLINE_DUE


def _unsaid(
    change: Change, rows: Iterable[PlannedDelivery], told: Mapping[str, Collection[Delivery]]
) -> Iterator[PlannedDelivery]:
    """What the filing itself has not told on the same channel is told; the rest is noted."""
    known = told.get(change.entry.id, ()) if change.entry is not None else ()
    said = later.reminded(change, known)
    return (_noted(row) if row.channel in said else row for row in rows)


def _noted(row: PlannedDelivery) -> PlannedDelivery:
    """What never leaves is noted, as it was wanted."""
    return replace(row, route=Route.HELD, reason=later.SAID, status=DeliveryStatus.WITHDRAWN)


def _completes(change: Change) -> bool:
    """A filter may have waited for it."""
    return change.quiet or change.kind in COMPLETING


def _channels(watch: Watch) -> tuple[str, ...]:
    return watch.channels or (PRINT,)
