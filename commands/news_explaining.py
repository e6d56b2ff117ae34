"""`docket news explain`: which matters a story concerns, and by which of its words."""

from __future__ import annotations

import asyncio
import gzip
import re
import sys
import zlib
from functools import partial
from pathlib import Path

import click

from commands import batches, home, news_explained, output
from commands.output import json_option
from db.errors import FormatError
from db.press import Article
from scraper import link, pages
from scraper.link import Index
from scraper.parsers.page import Page

LARGEST = 16 * 1024 * 1024  # bytes of a page
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|article|div|p)\b", re.IGNORECASE)
_LOOKED_AT = 4096


@click.command()
@click.argument("place", metavar="[FILE|URL]", required=False)
@click.option("--batch", is_flag=True, help="Answer JSON lines on stdin, a line for a line.")
@json_option
def explain(place: str | None, batch: bool, as_json: bool) -> None:
    """Show which matters a story concerns, and why.

    The story is read at its address, or from a file: its page, or a text whose first line is
    the title. It is weighed against every watch that follows cases. Nothing is kept.

    --batch reads {"id", "url", "publisher", "title", "published_at", "text"} and writes {"id",
    "matches": [{"watch", "docket", "role", "score", "evidence", "entries"}]}, or {"id",
    "error"}. It asks no network.
    """
    if batch == (place is not None):
        raise click.UsageError("Name the file or the address of a story, or give --batch.")
    index, threshold = _index(), _threshold()
    if place is None:
        answer = partial(news_explained.matches, index=index, threshold=threshold)
        for line in sys.stdin.buffer:
            output.json_line(batches.line_for(line, answer))
    else:
        _explain(place, index, threshold, as_json)


def _index() -> Index:
    if not home.has_store():
        return Index(())
    with home.reading() as store:
        return Index(link.matters(store.watches.all(), store.dockets.of_case))


def _threshold() -> float:
    told = home.configured().news.threshold
    return link.THRESHOLD if told is None else told


def _explain(place: str, index: Index, threshold: float, as_json: bool) -> None:
    article, text = _story(place)
    weighed = link.weigh(article, text, index, threshold)
    if as_json:
        found = [each.link for each in weighed if each.score >= threshold]
        matches = [news_explained.as_plain(each) for each in found]
        output.json_line({"url": article.url, "matches": matches})
        return
    news_explained.show(article, weighed, threshold, home.configured().time_zone)


def _story(place: str) -> tuple[Article, str]:
    if place.startswith(("http://", "https://")):
        return _of_page(_asked(place))
    body = _body(place)
    if _MARKUP.search(body[:_LOOKED_AT]):
        return _of_page(asyncio.run(pages.read(body, "")))
    return _of_text(place, body.decode("utf-8", "replace"))


def _of_page(page: Page) -> tuple[Article, str]:
    article = Article(
        url=page.url,
        title=page.title or "",
        publisher=page.publisher,
        published_at=page.published_at,
        language=page.language,
        reading=page.reading,
    )
    return article, page.text


def _of_text(place: str, told: str) -> tuple[Article, str]:
    """The first line is the title."""
    title, _, text = told.strip().partition("\n")
    return Article(url=place, title=title.strip()), text.strip()


def _asked(url: str) -> Page:
    from scraper import crawl

    async def ask() -> Page:
        body = await crawl.fetch(url, home.configured(), advice=crawl.OF_PAGE)
        return await pages.read(body, url)

    try:
        page = crawl.run(ask())
    except crawl.NoAnswer as error:
        raise FormatError(f"{url}: {error.message}") from error
    if page is None:
        raise click.Abort
    return page


def _body(place: str) -> bytes:
    try:
        opened = gzip.open if place.endswith(".gz") else Path.open
        with opened(Path(place), "rb") as file:
            return file.read(LARGEST)
    except (OSError, EOFError, zlib.error) as error:
        raise FormatError(f"{place}: cannot be read: {error}") from error
