"""Stories of the press, as commands show and print them: each with its copies as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from commands import guarded
from db import plain, plain_press
from db.models import DocketKey
from db.press import Article, ArticleLink, Role
from db.shelves import Shelves
from notify.escape import clean, web_link

_LONGEST = 300  # characters of a title
_MOST_NAMED = 4  # filings that it may be reporting


@dataclass(frozen=True, slots=True)
class Clipping:
    """The first of the copies of a story, and what it is to one of the dockets asked for."""

    article: Article
    link: ArticleLink
    copies: int = 0

    @property
    def at(self) -> datetime:
        """When it was published, or else when we first saw it."""
        at = self.article.published_at or self.article.first_seen
        assert at is not None
        return at

    @property
    def entry_id(self) -> str | None:
        """The filing that it surely reports."""
        told = self.link.entry if self.link.role is Role.ABOUT else None
        return None if told is None else told.id


def of_dockets(store: Shelves, keys: Collection[DocketKey]) -> list[Clipping]:
    """The stories that concern these dockets, the oldest first."""
    return together(store.articles.of_dockets(keys), keys)


def together(
    articles: Iterable[Article], keys: Collection[DocketKey] | None = None
) -> list[Clipping]:
    """Copies as one clipping, by what it is to these dockets, or to that which it is about most."""
    found: dict[int | None, list[Clipping]] = defaultdict(list)
    for article in articles:
        links = [each for each in article.links if keys is None or each.docket in keys]
        if links:
            link = min(links, key=lambda each: (each.role is not Role.ABOUT, -each.score))
            found[article.cluster or article.id].append(Clipping(article, link))
    leads = (
        (min(copies, key=lambda each: (each.at, not each.article.is_lead)), len(copies) - 1)
        for copies in found.values()
    )
    return sorted((Clipping(lead.article, lead.link, more) for lead, more in leads), key=_moment)


def _moment(clipping: Clipping) -> datetime:
    return clipping.at


def line(clipping: Clipping) -> str:
    """`In the press: Sample Herald, “Judge rules” [and 3 copies]`; guarded before it is cut."""
    title = clean(guarded.words(clipping.article.title), _LONGEST)
    told = f"In the press: {publisher(clipping.article)}, “{title}”"
    marks = "; ".join(_marks(clipping))
    return f"{told} [{marks}]" if marks else told


def publisher(article: Article) -> str:
    """Its name, else its host."""
    host = urlsplit(web_link(article.url) or "").hostname
    return guarded.words(article.publisher or host or "nobody knows who")


def _marks(clipping: Clipping) -> Iterator[str]:
    if clipping.link.role is Role.MENTION:
        yield "mentions"
    elif clipping.link.entries and clipping.link.entry is None:
        yield f"may be {which(clipping.link)}"
    if clipping.copies:
        yield copies(clipping)


def copies(clipping: Clipping) -> str:
    return f"and {clipping.copies} cop{'y' if clipping.copies == 1 else 'ies'}"


def which(link: ArticleLink) -> str:
    """`no. 118 or no. 119`; empty where it reports nothing that is on the docket."""
    named = (
        f"no. {each.entry.number}" if each.entry.number else "; ".join(each.entry.labels) or "?"
        for each in link.entries[:_MOST_NAMED]
    )
    return " or ".join(dict.fromkeys(named))


def as_plain(clipping: Clipping) -> plain.Plain:
    article, link = clipping.article, clipping.link
    return {"id": article.id, **plain_press.story(article, link), "copies": clipping.copies}
