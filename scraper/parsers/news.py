"""What a news source answers -> Snapshot, with the stories that were not read before.

| state | |
|---|---|
| ok | a list; none of its stories need be new |
| unchanged | the same body, or the same stories |
| partial | so many stories at once that only the newest were looked at |
| down | no list: a web page, an error, nothing |

A story that cannot be read is a problem of its own, and costs no other. What was cut short is
read as far as it goes; it needs no more care, for what it lacks is new the next time.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from db.errors import FormatError
from db.models import Problem, Snapshot, Source, SourceState
from db.press import Article, NewsForm
from scraper.parsers import (
    feed_items,
    feed_text,
    json_feed,
    memory,
    news_feed,
    news_listing,
    news_memory,
    news_pages,
    news_story,
)
from scraper.parsers.news_story import StoryList

MOST_ARTICLES = 300  # of one answer
MOST_READ = 1_000  # of the unknown, to see which of them are news
MOST_PROBLEMS = 20  # told one by one
FLOOD = "flood"
FLOODED = f"so many stories came at once that only the newest {MOST_ARTICLES} were looked at"

_NEVER = datetime.min.replace(tzinfo=UTC)


def parse(
    body: bytes, source: Source, form: NewsForm = NewsForm.FEED, now: datetime | None = None
) -> Snapshot:
    """One answer, read. A date later than `now` is not believed."""
    known = memory.recalled(source.seen)
    mark = news_memory.body(body)
    if mark in known:
        return unchanged(source)
    found = _stories(body, source.url, form, now)
    if isinstance(found, Problem):
        return Snapshot(SourceState.DOWN, problems=(found,), complete=False)
    return _answer(found, source, mark, now)


def unchanged(source: Source) -> Snapshot:
    """The answer says what the last one said. What came as a flood then is a list now."""
    return Snapshot(
        SourceState.UNCHANGED,
        built_at=source.built_at,
        scope="",
        seen=source.seen,
        lull=news_memory.lull(source.seen),
        carries=SourceState.OK,
        complete=False,
    )


def _stories(body: bytes, url: str, form: NewsForm, now: datetime | None) -> StoryList | Problem:
    """By what the answer is, whatever it calls itself."""
    if body.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        body = feed_text.in_utf8(body)
    start = body[:500].lstrip(b"\xef\xbb\xbf\0 \t\r\n")
    if not start:
        return Problem("empty_body", "the answer is empty; docket asks again later by itself.")
    if start[:1] in (b"{", b"["):
        return json_feed.stories(body.lstrip(b"\xef\xbb\xbf"), now)
    root = _root(body)
    if root in news_feed.ROOTS:
        return news_feed.stories(body, root, url, now)
    if form is NewsForm.LISTING:
        return news_listing.stories(body, url, now)
    if root == "html" or b"<html" in body[:2000].lower():
        lists_stories = isinstance(news_listing.stories(body, url, now), StoryList)
        return news_pages.refusal(body, lists_stories=lists_stories)
    words = "the answer is neither RSS, Atom nor JSON Feed"
    return Problem("not_a_feed", f"{words}; is the address of the feed right?")


def _root(body: bytes) -> str:
    """The name of its first tag, in small letters. A document type is stepped over: RSS 0.91
    had one, and what it defines is never read."""
    head = body[:20_000].lstrip(b"\xef\xbb\xbf\0 \t\r\n")
    root = feed_items.root(head) or ""
    if root != "doctype":
        return root.lower()
    tag = news_feed.ROOT_TAG.search(head)
    return tag[1].decode().lower() if tag else root


@dataclass(frozen=True, slots=True)
class _Reading:
    articles: tuple[Article, ...]  # news to us, the newest first
    problems: tuple[Problem, ...]
    marks: tuple[bytes, ...]  # of what was read, news or not


def _answer(found: StoryList, source: Source, mark: bytes, now: datetime | None) -> Snapshot:
    known = memory.recalled(source.seen)
    digests = memory.digests(found.items)
    unread = [place for place, digest in enumerate(digests) if digest not in known]
    reading = _read(found, _newest(unread, found)[:MOST_READ], source.url, known, now)
    if found.items and not known and not reading.articles:
        return Snapshot(SourceState.DOWN, problems=(_NOTHING_READ, *reading.problems))
    times = map(memory.seconds, found.times)
    listed = {mark: 0} | dict(zip(digests, times, strict=True)) | dict.fromkeys(reading.marks, 0)
    seen = news_memory.remembered(listed, known)
    is_flood = bool(known) and max(len(reading.articles), len(unread) - MOST_READ) > MOST_ARTICLES
    problems = (*found.problems, *reading.problems)
    state = SourceState.OK if reading.articles or problems else SourceState.UNCHANGED
    return Snapshot(
        SourceState.PARTIAL if is_flood else state,
        built_at=news_memory.newest(found.times) or source.built_at,
        scope=FLOODED if is_flood else "",
        articles=reading.articles[:MOST_ARTICLES],
        problems=(*problems, _flood(len(unread))) if is_flood else problems,
        complete=False,
        seen=seen,
        lull=news_memory.lull(seen),
        carries=SourceState.OK if state is SourceState.UNCHANGED else None,
    )


_NOTHING_READ = Problem(
    "no_stories", "none of its items has both a title and an address: is this a feed of stories?"
)


def _flood(count: int) -> Problem:
    words = f"it lists {count} stories that it did not list before"
    return Problem(FLOOD, f"{words}: only the newest {MOST_ARTICLES} are looked at.")


def _newest(places: Sequence[int], found: StoryList) -> list[int]:
    """The newest first; undated ones last, as they are listed."""
    return sorted(places, key=lambda place: found.times[place] or _NEVER, reverse=True)


def _read(
    found: StoryList,
    places: Sequence[int],
    base: str,
    known: Collection[bytes],
    now: datetime | None,
) -> _Reading:
    articles: dict[str, Article] = {}
    marks: list[bytes] = []
    problems: list[Problem] = []
    for place, told in zip(places, found.read(places), strict=True):
        try:
            if told is None:
                raise FormatError("is no story, or one too large")
            article = news_story.article(told, base, now)
        except FormatError as error:
            problems.append(Problem("bad_item", f"not read: it {error}", place))
            continue
        marks.append(news_memory.story(article))
        if marks[-1] not in known:
            articles.setdefault(article.url, article)
    return _Reading(tuple(articles.values()), _shortened(problems), tuple(marks))


def _shortened(problems: list[Problem]) -> tuple[Problem, ...]:
    told, untold = problems[:MOST_PROBLEMS], len(problems) - MOST_PROBLEMS
    if untold > 0:
        told.append(Problem("bad_item", f"{untold} more stories have problems"))
    return tuple(told)
