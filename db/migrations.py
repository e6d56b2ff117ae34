"""The store's tables, and how an older store becomes one of today.

A migration is appended, never edited. sqlite-utils runs each once, in a
transaction of its own, and remembers it.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from db.engine import BUSY_SECONDS, SCHEMA_VERSION, explained
from db.errors import StoreTooNew

migrations = Migrations("docket")


@migrations()
def from_a_feed_to_an_alert(db: Database) -> None:
    """What courts told, what we make of it, who watches, and what is on its way."""
    for statement in _FIRST.split(";\n"):
        db.execute(statement)


@migrations()
def every_public_source(db: Database) -> None:
    """Sources of one docket, metered services, documents, and what was handed in."""
    for statement in _SECOND.split(";\n"):
        db.execute(statement)


@migrations()
def what_a_filing_means(db: Database) -> None:
    """What entries mean, what is due by them, and how each watch wants to hear of it."""
    for statement in _THIRD.split(";\n"):
        db.execute(statement)


@migrations()
def what_the_press_says(db: Database) -> None:
    """News sources, the articles that concern a matter, and what they report."""
    for statement in _FOURTH.split(";\n"):
        db.execute(statement)


def migrate(path: Path) -> None:
    """Make the store if there is none, and bring it up to date.

    The file is readable by its owner alone: it holds what somebody follows.
    Raises StoreError or StoreTooNew.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            _migrate(connection, path)
        finally:
            connection.close()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("pragma user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise StoreTooNew(f"{path}: written by a newer version of docket; upgrade docket")
    if version == SCHEMA_VERSION:
        return
    connection.execute("pragma journal_mode = wal")
    migrations.apply(Database(connection))
    connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
    connection.commit()


# Times are ISO-8601 UTC text, court-local days ISO dates, lists and nouns JSON text.
_FIRST = """
create table meta (
    name text primary key,
    value text not null
);
create table sequence (
    name text primary key,
    next integer not null
);
insert into sequence (name, next) values
    ('docket', 1), ('entry', 1), ('observation', 1), ('change', 1);
create table source (
    id text primary key,
    kind text not null,
    court_id text not null,
    url text not null,
    wanted integer not null default 1,
    keep text not null default 'watched',
    state text not null default 'new',
    carries text,
    scope text,
    built_at text,
    etag text,
    last_modified text,
    seen blob not null default x'',
    builds text not null default '[]',
    failures integer not null default 0,
    error text,
    checked_at text,
    answered_at text,
    looked_at text,
    next_check_at text
);
create table robots (
    origin text primary key,
    rules text not null,
    fetched_at text not null
);
create table docket (
    id integer primary key,
    court_id text not null,
    number text not null,
    stem text not null,
    pacer_case_id text,
    told text not null
);
create unique index docket_case on docket (court_id, pacer_case_id);
create index docket_stem on docket (court_id, stem);
create table docket_observation (
    docket_id integer not null,
    source_id text not null,
    said text not null,
    heard text,
    said_at text not null,
    primary key (docket_id, source_id)
);
create table entry (
    id integer primary key,
    docket_id integer not null,
    entered_at text,
    seq integer,
    number integer,
    told text not null,
    sources text not null,
    status text not null default 'listed'
);
create index entry_docket on entry (docket_id);
create table observation (
    id integer primary key,
    entry_id integer not null,
    docket_id integer not null,
    source_id text not null,
    key text not null,
    said text not null,
    heard text,
    listed integer not null default 1,
    first_seen text not null,
    said_at text not null,
    last_seen text
);
create unique index observation_key on observation (docket_id, source_id, key);
create index observation_listed on observation (source_id) where listed = 1;
create table repair (
    id integer primary key,
    docket_id integer not null,
    kind text not null,
    members text not null,
    labels text,
    at text not null
);
create index repair_docket on repair (docket_id);
create table change (
    id integer primary key,
    kind text not null,
    at text not null,
    court_id text,
    number text,
    docket_id integer,
    entry_id integer,
    field text,
    old text,
    new text,
    source_id text,
    quiet integer not null
);
create index change_at on change (at);
create index change_docket on change (docket_id);
create table watch (
    id integer primary key,
    slug text not null unique,
    channels text not null,
    terms text not null,
    aliases text not null,
    judge text,
    kinds text not null,
    deliver_when text not null,
    note text,
    muted integer not null default 0,
    created_at text not null
);
create table watched_case (
    id integer primary key,
    watch_id integer not null references watch (id) on delete cascade,
    court_id text not null,
    number text not null,
    pacer_case_id text,
    added_at text not null,
    unique (watch_id, court_id, number)
);
create index watched_case_court on watched_case (court_id);
create table look (
    case_id integer not null references watched_case (id) on delete cascade,
    source_id text not null,
    at text not null,
    primary key (case_id, source_id)
);
create table message (
    id text primary key,
    place integer not null,
    channel text not null,
    thread text,
    status text not null default 'pending',
    attempts integer not null default 0,
    due_at text not null,
    leased_until text,
    error text,
    sent_at text
);
create index message_pending on message (channel, place) where status = 'pending';
create table delivery (
    id integer primary key,
    change_id integer not null,
    watch_id integer not null,
    watch text not null,
    channel text not null,
    status text not null default 'pending',
    due_at text not null,
    message_id text,
    unique (change_id, watch_id, channel)
);
create index delivery_pending on delivery (channel) where status = 'pending';
create index delivery_message on delivery (message_id)
"""

_SECOND = """
alter table source add column number text;
alter table watched_case add column courtlistener_id text;
alter table watch add column documents text not null default 'none';
alter table docket add column courtlistener_id text;
alter table docket add column is_redacted integer not null default 0;
create index docket_courtlistener on docket (courtlistener_id);
alter table docket_observation add column first_at text;
alter table observation add column seals integer not null default 0;
create table request (
    service text not null,
    at text not null
);
create index request_at on request (service, at);
create table service (
    id text primary key,
    not_before text,
    reason text
);
create table answer (
    source_id text not null,
    at text not null,
    primary key (source_id, at)
);
create index change_gap on change (docket_id) where kind = 'gap_suspected';
create table handed_in (
    key text primary key,
    at text not null
);
create table copy (
    id integer primary key,
    entry_id integer not null,
    attachment integer not null,
    url text not null,
    sha256 text not null,
    pages integer,
    size integer not null,
    text text,
    fetched_at text not null
);
create index copy_entry on copy (entry_id)
"""

_THIRD = """
alter table entry add column meaning text;
alter table watch add column wishes text not null default '{}';
alter table delivery add column route text not null default 'now';
alter table delivery add column reason text;
alter table delivery add column acked_at text;
create index delivery_due on delivery (due_at) where status = 'pending';
drop index change_docket;
create index change_entry on change (docket_id, entry_id);
alter table message add column form text not null default 'alert';
alter table message add column taken text not null default '';
create table obligation (
    entry_id integer not null,
    place integer not null,
    docket_id integer not null,
    told text not null,
    duty text not null,
    due_on text,
    status text not null,
    is_seen integer not null,
    is_courtesy integer not null,
    doubt text,
    by_entry integer,
    is_late integer not null,
    primary key (entry_id, place)
);
create index obligation_docket on obligation (docket_id);
create table reminder (
    docket_id integer not null,
    duty text not null,
    due_on text not null,
    known_at text not null,
    soon_at text,
    today_at text,
    missed_at text,
    turns_at text,
    primary key (docket_id, duty, due_on)
);
create index reminder_turns on reminder (turns_at) where turns_at is not null;
create table proceeding (
    entry_id integer not null,
    place integer not null,
    docket_id integer not null,
    told text not null,
    words text not null,
    on_day text,
    status text not null,
    sequence integer not null,
    by_entry integer,
    primary key (entry_id, place)
);
create index proceeding_docket on proceeding (docket_id);
create table watched_court (
    watch_id integer not null references watch (id) on delete cascade,
    court_id text not null,
    added_at text not null,
    primary key (watch_id, court_id)
);
create index watched_court_court on watched_court (court_id);
create table court_look (
    watch_id integer not null references watch (id) on delete cascade,
    source_id text not null,
    at text not null,
    primary key (watch_id, source_id)
);
create table withdrawn (
    docket_id integer primary key,
    key text not null,
    digests text not null
)
"""

_FOURTH = """
create table news_feed (
    slug text primary key,
    url text not null,
    title text,
    form text not null,
    preset text,
    despite_robots integer not null default 0,
    every_seconds integer,
    added_at text not null
);
create table article (
    id integer primary key,
    url text not null,
    title text not null,
    publisher text,
    authors text not null default '[]',
    published_at text,
    modified_at text,
    language text,
    summary text,
    reading text not null,
    fingerprint text,
    cluster integer,
    first_seen text not null,
    attempts integer not null default 0,
    try_at text,
    settled_at text,
    source_id text
);
create index article_waiting on article (try_at) where try_at is not null;
create index article_cluster on article (cluster);
create index article_first_seen on article (first_seen);
create index article_idle on article (first_seen) where fingerprint is null and try_at is null;
create table article_address (
    url text primary key,
    article_id integer not null
);
create index article_address_article on article_address (article_id);
create table article_link (
    article_id integer not null,
    court_id text not null,
    number text not null,
    role text not null,
    score real not null,
    evidence text not null,
    report text,
    open_until text,
    linked_at text not null,
    primary key (article_id, court_id, number)
);
create index article_link_docket on article_link (court_id, number);
create index article_link_open on article_link (open_until) where open_until is not null;
create table article_entry (
    article_id integer not null,
    court_id text not null,
    number text not null,
    entry_id integer not null,
    confidence real not null,
    primary key (article_id, court_id, number, entry_id)
);
create index article_entry_entry on article_entry (entry_id);
create index article_entry_docket on article_entry (court_id, number);
create table article_said (
    cluster integer not null,
    court_id text not null,
    number text not null,
    was_quiet integer not null,
    is_open integer not null,
    primary key (cluster, court_id, number)
);
create index article_said_docket on article_said (court_id, number);
create index change_article on change (at) where kind = 'article_linked'
"""
