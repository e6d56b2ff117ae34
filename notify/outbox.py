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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

from db.config import Config
from db.deliveries import ClaimedMessage, PlannedDelivery
from db.models import Change, Message, Watch
from db.rhythm import back_off
from db.store import Store
from notify import match, matters, overtaken, render, telling
from notify.channel import PRINT, Refusal, Sender
from notify.hiccups import Hiccups
from notify.story import court_of

logger = logging.getLogger(__name__)

_PAGE = 1000  # changes planned in one transaction
MOST_ATTEMPTS = 20  # with waits that double from a minute to six hours: over two days
SEND_TIMEOUT = 30.0  # seconds for each wait on the network
_PATIENCE = 5  # so many timeouts in all: a long text may leave in many parts
LEASE = timedelta(minutes=5)  # longer than our patience

Clock = Callable[[], datetime]


def plan(store: Store, now: datetime) -> int:
    """Plan what came since the last time and compose what is due; count the new deliveries."""
    hiccups, watches = Hiccups(store), store.watches.all()
    hiccups.review(now)
    planned, last = 0, store.changes.last_id()
    while changes := store.changes.loud_after(store.deliveries.cursor(), _PAGE):
        rows = list(_rows(store, changes, watches, hiccups, now))
        store.deliveries.plan(rows, changes[-1].id or 0)
        planned += len(rows)
    store.deliveries.plan([], max(last, store.deliveries.cursor()))
    overtaken.withdraw(store)
    store.deliveries.compose(
        lambda due: matters.parcels(
            [each for each in due if not hiccups.is_held(each.change)], watches
        ),
        now,
    )
    return planned


def _rows(
    store: Store,
    changes: Sequence[Change],
    watches: Sequence[Watch],
    hiccups: Hiccups,
    now: datetime,
) -> Iterator[PlannedDelivery]:
    """A row for each watch that wants one of these changes, and each of its channels."""
    by_court = _by_court(watches)
    news = [change for change in changes if _court(change) in by_court]
    dockets = store.dockets.headings({each.docket_id for each in news if each.docket_id})
    for change in news:
        docket = dockets.get(change.docket_id or 0)
        wanting = [w for w in by_court[_court(change)] if match.wants(w, change, docket)]
        for watch, channel in _receivers(wanting):
            change_id, watch_id = change.id or 0, watch.id or 0
            if hiccups.is_told(change, watch_id, channel):
                due_at = hiccups.due_at(change, now)
                yield PlannedDelivery(change_id, watch_id, watch.slug, channel, due_at)


def _by_court(watches: Sequence[Watch]) -> dict[str, list[Watch]]:
    found: dict[str, list[Watch]] = {}
    for watch in watches:
        for court_id in {case.court_id for case in watch.cases}:
            found.setdefault(court_id, []).append(watch)
    return found


def _court(change: Change) -> str:
    return change.docket.court_id if change.docket is not None else court_of(change) or ""


def _receivers(watches: Sequence[Watch]) -> list[tuple[Watch, str]]:
    return [(watch, channel) for watch in watches for channel in watch.channels or (PRINT,)]


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
        claim = self._store.deliveries.claim
        while (claimed := claim(channel, self._clock(), self._lease)) is not None:
            claimed = replace(claimed, deliveries=overtaken.left(self._store, claimed.deliveries))
            if not claimed.deliveries:  # nothing is left to tell, or `docket forget` took it
                self._store.deliveries.settle(claimed.id, self._clock())
                continue
            message = render.message(telling.story(self._store, claimed, self._config))
            if channel == PRINT and self._printer is not None:
                self._printer(message)
                self._settle(claimed, None)
            elif channel in self._config.channels:
                self._dispatch(claimed, self._config.channels[channel].url, message)
                return
            else:
                self._settle(claimed, Refusal(f"no channel {channel} in the configuration"))

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
            settle(claimed.id, now)
            logger.info("channel %s: sent message %s", claimed.channel, claimed.id)
            self._summary = replace(self._summary, sent=self._summary.sent + 1)
            return
        retry_at = self._retry_at(claimed, refusal, now)
        settle(claimed.id, now, refusal.reason, retry_at)
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
