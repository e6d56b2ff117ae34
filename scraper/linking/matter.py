"""A matter as linking needs it: what one watch follows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from db.models import Docket, Watch, WatchedCase


@dataclass(frozen=True, slots=True)
class Matter:
    """The dockets of one watch, with their entries; one never seen is its court and number."""

    watch: str  # the slug
    dockets: tuple[Docket, ...]
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    judge: str | None = None


def matters(
    watches: Iterable[Watch], dockets_of: Callable[[WatchedCase], Sequence[Docket]]
) -> list[Matter]:
    """Of each watch with cases its matter; a query follows none."""
    return [_matter(each, dockets_of) for each in watches if each.cases]


def _matter(watch: Watch, dockets_of: Callable[[WatchedCase], Sequence[Docket]]) -> Matter:
    found: dict[tuple[str, str, str | None], Docket] = {}
    for case in watch.cases:
        held = dockets_of(case) or (Docket(case.court_id, case.number),)
        found |= {(each.court_id, each.number, each.pacer_case_id): each for each in held}
    return Matter(watch.slug, tuple(found.values()), watch.aliases, watch.terms, watch.judge)
