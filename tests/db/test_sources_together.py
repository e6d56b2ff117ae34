"""One filing in several sources is one entry that grows, whatever comes first.

The pairs are made by hand from the shapes of the sources: a feed's label, CourtListener's
entry, its Atom feed, a saved docket page and a notice by mail tell of the same filings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import plain
from db.migrations import migrate
from db.models import (
    Change,
    ChangeKind,
    Docket,
    DocketEntry,
    Document,
    Snapshot,
    SourceState,
    WatchedCase,
)
from db.store import Store
from tests.db.conftest import NOON, need_source, watch

NUMBER = "1:25-cv-10676"
FEED = "pacer_rss:mad"
API = f"courtlistener:mad:{NUMBER}"
ATOM = f"courtlistener_atom:mad:{NUMBER}"
PAGE = f"docket_report:mad:{NUMBER}"
MAIL = f"mail:mad:{NUMBER}"
ROWS = f"scotus:mad:{NUMBER}"  # a whole list of rows without ids
DAY = date(2025, 5, 23)
ORDER = (
    "Judge Brian E. Murphy: MEMORANDUM AND ORDER ON 104 PLAINTIFFS' MOTION FOR PRELIMINARY"
    " INJUNCTION (BIB) (Entered: 05/23/2025)"
)
EXTENSION = (
    "Judge Brian E. Murphy: ELECTRONIC ORDER entered granting 222 Motion for Extension of Time"
    " (BIB) (Entered: 05/23/2025)"
)
HEARING = "Minute Entry for proceedings held before Judge Brian E. Murphy: Motion Hearing held"
COPY = "https://storage.courtlistener.com/recap/gov.uscourts.mad.282404/x.132.0.pdf"


def document(number: int, **told: Any) -> tuple[Document, ...]:
    return (Document(number=number, doc_id=f"0950{number:08}", **told),)


def at(minute: int) -> datetime:
    return datetime(2025, 5, 23, 18, minute, tzinfo=UTC)


# What each source tells of three filings: an order with a document, an order without one
# (a number on the docket sheet, none in the feed) and minutes without any number.
TOLD: dict[str, tuple[DocketEntry, ...]] = {
    FEED: (
        DocketEntry(510, 132, ("Memorandum & ORDER",), entered_at=at(10), documents=document(132)),
        DocketEntry(512, None, ("Order on Motion for Extension of Time",), entered_at=at(20)),
        DocketEntry(514, None, ("Motion Hearing",), entered_at=at(30)),
    ),
    API: (
        DocketEntry(
            510, 132, text=ORDER, filed_on=DAY, ref="cl1", documents=document(132, free_url=COPY)
        ),
        DocketEntry(None, 223, text=EXTENSION, filed_on=DAY, ref="cl2"),
        DocketEntry(None, None, text=HEARING, filed_on=DAY, ref="cl3"),
    ),
    ATOM: (
        DocketEntry(None, 132, text=ORDER, filed_on=DAY),
        DocketEntry(None, 223, text=EXTENSION, filed_on=DAY),
        DocketEntry(None, None, text=HEARING, filed_on=DAY, ref="cl3"),
    ),
    PAGE: (
        DocketEntry(510, 132, text=ORDER, filed_on=DAY, documents=document(132)),
        DocketEntry(None, 223, text=EXTENSION, filed_on=DAY),
        DocketEntry(None, None, text=f"{HEARING} (Entered: 05/23/2025)", filed_on=DAY),
    ),
    MAIL: (
        DocketEntry(510, 132, ("Memorandum & ORDER",), ORDER, filed_on=DAY),
        DocketEntry(None, 223, ("Order on Motion for Extension of Time",), EXTENSION, None, DAY),
    ),
}
CAPTIONS = {FEED: "D.V.D. et al v. U.S. Department of Homeland Security et al"}


def heading(source_id: str, *entries: DocketEntry, **told: Any) -> Docket:
    caption = CAPTIONS.get(source_id, "D.V.D. v. U.S. Department of Homeland Security")
    case_id = None if source_id in (API, ATOM) else "282404"
    values = {"caption": caption, "pacer_case_id": case_id} | told
    return Docket("mad", NUMBER, entries=entries, **values)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path / "docket.db") as store:
        yield store


def made(path: Path) -> Store:
    migrate(path)
    store = Store.open(path)
    for source_id in (FEED, API, ATOM, PAGE, MAIL, ROWS):
        need_source(store, source_id)
    return store


def tell(store: Store, source_id: str, *entries: DocketEntry, **told: Any) -> tuple[Change, ...]:
    """Record an answer, a minute after the last."""
    row = store._connection.execute("select max(checked_at) from source").fetchone()[0]
    last = NOON if row is None else datetime.fromisoformat(row)
    snapshot = Snapshot(
        SourceState.OK,
        dockets=(heading(source_id, *entries, **told),),
        complete=source_id in (FEED, ROWS),
        source_id=source_id,
        fetched_at=last + timedelta(minutes=1),
    )
    return store.record(snapshot)


def state(store: Store) -> list[Any]:
    """What is held, without our own ids."""
    (docket,) = store.dockets.of_court("mad")
    entries = [plain.entry(replace(each, id=None)) for each in docket.entries]
    return [plain.docket_alone(docket), *sorted(entries, key=str)]


@pytest.mark.parametrize("order", list(permutations(TOLD)), ids=range(120))
def test_any_order_of_sources_ends_in_the_same_entries(
    empty: Store, order: Sequence[str], tmp_path: Path
) -> None:
    """Promise 3, one entry that grows. Red when: `sightings._ranked` sorts by `said_at` alone."""
    for source_id in order:
        tell(empty, source_id, *TOLD[source_id])
    with made(tmp_path / "other.db") as other:
        for source_id in TOLD:
            tell(other, source_id, *TOLD[source_id])
        assert state(empty) == state(other)
    assert len(state(empty)) == 1 + 3


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.permutations([(name, place) for name, told in TOLD.items() for place in range(len(told))])
)
def test_however_the_answers_are_cut_and_mixed_the_entries_are_the_same(
    tmp_path: Path, told: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder, made(Path(folder, "docket.db")) as store:
        for source_id, place in told:
            tell(store, source_id, TOLD[source_id][place])
        entries = {each["number"]: each for each in state(store)[1:]}
    assert entries.keys() == {132, 223, None}
    assert [entries[number]["text"] for number in (132, 223)] == [ORDER, EXTENSION]
    assert entries[None]["labels"] == ["Motion Hearing"]


def loud(changes: Sequence[Change]) -> list[ChangeKind]:
    return [each.kind for each in changes if not each.quiet]


def test_each_filing_is_news_once_whoever_tells_it_first(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    news = [kind for source_id in TOLD for kind in loud(tell(empty, source_id, *TOLD[source_id]))]
    assert news.count(ChangeKind.ENTRY_ADDED) == 3
    assert set(news) == {ChangeKind.ENTRY_ADDED}


def test_a_free_copy_that_appears_is_news_and_so_is_its_withdrawal(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    bare = replace(TOLD[API][0], documents=document(132))
    tell(empty, API, bare)
    assert loud(tell(empty, API, TOLD[API][0])) == [ChangeKind.DOCUMENT_FREE]
    assert loud(tell(empty, API, bare)) == [ChangeKind.DOCUMENT_UNLINKED]
    assert loud(tell(empty, API, TOLD[API][0])) == []


def test_a_free_copy_put_in_anothers_place_is_news(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    tell(empty, API, TOLD[API][0])
    other = replace(TOLD[API][0], documents=document(132, free_url=f"{COPY}_1.pdf"))
    (change,) = tell(empty, API, other)
    assert (change.kind, change.quiet) == (ChangeKind.DOCUMENT_FREE, False)
    assert (change.old, change.new) == (COPY, f"{COPY}_1.pdf")


def test_a_text_that_a_stub_lacked_completes_it_quietly(empty: Store) -> None:
    """recap#409: the stub is never replaced by the full text."""
    watch(empty, NUMBER, NOON - timedelta(days=2))
    stub = DocketEntry(None, 132, ("Order",), filed_on=DAY, ref="cl1")
    tell(empty, API, stub)
    assert loud(tell(empty, API, replace(stub, text=ORDER))) == []
    assert state(empty)[1]["text"] == ORDER


def test_a_stub_and_the_full_entry_of_one_service_are_one_filing(empty: Store) -> None:
    """recap#272: the label of a text order and its line of the docket sheet, both kept by it."""
    stub = DocketEntry(
        None, None, ("Order on Motion for Extension of Time",), filed_on=DAY, ref="cl8"
    )
    tell(empty, API, stub)
    tell(empty, API, TOLD[API][1])
    assert [each["number"] for each in state(empty)[1:]] == [223]


def test_a_feed_and_a_service_never_pair_two_seqs(empty: Store) -> None:
    """recap#247: the seq is the key."""
    tell(empty, FEED, TOLD[FEED][1])
    tell(empty, API, replace(TOLD[API][1], seq=530))
    assert len(state(empty)[1:]) == 2


def test_the_day_of_entry_pairs_where_the_day_of_filing_differs(empty: Store) -> None:
    """CL#6872: a feed gives the day of entry, a docket sheet the day of filing."""
    tell(empty, FEED, TOLD[FEED][1])
    tell(empty, PAGE, replace(TOLD[PAGE][1], filed_on=date(2025, 5, 16)))
    assert [each["number"] for each in state(empty)[1:]] == [223]


def test_a_notice_without_a_number_finds_the_line_that_has_one(empty: Store) -> None:
    """CL#6394: a notice by mail lacks the number, a later purchase would duplicate it."""
    notice = DocketEntry(None, None, ("Order",), EXTENSION, filed_on=DAY)
    tell(empty, MAIL, notice)
    tell(empty, PAGE, TOLD[PAGE][1])
    assert [each["number"] for each in state(empty)[1:]] == [223]


def test_an_entry_that_a_service_deleted_is_still_held(empty: Store) -> None:
    """CL#2833: minute entries are deleted after the webhook was sent."""
    tell(empty, API, *TOLD[API])
    tell(empty, API, TOLD[API][0])
    assert len(state(empty)[1:]) == 3


def test_two_like_orders_of_a_day_pair_in_order_where_both_sides_count_the_same(
    empty: Store,
) -> None:
    twins = [replace(TOLD[FEED][1], seq=seq, entered_at=at(seq)) for seq in (20, 21)]
    tell(empty, FEED, *twins)
    tell(empty, PAGE, TOLD[PAGE][1])
    assert len(state(empty)[1:]) == 3
    tell(empty, PAGE, replace(TOLD[PAGE][1], number=224))
    assert {(each["seq"], each["number"]) for each in state(empty)[1:]} == {(20, 223), (21, 224)}


def test_a_sealing_in_one_source_withholds_what_the_others_have(empty: Store) -> None:
    """Promise 6. Red when: `_merged` returns `told` where somebody seals."""
    tell(empty, FEED, TOLD[FEED][0])
    tell(empty, API, TOLD[API][0])
    tell(empty, FEED, replace(TOLD[FEED][0], labels=("Seal",), number=None, documents=()))
    tell(empty, API, replace(TOLD[API][0], text=f"{ORDER} again"))
    held = state(empty)[1]
    assert (held["labels"], held["text"], held["number"]) == (["Seal"], None, 132)
    assert [each["free_url"] for each in held["documents"]] == [None]


def test_a_name_that_one_source_redacts_no_other_brings_back(empty: Store) -> None:
    """Promise 6. Red when: `_tellable` returns `held.told` always."""
    watch(empty, NUMBER, NOON - timedelta(days=2))
    tell(empty, FEED, caption="Ana Example v. Sample Agency")
    tell(empty, API, caption="Example v. Sample Agency")
    told = tell(empty, FEED, caption="A.E. v. Sample Agency")
    assert loud(told) == [ChangeKind.REDACTED]
    tell(empty, API, caption="Example v. Sample Agency", judge="Sample")
    tell(empty, PAGE, caption="Ana Example v. Sample Agency")
    assert state(empty)[0]["caption"] == "A.E. v. Sample Agency"
    empty._connection.execute("pragma wal_checkpoint(truncate)")
    assert b"Ana" not in empty.path.read_bytes()


def test_captions_that_sources_spell_their_own_way_are_no_news(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    told = [each for source_id in TOLD for each in tell(empty, source_id)]
    assert told == []


def row(text: str, day: date = DAY) -> DocketEntry:
    return DocketEntry(text=text, filed_on=day)


ROWS_TOLD = (
    row("Reply of applicant filed."),
    row("Supplemental letter of applicant filed."),
    row("Reply of applicant filed."),
)


def test_rows_without_ids_keep_their_names_when_one_is_reworded(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    tell(empty, ROWS, *ROWS_TOLD)
    reworded = row("Notice of Supplemental Authorities of applicant filed.")
    added = row("Application referred to the Court.")
    changes = tell(empty, ROWS, added, ROWS_TOLD[0], reworded, ROWS_TOLD[2])
    assert sorted(loud(changes)) == [ChangeKind.ENTRY_ADDED, ChangeKind.ENTRY_EDITED]
    assert len(state(empty)[1:]) == 4


def test_a_row_whose_day_was_corrected_is_edited(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    tell(empty, ROWS, *ROWS_TOLD)
    corrected = replace(ROWS_TOLD[1], filed_on=DAY - timedelta(days=3))
    (change,) = tell(empty, ROWS, corrected, ROWS_TOLD[0], ROWS_TOLD[2])
    assert (change.kind, change.field) == (ChangeKind.ENTRY_EDITED, "filed_on")


def test_a_part_of_a_page_takes_no_row_of_another_part_for_its_own(empty: Store) -> None:
    """A docket page may be limited to some days, and says not to which."""
    tell(empty, PAGE, row("Minute Entry: Status Conference held on 5/23/2025."))
    later = DAY + timedelta(days=30)
    tell(empty, PAGE, row("Minute Entry: Motion Hearing held on 5/23/2025."))
    tell(empty, PAGE, row("Minute Entry: Status Conference held on 5/23/2025.", later))
    assert len(state(empty)[1:]) == 3


def test_a_backlog_of_notices_is_no_news(empty: Store) -> None:
    """Promise 4. Red when: mail is no `is_notice`."""
    watch(empty, NUMBER, NOON - timedelta(days=2))
    tell(empty, MAIL, TOLD[MAIL][0])
    old = replace(TOLD[MAIL][1], filed_on=DAY - timedelta(days=400))
    assert loud(tell(empty, MAIL, old)) == []
    assert loud(tell(empty, MAIL, replace(TOLD[MAIL][1], number=224))) == [ChangeKind.ENTRY_ADDED]


def test_a_dockets_own_source_is_a_look_at_no_other_docket(empty: Store) -> None:
    """Promise 4. Red when: `interest.tells_of` returns True for every case of the court."""
    other = WatchedCase("mad", "1:25-cv-90001")
    mine = watch(empty, NUMBER, NOON - timedelta(days=2))
    empty.watches.update(replace(mine, cases=(*mine.cases, other)), NOON)
    tell(empty, API, TOLD[API][0])
    looks = {case.number: dict(case.looks) for case in empty.watches.get(mine.slug).cases}
    assert (API in looks[NUMBER], API in looks[other.number]) == (True, False)


def twins(source_id: str) -> list[DocketEntry]:
    """Two text orders of one day under one label, five minutes apart, by feed or by mail."""
    label = ("Order",)
    if source_id == FEED:
        return [
            DocketEntry(20 + minute, None, label, entered_at=at(minute) + timedelta(seconds=9))
            for minute in (0, 5)
        ]
    return [
        DocketEntry(None, None, label, f"ELECTRONIC ORDER entered: {word}", at(minute), DAY)
        for minute, word in ((0, "first"), (5, "second"))
    ]


def test_the_same_minute_pairs_before_the_others_of_the_day_are_told(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    tell(empty, FEED, *twins(FEED))
    for notice in reversed(twins(MAIL)):
        assert loud(tell(empty, MAIL, notice)) == []
        assert len(state(empty)[1:]) == 2
    told = {each["seq"]: each["text"] for each in state(empty)[1:]}
    assert told == {20: "ELECTRONIC ORDER entered: first", 25: "ELECTRONIC ORDER entered: second"}


@pytest.mark.parametrize("other", [MAIL, API])
def test_a_seal_on_an_order_without_a_number_takes_its_words_everywhere(
    empty: Store, other: str
) -> None:
    """Promise 6. Red when: `identity._by_seal` yields nothing, or `_withhold` is not called."""
    orders, notices = twins(FEED), twins(MAIL)
    if other == API:
        notices = [
            replace(each, entered_at=None, ref=f"cl{place}") for place, each in enumerate(notices)
        ]
    tell(empty, FEED, *orders)
    tell(empty, other, *notices)
    tell(empty, FEED, replace(orders[0], labels=("Seal",)), orders[1])
    tell(empty, other, notices[0])
    held = {each["seq"]: each for each in state(empty)[1:]}
    assert (held.keys(), held[20]["text"]) == ({20, 25}, None)
    assert held[25]["text"] == "ELECTRONIC ORDER entered: second"
    empty._connection.execute("pragma wal_checkpoint(truncate)")
    assert b"entered: first" not in empty.path.read_bytes()


def test_a_notice_of_hearing_is_no_record_of_one(empty: Store) -> None:
    label = DocketEntry(30, None, ("Notice of Hearing",), entered_at=at(30))
    text = "ELECTRONIC NOTICE Setting Hearing on Motion 104 (Entered: 05/23/2025)"
    tell(empty, FEED, label)
    tell(empty, PAGE, DocketEntry(None, 133, text=text, filed_on=DAY))
    assert len(state(empty)[1:]) == 1


def test_a_number_that_a_service_adds_is_no_news(empty: Store) -> None:
    watch(empty, NUMBER, NOON - timedelta(days=2))
    stub = DocketEntry(None, None, ("Order",), filed_on=DAY, ref="cl8")
    tell(empty, API, stub)
    full = replace(stub, number=223, text=EXTENSION, documents=document(223))
    assert loud(tell(empty, API, full)) == []


def test_what_was_sealed_when_it_was_filed_keeps_its_public_text(empty: Store) -> None:
    label = DocketEntry(40, 140, ("Sealed Motion",), entered_at=at(40), documents=document(140))
    tell(empty, FEED, label)
    tell(empty, API, DocketEntry(40, 140, text="SEALED MOTION by D.V.D.", filed_on=DAY, ref="cl9"))
    assert state(empty)[1]["text"] == "SEALED MOTION by D.V.D."


def test_a_label_that_turns_sealed_takes_the_words_of_all(empty: Store) -> None:
    """Promise 6. Red when: `changes.seals` forgets that the label has turned."""
    filed = DocketEntry(40, 140, ("Declaration",), entered_at=at(40), documents=document(140))
    told = DocketEntry(40, 140, text="DECLARATION of a person", filed_on=DAY, ref="cl9")
    tell(empty, FEED, filed)
    tell(empty, API, told)
    sealed = replace(filed, labels=("Sealed Declaration",))
    for answer in (sealed, replace(sealed, documents=())):
        tell(empty, FEED, answer)
        tell(empty, API, told)
        assert state(empty)[1]["text"] is None
