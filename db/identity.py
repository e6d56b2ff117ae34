"""When are two sightings the same entry? Pure, and blind to the order of arrival.

A sighting is what one source says of one line on one docket. `group` sorts a
docket's sightings into entries by a ladder of evidence, rung by rung; two
different `seq` are never the same entry:

1. the same `seq`; where a source gives none (E.D.N.Y.), the same second, unless
   number or document id tell two filings of that second apart;
2. the same number, where only one candidate has it;
3. the same document id (4th digit 0), where only one candidate has it;
4. two sources, one with and one without a number, on the same day, in words that
   agree (`db.wording`): paired one to one in the order of seq and number where
   both sides count the same.

Otherwise they are kept apart: a duplicate is cheaper than a lost order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from db import wording
from db.models import DocketEntry, Document


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one source last said of one entry, under its own key for it."""

    source_id: str
    key: str
    told: DocketEntry
    said_at: datetime  # when it began to say this
    id: int | None = None
    entry_id: int | None = None

    @property
    def name(self) -> tuple[str, str]:
        return (self.source_id, self.key)


class RepairKind(StrEnum):
    MERGE = "merge"  # the members are one entry
    SPLIT = "split"  # each member is an entry of its own
    RELABEL = "relabel"  # the entry of the member has these labels


@dataclass(frozen=True, slots=True)
class Repair:
    """A person's word on identity, which no source can overrule."""

    kind: RepairKind
    members: tuple[tuple[str, str], ...]  # names of sightings
    labels: tuple[str, ...] = ()


T = TypeVar("T")
Cluster = tuple[Sighting, ...]
Bundle = Sequence[int]  # places of clusters that are one entry


def key(told: DocketEntry) -> str:
    """The name under which a source will tell this entry again."""
    if told.seq is not None:
        return f"s{told.seq}"
    return _second(told) + _mark(told)


def _second(told: DocketEntry) -> str:
    if told.entered_at is not None:
        return f"t{told.entered_at:%Y%m%d%H%M%S}"
    day = "" if told.filed_on is None else f"d{told.filed_on:%Y%m%d}"
    return day + "".join(f"[{label}]" for label in told.labels)


def _mark(told: DocketEntry) -> str:
    if told.number is not None:
        return f"#{told.number}"
    doc_id = main_doc_id(told)
    return f"={doc_id}" if doc_id else ""


def main_doc_id(told: DocketEntry) -> str | None:
    """The document id of the entry itself, not of an attachment."""
    for document in told.documents:
        if document.doc_id and not document.attachment:
            return document.doc_id
    return None


def group(
    sightings: Iterable[Sighting], time_zone: str, repairs: Sequence[Repair] = ()
) -> list[Cluster]:
    """Sort one docket's sightings into entries, the same whatever their order.

    `time_zone` is the court's: the same day is a day at the court.
    """
    apart = _kept_apart(repairs)
    clusters: list[Cluster] = [
        (sighting,) for sighting in sorted(sightings, key=lambda each: each.name)
    ]
    rungs: tuple[Callable[[list[Cluster]], Iterable[Bundle]], ...] = (
        lambda clusters: _by_person(clusters, repairs),
        _by_seq,
        _by_second,
        lambda clusters: _by_mark(clusters, lambda told: told.number),
        lambda clusters: _by_mark(clusters, main_doc_id),
        lambda clusters: _by_words(clusters, time_zone, wording.same_subject),
        lambda clusters: _by_words(clusters, time_zone, wording.same_act),
    )
    for rung in rungs:
        clusters = _joined(clusters, rung(clusters), apart)
    return clusters


def _kept_apart(repairs: Sequence[Repair]) -> frozenset[frozenset[tuple[str, str]]]:
    splits = (repair.members for repair in repairs if repair.kind is RepairKind.SPLIT)
    return frozenset(frozenset(pair) for members in splits for pair in combinations(members, 2))


def _joined(
    clusters: list[Cluster],
    bundles: Iterable[Bundle],
    apart: frozenset[frozenset[tuple[str, str]]],
) -> list[Cluster]:
    """The clusters with each bundle made one, unless a person said that it is not."""
    root = list(range(len(clusters)))
    joined = list(clusters)
    for bundle in bundles:
        first, *others = sorted({_root(root, place) for place in bundle})
        for other in others:
            if not _are_apart(joined[first], joined[other], apart):
                joined[first] += joined[other]
                root[other] = first
    return [cluster for place, cluster in enumerate(joined) if root[place] == place]


def _root(root: list[int], place: int) -> int:
    while root[place] != place:
        place = root[place]
    return place


def _are_apart(one: Cluster, other: Cluster, apart: frozenset[frozenset[tuple[str, str]]]) -> bool:
    return bool(apart) and any(
        frozenset((here.name, there.name)) in apart for here in one for there in other
    )


def _by_person(clusters: list[Cluster], repairs: Sequence[Repair]) -> Iterator[Bundle]:
    places = {cluster[0].name: place for place, cluster in enumerate(clusters)}
    for repair in repairs:
        if repair.kind is RepairKind.MERGE:
            known = [places[member] for member in repair.members if member in places]
            if len(known) > 1:
                yield known


def _by_seq(clusters: list[Cluster]) -> Iterable[Bundle]:
    """Rung 1. Clusters that a person merged may hold several seqs and join by any."""
    return _sharing(clusters, lambda told: told.seq)


def _by_second(clusters: list[Cluster]) -> Iterator[Bundle]:
    """Rung 1 for a source that gives no seq.

    An item without a mark belongs to the only marked filing of its second. Two
    marks in one second are two filings, and the unmarked is then a third.
    """
    seconds: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, cluster in enumerate(clusters):
        for sighting in cluster:
            if sighting.told.seq is None and sighting.told.entered_at is not None:
                second = (sighting.source_id, _second(sighting.told))
                seconds[second][_mark(sighting.told)].append(place)
    for marks in seconds.values():
        bare = marks.pop("", [])
        if bare and len(marks) == 1:
            yield [*bare, *next(iter(marks.values()))]


def _by_mark(
    clusters: list[Cluster], mark: Callable[[DocketEntry], Hashable | None]
) -> Iterator[Bundle]:
    """Rungs 2 and 3: clusters that share a mark, where nobody shows two of them."""
    for bundle in _sharing(clusters, mark):
        members = [sighting for place in bundle for sighting in clusters[place]]
        seqs = {each.told.seq for each in members if each.told.seq is not None}
        tellers = [name for place in bundle for name in _tellers(clusters[place])]
        if len(seqs) <= 1 and len(tellers) == len(set(tellers)):
            yield bundle


def _sharing(
    clusters: list[Cluster], mark: Callable[[DocketEntry], Hashable | None]
) -> list[Bundle]:
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for found in {mark(sighting.told) for sighting in cluster} - {None}:
            holders[found].append(place)
    return [places for places in holders.values() if len(places) > 1]


def _tellers(cluster: Cluster) -> set[str]:
    return {sighting.source_id for sighting in cluster}


def _by_words(
    clusters: list[Cluster], time_zone: str, agree: Callable[[DocketEntry, DocketEntry], bool]
) -> Iterator[Bundle]:
    """Rung 4: pairs of one bare and one numbered cluster of two sources."""
    if len({sighting.source_id for cluster in clusters for sighting in cluster}) < 2:
        return
    entries = [merged(cluster) for cluster in clusters]
    days: dict[object, list[int]] = defaultdict(list)
    for place, told in enumerate(entries):
        if told.number is None:
            for day in wording.days(told, time_zone):
                days[day].append(place)
    rivals: dict[int, set[int]] = {}
    for place, told in enumerate(entries):
        if told.number is not None:
            rivals[place] = {
                bare
                for day in wording.days(told, time_zone)
                for bare in days[day]
                if agree(entries[bare], told)
                and not _tellers(clusters[bare]) & _tellers(clusters[place])
            }
    for numbered, bares in _contests(rivals):
        if len(numbered) == len(bares):
            in_order = sorted(numbered, key=lambda place: entries[place].number or 0)
            by_seq = sorted(bares, key=lambda place: _turn(entries[place], clusters[place]))
            yield from zip(in_order, by_seq, strict=True)


def _turn(told: DocketEntry, cluster: Cluster) -> tuple[int, str, str]:
    entered = "" if told.entered_at is None else told.entered_at.isoformat()
    return (told.seq or 0, entered, cluster[0].key)


def _contests(rivals: dict[int, set[int]]) -> Iterator[tuple[list[int], set[int]]]:
    """Numbered clusters and the bare ones they compete for, contest by contest."""
    open_places = [place for place, bares in rivals.items() if bares]
    suitors: dict[int, list[int]] = defaultdict(list)
    for place in open_places:
        for bare in rivals[place]:
            suitors[bare].append(place)
    settled: set[int] = set()
    for start in open_places:
        if start in settled:
            continue
        numbered, bares, queue = [], set[int](), [start]
        settled.add(start)
        while queue:
            place = queue.pop()
            numbered.append(place)
            bares |= rivals[place]
            for other in {suitor for bare in rivals[place] for suitor in suitors[bare]} - settled:
                settled.add(other)
                queue.append(other)
        yield numbered, bares


def merged(cluster: Sequence[Sighting], labels: tuple[str, ...] = ()) -> DocketEntry:
    """The one entry that a cluster of sightings tells of.

    Silence never overwrites: of those who say something, the last to have begun
    saying it is believed. `labels` are a person's, and stand above all.
    """
    if len(cluster) == 1 and not labels:
        return cluster[0].told
    newest = sorted(cluster, key=lambda each: (each.said_at, each.name), reverse=True)
    told = [sighting.told for sighting in newest]
    return DocketEntry(
        seq=_first(each.seq for each in told),
        number=_first(each.number for each in told),
        labels=labels or _labels(newest),
        text=_first(each.text for each in told),
        entered_at=_first(each.entered_at for each in told),
        filed_on=_first(each.filed_on for each in told),
        filer=_first(each.filer for each in told),
        kind=_first(each.kind for each in told),
        documents=_documents(told),
    )


def _labels(newest: Sequence[Sighting]) -> tuple[str, ...]:
    """One source's labels: those of the sightings that it shows of this entry at a time."""
    speaker = next((each.source_id for each in newest if each.told.labels), None)
    said = {label for each in newest if each.source_id == speaker for label in each.told.labels}
    return tuple(sorted(said))


def _documents(told: Sequence[DocketEntry]) -> tuple[Document, ...]:
    """Every document that anybody names, each once, by its attachment number."""
    found: dict[int, Document] = {}
    for document in (document for each in told for document in each.documents):
        place = document.attachment or 0
        known = found.get(place)
        found[place] = document if known is None else _completed(known, document)
    return tuple(found[place] for place in sorted(found))


def _completed(known: Document, other: Document) -> Document:
    return Document(
        number=_first((known.number, other.number)),
        attachment=_first((known.attachment, other.attachment)),
        doc_id=_first((known.doc_id, other.doc_id)),
        title=_first((known.title, other.title)),
        url=_first((known.url, other.url)),
        free_url=_first((known.free_url, other.free_url)),
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
