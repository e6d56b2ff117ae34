"""SQLite, opened the one way we open it, and transactions that tell why they failed.

Reading opens with the standard library alone, so that read-only commands start
fast; `db.migrations` brings a store up to date through sqlite-utils.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from db.errors import StoreError, StoreTooNew

SCHEMA_VERSION = 4
BUSY_SECONDS = 10.0
ROWS_A_PROBE = 1000  # rows of one `values` list; SQLite takes 32,766 parameters


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open a store whose schema is up to date.

    Raises StoreError when there is none or it cannot be opened, StoreTooNew
    when a newer version of docket wrote it.
    """
    mode = "ro" if readonly else "rw"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    with explained(path):
        if not path.exists():
            raise StoreError(f"{path}: there is no store yet; `docket watch CASE` makes one")
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _set_up(connection, path, readonly)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: sqlite3.Connection, path: Path, readonly: bool) -> None:
    connection.row_factory = sqlite3.Row
    _check_version(connection, path)
    if not readonly:
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma secure_delete = on")  # what is forgotten leaves no bytes


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("pragma user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise StoreTooNew(
            f"{path}: written by a newer version of docket (store version {version}, "
            f"this one knows {SCHEMA_VERSION}); upgrade docket, or restore an older backup"
        )
    if version < SCHEMA_VERSION:
        raise StoreError(f"{path}: not brought up to date yet; run `docket poll` once")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, which say which file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}; {_advice(str(error))}") from error
    except BrokenPipeError:  # whoever read our output has gone; the store is well
        raise
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}; {_advice(str(error))}") from error


def _advice(error: str) -> str:
    if "full" in error or "No space" in error:
        return "free some disk space; nothing that was kept is lost"
    if "disk I/O" in error:  # also SQLite's word for a full disk, where it maps memory
        return "the disk may be full or failing; nothing that was kept is lost"
    if "locked" in error:
        return "another docket command is writing; try again in a moment"
    if "readonly" in error or "read-only" in error.lower() or "denied" in error:
        return "make the file and its folder writable for this user"
    if "not a database" in error or "malformed" in error:
        return "the file is damaged or no store; `docket restore FILE` puts a backup in its place"
    return "run `docket doctor` to see what is wrong"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One write transaction, begun `immediate`.

    A deferred one that reads and then writes fails at once under a second
    writer, whatever the timeout. Inside another transaction it joins that one.
    """
    if connection.in_transaction:
        yield connection
        return
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def empty_log(connection: sqlite3.Connection) -> None:
    """Have the write-ahead log hold nothing any more, unless a transaction still goes on.

    While another process reads, it may have to stay until the store is next closed.
    """
    if not connection.in_transaction:
        connection.execute("pragma wal_checkpoint(truncate)").fetchall()


def version(connection: sqlite3.Connection) -> int:
    """Another number whenever another connection has written since."""
    (version,) = connection.execute("pragma data_version").fetchone()
    return int(version)


def allocate(connection: sqlite3.Connection, table: str, count: int) -> int:
    """Reserve `count` ids of a table inside the running transaction; return the first."""
    row = connection.execute(
        "update sequence set next = next + :count where name = :table returning next - :count",
        {"table": table, "count": count},
    ).fetchone()
    return int(row[0])


def probe(
    connection: sqlite3.Connection, sql: str, rows: Sequence[tuple[object, ...]]
) -> Iterator[sqlite3.Row]:
    """Run `sql` once per thousand rows, with `{values}` standing for them.

    Joining a `values` list is the fastest way that SQLite and PostgreSQL share
    to ask which of many keys are known.
    """
    for start in range(0, len(rows), ROWS_A_PROBE):
        batch = rows[start : start + ROWS_A_PROBE]
        marks = "(" + ",".join("?" * len(batch[0])) + ")"
        values = ",".join([marks] * len(batch))
        flat = [value for row in batch for value in row]
        yield from connection.execute(sql.format(values=values), flat)
