"""Where the user's configuration and store are, and how a command opens them.

A command reads with `reading()`, which never changes a byte and starts fast, and writes with
`writing()`, which first makes the store or brings it up to date.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from db import config
from db.config import Config, Home
from db.errors import DocketError, StoreError, StoreTooNew
from db.models import DocketEntry, Meaning
from db.shelves import Shelves

if TYPE_CHECKING:
    from db.entry_rows import Reader
    from db.store import Store


def at(folder: str) -> Home:
    return config.home(folder, os.environ)


def here() -> Home:
    """The home that `--home` names, before or after the command, else DOCKET_HOME's."""
    told = click.get_current_context().find_object(Home)
    return told or config.home(None, os.environ)


def configured() -> Config:
    return config.load(here())


def _world_clock() -> datetime:
    return datetime.now(UTC)


_clocks: list[Callable[[], datetime]] = [_world_clock]


def now() -> datetime:
    return _clocks[-1]()


@contextmanager
def timed_by(clock: Callable[[], datetime]) -> Iterator[None]:
    """Have it be what this clock says, in every thread: the demo plays two weeks in seconds."""
    _clocks.append(clock)
    try:
        yield
    finally:
        _clocks.pop()


def has_store() -> bool:
    """Before the first watch there is none, and every list is empty."""
    return here().store_path.exists()


# A configuration that cannot be read does not say what may be shown: no store is opened then.


@contextmanager
def reading() -> Iterator[Shelves]:
    configured()
    with Shelves.open(here().store_path, readonly=True) as store, store.explained():
        yield store


@contextmanager
def writing() -> Iterator[Store]:
    configured()
    with _up_to_date(here().store_path) as store, store.explained():
        store.reader = partial(_read_meaning, here().rules_path)
        yield store


def _read_meaning(rules_path: Path, told: DocketEntry, court_id: str) -> Meaning | None:
    """By the user's rules and ours, which are loaded with the first entry that is written."""
    return _reader(rules_path)(told, court_id)


@lru_cache(maxsize=1)
def _reader(rules_path: Path) -> Reader:
    from scraper.meaning import edition

    return edition.reader(rules_path)


def _up_to_date(path: Path) -> Store:
    """What migrates is slow to load, and nearly always there is nothing to do for it."""
    from db.store import Store

    try:
        return Store.open(path)
    except StoreTooNew:
        raise
    except StoreError:
        from db.migrations import migrate

        migrate(path)
        return Store.open(path)


def complete_watch(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The slugs that begin so; a shell that asks is never told of errors."""
    try:
        with ctx.scope(cleanup=False), reading() as store:
            watches = store.watches.all()
    except DocketError:
        return []
    return [CompletionItem(each.slug) for each in watches if each.slug.startswith(incomplete)]
