"""What the shelves answer when they are asked for more than one thing at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from db.models import Change, WatchedCase
from db.store import Store
from tests.db.conftest import NOON, SOURCE, docket, entry, watch

Tell = Callable[..., tuple[Change, ...]]


def test_counts_and_last_news_of_several_dockets(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(entry(500)))
    tell(docket(entry(500), entry(501)))
    (held,) = store.dockets.of_court("mad")
    assert held.id
    assert store.dockets.counts([held.id, 4711]) == {held.id: 2}
    assert store.changes.last_loud([held.id, 4711]) == {held.id: NOON + timedelta(minutes=2)}


def test_a_changed_watch_makes_its_sources_forget_only_for_a_new_case(
    store: Store, tell: Tell
) -> None:
    made = watch(store)
    tell(docket(entry()), seen=b"memory")
    store.watches.update(replace(store.watches.get(made.slug), note="why"), NOON)
    assert store.sources.get(SOURCE).seen == b"memory"
    more = (*store.watches.get(made.slug).cases, WatchedCase("mad", "1:25-cv-10677"))
    store.watches.update(replace(store.watches.get(made.slug), cases=more), NOON)
    assert store.sources.get(SOURCE).seen == b""


def test_a_caption_is_found_without_its_points(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(entry()))
    assert [each.number for each in store.dockets.search("dvd v homeland")] == ["1:25-cv-10676"]
    assert store.dockets.search("") == store.dockets.search("...") == []


def test_the_watches_of_a_case(store: Store) -> None:
    watch(store)
    assert [each.slug for each in store.watches.of_case("mad", "1:25-cv-10676")] == ["matter"]
    assert store.watches.of_case("mad", "1:25-cv-10677") == []
    assert store.watches.find("other") is None
