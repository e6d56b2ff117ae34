"""What CourtListener's webhooks send, and what else comes to their address."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.errors import FormatError
from scraper.parsers import courtlistener, courtlistener_webhook
from tests.parsers.test_courtlistener import source

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "courtlistener_webhook"
ALERT = (SAMPLES / "docket_alert.payload").read_bytes()


def test_a_docket_alert_tells_entries_with_their_dockets() -> None:
    webhook = courtlistener_webhook.parse(ALERT, {"69775896": "America/New_York"})
    assert webhook.key == "59f1be59-e428-427a-a346-9cacded5c1d4"
    assert [each.docket_id for each in webhook.filings] == ["69775896", "70734261"]
    report, minute = (each.entry for each in webhook.filings)
    assert (report.ref, report.number, report.labels) == ("cl421000140", 140, ("Status Report",))
    assert report.entered_at == datetime(2025, 5, 28, 21, 21, 40, tzinfo=UTC)
    assert (minute.ref, minute.number, minute.text) == ("cl421000142", None, None)
    assert [(each.code, each.item) for each in webhook.problems] == [
        ("bad_item", 1),
        ("bad_item", 2),
        ("bad_item", 3),
    ]


def test_a_time_of_day_says_nothing_without_the_court_s_zone() -> None:
    report = courtlistener_webhook.parse(ALERT).filings[0].entry
    assert (report.entered_at, report.filed_on) == (None, date(2025, 5, 28))


def test_an_entry_is_the_same_in_a_webhook_and_in_the_api() -> None:
    row = json.loads(ALERT)["payload"]["results"][0]
    (docket,) = courtlistener.parse(json.dumps(row).encode(), source()).dockets
    webhook = courtlistener_webhook.parse(ALERT, {"69775896": "America/New_York"})
    assert docket.entries == (webhook.filings[0].entry,)


def test_no_number_is_larger_than_the_store_can_hold() -> None:
    alert = json.loads(ALERT)
    row = alert["payload"]["results"][0]
    row["recap_documents"][0] |= {"document_number": 10**25, "attachment_number": 10**25}
    row |= {"entry_number": 10**25, "pacer_sequence_number": 10**25}
    entry = courtlistener_webhook.parse(json.dumps(alert).encode()).filings[0].entry
    numbers = {each for paper in entry.documents for each in (paper.number, paper.attachment)}
    assert {entry.number, entry.seq, *numbers} == {None}


def payload(**told: object) -> bytes:
    event = {"event_type": 1, "version": 2}
    return json.dumps({"webhook": event, "payload": {"results": []}} | told).encode()


def test_an_alert_without_entries_is_one_all_the_same() -> None:
    assert courtlistener_webhook.parse(payload()).filings == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (payload(webhook={"event_type": 2}), "a search alert"),
        (payload(webhook={"event_type": 4}), "old docket alerts"),
        (payload(webhook={"event_type": 99}), "an event of type 99"),
        (payload(webhook={"event_type": True}), "does not say its event_type"),
        (payload(webhook=None), "does not say its event_type"),
        (payload(payload={}), "no list of results"),
        (payload(payload={"results": [{}]}), "none of its results"),
        (payload(payload={"results": [0] * 10_001}), "10001 entries"),
        (b'{"webhook": {"version": {{ webhook_version }} }}', "template"),
        (b"[]", "event_type"),
        (b"", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b" " * (courtlistener_webhook.MOST_BYTES + 1), "larger than 16 MB"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_no_docket_alert_is_refused_in_words(body: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        courtlistener_webhook.parse(body)


@given(body=some.binary(max_size=200))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    with pytest.raises(FormatError):
        courtlistener_webhook.parse(body)


@pytest.mark.parametrize("key", ["short", "x" * 101, "has blanks in it", 7, None])
def test_a_key_of_another_shape_is_none(key: object) -> None:
    told = payload(webhook={"event_type": 1, "idempotency_key": key})
    assert courtlistener_webhook.parse(told).key is None
