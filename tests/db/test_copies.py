"""A copy is kept whole, by what it holds; what changes at its place is news."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db import copy_files
from db.copies import Copy
from db.errors import StoreError
from db.models import Change, ChangeKind, Docket, DocketEntry
from db.store import Store
from tests.db.conftest import NOON, docket, linked, watch

Tell = Callable[..., tuple[Change, ...]]
URL = "https://storage.courtlistener.com/recap/gov.uscourts.mad.282404.132.0.pdf"
COPY = Copy(URL, "a" * 64, 3, NOON, 2, "one\ftwo")


@pytest.fixture
def entry(store: Store, tell: Tell) -> DocketEntry:
    watch(store)
    tell(docket())
    tell(docket(linked(500, 132)))
    return held(store).entries[0]


def held(store: Store) -> Docket:
    (found,) = store.dockets.of_court("mad")
    return found


def test_a_copy_is_found_by_its_place(store: Store, entry: DocketEntry) -> None:
    assert store.copies.keep(COPY, held(store), entry) is None
    assert store.copies.of_urls([URL, "https://elsewhere.example"]) == {URL: COPY}


def test_the_same_document_again_is_no_news(store: Store, entry: DocketEntry) -> None:
    later = replace(COPY, fetched_at=NOON + timedelta(hours=1))
    store.copies.keep(COPY, held(store), entry)
    last_id = store.changes.last_id()
    assert store.copies.keep(later, held(store), entry) is None
    assert store.copies.of_urls([URL]) == {URL: later}
    assert store.changes.last_id() == last_id


def test_another_document_at_the_same_place_is_news(store: Store, entry: DocketEntry) -> None:
    other = replace(COPY, sha256="b" * 64, fetched_at=NOON + timedelta(hours=1))
    store.copies.keep(COPY, held(store), entry)
    change = store.copies.keep(other, held(store), entry)
    assert change is not None
    assert (change.kind, change.field) == (ChangeKind.DOCUMENT_FREE, "sha256")
    assert (change.old, change.new) == (COPY.sha256, other.sha256)
    told = store.changes.after(0)[-1]
    assert (told.entry and told.entry.number, told.docket, told.quiet) == (
        132,
        change.docket,
        False,
    )
    assert store.copies.of_urls([URL]) == {URL: other}


def test_news_are_entries_that_came_or_became_free(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket())
    tell(docket(linked(500, 132)))
    (found,) = store.copies.news(NOON)
    assert (found[0].key, found[1].number) == (held(store).key, 132)
    assert store.copies.news(NOON + timedelta(days=1)) == []


def test_what_is_forgotten_takes_the_copies_that_nobody_else_has(
    store: Store, entry: DocketEntry
) -> None:
    shared = replace(COPY, url="https://storage.courtlistener.com/other.pdf", sha256="c" * 64)
    elsewhere = replace(entry, id="4711")
    mine = held(store)
    store.copies.keep(COPY, mine, entry)
    store.copies.keep(shared, mine, entry)
    store.copies.keep(replace(shared, url="https://archive.org/x.pdf"), mine, elsewhere)
    assert store.copies.forget(mine.id or 0) == [COPY.sha256]
    assert set(store.copies.of_urls([URL, shared.url, "https://archive.org/x.pdf"])) == {
        "https://archive.org/x.pdf"
    }


def test_a_scan_has_pages_but_no_text() -> None:
    assert replace(COPY, text=None).is_scan
    assert not replace(COPY, text=None, pages=None).is_scan
    assert not COPY.is_scan


def test_a_file_is_named_by_what_it_holds_and_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    sha256 = copy_files.write(folder, b"%PDF-1.7")
    (path,) = folder.iterdir()
    assert sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    assert path == replace(COPY, sha256=sha256).path(folder)
    assert path.read_bytes() == b"%PDF-1.7"
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    copy_files.write(folder, b"%PDF-1.7")
    assert list(folder.iterdir()) == [path]
    copy_files.erase(folder, [sha256, sha256])
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("in the way")
    with pytest.raises(StoreError, match="documents"):
        copy_files.write(tmp_path / "documents", b"%PDF-1.7")


def test_a_free_document_that_appears_is_among_the_news(store: Store, tell: Tell) -> None:
    watch(store)
    tell(docket(linked(500, 132)))
    told = linked(500, 132)
    free = replace(told.documents[0], free_url=URL)
    tell(docket(replace(told, documents=(free,))))
    assert [entry.documents for _, entry in store.copies.news(NOON)] == [(free,)]
