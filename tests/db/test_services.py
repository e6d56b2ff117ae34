"""The requests of a metered service, as all processes of a store count them together."""

from __future__ import annotations

from datetime import timedelta

from db import budget
from db.config import CourtListener
from db.store import Store
from tests.db.conftest import NOON

SERVICE = "courtlistener"
LIMITS = budget.windows(CourtListener(per_minute=3, per_hour=4, per_day=5))


def test_two_processes_share_what_is_left(store: Store) -> None:
    with Store.open(store.path) as other:
        spent = [
            each.services.spend(SERVICE, LIMITS, NOON) for each in (store, other, store, other)
        ]
    assert spent[:3] == [None] * 3
    assert spent[3] == NOON + timedelta(minutes=1) + budget.UNDER_WAY


def test_what_is_not_sent_is_not_counted(store: Store) -> None:
    for _ in range(10):
        store.services.spend(SERVICE, LIMITS, NOON)
    assert [each.used for each in store.services.left(SERVICE, LIMITS, NOON)] == [3, 3, 3]
    later = NOON + timedelta(minutes=2)
    assert [each.used for each in store.services.left(SERVICE, LIMITS, later)] == [0, 3, 3]


def test_one_service_spends_nothing_of_another(store: Store) -> None:
    for _ in range(3):
        store.services.spend(SERVICE, LIMITS, NOON)
    assert store.services.spend("another", LIMITS, NOON) is None


def test_what_a_service_forbids_is_kept_with_its_reason(store: Store) -> None:
    until = NOON + timedelta(hours=1)
    store.services.keep_away(SERVICE, until, "too many")
    with Store.open(store.path) as other:
        assert other.services.spend(SERVICE, LIMITS, NOON) == until
        held = other.services.hold(SERVICE, NOON)
    assert held is not None
    assert (held.until, held.reason) == (until, "too many")
    assert store.services.hold(SERVICE, until) is None
    assert store.services.spend(SERVICE, LIMITS, until) is None


def test_old_requests_are_forgotten(store: Store) -> None:
    store.services.spend(SERVICE, LIMITS, NOON)
    store.services.spend(SERVICE, LIMITS, NOON + timedelta(days=3))
    (rows,) = store._connection.execute("select count(*) from request").fetchone()
    assert rows == 1
