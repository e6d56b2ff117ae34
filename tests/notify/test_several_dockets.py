"""A matter of several courts is one stream of alerts, each line under its docket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db.models import (
    Change,
    ChangeKind,
    Delivery,
    DeliveryStatus,
    Docket,
    DocketEntry,
    DocketKey,
    Document,
    EntryRef,
    Watch,
    WatchedCase,
)
from notify import render
from notify.matters import parcels
from notify.story import Story

AT = datetime(2025, 5, 27, 16, 0, tzinfo=UTC)
DOCKETS = {
    1: Docket("mad", "1:25-cv-10676", "D.V.D. v. Sample Agency", id=1),
    2: Docket("ca1", "25-1393", "D.V.D. v. Sample Agency", id=2),
    3: Docket("scotus", "24A1153", "Sample Agency v. D.V.D.", id=3),
    4: Docket("ca1", "25-1345", "Roe v. Doe", id=4),
}
MATTER = Watch(
    "dvd", tuple(WatchedCase(*_) for _ in (("mad", "1:25-cv-10676"), ("ca1", "25-1393"),
                                           ("scotus", "24A1153"))), ("desk",), id=1,
)  # fmt: skip


def filed(docket_id: int, label: str, **told: object) -> tuple[Change, DocketEntry]:
    """An entry added to one of the dockets."""
    docket = DOCKETS[docket_id]
    entry = DocketEntry(
        labels=(label,), entered_at=AT + timedelta(minutes=docket_id), id=f"{docket_id}", **told
    )  # type: ignore[arg-type]
    ref = EntryRef(entry.id or "", entry.seq, entry.number, entry.labels)
    key = DocketKey(docket.court_id, docket.number)
    change = Change(ChangeKind.ENTRY_ADDED, AT, key, docket_id, ref, id=docket_id)
    return change, entry


def story(*filings: tuple[Change, DocketEntry]) -> Story:
    return Story(
        "3f9a2c81d0e4",
        tuple(change for change, _ in filings),
        (MATTER,),
        dockets=DOCKETS,
        entries={entry.id or "": entry for _, entry in filings},
    )


def test_each_filing_stands_under_its_court_and_number() -> None:
    told = story(filed(1, "Order"), filed(2, "Brief"), filed(3, "Application"))
    text = render.message(told).text
    places = ("D. Mass. 1:25-cv-10676", "1st Cir. 25-1393", "SCOTUS 24A1153")
    labels = ("- Order", "- Brief", "- Application")
    found = [text.index(each) for pair in zip(places, labels, strict=True) for each in pair]
    assert found == sorted(found)


def test_one_document_in_two_courts_is_two_lines() -> None:
    document = (Document(9, doc_id="001011"),)
    told = story(filed(1, "Order", documents=document), filed(2, "Order", documents=document))
    assert render.message(told).text.count("- Order") == 2


def test_the_dockets_of_a_matter_share_one_message() -> None:
    deliveries = [
        Delivery(place, filed(place, "Order")[0], "dvd", "desk", DeliveryStatus.PENDING)
        for place in (1, 2, 3)
    ]
    (parcel,) = parcels(deliveries, [MATTER])
    assert (parcel.thread, len(parcel.deliveries)) == ("dvd", 3)


def test_a_like_number_of_another_court_is_another_matter() -> None:
    other = Watch("roe", (WatchedCase("ca4", "25-1393"),), ("desk",), id=2)
    deliveries = [
        Delivery(1, filed(2, "Order")[0], "dvd", "desk", DeliveryStatus.PENDING),
        Delivery(2, filed(4, "Order")[0], "roe", "desk", DeliveryStatus.PENDING),
    ]
    assert [each.thread for each in parcels(deliveries, [MATTER, other])] == ["dvd", "roe"]
