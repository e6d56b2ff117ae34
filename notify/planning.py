"""Changes become deliveries, and those whose time has come are timed once more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from db.deliveries import PlannedDelivery, Timed
from db.models import Change, ChangeKind, Delivery, DeliveryStatus, DocketEntry, Route, Watch
from db.store import Store
from notify import later, overtaken, routes, timing
from notify.channel import PRINT
from notify.hiccups import Hiccups
from notify.match import Matcher, Verdict
from notify.timing import Habits, Leaving

Wanting = Sequence[tuple[Watch, Verdict]]


class Planner:
    """What one round knows of the watches, and of the sources that fail.

    Where nothing is due and nothing new, no watch is read: there may be very many.
    """

    def __init__(self, store: Store, now: datetime, habits: Habits) -> None:
        self._store = store
        self._now = now
        self._habits = habits
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
        """A delivery for each watch that a change is news for, and each of its channels."""
        docket_ids = {each.docket_id for each in changes if each.docket_id}
        dockets = self._store.dockets.headings(docket_ids)
        entries = self._store.changes.entries(changes)
        told = self._told([each for each in changes if each.quiet])
        for change in changes:
            if overtaken.is_overtaken(change):
                continue
            entry = entries.get(change.entry.id) if change.entry is not None else None
            wanting = self._matcher.wanting(change, dockets.get(change.docket_id or 0), entry)
            if not change.quiet:
                yield from self._planned(change, entry, wanting)
            elif change.entry is not None:
                yield from self._completed(change, told.get(change.entry.id, []), wanting)
                yield from self._found_late(change, entry, wanting)

    def _planned(
        self, change: Change, entry: DocketEntry | None, wanting: Wanting
    ) -> Iterator[PlannedDelivery]:
        ways = [(watch, *routes.of(watch, change, verdict, entry)) for watch, verdict in wanting]
        timed = [(*way, self._leaving(way[0], change, *way[1:])) for way in ways]
        told_on = {
            channel
            for watch, route, _, leaving in timed
            if route is not Route.HELD and leaving is not None
            for channel in _channels(watch)
        }
        for watch, route, reason, leaving in timed:
            for channel in _channels(watch):
                if route is Route.HELD and channel in told_on:
                    yield _row(change, watch, channel, Leaving(route, self._now, later.TOLD), None)
                elif self._hiccups.is_told(change, watch.id or 0, channel):
                    yield _row(change, watch, channel, Leaving(route, self._now, reason), leaving)

    def _told(self, upgrades: Sequence[Change]) -> Mapping[str, list[Delivery]]:
        """What was planned or sent of the entries that these changes complete, by entry."""
        ids = {int(each.entry.id) for each in upgrades if each.entry is not None}
        docket_ids = {each.docket_id for each in upgrades if each.docket_id is not None}
        found: dict[str, list[Delivery]] = {}
        for each in self._store.tellings.of_entries(docket_ids, ids) if ids else ():
            if each.change.entry is not None:
                found.setdefault(each.change.entry.id, []).append(each)
        return found

    def _completed(
        self, change: Change, told: Collection[Delivery], wanting: Wanting
    ) -> Iterator[PlannedDelivery]:
        """More of an entry is known: tell what waited for that, and reply where that is wished."""
        wanted = {watch.slug for watch, verdict in wanting if verdict.route is Route.NOW}
        known = [*later.held_no_more(told, wanted), *later.waited_for(told)]
        self._time((each, Route.NOW, None) for each in known)
        if later.is_text(change):
            asking = {each.watch for each in told if self._asks_for_updates(each.watch)}
            for slug, channel in sorted(later.to_update(change, told, asking)):
                watch = self._by_slug[slug]
                leaving = self._leaving(watch, change, Route.NOW, None)
                yield _row(change, watch, channel, Leaving(Route.NOW, self._now), leaving)

    def _found_late(
        self, change: Change, entry: DocketEntry | None, wanting: Wanting
    ) -> Iterator[PlannedDelivery]:
        """Queries that found an entry by its text alone are told that it is new."""
        finders = [(watch, verdict) for watch, verdict in wanting if watch.query is not None]
        added = self._store.changes.addition(change) if finders else None
        if added is not None:
            yield from self._planned(added, entry, finders)

    def _asks_for_updates(self, slug: str) -> bool:
        watch = self._by_slug.get(slug)
        return watch is not None and watch.timing.updates and not watch.muted

    def retime(self) -> None:
        """Look once more at what is due: it may have to wait, or not to be told at all."""
        waiting = self._store.deliveries.waiting
        due = [*self._failing(), *waiting(until=self._now)] if self._keeps_habits() else waiting()
        self._time((each, each.route, each.reason) for each in due)

    def _time(self, wanted: Iterable[tuple[Delivery, Route, str | None]]) -> None:
        timed, dropped = [], []
        for each, route, reason in wanted:
            leaving = self._retimed(each, route, reason)
            if leaving is None:
                dropped.append(each)
            else:
                timed.append(Timed(each, leaving.route, leaving.reason, leaving.due_at))
        self._store.deliveries.drop(dropped)
        self._store.deliveries.time(timed)

    def _retimed(self, delivery: Delivery, route: Route, reason: str | None) -> Leaving | None:
        watch = self._by_slug.get(delivery.watch)
        if watch is None or overtaken.is_overtaken(delivery.change):
            return None
        not_before = delivery.due_at if route is Route.REMINDER else None
        return self._leaving(watch, delivery.change, route, reason, not_before)

    def _leaving(
        self,
        watch: Watch,
        change: Change,
        route: Route,
        reason: str | None,
        not_before: datetime | None = None,
    ) -> Leaving | None:
        until = not_before or self._hiccups.until(change, self._now)
        return timing.leaving(watch, change, route, reason, self._now, self._habits, until)

    def _failing(self) -> list[Delivery]:
        return self._store.deliveries.waiting(kind=ChangeKind.SOURCE_FAILING)

    def _keeps_habits(self) -> bool:
        """Whether the reader's habits are those of the round before."""
        return not self._store.deliveries.note_habits(repr(self._habits))


def _channels(watch: Watch) -> tuple[str, ...]:
    return watch.channels or (PRINT,)


def _row(
    change: Change, watch: Watch, channel: str, wanted: Leaving, leaving: Leaving | None
) -> PlannedDelivery:
    """What never leaves is noted, as it was wanted."""
    told = leaving or wanted
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
