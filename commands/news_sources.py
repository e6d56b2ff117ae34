"""`docket news list`, `remove` and `presets`: which sources there are, and how they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import click
from click.shell_completion import CompletionItem

from commands import home, output, source_words, tables
from commands.output import json_option
from db import news_presets, plain
from db.errors import DocketError
from db.models import Source, SourceKind
from db.needs import feed_slug
from db.press import NewsFeed
from db.shelves import Shelves

_HEADS = ("source", "title", "state", "last answer", "newest story", "address", "error")


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    try:
        with ctx.scope(cleanup=False), home.reading() as store:
            feeds = store.feeds.all()
    except DocketError:
        return []
    return [CompletionItem(each.slug) for each in feeds if each.slug.startswith(incomplete)]


@click.command("list")
@json_option
def list_feeds(as_json: bool) -> None:
    """List your news sources, and how they answer.

    A search has a line for each watch that it is asked for.
    """
    found = list(_found())
    if as_json:
        for feed, sources in found:
            output.json_line(_plain(feed, sources))
    elif found:
        zone = home.configured().time_zone
        rows = [row for feed, sources in found for row in _rows(feed, sources, zone)]
        tables.show(_HEADS, rows, prose=("title", "error"), spare=("address",))
    else:
        output.note("There is no news source; `docket news presets` lists some to add.")


def _found() -> Iterator[tuple[NewsFeed, list[Source]]]:
    if not home.has_store():
        return
    with home.reading() as store:
        for feed in store.feeds.all():
            yield feed, _sources(store, feed)


def _sources(store: Shelves, feed: NewsFeed) -> list[Source]:
    news = [each for each in store.sources.all() if each.kind is SourceKind.NEWS]
    return [each for each in news if feed_slug(each.id) == feed.slug]


def _rows(feed: NewsFeed, sources: Sequence[Source], time_zone: str) -> Iterator[tuple[str, ...]]:
    title = feed.title or ""
    if not sources:
        yield feed.slug, title, "not asked: no watch wants stories", "", "", feed.url, ""
    for each in sources:
        yield (
            source_words.place(each),
            title,
            each.state.replace("_", " "),
            output.when(each.answered_at, time_zone),
            output.when(each.rebuilt_at, time_zone),
            feed.url,
            each.error or "",
        )


def _plain(feed: NewsFeed, sources: Sequence[Source]) -> plain.Plain:
    return {
        "slug": feed.slug,
        "title": feed.title,
        "url": feed.url,
        "form": feed.form,
        "preset": feed.preset,
        "despite_robots": feed.despite_robots,
        "every_seconds": None if feed.every is None else int(feed.every.total_seconds()),
        "added_at": plain.moment(feed.added_at),
        "state": sources[0].state if len(sources) == 1 else None,
        "answered_at": plain.moment(_latest(each.answered_at for each in sources)),
        "newest_at": plain.moment(_latest(each.rebuilt_at for each in sources)),
        "sources": [plain.source(each) | {"court_id": None} for each in sources],
    }


def _latest(times: Iterable[datetime | None]) -> datetime | None:
    return max(filter(None, times), default=None)


@click.command()
@click.argument("slug", shell_complete=_complete)
def remove(slug: str) -> None:
    """Ask a news source no more.

    The stories that it brought in stay.
    """
    with home.writing() as store:
        store.feeds.remove(slug)
        store.sources.sync(home.configured(), home.now())
    output.say(f"News source {slug} is removed; the stories that it brought in stay.")


@click.command()
@json_option
def presets(as_json: bool) -> None:
    """List the news sources that docket knows.

    What is said of a robots.txt is what others have written of it; docket reads the file itself
    before it asks.
    """
    known = news_presets.PRESETS.values()
    if as_json:
        for each in known:
            output.json_line(
                {
                    "slug": each.slug,
                    "title": each.title,
                    "url": each.url,
                    "form": each.form,
                    "note": each.note,
                    "is_forbidden": each.is_forbidden,
                }
            )
        return
    rows = [(each.slug, each.title, each.form, each.note) for each in known]
    tables.show(("preset", "title", "form", "note"), rows, prose=("note",))
    output.note("`docket news add PRESET` adds one.")
