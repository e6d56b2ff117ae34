"""One timeline: times and days, several courts, one filing in several dockets."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from db.chronology import in_order, timeline
from db.models import Docket, DocketEntry, Document

DAY = date(2025, 5, 23)
NOON = datetime(2025, 5, 23, 16, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def docket(*entries: DocketEntry, court_id: str = "mad", number: str = "1:25-cv-10676") -> Docket:
    kept = (replace(each, id=each.id or str(place)) for place, each in enumerate(entries))
    return Docket(court_id, number, entries=tuple(kept))


def entry(label: str, **told: object) -> DocketEntry:
    return DocketEntry(labels=(label,), **told)  # type: ignore[arg-type]


def labels(entries: tuple[DocketEntry, ...]) -> list[str]:
    return [each.labels[0] for each in entries]


def test_what_has_a_day_alone_is_at_its_end() -> None:
    dated = entry("Letter", filed_on=DAY)
    timed, next_day = entry("Order", entered_at=NOON), entry("Notice", entered_at=NOON + 24 * HOUR)
    assert labels(in_order(docket(next_day, dated, timed))) == ["Order", "Letter", "Notice"]


def test_a_number_says_that_it_was_earlier() -> None:
    before, after = (entry(f"No. {n}", number=n, filed_on=DAY) for n in (131, 133))
    timed = entry("No. 132", number=132, entered_at=NOON)
    assert labels(in_order(docket(after, timed, before))) == ["No. 131", "No. 132", "No. 133"]


def test_an_evening_at_the_court_is_still_its_day() -> None:
    late = entry("Order", entered_at=datetime(2025, 5, 24, 2, 30, tzinfo=UTC), number=5)
    early = entry("Motion", filed_on=DAY, number=4)
    assert labels(in_order(docket(late, early))) == ["Motion", "Order"]


def test_what_was_filed_long_before_it_was_entered_stands_where_it_was_entered() -> None:
    late = entry("Sealed motion", entered_at=NOON + 48 * HOUR, filed_on=DAY, number=2)
    order = entry("Order", entered_at=NOON + 24 * HOUR, number=3)
    assert labels(in_order(docket(late, order))) == ["Order", "Sealed motion"]


def test_what_has_no_day_at_all_is_last() -> None:
    assert labels(in_order(docket(entry("?"), entry("Order", entered_at=NOON)))) == ["Order", "?"]


def test_several_courts_are_one_timeline() -> None:
    district = docket(entry("Appeal", entered_at=NOON), entry("Order", entered_at=NOON + 72 * HOUR))
    appeal = docket(entry("Docketed", filed_on=DAY), court_id="ca1", number="25-1393")
    stay = docket(entry("Stay", filed_on=DAY + timedelta(1)), court_id="scotus", number="24A1153")
    found = timeline([district, appeal, stay])
    assert [(each.dockets[0].court_id, each.entries[0].labels[0]) for each in found] == [
        ("mad", "Appeal"), ("ca1", "Docketed"), ("scotus", "Stay"), ("mad", "Order"),
    ]  # fmt: skip


def defendant(suffix: int, *entries: DocketEntry) -> Docket:
    kept = tuple(replace(each, id=f"{suffix}{place}") for place, each in enumerate(entries))
    return Docket("mad", f"1:20-cr-10306-{suffix}", entries=kept)


def test_one_filing_of_several_defendants_is_there_once() -> None:
    joint = entry("Order", entered_at=NOON, documents=(Document(9, doc_id="095011"),))
    text_order = entry("Electronic Order", entered_at=NOON + HOUR)
    own = entry("Waiver", entered_at=NOON + 2 * HOUR)
    found = timeline([defendant(1, joint, text_order), defendant(2, joint, text_order, own)])
    assert [[each.number[-1] for each in filing.dockets] for filing in found] == [
        ["1", "2"], ["1", "2"], ["2"],
    ]  # fmt: skip
    assert [each.id for each in found[0].entries] == ["10", "20"]


def test_two_orders_of_one_second_are_two_filings() -> None:
    order = entry("Electronic Order", entered_at=NOON)
    found = timeline([defendant(1, order, order), defendant(2, order, order)])
    assert [len(filing.entries) for filing in found] == [2, 2]


def test_one_document_id_in_two_courts_is_two_filings() -> None:
    order = entry("Order", entered_at=NOON, documents=(Document(9, doc_id="095011"),))
    assert len(timeline([docket(order), docket(order, court_id="rid")])) == 2


def test_the_order_does_not_depend_on_the_order_in_the_store() -> None:
    told = [entry(f"No. {n}", number=n, filed_on=DAY + timedelta(n // 9)) for n in range(60)]
    told += [entry(f"timed {n}", number=100 + n, entered_at=NOON + n * 5 * HOUR) for n in range(60)]
    kept = docket(*told)
    expected = in_order(kept)
    for seed in range(20):
        entries = list(kept.entries)
        random.Random(seed).shuffle(entries)
        assert in_order(replace(kept, entries=tuple(entries))) == expected
