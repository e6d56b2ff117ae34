"""What a message tells, gathered from the store: the last look before words are made of it."""

from __future__ import annotations

from collections.abc import Iterable

from db.config import Config
from db.copies import Copy
from db.deliveries import ClaimedMessage
from db.models import DocketEntry, Documents, Watch
from db.store import Store
from notify.looks import looks
from notify.story import Story


def story(store: Store, claimed: ClaimedMessage, config: Config) -> Story:
    """What a message tells, and what the store knows about it now."""
    changes = {each.change.id: each.change for each in claimed.deliveries}
    told = sorted(changes.values(), key=lambda change: change.id or 0)
    slugs = dict.fromkeys(each.watch for each in claimed.deliveries)
    entry_ids = {each.entry.id for each in told if each.entry is not None}
    watches = tuple(store.watches.find(slug) or Watch(slug) for slug in slugs)
    entries = {each: store.dockets.entry(int(each))[1] for each in entry_ids}
    sources = {source.id: source for source in store.sources.all()}
    return Story(
        message_id=claimed.id,
        thread=claimed.thread,
        changes=tuple(told),
        watches=watches,
        dockets=store.dockets.headings({each.docket_id for each in told if each.docket_id}),
        entries=entries,
        sources=sources,
        copies=_copies(store, watches, entries.values()),
        documents_path=config.home.documents_path,
        looks=looks(store, told, watches, sources.values()),
        time_zone=config.time_zone,
    )


def _copies(
    store: Store, watches: Iterable[Watch], entries: Iterable[DocketEntry]
) -> dict[str, Copy]:
    """The kept documents of these entries, where a watch wants documents."""
    if not any(watch.documents is Documents.FREE for watch in watches):
        return {}
    urls = {each.free_url for entry in entries for each in entry.documents}
    return store.copies.of_urls(url for url in urls if url is not None)
