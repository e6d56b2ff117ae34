"""What a message tells, gathered from the store: the last look before words are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from db.config import Config
from db.copies import Copy
from db.deliveries import ClaimedMessage
from db.fates import State, Status
from db.guard import Guard
from db.models import (
    Change,
    ChangeKind,
    Delivery,
    DocketEntry,
    Documents,
    HearingAction,
    Route,
    Telling,
    Watch,
)
from db.store import Store
from notify import agenda, press
from notify.looks import looks
from notify.press import Piece
from notify.story import Answer, Coming, Form, HeldBack, Met, Story, uncompleted

_SOON = timedelta(days=7)


def story(store: Store, claimed: ClaimedMessage, config: Config, now: datetime) -> Story:
    """What a message tells, and what the store knows about it at this moment."""
    found = _changes(each for each in claimed.deliveries if each.route is not Route.HELD)
    told = tuple(_tied(store, change) for change in found)
    held = _held_back(each for each in claimed.deliveries if each.route is Route.HELD)
    about = [*told, *(each.change for each in held)]
    slugs = dict.fromkeys(each.watch for each in claimed.deliveries)
    watches = tuple(store.watches.find(slug) or Watch(slug) for slug in slugs)
    entry_ids = {each.entry.id for each in about if each.entry is not None}
    entries = {each: store.dockets.entry(int(each))[1] for each in entry_ids}
    entries |= store.changes.held(_candidates(told) - entry_ids)
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
        met=_met(store, told, entries),
        reported=_reported(store, told, watches, claimed.form),
        coming=_coming(store, watches, config, now) if claimed.form == Form.DIGEST else (),
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


def _held_back(deliveries: Iterable[Delivery]) -> tuple[HeldBack, ...]:
    """What was kept out, once for each reason, however many watches have that reason."""
    found = {(each.change.id, each.reason): each for each in deliveries}
    listed = {each.id for each in uncompleted(each.change for each in found.values())}
    return tuple(
        HeldBack(each.change, each.watch, each.reason or "")
        for each in found.values()
        if each.change.id in listed
    )


def _language(watches: Iterable[Watch], config: Config) -> str:
    """Of the watches where all that say so say the same; else the configured one."""
    asked = {watch.language or config.language for watch in watches}
    return asked.pop() if len(asked) == 1 else config.language


def _answers(told: Iterable[Change], entries: Mapping[str, DocketEntry]) -> Iterator[Answer]:
    for change in told:
        entry = entries.get(change.entry.id) if change.entry is not None else None
        if entry is not None and entry.meaning is not None and change.docket_id is not None:
            yield from ((change.docket_id, number) for number in entry.meaning.answers)


def _met(
    store: Store, told: Iterable[Change], entries: Mapping[str, DocketEntry]
) -> dict[str, tuple[Met, ...]]:
    """The deadlines that these new entries met."""
    new = [each for each in told if each.kind is ChangeKind.ENTRY_ADDED and each.entry is not None]
    ids = {each.entry.id for each in new if each.entry is not None} & entries.keys()
    found: dict[str, tuple[Met, ...]] = {}
    for owed in store.due.obligations({each.docket_id for each in new if each.docket_id}):
        by = owed.by.id if owed.by is not None and owed.status is Status.MET else None
        if by in ids and owed.due is not None and by is not None:
            _, setter = store.dockets.entry(int(owed.entry.id))
            met = Met(owed.due, setter, owed.is_late)
            found[by] = (*found.get(by, ()), met)
    return found


def _tied(store: Store, change: Change) -> Change:
    """A story with its filing, where that came to the docket while the story waited."""
    article_id = press.piece(change).id if change.entry is None else None
    article = None if article_id is None else store.articles.get(article_id)
    for link in article.links if article is not None else ():
        if link.docket == change.docket:
            return press.now_of(change, link)
    return change


def _candidates(told: Iterable[Change]) -> set[str]:
    """The entries that stories may be reporting, where there are several."""
    return {each.id for change in told for each in press.piece(change).candidates}


def _reported(
    store: Store, told: Iterable[Change], watches: Iterable[Watch], form: str
) -> dict[str, tuple[Piece, ...]]:
    """The stories that surely report these new entries. What is told again has them no more."""
    if form not in (Form.ALERT, Form.DIGEST) or all(each.news is Telling.OFF for each in watches):
        return {}
    new = [each.entry.id for each in told if each.kind is ChangeKind.ENTRY_ADDED and each.entry]
    found = {each: press.of_entry(each, store.articles.of_entry(int(each))) for each in new}
    return {each: pieces for each, pieces in found.items() if pieces}


def _coming(
    store: Store, watches: Iterable[Watch], config: Config, now: datetime
) -> tuple[Coming, ...]:
    """What the coming week brings to the cases of these watches."""
    cases = [case for watch in watches for case in watch.cases]
    dockets = {docket.id for case in cases for docket in store.dockets.headings_of_case(case)}
    asked = [docket_id for docket_id in dockets if docket_id is not None]
    today = now.astimezone(ZoneInfo(config.time_zone)).date()
    found = [
        Coming(each.docket, each.due, agenda.read_deadline(each.told))
        for each in store.due.obligations(asked)
        if each.status is Status.OPEN and each.due is not None and not each.is_courtesy
    ] + [
        Coming(each.docket, each.on, agenda.read_hearing(each.told, HearingAction.SET))
        for each in store.due.proceedings(asked)
        if each.state is State.SET and each.on is not None
    ]
    soon = (each for each in found if today <= each.on <= today + _SOON)
    return tuple(sorted(dict.fromkeys(soon), key=lambda each: (each.on, each.docket)))


def _copies(
    store: Store, watches: Iterable[Watch], entries: Iterable[DocketEntry]
) -> dict[str, Copy]:
    """The kept documents of these entries, where a watch wants documents."""
    if not any(watch.documents is Documents.FREE for watch in watches):
        return {}
    urls = {each.free_url for entry in entries for each in entry.documents}
    return store.copies.of_urls(url for url in urls if url is not None)
