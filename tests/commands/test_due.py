"""`docket due` and `docket show --threads`, from the words of a docket to what is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from commands import agenda
from commands.home import timed_by
from db.models import (
    Docket,
    DocketEntry,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    Watch,
    WatchedCase,
)
from db.store import Store
from scraper import classify
from tests.commands.conftest import House
from tests.commands.courthouse import Courthouse

CASE = "mad 1:25-cv-10676"
FRIDAY = datetime(2025, 5, 23, 18, 52, tzinfo=UTC)
NOON = datetime(2025, 5, 26, 16, 0, tzinfo=UTC)  # Monday, when the list is read
MOTION = "MOTION for Preliminary Injunction by D.V.D., O.C.G."
ORDER = (
    "Judge Brian E. Murphy: MEMORANDUM AND ORDER ON 104 PLAINTIFFS' MOTION FOR PRELIMINARY"
    " INJUNCTION ... GRANTED. Defendants shall file a status report within five days. (BIB)"
)
SET = "NOTICE of Hearing. Status Conference set for 6/10/2025 10:00 AM in Courtroom 12."
MOVED = (
    "NOTICE RESETTING Hearing. Status Conference reset from 6/10/2025 to 6/17/2025 02:00 PM"
    " in Courtroom 12."
)
TRANSCRIPT = "TRANSCRIPT of Motion Hearing. Redacted Transcript Deadline set for 6/30/2025."


def entry(number: int, label: str, text: str, at: datetime) -> DocketEntry:
    return DocketEntry(
        seq=number,
        number=number,
        labels=(label,),
        text=text,
        entered_at=at,
        filed_on=at.date(),
    )


ENTRIES = (
    entry(104, "Motion for Preliminary Injunction", MOTION, FRIDAY - timedelta(days=5)),
    entry(132, "Order on Motion for Preliminary Injunction", ORDER, FRIDAY),
    entry(133, "Notice of Hearing", SET, FRIDAY + timedelta(hours=1)),
    entry(134, "Notice of Hearing", MOVED, FRIDAY + timedelta(hours=2)),
    entry(135, "Transcript", TRANSCRIPT, FRIDAY + timedelta(hours=3)),
)
REPORT = entry(140, "Status Report", "STATUS REPORT by Department of Homeland Security.", NOON)


def tell(store: Store, at: datetime, *entries: DocketEntry) -> None:
    docket = Docket("mad", "1:25-cv-10676-BEM", "D.V.D. v. Agency", entries=entries)
    store.record(
        Snapshot(SourceState.OK, dockets=(docket,), source_id="pacer_rss:mad", fetched_at=at)
    )


@pytest.fixture
def desk(house: House) -> Iterator[House]:
    """A reader whose watch saw each filing as it came; it is Monday noon."""
    house.folder.mkdir()
    house.config.write_text('time_zone = "America/New_York"\n')
    with house.store() as store, timed_by(lambda: NOON):
        store.reader = classify.read
        store.sources.have(Source("pacer_rss:mad", SourceKind.PACER_RSS, "mad", "https://ecf.x"))
        case = WatchedCase("mad", "1:25-cv-10676")
        store.watches.add(Watch("dvd", (case,), terms=("OCG",)), FRIDAY - timedelta(days=9))
        tell(store, FRIDAY - timedelta(days=9))
        for told in ENTRIES:
            assert told.entered_at is not None
            tell(store, told.entered_at + timedelta(minutes=5), told)
        yield house


def test_due_lists_what_is_to_come_nearest_first(desk: House) -> None:
    told = [(each["kind"], each["due"], each["at"], each["status"]) for each in desk.lines("due")]
    assert told == [
        ("deadline", "2025-05-28", None, "open"),
        ("hearing", "2025-06-17", "14:00", "set"),
        ("deadline", "2025-06-30", None, "open"),
    ]


def test_every_key_is_there_and_says_whence_it_is(desk: House) -> None:
    report = desk.lines("due", "dvd")[0]
    assert report == {
        "docket": "mad 1:25-cv-10676-BEM",
        "entry": {
            "id": report["entry"]["id"],
            "seq": 132,
            "number": 132,
            "labels": ["Order on Motion for Preliminary Injunction"],
        },
        "kind": "deadline",
        "what": "file a status report",
        "who": "Defendants",
        "due": "2025-05-28",
        "at": None,
        "place": None,
        "status": "open",
        "within_days": 5,
        "computed": True,
        "rule": "Fed. R. Civ. P. 6(a)",
        "words": report["words"],
        "met_by": None,
        "changed_by": None,
        "watch": "dvd",
    }
    assert "within five days" in report["words"]


def test_people_read_how_far_it_is_and_to_verify_it(desk: House) -> None:
    shown = desk.docket("due", CASE).stdout.splitlines()
    assert shown[0].split() == ["day", "when", "case", "no.", "what", "note"]
    assert shown[1].startswith("Wed 28 May        in 2 days   D. Mass. 25-cv-10676  132  ")
    assert "computed by Fed. R. Civ. P. 6(a), verify: “" in shown[1]
    assert "moved by 134" in shown[2]


def test_a_report_that_was_filed_is_listed_with_all_alone(desk: House) -> None:
    with desk.store() as store:
        store.reader = classify.read
        tell(store, NOON, REPORT)
    assert "file a status report" not in desk.docket("due").stdout
    shown = desk.docket("due", "--all").stdout
    assert "met by 140" in shown


def test_what_was_missed_says_that_nothing_was_seen(desk: House) -> None:
    with desk.store() as store, timed_by(lambda: NOON + timedelta(days=3)):
        tell(store, NOON + timedelta(days=3))
        (missed,) = store.clock.review(
            NOON + timedelta(days=3), NOON + timedelta(days=3), lambda day: False
        )
        assert missed.kind == "deadline_missed"
        shown = desk.docket("due").stdout
    assert "Wed 28 May        yesterday" in shown
    assert "nothing matching filed, as far as seen" in shown


def test_the_calendar_goes_to_a_file_or_to_stdout(desk: House, tmp_path: Path) -> None:
    file = tmp_path / "court.ics"
    desk.docket("due", "--ics", file)
    calendar = Calendar.from_ical(file.read_bytes())
    assert [event.decoded("dtstart") for event in calendar.walk("VEVENT")] == [
        date(2025, 5, 28),
        datetime(2025, 6, 17, 18, 0, tzinfo=UTC),
    ]
    assert desk.docket("due", "--ics", "-").stdout_bytes == file.read_bytes()


def test_a_calendar_that_cannot_be_written_is_an_error_that_names_it(
    desk: House, tmp_path: Path
) -> None:
    file = tmp_path / "nowhere" / "court.ics"
    said = desk.docket("due", "--ics", file, exits=1).stderr
    assert f"{file} cannot be written: No such file or directory" in " ".join(said.split())


def test_a_case_is_named_as_its_court_numbers_it(desk: House) -> None:
    """Red when: numbers are shown in the spelling in which they are compared, "25-01393"."""
    with desk.store() as store:
        store.reader = classify.read
        case = WatchedCase("ca1", "25-1393")
        store.watches.add(Watch("appeal", (case,)), FRIDAY - timedelta(days=9))
        store.sources.have(Source("pacer_rss:ca1", SourceKind.PACER_RSS, "ca1", "https://ecf.y"))
        appeal = Docket("ca1", "25-1393", "D.V.D. v. Agency", entries=ENTRIES[2:3])
        answer = {"dockets": (appeal,), "source_id": "pacer_rss:ca1", "fetched_at": FRIDAY}
        store.record(Snapshot(SourceState.OK, **answer))
    assert "1st Cir. 25-1393 " in desk.docket("due").stdout


def test_nothing_due_is_said_and_a_home_without_a_store_is_silent(house: House) -> None:
    assert house.docket("due").output == ""
    house.store().close()
    assert "Nothing that courts have set" in house.docket("due").stderr


def test_a_round_waits_no_longer_than_until_the_next_due_day(desk: House) -> None:
    with desk.store() as store:
        store.clock.review(NOON, NOON, lambda day: False)
        morning = datetime(2025, 5, 27, 11, 0, tzinfo=UTC)  # 7 o'clock at the court
        assert store.due.turns_at() == morning
        assert agenda.rest(store, morning - timedelta(seconds=20)) <= 20


def test_threads_show_what_decided_a_motion(desk: House) -> None:
    shown = desk.docket("show", "dvd", "--threads").stdout
    assert "104 Motion for Preliminary Injunction: granted by 132 after 5 days" in shown
    told = json.loads(desk.docket("show", "dvd", "--threads", "--json").stdout)
    assert told["watch"] == "dvd"
    subject, motion = told["threads"][:2]
    assert (subject["about"], [each["number"] for each in subject["entries"]]) == ("OCG", [104])
    assert (motion["status"], motion["decided_by"]["number"]) == ("granted", 132)
    assert [(each["number"], each["depth"]) for each in motion["entries"]] == [(104, 0), (132, 1)]
    assert [each["number"] for each in told["others"]] == [133, 134, 135]


def test_one_subject_can_be_followed_alone(desk: House) -> None:
    told = json.loads(desk.docket("show", CASE, "--thread", "o.c.g.", "--json").stdout)
    assert [each["about"] for each in told["threads"]] == ["o.c.g."]
    assert "O.C.G." in desk.docket("show", CASE, "--thread", "OCG").stdout


def test_threads_need_a_case(desk: House) -> None:
    assert "name one" in desk.docket("show", "--court", "mad", "--threads", exits=2).stderr


def test_a_poll_tells_what_is_due_in_its_own_words(court: Courthouse) -> None:
    """Through the commands alone: a watch, a docket page's words, a round in the morning."""
    house, tuesday = court.house, datetime(2025, 5, 27, 11, 30, tzinfo=UTC)
    with timed_by(lambda: FRIDAY - timedelta(days=9)):
        house.docket("watch", CASE, "--no-look")
    with house.store() as store:
        store.reader = classify.read
        for told in ENTRIES[:2]:
            assert told.entered_at is not None
            tell(store, told.entered_at, told)
    with timed_by(lambda: FRIDAY + timedelta(hours=1)):
        house.docket("poll")
    with timed_by(lambda: tuesday):
        shown = house.docket("poll").stdout
        assert "Status report due tomorrow, Wednesday 28 May" in shown
        assert "tatus report due" not in house.docket("poll", "--force").stdout
