"""`docket courts`: which courts there are, and what their feeds were last known to carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands import home, output, source_words, tables
from commands.output import json_option
from db import courts as table
from db.models import SourceState
from db.plain import spaced
from scraper.parsers import pacer_courts

if TYPE_CHECKING:
    from scraper.parsers.pacer_courts import Difference, Directory

_HEADS = ("id", "court", "feed", "as of", "carried")
LEVELS = [level.value for level in table.CourtLevel]
FEED_STATES = [
    state.value for state in (SourceState.OK, SourceState.PARTIAL, SourceState.NOT_CONFIGURED)
]


class _ListsByDefault(click.Group):
    """`docket courts WORDS` means `docket courts list WORDS`: nobody names a verb to search.

    A command that stands behind options is meant all the same, and takes them.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_completing = ctx.resilient_parsing and not args
        if not is_completing and not {*args[:1]} & {*ctx.help_option_names}:
            named = next((word for word in args if word in self.commands), "list")
            args = [named, *(word for word in args if word != named)]
        return super().parse_args(ctx, args)


@click.group(cls=_ListsByDefault, subcommand_metavar="[WORDS]... | COMMAND")
def courts() -> None:
    """List the courts, or those that WORDS name.

    \b
    docket courts                           all of them
    docket courts new york                  by place, citation, id or ECF host
    docket courts --feed not_configured     those that had no feed
    """


@courts.command("list")
@click.argument("words", nargs=-1)
@click.option("--level", type=click.Choice(LEVELS), help="Only courts of a level.")
@click.option("--feed", type=click.Choice(FEED_STATES), help="Only courts whose feed was so.")
@json_option
def list_courts(words: Sequence[str], level: str | None, feed: str | None, as_json: bool) -> None:
    """List the courts, or those that WORDS name (what `docket courts` does)."""
    found = [court for court in _named(" ".join(words)) if _is_asked(court, level, feed)]
    if as_json:
        for court in found:
            output.json_line(_plain(court))
    else:
        tables.show(_HEADS, map(_row, found), prose=("carried",))


@courts.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--url", default=pacer_courts.URL, show_default=True, help="Where to ask.")
@json_option
def refresh(file: str | None, url: str, as_json: bool) -> None:
    """Read PACER's own directory of courts and say where our table differs.

    FILE is a copy of it to read instead. Nothing is changed: a court whose feed
    came or went is set in config.toml, or by a newer version of docket.
    """
    directory = pacer_courts.parse(Path(file).read_bytes() if file else _asked(url))
    for problem in directory.problems:
        output.note(f"row {problem.item}: {problem.message}")
    differences = pacer_courts.compare(directory, table.every())
    if as_json:
        for each in differences:
            output.json_line(asdict(each))
    elif differences:
        heads = ("difference", "id", "court", "was -> is")
        tables.show(heads, map(_difference_row, differences), prose=heads[2:])
    else:
        output.say(_agreement(directory))


def _named(words: str) -> Sequence[table.Court]:
    if not words:
        return table.every()
    # `get` raises, naming the nearest courts.
    return table.search(words) or [table.get(words)]


def _is_asked(court: table.Court, level: str | None, feed: str | None) -> bool:
    state = court.feed.state if court.feed else None
    return level in (None, court.level) and feed in (None, state)


def _plain(court: table.Court) -> Mapping[str, object]:
    """Every field that we know of a court, its days as text."""
    feed = asdict(court.feed) if court.feed else None
    days = {key: str(day) for key, day in (feed or {}).items() if isinstance(day, date)}
    return asdict(court) | {"feed": feed and feed | days}


def _row(court: table.Court) -> tuple[str, ...]:
    feed = court.feed
    if feed is None:
        return (court.id, court.citation, "none", "", "")
    state = spaced(feed.state)
    return (court.id, court.citation, state, f"{feed.as_of:%Y-%m}", _carried(feed))


def _carried(feed: table.Feed) -> str:
    """The channel's own words, without those that every channel says."""
    carried = "all" if feed.state is SourceState.OK else source_words.types(feed.scope)
    stale = f" (not rebuilt since {feed.stale_since:%Y-%m})" if feed.stale_since else ""
    return carried + stale


def _difference_row(difference: Difference) -> tuple[str, ...]:
    return (
        spaced(difference.kind),
        difference.court_id or difference.pacer_id,
        difference.title,
        f"{difference.old or 'nothing'} -> {difference.new or 'nothing'}",
    )


def _agreement(directory: Directory) -> str:
    updated = f", updated {directory.updated}," if directory.updated else ""
    return f"PACER's directory{updated} differs in nothing from our table."


def _asked(url: str) -> bytes:
    from scraper import crawl

    body = crawl.run(crawl.fetch(url, home.configured()))
    if body is None:  # told to stop
        raise click.Abort
    return body
