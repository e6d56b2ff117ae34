"""Pairs of sightings by their words: the last rung of `db.identity`. Pure.

A feed says "Order on Motion for Extension of Time", the docket sheet has 900 words. They
are one filing where day and words agree, and where it is plain which is which: several of
a kind on one day are paired in the order of seq and number where all count the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from db import kinds, wording
from db.clusters import Bundle, Cluster, seqs_of
from db.models import DocketEntry

Days = dict[Hashable, list[int]]


def by_text(clusters: list[Cluster], time_zone: str) -> Iterator[Bundle]:
    """Several sources tell the same text, or the same label alone, of the same day."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for place in _contested(clusters):
        told = clusters[place].told
        words = told.labels if told.text is None else wording.essence(told.text)
        if words:
            for day in wording.days(told, time_zone):
                alike[words, day].append(place)
    bundles = [
        bundle
        for places in alike.values()
        if len(places) > 1
        for bundle in _side_by_side(clusters, places)
    ]
    yield from _consistent(clusters, bundles)


def _consistent(clusters: list[Cluster], bundles: Iterable[Bundle]) -> Iterator[Bundle]:
    """Bundles that may be one filing together with those whose places they share.

    A day alone may be the day before or after: between two filings it is neither's.
    """
    chains: dict[int, set[int]] = {}
    for bundle in bundles:
        chain = set(bundle).union(*(chains.get(place, ()) for place in bundle))
        chains |= dict.fromkeys(chain, chain)
    for place, chain in chains.items():
        if place == min(chain) and _may_be_one(clusters, sorted(chain)):
            yield sorted(chain)


def _may_be_one(clusters: list[Cluster], bundle: Bundle) -> bool:
    """Nobody tells two of them, and they have no two numbers and no two seqs."""
    tellers = [name for place in bundle for name in clusters[place].tellers]
    numbers = {clusters[place].told.number for place in bundle} - {None}
    is_told_once = len(tellers) == len(set(tellers))
    return is_told_once and len(numbers) <= 1 and len(seqs_of(clusters, bundle)) <= 1


def by_minute(clusters: list[Cluster]) -> Iterator[Bundle]:
    """Alike in the very minute: a feed tells it to the second, a notice by mail to the minute.

    Only where each of their sources has a single entry in that minute.
    """
    minutes: dict[Hashable, list[int]] = defaultdict(list)
    for place in _contested(clusters):
        entered_at = clusters[place].told.entered_at
        if entered_at is not None:
            minutes[entered_at.replace(second=0)].append(place)
    for places in minutes.values():
        tellers = [name for place in places for name in clusters[place].tellers]
        if len(places) > 1 and len(tellers) == len(set(tellers)):
            yield from _alike(clusters, places)


def _alike(clusters: list[Cluster], places: Sequence[int]) -> Iterator[Bundle]:
    first, *others = places
    alike = [place for place in others if _are_alike(clusters[first].told, clusters[place].told)]
    numbers = {clusters[place].told.number for place in (first, *alike)} - {None}
    if alike and len(numbers) <= 1 and len(seqs_of(clusters, [first, *alike])) <= 1:
        yield [first, *alike]


def _are_alike(one: DocketEntry, other: DocketEntry) -> bool:
    is_named_alike = bool(one.labels) and one.labels == other.labels
    return is_named_alike or wording.same_subject(one, other) or wording.same_act(one, other)


def _contested(clusters: list[Cluster]) -> Sequence[int]:
    """All of them, where there may be another that is the same filing; else none."""
    tellers = {name for cluster in clusters for name in cluster.tellers}
    may_be_told_twice = any(kinds.of_source(name).may_repeat for name in tellers)
    return range(len(clusters)) if len(tellers) > 1 or may_be_told_twice else ()


def _side_by_side(clusters: list[Cluster], places: Sequence[int]) -> Iterator[Bundle]:
    """The n-th of each source together, unless that would join two numbers or two seqs."""
    columns = _columns(clusters, places)
    if len({len(column) for column in columns.values()}) != 1 or _overlap(columns):
        return
    for bundle in zip(*columns.values(), strict=True):
        if len(bundle) > 1 and _may_be_one(clusters, bundle):
            yield bundle


def _columns(clusters: list[Cluster], places: Iterable[int]) -> dict[frozenset[str], list[int]]:
    """Clusters by who tells them, each column in its order."""
    columns: dict[frozenset[str], list[int]] = defaultdict(list)
    for place in _in_turn(clusters, places):
        columns[clusters[place].tellers].append(place)
    return columns


def _overlap(columns: Iterable[frozenset[str]]) -> bool:
    tellers = [name for column in columns for name in column]
    return len(tellers) != len(set(tellers))


def _in_turn(clusters: list[Cluster], places: Iterable[int]) -> list[int]:
    return sorted(places, key=lambda place: _turn(clusters[place]))


def _turn(cluster: Cluster) -> tuple[int, str, int, str]:
    """Where it stands among its like: by number where there is one, else by seq or time."""
    told, key = cluster.told, cluster.members[0].key
    entered = "" if told.entered_at is None else told.entered_at.isoformat()
    return (told.number or told.seq or 0, entered, len(key), key)


def is_numbered(told: DocketEntry) -> bool:
    return told.number is not None


def is_long(told: DocketEntry) -> bool:
    return told.number is None and told.text is not None


def _is_bare(told: DocketEntry, is_full: Callable[[DocketEntry], bool]) -> bool:
    """Beside a numbered entry every unnumbered one is bare, beside a long text a label alone."""
    return told.number is None and (is_full is is_numbered or told.text is None)


def by_opinion(clusters: list[Cluster]) -> Iterator[Bundle]:
    """Opinions that are told without any day, as govinfo does, and those of the docket.

    Where both are as many, they are the same in their order.
    """
    opinions = [place for place in _contested(clusters) if wording.is_opinion(clusters[place].told)]
    dayless = [place for place in opinions if not _has_day(clusters[place].told)]
    dated = [place for place in opinions if _has_day(clusters[place].told)]
    if dayless and len(dayless) == len(dated) and not _share_a_teller(clusters, dayless, dated):
        yield from zip(_in_turn(clusters, dayless), _in_turn(clusters, dated), strict=True)


def _has_day(told: DocketEntry) -> bool:
    return told.entered_at is not None or told.filed_on is not None


def _share_a_teller(clusters: list[Cluster], some: list[int], others: list[int]) -> bool:
    here = {name for place in some for name in clusters[place].tellers}
    return any(here & clusters[place].tellers for place in others)


def by_words(
    clusters: list[Cluster],
    time_zone: str,
    agree: Callable[[DocketEntry, DocketEntry], bool],
    is_full: Callable[[DocketEntry], bool],
) -> Iterator[Bundle]:
    """Words that agree: one bare and one fuller entry of two sources."""
    places = _contested(clusters)
    days: Days = defaultdict(list)
    for place in places:
        if _is_bare(clusters[place].told, is_full):
            for day in wording.days(clusters[place].told, time_zone):
                days[day].append(place)
    rivals = {
        place: set(_same_day(clusters, place, days, time_zone, agree))
        for place in places
        if is_full(clusters[place].told)
    }
    for fulls, bares in _contests(rivals):
        yield from _paired(clusters, fulls, bares)


def _same_day(
    clusters: list[Cluster],
    full: int,
    days: Days,
    time_zone: str,
    agree: Callable[[DocketEntry, DocketEntry], bool],
) -> Iterator[int]:
    told = clusters[full].told
    for day in wording.days(told, time_zone):
        for bare in days.get(day, ()):
            if _may_pair(clusters[bare], clusters[full]) and agree(clusters[bare].told, told):
                yield bare


def _may_pair(bare: Cluster, full: Cluster) -> bool:
    """They are of two sources, or of one that keeps stubs beside entries; and not of two seqs."""
    if bare.seqs and full.seqs:
        return False
    if bare.told.text is None:
        return not bare.strict_tellers & full.strict_tellers
    return not bare.tellers & full.tellers


def _paired(clusters: list[Cluster], fulls: list[int], bares: set[int]) -> Iterator[Bundle]:
    """Each full one with the bare one in its turn, of every teller who tells as many."""
    columns = _columns(clusters, bares).values()
    as_many = [column for column in columns if len(column) == len(fulls)]
    for bundle in zip(_in_turn(clusters, fulls), *as_many, strict=True):
        if len(bundle) > 1 and len(seqs_of(clusters, bundle)) <= 1:
            yield bundle


def _contests(rivals: dict[int, set[int]]) -> Iterator[tuple[list[int], set[int]]]:
    """Fuller clusters and the bare ones they compete for, contest by contest."""
    open_places = [place for place, bares in rivals.items() if bares]
    suitors: dict[int, list[int]] = defaultdict(list)
    for place in open_places:
        for bare in rivals[place]:
            suitors[bare].append(place)
    settled: set[int] = set()
    for start in open_places:
        if start in settled:
            continue
        fulls, bares, queue = [], set[int](), [start]
        settled.add(start)
        while queue:
            place = queue.pop()
            fulls.append(place)
            bares |= rivals[place]
            for other in {suitor for bare in rivals[place] for suitor in suitors[bare]} - settled:
                settled.add(other)
                queue.append(other)
        yield fulls, bares
