"""`docket ack`, `snooze`, `rules test` and `outbox --held`: the reader decides what is noise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from commands import agenda, home
from db.models import DocketEntry, EntryKind, Meaning, Snapshot, SourceState, Watch, WatchedCase
from db.store import Store
from notify import outbox
from tests.commands.conftest import House
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, entry, linked, need_source

LATER = NOON + timedelta(hours=1)
WISHED = {
    "when": "hourly",
    "digest": "none",
    "quiet": "23:00-06:00",
    "not quiet": "for notice of appeal",
    "text": "waited for, up to 15m",
    "updates": "a reply tells the text that comes later",
    "repeats": "orders that nobody acknowledges for 20m, to desk",
    "language": "es",
}


def read(told: DocketEntry, court_id: str) -> Meaning | None:
    name = told.labels[0].casefold().split()[0]
    return Meaning(EntryKind(name)) if name in set(EntryKind) else None


@pytest.fixture
def store(house: House) -> Iterator[Store]:
    """A case with an order, a motion and an appearance, of which its watch was told at noon."""
    with house.store() as opened, home.timed_by(lambda: LATER):
        opened.reader = read
        need_source(opened, SOURCE)
        case = WatchedCase("mad", NUMBER)
        opened.watches.add(Watch("dvd", cases=(case,), channels=("desk",)), NOON)
        tell(opened, docket(), minute=1)
        filed = (linked(501, 12), linked(502, 13, "Motion"), linked(503, 14, "Appearance"))
        tell(opened, docket(*filed), minute=2)
        outbox.plan(opened, NOON + timedelta(minutes=3))
        yield opened


def tell(store: Store, told: Any, minute: int) -> None:
    at = NOON + timedelta(minutes=minute)
    store.record(Snapshot(SourceState.OK, dockets=(told,), source_id=SOURCE, fetched_at=at))


def send(store: Store, at: datetime = LATER) -> str:
    """The channel takes its next message."""
    claimed = store.deliveries.claim("desk", at, timedelta(minutes=1))
    assert claimed is not None
    store.deliveries.settle(claimed.id, at)
    return claimed.id


def acknowledged(store: Store) -> list[int | None]:
    """The numbers of the entries that somebody has seen."""
    told = [each for each in store.deliveries.all() if each.acked_at is not None]
    return [each.change.entry.number for each in told if each.change.entry]


@pytest.mark.parametrize("words", [("dvd", "12"), ("mad", NUMBER, "12"), ("D.V.D.", "12")])
def test_an_entry_of_a_watch_or_a_case_is_acknowledged(
    house: House, store: Store, words: tuple[str, ...]
) -> None:
    send(store)
    said = house.docket("ack", *words).stdout
    assert said == f"Acknowledged for dvd: Order (12), mad {NUMBER}\n"
    assert acknowledged(store) == [12]


def test_an_entry_without_a_number_is_acknowledged_by_its_id(house: House, store: Store) -> None:
    told = docket(linked(501, 12), linked(502, 13, "Motion"), linked(503, 14, "Appearance"))
    tell(store, replace(told, entries=(*told.entries, entry(504, "Order"))), minute=4)
    outbox.plan(store, LATER)
    send(store)
    send(store)
    (unnumbered,) = [e for d in store.dockets.of_court("mad") for e in d.entries if not e.number]
    assert "Acknowledged for dvd: Order" in house.docket("ack", "dvd", f"id:{unnumbered.id}").stdout
    assert acknowledged(store) == [None]


def test_a_message_is_acknowledged_with_all_that_it_told(house: House, store: Store) -> None:
    house.docket("ack", send(store))
    assert acknowledged(store) == [12, 13]


def test_who_acknowledges_a_reply_has_seen_the_order(house: House, store: Store) -> None:
    """Red when: a message acknowledges its own changes alone, and the order is repeated."""
    asking = store.watches.get("dvd")
    timing = replace(asking.timing, updates=True, repeat_to="phone")
    store.watches.update(replace(asking, timing=timing), NOON)
    send(store)
    tell(store, docket(replace(linked(501, 12), text="ORDER granting 9.")), minute=70)
    later = LATER + timedelta(minutes=20)
    outbox.plan(store, later)
    house.docket("ack", send(store, later))
    assert acknowledged(store) == [12, 12]


def test_everything_that_was_told_is_acknowledged_once(house: House, store: Store) -> None:
    send(store)
    assert len(house.docket("ack", "--all").stdout.splitlines()) == 2
    assert "Nothing that was told" in house.docket("ack", "--all").stdout


def test_what_was_not_told_yet_cannot_be_acknowledged(house: House, store: Store) -> None:
    house.docket("ack", "dvd")
    assert acknowledged(store) == []


@pytest.mark.parametrize("words", [(), ("dvd", "--all")])
def test_it_must_be_said_what_is_acknowledged(house: House, words: tuple[str, ...]) -> None:
    house.docket("ack", *words, exits=2)


def test_an_unknown_message_is_an_error_that_says_what_to_do(house: House, store: Store) -> None:
    said = house.docket("ack", "0123456789ab", exits=1).stderr
    assert "name the watch" in said


def test_what_waits_is_listed_with_its_way_its_time_and_the_reason(
    house: House, store: Store
) -> None:
    send(store)
    (held,) = house.lines("outbox", "--held")
    assert (held["route"], held["reason"]) == ("digest", "kind appearance")
    assert held["due_at"] == "2025-05-24T08:00:00Z"
    told = house.docket("outbox", "--held", env={"TZ": "UTC"}).stdout
    assert "Appearance (14)" in told
    assert "2025-05-24 08:00 UTC" in told
    assert "digest" in house.docket("outbox").stdout


def test_a_snooze_holds_everything_until_a_day_or_for_a_span(house: House, store: Store) -> None:
    house.docket("snooze", "dvd", "3d")
    assert store.watches.get("dvd").snoozed_until == LATER + timedelta(days=3)
    house.docket("snooze", "dvd", "until", "2025-06-01", env={"TZ": "UTC"})
    until = store.watches.get("dvd").snoozed_until
    assert until is not None
    assert until.isoformat() == "2025-06-01T00:00:00+00:00"
    assert "snoozed until 2025-06-01" in house.docket("list", env={"TZ": "UTC"}).stdout


def test_a_watch_answers_when_and_how_it_tells(house: House, store: Store) -> None:
    house.folder.mkdir(exist_ok=True)
    house.config.write_text('[channels]\ndesk = "json://127.0.0.1:9/"\n')
    house.docket("snooze", "dvd", "3d", env={"TZ": "UTC"})
    plain = house.docket("watch", "--name", "dvd", "--no-look", env={"TZ": "UTC"}).stdout
    assert "snoozed   until 2025-05-26 13:00 UTC" in plain
    assert not any(word in plain for word in ("when", "digest", "quiet", "repeats", "language"))
    words = ("--when", "hourly", "--digest", "off", "--quiet-hours", "23:00-06:00")
    words += ("--break-quiet", "notice-of-appeal", "--wait-for-text", "15m", "--updates")
    words += ("--repeat-to", "desk", "--repeat-after", "20m", "--language", "es", "--no-look")
    shown = house.docket("watch", "--name", "dvd", *words).stdout
    told = dict(line.strip().split("  ", 1) for line in shown.splitlines() if "  " in line.strip())
    assert {name: text.strip() for name, text in told.items() if name in WISHED} == WISHED


def test_a_snooze_can_be_ended(house: House, store: Store) -> None:
    house.docket("snooze", "dvd", "3d")
    assert "no longer snoozed" in house.docket("unsnooze", "dvd").stdout
    assert store.watches.get("dvd").snoozed_until is None
    assert "not snoozed" in house.docket("unsnooze", "dvd").stdout


@pytest.mark.parametrize("words", [("dvd",), ("dvd", "until", "2025-05-01"), ("dvd", "soon")])
def test_a_snooze_needs_a_time_to_come(house: House, store: Store, words: tuple[str, ...]) -> None:
    house.docket("snooze", *words, exits=2)


def test_a_trial_shows_what_the_watch_would_have_sent(house: House, store: Store) -> None:
    found = house.lines("rules", "test", "dvd", "--since", "12h")
    assert [(each["route"], each["kind"]) for each in found] == [
        ("now", "order"),
        ("now", "motion"),
        ("digest", "appearance"),
    ]


def test_a_trial_can_be_of_other_wishes_and_changes_nothing(house: House, store: Store) -> None:
    before = store.watches.get("dvd")
    found = house.lines("rules", "test", "dvd", "--kinds", "order", "--digest", "off")
    assert [(each["route"], each["is_sent"]) for each in found] == [
        ("now", True),
        ("held", False),
        ("held", False),
    ]
    assert store.watches.get("dvd") == before
    assert len(store.deliveries.all()) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--party", "Sample Agency"), "dvd follows cases"),
        (("--channel", "desk"), "No such option"),  # it decides nothing
        (("--kinds", "order,nose"), '"nose" is none of complaint, answer,'),
    ],
)
def test_a_trial_refuses_what_it_could_not_heed(
    house: House, store: Store, words: tuple[str, ...], said: str
) -> None:
    assert said in " ".join(house.docket("rules", "test", "dvd", *words, exits=2).stderr.split())


def test_a_time_is_understood_in_any_case(house: House, store: Store) -> None:
    house.docket("watch", "--name", "dvd", "--when", "Now", "--digest", "OFF", "--no-look")
    timing = store.watches.get("dvd").timing
    assert (timing.when, timing.digest) == ("now", "off")


def test_a_trial_counts_by_kind_and_says_why(house: House, store: Store) -> None:
    told = house.docket("rules", "test", "dvd", "--kinds", "order").stdout
    assert "held back: 1 × kind motion" in told
    assert "Order (12)" in told


def test_a_trial_leaves_out_what_a_first_look_brought(house: House, store: Store) -> None:
    at = NOON - timedelta(days=9)
    old = linked(401, 2, "Complaint", entered_at=at)
    with house.store() as other:
        need_source(other, "pacer_rss:rid")
        case = WatchedCase("rid", "1:25-cv-00001")
        other.watches.add(Watch("rid", cases=(case,)), NOON)
        told = docket(old, court_id="rid", number="1:25-cv-00001", pacer_case_id="5")
        at = NOON + timedelta(minutes=4)
        other.record(
            Snapshot(SourceState.OK, dockets=(told,), source_id="pacer_rss:rid", fetched_at=at)
        )
    assert house.lines("rules", "test", "rid") == []
    (found,) = house.lines("rules", "test", "rid", "--backlog")
    assert found["change"]["entry"]["number"] == 2


def test_a_trial_agrees_with_what_was_planned(house: House, store: Store) -> None:
    planned = {json.dumps(each["change"]["entry"]): each["route"] for each in house.lines("outbox")}
    trial = house.lines("rules", "test", "dvd")
    assert planned == {json.dumps(each["change"]["entry"]): each["route"] for each in trial}


def test_the_next_digest_ends_the_rest(store: Store) -> None:
    store._connection.execute("update source set wanted = 0")
    send(store)
    due_at = store.deliveries.next_due_at()
    assert due_at is not None
    before = due_at - timedelta(seconds=10)
    assert agenda.rest(store, before) == 10
    assert agenda.is_idle(store, before)
    assert not agenda.is_idle(store, due_at)


def test_what_a_refused_message_holds_up_is_not_due_before_it(store: Store) -> None:
    """Red when: `next_due_at` looks at every message; then `docket run` never rests."""
    claimed = store.deliveries.claim("desk", LATER, timedelta(minutes=1))
    assert claimed is not None
    retry_at = LATER + timedelta(hours=6)
    store.deliveries.settle(claimed.id, LATER, "HTTP 500", retry_at)
    filed = (linked(501, 12), linked(502, 13, "Motion"), linked(503, 14, "Appearance"))
    tell(store, docket(*filed, linked(504, 15)), minute=5)
    outbox.plan(store, LATER)
    assert store.deliveries.unsent(LATER) == 2
    assert store.deliveries.next_due_at() == retry_at
