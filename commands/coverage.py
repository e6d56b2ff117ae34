"""What is seen of a court, how often it is asked, and what is not seen: in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from db import courts, rhythm
from db.config import Config
from db.config_values import format_duration
from db.courts import Court
from db.models import Source, SourceKind, SourceState
from db.needs import feed_url, source_id
from notify.blind_spots import STATES
from notify.blind_spots import blind_spot as told_blind_spot

_SCOPE = "Docket entries of type:"  # what every channel's own words begin with
_FEEDS: Mapping[str, str] = {
    SourceState.NEW: "the feed was not asked yet",
    SourceState.OK: "the feed carries all types of entries",
    SourceState.PARTIAL: "the feed carries only some types of entries",
    SourceState.STALE: "the feed answers, but stands still",
    SourceState.NOT_CONFIGURED: "the court has no feed",
    SourceState.DOWN: "the feed does not answer",
}


def source_of(court_id: str, sources: Mapping[str, Source]) -> Source | None:
    return sources.get(source_id(SourceKind.PACER_RSS, court_id))


def blind_spot(court_id: str, source: Source | None, config: Config) -> str:
    """What is not seen of a court, as its feed last answered, or else as was last known."""
    court = courts.get(court_id)
    if feed_url(court, config) is None:
        return f"docket cannot read the dockets of the {court.name} yet: nothing is seen there."
    known = told_blind_spot(court_id, as_known(court, source), config.time_zone)
    if court.feed is not None and _is_only_in_table(court, source):
        return f"As of {court.feed.as_of:%B %Y}: {known}"
    return known


def state_words(court: Court, source: Source | None) -> str:
    """What the feed carries: "all types of entries", "nothing: the court has no feed"."""
    known = as_known(court, source)
    return STATES[known.state] if known is not None else "nothing: docket cannot read it yet"


def feed_words(state: str) -> str:
    """How a feed stands, as a clause: "the feed answers, but stands still"."""
    return _FEEDS.get(state, state)


def types(scope: str | None) -> str:
    """The types of entries that a channel says it carries, without the words all channels have."""
    return ", ".join(each.strip() for each in (scope or "").removeprefix(_SCOPE).split(","))


def as_known(court: Court, source: Source | None) -> Source | None:
    """The source; where it was not asked yet, as our table knows the court's feed."""
    if source is None or court.feed is None or not _is_only_in_table(court, source):
        return source
    known = replace(source, state=court.feed.state, scope=court.feed.scope)
    if court.feed.stale_since is None:
        return known
    stood_since = datetime.combine(court.feed.stale_since, time(), UTC)
    return replace(known, state=SourceState.STALE, built_at=stood_since)


def _is_only_in_table(court: Court, source: Source | None) -> bool:
    """It was not asked yet, and is the feed of our table, not one that the user configured."""
    if source is None or court.feed is None:
        return False
    return source.state is SourceState.NEW and source.url == court.feed.url


def answered_at(source: Source) -> datetime | None:
    """When it last answered, if only that there is no feed."""
    is_empty = source.state is SourceState.NOT_CONFIGURED
    return source.checked_at if is_empty else source.answered_at


def every(source: Source, config: Config) -> tuple[timedelta, str]:
    """How often a source is asked, and who says so: the config, its build dates, or nobody yet."""
    told = config.courts.get(source.court_id)
    known = as_known(courts.get(source.court_id), source)
    if known is not None and known.state is SourceState.NOT_CONFIGURED:
        return rhythm.NO_FEED, "no feed"
    if told is not None and told.every is not None:
        return told.every, "config"
    learned = rhythm.learned(source.builds)
    return (rhythm.UNLEARNED, "default") if learned is None else (learned, "learned")


def rhythm_words(source: Source, config: Config) -> str:
    """`every 30m (default)`, with learned times to the minute."""
    span, said_by = every(source, config)
    minutes = timedelta(minutes=round(span.total_seconds() / 60))
    return f"every {format_duration(minutes or span)} ({said_by})"
