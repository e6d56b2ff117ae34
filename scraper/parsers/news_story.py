"""One story as a list tells it, and the Article that it becomes. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.errors import FormatError
from db.models import Problem
from db.press import Article
from scraper.parsers import news_links
from scraper.parsers.news_dates import moment
from scraper.parsers.plain_text import cleaned, unescaped, without_tags

MOST_ITEMS = 5_000  # of one list; the longest feeds of the press have a few hundred
LONGEST_TITLE = 300  # characters
LONGEST_SUMMARY = 3_000
LONGEST_NAME = 100
MOST_AUTHORS = 10

_READ = 40_000  # characters of a text with its markup; what stands beyond is not looked at
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=\Z|[-_])", re.IGNORECASE)
_TAIL = re.compile(r"\s+[-–—|]\s+([^-–—|]{2,60})\Z")


@dataclass(frozen=True, slots=True)
class Listed:
    """A story in its list's own words: markup, escapes and odd dates are still in them."""

    url: str
    title: str
    summaries: tuple[str, ...] = ()  # the longest is taken
    publisher: str | None = None  # where the list names another than itself
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class StoryList:
    """What a list holds, before any of it is read: most of it was read the last time."""

    items: Sequence[bytes]  # all that is told of each story
    times: Sequence[datetime | None]  # of each, so far as a glance tells
    read: Callable[[Sequence[int]], Iterable[Listed | None]]  # those at these places, in order
    problems: tuple[Problem, ...] = ()


def too_many(count: int) -> Iterator[Problem]:
    """That a list is longer than what is looked at of it."""
    if count > MOST_ITEMS:
        words = f"it lists {count} stories: only the first {MOST_ITEMS} were looked at"
        yield Problem("too_many", words)


def article(told: Listed, base: str, now: datetime | None = None) -> Article:
    """The story, cleaned; FormatError for one that names no address or no title.

    `base` is what relative addresses are relative to.
    """
    url = news_links.clean(told.url, base)
    if url is None:
        raise FormatError("has no address that a browser could open")
    title, publisher = _title(told)
    if not title:
        raise FormatError("has no title")
    return Article(
        url=url,
        title=title,
        publisher=publisher,
        authors=_authors(told.authors),
        published_at=moment(told.published, now),
        modified_at=moment(told.modified, now),
        language=_language(told.language),
        summary=_summary(told.summaries, title),
    )


def _summary(told: Iterable[str], title: str) -> str | None:
    """The longest; None where it only says the title once more, as searches do."""
    summary = max(map(text, told), key=len, default="")
    is_title = summary.startswith(title) and len(summary) < 2 * len(title)
    return None if is_title else summary or None


def text(told: str, longest: int = LONGEST_SUMMARY) -> str:
    """One line without markup, cut between words where it is too long."""
    bare = without_tags(_CODE.sub(" ", unescaped(told[:_READ])))
    line = cleaned(bare)
    if len(line) <= longest:
        return line
    return line[:longest].rpartition(" ")[0] or line[:longest]


def _title(told: Listed) -> tuple[str, str | None]:
    """Without the publisher's name at its end, where that is who published it."""
    title = text(told.title, LONGEST_TITLE)
    publisher = text(told.publisher or "", LONGEST_NAME) or None
    tail = _TAIL.search(title)
    if publisher and tail is not None and tail[1].casefold() == publisher.casefold():
        title = title[: tail.start()]
    return title, publisher


def _authors(told: Iterable[str]) -> tuple[str, ...]:
    names = (text(name, LONGEST_NAME) for name in told)
    return tuple(dict.fromkeys(filter(None, names)))[:MOST_AUTHORS]


def _language(told: str | None) -> str | None:
    found = _LANGUAGE.match((told or "").strip())
    return found[0].lower() if found else None
