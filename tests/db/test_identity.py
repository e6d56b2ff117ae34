"""The ladder of evidence, and that the order of arrival never matters."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db import identity, sightings
from db.identity import Repair, RepairKind
from db.models import DocketEntry, Document
from db.sightings import Sighting

ZONE = "America/New_York"
NOON = datetime(2025, 5, 23, 16, 0, tzinfo=UTC)
FEED, SHEET = "pacer_rss:mad", "docket_report:mad:1:25-cv-10676"


def sighting(source_id: str, **told: object) -> Sighting:
    labels = told.pop("labels", ())
    entry = DocketEntry(labels=tuple(labels), **told)  # type: ignore[arg-type]
    return Sighting(source_id, sightings.key(entry), entry, NOON)


def grouped(*sightings: Sighting, repairs: tuple[Repair, ...] = ()) -> list[list[str]]:
    clusters = identity.group(sightings, ZONE, repairs)
    return sorted(sorted(f"{each.source_id} {each.key}" for each in group) for group in clusters)


def size(*sightings: Sighting) -> int:
    return len(identity.group(sightings, ZONE))


def text_order(number: int, subject: str) -> Sighting:
    text = f"ELECTRONIC ORDER entered granting 22 {subject} (Entered: 05/23/2025)"
    return sighting(SHEET, number=number, text=text, filed_on=date(2025, 5, 23))


def label_order(seq: int, label: str) -> Sighting:
    return sighting(FEED, seq=seq, labels=[label], entered_at=NOON + timedelta(minutes=seq))


def test_the_same_seq_is_the_same_entry_in_every_source() -> None:
    assert size(sighting(FEED, seq=5), sighting(SHEET, seq=5, number=2)) == 1


def test_two_seqs_are_never_one_entry() -> None:
    assert size(sighting(FEED, seq=5, number=2), sighting(SHEET, seq=6, number=2)) == 2


def test_the_number_decides_where_it_has_one_candidate() -> None:
    assert size(sighting(FEED, seq=5, number=2), sighting(SHEET, number=2)) == 1
    twice = (sighting(FEED, seq=5, number=2), sighting(FEED, seq=6, number=2))
    assert size(*twice, sighting(SHEET, number=2)) == 3


def test_the_document_id_decides_where_it_has_one_candidate() -> None:
    documents = (Document(doc_id="09501"),)
    one = sighting(FEED, seq=5, documents=documents)
    assert size(one, sighting(SHEET, filed_on=date(2025, 5, 23), documents=documents)) == 1


def test_an_attachment_does_not_make_two_filings_one() -> None:
    attached = (Document(number=1, attachment=1, doc_id="09501"),)
    assert size(sighting(FEED, seq=5, documents=attached), sighting(SHEET, documents=attached)) == 2


def test_two_marks_in_one_second_are_two_filings_and_the_bare_one_a_third() -> None:
    second = [sighting(FEED, entered_at=NOON, number=number) for number in (None, 5)]
    assert size(*second) == 1
    assert size(*second, sighting(FEED, entered_at=NOON, number=6)) == 3


def test_label_and_text_of_one_day_that_agree_are_one_entry() -> None:
    order = label_order(9, "Order on Motion for Extension of Time")
    assert size(order, text_order(223, "Motion for Extension of Time")) == 1


def test_label_and_text_of_different_subjects_stay_apart() -> None:
    order = label_order(9, "Order on Motion for Extension of Time")
    assert size(order, text_order(223, "Motion to Dismiss")) == 2


def test_a_day_at_the_court_is_not_a_day_in_london() -> None:
    late = datetime(2025, 5, 24, 1, 30, tzinfo=UTC)  # 23 May, 21:30 in Boston
    order = sighting(FEED, seq=9, labels=["Order on Motion to Stay"], entered_at=late)
    assert size(order, text_order(223, "Motion to Stay")) == 1


def test_several_on_one_day_pair_in_order_where_both_sides_count_the_same() -> None:
    labels = [label_order(seq, "Order on Motion for Extension of Time") for seq in (8, 9)]
    texts = [text_order(number, "Motion for Extension of Time") for number in (223, 225)]
    assert grouped(*labels, *texts) == [
        [f"{SHEET} {texts[0].key}", f"{FEED} {labels[0].key}"],
        [f"{SHEET} {texts[1].key}", f"{FEED} {labels[1].key}"],
    ]


def test_several_on_one_day_stay_apart_where_the_sides_differ() -> None:
    labels = [label_order(seq, "Order on Motion for Extension of Time") for seq in (9, 11)]
    assert size(*labels, text_order(223, "Motion for Extension of Time")) == 3


def test_a_plain_order_finds_the_only_order_that_is_left() -> None:
    named = label_order(9, "Order on Motion to Stay")
    plain = label_order(11, "Order")
    texts = [text_order(223, "Motion to Stay"), text_order(225, "Motion to Seal Exhibits")]
    assert size(named, plain, *texts) == 2


def test_a_person_may_join_and_part_entries() -> None:
    one, other = sighting(FEED, seq=5), sighting(FEED, seq=6)
    merge = Repair(RepairKind.MERGE, (one.name, other.name))
    assert len(grouped(one, other, repairs=(merge,))) == 1
    same = (sighting(FEED, seq=5, number=2), sighting(SHEET, number=2))
    split = Repair(RepairKind.SPLIT, (same[0].name, same[1].name))
    assert len(grouped(*same, repairs=(split,))) == 2


def test_what_was_not_said_does_not_overwrite() -> None:
    label = Sighting(FEED, "s5", DocketEntry(seq=5, labels=("Order",)), NOON)
    text = DocketEntry(number=7, text="ORDER granting", filed_on=date(2025, 5, 23))
    later = Sighting(SHEET, "#7", text, NOON + timedelta(days=1))
    assert sightings.merged((label, later)) == DocketEntry(
        seq=5, number=7, labels=("Order",), text="ORDER granting", filed_on=date(2025, 5, 23)
    )


SUBJECTS = st.sampled_from(["Motion to Stay", "Motion for Extension of Time", "Motion to Seal"])


@st.composite
def told_sightings(draw: st.DrawFn) -> list[Sighting]:
    """What a feed, a docket sheet and a feed without seq might say of one docket."""
    told: dict[tuple[str, str], Sighting] = {}
    for place in range(draw(st.integers(1, 8))):
        subject = draw(SUBJECTS)
        number = draw(st.none() | st.integers(1, 4))
        second = NOON + timedelta(seconds=place // 2)
        seen = draw(
            st.sampled_from(
                [
                    label_order(draw(st.integers(1, 6)), f"Order on {subject}"),
                    text_order(draw(st.integers(1, 6)), subject),
                    sighting("pacer_rss:nyed", entered_at=second, number=number),
                ]
            )
        )
        told[seen.name] = seen
    return list(told.values())


@given(told_sightings(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_ends_the_same(told: list[Sighting], chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert grouped(*told) == grouped(*shuffled)
