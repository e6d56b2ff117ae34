"""Filings that were found to be others that we knew, before anybody was told of them.

A notice that came by mail may turn out, by what another source says a moment later, to be the
order of which the court's feed told. That it was added is no news then; what else happened to
it happened to the entry that took its place. What was due or missed may be filed, or put off,
while its message waits for a digest or the end of a night.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db import plain
from db.models import Change, Delivery, EntryStatus, Route
from db.store import Store
from notify.agenda import CLOCKS
from notify.story import filing


def is_overtaken(change: Change) -> bool:
    """It tells of an entry that is no entry of its own any more."""
    return (filing(change) or {}).get("status") == EntryStatus.SUPERSEDED


def left(store: Store, deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """What a message has still to tell, each of the entry that now is the one it was about."""
    telling = [each for each in deliveries if not _is_settled(store, each)]
    asked = {int(each.change.entry.id) for each in telling if each.change.entry is not None}
    heirs = store.changes.heirs(asked)
    return tuple(replace(each, change=_of_heir(store, each.change, heirs)) for each in telling)


def _is_settled(store: Store, delivery: Delivery) -> bool:
    """Nothing is left to tell: the entry or what was due is no more, or somebody has seen it."""
    is_seen = delivery.route is Route.REMINDER and delivery.acked_at is not None
    is_over = delivery.change.kind in CLOCKS and not store.clock.is_standing(delivery.change)
    return is_seen or is_over or is_overtaken(delivery.change)


def _of_heir(store: Store, change: Change, heirs: dict[int, int]) -> Change:
    heir = heirs.get(int(change.entry.id)) if change.entry is not None else None
    if heir is None:
        return change
    _, entry = store.dockets.entry(heir)
    return replace(change, entry=plain.entry_ref(heir, entry))
