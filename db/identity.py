"""When are two sightings the same entry? Pure, and blind to the order of arrival.

A sighting is what one source says of one line on one docket. `group` sorts a
docket's sightings into entries by a ladder of evidence, rung by rung; two
different `seq` are never the same entry:

1. the same `seq`, or the same id of one service (`ref`); where a source gives none
   (E.D.N.Y.), the same second, unless number or document id tell two filings of
   that second apart;
2. the same number, where only one candidate has it;
3. the same document id (4th digit 0), where only one candidate has it;
4. two sources on the same day in the same words, or one short and one long in words
   that agree (`db.wording`): paired one to one in the order of seq and number where
   both sides count the same. Two numbers are two filings here.

Otherwise they are kept apart: a duplicate is cheaper than a lost order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from db import kinds, wording
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
    first_at: datetime | None = None  # when it first told the entry; None: it never said otherwise

    @property
    def name(self) -> tuple[str, str]:
        return (self.source_id, self.key)

    @property
    def edited_at(self) -> datetime:
        """When its source last changed its word on the entry; the beginning of time if never."""
        return NEVER if self.first_at in (None, self.said_at) else self.said_at


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


NEVER = datetime.min.replace(tzinfo=UTC)
T = TypeVar("T")
Cluster = tuple[Sighting, ...]
Bundle = Sequence[int]  # places of clusters that are one entry


def key(told: DocketEntry, *, by_number: bool = False) -> str:
    """The name under which a source will tell this entry again; empty where it has none.

    `by_number`: the source always tells an entry's number, and only sometimes its seq.
    """
    if told.ref is not None:
        return f"r{told.ref}"
    if by_number and told.number is not None:
        return f"#{told.number}"
    if told.seq is not None:
        return f"s{told.seq}"
    if told.entered_at is not None:
        return _second(told) + _mark(told)
    return _mark(told)


def _second(told: DocketEntry) -> str:
    return "" if told.entered_at is None else f"t{told.entered_at:%Y%m%d%H%M%S}"


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
        lambda clusters: _sharing(clusters, lambda told: told.ref),
        _by_seq,
        _by_second,
        lambda clusters: _by_mark(clusters, lambda told: told.number),
        lambda clusters: _by_mark(clusters, main_doc_id),
        lambda clusters: _by_text(clusters, time_zone),
        lambda clusters: _by_words(clusters, time_zone, wording.same_subject, _is_numbered),
        lambda clusters: _by_words(clusters, time_zone, wording.same_subject, _is_long),
        lambda clusters: _by_words(clusters, time_zone, wording.same_act, _is_numbered),
        lambda clusters: _by_words(clusters, time_zone, wording.same_act, _is_long),
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
            if _is_known_by_its_second(sighting.told):
                second = (sighting.source_id, _second(sighting.told))
                seconds[second][_mark(sighting.told)].append(place)
    for marks in seconds.values():
        bare = marks.pop("", [])
        if bare and len(marks) == 1:
            yield [*bare, *next(iter(marks.values()))]


def _is_known_by_its_second(told: DocketEntry) -> bool:
    return told.seq is None and told.ref is None and told.entered_at is not None


def _by_mark(
    clusters: list[Cluster], mark: Callable[[DocketEntry], Hashable | None]
) -> Iterator[Bundle]:
    """Rungs 2 and 3: clusters that share a mark, where nobody shows two of them."""
    for bundle in _sharing(clusters, mark):
        tellers = [name for place in bundle for name in _strict_tellers(clusters[place])]
        if len(_seqs(clusters, bundle)) <= 1 and len(tellers) == len(set(tellers)):
            yield bundle


def _sharing(
    clusters: list[Cluster], mark: Callable[[DocketEntry], Hashable | None]
) -> list[Bundle]:
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for found in {mark(sighting.told) for sighting in cluster} - {None}:
            holders[found].append(place)
    return [places for places in holders.values() if len(places) > 1]


def _seqs(clusters: list[Cluster], bundle: Bundle) -> set[int]:
    told = (sighting.told.seq for place in bundle for sighting in clusters[place])
    return {seq for seq in told if seq is not None}


def _strict_tellers(cluster: Cluster) -> set[str]:
    """The sources of a cluster that never hold one filing twice."""
    names = {sighting.source_id for sighting in cluster}
    return {name for name in names if not kinds.of_source(name).may_repeat}


def _by_text(clusters: list[Cluster], time_zone: str) -> Iterator[Bundle]:
    """Rung 4, the same words: several sources tell the same text of the same day.

    Where one of them tells it several times that day, all must, and are paired in order.
    """
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for place, told in _told_by_one(clusters):
        if told.text is not None:
            words = wording.essence(told.text)
            for day in wording.days(told, time_zone):
                alike[words, day].append(place)
    for places in alike.values():
        yield from _side_by_side(clusters, places)


def _told_by_one(clusters: list[Cluster]) -> Iterator[tuple[int, DocketEntry]]:
    """Each cluster as one entry, where another one could be the same filing."""
    tellers = {sighting.source_id for cluster in clusters for sighting in cluster}
    if len(tellers) > 1 or any(kinds.of_source(name).may_repeat for name in tellers):
        yield from ((place, merged(cluster)) for place, cluster in enumerate(clusters))


def _side_by_side(clusters: list[Cluster], places: Sequence[int]) -> Iterator[Bundle]:
    """The n-th of each source together, unless that would join two numbers or two seqs."""
    columns: dict[frozenset[str], list[int]] = defaultdict(list)
    for place in sorted(places, key=lambda place: _turn(merged(clusters[place]), clusters[place])):
        columns[frozenset(sighting.source_id for sighting in clusters[place])].append(place)
    if len({len(column) for column in columns.values()}) != 1 or _overlap(columns):
        return
    for bundle in zip(*columns.values(), strict=True):
        members = [sighting.told for place in bundle for sighting in clusters[place]]
        numbers = {told.number for told in members} - {None}
        if len(numbers) <= 1 and len(_seqs(clusters, bundle)) <= 1:
            yield bundle


def _overlap(columns: Iterable[frozenset[str]]) -> bool:
    tellers = [name for column in columns for name in column]
    return len(tellers) != len(set(tellers))


def _is_numbered(told: DocketEntry) -> bool:
    return told.number is not None


def _is_long(told: DocketEntry) -> bool:
    return told.number is None and told.text is not None


def _is_short(told: DocketEntry) -> bool:
    return told.number is None and told.text is None


def _by_words(
    clusters: list[Cluster],
    time_zone: str,
    agree: Callable[[DocketEntry, DocketEntry], bool],
    is_full: Callable[[DocketEntry], bool],
) -> Iterator[Bundle]:
    """Rung 4, words that agree: pairs of one bare and one fuller cluster of two sources.

    Beside a numbered entry every unnumbered one is bare, beside a long text a label alone.
    """
    entries = dict(_told_by_one(clusters))
    is_bare = _is_short if is_full is _is_long else lambda told: not _is_numbered(told)
    days: dict[object, list[int]] = defaultdict(list)
    for place, told in entries.items():
        if is_bare(told):
            for day in wording.days(told, time_zone):
                days[day].append(place)
    rivals = {
        place: {
            bare
            for day in wording.days(told, time_zone)
            for bare in days[day]
            if _may_pair(clusters, bare, place, entries[bare]) and agree(entries[bare], told)
        }
        for place, told in entries.items()
        if is_full(told)
    }
    for fulls, bares in _contests(rivals):
        if len(fulls) == len(bares):
            in_order = sorted(fulls, key=lambda place: _turn(entries[place], clusters[place]))
            by_seq = sorted(bares, key=lambda place: _turn(entries[place], clusters[place]))
            yield from zip(in_order, by_seq, strict=True)


def _may_pair(clusters: list[Cluster], bare: int, full: int, told: DocketEntry) -> bool:
    """They are of two sources, or of one that keeps stubs beside entries; and not of two seqs."""
    tellers = _strict_tellers if told.text is None else _tellers
    is_told_twice = tellers(clusters[bare]) & tellers(clusters[full])
    return not is_told_twice and not (_seqs(clusters, [bare]) and _seqs(clusters, [full]))


def _tellers(cluster: Cluster) -> set[str]:
    return {sighting.source_id for sighting in cluster}


def _turn(told: DocketEntry, cluster: Cluster) -> tuple[int, str, int, str]:
    """Where it stands among its like: by number where there is one, else by seq or time."""
    entered = "" if told.entered_at is None else told.entered_at.isoformat()
    return (told.number or told.seq or 0, entered, len(cluster[0].key), cluster[0].key)


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


def merged(cluster: Sequence[Sighting], labels: tuple[str, ...] = ()) -> DocketEntry:
    """The one entry that a cluster of sightings tells of.

    Silence never overwrites. Of those who say something, one who changed his word since
    he first told the entry is believed, the latest of them first; else the kind of source
    decides, never who came first. `labels` are a person's, and stand above all.
    """
    if len(cluster) == 1 and not labels:
        return cluster[0].told
    ranked = sorted(cluster, key=lambda each: each.name)
    ranked.sort(key=lambda each: each.said_at, reverse=True)
    ranked.sort(key=lambda each: kinds.of_source(each.source_id).believed)
    ranked.sort(key=lambda each: each.edited_at, reverse=True)
    told = [sighting.told for sighting in ranked]
    return DocketEntry(
        seq=_first(each.seq for each in told),
        number=_first(each.number for each in told),
        labels=labels or _labels(ranked),
        text=_first(each.text for each in told),
        entered_at=_first(each.entered_at for each in told),
        filed_on=_first(each.filed_on for each in told),
        filer=_first(each.filer for each in told),
        kind=_first(each.kind for each in told),
        documents=_documents(told),
        ref=_first(each.ref for each in told),
    )


def _labels(ranked: Sequence[Sighting]) -> tuple[str, ...]:
    """One source's labels: those of the sightings that it shows of this entry at a time."""
    speaker = next((each.source_id for each in ranked if each.told.labels), None)
    said = {label for each in ranked if each.source_id == speaker for label in each.told.labels}
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
