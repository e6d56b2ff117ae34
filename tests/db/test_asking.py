"""Queries as the store asks them: since when, with which first look, and whoever made them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db.models import Change, DocketEntry, Query, Watch
from db.store import Store
from tests.db.conftest import BEGAN, docket, entry, kinds

Tell = Callable[..., tuple[Change, ...]]
ASKS = Watch("agency", query=Query(("mad",), party="Homeland Security"))
OF_OLD = replace(entry(500), entered_at=None, filed_on=date(2025, 5, 1))


def found(store: Store) -> list[str]:
    source = store.sources.get("pacer_rss:mad")
    return [found.number for found in (docket(),) if store.watches.interests(source).part(found)]


def test_after_its_first_answer_what_a_query_finds_is_news_however_late(
    store: Store, tell: Tell
) -> None:
    """Promises 4 and 7: also where the first answer listed nothing that the query wants."""
    store.watches.add(ASKS, BEGAN)
    tell(complete=True)
    assert kinds(tell(docket(OF_OLD), complete=True), quiet=False) == ["entry_added"]


def test_what_stood_there_when_a_query_was_made_is_no_news(store: Store, tell: Tell) -> None:
    store.watches.add(ASKS, BEGAN)
    assert kinds(tell(docket(OF_OLD), complete=True), quiet=False) == []


def test_an_answer_that_shows_a_part_is_no_first_look(store: Store, tell: Tell) -> None:
    store.watches.add(ASKS, BEGAN)
    tell(complete=False)
    assert kinds(tell(docket(OF_OLD), complete=True), quiet=False) == []


@pytest.mark.parametrize("late", [entry(501), OF_OLD])
def test_each_query_has_a_first_look_of_its_own(
    store: Store, tell: Tell, late: DocketEntry
) -> None:
    store.watches.add(ASKS, BEGAN)
    tell(complete=True)
    store.watches.add(Watch("immigration", query=Query(("mad",), party="D.V.D.")), BEGAN)
    told = tell(docket(late), complete=True)
    assert kinds(told, quiet=False) == ["entry_added"]


def test_a_query_that_another_process_made_is_asked_at_once(store: Store) -> None:
    assert found(store) == []
    with Store.open(store.path) as other:
        other.watches.add(ASKS, BEGAN)
        assert found(store) == [docket().number]
        other.watches.remove(ASKS.slug)
        assert found(store) == []


def test_a_query_that_has_ended_asks_for_nothing(store: Store) -> None:
    store.watches.add(ASKS, BEGAN)
    assert found(store) == [docket().number]
    store.watches.remove(ASKS.slug)
    assert found(store) == []


def test_what_a_court_seals_is_news_also_when_the_words_that_found_it_go(
    store: Store, tell: Tell
) -> None:
    """Promise 6: nobody knows any more which query it was, so that it is everyone's."""
    store.watches.add(ASKS, BEGAN)
    tell(complete=True)
    tell(docket(entry(500, "Motion")))
    told = tell(docket(entry(500, "Seal"), caption="SEALED v. SEALED"))
    assert "sealed" in kinds(told, quiet=False)
