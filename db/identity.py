"""When are two sightings the same entry? Pure, and blind to the order of arrival.

A sighting is what one source says of one line on one docket. `group` sorts a
docket's sightings into entries by a ladder of evidence, rung by rung; two
different `seq` are never the same entry:

1. the same `seq`, or the same id of one service (`ref`); where a source gives none
   (E.D.N.Y.), the same second, unless number or document id tell two filings of
   that second apart;
2. the same number, where only one candidate has it;
3. the same document id (4th digit 0), where only one candidate has it;
4. two sources, in the same minute where each has one such entry, or on the same day, in
   the same words or in words that agree (`db.wording`): paired one to one in the order
   of seq and number where both sides count the same. Two numbers are two filings here.

Otherwise they are kept apart: a duplicate is cheaper than a lost order. What was one entry
when a court sealed it stays one: the words that showed it are gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from db import kinds, wording
from db.clusters import Apart, Bundle, Cluster, Name, joined, seqs_of, sharing
from db.models import DocketEntry
from db.pairing import by_minute, by_opinion, by_text, by_words, is_long, is_numbered
from db.sightings import Sighting, main_doc_id, mark, second

Rung = Callable[[list[Cluster]], Iterable[Bundle]]


class RepairKind(StrEnum):
    MERGE = "merge"  # the members are one entry
    SPLIT = "split"  # each member is an entry of its own
    RELABEL = "relabel"  # the entry of the member has these labels


@dataclass(frozen=True, slots=True)
class Repair:
    """A person's word on identity, which no source can overrule."""

    kind: RepairKind
    members: tuple[Name, ...]
    labels: tuple[str, ...] = ()


def group(
    sightings: Iterable[Sighting], time_zone: str, repairs: Sequence[Repair] = ()
) -> list[tuple[Sighting, ...]]:
    """Sort one docket's sightings into entries, the same whatever their order.

    `time_zone` is the court's: the same day is a day at the court.
    """
    apart = _kept_apart(repairs)
    clusters = [Cluster((each,)) for each in sorted(sightings, key=lambda each: each.name)]
    for rung in _ladder(time_zone, repairs):
        clusters = joined(clusters, rung(clusters), apart)
    return [cluster.members for cluster in clusters]


def _ladder(time_zone: str, repairs: Sequence[Repair]) -> Iterable[Rung]:
    return (
        lambda clusters: _by_person(clusters, repairs),
        lambda clusters: sharing(clusters, lambda told: told.ref),
        # Clusters that a person merged may hold several seqs, and join by any.
        lambda clusters: sharing(clusters, lambda told: told.seq),
        _by_second,
        lambda clusters: _by_mark(clusters, lambda told: told.number),
        lambda clusters: _by_mark(clusters, main_doc_id),
        _by_seal,
        by_minute,
        lambda clusters: by_text(clusters, time_zone),
        lambda clusters: by_words(clusters, time_zone, wording.same_subject, is_numbered),
        lambda clusters: by_words(clusters, time_zone, wording.same_subject, is_long),
        lambda clusters: by_words(clusters, time_zone, wording.same_act, is_numbered),
        lambda clusters: by_words(clusters, time_zone, wording.same_act, is_long),
        by_opinion,
    )


def _kept_apart(repairs: Sequence[Repair]) -> Apart:
    splits = (repair.members for repair in repairs if repair.kind is RepairKind.SPLIT)
    return frozenset(frozenset(pair) for members in splits for pair in combinations(members, 2))


def _by_person(clusters: list[Cluster], repairs: Sequence[Repair]) -> Iterator[Bundle]:
    merges = [repair for repair in repairs if repair.kind is RepairKind.MERGE]
    places = {each.members[0].name: place for place, each in enumerate(clusters) if merges}
    for repair in merges:
        known = [places[member] for member in repair.members if member in places]
        if len(known) > 1:
            yield known


def _by_second(clusters: list[Cluster]) -> Iterator[Bundle]:
    """Rung 1 for a source that gives no seq.

    A line without a mark belongs to the only marked filing of its second. Two marks in
    one second are two filings, and the unmarked is then a third.
    """
    seconds: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, cluster in enumerate(clusters):
        for each in cluster.members:
            if _is_known_by_its_second(each):
                seconds[each.source_id, second(each.told)][mark(each.told)].append(place)
    for marks in seconds.values():
        bare = marks.pop("", [])
        if bare and len(marks) == 1:
            yield [*bare, *next(iter(marks.values()))]


def _is_known_by_its_second(each: Sighting) -> bool:
    """Who always tells an entry's number tells another entry where he tells none."""
    told, kind = each.told, kinds.of_source(each.source_id)
    has_id = told.seq is not None or told.ref is not None
    return told.entered_at is not None and not has_id and not kind.by_number


def _by_mark(
    clusters: list[Cluster], mark: Callable[[DocketEntry], Hashable | None]
) -> Iterator[Bundle]:
    """Rungs 2 and 3: clusters that share a mark, where nobody shows two of them."""
    for bundle in sharing(clusters, mark):
        tellers = [name for place in bundle for name in clusters[place].strict_tellers]
        if len(seqs_of(clusters, bundle)) <= 1 and len(tellers) == len(set(tellers)):
            yield bundle


def _by_seal(clusters: list[Cluster]) -> Iterator[Bundle]:
    """What was one entry before a court sealed it, and took away the words that showed it."""
    former: dict[int, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for entry_id in {each.entry_id for each in cluster.members if each.entry_id is not None}:
            former[entry_id].append(place)
    for places in former.values():
        members = [each for place in places for each in clusters[place].members]
        was_one = len(places) > 1 and any(each.seals for each in members)
        if was_one and len(seqs_of(clusters, places)) <= 1:
            yield places
