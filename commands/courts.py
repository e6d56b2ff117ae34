"""`docket courts`: which courts there are, and what their feeds were last known to carry."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from db import courts as table
from db.models import SourceState
from scraper.parsers import pacer_courts

if TYPE_CHECKING:
    from scraper.parsers.pacer_courts import Difference, Directory

LEVELS = [level.value for level in table.CourtLevel]
FEED_STATES = [
    state.value for state in (SourceState.OK, SourceState.PARTIAL, SourceState.NOT_CONFIGURED)
]


class _ListsByDefault(click.Group):
    """`docket courts WORDS` means `docket courts list WORDS`: nobody names a verb to search."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_completing = ctx.resilient_parsing and not args
        if not is_completing and not {*args[:1]} & {*self.commands, *ctx.help_option_names}:
            args = ["list", *args]
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
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_courts(
    words: Sequence[str],
    level: str | None,
    feed: str | None,
    as_json: bool,
) -> None:
    """List the courts, or those that WORDS name (what `docket courts` does)."""
    found = [court for court in _named(" ".join(words)) if _is_asked(court, level, feed)]
    if as_json:
        _say_json(found)
    else:
        _say(("id", "court", "feed", "as of", "carried"), map(_row, found))


@courts.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--url", default=pacer_courts.URL, show_default=True, help="Where to ask.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def refresh(file: str | None, url: str, as_json: bool) -> None:
    """Read PACER's own directory of courts and say where our table differs.

    FILE is a copy of it to read instead. Nothing is changed: a court whose feed
    came or went is set in config.toml, or by a newer version of docket.
    """
    directory = pacer_courts.parse(Path(file).read_bytes() if file else _asked(url))
    for problem in directory.problems:
        click.echo(f"row {problem.item}: {problem.message}", err=True)
    differences = pacer_courts.compare(directory, table.every())
    if as_json:
        _say_json(differences)
    elif differences:
        _say(("difference", "id", "court", "was", "is"), map(_difference_row, differences))
    else:
        click.echo(_agreement(directory))


def _named(words: str) -> Sequence[table.Court]:
    if not words:
        return table.every()
    # `get` raises, naming the nearest courts.
    return table.search(words) or [table.get(words)]


def _is_asked(court: table.Court, level: str | None, feed: str | None) -> bool:
    state = court.feed.state if court.feed else None
    return level in (None, court.level) and feed in (None, state)


def _row(court: table.Court) -> tuple[str, ...]:
    feed = court.feed
    if feed is None:
        return (court.id, court.citation, "none", "", "")
    state = feed.state.replace("_", " ")
    return (court.id, court.citation, state, f"{feed.as_of:%Y-%m}", _carried(feed))


def _carried(feed: table.Feed) -> str:
    """The channel's own words, without those that every channel says."""
    types = (feed.scope or "").removeprefix("Docket entries of type: ").split(",")
    is_all = feed.state is SourceState.OK
    carried = "all" if is_all else ", ".join(kind.strip() for kind in types)
    stale = f" (not rebuilt since {feed.stale_since:%Y-%m})" if feed.stale_since else ""
    return carried + stale


def _difference_row(difference: Difference) -> tuple[str, ...]:
    return (
        difference.kind.replace("_", " "),
        difference.court_id or difference.pacer_id,
        difference.title,
        difference.old or "",
        difference.new or "",
    )


def _agreement(directory: Directory) -> str:
    updated = f", updated {directory.updated}," if directory.updated else ""
    return f"PACER's directory{updated} differs in nothing from our table."


def _asked(url: str) -> bytes:
    from db import config
    from scraper import crawl

    home = click.get_current_context().find_object(config.Home) or config.home(None, os.environ)
    body = crawl.run(crawl.fetch(url, config.load(home)))
    if body is None:  # told to stop
        raise click.Abort
    return body


def _say_json(nouns: Iterable[table.Court | Difference]) -> None:
    for noun in nouns:
        click.echo(json.dumps(asdict(noun), default=str))


def _say(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; for pipes a line of tab-separated fields per row."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        for row in rows:
            click.echo("\t".join(row))
        return
    shown = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        shown.add_row(*map(Text, row))  # Text: a court's brackets are no markup
    console.print(shown)
