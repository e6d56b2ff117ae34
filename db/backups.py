"""Copies of the store: made while a poll writes, checked, and put back in its place.

SQLite's own backup copies what is committed, page by page, whoever reads or writes
meanwhile. A copy is one file without a log beside it, readable by its owner alone.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from db.engine import BUSY_SECONDS, SCHEMA_VERSION, explained
from db.errors import FormatError, StoreError, StoreTooNew
from db.migrations import migrate

SQLITE_VERSION = sqlite3.sqlite_version

_TABLES = frozenset({"docket", "entry", "observation", "change", "watch", "delivery", "message"})
_LOGS = ("-wal", "-shm")  # what SQLite keeps beside a file in use
_MOST_DAMAGES = 5  # told of one file; the first says enough


@dataclass(frozen=True, slots=True)
class Condition:
    """What a look at a store file shows."""

    version: int
    damages: tuple[str, ...]  # SQLite's words; none: every page and index is as it should be
    bytes: int
    log_bytes: int  # written, but not yet moved into the file itself
    free_bytes: int  # on its disk
    is_writable: bool
    is_exposed: bool  # other users of this machine can read it


def examine(path: Path) -> Condition:
    """Read a whole store file; FormatError where it is none, StoreError where it cannot be read."""
    with explained(path):
        if not path.exists():
            raise StoreError(f"{path}: there is no such file")
        with closing(_read_only(path)) as connection:
            _recognise(connection, path)
            version = int(connection.execute("pragma user_version").fetchone()[0])
            damages = tuple(_damages(connection))
        log = path.with_name(path.name + "-wal")
        return Condition(
            version,
            damages,
            path.stat().st_size,
            log.stat().st_size if log.exists() else 0,
            shutil.disk_usage(path.parent).free,
            os.access(path, os.W_OK) and os.access(path.parent, os.W_OK),
            bool(path.stat().st_mode & 0o044),
        )


def back_up(store: Path, target: Path, *, force: bool = False) -> Condition:
    """Copy a store to a file, whole or not at all; return the checked copy's condition.

    Raises StoreError where the target exists, unless forced, and where the copy is damaged.
    """
    with explained(store):
        if not store.exists():
            raise StoreError(f"{store}: there is no store yet, so nothing to back up")
        _refuse(store, target, force)
    with _beside(target) as copy:
        _copy(store, copy)
        condition = _sound(copy, store)
        with explained(target):
            copy.replace(target)
    return condition


def restore(backup: Path, store: Path) -> Path | None:
    """Put a backup's content in the store's place; return where the previous store is kept.

    The caller holds the lock of a poll. The backup is checked and brought up to date
    in a copy first. Its sources forget what makes an answer "unchanged": what they told
    since the backup was made is to be read again.
    """
    _sound(backup, backup)
    if store.exists() and backup.samefile(store):
        raise StoreError(f"{backup}: this is the store itself")
    with _beside(store) as copy:
        _copy(backup, copy)
        _prepare(copy)
        previous = _set_aside(store)
        with explained(store):
            _put(copy, store)
    return previous


def _refuse(store: Path, target: Path, force: bool) -> None:
    if not target.exists():
        return
    if target.is_dir():
        raise StoreError(f"{target}: this is a folder; name a file in it")
    if target.samefile(store):
        raise StoreError(f"{target}: this is the store itself")
    if not force:
        raise StoreError(f"{target}: there is such a file already; --force replaces it")


def _sound(path: Path, named: Path) -> Condition:
    """The condition of a file that may stand for a store; `named` is what the user calls it."""
    condition = examine(path)
    if condition.damages:
        raise StoreError(f"{named}: damaged, so it is not used: {condition.damages[0]}")
    if condition.version > SCHEMA_VERSION:
        raise StoreTooNew(
            f"{named}: written by a newer version of docket (store version"
            f" {condition.version}, this one knows {SCHEMA_VERSION}); upgrade docket"
        )
    return condition


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new file in the target's folder, for its owner only, gone in the end unless moved."""
    with explained(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        for each in (path, *_logs(path)):
            each.unlink(missing_ok=True)


def _logs(path: Path) -> list[Path]:
    return [path.with_name(path.name + end) for end in _LOGS]


def _copy(source: Path, target: Path) -> None:
    """Copy what is committed, in one read transaction: in WAL mode no writer waits for it."""
    with (
        explained(target),
        closing(_read_only(source)) as reading,
        closing(sqlite3.connect(target, isolation_level=None)) as writing,
    ):
        reading.backup(writing, progress=_give_up)
        writing.execute("pragma journal_mode = delete")


def _give_up(status: int, remaining: int, total: int) -> None:
    """Python would try for ever to get past a lock; the connection has waited long enough."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


def _read_only(path: Path) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    try:
        rows = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        raise FormatError(f"{path}: this is no store of docket") from error
    if not {name for (name,) in rows} >= _TABLES:
        raise FormatError(f"{path}: this is an SQLite file, but no store of docket")


def _damages(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        for (told,) in connection.execute(f"pragma integrity_check({_MOST_DAMAGES})"):
            if told != "ok":
                yield told
    except sqlite3.DatabaseError as error:
        yield str(error)


def _prepare(path: Path) -> None:
    """What an old store needs before it goes on: see `restore`."""
    migrate(path)
    with explained(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute(
            "update source set built_at = null, etag = null, last_modified = null,"
            " seen = x'', next_check_at = null"
        )


def _set_aside(store: Path) -> Path | None:
    """Keep the present store: a copy of it, or its very file where that is of no use."""
    if not store.exists():
        return None
    kept = _unused(store)
    if _is_usable(store):
        back_up(store, kept)
        return kept
    with explained(store):
        for file, end in ((store, ""), *zip(_logs(store), _LOGS, strict=True)):
            if file.exists():
                file.rename(f"{kept}{end}")
    return kept


def _is_usable(store: Path) -> bool:
    try:
        _sound(store, store)
    except (FormatError, StoreError):
        return False
    return True


def _unused(store: Path) -> Path:
    """`docket.db.before-restore`, numbered from the second: none of them is ever overwritten."""
    kept, number = store.with_name(f"{store.name}.before-restore"), 1
    while kept.exists():
        number += 1
        kept = store.with_name(f"{store.name}.before-restore-{number}")
    return kept


def _put(copy: Path, store: Path) -> None:
    """Into the live file, so that whoever has it open goes on with the restored content."""
    if not store.exists():
        copy.replace(store)
        return
    with (
        closing(_read_only(copy)) as reading,
        closing(sqlite3.connect(store, timeout=BUSY_SECONDS)) as writing,
    ):
        reading.backup(writing, progress=_give_up)
