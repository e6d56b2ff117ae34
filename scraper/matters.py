"""What the watches follow, as linking needs it."""

from __future__ import annotations

from db.models import Telling
from db.shelves import Shelves
from scraper import link
from scraper.link import Matter


def matters_of(store: Shelves) -> list[Matter]:
    """The matter of each watch that wants to hear of news, its dockets with their entries."""
    wanting = [each for each in store.watches.all() if each.news is not Telling.OFF]
    return link.matters(wanting, store.dockets.of_case)
