"""Articles as rows, and the nouns that they make together.

Which entry an article reports is kept by the entry's id alone: what the entry says, and whether
it was merged with another since, is looked up whenever the article is read.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from db import plain, plain_press
from db.changelog import Changes
from db.engine import probe
from db.models import DocketKey, EntryRef
from db.press import Article, ArticleLink, Reading, Reported, Role

Place = tuple[int, str, str]  # of a link: the article's id, the docket's court and number
Kept = tuple[int, float]  # of a reported entry: its id, and how sure we are
Held = Mapping[int, tuple[DocketKey, EntryRef]]

_ASKED = "with asked (id) as (values {values})"
HIDDEN = "hidden:"  # before the digest of an address that may not be kept


def read(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Article]:
    """These articles with all that is kept of them, the oldest story first."""
    asked = [(article_id,) for article_id in set(ids)]
    links = _links(connection, asked)
    addresses = _addresses(connection, asked)
    rows = probe(
        connection,
        f"{_ASKED} select article.* from asked join article on article.id = asked.id",
        asked,
    )
    found = [_article(row, links[row["id"]], addresses[row["id"]]) for row in rows]
    return sorted(found, key=lambda each: (each.published_at or each.first_seen, each.id))


def write(connection: sqlite3.Connection, told: Article, now: str) -> None:
    """Write how an article now reads, and that nothing of it is waited for any more."""
    connection.execute(
        "update article set url = :url, title = :title, publisher = :publisher,"
        " authors = :authors, published_at = :published_at, modified_at = :modified_at,"
        " language = :language, summary = null, reading = :reading, fingerprint = :fingerprint,"
        " cluster = :cluster, try_at = null, settled_at = :now where id = :id",
        told_of(told)
        | {
            "reading": told.reading,
            "fingerprint": told.fingerprint,
            "cluster": told.cluster,
            "now": now,
            "id": told.id,
        },
    )


def told_of(told: Article) -> dict[str, object]:
    """What its list and its page tell of an article, by column."""
    return {
        "url": told.url,
        "title": told.title,
        "publisher": told.publisher,
        "authors": plain.dumps(told.authors),
        "published_at": plain.moment(told.published_at),
        "modified_at": plain.moment(told.modified_at),
        "language": told.language,
    }


def id_of(told: Article) -> int:
    """Of an article that is kept."""
    assert told.id is not None
    return told.id


def brief(row: sqlite3.Row) -> Article:
    """An article by its own row alone, without its links and addresses."""
    return _article(row, (), ())


def _article(row: sqlite3.Row, links: Sequence[ArticleLink], addresses: Sequence[str]) -> Article:
    return Article(
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        authors=tuple(plain.loads(row["authors"])),
        published_at=plain.from_moment(row["published_at"]),
        modified_at=plain.from_moment(row["modified_at"]),
        language=row["language"],
        summary=row["summary"],
        reading=Reading(row["reading"]),
        addresses=tuple(addresses),
        fingerprint=row["fingerprint"],
        cluster=row["cluster"],
        links=tuple(links),
        first_seen=plain.from_instant(row["first_seen"]),
        attempts=row["attempts"],
        source_id=row["source_id"],
        id=row["id"],
    )


def _addresses(connection: sqlite3.Connection, asked: Sequence[tuple[int]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    sql = f"""{_ASKED} select article_address.* from asked
        join article_address on article_id = asked.id order by article_address.url"""
    for row in probe(connection, sql, asked):
        if not row["url"].startswith(HIDDEN):
            found[row["article_id"]].append(row["url"])
    return found


def _links(
    connection: sqlite3.Connection, asked: Sequence[tuple[int]]
) -> dict[int, list[ArticleLink]]:
    """The links of these articles, the surest first."""
    entries = _entries(connection, asked)
    found: dict[int, list[ArticleLink]] = defaultdict(list)
    sql = f"""{_ASKED} select article_link.* from asked join article_link on article_id = asked.id
        order by score desc, court_id, number"""
    for row in probe(connection, sql, asked):
        place = (row["article_id"], row["court_id"], row["number"])
        found[row["article_id"]].append(_link(row, entries.get(place, ())))
    return found


def _link(row: sqlite3.Row, entries: tuple[Reported, ...]) -> ArticleLink:
    return ArticleLink(
        docket=DocketKey(row["court_id"], row["number"]),
        role=Role(row["role"]),
        score=row["score"],
        evidence=plain_press.unpacked_evidence(row["evidence"]),
        report=plain_press.unpacked_report(row["report"]),
        entries=entries,
    )


def _entries(
    connection: sqlite3.Connection, asked: Sequence[tuple[int]]
) -> dict[Place, tuple[Reported, ...]]:
    kept: dict[Place, list[Kept]] = defaultdict(list)
    sql = f"""{_ASKED} select article_entry.* from asked
        join article_entry on article_id = asked.id order by confidence desc, entry_id"""
    for row in probe(connection, sql, asked):
        place = (row["article_id"], row["court_id"], row["number"])
        kept[place].append((row["entry_id"], row["confidence"]))
    ids = {entry_id for each in kept.values() for entry_id, _ in each}
    heirs = Changes(connection).heirs(ids)
    held = _held(connection, {heirs.get(entry_id, entry_id) for entry_id in ids})
    return {place: _as_now_held(each, heirs, held) for place, each in kept.items()}


def _held(connection: sqlite3.Connection, entry_ids: Iterable[int]) -> Held:
    sql = f"""{_ASKED} select entry.id, entry.told, docket.court_id, docket.number
        from asked join entry on entry.id = asked.id join docket on docket.id = entry.docket_id"""
    rows = probe(connection, sql, [(entry_id,) for entry_id in entry_ids])
    return {
        row["id"]: (
            DocketKey(row["court_id"], row["number"]),
            plain.entry_ref(row["id"], plain.unpacked_entry(row["told"])),
        )
        for row in rows
    }


def _as_now_held(
    kept: Sequence[Kept], heirs: Mapping[int, int], held: Held
) -> tuple[Reported, ...]:
    """Entries that were merged since are one, those that were forgotten none."""
    sure: dict[int, float] = {}
    for entry_id, confidence in kept:
        now = heirs.get(entry_id, entry_id)
        sure[now] = round(sure.get(now, 0.0) + confidence, 6)
    order = sorted((each for each in sure if each in held), key=lambda each: (-sure[each], each))
    return tuple(Reported(*held[each], sure[each]) for each in order)


def write_links(
    connection: sqlite3.Connection,
    told: Article,
    open_until: Mapping[DocketKey, datetime | None],
    now: str,
) -> None:
    """Put an article's links in the place of those that it had."""
    article_id = id_of(told)
    forget_links(connection, [article_id])
    for each in told.links:
        until = open_until[each.docket]
        connection.execute(
            "insert into article_link (article_id, court_id, number, role, score, evidence,"
            " report, open_until, linked_at) values (:article_id, :court_id, :number, :role,"
            " :score, :evidence, :report, :open_until, :linked_at)",
            _of(article_id, each.docket)
            | {
                "role": each.role,
                "score": each.score,
                "evidence": plain_press.packed_evidence(each.evidence),
                "report": plain_press.packed_report(each.report),
                "open_until": plain.instant_or_none(until),
                "linked_at": now,
            },
        )
        write_entries(connection, article_id, each.docket, each.entries)


def _of(article_id: int, docket: DocketKey) -> dict[str, object]:
    return {"article_id": article_id, "court_id": docket.court_id, "number": docket.number}


def write_entries(
    connection: sqlite3.Connection,
    article_id: int,
    docket: DocketKey,
    entries: Iterable[Reported],
) -> None:
    """Keep which entries an article may be reporting."""
    kept = {int(each.entry.id): each.confidence for each in entries}
    connection.executemany(
        "insert into article_entry (article_id, court_id, number, entry_id, confidence)"
        " values (?, ?, ?, ?, ?)",
        [
            (article_id, docket.court_id, docket.number, entry_id, confidence)
            for entry_id, confidence in kept.items()
        ],
    )


def close(connection: sqlite3.Connection, article_id: int, docket: DocketKey) -> bool:
    """What the article reports of this docket is not looked for any more; was it until now?"""
    row = connection.execute(
        "update article_link set open_until = null where article_id = :article_id"
        " and court_id = :court_id and number = :number and open_until is not null"
        " returning article_id",
        _of(article_id, docket),
    ).fetchone()
    return row is not None


def rewrite(connection: sqlite3.Connection, told: Article, now: Article) -> None:
    """Write other words of an article and of its links, which are the same."""
    connection.execute(
        "update article set url = :url, title = :title, authors = :authors where id = :id",
        {
            "url": now.url,
            "title": now.title,
            "authors": plain.dumps(now.authors),
            "id": now.id,
        },
    )
    connection.executemany(
        "update article_address set url = ? where url = ?",
        zip(now.addresses, told.addresses, strict=True),
    )
    for each in now.links:
        connection.execute(
            "update article_link set evidence = :evidence, report = :report"
            " where article_id = :article_id and court_id = :court_id and number = :number",
            _of(id_of(now), each.docket)
            | {
                "evidence": plain_press.packed_evidence(each.evidence),
                "report": plain_press.packed_report(each.report),
            },
        )


def merge(connection: sqlite3.Connection, other: int, first: int) -> None:
    """Have one article be another: its addresses, its copies, and what was said of them."""
    ids = {"other": other, "first": first}
    connection.execute(
        "update article_address set article_id = :first where article_id = :other", ids
    )
    connection.execute("update article set cluster = :first where cluster = :other", ids)
    connection.execute(
        "insert into article_said (cluster, court_id, number, was_quiet, is_open)"
        " select coalesce(article.cluster, article.id), said.court_id, said.number,"
        " said.was_quiet, said.is_open from article_said said"
        " join article on article.id = :first where said.cluster = :other"
        " on conflict (cluster, court_id, number) do nothing",
        ids,
    )
    connection.execute("delete from article_said where cluster = :other", ids)
    forget(connection, [other])


def entered_at(connection: sqlite3.Connection, link: ArticleLink) -> datetime | None:
    """When the entry was entered that an article reports, where it is one alone."""
    if len(link.entries) != 1:
        return None
    row = connection.execute(
        "select entered_at from entry where id = :id", {"id": int(link.entries[0].entry.id)}
    ).fetchone()
    return None if row is None else plain.from_moment(row["entered_at"])


def forget_links(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    _forget(connection, ("article_link", "article_entry"), ids)


def forget(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Let articles go, with every address under which they were known."""
    gone = list(ids)
    forget_links(connection, gone)
    _forget(connection, ("article_address",), gone)
    connection.executemany("delete from article where id = ?", [(each,) for each in gone])


def _forget(connection: sqlite3.Connection, tables: Iterable[str], ids: Iterable[int]) -> None:
    mine = [(article_id,) for article_id in ids]
    for table in tables:
        connection.executemany(f"delete from {table} where article_id = ?", mine)
