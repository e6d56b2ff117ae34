"""CourtListener's API, asked by its spider: what comes in, and what a token is spent on."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db import budget
from db.config import CourtListener
from db.errors import StoreError
from db.models import Change, ChangeKind, Docket, Source, SourceState, Watch, WatchedCase
from db.services import COURTLISTENER
from db.store import Store
from scraper.crawl import Outcome, crawl, run
from tests.courtlistener import TOKEN, Listener
from tests.loopback import Answer, Loopback
from tests.scraper.desk import Desk, Opens

NUMBER = "1:25-cv-00001"
SOURCE = f"courtlistener:mad:{NUMBER}"
MORNING = datetime(2025, 5, 24, 7, 0, tzinfo=UTC)
PLENTY = {"per_minute": 1000, "per_hour": 1000, "per_day": 1000}


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as served:
        yield served


@pytest.fixture
def desk(listener: Listener, open_desk: Opens) -> Desk:
    return follow(open_desk(), listener.url(""), WatchedCase("mad", NUMBER))


def follow(desk: Desk, url: str, *cases: WatchedCase, **limits: int) -> Desk:
    """Watch cases with a token for the service at this address."""
    desk.now = MORNING
    told = PLENTY | limits
    service = CourtListener(TOKEN, url, delay=0.0, **told)  # type: ignore[arg-type]
    desk.config = replace(desk.config, courtlistener=service)
    desk.store.watches.add(Watch("matter", cases), desk.now)
    desk.store.sources.sync(desk.config, desk.now)
    return desk


def limit(desk: Desk, **limits: int) -> None:
    service = replace(desk.config.courtlistener, **limits)  # type: ignore[arg-type]
    desk.config = replace(desk.config, courtlistener=service)


def ask(desk: Desk, after: timedelta = timedelta(hours=1)) -> Outcome:
    """A round so long after the last; what became of the source."""
    desk.now += after - timedelta(hours=1)
    return desk.round(only={SOURCE})[f"mad:{NUMBER}"]


def source(desk: Desk) -> Source:
    return desk.store.sources.get(SOURCE)


def held(desk: Desk) -> Docket:
    (found,) = desk.store.dockets.of_court("mad")
    return found


def news(desk: Desk) -> list[Change]:
    return [change for each in desk.told for change in each.changes if not change.quiet]


def kinds(desk: Desk) -> list[ChangeKind]:
    return [change.kind for change in news(desk)]


def test_a_case_is_found_by_its_number_and_read_whole(desk: Desk, listener: Listener) -> None:
    listener.docket()
    for number in (1, 2, 3):
        listener.entry(number)
    listener.page_size = 2
    assert ask(desk).state is SourceState.OK
    assert listener.asked_for == ["dockets by docket_number", "entries 1", "entries 1 more"]
    found = held(desk)
    assert (found.caption, found.courtlistener_id) == ("Example v. Sample Agency", "1")
    assert [each.number for each in found.entries] == [1, 2, 3]
    assert news(desk) == []


def test_a_case_is_found_by_the_case_id_of_pacer(listener: Listener, open_desk: Opens) -> None:
    listener.docket()
    listener.entry(1)
    desk = follow(open_desk(), listener.url(""), WatchedCase("mad", "#1001", "1001"))
    desk.round(only={"courtlistener:mad:#1001"})
    assert listener.asked_for == ["dockets by pacer_case_id", "entries 1"]
    assert (held(desk).number, len(held(desk).entries)) == (NUMBER, 1)


def test_a_case_is_found_by_its_id_where_the_watch_names_it(
    listener: Listener, open_desk: Opens
) -> None:
    listener.docket()
    case = WatchedCase("mad", NUMBER, courtlistener_id="1")
    desk = follow(open_desk(), listener.url(""), case)
    ask(desk)
    assert listener.asked_for == ["dockets 1", "entries 1"]


def test_a_number_with_initials_is_found_by_what_no_judge_changes(
    desk: Desk, listener: Listener
) -> None:
    listener.docket(docket_number="1:25-cv-00001-ABC")
    listener.docket(2, docket_number="1:25-cr-00001", pacer_case_id="7")
    ask(desk)
    assert listener.asked_for[:3] == [
        "dockets by docket_number",
        "dockets by docket_number_core",
        "entries 1",
    ]
    assert held(desk).caption == "Example v. Sample Agency"
    assert news(desk) == []


def test_a_docket_that_is_not_there_is_no_failure_and_is_sought_daily(
    desk: Desk, listener: Listener
) -> None:
    outcome = ask(desk)
    assert (outcome.state, outcome.error) == (SourceState.NOT_CONFIGURED, None)
    assert "does not have this docket" in outcome.problems[0].message
    assert outcome.next_check_at == desk.now + timedelta(days=1)
    listener.docket()
    listener.entry(1)
    assert ask(desk, timedelta(days=1)).state is SourceState.OK
    assert len(held(desk).entries) == 1


def test_the_next_visit_asks_only_what_changed(desk: Desk, listener: Listener) -> None:
    listener.docket()
    listener.entry(1)
    ask(desk)
    listener.requests.clear()
    listener.entry(
        2, description="ORDER granting 1. (Entered: 05/25/2025)", date_filed="2025-05-25"
    )
    outcome = ask(desk, timedelta(hours=5))
    assert listener.asked_for == ["documents 1", "entries 1 changed"]
    assert [change.kind for change in outcome.changes] == [ChangeKind.ENTRY_ADDED]
    listener.requests.clear()
    ask(desk)
    assert listener.asked_for == ["entries 1 changed"]


def test_a_new_day_begins_with_the_heading(desk: Desk, listener: Listener) -> None:
    row = listener.docket()
    ask(desk)
    listener.requests.clear()
    row |= {"date_terminated": "2025-05-25", "assigned_to_str": "Kim Sample"}
    ask(desk, timedelta(days=1))
    assert listener.asked_for[0] == "dockets by docket_number"
    assert sorted(kinds(desk)) == [ChangeKind.CLOSED, ChangeKind.REASSIGNED]


def test_an_edit_comes(desk: Desk, listener: Listener) -> None:
    listener.docket()
    row, _ = listener.entry(1), listener.entry(2)
    ask(desk)
    listener.edit(row, description="MOTION to seal, by Example. (Entered: 05/22/2025)")
    ask(desk)
    assert kinds(desk) == [ChangeKind.ENTRY_EDITED]


def test_an_edit_made_during_a_pass_comes_with_the_next(desk: Desk, listener: Listener) -> None:
    listener.docket()
    rows = [listener.entry(number) for number in (1, 2, 3)]
    listener.page_size = 1

    def edit_once(path: str) -> None:
        if "cursor" in path and rows[2]["description"] != "ORDER, amended.":
            listener.edit(rows[2], description="ORDER, amended.")

    listener.before_answers = edit_once
    ask(desk)
    assert [each.text for each in held(desk).entries][2] != "ORDER, amended."
    ask(desk)
    assert [each.text for each in held(desk).entries][2] == "ORDER, amended."


def test_a_free_copy_is_news_though_its_entry_did_not_change(
    desk: Desk, listener: Listener
) -> None:
    listener.docket()
    row = listener.entry(1)
    ask(desk)
    listener.frees(row)
    ask(desk, timedelta(hours=6))
    assert kinds(desk) == [ChangeKind.DOCUMENT_FREE]
    (document,) = held(desk).entries[0].documents
    assert document.free_url is not None
    assert "/recap/gov.uscourts.mad" in document.free_url


def test_a_forced_visit_looks_for_free_copies_where_the_budget_has_room(
    desk: Desk, listener: Listener
) -> None:
    listener.docket()
    row = listener.entry(1)
    ask(desk)
    listener.frees(row)
    limit(desk, per_hour=3)
    desk.round(only={SOURCE}, force=True)
    assert listener.asked_for[2:] == ["entries 1 changed"]
    limit(desk, per_hour=1000)
    desk.round(only={SOURCE}, force=True)
    assert kinds(desk) == [ChangeKind.DOCUMENT_FREE]


def test_a_text_that_comes_later_is_no_news(desk: Desk, listener: Listener) -> None:
    listener.docket()
    row = listener.entry(1, description="")
    ask(desk)
    listener.edit(row, description="MOTION to dismiss, by Example. (Entered: 05/22/2025)")
    ask(desk)
    assert news(desk) == []
    assert held(desk).entries[0].text is not None


def test_one_case_under_two_records_is_one_docket_read_from_both(
    desk: Desk, listener: Listener
) -> None:
    listener.docket()
    listener.docket(2, pacer_case_id=None, case_name="", date_last_filing="2025-05-25")
    listener.entry(1)
    listener.entry(2, docket=2)
    ask(desk)
    assert listener.asked_for == ["dockets by docket_number", "entries 1", "entries 2"]
    assert [each.number for each in held(desk).entries] == [1, 2]
    assert held(desk).courtlistener_id == "1"
    listener.entry(3, docket=2, date_filed="2025-05-25")
    ask(desk)
    assert kinds(desk) == [ChangeKind.ENTRY_ADDED]


def test_a_docket_that_is_gone_is_looked_up_again(desk: Desk, listener: Listener) -> None:
    listener.docket()
    listener.entry(1)
    ask(desk)
    del listener.dockets[1]
    listener.docket(5)
    listener.entry(2, docket=5)
    outcome = ask(desk)
    assert (outcome.state, outcome.error) == (SourceState.OK, None)
    assert listener.asked_for[-3:] == ["entries 1 changed", "dockets by docket_number", "entries 5"]
    assert [each.number for each in held(desk).entries] == [1, 2]


def test_a_docket_that_is_listed_but_never_there_is_not_sought_without_end(
    desk: Desk, listener: Listener
) -> None:
    listener.docket()
    listener.before_answers = lambda path: Answer(status=404) if "entries" in path else None
    outcome = ask(desk)
    assert outcome.state is SourceState.DOWN
    assert listener.asked_for == ["dockets by docket_number", "entries 1"] * 2


def test_a_pass_cut_short_goes_on_where_it_was(desk: Desk, listener: Listener) -> None:
    listener.docket()
    for number in range(1, 7):
        listener.entry(number)
    listener.page_size = 2
    limit(desk, per_minute=2)
    ask(desk)
    assert [each.number for each in held(desk).entries] == [5, 6]
    limit(desk, **PLENTY)
    with Store.open(desk.config.home.store_path) as another_process:
        desk.store, before = another_process, desk.store
        ask(desk)
        desk.store = before
    assert listener.asked_for[1:] == ["entries 1", "entries 1 more", "entries 1 more"]
    assert [each.number for each in held(desk).entries] == [1, 2, 3, 4, 5, 6]
    assert news(desk) == []


def test_a_round_that_is_told_to_stop_between_pages_goes_on_there(
    desk: Desk, listener: Listener
) -> None:
    listener.docket()
    for number in range(1, 6):
        listener.entry(number)
    listener.page_size = 2

    def stop_at_the_second(path: str) -> Answer | None:
        if listener.asked_for.count("entries 1 more") == 1:
            os.kill(os.getpid(), signal.SIGTERM)
            return Answer(delay=5.0)
        return None

    listener.before_answers = stop_at_the_second
    assert run(crawl(desk.store, desk.config, lambda: desk.now, only={SOURCE})) is None
    assert [each.number for each in held(desk).entries] == [4, 5]
    ask(desk)
    assert listener.asked_for.count("entries 1") == 1
    assert [each.number for each in held(desk).entries] == [1, 2, 3, 4, 5]


def test_a_page_that_fails_is_asked_again_and_none_before_it(
    desk: Desk, listener: Listener
) -> None:
    listener.docket()
    for number in (1, 2, 3):
        listener.entry(number)
    listener.page_size = 1

    def fail_once(path: str) -> Answer | None:
        is_second = listener.asked_for.count("entries 1 more") == 1
        return Answer(status=502) if is_second else None

    listener.before_answers = fail_once
    assert ask(desk).state is SourceState.DOWN
    assert ask(desk).state is SourceState.OK
    assert listener.asked_for.count("entries 1") == 1
    assert [each.number for each in held(desk).entries] == [1, 2, 3]


def test_a_cursor_that_is_no_longer_known_begins_the_pass_anew(
    desk: Desk, listener: Listener
) -> None:
    listener.docket()
    for number in (1, 2, 3):
        listener.entry(number)
    listener.page_size = 1

    def forget(path: str) -> Answer | None:
        is_second = listener.asked_for[1:] == ["entries 1", "entries 1 more"]
        return Answer(b'{"detail": "Invalid cursor"}', 404) if is_second else None

    listener.before_answers = forget
    outcome = ask(desk)
    assert (outcome.state, outcome.error) == (SourceState.OK, None)
    assert [each.number for each in held(desk).entries] == [1, 2, 3]


def test_the_token_goes_to_no_other_address_that_a_page_names(
    desk: Desk, listener: Listener, other: Loopback
) -> None:
    listener.docket()
    for number in (1, 2, 3):
        listener.entry(number)
    listener.page_size, listener.next_origin = 2, other.url("")
    outcome = ask(desk)
    assert other.requests == []
    assert outcome.state is SourceState.DOWN
    assert outcome.error is not None
    assert "next page leads to" in outcome.error
    assert [each.number for each in held(desk).entries] == [2, 3]
    listener.next_origin = None
    assert ask(desk).state is SourceState.OK
    assert [each.number for each in held(desk).entries] == [1, 2, 3]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_token_is_carried_along_by_no_redirect(
    desk: Desk, listener: Listener, other: Loopback, status: int
) -> None:
    there = other.url("/api/rest/v4/dockets/")
    listener.refusals = [Answer(status=status, headers={"Location": there})]
    outcome = ask(desk)
    assert outcome.state is SourceState.DOWN
    assert all(TOKEN not in str(each.headers) for each in other.requests)


def test_within_its_own_address_a_redirect_is_told(desk: Desk, listener: Listener) -> None:
    there = listener.url("/elsewhere/")
    listener.refusals = [Answer(status=301, headers={"Location": there})]
    outcome = ask(desk)
    assert outcome.error is not None
    assert "base_url" in outcome.error
    carrying = [each.path for each in listener.requests if each.headers["Authorization"]]
    assert len(carrying) == 1


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, b'{"detail": "Invalid token."}', "check courtlistener.token"),
        (403, b'{"detail": "No."}', "may not read /api/rest/v4/dockets/"),
        (400, b'{"order_by": ["Bad: ' + TOKEN.encode() + b'"]}', "refused what was asked"),
        (404, b"<html>", "base_url right"),
        (500, b"", "500"),
    ],
)
def test_a_refusal_says_what_to_do_and_never_the_token(
    desk: Desk,
    listener: Listener,
    caplog: pytest.LogCaptureFixture,
    status: int,
    body: bytes,
    words: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    listener.refusals = [Answer(body, status)]
    outcome = ask(desk)
    assert outcome.state is SourceState.DOWN
    assert outcome.error is not None
    assert words in outcome.error
    assert outcome.error.startswith("CourtListener (127.0.0.1): ")
    assert TOKEN not in caplog.text + repr(outcome) + repr(desk.config)
    assert TOKEN not in "".join(desk.store._connection.iterdump())


@pytest.mark.parametrize(
    "told",
    [
        Answer(status=429, headers={"Retry-After": "7200"}),
        Answer(b'{"detail": "Throttled. Expected available in 7200 seconds."}', 429),
    ],
)
def test_a_throttle_keeps_every_request_away_as_long_as_it_says(
    listener: Listener, open_desk: Opens, told: Answer
) -> None:
    listener.docket()
    cases = (WatchedCase("mad", NUMBER), WatchedCase("mad", "1:25-cv-00002"))
    desk = follow(open_desk(), listener.url(""), *cases)
    both = {SOURCE, "courtlistener:mad:1:25-cv-00002"}
    listener.refusals = [told]
    outcomes = desk.round(only=both)
    assert len(listener.requests) == len(outcomes) == 1
    until = desk.now + timedelta(hours=2)
    assert {desk.store.sources.get(id).next_check_at for id in both} == {until}
    with Store.open(desk.config.home.store_path) as another_process:
        desk.store, before = another_process, desk.store
        assert desk.round(only=both, force=True) == {}
        desk.store = before
    held = desk.store.services.hold(COURTLISTENER, desk.now)
    assert held is not None
    assert held.until == until
    assert len(listener.requests) == 1
    desk.now = until - timedelta(hours=1)
    assert len(desk.round(only=both)) == 2


def test_nothing_is_asked_beyond_the_budget_and_waiting_is_no_failure(
    listener: Listener, open_desk: Opens
) -> None:
    numbers = [f"1:25-cv-{place:05}" for place in range(1, 8)]
    for place, number in enumerate(numbers, 1):
        listener.docket(place, docket_number=number, pacer_case_id=str(place))
    cases = [WatchedCase("mad", number) for number in numbers]
    desk = follow(open_desk(), listener.url(""), *cases, per_minute=5, per_hour=8, per_day=20)
    ids = {f"courtlistener:mad:{number}" for number in numbers}
    sent: list[tuple[datetime, int]] = []
    for minutes in [0, 1, 1, 30, 31, 60, 600, 1, 600, 300, 1440]:
        before = len(listener.requests)
        desk.now += timedelta(minutes=minutes) - timedelta(hours=1)
        outcomes = desk.round(only=ids)
        assert all(each.error is None for each in outcomes.values())
        sent.append((desk.now, len(listener.requests) - before))
    limits = {"minute": 5, "hour": 8, "day": 20}
    for window in budget.windows(desk.config.courtlistener):
        for start, _ in sent:
            inside = [n for at, n in sent if start <= at < start + window.span]
            assert sum(inside) <= limits[window.name]
    assert len(list(desk.store.dockets.of_court("mad"))) == 7


def test_what_cannot_be_asked_now_is_due_when_it_can(listener: Listener, open_desk: Opens) -> None:
    listener.docket()
    desk = follow(open_desk(), listener.url(""), WatchedCase("mad", NUMBER), per_minute=1)
    ask(desk)
    (minute, _, day) = desk.store.services.left(
        COURTLISTENER, budget.windows(desk.config.courtlistener), desk.now
    )
    assert (minute.used, minute.limit, day.used) == (1, 1, 1)
    assert source(desk).next_check_at == minute.next_at
    assert minute.next_at > desk.now + timedelta(minutes=1)
    assert source(desk).failures == 0


def test_a_hostile_answer_costs_only_itself(desk: Desk, listener: Listener) -> None:
    for body in (b"", b"<html>", b"[" * 200_000, b'{"results": [1]}', b'{"results": {}}', b"null"):
        listener.refusals = [Answer(body)]
        assert ask(desk, timedelta(days=1)).state is SourceState.DOWN
    listener.docket()
    listener.entry(1)
    assert ask(desk, timedelta(days=1)).state is SourceState.OK
    assert len(held(desk).entries) == 1


def test_a_request_that_cannot_be_counted_is_not_sent(desk: Desk, listener: Listener) -> None:
    listener.docket()
    desk.store._connection.execute("drop table request")
    with pytest.raises(StoreError, match="no such table"):
        ask(desk)
    assert listener.requests == []
