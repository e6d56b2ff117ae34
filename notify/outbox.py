"""The outbox: changes become deliveries, deliveries leave as messages.

`plan` reads the changes that came since the last time, writes a delivery for each watch
that wants one, and puts what leaves together into one message. `deliver` hands messages to
their channels. Between the two lies the store: whatever dies, a delivery stays pending
until its channel said yes.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

from db.config import Config
from db.deliveries import ClaimedMessage
from db.models import Message
from db.rhythm import back_off
from db.store import Store
from notify import later, matters, overtaken, render, repeats, telling, timing
from notify.channel import PRINT, Refusal, Sender
from notify.planning import Planner
from notify.timing import Habits, Timetable

logger = logging.getLogger(__name__)

_PAGE = 1000  # changes planned in one transaction
MOST_ATTEMPTS = 20  # with waits that double from a minute to six hours: over two days
SEND_TIMEOUT = 30.0  # seconds for each wait on the network
_PATIENCE = 5  # so many timeouts in all: a long text may leave in many parts
LEASE = timedelta(minutes=5)  # longer than our patience

Clock = Callable[[], datetime]
_PLAIN = Habits()


def plan(store: Store, now: datetime, habits: Habits = _PLAIN) -> int:
    """Plan what came since the last time and compose what is due; count the new deliveries."""
    planner = Planner(store, now, habits)
    planner.retime()
    planned, last = 0, store.changes.last_id()
    while changes := store.changes.news_after(store.deliveries.cursor(), _PAGE):
        rows = list(planner.rows(changes))
        store.deliveries.plan(rows, changes[-1].id or 0)
        planned += len(rows)
    store.deliveries.plan([], max(last, store.deliveries.cursor()))
    store.deliveries.compose(lambda due: matters.parcels(due, planner.watches), now)
    return planned


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message that a channel did not take."""

    channel: str
    message_id: str
    reason: str
    retry_at: datetime | None  # None: it failed for good, until `docket outbox --retry`


@dataclass(frozen=True, slots=True)
class DeliverySummary:
    """What one round of deliveries came to, in messages."""

    sent: int = 0
    troubles: tuple[Trouble, ...] = ()


def deliver(
    store: Store,
    config: Config,
    clock: Clock,
    send: Sender,
    printer: Callable[[Message], None] | None = None,
    *,
    timeout: float = SEND_TIMEOUT,
    lease: timedelta = LEASE,
) -> DeliverySummary:
    """Hand every due message to its channel, each channel in its own order.

    Channels are served side by side, so that one that hangs delays no other. Without a
    printer, what is to be printed stays pending. Whoever holds the lock of a poll may pass
    a lease of nothing: then what a killed process had in hand goes out at once.
    """
    handing = _Round(store, config, clock, send, printer, timeout, lease)
    return handing.run()


@dataclass(slots=True)
class _InFlight:
    claimed: ClaimedMessage
    gives_up_at: float  # of the monotonic clock


class _Round:
    """Claim, render, send, settle. Only sending happens in threads; the store stays here."""

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        send: Sender,
        printer: Callable[[Message], None] | None,
        timeout: float,
        lease: timedelta,
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._send = send
        self._printer = printer
        self._timeout = timeout
        self._lease = lease
        self._habits = timing.habits(config)
        self._in_flight: dict[str, _InFlight] = {}  # by channel
        self._answers: SimpleQueue[tuple[ClaimedMessage, Refusal | None]] = SimpleQueue()
        self._summary = DeliverySummary()

    def run(self) -> DeliverySummary:
        for channel in self._store.deliveries.channels_due(self._clock()):
            if channel != PRINT or self._printer is not None:
                self._serve(channel)
        while self._in_flight:
            claimed, refusal = self._next_answer()
            del self._in_flight[claimed.channel]
            self._settle(claimed, refusal)
            self._serve(claimed.channel)
        return self._summary

    def _serve(self, channel: str) -> None:
        """Put a channel's next message on its way; what is printed arrives at once."""
        while (claimed := self._claim(channel)) is not None:
            left = overtaken.left(self._store, claimed.deliveries)
            claimed = replace(claimed, deliveries=tuple(map(later.as_filing, left)))
            if not claimed.deliveries:  # nothing is left to tell, or `docket forget` took it
                self._store.deliveries.settle(claimed.id, self._clock())
                continue
            story = telling.story(self._store, claimed, self._config, self._clock())
            message = replace(render.message(story), taken=claimed.taken)
            if channel == PRINT and self._printer is not None:
                self._printer(message)
                self._settle(claimed, None)
            elif channel in self._config.channels:
                self._dispatch(claimed, self._config.channels[channel].url, message)
                return
            else:
                self._settle(claimed, Refusal(f"no channel {channel} in the configuration"))

    def _claim(self, channel: str) -> ClaimedMessage | None:
        """A channel's next message; one whose readers sleep stays behind until they wake."""
        deliveries = self._store.deliveries
        while claimed := deliveries.claim(channel, self._clock(), self._lease):
            wakes_at = self._wakes_at(claimed)
            if wakes_at is None:
                return claimed
            deliveries.rest(claimed.id, wakes_at)
        return None

    def _wakes_at(self, claimed: ClaimedMessage) -> datetime | None:
        """When the first who is to read it may be disturbed; None: somebody may be now."""
        timetable = Timetable(self._clock(), self._habits)
        slugs = {each.watch for each in claimed.deliveries}
        watches = {slug: self._store.watches.find(slug) for slug in slugs}
        found = []
        for each in claimed.deliveries:
            watch = watches[each.watch]
            if watch is None or not (at := timetable.asleep_until(each, watch)):
                return None
            found.append(at)
        return min(found, default=None)

    def _dispatch(self, claimed: ClaimedMessage, url: str, message: Message) -> None:
        patience = time.monotonic() + _PATIENCE * self._timeout
        self._in_flight[claimed.channel] = _InFlight(claimed, patience)
        # A daemon: a thread that hangs must not keep the process from ending.
        threading.Thread(
            target=self._carry,
            args=(claimed, url, message),
            name=f"channel {claimed.channel}",
            daemon=True,
        ).start()

    def _carry(self, claimed: ClaimedMessage, url: str, message: Message) -> None:
        try:
            refusal = self._send(url, message, self._timeout)
        except Exception as error:  # in a thread; the outbox must hear of it, whatever it is
            logger.exception("channel %s", claimed.channel)
            refusal = Refusal(f"an error of docket itself: {type(error).__name__}")
        self._answers.put((claimed, refusal))

    def _next_answer(self) -> tuple[ClaimedMessage, Refusal | None]:
        """The next answer of a channel in flight, or that one's silence."""
        while True:
            first = min(self._in_flight.values(), key=lambda each: each.gives_up_at)
            try:
                wait = max(first.gives_up_at - time.monotonic(), 0)
                claimed, refusal = self._answers.get(timeout=wait)
            except Empty:
                return first.claimed, Refusal("no answer in time")
            current = self._in_flight.get(claimed.channel)
            if current is not None and current.claimed.id == claimed.id:
                return claimed, refusal

    def _settle(self, claimed: ClaimedMessage, refusal: Refusal | None) -> None:
        """Note the answer. A channel that refused rests until its message is tried again."""
        now, settle = self._clock(), self._store.deliveries.settle
        if refusal is None:
            to_repeat = repeats.of(claimed, self._store.watches.find, now)
            settle(claimed.id, now, reminders=list(to_repeat))
            logger.info("channel %s: sent message %s", claimed.channel, claimed.id)
            self._summary = replace(self._summary, sent=self._summary.sent + 1)
            return
        retry_at = self._retry_at(claimed, refusal, now)
        taken = claimed.taken | refusal.taken
        settle(claimed.id, now, refusal.reason, retry_at, taken=taken)
        logger.warning("channel %s: %s", claimed.channel, refusal.reason)
        trouble = Trouble(claimed.channel, claimed.id, refusal.reason, retry_at)
        self._summary = replace(self._summary, troubles=(*self._summary.troubles, trouble))

    def _retry_at(
        self, claimed: ClaimedMessage, refusal: Refusal, now: datetime
    ) -> datetime | None:
        """When to try again; a channel that is missing in the configuration may come back."""
        is_known = claimed.channel in self._config.channels
        if is_known and (refusal.is_final or claimed.attempts >= MOST_ATTEMPTS):
            return None
        return now + back_off(claimed.attempts, random.random())
