"""Names that a court withdrew from its docket, in what the press wrote of it.

A story may go on telling them in public; what we show of it does not. An address with such a name
in it is known again by a digest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from db import article_addresses, article_rows, plain
from db.guard import WITHHELD
from db.press import Article, ArticleLink
from db.withdrawn import Withdrawn


def cleaned(told: Article, names: Iterable[Withdrawn]) -> Article:
    """The article with [withheld] in place of the names that its dockets have lost."""
    for each in names:
        told = _cleaned(told, each)
    return told


def _cleaned(told: Article, names: Withdrawn) -> Article:
    return replace(
        told,
        url=names.clean(told.url),
        title=names.clean(told.title),
        authors=tuple(map(names.clean, told.authors)),
        addresses=tuple(_address(each, names) for each in told.addresses),
        links=tuple(_link(each, names) for each in told.links),
    )


def _address(url: str, names: Withdrawn) -> str:
    return article_addresses.hidden(url) if names.clean(url) == WITHHELD else url


def _link(told: ArticleLink, names: Withdrawn) -> ArticleLink:
    report = told.report
    return replace(
        told,
        evidence=tuple(replace(each, words=names.clean(each.words)) for each in told.evidence),
        report=None if report is None else replace(report, words=names.clean(report.words)),
    )


def withdraw(connection: sqlite3.Connection, docket_id: int, names: Withdrawn) -> None:
    """Take these names out of all that is kept of the stories about a docket."""
    docket = connection.execute(
        "select court_id, number from docket where id = :id", {"id": docket_id}
    ).fetchone()
    key = (docket["court_id"], docket["number"])
    linked = connection.execute(
        "select article_id from article_link where court_id = ? and number = ?", key
    )
    for told in article_rows.read(connection, [row["article_id"] for row in linked]):
        article_rows.rewrite(connection, told, _cleaned(told, names))
    rows = connection.execute(
        "select id, new from change where kind = 'article_linked' and docket_id is null"
        " and court_id = ? and number = ?",
        key,
    ).fetchall()
    connection.executemany(
        "update change set new = ? where id = ?",
        [(plain.dumps(names.plain(plain.loads(row["new"]))), row["id"]) for row in rows],
    )
