"""How a source stands, when it is asked again, and what of that is news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from db import rhythm
from db.coverage import is_failing
from db.models import (
    Change,
    Problem,
    Query,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    Validators,
    Watch,
    WatchedCase,
)
from db.store import Store
from notify.match import Matcher
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, entry, kinds, need_source, watch

Tell = Callable[..., tuple[Change, ...]]


@pytest.fixture(autouse=True)
def watched(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(entry()))


def later(**told: float) -> dict[str, object]:
    at = NOON + timedelta(**told)
    return {"fetched_at": at, "built_at": at}


def down(message: str = "answered 503") -> dict[str, object]:
    return {"state": SourceState.DOWN, "problems": (Problem("http_error", message),)}


def test_failing_is_told_once_and_so_is_being_back(store: Store, tell: Tell) -> None:
    rounds = [tell(**down()), tell(**down()), tell(docket(entry())), tell(docket(entry()))]
    assert [kinds(each) for each in rounds] == [["source_failing"], [], ["source_back"], []]
    assert store.sources.get(SOURCE).failures == 0


def test_a_failure_keeps_its_words_and_what_was_good(store: Store, tell: Tell) -> None:
    tell(**down("answered 503; it will be asked again"))
    source = store.sources.get(SOURCE)
    assert source.error == "answered 503; it will be asked again"
    assert source.built_at is not None


def test_a_feed_that_stands_still_is_stale_and_not_silent(tell: Tell) -> None:
    still = later(hours=9) | {"built_at": NOON}
    assert kinds(tell(docket(entry()), **still)) == ["source_stale"]
    assert kinds(tell(docket(entry()), **later(hours=10))) == ["source_back"]


def test_a_feed_that_stood_still_for_days_left_a_gap(tell: Tell) -> None:
    for hours in (9, 20, 40, 60):
        tell(docket(entry()), **later(hours=hours) | {"built_at": NOON})
    back = tell(docket(entry()), **later(hours=61))
    assert kinds(back) == ["source_back", "gap_suspected"]


def test_an_outage_of_ours_beyond_the_window_is_a_gap_for_each_case(tell: Tell) -> None:
    """Promise 8. Red when: `_missed` compares with anything longer than `window`."""
    (gap,) = tell(docket(entry()), **later(hours=25))
    assert (gap.kind, str(gap.docket)) == ("gap_suspected", "mad 1:25-cv-10676")
    assert gap.new == {"from": "2025-05-23T12:01:00Z", "to": "2025-05-23T13:00:00Z"}


def test_an_outage_is_told_to_those_who_look_for_cases_too(store: Store, tell: Tell) -> None:
    """Red when: a court with a watched case tells of the gap in that case alone."""
    store.watches.add(Watch("party", query=Query(("mad",), "Sample Agency")), NOON)
    tell(docket(entry()))
    gaps = tell(docket(entry()), **later(hours=25))
    assert [gap.docket and str(gap.docket) for gap in gaps] == ["mad 1:25-cv-10676", None]
    told = Matcher(store.watches.all(), store.watches.asked())
    wanting = [[watch.slug for watch, _ in told.wanting(gap, None)] for gap in gaps]
    assert wanting == [["matter"], ["party"]]


def test_what_was_missed_before_a_watch_began_is_not_told_to_it(store: Store, tell: Tell) -> None:
    store.watches.add(Watch("late", (WatchedCase("mad", NUMBER),)), NOON + timedelta(hours=24))
    (gap,) = tell(docket(entry()), **later(hours=25))
    wanting = Matcher(store.watches.all()).wanting(gap, None)
    assert [watch.slug for watch, _ in wanting] == ["matter"]


def test_a_day_without_an_outage_is_no_gap(tell: Tell) -> None:
    assert tell(docket(entry()), **later(hours=20)) == ()


def test_a_feed_turned_off_is_a_change_of_coverage(tell: Tell) -> None:
    (change,) = tell(state=SourceState.NOT_CONFIGURED, scope=None)
    assert (change.kind, change.old, change.new) == (
        "coverage_changed",
        "partial",
        "not_configured",
    )


def test_a_changed_list_of_types_is_a_change_of_coverage(tell: Tell) -> None:
    (change,) = tell(docket(entry()), scope="Docket entries of type: order")
    assert (change.kind, change.field) == ("coverage_changed", "scope")


def test_a_feed_that_lists_the_same_of_more_types_is_a_change_of_coverage(
    store: Store, tell: Tell
) -> None:
    same: dict[str, object] = {"state": SourceState.UNCHANGED, "carries": SourceState.OK}
    (change,) = tell(**same, scope="Docket entries of type: all")
    assert (change.field, change.old, change.new) == ("state", "partial", "ok")
    assert store.sources.get(SOURCE).state is SourceState.OK


def test_unchanged_is_no_state_of_a_source(store: Store, tell: Tell) -> None:
    assert tell(state=SourceState.UNCHANGED, scope=None, built_at=None) == ()
    assert store.sources.get(SOURCE).state is SourceState.PARTIAL


def test_the_memory_is_kept_with_the_entries_it_came_with(store: Store, tell: Tell) -> None:
    tell(docket(entry()), seen=b"memory", validators=Validators(etag='"1"'))
    tell(**down())
    source = store.sources.get(SOURCE)
    assert (source.seen, source.validators.etag) == (b"memory", '"1"')


def test_a_new_watch_makes_its_sources_forget(store: Store, tell: Tell) -> None:
    tell(docket(entry()), seen=b"memory")
    store.watches.remove("matter")
    watch(store, at=NOON + timedelta(hours=1))
    source = store.sources.get(SOURCE)
    assert (source.seen, source.built_at, source.next_check_at) == (b"", None, None)


def test_an_answer_asked_for_before_the_watch_cannot_be_its_look(store: Store, tell: Tell) -> None:
    store.watches.remove("matter")
    watch(store, at=NOON + timedelta(hours=1))
    tell(state=SourceState.UNCHANGED, seen=b"memory")
    assert store.sources.get(SOURCE).seen == b""
    assert store.watches.get("matter").cases[0].looks == ()


def source(**told: object) -> Source:
    return Source(SOURCE, SourceKind.PACER_RSS, "mad", "https://ecf.example", **told)  # type: ignore[arg-type]


HOURLY = tuple(NOON + timedelta(hours=hour) for hour in range(-6, 1))


def test_the_rhythm_is_learned_from_the_build_dates() -> None:
    assert rhythm.learned(HOURLY) == timedelta(hours=1)
    assert rhythm.learned(HOURLY[:3]) is None


def next_check(told: Source, minutes: float, every: timedelta | None = None) -> timedelta:
    now = NOON + timedelta(minutes=minutes)
    return rhythm.next_check(told, Snapshot(SourceState.OK), every, now, 0.0) - now


def test_a_source_is_asked_just_after_its_next_rebuild() -> None:
    """Promise 9, once per rebuild. Red when: `_after_rebuild` returns `now`."""
    learned = source(builds=HOURLY, built_at=NOON)
    assert next_check(learned, 5) == timedelta(minutes=56)


def test_an_overdue_rebuild_is_waited_for() -> None:
    assert next_check(source(builds=HOURLY, built_at=NOON), 70) == timedelta(minutes=31)


def test_the_user_may_set_the_rhythm() -> None:
    assert next_check(source(), 0, timedelta(minutes=7)) == timedelta(minutes=7)


def test_failures_back_off_from_a_minute_to_hours() -> None:
    waits = [rhythm.back_off(failures, 0.5) for failures in (1, 2, 5, 50)]
    assert waits == [timedelta(minutes=m) for m in (1, 2, 16, 360)]


GOVINFO = "govinfo:mad"
API = f"courtlistener:mad:{NUMBER}"


def test_a_fallback_that_never_answered_fails_nobody(store: Store, tell: Tell) -> None:
    """Red when: `_owes_answers` returns True."""
    need_source(store, GOVINFO)
    for _ in range(3):
        assert all(each.quiet for each in tell(**down(), source_id=GOVINFO))
    assert not is_failing(store.sources.get(GOVINFO))
    assert all(each.quiet for each in tell(source_id=GOVINFO, state=SourceState.OK))


def test_a_fallback_that_once_answered_is_missed(store: Store, tell: Tell) -> None:
    need_source(store, GOVINFO)
    tell(source_id=GOVINFO, state=SourceState.OK, scope=None)
    (failing,) = tell(**down(), source_id=GOVINFO)
    assert (failing.kind, failing.quiet) == ("source_failing", False)
    assert is_failing(store.sources.get(GOVINFO))


def test_a_docket_that_a_service_does_not_have_is_no_failure(store: Store, tell: Tell) -> None:
    need_source(store, API)
    (change,) = tell(source_id=API, state=SourceState.NOT_CONFIGURED, scope=None)
    assert (change.kind, change.new, change.quiet) == ("coverage_changed", "not_configured", True)
    assert not is_failing(store.sources.get(API))


def test_what_befalls_a_dockets_own_source_is_news_of_that_docket(store: Store, tell: Tell) -> None:
    """Red when: `changes` leaves out the docket, so that all who watch the court are told."""
    need_source(store, API)
    tell(source_id=API, state=SourceState.OK, scope=None)
    (failing,) = tell(**down(), source_id=API)
    assert str(failing.docket) == f"mad {NUMBER}"
