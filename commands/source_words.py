"""One source in words: what it carries, how it stands, how often it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from db import courts, rhythm
from db.config import Config
from db.config_values import format_duration
from db.courts import Court
from db.kinds import KINDS, of_source
from db.models import Source, SourceKind, SourceState
from db.press import NewsFeed
from notify import blind_spots

_SCOPE = "Docket entries of type:"  # what every channel's own words begin with
_FEEDS: Mapping[str, str] = {
    SourceState.NEW: "the feed was not asked yet",
    SourceState.OK: "the feed carries all types of entries",
    SourceState.PARTIAL: "the feed carries only some types of entries",
    SourceState.STALE: "the feed answers, but stands still",
    SourceState.NOT_CONFIGURED: "the court has no feed",
    SourceState.DOWN: "the feed does not answer",
}
_OTHERS: Mapping[str, str] = {
    SourceState.NEW: "{name} was not asked yet",
    SourceState.OK: "{name} answers",
    SourceState.PARTIAL: "{name} answers in part",
    SourceState.STALE: "{name} answers, but stands still",
    SourceState.NOT_CONFIGURED: "{name} does not have this",
    SourceState.DOWN: "{name} does not answer",
}

_TITLES: Mapping[SourceKind, str] = {
    SourceKind.PACER_RSS: "feed",
    SourceKind.COURTLISTENER: "CourtListener",
    SourceKind.COURTLISTENER_ATOM: "Atom feed",
    SourceKind.COURTLISTENER_WEBHOOK: "webhook",
    SourceKind.SCOTUS: "docket page",
    SourceKind.GOVINFO: "govinfo",
    SourceKind.DOCKET_REPORT: "your page",
    SourceKind.MAIL: "your mail",
    SourceKind.NEWS: "news",
}
_PRESS: Mapping[str, str] = {
    **_OTHERS,
    SourceState.PARTIAL: "{name} listed so many stories at once that only the newest were read",
    SourceState.STALE: "{name} answers, but has had no new story for far too long",
}


def title(source: Source) -> str:
    """What a source is, in a word or two."""
    return _TITLES[source.kind]


def place(source: Source) -> str:
    """What it tells of: "mad", "mad 1:25-cv-10676"; of the press: "nbc", "google-news (matter)"."""
    if source.kind is SourceKind.NEWS:
        _, slug, *watch = source.id.split(":", 2)
        return f"{slug} ({watch[0]})" if watch else slug
    return source.court_id if source.number is None else f"{source.court_id} {source.number}"


def named(source: Source) -> str:
    """A source in a line of its own: "mad", "mad 1:25-cv-10676 (CourtListener)", "news nbc"."""
    if source.kind is SourceKind.NEWS:
        return f"{title(source)} {place(source)}"
    is_own = source.kind in (SourceKind.PACER_RSS, SourceKind.SCOTUS)
    return place(source) if is_own else f"{place(source)} ({title(source)})"


def carried(court: Court | None, source: Source) -> str:
    """What a source carries: "all types of entries", "nothing: the court has no feed"."""
    return blind_spots.sees(source.kind, as_known(court, source).state)


def stands(source_id: str, state: str) -> str:
    """How a source stands, as a clause: "the feed answers, but stands still"."""
    kind = of_source(source_id)
    if kind is KINDS[SourceKind.NEWS]:
        return _PRESS.get(state, state).format(name=blind_spots.called(source_id))
    words = _FEEDS if kind is KINDS[SourceKind.PACER_RSS] else _OTHERS
    return words.get(state, state).format(name=kind.name)


def types(scope: str | None) -> str:
    """The types of entries that a channel says it carries, without the words all channels have."""
    return ", ".join(each.strip() for each in (scope or "").removeprefix(_SCOPE).split(","))


def court_of(source: Source) -> Court | None:
    """The court that a source tells of; None for one of the press."""
    return courts.get(source.court_id) if source.court_id else None


def as_known(court: Court | None, source: Source) -> Source:
    """The source; where it was not asked yet, as our table knows the court's feed."""
    if court is None or court.feed is None or not is_only_in_table(court, source):
        return source
    known = replace(source, state=court.feed.state, scope=court.feed.scope)
    if court.feed.stale_since is None:
        return known
    stood_since = datetime.combine(court.feed.stale_since, time(), UTC)
    return replace(known, state=SourceState.STALE, built_at=stood_since)


def is_only_in_table(court: Court | None, source: Source) -> bool:
    """It was not asked yet, and is the feed of our table, not one that the user configured."""
    if court is None or court.feed is None:
        return False
    return source.state is SourceState.NEW and source.url == court.feed.url


def answered_at(source: Source) -> datetime | None:
    """When it last answered, if only that it has nothing."""
    is_empty = source.state is SourceState.NOT_CONFIGURED
    return source.checked_at if is_empty else source.answered_at


def every(
    source: Source, config: Config, feed: NewsFeed | None = None
) -> tuple[timedelta | None, str]:
    """How often a source is asked, and who says so. None: never, its answers are handed in.

    `feed` is what the user added, where the source is of the press.
    """
    kind, told = KINDS[source.kind], config.courts.get(source.court_id)
    if not kind.is_asked:
        return None, "handed_in"
    if feed is not None and feed.every is not None:
        return feed.every, "news_add"
    if source.kind is SourceKind.NEWS:
        return (config.news.every, "config") if config.news.every else (kind.every, "default")
    if as_known(court_of(source), source).state is SourceState.NOT_CONFIGURED:
        return _until_it_may_be_there(source), "no_feed" if source.number is None else "not_there"
    if source.kind is not SourceKind.PACER_RSS:
        return kind.every, "budget" if kind.is_metered else "default"
    if told is not None and told.every is not None:
        return told.every, "config"
    learned = rhythm.learned(source.builds)
    return (rhythm.UNLEARNED, "default") if learned is None else (learned, "learned")


def _until_it_may_be_there(source: Source) -> timedelta:
    if source.checked_at is None or source.next_check_at is None:
        return rhythm.NO_FEED
    return source.next_check_at - source.checked_at


def rhythm_words(source: Source, config: Config, feed: NewsFeed | None = None) -> str:
    """`every 30m (default)`, with learned times to the minute."""
    span, said_by = every(source, config, feed)
    if span is None:
        return "never: you hand it in"
    if said_by == "budget":
        return "as its budget allows"
    minutes = timedelta(minutes=round(span.total_seconds() / 60))
    return f"every {format_duration(minutes or span)} ({said_by.replace('_', ' ')})"
