"""What was handed in is known again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.migrations import migrate
from db.models import (
    Docket,
    DocketKey,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    Watch,
    WatchedCase,
)
from db.store import Store

NOW = datetime(2025, 5, 23, 20, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "docket.db"
    migrate(path)
    with Store.open(path) as store:
        yield store


def test_a_key_is_known_once_it_was_kept(store: Store) -> None:
    assert not store.handed_in.has("mail:1")
    store.handed_in.keep("mail:1", NOW)
    store.handed_in.keep("mail:1", NOW)
    assert store.handed_in.has("mail:1")
    assert not store.handed_in.has("mail:")


def test_each_mailbox_has_its_own_position(store: Store) -> None:
    assert store.handed_in.position("imap:a") is None
    store.handed_in.move_to("imap:a", "7:0000000009", NOW)
    store.handed_in.move_to("imap:ab", "1:0000000001", NOW)
    store.handed_in.move_to("imap:a", "7:0000000010", NOW)
    assert store.handed_in.position("imap:a") == "7:0000000010"
    assert store.handed_in.position("imap:ab") == "1:0000000001"


def test_a_docket_is_found_by_courtlistener_s_id_for_it(store: Store) -> None:
    assert store.handed_in.docket_of("69775896") is None
    source = Source("docket_report:mad:1:25-cv-10676", SourceKind.DOCKET_REPORT, "mad", "")
    docket = Docket("mad", "1:25-cv-10676", courtlistener_id="69775896")
    answer = Snapshot(SourceState.OK, dockets=(docket,), source_id=source.id, fetched_at=NOW)
    store.take_in(source, answer)
    assert store.handed_in.docket_of("69775896") == DocketKey("mad", "1:25-cv-10676")


def test_a_watched_case_is_found_by_courtlistener_s_id_before_a_docket(store: Store) -> None:
    case = WatchedCase("ca1", "25-1393", courtlistener_id="69816138")
    store.watches.add(Watch("appeal", (case,)), NOW)
    assert store.handed_in.docket_of("69816138") == DocketKey("ca1", "25-1393")
