"""A calendar that any program reads, in which a hearing keeps its id however often it moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from db.due import Held, Owed
from db.fates import State, Status
from db.models import Docket, DocketKey, EntryRef
from notify import feeds

KEY = DocketKey("mad", "1:25-cv-10676-BEM")
DOCKET = Docket(
    "mad",
    KEY.number,
    "Example; Sons, Inc. v. Sample\\Agency",
    url="https://ecf.mad.uscourts.gov/x?1",
)
ENTRY = EntryRef("7", 500, 134, ("Notice of Hearing",))
CAME = datetime(2025, 5, 23, 18, 52, tzinfo=UTC)

HEARING = Held(
    docket_id=1,
    docket=KEY,
    entry=ENTRY,
    place=0,
    told={"what": "Status Conference", "on": "2025-06-10", "at": "10:00", "place": "Courtroom 12"},
    words="Status Conference set for 6/10/2025 10:00 AM",
    on=date(2025, 6, 10),
    state=State.SET,
    sequence=0,
    by=None,
    changed_at=CAME,
)
DEADLINE = Owed(
    docket_id=1,
    docket=KEY,
    entry=ENTRY,
    place=0,
    told={
        "what": "file a status report",
        "who": "Defendants",
        "due": "2025-05-28",
        "within_days": 5,
        "rule": "Fed. R. Civ. P. 6(a)",
        "computed": True,
        "words": "within five days",
    },
    due=date(2025, 5, 28),
    duty="status_report",
    status=Status.OPEN,
    is_seen=True,
    is_courtesy=False,
    is_late=False,
    is_missed=False,
    doubt=None,
    by=None,
    changed_at=CAME,
)


def written(*events: feeds.Event | None) -> bytes:
    return feeds.calendar("matter", [each for each in events if each], lambda text: text)


def read(*events: feeds.Event | None) -> list[Event]:
    return [*Calendar.from_ical(written(*events)).walk("VEVENT")]


def test_a_hearing_is_an_hour_at_its_court() -> None:
    (event,) = read(feeds.of_hearing(HEARING, DOCKET))
    assert event.decoded("dtstart") == datetime(2025, 6, 10, 14, 0, tzinfo=UTC)
    assert event.decoded("duration") == timedelta(hours=1)
    assert event.decoded("dtstamp") == CAME
    assert str(event["summary"]) == f"Status Conference: {DOCKET.caption}"
    assert str(event["location"]) == "Courtroom 12"
    assert str(event["status"]) == "CONFIRMED"


def test_a_hearing_that_moved_keeps_its_uid_and_raises_its_sequence() -> None:
    told = HEARING.told | {"on": "2025-06-17", "at": "14:00"}
    moved = replace(
        HEARING, told=told, on=date(2025, 6, 17), sequence=1, by=EntryRef("9", 502, 136, ())
    )
    before, after = read(feeds.of_hearing(HEARING, DOCKET), feeds.of_hearing(moved, DOCKET))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstart") == datetime(2025, 6, 17, 18, 0, tzinfo=UTC)
    assert "Last changed by entry 136" in str(after["description"])


def test_a_cancelled_hearing_stays_as_cancelled() -> None:
    (event,) = read(feeds.of_hearing(replace(HEARING, state=State.CANCELLED, sequence=1), DOCKET))
    assert str(event["status"]) == "CANCELLED"
    assert str(event["summary"]).startswith("Cancelled: ")


def test_a_judge_who_changes_leaves_the_uid_alone() -> None:
    other = replace(HEARING, docket=DocketKey("mad", "1:25-cv-10676-ADB"))
    first, second = read(feeds.of_hearing(HEARING, DOCKET), feeds.of_hearing(other, DOCKET))
    assert first["uid"] == second["uid"]


def test_a_hearing_without_an_hour_takes_its_day() -> None:
    (event,) = read(feeds.of_hearing(replace(HEARING, told=HEARING.told | {"at": None}), DOCKET))
    assert event.decoded("dtstart") == date(2025, 6, 10)


def test_a_deadline_takes_nobodys_time_and_says_that_it_was_computed() -> None:
    (event,) = read(feeds.of_deadline(DEADLINE, DOCKET))
    assert event.decoded("dtstart") == date(2025, 5, 28)
    assert event.decoded("dtend") == date(2025, 5, 29)
    assert str(event["transp"]) == "TRANSPARENT"
    assert "computed by Fed. R. Civ. P. 6(a): verify it" in str(event["description"])
    assert "within five days" in str(event["description"])
    assert str(event["url"]) == DOCKET.url


@pytest.mark.parametrize(("status", "shown"), [("met", "CONFIRMED"), ("moved", "CANCELLED")])
def test_what_became_of_a_deadline_raises_its_sequence(status: str, shown: str) -> None:
    (event,) = read(feeds.of_deadline(replace(DEADLINE, status=Status(status)), DOCKET))
    assert (event["sequence"], str(event["status"])) == (1, shown)


def test_dates_for_clerks_alone_are_left_out() -> None:
    assert feeds.of_deadline(replace(DEADLINE, is_courtesy=True), DOCKET) is None
    assert feeds.of_deadline(replace(DEADLINE, due=None), DOCKET) is None


def test_no_line_is_longer_than_75_octets_and_no_character_is_broken() -> None:
    docket = replace(DOCKET, caption="Ünïcödé § v. Ministère de l'Éducation " * 9)
    body = written(feeds.of_hearing(HEARING, docket))
    assert max(map(len, body.split(b"\r\n"))) <= 75
    assert body.replace(b"\r\n", b"").count(b"\n") == 0
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["summary"]) == f"Status Conference: {(docket.caption or '').strip()}"


def test_a_caption_cannot_write_lines_of_its_own() -> None:
    docket = replace(DOCKET, caption="A\r\nEND:VEVENT\r\nBEGIN:VALARM\nSUMMARY:x, y; z")
    (event,) = read(feeds.of_hearing(HEARING, docket))
    assert str(event["summary"]).endswith("A END:VEVENT BEGIN:VALARM SUMMARY:x, y; z")


def test_what_is_withheld_leaves_in_no_field() -> None:
    docket = replace(DOCKET, caption="Doe v. Agency", url="https://court.example/Doe")
    event = feeds.of_hearing(HEARING, docket)
    assert event is not None
    assert event.url is not None
    body = feeds.calendar("Doe", [event], lambda text: text.replace("Doe", "[withheld]"))
    assert b"Doe" not in body
    assert b"URL" not in body  # an address with a word of it taken out leads nowhere
