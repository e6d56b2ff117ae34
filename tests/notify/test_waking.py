"""What waits, and what wakes it, where its watch is muted, snoozed or changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db.models import (
    Availability,
    DocketEntry,
    Document,
    Hearing,
    HearingAction,
    Meaning,
    Route,
    Watch,
)
from db.store import Store
from tests.db.conftest import SOURCE, docket, entry, linked, need_source
from tests.notify.receivers import Chat
from tests.notify.test_outbox import Desk
from tests.notify.test_when import EIGHT_NEXT_DAY, Tell, change, only, read, waiting, watch

API = "courtlistener:mad:1:25-cv-10676"
NOTICE = linked(501, 12, "Notice")
TEXT = replace(NOTICE, text="NOTICE of flight of O.C.G.")


@pytest.fixture
def desk(store: Store) -> Desk:
    store.reader = read
    return Desk(store)


def wish(desk: Desk, **told: Any) -> Watch:
    """The watch is muted, snoozed, or neither any more."""
    held = desk.store.watches.get("dvd")
    return desk.store.watches.update(replace(held, **told), desk.now)


Rest = Callable[[Desk], dict[str, Any]]
RESTS = [lambda desk: {"muted": True}, lambda desk: {"snoozed_until": desk.now.replace(year=2030)}]
AWAKE = {"muted": False, "snoozed_until": None}


@pytest.mark.parametrize("rest", RESTS)
@pytest.mark.parametrize("channel", ["phone", "desk"])
def test_an_order_is_repeated_once_its_watch_is_heard_again(
    desk: Desk, tell: Tell, chat: Chat, channel: str, rest: Rest
) -> None:
    """Red when: a reminder that was put off is not timed anew with the rest."""
    desk.channels = {"phone": chat.url(), "desk": chat.url()}
    watch(desk, repeat_to=channel, channels=("desk",))
    tell(docket())
    tell(docket(entry()))
    assert desk.round().sent == 1
    wish(desk, **rest(desk))
    assert desk.later(hours=1).round().sent == 0
    wish(desk, **AWAKE)
    assert desk.later(minutes=1).round().sent == 1
    assert desk.later(days=3).round().sent == 0


def test_a_watch_that_changes_has_nothing_repeated_before_its_time(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    desk.channels = {"phone": chat.url()}
    watch(desk, repeat_to="phone")
    tell(docket())
    tell(docket(entry()))
    desk.round()
    change(desk, digest="hourly")
    assert desk.later(minutes=29).round().sent == 0
    assert desk.later(minutes=1).round().sent == 1


@pytest.mark.parametrize("rest", RESTS)
def test_what_is_told_after_all_survives_a_rest_of_its_watch(
    desk: Desk, tell: Tell, rest: Rest
) -> None:
    """Red when: what a digest listed, and is to be told now, counts as sent."""
    watch(desk, terms=("O.C.G.",), quiet_hours="09:00-18:00")
    tell(docket())
    tell(docket(NOTICE))
    desk.round()
    desk.now = EIGHT_NEXT_DAY
    assert desk.round().sent == 1
    tell(docket(TEXT))
    desk.later(hours=2).round()
    assert waiting(desk) == [(Route.NOW, "quiet hours")]
    wish(desk, **rest(desk))
    desk.later(hours=9).round()
    wish(desk, **AWAKE)
    assert desk.later(minutes=1).round().sent == 1
    assert "NOTICE of flight" in desk.printed[-1].text


def test_what_was_refused_and_rests_is_owed_by_no_channel(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    """Red when: a message that waits for its reader makes every poll of the night a failure."""
    chat.script[0] = 500
    desk.channels = {"desk": chat.url()}
    watch(desk, channels=("desk",))
    tell(docket())
    tell(docket(entry()))
    desk.round()
    assert desk.store.deliveries.unsent(desk.now) == 1
    wish(desk, muted=True)
    assert desk.later(hours=1).round().troubles == ()
    assert desk.store.deliveries.unsent(desk.now) == 0


def test_what_was_refused_is_taken_back_when_its_watch_ends(
    desk: Desk, tell: Tell, chat: Chat
) -> None:
    """Red when: only what is in no message yet is withdrawn."""
    chat.script[0] = 500
    desk.channels = {"desk": chat.url()}
    for slug in ("dvd", "removals"):
        watch(desk, slug, channels=("desk",))
    tell(docket())
    tell(docket(entry()))
    desk.round()
    desk.store.watches.remove("dvd")
    chat.script[0] = 200
    desk.later(hours=1).round()
    (message,) = chat.messages
    assert "docket mute dvd" not in message["message"]
    chat.script[0] = 500
    tell(docket(entry(), entry(502, "Answer")))
    desk.round()
    desk.store.watches.remove("removals")
    chat.script[0] = 200
    desk.later(hours=1).round()
    assert len(chat.messages) == 1
    assert desk.store.deliveries.unsent(desk.now) == 0


def test_a_late_find_keeps_its_digest_though_its_watch_changes(desk: Desk, tell: Tell) -> None:
    """Red when: it is timed by when the filing was seen, so that a change of wishes hurries it."""
    watch(desk, when="daily@08:00", terms=("O.C.G.",))
    tell(docket())
    tell(docket(NOTICE))
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    tell(docket(TEXT))
    desk.later(hours=3).round()
    wish(desk, note="why")
    assert desk.later(minutes=1).round().sent == 0
    desk.now = EIGHT_NEXT_DAY + timedelta(days=1)
    assert desk.round().sent == 1


def test_an_order_and_its_free_copy_are_one_line_where_both_are_new(desk: Desk, tell: Tell) -> None:
    """Red when: each change of a message is a line of its own."""
    watch(desk, when="daily@08:00")
    tell(docket())
    order = linked(501, 12)
    tell(docket(order))
    tell(docket(_free(order)))
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    assert only(desk).title.endswith("1 filing in 1 case")
    assert only(desk).text.count("https://free.example/12.pdf") == 1


def test_what_two_watches_hold_back_for_one_reason_is_listed_once(desk: Desk, tell: Tell) -> None:
    for slug in ("dvd", "removals"):
        watch(desk, slug, available=Availability.LINKED, terms=("O.C.G.",))
    tell(docket())
    tell(docket(replace(NOTICE, documents=())))
    tell(docket(NOTICE))
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    assert only(desk).text.count("Notice") == 1
    assert "1 held back" in only(desk).title


@pytest.mark.parametrize("source_id", [SOURCE, API])
def test_what_waited_for_its_document_is_told_when_number_and_link_come(
    desk: Desk, tell: Tell, source_id: str
) -> None:
    """Red when: a number that comes quietly, from another source, is not read."""
    need_source(desk.store, API)
    watch(desk, available=Availability.LINKED)
    tell(docket())
    tell(docket(), source_id=API)
    tell(docket(entry(501, "Motion")))
    desk.round()
    assert [route for route, _ in waiting(desk)] == [Route.HELD]
    tell(docket(linked(501, 12, "Motion")), source_id=source_id)
    desk.later(minutes=5).round()
    assert "Motion (12)" in only(desk).title


def test_text_that_comes_after_a_digest_is_no_new_filing_in_the_next(
    desk: Desk, tell: Tell
) -> None:
    """Red when: the next digest lists the filing as it did before."""
    watch(desk, when="daily@08:00", updates=True)
    tell(docket())
    tell(docket(NOTICE))
    desk.round()
    desk.now = EIGHT_NEXT_DAY
    desk.round()
    late = desk.now + timedelta(hours=1)
    tell(docket(TEXT), fetched_at=late)
    desk.later(hours=2).round()
    desk.now = EIGHT_NEXT_DAY + timedelta(days=1)
    desk.round()
    told = desk.printed[-1]
    assert "- Now with its text: Notice (12)" in told.text
    assert "filing" not in told.title


ROUTINE = linked(503, 14, "Appearance")
HEARD = replace(ROUTINE, text="APPEARANCE at the hearing set for 28 May.")


def read_hearing(told: DocketEntry, court_id: str) -> Meaning | None:
    meaning = read(told, court_id)
    if meaning is None or "hearing" not in (told.text or ""):
        return meaning
    return replace(meaning, hearings=(Hearing(HearingAction.SET, date(2025, 5, 28)),))


def test_noise_has_no_reply(desk: Desk, tell: Tell) -> None:
    """Red when: a reply goes at once though its filing came with a digest."""
    watch(desk, updates=True)
    tell(docket())
    tell(docket(ROUTINE))
    desk.round()
    desk.now = EIGHT_NEXT_DAY
    assert desk.round().sent == 1
    late = desk.now + timedelta(hours=1)
    tell(docket(replace(ROUTINE, text="APPEARANCE by Ann Example")), fetched_at=late)
    desk.later(days=2).round()
    assert not any(each.title.startswith("Re:") for each in desk.printed)


def test_what_its_text_shows_to_be_no_noise_is_told_with_it(desk: Desk, tell: Tell) -> None:
    """Red when: what waits as noise is not judged anew by its text."""
    desk.store.reader = read_hearing
    watch(desk)
    tell(docket())
    tell(docket(ROUTINE))
    desk.round()
    assert waiting(desk) == [(Route.DIGEST, "kind appearance")]
    tell(docket(HEARD))
    assert desk.later(minutes=5).round().sent == 1
    assert desk.later(days=2).round().sent == 0


def test_what_waited_for_its_free_copy_is_told_as_the_filing_that_it_is(
    desk: Desk, tell: Tell
) -> None:
    """Red when: the copy alone is told, and the next digest lists the filing as held back."""
    watch(desk, available=Availability.FREE)
    motion = linked(501, 12, "Motion")
    tell(docket())
    tell(docket(motion))
    desk.round()
    tell(docket(_free(motion)))
    desk.later(minutes=5).round()
    assert "Motion (12)" in only(desk).title
    assert desk.later(days=3).round().sent == 0


def _free(order: DocketEntry) -> DocketEntry:
    (document,) = order.documents
    assert isinstance(document, Document)
    return replace(order, documents=(replace(document, free_url="https://free.example/12.pdf"),))
