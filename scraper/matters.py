"""What the watches follow, as linking needs it."""

from __future__ import annotations

from collections.abc import Collection

from db.interest import stem
from db.models import DocketKey, Telling, Watch, WatchedCase
from db.shelves import Shelves
from scraper import link
from scraper.link import Matter


def matters_of(store: Shelves) -> list[Matter]:
    """The matter of each watch that wants to hear of news, its dockets with their entries."""
    return link.matters(_wanting(store), store.dockets.of_case)


def matters_with(store: Shelves, keys: Collection[DocketKey]) -> list[Matter]:
    """Those in which one of these dockets may be: reading all entries of all takes long."""
    stems = {(key.court_id, stem(key.number)) for key in keys}
    held = (store.dockets.headings_of_case(WatchedCase(key.court_id, key.number)) for key in keys)
    ids = {(each.court_id, each.pacer_case_id) for dockets in held for each in dockets}
    following = [
        watch
        for watch in _wanting(store)
        if any(
            (case.court_id, stem(case.number)) in stems
            or (case.pacer_case_id and (case.court_id, case.pacer_case_id) in ids)
            for case in watch.cases
        )
    ]
    return link.matters(following, store.dockets.of_case)


def _wanting(store: Shelves) -> list[Watch]:
    return [each for each in store.watches.all() if each.news is not Telling.OFF]
