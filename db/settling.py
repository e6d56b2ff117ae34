"""An article that was read: what is written of it, and what of that is news.

Everything here happens inside one transaction of its caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from db import (
    article_addresses,
    article_names,
    article_news,
    article_rows,
    article_standing,
    plain,
    withdrawn_rows,
)
from db.article_news import Followed
from db.article_rows import id_of
from db.models import Change, DocketKey
from db.press import Article, ArticleLink, Reported


class Settling:
    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def settle(self, article: Article, links: Sequence[ArticleLink]) -> list[Change]:
        """Write what was read, and say what is news of it."""
        before = self._known(article)
        if before is None:
            return []
        followed = self._followed(before, links)
        wanted = [each for each in links if each.docket in followed]
        told = self._clean(self._joined(before, article, wanted), followed)
        self._write(told)
        news = (self._say(told, each, before, followed[each.docket]) for each in told.links)
        return [change for change in news if change is not None]

    def tie(self, article_id: int, docket: DocketKey, entries: Sequence[Reported]) -> Change | None:
        """Write which entries a story reports that came before them; what is news of it."""
        new = article_standing.come_since(self._connection, article_id, entries)
        if not new or not article_rows.close(self._connection, article_id, docket):
            return None
        article_rows.write_entries(self._connection, article_id, docket, new)
        (told,) = article_rows.read(self._connection, [article_id])
        said = article_standing.said(self._connection, told.cluster, docket)
        followed = article_standing.followed(self._connection, docket, told)
        if followed is None or said is None or not said.is_open:
            return None
        link = next(each for each in told.links if each.docket == docket)
        entered_at = article_rows.entered_at(self._connection, link)
        change, said = article_news.closing(told, link, said, followed, entered_at, self._now)
        article_standing.note(self._connection, told.cluster, docket, said)
        return self._once(change)

    def _known(self, article: Article) -> Article | None:
        """The article as we had it; those that are known by its addresses become one with it."""
        urls = (article.url, *article.addresses)
        ids = {*article_addresses.ids_of(self._connection, urls).values()}
        ids |= set() if article.id is None else {article.id}
        found = sorted(article_rows.read(self._connection, ids), key=id_of)
        return reduce(self._merge, found) if found else None

    def _merge(self, first: Article, other: Article) -> Article:
        """One article that we took for two, which goes on as the older one."""
        article_rows.merge(self._connection, id_of(other), id_of(first))
        known = {each.docket for each in first.links}
        links = (*first.links, *(each for each in other.links if each.docket not in known))
        cluster = other.cluster if first.cluster is None else first.cluster
        return replace(first, links=links, cluster=first.id if cluster == other.id else cluster)

    def _followed(
        self, article: Article, links: Sequence[ArticleLink]
    ) -> dict[DocketKey, Followed]:
        """The dockets of these links that somebody still watches."""
        keys = dict.fromkeys(each.docket for each in links)
        found = ((key, article_standing.followed(self._connection, key, article)) for key in keys)
        return {key: each for key, each in found if each is not None}

    def _joined(self, before: Article, article: Article, links: Sequence[ArticleLink]) -> Article:
        """What the article is from now on."""
        modified = [each for each in (article.modified_at, before.modified_at) if each is not None]
        return replace(
            article,
            id=before.id,
            publisher=article.publisher or before.publisher,
            published_at=article.published_at or before.published_at,
            modified_at=max(modified, default=None),
            cluster=before.cluster or self._lead(article.cluster) or before.id,
            links=tuple(article_news.together(links)),
            first_seen=before.first_seen,
            source_id=before.source_id,
        )

    def _lead(self, cluster: int | None) -> int | None:
        """The lead of a cluster by any article of it, should that still be kept."""
        row = self._connection.execute(
            "select coalesce(cluster, id) as lead from article where id = :id", {"id": cluster}
        ).fetchone()
        return None if row is None else int(row["lead"])

    def _clean(self, told: Article, followed: Mapping[DocketKey, Followed]) -> Article:
        ids = [each.docket_id for each in followed.values() if each.docket_id is not None]
        names = withdrawn_rows.of_dockets(self._connection, ids)
        return article_names.cleaned(told, names.values())

    def _write(self, told: Article) -> None:
        if not told.links:  # it is nobody's business: enough to know it again
            told = replace(told, publisher=None, authors=(), language=None, fingerprint=None)
        now = plain.instant(self._now)
        article_rows.write(self._connection, told, now)
        article_addresses.add(self._connection, id_of(told), (told.url, *told.addresses))
        until = {each.docket: article_news.open_until(told, each, self._now) for each in told.links}
        article_rows.write_links(self._connection, told, until, now)

    def _say(
        self, told: Article, link: ArticleLink, before: Article, followed: Followed
    ) -> Change | None:
        known = next((each for each in before.links if each.docket == link.docket), None)
        is_reworded = told.fingerprint is None or told.fingerprint != before.fingerprint
        said = article_standing.said(self._connection, told.cluster, link.docket)
        entered_at = article_rows.entered_at(self._connection, link)
        change, now_said = article_news.of_link(
            told, link, known, said, followed, entered_at, self._now, is_reworded=is_reworded
        )
        if now_said is not None and now_said != said:
            article_standing.note(self._connection, told.cluster, link.docket, now_said)
        return None if change is None else self._once(change)

    def _once(self, change: Change) -> Change:
        """The first of several stories that had an order before the docket is the one told."""
        is_closing = change.field == article_news.Kind.ENTRY and not change.quiet
        if is_closing and article_standing.is_closed(self._connection, change):
            return replace(change, quiet=True)
        return change
