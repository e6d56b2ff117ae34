"""When and how each reader hears: digests, quiet hours, text that comes later, reminders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from db.models import (
    Change,
    ChangeKind,
    Delivery,
    DeliveryStatus,
    DocketEntry,
    EntryKind,
    Meaning,
    Message,
    Route,
    SourceState,
    Timing,
    Watch,
)
from db.store import Store
from notify import later
from tests.db.conftest import NOON, NUMBER, docket, entry, linked
from tests.notify.receivers import Chat
from tests.notify.test_outbox import OTHER, Desk, other_docket

Tell = Callable[..., tuple[Change, ...]]
K = EntryKind
# The feed tells at 12:0x UTC, 8:0x AM in New York; Desk's clock begins at 9 AM.
EIGHT_NEXT_DAY = datetime(2025, 5, 24, 12, 0, tzinfo=UTC)


def read(told: DocketEntry, court_id: str) -> Meaning | None:
    """The kind that the label names."""
    name = told.labels[0].casefold().split()[0] if told.labels else ""
    return Meaning(EntryKind(name)) if name in set(EntryKind) else None


@pytest.fixture
def desk(store: Store) -> Desk:
    store.reader = read
    return Desk(store)


def watch(desk: Desk, slug: str = "dvd", *numbers: str, **told: Any) -> Watch:
    """A watch with these wishes; those on time are fields of `Timing`."""
    names = {name: told.pop(name) for name in list(told) if name in Timing.__dataclass_fields__}
    return desk.watch(slug, *numbers, timing=Timing(**names), **told)


def change(desk: Desk, slug: str = "dvd", **told: Any) -> None:
    """The watch wishes otherwise."""
    held = desk.store.watches.get(slug)
    desk.store.watches.update(replace(held, timing=replace(held.timing, **told)), desk.now)


def waiting(desk: Desk) -> list[tuple[Route, str | None]]:
    return [(each.route, each.reason) for each in desk.store.deliveries.waiting()]


def only(desk: Desk) -> Message:
    (message,) = desk.printed
    return message


def titles(desk: Desk) -> list[str]:
    return [each.title.rpartition(": ")[2] for each in desk.printed]


# Digests


def test_a_watch_with_a_digest_hears_everything_at_its_time(desk: Desk, tell: Tell) -> None:
    watch(desk, when="daily@08:00")
    tell(docket())
    tell(docket(linked(501, 12), linked(502, 13, "Motion")))
    desk.round()
    assert desk.printed == []
    assert waiting(desk) == [(Route.DIGEST, None)] * 2
    desk.now = EIGHT_NEXT_DAY - timedelta(seconds=1)
    assert desk.round().sent == 0
    assert desk.later(seconds=1).round().sent == 1
    assert "Order (12)" in only(desk).text
    assert "Motion (13)" in only(desk).text
    assert only(desk).title.startswith("Docket digest")


def test_a_digest_is_one_message_for_all_matters_of_a_channel(desk: Desk, tell: Tell) -> None:
    watch(desk, "dvd", when="daily@08:00")
    watch(desk, "example", OTHER, when="daily@08:00")
    tell(docket(), other_docket())
    tell(docket(entry()), other_docket(entry(77, "Answer")))
    desk.round()
    desk.now = EIGHT_NEXT_DAY
    assert desk.round().sent == 1
    assert "D.V.D. v." in only(desk).text
    assert "Example v. Sample Agency" in only(desk).text


def test_noise_goes_to_the_digest_though_the_watch_hears_at_once(desk: Desk, tell: Tell) -> None:
    watch(desk)
    tell(docket())
    tell(docket(linked(501, 12), linked(502, 13, "Appearance"), linked(503, 14, "Summons")))
    desk.round()
    assert titles(desk) == ["Order (12)"]
    assert waiting(desk) == [(Route.DIGEST, "kind appearance"), (Route.DIGEST, "kind summons")]
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    assert "Appearance (13)" in desk.printed[1].text


def test_noise_that_a_watch_names_is_told_at_once(desk: Desk, tell: Tell) -> None:
    watch(desk, kinds=(K.APPEARANCE,))
    tell(docket())
    tell(docket(linked(502, 13, "Appearance")))
    desk.round()
    assert titles(desk) == ["Appearance (13)"]


def test_what_a_filter_holds_back_is_listed_in_the_digest_with_the_reason(
    desk: Desk, tell: Tell
) -> None:
    watch(desk, kinds=(K.ORDER,))
    tell(docket())
    tell(docket(linked(502, 13, "Motion")))
    desk.round()
    assert waiting(desk) == [(Route.HELD, "kind motion")]
    desk.now = EIGHT_NEXT_DAY
    assert desk.round().sent == 1
    assert "Motion (13) (kind motion)" in only(desk).text


def test_what_is_held_back_of_one_event_is_one_line(desk: Desk, tell: Tell) -> None:
    """Red when: a motion with twelve exhibits fills the digest that was to be brief."""
    watch(desk, kinds=(K.ORDER,))
    tell(docket())
    papers = (linked(503 + each, 14 + each, "Exhibit") for each in range(3))
    tell(docket(linked(502, 13, "Motion"), *papers))
    desk.round()
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    (line,) = [each for each in only(desk).text.splitlines() if "Motion" in each]
    assert line.endswith("Motion (13) (and 3 exhibits) (kind motion; kind exhibit)")
    assert "Exhibit" not in only(desk).text


def test_without_a_digest_what_is_held_back_is_noted_and_never_sent(desk: Desk, tell: Tell) -> None:
    watch(desk, kinds=(K.ORDER,), digest="off")
    tell(docket())
    tell(docket(linked(502, 13, "Motion"), linked(503, 14, "Appearance")))
    desk.round()
    desk.later(days=9).round()
    assert desk.printed == []
    assert desk.statuses() == [DeliveryStatus.WITHDRAWN] * 2
    reasons = {each.reason for each in desk.store.deliveries.all()}
    assert reasons == {"kind motion", "kind appearance"}


def test_a_watch_may_have_its_noise_at_another_time(desk: Desk, tell: Tell) -> None:
    watch(desk, digest="weekly mon@08:00")
    tell(docket())
    tell(docket(linked(503, 14, "Appearance")))
    desk.round()
    assert [each.due_at for each in desk.store.deliveries.waiting()] == [
        datetime(2025, 5, 26, 12, 0, tzinfo=UTC)
    ]


def test_a_digest_that_was_missed_leaves_as_soon_as_it_can(desk: Desk, tell: Tell) -> None:
    watch(desk, when="daily@08:00")
    tell(docket())
    tell(docket(entry()))
    desk.round()
    desk.later(days=4)
    assert desk.round().sent == 1


def test_an_alert_neither_waits_for_a_digest_in_trouble_nor_lets_one_pass_another(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    """Red when: `_next` orders by place alone."""
    chat.script.extendleft([500])
    desk.channels = {"a": chat.url()}
    watch(desk, "dvd", when="hourly", channels=("a",))
    watch(desk, "example", OTHER, channels=("a",))
    tell(docket(), other_docket())
    tell(docket(linked(501, 12)), other_docket())
    assert desk.round().sent == 0  # the digest was refused
    tell(docket(linked(501, 12)), other_docket(linked(77, 3, "Answer")))
    assert desk.later(seconds=5).round().sent == 1
    desk.later(minutes=5).round()
    assert [each["title"].partition(":")[0][:14] for each in chat.messages] == [
        "Example v. Sam",
        "Docket digest,",
    ]


def test_a_new_time_holds_for_what_waits_too(desk: Desk, tell: Tell) -> None:
    watch(desk, when="daily@08:00")
    tell(docket())
    tell(docket(linked(501, 12)))
    desk.round()
    change(desk, when="now")
    assert desk.round().sent == 1
    assert titles(desk) == ["Order (12)"]


def test_what_waits_for_the_night_to_end_waits_for_the_digest_if_that_is_wished_now(
    desk: Desk, tell: Tell
) -> None:
    watch(desk, quiet_hours="08:30-18:00")
    tell(docket())
    tell(docket(linked(501, 12)))
    desk.round()
    assert waiting(desk) == [(Route.NOW, "quiet hours")]
    change(desk, when="daily@20:00", quiet_hours="off")
    desk.round()
    assert waiting(desk) == [(Route.DIGEST, None)]


def test_a_new_time_in_the_configuration_holds_for_what_waits_too(desk: Desk, tell: Tell) -> None:
    watch(desk)
    tell(docket())
    tell(docket(linked(503, 14, "Appearance")))
    desk.round()
    desk.habits = {"digest": "daily@09:30"}
    desk.round()
    assert [each.due_at for each in desk.store.deliveries.waiting()] == [
        datetime(2025, 5, 23, 13, 30, tzinfo=UTC)
    ]


def test_unwatching_takes_back_what_waits(desk: Desk, tell: Tell) -> None:
    watch(desk, when="daily@08:00")
    tell(docket())
    tell(docket(entry()))
    desk.round()
    desk.store.watches.remove("dvd")
    desk.now = EIGHT_NEXT_DAY
    assert desk.round().sent == 0
    assert desk.statuses() == [DeliveryStatus.WITHDRAWN]


# Quiet hours

DAY = "08:30-18:00"  # somebody who works by night
EVENING = datetime(2025, 5, 23, 22, 0, tzinfo=UTC)


def test_nothing_leaves_in_quiet_hours_and_all_together_when_they_end(
    desk: Desk, tell: Tell
) -> None:
    watch(desk, quiet_hours=DAY)
    tell(docket())
    for seq in (501, 502, 503):
        tell(docket(*(linked(each, each - 489) for each in range(501, seq + 1))))
        assert desk.round().sent == 0
    desk.now = EVENING - timedelta(seconds=1)
    assert desk.round().sent == 0
    desk.now = EVENING
    assert desk.round().sent == 1
    assert titles(desk) == ["Order (12) and 2 more"]


def test_an_order_may_break_the_quiet(desk: Desk, tell: Tell) -> None:
    desk.habits = {"quiet_hours": DAY, "breaks_quiet": (K.ORDER,)}
    watch(desk)
    tell(docket())
    tell(docket(linked(501, 12), linked(502, 13, "Motion")))
    desk.round()
    assert titles(desk) == ["Order (12)"]
    desk.now = EVENING
    desk.round()
    assert titles(desk)[1:] == ["Motion (13)"]


def test_a_watch_may_have_no_quiet_hours(desk: Desk, tell: Tell) -> None:
    desk.habits = {"quiet_hours": DAY}
    watch(desk, quiet_hours="off")
    tell(docket())
    tell(docket(entry()))
    assert desk.round().sent == 1


def test_that_a_source_fails_is_told_when_the_quiet_ends(desk: Desk, tell: Tell) -> None:
    watch(desk, quiet_hours=DAY, breaks_quiet=tuple(EntryKind))
    tell(docket())
    for _ in range(3):
        tell(state=SourceState.DOWN)
        desk.round()
    assert desk.printed == []
    desk.now = EVENING
    desk.round()
    assert "has not answered" in only(desk).title


def test_what_waits_and_is_found_to_be_a_filing_already_told_does_not_leave(
    desk: Desk, tell: Tell
) -> None:
    watch(desk)
    tell(docket())
    tell(docket(entry()))
    assert desk.round().sent == 1
    change(desk, quiet_hours=DAY)
    tell(docket(entry(), entry(501)))
    desk.round()
    desk.store.repairs.merge([1, 2], desk.now)
    desk.now = EVENING
    assert desk.round().sent == 0
    assert desk.statuses() == [DeliveryStatus.SENT, DeliveryStatus.WITHDRAWN]


def test_a_digest_obeys_quiet_hours(desk: Desk, tell: Tell) -> None:
    watch(desk, when="hourly", quiet_hours=DAY)
    tell(docket())
    tell(docket(entry()))
    desk.round()
    desk.later(hours=2).round()
    assert desk.printed == []
    desk.now = EVENING
    assert desk.round().sent == 1


def test_a_message_that_was_refused_rests_by_night_and_holds_up_no_other(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    """Red when: `_claim` does not look whether its readers sleep."""
    chat.script.extendleft([500])
    desk.channels = {"a": chat.url()}
    watch(desk, "dvd", quiet_hours="09:00-18:00", channels=("a",))
    watch(desk, "example", OTHER, channels=("a",))
    tell(docket(), other_docket())
    tell(docket(linked(501, 12)), other_docket())
    desk.now -= timedelta(minutes=1)
    assert len(desk.round().troubles) == 1
    tell(docket(linked(501, 12)), other_docket(linked(77, 3, "Answer")))
    assert desk.later(minutes=5).round().sent == 1
    assert "Answer (3)" in chat.messages[0]["title"]
    assert desk.store.deliveries.next_due_at() == EVENING
    desk.now = EVENING
    assert desk.round().sent == 1
    assert "Order (12)" in chat.messages[1]["title"]


# Text that comes later

STUB = linked(501, 12)
WORDS = replace(STUB, text="ORDER granting 9 Motion to Stay.")


def test_a_stub_waits_for_its_text_and_leaves_with_it(desk: Desk, tell: Tell) -> None:
    desk.now -= timedelta(minutes=57)  # a minute after the stub comes
    watch(desk, wait_for_text=timedelta(minutes=15))
    tell(docket())
    tell(docket(STUB))
    assert desk.round().sent == 0
    assert waiting(desk) == [(Route.NOW, "its text is not there yet")]
    tell(docket(WORDS))
    assert desk.round().sent == 1
    assert "granting 9 Motion to Stay" in only(desk).text


def test_a_stub_whose_text_does_not_come_leaves_when_its_time_is_up(desk: Desk, tell: Tell) -> None:
    desk.now -= timedelta(minutes=57)
    watch(desk, wait_for_text=timedelta(minutes=15))
    tell(docket())
    tell(docket(STUB))
    desk.round()
    assert desk.later(minutes=13, seconds=59).round().sent == 0
    assert desk.later(seconds=1).round().sent == 1
    tell(docket(WORDS))
    assert desk.round().sent == 0


def test_a_stub_that_waited_is_held_back_if_its_text_is_not_wanted(desk: Desk, tell: Tell) -> None:
    """Red when: what waited for its text leaves with whatever text that is."""
    desk.now -= timedelta(minutes=57)
    watch(desk, wait_for_text=timedelta(minutes=15), terms=("O.C.G.",))
    tell(docket())
    tell(docket(STUB))
    assert desk.round().sent == 0
    tell(docket(WORDS))
    assert desk.round().sent == 0
    assert waiting(desk) == [(Route.HELD, "no word of O.C.G.")]


def test_noise_whose_text_comes_later_is_noise_still(desk: Desk, tell: Tell) -> None:
    stub = linked(501, 12, "Appearance")
    watch(desk, terms=("O.C.G.",))
    tell(docket())
    tell(docket(stub))
    desk.round()
    tell(docket(replace(stub, text="APPEARANCE entered on behalf of O.C.G.")))
    assert desk.round().sent == 0
    assert waiting(desk) == [(Route.DIGEST, "kind appearance")]


def test_text_that_comes_later_is_a_reply_where_the_watch_asks_for_it(
    desk: Desk, tell: Tell
) -> None:
    watch(desk, updates=True)
    tell(docket())
    tell(docket(STUB))
    desk.now = desk.now.replace(hour=12, minute=2, second=30)
    desk.round()
    tell(docket(WORDS))
    desk.later(hours=1)
    assert desk.round().sent == 1
    alert, reply = desk.printed
    assert reply.title == f"Re: {alert.title}"
    assert reply.thread == alert.thread
    assert "granting 9 Motion to Stay" in reply.text
    tell(docket(replace(WORDS, documents=())))
    tell(docket(WORDS))
    assert desk.round().sent <= 1  # that the link went is news; the text is not


def test_what_is_to_be_repeated_where_it_was_told_has_its_reply_too(desk: Desk, tell: Tell) -> None:
    watch(desk, updates=True, repeat_to="print")
    tell(docket())
    tell(docket(STUB))
    desk.now = desk.now.replace(hour=12, minute=2, second=30)
    desk.round()
    tell(docket(WORDS))
    assert desk.later(minutes=5).round().sent == 1
    assert desk.later(minutes=30).round().sent == 1
    alert, reply, reminder = (each.title for each in desk.printed)
    assert reply == f"Re: {alert}"
    assert reminder.startswith("Not acknowledged: ")


def test_text_that_comes_later_is_told_to_nobody_who_did_not_ask(desk: Desk, tell: Tell) -> None:
    watch(desk)
    tell(docket())
    tell(docket(STUB))
    desk.now = desk.now.replace(hour=12, minute=2, second=30)
    desk.round()
    tell(docket(WORDS))
    assert desk.later(hours=1).round().sent == 0


@pytest.mark.parametrize(("minutes", "is_stub"), [(-1, True), (1, False)])
def test_no_reply_follows_an_alert_that_had_the_text_already(minutes: int, is_stub: bool) -> None:
    """Promise 3. Red when: what was sent after its text came is taken for a stub."""
    text = Change(ChangeKind.ENTRY_EDITED, NOON, field="text", new="ORDER", quiet=True)
    alert = Delivery(
        1,
        Change(ChangeKind.ENTRY_ADDED, NOON - timedelta(hours=1)),
        "dvd",
        "desk",
        DeliveryStatus.SENT,
        sent_at=NOON + timedelta(minutes=minutes),
    )
    assert later.to_update(text, [alert], {"dvd"}) == ({("dvd", "desk")} if is_stub else set())


def test_nobody_is_sent_a_reply_to_what_was_never_told(desk: Desk, tell: Tell) -> None:
    watch(desk, updates=True)
    tell(docket(replace(STUB, entered_at=STUB.entered_at and STUB.entered_at - timedelta(days=1))))
    tell(docket(replace(WORDS, entered_at=STUB.entered_at and STUB.entered_at - timedelta(days=1))))
    assert desk.round().sent == 0


@pytest.mark.parametrize("is_listed", [False, True])
def test_what_was_held_back_for_want_of_words_is_told_once_they_match(
    desk: Desk, tell: Tell, is_listed: bool
) -> None:
    stub = linked(501, 12, "Notice")
    watch(desk, terms=("O.C.G.",))
    tell(docket())
    tell(docket(stub))
    desk.round()
    assert [route for route, _ in waiting(desk)] == [Route.HELD]
    if is_listed:
        desk.now = EIGHT_NEXT_DAY
        assert desk.round().sent == 1
    tell(docket(replace(stub, text="NOTICE of flight of O.C.G.")))
    assert desk.round().sent == 1
    assert "NOTICE of flight" in desk.printed[-1].text
    assert desk.later(days=3).round().sent == 0


def test_what_is_told_late_to_a_daily_reader_comes_with_the_next_digest(
    desk: Desk, tell: Tell
) -> None:
    stub = linked(501, 12, "Notice")
    watch(desk, when="daily@08:00", terms=("O.C.G.",))
    tell(docket())
    tell(docket(stub))
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    tell(docket(replace(stub, text="NOTICE of flight of O.C.G.")))
    desk.later(hours=3)
    assert desk.round().sent == 0
    assert desk.later(hours=21).round().sent == 1
    assert "Notice (12)" in desk.printed[1].text
    assert "kind" not in desk.printed[1].text


# Reminders


def test_an_order_that_nobody_acknowledges_is_repeated_once_on_the_second_channel(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    desk.channels = {"phone": chat.url()}
    watch(desk, repeat_to="phone", repeat_after=timedelta(minutes=20))
    tell(docket())
    tell(docket(linked(501, 12), linked(502, 13, "Motion")))
    assert desk.round().sent == 1
    assert desk.later(minutes=19).round().sent == 0
    assert desk.later(minutes=1).round().sent == 1
    (repeated,) = chat.messages
    assert "Order (12)" in repeated["title"]
    assert "Motion" not in repeated["message"]
    assert desk.later(days=3).round().sent == 0


@pytest.mark.parametrize("channel", ["phone", "desk"])
def test_an_order_that_somebody_acknowledged_is_not_repeated(
    desk: Desk, tell: Tell, chat: Chat, channel: str
) -> None:
    desk.channels = {"phone": chat.url(), "desk": chat.url()}
    watch(desk, repeat_to=channel, channels=("desk",))
    tell(docket())
    tell(docket(entry()))
    assert desk.round().sent == 1
    desk.store.tellings.acknowledge(desk.store.tellings.unacknowledged(), desk.now)
    assert desk.later(hours=3).round().sent == 0
    assert desk.store.deliveries.waiting() == []


def test_an_order_is_repeated_on_its_own_channel_too(desk: Desk, tell: Tell, chat: Chat) -> None:
    desk.channels = {"desk": chat.url()}
    watch(desk, repeat_to="desk", channels=("desk",))
    tell(docket())
    tell(docket(entry()))
    desk.round()
    assert desk.later(minutes=29).round().sent == 0
    assert desk.later(minutes=1).round().sent == 1
    assert len(set(chat.keys)) == 2
    assert desk.later(days=3).round().sent == 0


def test_what_a_digest_only_lists_as_held_back_is_not_repeated(desk: Desk, tell: Tell) -> None:
    watch(desk, kinds=(K.MOTION,), repeat_to="print")
    tell(docket())
    tell(docket(linked(501, 12)))
    desk.round()
    desk.now = EIGHT_NEXT_DAY
    assert desk.round().sent == 1
    assert desk.store.deliveries.waiting() == []


def test_a_reminder_is_not_sent_for_a_watch_that_ended(desk: Desk, tell: Tell, chat: Chat) -> None:
    desk.channels = {"desk": chat.url()}
    watch(desk, repeat_to="desk", channels=("desk",))
    tell(docket())
    tell(docket(entry()))
    desk.round()
    desk.store.watches.remove("dvd")
    assert desk.later(hours=1).round().sent == 0


def test_a_reminder_waits_for_the_quiet_to_end(desk: Desk, tell: Tell, chat: Chat) -> None:
    desk.channels = {"phone": chat.url()}
    watch(desk, repeat_to="phone", quiet_hours="09:10-18:00")
    tell(docket())
    tell(docket(entry()))
    desk.round()
    assert desk.later(hours=1).round().sent == 0
    desk.now = EVENING
    assert desk.round().sent == 1


def test_what_is_acknowledged_while_its_reminder_is_refused_goes_out_no_more(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    chat.script[0] = 500
    desk.channels = {"phone": chat.url()}
    watch(desk, repeat_to="phone")
    tell(docket())
    tell(docket(entry()))
    desk.round()
    assert len(desk.later(hours=1).round().troubles) == 1
    desk.store.tellings.acknowledge(desk.store.tellings.unacknowledged(), desk.now)
    chat.script[0] = 200
    desk.later(hours=1).round()
    assert chat.messages == []


# Snoozing


def snooze(desk: Desk, until: datetime | None) -> None:
    held = desk.store.watches.get("dvd")
    desk.store.watches.update(replace(held, snoozed_until=until), desk.now)


def test_a_snoozed_watch_hears_afterwards_what_came_meanwhile(desk: Desk, tell: Tell) -> None:
    watch(desk)
    tell(docket())
    snooze(desk, desk.now + timedelta(days=3))
    tell(docket(linked(501, 12)))
    desk.round()
    tell(docket(linked(501, 12), linked(502, 13)))
    desk.later(days=2).round()
    assert desk.printed == []
    desk.later(days=1).round()
    assert titles(desk) == ["Order (12) and 1 more"]


@pytest.mark.parametrize("is_woken", [False, True])
def test_after_a_snooze_more_than_a_few_changes_are_a_digest(
    desk: Desk, tell: Tell, is_woken: bool
) -> None:
    watch(desk)
    tell(docket())
    snooze(desk, desk.now + timedelta(days=3))
    tell(docket(*(linked(500 + each, each) for each in range(1, 8))))
    desk.round()
    if is_woken:
        snooze(desk, None)
    else:
        desk.later(days=3)
    assert desk.round().sent == 1
    assert only(desk).title.startswith("Docket digest")


def test_what_waits_when_a_watch_is_muted_leaves_when_it_is_heard_again(
    desk: Desk, tell: Tell
) -> None:
    held = watch(desk, when="daily@08:00")
    tell(docket())
    tell(docket(entry()))
    desk.round()
    desk.store.watches.update(replace(held, muted=True), desk.now)
    desk.now = EIGHT_NEXT_DAY
    assert desk.round().sent == 0
    desk.store.watches.update(held, desk.now)
    assert desk.round().sent == 1


@pytest.mark.parametrize(
    ("languages", "told"),
    [(("es", "es"), "Usted recibe esto"), (("es", None), "You get"), ((), "You get")],
)
def test_a_message_for_readers_of_two_languages_is_in_the_configured_one(
    desk: Desk, tell: Tell, languages: tuple[str | None, ...], told: str
) -> None:
    for place, language in enumerate(languages or (None,)):
        watch(desk, f"dvd-{place}", language=language)
    tell(docket())
    tell(docket(entry()))
    desk.round()
    assert told in only(desk).text


def test_two_watches_hear_of_one_order_each_in_its_own_time(desk: Desk, tell: Tell) -> None:
    watch(desk, "dvd")
    watch(desk, "removals", NUMBER, when="daily@08:00")
    tell(docket())
    tell(docket(linked(501, 12)))
    desk.round()
    assert "docket mute removals" not in only(desk).text
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    assert desk.printed[1].title.startswith("Docket digest")


def test_what_one_watch_holds_back_and_another_tells_here_is_not_listed(
    desk: Desk, tell: Tell
) -> None:
    """Red when: every HELD change is listed, though its reader has read it."""
    watch(desk, "dvd")
    watch(desk, "orders", NUMBER, kinds=(K.ORDER,))
    tell(docket())
    tell(docket(linked(501, 12, "Motion")))
    assert desk.round().sent == 1
    assert desk.later(days=3).round().sent == 0
    reasons = [each.reason for each in desk.store.deliveries.all()]
    assert reasons == [None, "told on this channel for another watch"]
