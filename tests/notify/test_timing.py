"""Whatever a watch wishes, its deliveries leave once they may, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import schedules
from db.models import Change, ChangeKind, EntryKind, Route, Timing, Watch
from notify import timing
from notify.routes import Way
from notify.timing import Habits, Timetable
from tests.db.test_schedules import moments, zones

SEEN = datetime(2025, 5, 23, 18, 0, tzinfo=UTC)
hours = st.sampled_from([None, "off", "22:00-07:00", "01:30-02:30", "09:00-17:00", "08:00-07:59"])
times = st.sampled_from(["now", "hourly", "daily@02:30", "daily@08:00", "weekly sun@01:15"])
spans = st.none() | st.timedeltas(timedelta(), timedelta(days=9))
ways = st.sampled_from(
    [
        *(Way(), Way(Route.DIGEST), Way(Route.DIGEST, "kind appearance")),
        *(Way(Route.HELD, "kind motion"), Way(Route.REMINDER), Way(Route.NOW, "snoozed")),
    ]
)


@st.composite
def watches(draw: st.DrawFn, at: datetime) -> Watch:
    snoozed = draw(spans)
    wished = Timing(
        when=draw(times),
        digest=draw(st.none() | times.filter(lambda told: told != "now")),
        quiet_hours=draw(hours),
        breaks_quiet=draw(st.none() | st.just((EntryKind.ORDER,))),
        wait_for_text=draw(spans),
    )
    until = None if snoozed is None else at + snoozed
    return Watch("dvd", timing=wished, snoozed_until=until)


def filing(at: datetime, kind: EntryKind) -> Change:
    return Change(ChangeKind.ENTRY_ADDED, at, new={"kind": kind, "text": None})


@given(st.data(), moments, zones, ways, st.sampled_from([EntryKind.ORDER, EntryKind.MOTION]))
def test_what_waits_leaves_at_its_time_and_never_while_its_reader_sleeps(
    data: st.DataObject, at: datetime, zone: str, way: Way, kind: EntryKind
) -> None:
    watch = data.draw(watches(at))
    habits = Habits(zone, quiet_hours=data.draw(hours))
    now = at + data.draw(st.timedeltas(timedelta(), timedelta(days=30)))
    found = Timetable(now, habits).leaving(watch, filing(at, kind), way)
    assert found is not None
    assert found.due_at >= now
    assert watch.snoozed_until is None or found.due_at >= watch.snoozed_until
    quiet = watch.timing.quiet_hours or habits.quiet_hours
    may_break = kind is EntryKind.ORDER and watch.timing.breaks_quiet is not None
    if quiet not in (None, "off") and not may_break:
        assert schedules.end_of(schedules.parse_hours(quiet), found.due_at, zone) is None
    again = Timetable(found.due_at, habits).leaving(
        watch, filing(at, kind), Way(found.route, found.reason)
    )
    assert again is not None
    assert again.due_at == found.due_at, "it leaves when its time has come"


@given(st.data(), moments, zones)
def test_what_need_not_wait_leaves_now(data: st.DataObject, at: datetime, zone: str) -> None:
    watch = replace(data.draw(watches(at)), timing=Timing(), snoozed_until=None)
    found = Timetable(at, Habits(zone)).leaving(watch, filing(at, EntryKind.ORDER), Way())
    assert found is not None
    assert (found.due_at, found.reason) == (at, None)


def test_a_filing_found_late_waits_for_the_digest_after() -> None:
    watch = Watch("dvd", timing=Timing(when="daily@08:00"))
    late = SEEN + timedelta(days=3)
    told = filing(SEEN, EntryKind.ORDER)
    found = Timetable(late, Habits()).leaving(watch, told, Way(), known_at=late)
    assert found is not None
    assert found.due_at == datetime(2025, 5, 27, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "digest", "told"),
    [
        ("now", None, "daily@06:00"),
        ("now", "hourly", "hourly"),
        ("weekly mon@08:00", None, "weekly mon@08:00"),
        ("weekly mon@08:00", "off", "off"),
    ],
)
@pytest.mark.parametrize("way", [Way(Route.HELD, "kind motion"), Way(Route.DIGEST, "kind summons")])
def test_noise_comes_with_the_digest_of_its_watch_else_with_that_of_all(
    way: Way, when: str, digest: str | None, told: str
) -> None:
    """Red when: the noise of a weekly reader arrives every day."""
    watch = Watch("dvd", timing=Timing(when=when, digest=digest))
    assert timing.schedule(watch, way, Habits(digest="daily@06:00")) == told
