"""Which sources the watches need: every one that can tell of a watched case. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import quote

from db import courts, news_searches
from db.config import Config
from db.courts import Court, CourtLevel
from db.guard import Guard
from db.models import DocketKey, Keep, Source, SourceKind, SourceState, WatchedCase
from db.press import NewsFeed, NewsForm
from db.queries import EVERYWHERE

# Courts that are known to have no feed, or one that carries nothing.
_BLIND = (None, SourceState.NOT_CONFIGURED)

_BEFORE_2017 = re.compile(r"(?:0\d|1[0-5])(?:A|-|M)")  # terms of the Supreme Court
_AT_GOVINFO = {"cafc": "ca13"}  # where govinfo has a name of its own for a court


def source_id(kind: SourceKind, court_id: str, number: str | None = None) -> str:
    """A court's source is `kind:court`, a docket's is `kind:court:number`."""
    return f"{kind}:{court_id}" if number is None else f"{kind}:{court_id}:{number}"


def feed_slug(source_id: str) -> str:
    """Which feed a source of the press is of: `news:<slug>`, of a search `news:<slug>:<watch>`."""
    return source_id.split(":")[1]


def needed(
    cases: Iterable[WatchedCase],
    config: Config,
    carried: Mapping[str, SourceState],
    known: Mapping[DocketKey, str],
    asked: Collection[str] = (),
) -> list[Source]:
    """The sources to ask, each once, those of courts before those of dockets.

    `carried` is what each court's feed carried when it last answered, `known` are the
    CourtListener ids of dockets that we hold, `asked` the courts of queries.
    """
    watched = list(cases)
    court_ids = sorted(
        {case.court_id for case in watched} | {*_kept_whole(config)} | {*_in(asked, config)}
    )
    found = [each for court_id in court_ids for each in _of_court(court_id, config, carried)]
    found += [each for case in watched for each in _of_case(case, config, known)]
    return list({each.id: each for each in found}.values())


def _in(asked: Collection[str], config: Config) -> Collection[str]:
    """The courts of queries; one that is asked everywhere needs each court that has a feed."""
    if EVERYWHERE not in asked:
        return asked
    return {*asked, *with_feed(config)} - {EVERYWHERE}


def with_feed(config: Config) -> list[str]:
    """The courts whose feed lists something, as far as we know."""
    states = {court.id: _carries(court, config, {}) for court in courts.every()}
    return [court_id for court_id, state in states.items() if state not in _BLIND]


def _kept_whole(config: Config) -> Collection[str]:
    return [court_id for court_id, told in config.courts.items() if told.keep is Keep.ALL]


def _of_court(
    court_id: str, config: Config, carried: Mapping[str, SourceState]
) -> Iterator[Source]:
    court = courts.get(court_id)
    url = feed_url(court, config)
    if url is not None:
        keep = Keep.ALL if court_id in _kept_whole(config) else Keep.WATCHED
        kind = SourceKind.PACER_RSS
        yield Source(source_id(kind, court_id), kind, court_id, url, keep=keep)
    if court.level is not CourtLevel.SUPREME and _carries(court, config, carried) in _BLIND:
        kind = SourceKind.GOVINFO
        name = _AT_GOVINFO.get(court_id, court_id)
        url = f"{config.govinfo.base_url}/rss/uscourts-{name}.xml"
        yield Source(source_id(kind, court_id), kind, court_id, url)


def _carries(
    court: Court, config: Config, carried: Mapping[str, SourceState]
) -> SourceState | None:
    """What the court's feed carried last, as far as we know; None: there is no feed to ask."""
    if feed_url(court, config) is None:
        return None
    told = config.courts.get(court.id)
    is_of_table = told is None or told.feed_url is None
    in_table = court.feed.state if is_of_table and court.feed is not None else SourceState.NEW
    return carried.get(court.id, in_table)


def _of_case(case: WatchedCase, config: Config, known: Mapping[DocketKey, str]) -> Iterator[Source]:
    service = config.courtlistener
    courtlistener_id = case.courtlistener_id or known.get(case.key)
    if case.court_id == "scotus":
        yield _of_docket(SourceKind.SCOTUS, case, scotus_url(case.number, config))
    elif service.token is not None:
        yield _of_docket(SourceKind.COURTLISTENER, case, f"{service.base_url}/api/rest/v4/")
    elif service.atom and courtlistener_id is not None:
        url = f"{service.base_url}/docket/{courtlistener_id}/feed/"
        yield _of_docket(SourceKind.COURTLISTENER_ATOM, case, url)


def _of_docket(kind: SourceKind, case: WatchedCase, url: str) -> Source:
    id = source_id(kind, case.court_id, case.number)
    return Source(id, kind, case.court_id, url, case.number)


def scotus_url(number: str, config: Config) -> str:
    """Where the Supreme Court shows a docket: its page, or its JSON where the user allows that."""
    if config.scotus.allow_json:
        return f"{config.scotus.base_url}/RSS/Cases/JSON/{quote(number)}.json"
    page = f"/docket/docketfiles/html/public/{quote(number.lower())}.html"
    if _BEFORE_2017.match(number):
        page = f"/docketfiles/{quote(number.lower())}.htm"
    return f"{config.scotus.base_url}{page}"


def feed_url(court: Court, config: Config) -> str | None:
    """Where a court's feed is: as the user says, else as we know it."""
    told = config.courts.get(court.id)
    if told is not None and told.feed_url is not None:
        return told.feed_url
    return None if court.feed is None else court.feed.url


@dataclass(frozen=True, slots=True)
class Asker:
    """A watch with cases that wants to hear of stories, as a search for them needs it."""

    slug: str
    captions: tuple[str, ...] = ()  # of the dockets that we hold
    aliases: tuple[str, ...] = ()
    judge: str | None = None


def of_press(feeds: Iterable[NewsFeed], askers: Sequence[Asker], config: Config) -> list[Source]:
    """The sources of the press: none where nobody wants news, a search once for each who does."""
    found = [each for feed in feeds for each in _of_feed(feed, askers, config)]
    return found if askers else []


def _of_feed(feed: NewsFeed, askers: Sequence[Asker], config: Config) -> Iterator[Source]:
    kind = SourceKind.NEWS
    if feed.form is not NewsForm.SEARCH:
        yield Source(source_id(kind, feed.slug), kind, "", feed.url)
        return
    may_leave = partial(_may_leave, Guard(config.never_send))
    for each in askers:
        aliases, captions = filter(may_leave, each.aliases), filter(may_leave, each.captions)
        judge = each.judge if each.judge and may_leave(each.judge) else None
        words = news_searches.query(captions, aliases, judge)
        if words:
            url = news_searches.address(feed.url, words, config.news.google_base_url)
            yield Source(source_id(kind, feed.slug, each.slug), kind, "", url)


def _may_leave(guard: Guard, words: str) -> bool:
    """Who is asked for words learns them: none goes there that is withheld elsewhere."""
    return guard.clean(words) == words


def rhythms(
    feeds: Iterable[NewsFeed], sources: Iterable[Source], config: Config
) -> dict[str, timedelta]:
    """How often to ask each source of the press, by its id, where the user says so."""
    told = {feed.slug: feed.every or config.news.every for feed in feeds}
    found = {
        each.id: told.get(feed_slug(each.id)) for each in sources if each.kind is SourceKind.NEWS
    }
    return {id: every for id, every in found.items() if every is not None}
