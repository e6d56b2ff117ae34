"""Which deliveries leave together: one message per matter and channel, or one digest. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from db.deliveries import Parcel
from db.interest import covers, stem
from db.models import Delivery, Docket, Route, Watch, WatchedCase
from notify.channel import PRINT
from notify.later import is_update
from notify.story import Form, service_of
from notify.timing import SNOOZED

# Changes in one message. More become a second one, so that no message leaves any out.
MOST_CHANGES = 200
MOST_BRIEF = 1000  # in a digest, where each is a line
A_FEW = 5  # changes that are still read one by one when a watch wakes from a snooze
DIGESTS = "digest"  # the thread of the digests of a channel


def parcels(deliveries: Sequence[Delivery], watches: Iterable[Watch]) -> list[Parcel]:
    """Parcel deliveries by channel, form and matter, in the order of their first change.

    What happened to a source concerns many matters: it is told once per channel, in a
    message of its own, unless it concerns only one matter there. A digest is one message for
    all matters.
    """
    known = list(watches)
    queries = {watch.slug for watch in known if watch.query is not None}
    found: dict[tuple[str, str, Form], list[Delivery]] = {}
    for channel in dict.fromkeys(each.channel for each in deliveries):
        matters = of_channel(channel, known)
        here = [each for each in deliveries if each.channel == channel]
        shared, overslept = _shared_sources(here, matters), _overslept(here)
        first = _first_told(here, matters, queries)
        for each in here:
            form = Form.DIGEST if each.id in overslept else _form(each)
            thread = shared.get(_source(each), first[each.change.id])
            thread = DIGESTS if form is Form.DIGEST else thread
            found.setdefault((channel, thread, form), []).append(each)
    return [
        Parcel(channel, thread, part, form)
        for (channel, thread, form), group in found.items()
        for part in _parts(group, MOST_BRIEF if form is Form.DIGEST else MOST_CHANGES)
    ]


def _first_told(
    deliveries: Iterable[Delivery], matters: Mapping[str, str], queries: Collection[str]
) -> dict[int | None, str]:
    """The matter of each change: that of a case which somebody follows, else of a query."""
    found: dict[int | None, str] = {}
    for each in sorted(deliveries, key=lambda each: each.watch in queries):
        found.setdefault(each.change.id, matters.get(each.watch, each.watch))
    return found


def _form(delivery: Delivery) -> Form:
    if delivery.route is Route.REMINDER:
        return Form.REMINDER
    if delivery.route is not Route.NOW:
        return Form.DIGEST
    return Form.UPDATE if is_update(delivery.change) else Form.ALERT


def _overslept(deliveries: Iterable[Delivery]) -> set[int]:
    """What came while a watch was snoozed, where that is more than a few changes."""
    found = [each for each in deliveries if each.reason == SNOOZED]
    is_much = len({each.change.id for each in found}) > A_FEW
    return {each.id for each in found} if is_much else set()


def of_channel(channel: str, watches: Iterable[Watch]) -> dict[str, str]:
    """The matter of each watch on a channel: watches that share a docket are one matter.

    A matter is named by its oldest watch, so that its name, and with it the thread of its
    messages, stays the same when others join.
    """
    here = sorted(
        (watch for watch in watches if channel in (watch.channels or (PRINT,))),
        key=lambda watch: watch.id or 0,
    )
    ages = {watch.slug: age for age, watch in enumerate(here)}
    older: dict[str, str] = {}  # of the same matter; the oldest has none
    for one, other in _sharing(here):
        kept, joined = sorted((_oldest(one, older), _oldest(other, older)), key=ages.__getitem__)
        if kept != joined:
            older[joined] = kept
    return {slug: _oldest(slug, older) for slug in ages}


def _oldest(slug: str, older: dict[str, str]) -> str:
    """The name of a watch's matter; the way there is made short for whoever asks next."""
    while slug in older:
        older[slug] = older.get(older[slug], older[slug])
        slug = older[slug]
    return slug


def _sharing(watches: Iterable[Watch]) -> Iterator[tuple[str, str]]:
    """Pairs of watches with a docket in common; only like numbers are compared.

    However many follow the very same case, each is paired with the first of them alone.
    """
    alike: dict[tuple[str, str], dict[WatchedCase, str]] = {}
    for watch in watches:
        for case in watch.cases:
            told = WatchedCase(case.court_id, case.number, case.pacer_case_id)
            first = alike.setdefault((case.court_id, stem(case.number)), {})
            yield first.setdefault(told, watch.slug), watch.slug
    for cases in alike.values():
        for (case, one), (other_case, other) in combinations(cases.items(), 2):
            if one != other and (_is_in(case, other_case) or _is_in(other_case, case)):
                yield one, other


def _is_in(case: WatchedCase, other: WatchedCase) -> bool:
    return covers(other, Docket(case.court_id, case.number, pacer_case_id=case.pacer_case_id))


def _shared_sources(deliveries: Iterable[Delivery], matters: Mapping[str, str]) -> dict[str, str]:
    """The sources whose news here concern more than one matter, and their threads' names."""
    concerned: dict[str, set[str]] = {}
    for each in deliveries:
        if source := _source(each):
            concerned.setdefault(source, set()).add(matters.get(each.watch, each.watch))
    return {source: f"source {source}" for source, found in concerned.items() if len(found) > 1}


def _source(delivery: Delivery) -> str:
    """The source or service that a delivery is about; empty for news of a docket."""
    return service_of(delivery.change)


def _parts(group: Sequence[Delivery], most: int) -> Iterator[tuple[Delivery, ...]]:
    """A change that two watches want is in one part for both."""
    by_change: dict[int | None, list[Delivery]] = {}
    for each in group:
        by_change.setdefault(each.change.id, []).append(each)
    changes = iter(by_change.values())
    while part := list(islice(changes, most)):
        yield tuple(each for of_change in part for each in of_change)
