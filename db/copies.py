"""Free copies of documents that we fetched: where from, what they say, and which file it is.

How they come in is `db.copying`'s matter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from db import plain
from db.engine import probe, transaction
from db.models import Docket, DocketEntry

# Entries whose documents may be news: those that came, or of which a free copy came.
_NEWS = """select distinct docket.id as docket_id, docket.told as docket,
        entry.id, entry.told, entry.sources, entry.status, entry.meaning
    from change join entry on entry.id = change.entry_id
    join docket on docket.id = entry.docket_id
    where change.at >= :since and change.quiet = 0 and entry.status = 'listed'
        and change.kind in ('entry_added', 'document_free')
    order by entry.id desc"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A document as it was at an address when we fetched it."""

    url: str
    sha256: str
    size: int  # bytes
    fetched_at: datetime
    pages: int | None = None  # None: it could not be read
    text: str | None = None  # its pages, a form feed between two; None: it has none, as a scan

    @property
    def is_scan(self) -> bool:
        """It has pages, but no words on them: pictures of paper."""
        return self.pages is not None and self.text is None

    def path(self, folder: Path) -> Path:
        """Its file; nothing of its name comes from outside."""
        return folder / f"{self.sha256}.pdf"


class Copies:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_urls(self, urls: Iterable[str]) -> dict[str, Copy]:
        """What was last fetched from each address; one that we have nothing of is left out.

        By address and not by entry: one document may stand on many dockets, and an entry that
        is merged with another has its copies still.
        """
        sql = """with asked (url) as (values {values})
            select copy.* from asked join copy on copy.url = asked.url order by copy.fetched_at"""
        rows = probe(self._connection, sql, [(url,) for url in dict.fromkeys(urls)])
        return {row["url"]: _copy(row) for row in rows}

    def news(self, since: datetime) -> list[tuple[Docket, DocketEntry]]:
        """Entries that were news since then, or of which a free copy was, newest first.

        Each with its docket, which has no other entries here.
        """
        rows = self._connection.execute(_NEWS, {"since": plain.instant(since)})
        return [(_docket(row), _entry(row)) for row in rows]

    def forget(self, docket_id: int) -> list[str]:
        """Erase the copies of a docket; return the sha256 of those that no other docket has."""
        mine = "(select id from entry where docket_id = :id)"
        with transaction(self._connection):
            gone = self._connection.execute(
                f"select distinct sha256 from copy where entry_id in {mine} and sha256 not in"
                f" (select sha256 from copy where entry_id not in {mine})",
                {"id": docket_id},
            ).fetchall()
            self._connection.execute(
                f"delete from copy where entry_id in {mine}", {"id": docket_id}
            )
        return [row["sha256"] for row in gone]


def _copy(row: sqlite3.Row) -> Copy:
    return Copy(
        url=row["url"],
        sha256=row["sha256"],
        size=row["size"],
        fetched_at=plain.from_instant(row["fetched_at"]),
        pages=row["pages"],
        text=row["text"],
    )


def _docket(row: sqlite3.Row) -> Docket:
    return replace(plain.unpacked_docket(row["docket"]), id=row["docket_id"])


def _entry(row: sqlite3.Row) -> DocketEntry:
    return plain.kept_entry(row["told"], row["id"], row["sources"], row["status"], row["meaning"])
