"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import orjson

from db.models import Problem
from scraper.parsers.news_dates import moment
from scraper.parsers.news_story import MOST_ITEMS, Listed, StoryList, text, too_many

_ERRORS = ("message", "error", "detail", "title")


def stories(body: bytes, now: datetime | None = None) -> StoryList | Problem:
    """What the feed lists, or why it is none."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        words = "the answer begins like JSON, but is none, or was cut short"
        return Problem("not_json", f"{words}; docket asks again later by itself.")
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list):
        return Problem("json_error", _words(told))
    packed = [_packed(each) for each in items[:MOST_ITEMS]]
    times = [_time(each, now) for each in items[:MOST_ITEMS]]
    read = partial(_read, packed, _text(told.get("language")))
    return StoryList(packed, times, read, tuple(too_many(len(items))))


def _packed(item: object) -> bytes:
    """All that is told of a story; nothing of what is nested deeper than any story."""
    try:
        return orjson.dumps(item)
    except orjson.JSONEncodeError:
        return b"null"


def _words(told: object) -> str:
    """An API's refusal, in its own words where it has any."""
    said = [told[key] for key in _ERRORS if key in told] if isinstance(told, Mapping) else []
    reason = next((f": {text(each, 100)!r}" for each in said if isinstance(each, str)), "")
    return (
        f"the answer is JSON, but no feed{reason}. Is the address still right? `docket news add`"
        " with another one replaces it."
    )


def _time(item: object, now: datetime | None) -> datetime | None:
    told = item if isinstance(item, dict) else {}
    named = (told.get("date_published"), told.get("date_modified"))
    return next((at for each in named if (at := moment(_text(each), now))), None)


def _read(
    packed: Sequence[bytes], language: str | None, places: Iterable[int]
) -> Iterator[Listed | None]:
    for place in places:
        item = orjson.loads(packed[place])
        yield _listed(item, language) if isinstance(item, dict) else None


def _listed(item: Mapping[str, Any], language: str | None) -> Listed:
    url = _text(item.get("url")) or _text(item.get("external_url")) or _text(item.get("id"))
    summaries = (_text(item.get(key)) for key in ("summary", "content_text", "content_html"))
    return Listed(
        url=url or "",
        title=_text(item.get("title")) or "",
        summaries=tuple(filter(None, summaries)),
        authors=tuple(_authors(item)),
        published=_text(item.get("date_published")),
        modified=_text(item.get("date_modified")),
        language=_text(item.get("language")) or language,
    )


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    """Version 1.1 has several, 1.0 one."""
    told = item.get("authors")
    for each in [*(told if isinstance(told, list) else []), item.get("author")]:
        name = _text(each.get("name")) if isinstance(each, dict) else None
        if name:
            yield name


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
