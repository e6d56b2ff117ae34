"""Sightings that are taken for one entry, and how clusters are joined. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from db import kinds
from db.models import DocketEntry
from db.sightings import Sighting, merged

Name = tuple[str, str]  # of a sighting: source and key
Bundle = Sequence[int]  # places of clusters that are one entry
Apart = frozenset[frozenset[Name]]  # pairs of sightings that a person parted


class Cluster:
    """Sightings of one entry; what they say together is found once, when it is asked for."""

    __slots__ = ("_told", "members", "seqs", "strict_tellers", "tellers")

    def __init__(self, members: tuple[Sighting, ...]) -> None:
        self.members = members
        self.tellers = frozenset(each.source_id for each in members)
        # Those of the tellers who never hold one filing twice.
        self.strict_tellers = frozenset(
            name for name in self.tellers if not kinds.of_source(name).may_repeat
        )
        self.seqs = frozenset(each.told.seq for each in members if each.told.seq is not None)
        self._told: DocketEntry | None = None

    @property
    def told(self) -> DocketEntry:
        if self._told is None:
            self._told = merged(self.members)
        return self._told

    def is_apart_from(self, other: Cluster, apart: Apart) -> bool:
        """A person said that they are two."""
        return bool(apart) and any(
            frozenset((here.name, there.name)) in apart
            for here in self.members
            for there in other.members
        )


def joined(clusters: list[Cluster], bundles: Iterable[Bundle], apart: Apart) -> list[Cluster]:
    """The clusters with each bundle made one, unless a person said that it is not."""
    root = list(range(len(clusters)))
    found = list(clusters)
    for bundle in bundles:
        first, *others = sorted({_root(root, place) for place in bundle})
        for other in others:
            if not found[first].is_apart_from(found[other], apart):
                found[first] = Cluster(found[first].members + found[other].members)
                root[other] = first
    return [cluster for place, cluster in enumerate(found) if root[place] == place]


def _root(root: list[int], place: int) -> int:
    while root[place] != place:
        place = root[place]
    return place


def sharing(
    clusters: list[Cluster], mark: Callable[[DocketEntry], Hashable | None]
) -> list[list[int]]:
    """The clusters that share a mark, mark by mark."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for found in {mark(sighting.told) for sighting in cluster.members} - {None}:
            holders[found].append(place)
    return [places for places in holders.values() if len(places) > 1]


def seqs_of(clusters: list[Cluster], bundle: Bundle) -> set[int]:
    return {seq for place in bundle for seq in clusters[place].seqs}
