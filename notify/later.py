"""What becomes of an entry's deliveries when its text, or its document, comes later. Pure.

Nothing is told twice: who was told the entry may get a reply with the text, if the watch asks
for it; what was only listed as held back, because nobody knew its words, is told now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from db.models import Change, ChangeKind, Delivery, DeliveryStatus, Route
from notify.story import is_text
from notify.timing import WORDLESS

SAID = "told with the filing itself"  # why nobody is reminded of it
TOLD = "told on this channel for another watch"  # why a watch's digest does not list it


def held_no_more(deliveries: Iterable[Delivery], wanting: Collection[str]) -> list[Delivery]:
    """What was held back of an entry that these watches want, now that more of it is known."""
    return [
        each
        for each in deliveries
        if each.route is Route.HELD
        and each.change.kind is ChangeKind.ENTRY_ADDED
        and each.watch in wanting
        and each.reason != TOLD
    ]


def waited_for(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """What waited for the text that is there now, and noise that may be none by its text."""
    return [
        each
        for each in deliveries
        if each.status is DeliveryStatus.PENDING
        and each.message_id is None
        and (each.reason == WORDLESS or _is_noise(each))
    ]


def _is_noise(delivery: Delivery) -> bool:
    """A filing that was planned for a digest because of what it is."""
    is_filing = delivery.change.kind is ChangeKind.ENTRY_ADDED
    return is_filing and delivery.route is Route.DIGEST and delivery.reason is not None


def to_update(
    change: Change, deliveries: Collection[Delivery], asking: Collection[str]
) -> set[tuple[str, str]]:
    """Who is to get a reply with the text: the watches, each with the channel it was told on."""
    updated = {(each.watch, each.channel) for each in deliveries if is_update(each.change)}
    told = {
        (each.watch, each.channel)
        for each in deliveries
        if each.watch in asking
        and each.change.kind is ChangeKind.ENTRY_ADDED
        and (each.status is DeliveryStatus.SENT or each.route is Route.REMINDER)
        and each.route is not Route.HELD
        and each.sent_at is not None
        and each.sent_at < change.at
    }
    return told - updated


def reminded(change: Change, deliveries: Iterable[Delivery]) -> set[str]:
    """The channels on which the filing itself has told, late enough, that something is due."""
    since = change.new.get("since") if isinstance(change.new, dict) else None
    if change.kind is not ChangeKind.DEADLINE_DUE or since is None:
        return set()
    return {
        each.channel
        for each in deliveries
        if each.route is not Route.HELD
        and (each.change.kind is ChangeKind.ENTRY_ADDED or is_text(each.change))
        and each.sent_at is not None
        and each.sent_at >= datetime.fromisoformat(since)
    }


def is_update(change: Change) -> bool:
    """Quiet in itself; it is told to those who ask for it, as a reply."""
    return change.quiet and is_text(change)


def as_filing(delivery: Delivery) -> Delivery:
    """A reply tells the filing as it now is, not that the court changed a word of it."""
    if not is_update(delivery.change):
        return delivery
    filing = replace(delivery.change, kind=ChangeKind.ENTRY_ADDED, new=None)
    return replace(delivery, change=filing)
