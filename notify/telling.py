"""What a message tells, gathered from the store: the last look before words are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from db.config import Config
from db.copies import Copy
from db.deliveries import ClaimedMessage
from db.guard import Guard
from db.models import Change, Delivery, DocketEntry, Documents, Route, Watch
from db.store import Store
from notify.looks import looks
from notify.story import Answer, Form, HeldBack, Story


def story(store: Store, claimed: ClaimedMessage, config: Config, now: datetime) -> Story:
    """What a message tells, and what the store knows about it at this moment."""
    told = _changes(each for each in claimed.deliveries if each.route is not Route.HELD)
    held = tuple(map(_held_back, (e for e in claimed.deliveries if e.route is Route.HELD)))
    about = [*told, *_changes(each for each in claimed.deliveries if each.route is Route.HELD)]
    slugs = dict.fromkeys(each.watch for each in claimed.deliveries)
    watches = tuple(store.watches.find(slug) or Watch(slug) for slug in slugs)
    entry_ids = {each.entry.id for each in about if each.entry is not None}
    entries = {each: store.dockets.entry(int(each))[1] for each in entry_ids}
    sources = {source.id: source for source in store.sources.all()}
    return Story(
        message_id=claimed.id,
        thread=claimed.thread,
        changes=told,
        watches=watches,
        form=Form(claimed.form),
        held=held,
        dockets=store.dockets.headings({each.docket_id for each in about if each.docket_id}),
        entries=entries,
        sources=sources,
        copies=_copies(store, watches, entries.values()),
        documents_path=config.home.documents_path,
        looks=looks(store, told or about, watches, sources.values()),
        answered=store.dockets.numbered(_answers(told, entries)),
        guard=Guard(config.never_send),
        templates_path=config.home.templates_path,
        time_zone=config.time_zone,
        language=_language(watches, config),
        now=now,
    )


def _changes(deliveries: Iterable[Delivery]) -> tuple[Change, ...]:
    """Each once, in the order in which they were seen."""
    found = {each.change.id: each.change for each in deliveries}
    return tuple(sorted(found.values(), key=lambda change: change.id or 0))


def _held_back(delivery: Delivery) -> HeldBack:
    return HeldBack(delivery.change, delivery.watch, delivery.reason or "")


def _language(watches: Iterable[Watch], config: Config) -> str:
    """Of the watches where all that say so say the same; else the configured one."""
    asked = {watch.language or config.language for watch in watches}
    return asked.pop() if len(asked) == 1 else config.language


def _answers(told: Iterable[Change], entries: Mapping[str, DocketEntry]) -> Iterator[Answer]:
    for change in told:
        entry = entries.get(change.entry.id) if change.entry is not None else None
        if entry is not None and entry.meaning is not None and change.docket_id is not None:
            yield from ((change.docket_id, number) for number in entry.meaning.answers)


def _copies(
    store: Store, watches: Iterable[Watch], entries: Iterable[DocketEntry]
) -> dict[str, Copy]:
    """The kept documents of these entries, where a watch wants documents."""
    if not any(watch.documents is Documents.FREE for watch in watches):
        return {}
    urls = {each.free_url for entry in entries for each in entry.documents}
    return store.copies.of_urls(url for url in urls if url is not None)
