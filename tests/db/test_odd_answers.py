"""Odd but plausible answers: none of them costs a filing, or shows what a court withdrew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from db import identity, wording
from db.models import Change, DocketEntry
from db.sightings import Sighting
from db.store import Store
from tests.db.conftest import NOON, docket, entry, linked, need_source, watch

Tell = Callable[..., tuple[Change, ...]]

FEED = "pacer_rss:mad"
MAIL = "mail:mad:1:25-cv-10676"
API = "courtlistener:mad:1:25-cv-10676"
HEARING = ("Notice of Hearing",)


@pytest.mark.parametrize("day", ["13/45/2025", "02/30/2025", "00/00/0000"])
def test_a_day_that_there_is_not_is_no_day(day: str) -> None:
    told = DocketEntry(text=f"ORDER (Entered: {day})", filed_on=date(2025, 5, 23))
    assert date(2025, 5, 23) in wording.days(told, "America/New_York")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_last_day_of_all_have_neighbours(day: date) -> None:
    assert day in wording.days(DocketEntry(filed_on=day), "America/New_York")


def _feed(seq: int, day: int) -> Sighting:
    at = datetime(2025, 5, day, 16, tzinfo=UTC)
    return Sighting(FEED, f"s{seq}", DocketEntry(seq, labels=HEARING, entered_at=at), at)


def _stub() -> Sighting:
    told = DocketEntry(ref="cl1", labels=HEARING, filed_on=date(2025, 5, 24))
    return Sighting(API, "rcl1", told, datetime(2025, 5, 25, tzinfo=UTC))


def test_a_day_alone_between_two_filings_does_not_make_them_one() -> None:
    """Promise 1. Red when: `by_text` yields its bundles as they are."""
    for told in permutations([_feed(1, 23), _feed(9, 25), _stub()]):
        assert len(identity.group(told, "America/New_York")) == 3


def test_a_day_alone_beside_one_filing_is_that_filing() -> None:
    assert len(identity.group([_feed(1, 23), _stub()], "America/New_York")) == 1


@pytest.mark.parametrize("joins_when_sealed", [False, True])
def test_a_sealing_takes_the_words_of_what_the_entry_was_before(
    store: Store, tell: Tell, joins_when_sealed: bool
) -> None:
    """Promise 6. Red when: `_purge` leaves the formers of an entry alone."""
    watch(store)
    need_source(store, API)
    tell(docket(entry(1, "Notice of Appearance")))
    for words in ("Secret of Exampleson", "Secret of Exampleson, amended"):
        tell(docket(DocketEntry(number=12, text=words, ref="cl1")), source_id=API)
    if not joins_when_sealed:
        tell(docket(linked(1, 12, "Notice of Appearance")))
    tell(docket(linked(1, 12, "Sealed Document")))
    for table in ("entry", "observation", "change"):
        rows = store._connection.execute(f"select * from {table}")
        assert not any("Secret" in str(tuple(row)) for row in rows), table


@pytest.mark.parametrize("number", [None, 12])
def test_two_notices_by_mail_of_one_minute_are_two(
    store: Store, tell: Tell, number: int | None
) -> None:
    """Promise 1. Red when: `_is_vague` or `by_number` in `_is_known_by_its_second` is not asked."""
    watch(store)
    need_source(store, MAIL)
    order = DocketEntry(number=number, text="ORDER granting 5 Motion to Stay", entered_at=NOON)
    notice = DocketEntry(text="ELECTRONIC NOTICE setting a hearing for June 3", entered_at=NOON)
    for told in (order, notice, order, notice):
        tell(docket(told), source_id=MAIL, complete=False)
    rows = store._connection.execute("select told from entry where status = 'listed'")
    assert len({row["told"] for row in rows}) == 2


def test_a_redaction_takes_the_earlier_captions_too(store: Store, tell: Tell) -> None:
    """Promise 6. Red when: `_purge` looks for the last caption alone."""
    watch(store)
    for party in ("Maria Exampleson", "Maria Exampleson et al", "M. E."):
        tell(docket(entry(1), caption=f"{party} v. Noem"))
    for table in ("docket", "docket_observation", "change"):
        rows = store._connection.execute(f"select * from {table}")
        assert not any("Exampleson" in str(tuple(row)) for row in rows), table


def test_a_docket_that_an_answer_tells_twice_is_one(store: Store, tell: Tell) -> None:
    tell(docket(entry(500)), docket(entry(500), entry(501), entry(501, "Notice")))
    (held,) = store.dockets.of_court("mad")
    assert [each.seq for each in held.entries] == [500, 501]
