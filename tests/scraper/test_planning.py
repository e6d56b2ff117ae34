"""A feed tells of an order by its label; the token's requests go to its text first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db import budget
from db.config import CourtConfig, CourtListener
from db.models import ChangeKind, DocketEntry, Watch, WatchedCase
from db.services import COURTLISTENER
from tests.courtlistener import TOKEN, Listener
from tests.loopback import Answer, Loopback
from tests.scraper.desk import Desk, Opens, feed

RSS = "/cgi-bin/rss_outside.pl"
NUMBER = "1:25-cv-00001"
FEED, SOURCE = "pacer_rss:mad", f"courtlistener:mad:{NUMBER}"
MORNING = datetime(2025, 5, 23, 19, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as served:
        served.docket(pacer_case_id="1")
        yield served


@pytest.fixture
def desk(listener: Listener, court: Loopback, open_desk: Opens) -> Desk:
    """A case that a feed and CourtListener tell of; both had their first look."""
    desk: Desk = open_desk()
    court.says(RSS, Answer(feed(entries=0)))
    service = CourtListener(TOKEN, listener.url(""), delay=0.0)
    courts = {"mad": CourtConfig(court.url(RSS), delay=0.0)}
    desk.config = replace(desk.config, courtlistener=service, courts=courts)
    desk.store.watches.add(Watch("matter", (WatchedCase("mad", NUMBER),)), MORNING)
    desk.store.sources.sync(desk.config, MORNING)
    at(desk, MORNING)
    return desk


def at(desk: Desk, now: datetime, **options: object) -> set[str]:
    """A round at this time; the sources that were asked."""
    desk.now = now - timedelta(hours=1)
    return {outcome.source_id for outcome in desk.round(**options).values()}


def next_check(desk: Desk) -> datetime:
    found = desk.store.sources.get(SOURCE).next_check_at
    assert found is not None
    return found


def told_by_feed(court: Loopback, label: str) -> None:
    built = MORNING + timedelta(minutes=30)
    listed = feed(built, entries=1).replace(b"[Notice]", f"[{label}]".encode())
    court.says(RSS, Answer(listed))


def held(desk: Desk) -> tuple[DocketEntry, ...]:
    (docket,) = desk.store.dockets.of_court("mad")
    return docket.entries


def test_beside_a_feed_that_answers_routine_checks_are_rare(desk: Desk) -> None:
    assert next_check(desk) == MORNING + timedelta(hours=6)


def test_without_one_they_are_hourly(desk: Desk, court: Loopback) -> None:
    court.says(RSS, Answer(status=502))
    for hours in (6.5, 7, 14):
        at(desk, MORNING + timedelta(hours=hours), force=True)
    assert next_check(desk) == desk.now + timedelta(hours=1)


def test_the_text_of_an_order_that_a_feed_told_is_sought_until_it_has_come(
    desk: Desk, court: Loopback, listener: Listener
) -> None:
    told_by_feed(court, "Order")
    seen = MORNING + timedelta(hours=1)
    assert at(desk, seen) == {FEED}
    assert next_check(desk) == seen + 5 * MINUTE
    assert SOURCE in at(desk, seen + 5 * MINUTE)
    assert next_check(desk) == seen + 35 * MINUTE
    row = listener.entry(1, description="ORDER granting 104.", pacer_sequence_number=1)
    row["recap_documents"][0] |= {"description": "Order"}
    desk.told.clear()
    assert SOURCE in at(desk, seen + 35 * MINUTE)
    assert [entry.text for entry in held(desk)] == ["ORDER granting 104."]
    assert [change.kind for each in desk.told for change in each.changes if not change.quiet] == []
    assert next_check(desk) == desk.now + timedelta(hours=6)


def test_what_is_no_order_waits_for_routine(desk: Desk, court: Loopback) -> None:
    told_by_feed(court, "Motion for Order")
    at(desk, MORNING + timedelta(hours=1))
    assert len(held(desk)) == 1
    assert next_check(desk) == MORNING + timedelta(hours=6)


def test_a_gap_that_is_suspected_is_filled_at_once(desk: Desk, court: Loopback) -> None:
    later = MORNING + timedelta(hours=5)
    at(desk, later, only={FEED})
    resumed = later + timedelta(hours=40)
    desk.store.services.postpone(SOURCE, resumed + timedelta(hours=9))
    court.says(RSS, Answer(feed(resumed, entries=0)))
    desk.told.clear()
    at(desk, resumed, only={FEED})
    told = [change.kind for each in desk.told for change in each.changes]
    assert ChangeKind.GAP_SUSPECTED in told
    assert next_check(desk) == resumed


def test_nothing_is_hastened_beyond_the_budget(desk: Desk, court: Loopback) -> None:
    told_by_feed(court, "Order")
    seen = MORNING + timedelta(hours=1)
    until = seen + timedelta(hours=3)
    desk.store.services.keep_away(COURTLISTENER, until, "the service says so")
    at(desk, seen)
    assert next_check(desk) == until
    assert at(desk, seen + 30 * MINUTE) <= {FEED}


def test_routine_leaves_the_last_of_the_day_to_orders(
    desk: Desk, court: Loopback, listener: Listener
) -> None:
    limits = budget.windows(desk.config.courtlistener)
    seen = MORNING + timedelta(hours=23)
    for minutes in range(110):
        desk.store.services.spend(COURTLISTENER, limits, MORNING + minutes * 8 * MINUTE)
    (_, _, day) = desk.store.services.left(COURTLISTENER, limits, seen)
    assert day.used > 100
    listener.requests.clear()
    at(desk, seen, only={SOURCE})
    assert listener.requests == []
    told_by_feed(court, "Order")
    at(desk, seen, only={FEED}, force=True)
    at(desk, seen + 10 * MINUTE, only={SOURCE})
    assert listener.requests != []
