"""`docket sources`: who tells of what is watched, how each answers, and what asking costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from commands import coverage, home, output, source_words, tables
from commands.output import json_option
from db import budget, plain
from db.budget import Left
from db.config import Config
from db.kinds import KINDS
from db.models import Source, SourceKind
from db.needs import feed_slug
from db.press import NewsFeed
from db.services import COURTLISTENER, Hold

_HEADS = ("source", "of", "asked", "last answer", "next check", "carries", "error")


@click.command()
@json_option
def sources(as_json: bool) -> None:
    """List what is asked, when, and how it answers."""
    config, now = home.configured(), home.now()
    found: Sequence[Source] = ()
    if home.has_store():
        with home.reading() as store:
            found = sorted(store.sources.all(), key=_place)
            feeds = _feeds(found, store.feeds.all())
            left = store.services.left(COURTLISTENER, budget.windows(config.courtlistener), now)
            hold = coverage.hold(store, config, now)
    if not found:
        output.note("No court is asked; `docket list` says what you watch.")
    elif as_json:
        for source in found:
            told = _plain(source, config, feeds.get(source.id))
            output.json_line(told | _budget(source, left, hold))
    else:
        rows = [_row(each, config, feeds.get(each.id)) for each in found]
        tables.show(_HEADS, rows, prose=("carries", "error"), spare=("asked",))
        if any(KINDS[each.kind].is_metered for each in found):
            output.say()
            output.say(_budget_words(left, hold, config.time_zone))


def _place(source: Source) -> tuple[bool, str, str, int]:
    """By court, its own sources before those of its dockets; the press at the end."""
    is_of_press = source.kind is SourceKind.NEWS
    name = source.id if is_of_press else source.court_id
    return is_of_press, name, source.number or "", KINDS[source.kind].believed


def _feeds(sources: Iterable[Source], added: Iterable[NewsFeed]) -> dict[str, NewsFeed]:
    """What the user added, by the id of each source of the press."""
    by_slug = {each.slug: each for each in added}
    press = [each.id for each in sources if each.kind is SourceKind.NEWS]
    return {id: by_slug[feed_slug(id)] for id in press if feed_slug(id) in by_slug}


def _plain(source: Source, config: Config, feed: NewsFeed | None) -> plain.Plain:
    span, said_by = source_words.every(source, config, feed)
    return plain.source(source) | {
        "court_id": source.court_id or None,
        "name": KINDS[source.kind].name,
        "carries": source.carries,
        "coverage": source_words.carried(source_words.court_of(source), source),
        "keep": source.keep,
        "every_seconds": None if span is None else int(span.total_seconds()),
        "every_from": said_by,
    }


def _budget(source: Source, left: Sequence[Left], hold: Hold | None) -> plain.Plain:
    """What is left of a metered service's budget, in the line of each of its sources."""
    if not KINDS[source.kind].is_metered:
        return {}
    return {
        "budget": [
            {
                "window": each.name,
                "limit": each.limit,
                "used": each.used,
                "next_at": plain.moment(each.next_at),
            }
            for each in left
        ],
        "not_before": None if hold is None else plain.moment(hold.until),
        "not_before_reason": None if hold is None else hold.reason,
    }


def _budget_words(left: Sequence[Left], hold: Hold | None, time_zone: str) -> str:
    """`Requests to CourtListener: 3 of 5 in the last minute, 12 of 50 in the last hour`."""
    used = ", ".join(f"{each.used} of {each.limit} in the last {each.name}" for each in left)
    told = f"Requests to CourtListener: {used}."
    if hold is None:
        return told
    return f"{told} Not before {output.when(hold.until, time_zone)}: {hold.reason.rstrip('.')}."


def _row(source: Source, config: Config, feed: NewsFeed | None) -> tuple[str, ...]:
    is_asked = KINDS[source.kind].is_asked
    return (
        source_words.title(source),
        source_words.place(source),
        source_words.rhythm_words(source, config, feed),
        output.when(source_words.answered_at(source), config.time_zone),
        _next_check(source, config.time_zone) if is_asked else "",
        source_words.carried(source_words.court_of(source), source),
        source.error or "",
    )


def _next_check(source: Source, time_zone: str) -> str:
    return output.when(source.next_check_at, time_zone) or "now"
