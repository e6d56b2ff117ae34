"""How often a case was looked at."""

from __future__ import annotations

from datetime import timedelta

from db.answers import KEPT
from db.engine import transaction
from db.store import Store
from tests.db.conftest import NOON, SOURCE, need_source, watch

HOUR = timedelta(hours=1)
OTHER = "pacer_rss:rid"


def answer(store: Store, *hours: float, source_id: str = SOURCE) -> None:
    with transaction(store._connection):
        for each in hours:
            store.answers.add(source_id, NOON + each * HOUR)


def test_answers_are_counted_from_the_moment_after(store: Store) -> None:
    answer(store, 0, 1, 2)
    assert [store.answers.since([SOURCE], NOON + hour * HOUR) for hour in (-1, 0, 1, 2)] == [
        3,
        2,
        1,
        0,
    ]


def test_each_source_is_counted_and_no_other(store: Store) -> None:
    answer(store, 1, 2)
    answer(store, 1, source_id=OTHER)
    assert store.answers.since([SOURCE, OTHER], NOON) == 3
    assert store.answers.since([OTHER], NOON) == 1
    assert store.answers.since([], NOON) == 0


def test_an_answer_told_twice_is_one(store: Store) -> None:
    answer(store, 1, 1)
    assert store.answers.since([SOURCE], NOON) == 1


def test_answers_are_let_go_after_ninety_days(store: Store) -> None:
    answer(store, 0, 1)
    answer(store, 0, source_id=OTHER)
    answer(store, KEPT / HOUR + 0.5)
    assert store.answers.since([SOURCE], NOON - HOUR) == 2
    assert store.answers.since([OTHER], NOON - HOUR) == 1


def test_a_watch_counts_its_own_sources_since_its_news(store: Store) -> None:
    need_source(store, OTHER)
    need_source(store, "scotus:scotus:24A1153")
    mine = watch(store, at=NOON)
    answer(store, 1, 2, 3)
    answer(store, 1, source_id=OTHER)
    sources = store.sources.all()
    assert store.answers.since_news(mine, sources, NOON + HOUR) == 2
    assert store.answers.since_news(mine, sources, None) == 3, "since the watch began"
