"""The addresses under which an article was seen, by which it is known again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

from db.article_rows import HIDDEN
from db.engine import probe


def hidden(url: str) -> str:
    """By which an address is known again that may not be kept, for a name stands in it."""
    return HIDDEN + blake2b(url.encode(), digest_size=16).hexdigest()


def ids_of(connection: sqlite3.Connection, urls: Iterable[str]) -> dict[str, int]:
    """The articles that were seen under these addresses."""
    spelled = {told: url for url in urls for told in (url, hidden(url))}
    sql = """with asked (url) as (values {values})
        select article_address.* from asked
        join article_address on article_address.url = asked.url"""
    rows = probe(connection, sql, [(told,) for told in spelled])
    return {spelled[row["url"]]: row["article_id"] for row in rows}


def add(connection: sqlite3.Connection, article_id: int, urls: Iterable[str]) -> None:
    """Addresses that another article has stay its own."""
    new = dict.fromkeys(urls)
    known = ids_of(connection, new)
    connection.executemany(
        "insert into article_address (url, article_id) values (?, ?)",
        [(url, article_id) for url in new if url not in known],
    )
