"""What leaves together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from db.models import (
    Change,
    ChangeKind,
    Delivery,
    DeliveryStatus,
    DocketKey,
    Query,
    Watch,
    WatchedCase,
)
from notify.matters import A_FEW, MOST_CHANGES, of_channel, parcels
from notify.story import Form
from notify.timing import SNOOZED

AT = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
NEXT = count(1)


def watch(slug: str, watch_id: int, *numbers: str, channels: tuple[str, ...] = ("desk",)) -> Watch:
    cases = tuple(WatchedCase("mad", number) for number in numbers)
    return Watch(slug, cases, channels, id=watch_id)


def filing(number: str) -> Change:
    key = DocketKey("mad", number)
    return Change(ChangeKind.ENTRY_ADDED, AT, key, source_id="pacer_rss:mad", id=next(NEXT))


def failing() -> Change:
    return Change(ChangeKind.SOURCE_FAILING, AT, source_id="pacer_rss:mad", id=next(NEXT))


def delivery(change: Change, slug: str, channel: str = "desk") -> Delivery:
    return Delivery(next(NEXT), change, slug, channel, DeliveryStatus.PENDING)


A = watch("a", 1, "1:25-cv-1")
B = watch("b", 2, "1:25-cv-2")
BOTH = watch("both", 3, "1:25-cv-1", "1:25-cv-2")


def test_watches_that_share_a_docket_are_one_matter_named_by_the_oldest() -> None:
    assert of_channel("desk", [A, B]) == {"a": "a", "b": "b"}
    assert of_channel("desk", [BOTH, B, A]) == {"a": "a", "b": "a", "both": "a"}


def test_only_watches_of_the_channel_make_its_matters() -> None:
    elsewhere = watch("both", 3, "1:25-cv-1", "1:25-cv-2", channels=("chat",))
    assert of_channel("desk", [A, B, elsewhere]) == {"a": "a", "b": "b"}
    assert of_channel("print", [watch("c", 4, "1:25-cv-1", channels=())]) == {"c": "c"}


def test_a_change_that_two_watches_want_is_in_one_parcel() -> None:
    told = filing("1:25-cv-1")
    (parcel,) = parcels([delivery(told, "a"), delivery(told, "both")], [A, B, BOTH])
    assert parcel.thread == "a"
    assert [each.watch for each in parcel.deliveries] == ["a", "both"]


def test_what_a_case_and_a_query_find_is_told_in_the_thread_of_the_case() -> None:
    """Red when: a query that was asked first draws filings out of their case's thread."""
    query = Watch("query", channels=("desk",), query=Query(("mad",)), id=9)
    told = filing("1:25-cv-1")
    (parcel,) = parcels([delivery(told, "query"), delivery(told, "a")], [query, A])
    assert parcel.thread == "a"


@pytest.mark.parametrize(("changes", "form"), [(A_FEW, Form.ALERT), (A_FEW + 1, Form.DIGEST)])
def test_up_to_a_few_changes_are_read_one_by_one_after_a_snooze(changes: int, form: Form) -> None:
    found = [delivery(filing("1:25-cv-1"), "a") for _ in range(changes)]
    (parcel,) = parcels([replace(each, reason=SNOOZED) for each in found], [A])
    assert parcel.form == form


def test_each_channel_has_parcels_of_its_own() -> None:
    told = filing("1:25-cv-1")
    one = watch("a", 1, "1:25-cv-1", channels=("desk", "chat"))
    found = parcels([delivery(told, "a"), delivery(told, "a", "chat")], [one])
    assert [each.channel for each in found] == ["desk", "chat"]


def test_news_of_a_source_is_one_parcel_where_it_concerns_several_matters() -> None:
    down, order = failing(), filing("1:25-cv-1")
    both = [delivery(down, "a"), delivery(down, "b"), delivery(order, "a")]
    assert [each.thread for each in parcels(both, [A, B])] == ["source pacer_rss:mad", "a"]
    alone = [delivery(down, "a"), delivery(order, "a")]
    assert [each.thread for each in parcels(alone, [A, B])] == ["a"]


def test_a_parcel_that_would_be_too_long_becomes_two() -> None:
    told = [filing("1:25-cv-1") for _ in range(MOST_CHANGES + 1)]
    found = parcels([delivery(each, slug) for each in told for slug in ("a", "both")], [A, BOTH])
    assert [len(each.deliveries) for each in found] == [2 * MOST_CHANGES, 2]


def test_what_is_left_of_a_watch_that_ended_still_has_a_thread() -> None:
    assert [each.thread for each in parcels([delivery(filing("1:25-cv-9"), "gone")], [])] == [
        "gone"
    ]
