"""Where the federal courts sit, and what the press calls the places: `tables/seats.toml`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from db.courts import Court, CourtLevel
from scraper.linking import lexicon


def places_of(court: Court) -> Iterator[str]:
    """The cities and the state by which a court is named."""
    is_of_bankruptcy = court.level is CourtLevel.BANKRUPTCY  # it sits where the district court does
    table = lexicon.table("seats")
    yield from table["cities"].get(f"{court.id[:-1]}d" if is_of_bankruptcy else court.id, ())
    if is_of_bankruptcy or court.level is CourtLevel.DISTRICT:
        yield from table["states"].get(court.id[:2], ())


@cache
def state_names() -> frozenset[str]:
    """In small letters."""
    return frozenset(names[0].casefold() for names in lexicon.table("seats")["states"].values())
