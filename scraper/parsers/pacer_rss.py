"""A court's CM/ECF feed -> Snapshot.

The feed lists what was entered in the last 24 hours, newest first, and says in
its description which types of entries those are; it is rebuilt every 30 to 120
minutes. An answer is one of:

| state | |
|---|---|
| ok | the list, of all types of entries |
| partial | the list, of some types only |
| unchanged | the list as it was in the last answer |
| not_configured | word that there is no list: D. Md. sends 0 bytes, the 1st Cir. says so |
| down | no list, or a list cut short: whatever entries can be read are given |

An item that cannot be read is a problem of its own, and costs no other.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from db.courts import Court
from db.errors import FormatError
from db.models import Docket, DocketEntry, Problem, Snapshot, SourceState
from scraper.parsers import (
    dates,
    feed_items,
    feed_text,
    memory,
    pacer_channel,
    pacer_dockets,
    pacer_item,
)
from scraper.parsers.feed_items import Feed
from scraper.parsers.pacer_channel import Channel
from scraper.parsers.pacer_item import Filing

WINDOW = timedelta(hours=24)  # how far back every court's feed reaches
MOST_PROBLEMS = 50  # told one by one

_BUILT = re.compile(rb"<(?:lastBuildDate|pubDate)>([^<]*)<")


def built_at(body: bytes) -> datetime | None:
    """When the feed was built, by a scan of the bytes before its first item."""
    start = body.find(b"<item")
    found = _BUILT.search(body, 0, start if start >= 0 else len(body))
    return None if found is None else dates.moment(found[1].decode(errors="replace"))


def parse(body: bytes, court: Court, seen: bytes = b"") -> Snapshot:
    """One answer of a court's feed, read.

    With `seen`, of the last good answer, only the items which that answer did
    not have are read; but where an item left that is too young to have aged
    out, all are, so that the store can tell what vanished.
    """
    body = feed_text.in_utf8(body).lstrip()
    refusal = pacer_channel.refusal(body)
    if refusal is not None:
        return refusal
    feed = feed_items.split(body)
    channel = pacer_channel.channel(feed.head, court)
    if channel.answer.state is SourceState.NOT_CONFIGURED:
        return channel.answer
    if channel.answer.state is SourceState.DOWN or not feed.is_whole:
        return _salvaged(feed, channel)
    with _no_garbage_sought():
        return _news(feed, channel, seen) or _everything(feed, channel)


@contextmanager
def _no_garbage_sought() -> Iterator[None]:
    """Reading makes thousands of nouns and no cycle: to look for one would take a tenth of it."""
    was_sought = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_sought:
            gc.enable()


class _Reading(NamedTuple):
    dockets: tuple[Docket, ...]
    problems: tuple[Problem, ...]
    entered: dict[int, int]  # place of an item that was read -> when its entry was entered


def _news(feed: Feed, channel: Channel, seen: bytes) -> Snapshot | None:
    """What the last answer did not have; None where everything must be read."""
    known = memory.recalled(seen)
    digests = memory.digests(feed.items) if known else []
    unknown = [place for place, digest in enumerate(digests) if digest not in known]
    reading = _read(feed, _with_siblings(feed.items, unknown), channel)
    listed = {digest: known[digest] for digest in digests if digest in known}
    listed |= {digests[place]: at for place, at in reading.entered.items()}
    window_start = _window_start(feed, listed.values(), channel)
    gone = [at for digest, at in known.items() if digest not in listed]
    if not known or max(gone, default=0) > memory.seconds(window_start):
        return None
    answer = replace(channel.answer, window_start=window_start, complete=False)
    if not unknown:
        return replace(answer, state=SourceState.UNCHANGED, carries=answer.state, seen=seen)
    return replace(
        answer,
        dockets=reading.dockets,
        problems=reading.problems,
        seen=memory.remembered(listed),
    )


def _everything(feed: Feed, channel: Channel) -> Snapshot:
    reading = _read(feed, range(len(feed.items)), channel)
    if feed.items and not reading.dockets:
        words = "none of its items names a docket: is this a court's feed?"
        problems = (Problem("no_dockets", words), *reading.problems)
        return replace(channel.answer, state=SourceState.DOWN, problems=problems)
    digests = memory.digests(feed.items)
    listed = {digests[place]: at for place, at in reading.entered.items()}
    # What could not be read may be what seems to have left the list.
    window = None if reading.problems else _window_start(feed, listed.values(), channel)
    return replace(
        channel.answer,
        dockets=reading.dockets,
        problems=reading.problems,
        complete=True,
        window_start=window,
        seen=memory.remembered(listed),
    )


def _salvaged(feed: Feed, channel: Channel) -> Snapshot:
    """What can be read of an answer that was cut short or whose channel is no XML."""
    truncated = Problem("truncated", "the answer ends in the middle: only whole items were read")
    problems = channel.answer.problems if feed.is_whole else (*channel.answer.problems, truncated)
    reading = _read(feed, range(len(feed.items)), channel)
    return replace(
        channel.answer,
        state=SourceState.DOWN,
        dockets=reading.dockets,
        problems=(*problems, *reading.problems),
    )


def _read(feed: Feed, places: Sequence[int], channel: Channel) -> _Reading:
    court_id, time_zone, own_host = channel.court.id, channel.court.time_zone, channel.own_host
    told = feed_items.read(feed.head, [feed.items[place] for place in places])
    cases: dict[str, tuple[Filing, list[DocketEntry]]] = {}
    problems: list[Problem] = []
    entered: dict[int, int] = {}
    for place, fields in zip(places, told, strict=True):
        try:
            filing = pacer_item.read(fields, time_zone, own_host)
        except FormatError as error:
            problems.append(Problem("bad_item", f"not read: it {error}", place))
            continue
        number, _, case_id, entry, _ = filing
        # Each co-defendant's case id is a docket of its own.
        cases.setdefault(case_id or number, (filing, []))[1].append(entry)
        entered[place] = memory.seconds(entry.entered_at)
        if entry.entered_at is None:
            words = f"the time of an entry in {number} cannot be read"
            problems.append(Problem("bad_date", words, place))
    dockets = [pacer_dockets.docket(court_id, own_host, *case) for case in cases.values()]
    return _Reading(tuple(dockets), _shortened(problems), entered)


def _shortened(problems: list[Problem]) -> tuple[Problem, ...]:
    told, untold = problems[:MOST_PROBLEMS], len(problems) - MOST_PROBLEMS
    if untold > 0:
        told.append(Problem("bad_item", f"{untold} more items have problems"))
    return tuple(told)


_GUID = re.compile(rb"<guid\b.*?</guid", re.DOTALL)


def _with_siblings(items: Sequence[bytes], unknown: Sequence[int]) -> Sequence[int]:
    """The unknown items and those of the same guid, so that an entry of several events is whole."""
    if not unknown:
        return ()
    guids = {_guid(items[place]) for place in unknown}
    return [place for place, item in enumerate(items) if _guid(item) in guids]


def _guid(item: bytes) -> bytes | None:
    found = _GUID.search(item)
    return None if found is None else found[0]


def _window_start(feed: Feed, times: Iterable[int], channel: Channel) -> datetime | None:
    """When the oldest entry listed was entered; of an empty list, how far back it reaches."""
    if not feed.items:
        built = channel.answer.built_at
        return None if built is None else built - WINDOW
    oldest = min(filter(None, times), default=None)
    return None if oldest is None else memory.moment(oldest)
