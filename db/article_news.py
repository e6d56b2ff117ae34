"""What is news about an article that was read: at most one loud change per story and docket. Pure.

A cluster (the copies of one story) is said to be about a docket once, ever. Copies, updates and
mere mentions are logged. Where the story was told before the docket showed what it reports, it is
closed once: "on the docket 41 minutes after".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from db import plain, plain_press
from db.models import Change, ChangeKind, DocketKey
from db.press import Article, ArticleLink, Role

LOOKED_BACK = timedelta(hours=24)  # what is older than this when a source first answers is no news
STAYS_OPEN = timedelta(days=10)  # so long an order may take from the press to the docket


class Kind(StrEnum):
    """The `field` of such a change; None stands for a story that is told."""

    MENTION = "mention"
    COPY = "copy"
    UPDATE = "update"
    ENTRY = "entry"  # what it reported is now on the docket


@dataclass(frozen=True, slots=True)
class Followed:
    """A docket that somebody watches, as an article finds it."""

    docket_id: int | None  # None: nothing of it was seen yet
    began: datetime  # when its case was first watched, by anyone
    first_answer: datetime | None = None  # of the article's source
    first_look: datetime | None = None  # the first of these since the case is watched


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a cluster and a docket."""

    was_quiet: bool
    is_open: bool  # it reports what was not on the docket then


def is_old(article: Article, followed: Followed) -> bool:
    """It was there before anybody watched, or long before we first looked where it stands."""
    seen, published = article.first_seen, article.published_at
    assert seen is not None
    if published is None:
        look = followed.first_look
        return seen < followed.began or (look is not None and seen <= look)
    if published < followed.began:
        return True
    first = followed.first_answer
    return first is not None and published < first - LOOKED_BACK


def open_until(article: Article, link: ArticleLink, now: datetime) -> datetime | None:
    """How long to look for what it reports, which is not on the docket; None: not any more."""
    if link.role is not Role.ABOUT or link.report is None or link.entries:
        return None
    told = article.published_at or article.first_seen or now
    until = min(told, now) + STAYS_OPEN  # some sites tell days to come
    return until if until > now else None


def of_link(
    article: Article,
    link: ArticleLink,
    before: ArticleLink | None,
    said: Said | None,
    followed: Followed,
    entered_at: datetime | None,
    now: datetime,
    *,
    is_reworded: bool = True,
) -> tuple[Change | None, Said | None]:
    """What is to be said of a link, and what was said of its cluster and docket from then on.

    `before` is the same article's link to the docket when it was last read, `entered_at` when
    the one entry that it reports was entered. Some lists call a story modified that still has
    the same words: it is not `is_reworded`.
    """
    if link.role is Role.MENTION:
        news = None if before else _change(article, link, followed, now, Kind.MENTION)
        return news, said
    if said is None:
        is_open = link.report is not None and not link.entries
        said = Said(is_old(article, followed), is_open)
        return _change(article, link, followed, now, None, is_quiet=said.was_quiet), said
    if before is not None and not before.entries and link.entries and said.is_open:
        return closing(article, link, said, followed, entered_at, now)
    if before is not None and not is_reworded and _place(before) == _place(link):
        return None, said
    kind = Kind.COPY if before is None else Kind.UPDATE
    return _change(article, link, followed, now, kind), said


def _place(link: ArticleLink) -> tuple[Role, list[str]]:
    """Where it stands in a timeline."""
    return link.role, [each.entry.id for each in link.entries]


def closing(
    article: Article,
    link: ArticleLink,
    said: Said,
    followed: Followed,
    entered_at: datetime | None,
    now: datetime,
) -> tuple[Change, Said]:
    """What the story reported has come; it is as loud as the story was."""
    change = _change(article, link, followed, now, Kind.ENTRY, is_quiet=said.was_quiet)
    told = _told(article, link) | {"minutes": _minutes(article, entered_at)}
    return replace(change, new=told), replace(said, is_open=False)


def _minutes(article: Article, entered_at: datetime | None) -> int | None:
    """How long the docket took; None where a day alone is known, or the docket was first."""
    if article.published_at is None or entered_at is None or entered_at < article.published_at:
        return None
    return round((entered_at - article.published_at).total_seconds() / 60)


def together(links: Sequence[ArticleLink]) -> list[ArticleLink]:
    """One link for each docket: two watches may follow the same one."""
    found: dict[DocketKey, ArticleLink] = {}
    for each in links:
        known = found.get(each.docket)
        if known is None or _weight(each) > _weight(known):
            found[each.docket] = each
    return list(found.values())


def _weight(link: ArticleLink) -> tuple[bool, float]:
    return link.role is Role.ABOUT, link.score


def _change(
    article: Article,
    link: ArticleLink,
    followed: Followed,
    now: datetime,
    kind: Kind | None,
    *,
    is_quiet: bool = True,
) -> Change:
    return Change(
        kind=ChangeKind.ARTICLE_LINKED,
        at=now,
        docket=link.docket,
        docket_id=followed.docket_id,
        entry=link.entry,
        field=kind,
        new=_told(article, link),
        source_id=article.source_id,
        quiet=is_quiet,
    )


def _told(article: Article, link: ArticleLink) -> plain.Plain:
    """What alerts need of it, without the reasons."""
    return {
        "article": article.id,
        **plain_press.story(article, link),
        "cluster": article.cluster,
        "reading": article.reading,
        "report": None if link.report is None else plain_press.report(link.report),
    }
