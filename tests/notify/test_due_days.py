"""Due days as readers hear of them: not what the filing itself has just told, nor what is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from db.models import Change, Deadline, DocketEntry, EntryKind, Meaning, SourceState, Timing
from db.store import Store
from tests.db.conftest import docket, entry
from tests.notify.test_outbox import Desk

Tell = Callable[..., tuple[Change, ...]]
TUESDAY = datetime(2025, 5, 27, 16, 0, tzinfo=UTC)  # noon at the court
REPORT = Deadline("file a status report", date(2025, 5, 28), words="shall file a status report")


def read(told: DocketEntry, court_id: str) -> Meaning | None:
    """An order whose text is known sets a day."""
    if "Order" not in told.labels:
        return Meaning(EntryKind.STATUS_REPORT)
    return Meaning(EntryKind.ORDER, deadlines=(REPORT,) if told.text else ())


@pytest.fixture
def desk(store: Store) -> Desk:
    store.reader = read
    return Desk(store)


def order(text: str | None = "ORDER", at: datetime = TUESDAY) -> DocketEntry:
    return entry(501, "Order", number=132, text=text, entered_at=at)


def orders(desk: Desk, tell: Tell, at: datetime, *entries: DocketEntry) -> None:
    """An answer of then, and the round in which it came."""
    desk.now = at
    began = at - timedelta(seconds=1)
    listed_since = at - timedelta(days=9)
    tell(
        docket(*entries),
        fetched_at=at,
        built_at=at,
        state=SourceState.OK,
        window_start=listed_since,
    )
    desk.store.clock.review(at, began, lambda day: False)
    desk.round()


def titles(desk: Desk) -> list[str]:
    return [each.title.rpartition(": ")[2] for each in desk.printed]


def test_what_the_filing_has_just_told_needs_no_reminder(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    orders(desk, tell, TUESDAY - timedelta(days=1))
    orders(desk, tell, TUESDAY, order())
    orders(desk, tell, TUESDAY + timedelta(minutes=15), order())
    assert len(desk.printed) == 1
    assert "due tomorrow" in desk.printed[0].text
    orders(desk, tell, TUESDAY + timedelta(hours=20), order())
    assert "Status report due today" in desk.printed[1].text


def test_a_day_of_which_the_filing_told_earlier_is_recalled(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    orders(desk, tell, TUESDAY - timedelta(days=1))
    orders(desk, tell, TUESDAY - timedelta(hours=8), order())
    orders(desk, tell, TUESDAY, order())
    assert "due tomorrow" in desk.printed[1].text


def test_a_day_that_only_the_text_told_later_is_told(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    orders(desk, tell, TUESDAY - timedelta(days=1))
    orders(desk, tell, TUESDAY, order(text=None))
    orders(desk, tell, TUESDAY + timedelta(minutes=15), order())
    orders(desk, tell, TUESDAY + timedelta(minutes=30), order())
    assert len(desk.printed) == 2
    assert "due tomorrow" in desk.printed[1].text


def test_a_text_that_was_waited_for_is_a_reminder_in_itself(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd", timing=Timing(wait_for_text=timedelta(hours=1)))
    orders(desk, tell, TUESDAY - timedelta(days=1))
    orders(desk, tell, TUESDAY, order(text=None))
    orders(desk, tell, TUESDAY + timedelta(minutes=15), order())
    orders(desk, tell, TUESDAY + timedelta(minutes=30), order())
    assert len(desk.printed) == 1


def test_who_was_not_told_of_the_filing_is_reminded(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd", kinds=(EntryKind.OPINION,))
    orders(desk, tell, TUESDAY - timedelta(days=1))
    orders(desk, tell, TUESDAY, order())
    assert desk.printed == []
    orders(desk, tell, TUESDAY + timedelta(minutes=15), order())
    assert len(desk.printed) == 1


def test_a_miss_that_was_made_good_before_it_left_is_not_told(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd", timing=Timing(when="daily@18:00"))
    orders(desk, tell, TUESDAY - timedelta(days=1))
    orders(desk, tell, TUESDAY, order())
    missed_at = TUESDAY + timedelta(days=2)
    orders(desk, tell, missed_at, order())
    report = entry(502, "Status Report", number=133, entered_at=missed_at + timedelta(hours=1))
    orders(desk, tell, missed_at + timedelta(hours=2), order(), report)
    orders(desk, tell, missed_at + timedelta(hours=12), order(), report)
    assert "Status Report (133)" in desk.printed[-1].text
    assert "Missed" not in desk.printed[-1].text
