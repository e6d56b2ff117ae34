"""A matter's captions in an article: "D.V.D. v. DHS", "Noem v. Abrego Garcia". Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from scraper.linking import spelling
from scraper.linking.captions import Named, Sort
from scraper.linking.profile import Profile
from scraper.linking.sighted import Sighted, Versus
from scraper.linking.sign import CAPTIONS, Sign


def find(profile: Profile, told: Sighted) -> Iterator[Sign]:
    for versus in told.versus:
        kinds = {_caption(versus, sides) for sides in profile.captions if len(sides) > 1}
        if about := _first(kinds):
            yield Sign(about, versus.span)


def _caption(versus: Versus, sides: tuple[tuple[Named, ...], ...]) -> str | None:
    one, other = sides[:2]
    return _first({_sides(versus, one, other), _sides(versus, other, one)})


def _first(kinds: Collection[str | None]) -> str | None:
    return next((each for each in CAPTIONS if each in kinds), None)


def _sides(versus: Versus, left: Iterable[Named], right: Iterable[Named]) -> str | None:
    """The side that tells which case it is may stand there alone: offices change their holders."""
    first = [each for each in left if spelling.at_end(each).search(versus.left)]
    second = [each for each in right if spelling.at_start(each).match(versus.right)]
    is_distinct = any(each.is_distinct for each in (*first, *second))
    if first and second:
        is_bare = all(_is_bare(each, versus) for each in (*first, *second) if each.is_distinct)
        known = "caption_without_points" if is_bare else "caption"
        return known if is_distinct else "common_caption"
    alone = [each for each in (*first, *second) if each.is_distinct]
    return "caption_in_part" if any(_is_enough(each, versus) for each in alone) else None


def _is_enough(party: Named, versus: Versus) -> bool:
    """A surname alone, or letters without points, are half of many captions."""
    if party.sort is Sort.INITIALS:
        return not _is_bare(party, versus)
    return party.sort is Sort.PERSON and " " in party.name  # organisations sue again and again


def _is_bare(party: Named, versus: Versus) -> bool:
    """A pseudonym without its points, which may be any acronym."""
    beside = f"{versus.left} | {versus.right}"
    is_pseudonym = party.sort is Sort.INITIALS
    return is_pseudonym and not spelling.pointed(party.letters).search(beside)
