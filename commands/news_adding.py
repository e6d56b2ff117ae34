"""`docket news add`: a feed, a page of headlines, or one of the sources that docket knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import click

from commands import home, news_naming, output
from db import config_values, news_presets, news_searches
from db.config import Config, News
from db.errors import DocketError
from db.models import Snapshot, Source, SourceKind, SourceState
from db.news_presets import Preset
from db.press import NewsFeed, NewsForm
from db.store import Store

_TRIAL = '"Sample Agency" when:1d'  # what a search is tried with where nobody needs it yet


def _span(_: click.Context, __: click.Parameter, told: str | None) -> timedelta | None:
    try:
        return None if told is None else config_values.duration(told)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _name(_: click.Context, __: click.Parameter, told: str | None) -> str | None:
    if told is not None and not news_naming.NAME.fullmatch(told):
        raise click.BadParameter("has small letters, digits and hyphens, at most 40.")
    return told


@click.command()
@click.argument("place", metavar="URL|PRESET")
@click.option("--name", metavar="SLUG", callback=_name, help="Its name here; else of its host.")
@click.option("--title", help="Who publishes it, as you want to read it; else as it says itself.")
@click.option("--listing", is_flag=True, help="It is a page of headlines, not a feed.")
@click.option("--every", metavar="TIME", callback=_span, help="How often to ask it: 30m, 6h.")
@click.option(
    "--despite-robots", is_flag=True, help="Ask it though its robots.txt forbids that to programs."
)
@click.option("--no-look", is_flag=True, help="Do not ask it now to see what it is.")
def add(
    place: str,
    name: str | None,
    title: str | None,
    listing: bool,
    every: timedelta | None,
    despite_robots: bool,
    no_look: bool,
) -> None:
    """Ask a news source from now on.

    Its address is asked once: an RSS, Atom or JSON feed is taken, and of a web page the feed
    that it names. With --listing the headlines of the page itself are read. What a robots.txt
    forbids to programs is not asked, unless you decide so with --despite-robots.
    """
    config = home.configured()
    form = NewsForm.LISTING if listing else NewsForm.FEED
    feed = replace(_named(place, form, config), every=every, despite_robots=despite_robots)
    feed = replace(feed, slug=name or feed.slug, title=title or feed.title)
    with home.writing() as store:
        if not no_look:
            feed = _looked_at(feed, store, config)
        taken = [each.slug for each in store.feeds.all()] if name is None else []
        is_known = any(each.url == feed.url for each in store.feeds.all())
        slug = feed.slug if is_known else news_naming.free(feed.slug, taken)
        kept = store.feeds.add(replace(feed, slug=slug), home.now())
        store.sources.sync(config, home.now())
        _tell(kept, store)


def _named(place: str, form: NewsForm, config: Config) -> NewsFeed:
    preset = news_presets.find(place)
    if preset is not None:
        return NewsFeed(preset.slug, preset.url, preset.title, preset.form, preset.slug)
    try:
        url = news_naming.address(place)
    except ValueError as error:
        raise DocketError(
            f"{place!r} is no preset, and {error}; `docket news presets` lists what docket knows"
        ) from error
    return NewsFeed(news_naming.of_address(url), url, form=form)


def _looked_at(feed: NewsFeed, store: Store, config: Config) -> NewsFeed:
    """The feed as it answers; DocketError says what was there instead."""
    preset = news_presets.find(feed.preset or "")
    if preset is not None:
        _check_allowed(preset, feed, config)
    url = _address(feed, config)
    body, snapshot = _asked(url, feed, config)
    if snapshot.state is SourceState.DOWN and feed.form is NewsForm.FEED:
        url = _feed_named(body, url) or url
        if url != feed.url:
            output.note(f"The page names its feed: {url}")
            feed = replace(feed, url=url)
            body, snapshot = _asked(url, feed, config)
    if snapshot.state is SourceState.DOWN:
        raise DocketError(f"{url}: {snapshot.problems[0].message}")
    _tell_found(snapshot, config)
    return replace(feed, title=feed.title or _title(body))


def _check_allowed(preset: Preset, feed: NewsFeed, config: Config) -> None:
    """What we know to be forbidden is not even tried; another site than the known one is."""
    is_elsewhere = config.news.google_base_url != News().google_base_url
    if preset.is_forbidden and not feed.despite_robots and not is_elsewhere:
        raise DocketError(f"{preset.slug}: {preset.note} `--despite-robots` has it asked anyway")


def _address(feed: NewsFeed, config: Config) -> str:
    if feed.form is not NewsForm.SEARCH:
        return feed.url
    return news_searches.address(feed.url, _TRIAL, config.news.google_base_url)


def _asked(url: str, feed: NewsFeed, config: Config) -> tuple[bytes, Snapshot]:
    from scraper import crawl
    from scraper.parsers import news

    with output.progress(f"Asking {urlsplit(url).hostname} …"):
        try:
            body = crawl.run(
                crawl.fetch(url, config, is_allowed=feed.despite_robots, advice=crawl.OF_PRESS)
            )
        except crawl.NoAnswer as error:
            if error.code != "robots_disallowed":
                raise
            words = f"{error} `--despite-robots` has it asked anyway, if you decide so."
            raise DocketError(words) from error
    if body is None:
        raise click.Abort
    source = Source("news:trial", SourceKind.NEWS, "", url)
    form = NewsForm.LISTING if feed.form is NewsForm.LISTING else NewsForm.FEED
    return body, news.parse(body, source, form, home.now())


def _feed_named(body: bytes, url: str) -> str | None:
    """The first feed that a page names on its own site: another's address is not the user's."""
    from scraper.parsers import news_pages

    host = urlsplit(url).netloc
    found = news_pages.feeds(body, url)
    own = [each for each in found if urlsplit(each).netloc == host]
    if found and not own:
        raise DocketError(f"{url}: it is a web page that names a feed elsewhere: add {found[0]}")
    return own[0] if own else None


def _title(body: bytes) -> str | None:
    from scraper.parsers import news_pages

    return news_pages.title(body)


def _tell_found(snapshot: Snapshot, config: Config) -> None:
    count = len(snapshot.articles)
    newest = output.when(snapshot.built_at, config.time_zone)
    told = f", the newest of {newest}" if newest else ", without dates"
    output.say(f"Found {count} stor{'y' if count == 1 else 'ies'}{told if count else ''}.")
    for problem in snapshot.problems[:3]:
        output.note(problem.message)
    is_old = snapshot.lull and snapshot.built_at and home.now() - snapshot.built_at > snapshot.lull
    if is_old:
        output.note("It stands still: no story has come for far longer than is usual there.")


def _tell(feed: NewsFeed, store: Store) -> None:
    output.say(f"News source {feed.slug} is added: {feed.title or feed.url}")
    if not any(each.kind is SourceKind.NEWS for each in store.sources.all()):
        words = "Nothing of the press is asked yet: no watch follows a case and wants stories."
        output.note(f"{words} `docket watch CASE` begins.")
