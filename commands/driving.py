"""Rounds: crawl, plan, deliver. Here alone the two rooms are driven, one after the other.

A round may be stopped anywhere. What was kept stays kept, and what was not sent goes out with
the next round. Its caller holds the lock (`commands.lock`).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TypeVar

from commands import agenda, cases, heartbeat, home, lock, output
from db import config as configuration
from db.config import Config
from db.coverage import is_failing
from db.errors import Busy, DocketError
from db.models import Message
from db.store import Store
from notify import outbox, send, timing
from notify.outbox import DeliverySummary
from scraper import articles, crawl, documents
from scraper.crawl import Outcome
from scraper.meaning import calendar, edition

STOPPING = 5.0  # seconds that a message under way is given when we are told to stop

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """What a round came to."""

    outcomes: list[Outcome]  # of each source that was asked
    delivered: DeliverySummary
    waiting: int  # messages that no channel has taken yet
    is_blind: bool  # a source that owed an answer gave none

    @property
    def has_failed(self) -> bool:
        """Some source or some channel did not do its part."""
        return self.is_blind or bool(self.delivered.troubles) or self.waiting > 0


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears how a round goes."""

    printer: Callable[[Message], None]  # takes the alerts of watches without a channel
    on_outcome: Callable[[Outcome], None] | None = None  # as each source answers
    on_end: Callable[[Result], None] | None = None


async def once(
    store: Store,
    config: Config,
    listener: Listener,
    *,
    force: bool = False,
    only: Collection[str] | None = None,
) -> Result:
    """One round over the sources that are due, or over all with `force`; `only` names some."""
    began = home.now()
    store.reader = edition.reader(config.home.rules_path)
    store.read_anew(edition.of(config.home.rules_path), began)
    outcomes = await crawl.crawl(
        store, config, home.now, force=force, only=only, on_outcome=listener.on_outcome
    )
    is_blind = any(is_failing(store.sources.get(each.source_id)) for each in outcomes)
    cases.learn_numbers(store)
    store.sources.sync(config, home.now())  # a court that has no feed needs others
    await documents.get_new(store, config, home.now)
    await articles.read_new(store, config, home.now)
    articles.review(store, home.now())
    store.clock.review(home.now(), began, partial(calendar.is_holiday, state=None))
    outbox.plan(store, home.now(), timing.habits(config))
    delivered = await _deliver(store, config, listener.printer)
    result = Result(outcomes, delivered, store.deliveries.unsent(home.now()), is_blind)
    if listener.on_end is not None:
        listener.on_end(result)
    return result


async def _deliver(
    store: Store, config: Config, printer: Callable[[Message], None]
) -> DeliverySummary:
    """Send what is due in a thread, so that a channel that hangs cannot keep us from stopping."""
    if not store.deliveries.channels_due(home.now()):
        return DeliverySummary()
    sending = _aside(partial(_send, config, printer))
    try:
        return await asyncio.shield(sending)
    except asyncio.CancelledError:
        await asyncio.wait({sending}, timeout=STOPPING)
        raise


def _send(config: Config, printer: Callable[[Message], None]) -> DeliverySummary:
    with Store.open(config.home.store_path) as store, store.explained():
        # Nobody else delivers while we hold the lock: what a killed process had in hand
        # need not wait for its lease to end.
        no_lease = timedelta()
        return outbox.deliver(store, config, home.now, send.send, printer, lease=no_lease)


def _aside(work: Callable[[], T]) -> asyncio.Future[T]:
    """Work in a thread of its own, which keeps nobody from stopping."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()  # from here on nobody but the thread ends it
    threading.Thread(target=_work, args=(done, work), daemon=True).start()
    return asyncio.wrap_future(done)


def _work(done: Future[T], work: Callable[[], T]) -> None:
    try:
        done.set_result(work())
    except BaseException as error:  # raised again where the work is waited for
        done.set_exception(error)


async def stay(store: Store, config: Config, listener: Listener) -> None:
    """Rounds whenever something is due, until we are told to stop."""
    beaten_at = -heartbeat.RAREST
    while True:
        try:
            config = configuration.load(config.home)
            store.sources.sync(config, home.now())
            is_good = await _round(store, config, listener)
            if is_good and monotonic() - beaten_at >= heartbeat.RAREST:
                beaten_at = monotonic()
                await _aside(partial(heartbeat.beat, config))
            rest = agenda.rest(store, home.now())
        except Busy:
            rest = agenda.LONGEST_REST
        except DocketError as error:  # a full disk, a config half edited: they may pass
            output.complain(str(error))
            rest = agenda.LONGEST_REST
        await asyncio.sleep(rest)


async def _round(store: Store, config: Config, listener: Listener) -> bool:
    """A round, if anything is due; whether all went well."""
    if agenda.is_idle(store, home.now()):
        return store.deliveries.unsent(home.now()) == 0
    with lock.held(config.home.lock_path):
        result = await once(store, config, listener)
    return not result.has_failed
