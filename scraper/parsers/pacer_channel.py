"""What an answer is before its items are read: no feed at all, or a channel of some scope."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from db.courts import Court
from db.models import Problem, Snapshot, SourceState
from scraper.parsers import dates, feed_items, no_feed, pacer_links
from scraper.parsers.plain_text import cleaned

_ALL_TYPES = re.compile(r"docket entries of type: ?all", re.IGNORECASE)
_NO_FEED = "not configured for feed"


def refusal(body: bytes) -> Snapshot | None:
    """The answer where the body is no feed at all."""
    if not body:
        words = "the court answers with nothing: no feed"
        return _without_entries(SourceState.NOT_CONFIGURED, Problem("empty_body", words))
    problem = no_feed.refusal(body, "rss")
    return None if problem is None else _without_entries(SourceState.DOWN, problem)


def _without_entries(state: SourceState, problem: Problem) -> Snapshot:
    return Snapshot(state, problems=(problem,), complete=False)


class Channel(NamedTuple):
    """What the channel says of itself, and what its items need to be read."""

    answer: Snapshot  # without entries
    court: Court
    own_host: str | None = None


def channel(head: bytes, court: Court) -> Channel:
    told = feed_items.channel(head)
    if told is None:
        words = "what the channel says of itself cannot be read: no scope, no build date"
        return Channel(_without_entries(SourceState.DOWN, Problem("not_xml", words)), court)
    scope = cleaned(told.get("description", "")) or None
    built = told.get("lastBuildDate") or told.get("pubDate") or ""
    answer = replace(
        _of_scope(scope), built_at=dates.moment(built, court.time_zone), scope=scope, complete=False
    )
    return Channel(answer, court, pacer_links.host(told.get("link", "").strip()))


def _of_scope(scope: str | None) -> Snapshot:
    """E.D.N.Y. lists "Public Complaints, Orders and Judgments", which is not all."""
    if scope and _NO_FEED in scope.lower():
        words = "the court says that its feed is not configured"
        return _without_entries(SourceState.NOT_CONFIGURED, Problem("not_configured", words))
    is_all = scope is not None and _ALL_TYPES.fullmatch(scope)
    return Snapshot(SourceState.OK if is_all else SourceState.PARTIAL)
