"""Stories of the press, as changes tell of them and as messages group them. Pure.

A story stands under the filing that it reports. One that reports a filing which nobody has seen
yet, or none, is an item of its own; when its filing comes, a closing change ties the two.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from db import plain_press
from db.article_news import Kind
from db.models import Change, ChangeKind, EntryKind, SourceKind
from db.press import Article, ArticleLink, Role

_OF_PRESS = f"{SourceKind.NEWS}:"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A filing that a story may be reporting."""

    number: int | None
    id: str  # ours


@dataclass(frozen=True, slots=True)
class Piece:
    """A story, as a message tells it. All its words are the publisher's."""

    id: int | None  # of its article
    cluster: int | None  # the same for all copies of a story
    title: str
    url: str | None
    publisher: str | None = None
    published_at: datetime | None = None
    kinds: tuple[EntryKind, ...] = ()  # of the act that it reports; none: it reports no filing
    days: tuple[str | None, str | None] = (None, None)  # from when to when that was, if told
    words: str = ""  # by which it reports that, quoted
    candidates: tuple[Candidate, ...] = ()
    is_closing: bool = False
    minutes: int | None = None  # of a closing: from the story to the docket
    copies: int = 0


def is_of_press(change: Change) -> bool:
    """A story, or news of a source that lists stories."""
    return change.kind is ChangeKind.ARTICLE_LINKED or is_of_source(change)


def is_of_source(change: Change) -> bool:
    return change.docket is None and (change.source_id or "").startswith(_OF_PRESS)


def watch_of(source_id: str) -> str | None:
    """The slug of the watch for which a source searches; None where it lists for all."""
    slug = source_id.removeprefix(_OF_PRESS).partition(":")[2]
    return slug or None


def is_closing(change: Change) -> bool:
    return change.kind is ChangeKind.ARTICLE_LINKED and change.field == Kind.ENTRY


def told(change: Change) -> Mapping[str, Any]:
    """What a change says of its story; nothing of any other change."""
    is_story = change.kind is ChangeKind.ARTICLE_LINKED and isinstance(change.new, dict)
    return cast(Mapping[str, Any], change.new) if is_story else {}


def cluster(change: Change) -> int | None:
    """What all copies of a story share."""
    found = told(change)
    known = found.get("cluster") or found.get("article")
    return known if isinstance(known, int) else None


def published_at(change: Change) -> datetime | None:
    at = told(change).get("published_at")
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def piece(change: Change) -> Piece:
    """The story that a change tells of."""
    found = told(change)
    report = found.get("report") or {}
    return Piece(
        id=found.get("article"),
        cluster=cluster(change),
        title=found.get("title") or "",
        url=found.get("url"),
        publisher=found.get("publisher"),
        published_at=published_at(change),
        kinds=tuple(EntryKind(each) for each in report.get("kinds", ())),
        days=(report.get("first_on"), report.get("last_on")),
        words=report.get("words") or "",
        candidates=tuple(
            Candidate(each.get("number"), str(each["id"])) for each in found.get("entries", ())
        ),
        is_closing=is_closing(change),
        minutes=found.get("minutes"),
    )


def now_of(change: Change, link: ArticleLink) -> Change:
    """The same story with what it is known to report now."""
    if not link.entries:
        return change
    entries = [plain_press.reported(each) for each in link.entries]
    return replace(change, entry=link.entry, new={**told(change), "entries": entries})


def of_entry(entry_id: str, articles: Iterable[Article]) -> tuple[Piece, ...]:
    """The stories among these that report one entry, and surely no other."""
    return clustered(
        _of_article(article, link)
        for article in articles
        for link in article.links
        if link.role is Role.ABOUT and link.entry is not None and link.entry.id == entry_id
    )


def _of_article(article: Article, link: ArticleLink) -> Piece:
    report = link.report
    return Piece(
        id=article.id,
        cluster=article.cluster or article.id,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        published_at=article.published_at,
        kinds=report.kinds if report is not None else (),
        words=report.words if report is not None else "",
        candidates=tuple(Candidate(each.entry.number, each.entry.id) for each in link.entries),
    )


def clustered(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Each story once, the first first, with the number of its copies."""
    found: dict[Hashable, dict[Hashable, Piece]] = {}
    for place, each in enumerate(sorted(pieces, key=_age)):
        alone = ("alone", place)
        same = found.setdefault(alone if each.cluster is None else each.cluster, {})
        same.setdefault(alone if each.id is None else each.id, each)
    return tuple(map(_lead, found.values()))


def _lead(copies: Mapping[Hashable, Piece]) -> Piece:
    """The first of the copies of a story, with their number."""
    first, *others = copies.values()
    return replace(first, copies=first.copies + sum(1 + each.copies for each in others))


def _age(told: Piece) -> tuple[bool, str]:
    """Those whose time nobody tells come last."""
    at = told.published_at
    return at is None, "" if at is None else f"{at.timestamp():020.3f}"


def _subject(change: Change) -> Hashable:
    """What stories that are told as one item have in common."""
    one = piece(change)
    if change.entry is not None:
        return "entry", change.entry.id
    if one.candidates:
        return "one of", frozenset(each.id for each in one.candidates)
    if one.kinds:
        return "unseen", change.docket, one.kinds[0], one.days
    return "matter", change.docket


def _entry(change: Change) -> str | None:
    return None if change.entry is None else change.entry.id


def grouped(changes: Iterable[Change]) -> list[list[Change]]:
    """Stories that are told as one item."""
    found: dict[Hashable, list[Change]] = {}
    for each in changes:
        found.setdefault(_subject(each), []).append(each)
    return list(found.values())


def untold(changes: Iterable[Change]) -> list[Change]:
    """Without stories that stand under their filing, and those that a closing tells again."""
    found = list(changes)
    filings = {_entry(each) for each in found if each.kind is ChangeKind.ENTRY_ADDED} - {None}
    closed = {cluster(each) for each in found if is_closing(each)}
    return [
        each
        for each in found
        if each.kind is not ChangeKind.ARTICLE_LINKED
        or not (_entry(each) in filings or (cluster(each) in closed and not is_closing(each)))
    ]
