"""How the press does not pester: a story is told once, after its filing, and ten a day at once.

| what                                                        | way                            |
|-------------------------------------------------------------|--------------------------------|
| a story whose filing is still to be told on the channel     | none: it stands under it       |
| a story of which the channel was told, in whichever copy    | none                           |
| a story, where its watch wants them at once                 | NOW; after ten a day DIGEST    |
| any other                                                   | DIGEST                         |
| the filing of a story has come to the docket                | as the story went, if it went  |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.deliveries import PlannedDelivery
from db.models import Change, ChangeKind, Delivery, DeliveryStatus, Route, Telling, Watch
from db.store import Store
from notify import later, press, routes
from notify.routes import Way

MOST_AT_ONCE = 10  # stories of one watch
_DAY = timedelta(hours=24)
_MEMORY = timedelta(days=30)  # a copy that is later is told again
AGAIN = "told before, in another copy"
BRAKED = f"more than {MOST_AT_ONCE} stories in a day"
_Row = Delivery | PlannedDelivery
_OPEN = (Route.NOW, Route.DIGEST)


@dataclass(frozen=True, slots=True)
class _Told:
    """A story that was told to a watch on a channel, or waits there."""

    change: Change
    watch: str
    channel: str
    route: Route
    waiting: Delivery | None = None  # None: it is sent, or in a message, or new in this round

    @property
    def is_closing(self) -> bool:
        return press.is_closing(self.change)


class Restraint:
    """What one round knows of the stories told, and of the filings that they stand under."""

    def __init__(
        self,
        store: Store,
        watches: Mapping[str, Watch],
        reports: Sequence[Change],
        asked: Iterable[Watch],
        planned: Iterable[tuple[Change, PlannedDelivery]],
        now: datetime,
    ) -> None:
        """`reports` may be told to those `asked`; `planned` is what else this round plans."""
        self._store = store
        self._watches = watches
        self._told: dict[tuple[int | None, str], list[_Told]] = defaultdict(list)
        self._at_once: dict[str, set[int | None]] = defaultdict(set)  # clusters, by watch
        for each in store.tellings.of_articles(asked, now - _MEMORY):
            if each.status is not DeliveryStatus.WITHDRAWN:
                self._note(_told(each), is_recent=each.change.at > now - _DAY)
        known: list[tuple[Change, _Row]] = [
            (each.change, each) for each in store.tellings.of_changed(reports)
        ]
        self._filings = {  # entry id and channel, where the filing itself is still to be told
            (change.entry.id, row.channel)
            for change, row in (*known, *planned)
            if change.entry is not None and self._tells(change, row)
        }
        self._tied = {  # where this round has also the news of what a story reported
            (press.cluster(each), each.docket): each.entry.id
            for each in reports
            if press.is_closing(each) and each.entry is not None
        }
        self.needless: list[Delivery] = []  # what waits and now stands under its filing

    def _note(self, told: _Told, *, is_recent: bool) -> None:
        cluster = press.cluster(told.change)
        self._told[cluster, told.channel].append(told)
        if is_recent and told.route is Route.NOW and not told.is_closing:
            self._at_once[told.watch].add(cluster)

    def _tells(self, change: Change, row: _Row) -> bool:
        """A message of this filing is still to come, and will show its stories."""
        watch = self._watches.get(row.watch)
        if change.kind is not ChangeKind.ENTRY_ADDED or watch is None or watch.muted:
            return False
        is_to_come = row.status is DeliveryStatus.PENDING and row.route in _OPEN
        return is_to_come and watch.news is not Telling.OFF

    def way(self, watch: Watch, channel: str, change: Change) -> Way | None:
        """How a story goes to a watch; HELD: it is only noted why it does not. None: not at all."""
        same = self._told[press.cluster(change), channel]
        found = self._of_closing(watch, same) if press.is_closing(change) else None
        if found is None and press.is_closing(change):
            return None
        if self._stands_under_its_filing(change, channel):
            self._leave_out(change, channel)
            return Way(Route.HELD, later.SAID)
        way = found or self._of_story(watch, change, same)
        if way.route is not Route.HELD:
            self._note(_Told(change, watch.slug, channel, way.route), is_recent=True)
        return way

    def _leave_out(self, change: Change, channel: str) -> None:
        """What waits and stands under the filing of this story: it, and others of that filing."""
        known = {press.cluster(change)}
        if change.entry is not None:
            articles = self._store.articles.of_entry(int(change.entry.id))
            known |= {piece.cluster for piece in press.of_entry(change.entry.id, articles)}
        waiting = (each.waiting for cluster in known for each in self._told[cluster, channel])
        self.needless += [each for each in waiting if each is not None]

    def _stands_under_its_filing(self, change: Change, channel: str) -> bool:
        tied = self._tied.get((press.cluster(change), change.docket))
        filing = tied if change.entry is None else change.entry.id
        return (filing, channel) in self._filings

    def _of_closing(self, watch: Watch, same: Collection[_Told]) -> Way | None:
        """As the story itself went; once, and only to whom it went."""
        if any(each.is_closing for each in same if each.watch == watch.slug):
            return None
        ways = {each.route for each in same if each.watch == watch.slug and not each.is_closing}
        if not ways:
            return None
        return Way() if Route.NOW in ways else Way(Route.DIGEST, routes.STORY)

    def _of_story(self, watch: Watch, change: Change, same: Collection[_Told]) -> Way:
        way = routes.of_story(watch)
        others = self._at_once[watch.slug] - {press.cluster(change)}
        if way.route is Route.NOW and len(others) >= MOST_AT_ONCE:
            way = Way(Route.DIGEST, BRAKED)
        before = [each for each in same if not each.is_closing]
        if any(each.watch == watch.slug for each in before):
            return Way(Route.HELD, AGAIN)
        if any(_makes_needless(each, change, way) for each in before):
            return Way(Route.HELD, later.TOLD)
        return way


def again(watch: Watch, change: Change, way: Way) -> Way | None:
    """How what waits goes, now that its watch may wish otherwise; None: not at all."""
    if not press.is_of_press(change):
        return way
    if watch.news is Telling.OFF:
        return None
    is_too_loud = way.route is Route.NOW and watch.news is Telling.DIGEST
    return Way(Route.DIGEST, routes.STORY) if is_too_loud else way


def _told(delivery: Delivery) -> _Told:
    waits = delivery.status is DeliveryStatus.PENDING and delivery.message_id is None
    return _Told(
        delivery.change,
        delivery.watch,
        delivery.channel,
        delivery.route,
        delivery if waits else None,
    )


def _makes_needless(told: _Told, change: Change, way: Way) -> bool:
    """Told there for another watch, unless both are told by one message."""
    is_joined = told.change.id == change.id and told.route is way.route
    return not is_joined and (told.route is Route.NOW or way.route is Route.DIGEST)
