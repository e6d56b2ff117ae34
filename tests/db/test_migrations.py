"""A store of an earlier version becomes one of today, with all that it held."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import engine
from db.errors import StoreError, StoreTooNew
from db.migrations import migrate, migrations
from db.models import ChangeKind, Documents, Source, SourceKind, Telling
from db.press import Article, ArticleLink, Role
from db.store import Store

NOON = datetime(2025, 5, 23, 12, tzinfo=UTC)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A store of version 1, with a watch and an order that a feed told."""
    path = tmp_path / "docket.db"
    connection = sqlite3.connect(path)
    migrations.apply(Database(connection), stop_before="every_public_source")
    connection.executescript("""
        pragma user_version = 1;
        insert into watch (id, slug, channels, terms, aliases, kinds, deliver_when, created_at)
            values (1, 'dvd', '[]', '[]', '[]', '[]', 'now', '2025-05-22T14:00:00.000000Z');
        insert into watched_case (watch_id, court_id, number, added_at)
            values (1, 'mad', '1:25-cv-10676', '2025-05-22T14:00:00.000000Z');
        insert into docket (id, court_id, number, stem, pacer_case_id, told) values (1, 'mad',
            '1:25-cv-10676', '25-10676', '282404',
            '{"court_id":"mad","number":"1:25-cv-10676","caption":"D.V.D. v. DHS"}');
        insert into docket_observation (docket_id, source_id, said, said_at) values (1,
            'pacer_rss:mad', '{"court_id":"mad","number":"1:25-cv-10676"}',
            '2025-05-23T19:00:00.000000Z');
        insert into entry (id, docket_id, seq, number, told, sources)
            values (1, 1, 452, 132, '{"seq":452,"number":132}', '["pacer_rss:mad"]');
    """)
    connection.close()
    return path


@pytest.fixture
def third(first: Path) -> Path:
    """The same, as version 3 left it."""
    connection = sqlite3.connect(first)
    migrations.apply(Database(connection), stop_before="what_the_press_says")
    connection.executescript("pragma user_version = 3")
    connection.close()
    return first


def test_an_older_store_keeps_what_it_held(first: Path) -> None:
    migrate(first)
    with Store.open(first) as store:
        (watch,) = store.watches.all()
        (docket,) = store.dockets.of_cases(watch.cases)
        assert (watch.slug, watch.documents) == ("dvd", Documents.NONE)
        assert [each.number for each in docket.entries] == [132]


def test_an_older_store_is_not_read_before_it_is_brought_up_to_date(first: Path) -> None:
    with pytest.raises(StoreError, match="run `docket poll` once"):
        Store.open(first)


def test_a_store_of_version_3_learns_of_the_press(third: Path) -> None:
    migrate(third)
    told = Article("https://herald.example/1", "Judge orders a return", published_at=NOON)
    with Store.open(third) as store:
        (watch,) = store.watches.all()
        source = Source("news:herald", SourceKind.NEWS, "", "https://herald.example/feed")
        assert (watch.slug, watch.news) == ("dvd", Telling.DIGEST)
        assert store.articles.take(source, [told], NOON) == 1
        (waiting,) = store.articles.waiting(NOON, 20)
        link = ArticleLink(watch.cases[0].key, Role.ABOUT, 0.9)
        (change,) = store.articles.settle(waiting, [link], NOON)
        assert (change.docket_id, change.quiet) == (1, False)
        assert [each.kind for each in store.changes.after(0)] == [ChangeKind.ARTICLE_LINKED]


def test_to_migrate_again_changes_nothing(first: Path) -> None:
    migrate(first)
    before = first.read_bytes()
    migrate(first)
    assert first.read_bytes() == before


def test_a_newer_store_is_left_alone(first: Path) -> None:
    with sqlite3.connect(first) as connection:
        connection.execute(f"pragma user_version = {engine.SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StoreTooNew):
        migrate(first)
