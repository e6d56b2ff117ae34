"""`docket news import` and `export`: lists of feeds, as readers of feeds hand them on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands import home, news_naming, output
from db import news_presets
from db.errors import DocketError, FormatError
from db.press import FROM_FILE, NewsFeed, NewsForm
from db.store import Store

if TYPE_CHECKING:
    from scraper.parsers.opml import Outline

_STDIN = "-"
_MOST_TOLD = 20


@click.command("import")
@click.argument("file", metavar="FILE.opml")
def import_list(file: str) -> None:
    """Add the feeds of an OPML file.

    They are not asked at once, but with the next poll; `docket news list` then says how they
    answer. An address that a file names may not lead into your own network, and what its
    robots.txt forbids is not asked: for either, add it by hand.
    """
    from scraper.parsers import opml

    try:
        outlines = opml.read(_body(file))
    except FormatError as error:
        raise FormatError(f"{file}: {error}") from error
    with home.writing() as store:
        refused = list(_refused(store, outlines))
        store.sources.sync(home.configured(), home.now())
    output.say(f"{len(outlines) - len(refused)} of {len(outlines)} feeds are added.")
    for words in refused[:_MOST_TOLD]:
        output.note(f"Not added: {words}")
    if len(refused) > _MOST_TOLD:
        output.note(f"Not added: {len(refused) - _MOST_TOLD} more.")


def _body(file: str) -> bytes:
    from scraper.parsers.opml import LARGEST

    try:
        if file == _STDIN:
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}") from error


def _refused(store: Store, outlines: list[Outline]) -> Iterator[str]:
    """Adds each that can be, and says why of each other."""
    for outline in outlines:
        try:
            feed = _feed(outline, {each.slug for each in store.feeds.all()})
            store.feeds.add(feed, home.now())
        except (DocketError, ValueError) as error:
            yield f"{outline.title or outline.url}: {error}"


def _feed(outline: Outline, taken: set[str]) -> NewsFeed:
    """What a file says; of our own presets their table decides."""
    preset = news_presets.find(outline.preset or "")
    if preset is not None and preset.url == outline.url:
        return NewsFeed(
            preset.slug, preset.url, preset.title, preset.form, preset.slug, every=outline.every
        )
    if outline.form is NewsForm.SEARCH:
        raise ValueError("a search that is none of docket's own presets")
    url = news_naming.address(outline.url)
    told = news_naming.slug(outline.slug or "") or news_naming.of_address(url)
    name = news_naming.free(told, taken)
    return NewsFeed(name, url, outline.title, outline.form, FROM_FILE, every=outline.every)


@click.command("export")
@click.argument("file", metavar="[FILE]", required=False)
def export_list(file: str | None) -> None:
    """Write your news sources as OPML.

    To FILE, or to standard output. That you ask one despite its robots.txt is your own decision,
    and is not handed on.
    """
    from scraper.parsers import opml

    with home.reading() as store:
        written = opml.written(store.feeds.all())
    if file is None:
        output.lines(written.decode().rstrip())
        return
    try:
        Path(file).write_bytes(written)
    except OSError as error:
        raise FormatError(f"{file}: cannot be written: {error.strerror}") from error
    output.note(f"Your news sources are in {file}.")
