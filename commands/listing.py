"""`docket list`: what is watched, what is there, and what is not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import click

from commands import coverage, home, output, sought, tables
from commands.coverage import Coverage, Outlook
from commands.output import json_option
from db import plain, schedules, wishes
from db.config import Config
from db.models import Docket, Watch
from db.shelves import Shelves

_MOST_NAMED = 3  # captions of what a query has found
_HEADS = ("watch", "entries", "last news", "looked at since", "caption", "case", "seen")


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch with what is kept of it."""

    watch: Watch
    dockets: tuple[Docket, ...]  # without their entries
    counts: Mapping[int, int]  # of entries, by docket id
    last_news_at: datetime | None
    looks_since_news: int  # good answers; since the watch began where there was no news
    coverage: tuple[Coverage, ...]  # of each case, or of the courts of a query
    unseen: tuple[str, ...] = ()  # what a query cannot find

    @property
    def blind_spots(self) -> tuple[str, ...]:
        told = (said for each in self.coverage for said in each.blind_spots)
        return tuple(dict.fromkeys((*told, *self.unseen)))

    def count(self, docket: Docket) -> int:
        return self.counts.get(docket.id or 0, 0)

    @property
    def entries(self) -> int:
        return sum(map(self.count, self.dockets))


@click.command("list")
@json_option
def list_watches(as_json: bool) -> None:
    """List what you watch, and what is not seen."""
    config = home.configured()
    if not home.has_store():
        output.note("You watch nothing yet; `docket watch CASE` begins.")
        return
    with home.reading() as store:
        watches = store.watches.all()
        if as_json:
            _show_json(store, watches, config)
        elif watches:
            show(store, watches, config)
        else:
            output.note("You watch nothing; `docket watch CASE` begins.")


def show(store: Shelves, watches: Iterable[Watch], config: Config) -> None:
    """A row per watch, and below what is not seen, and what would help, each once."""
    listed = list(_listed(store, watches, config))
    rows = [_row(each, config) for each in listed]
    tables.show(_HEADS, rows, prose=("caption", "case", "seen"))
    output.say()
    for blind_spot in dict.fromkeys(said for each in listed for said in each.blind_spots):
        output.say(f"Not seen: {blind_spot}")
    told = [each for one in listed for each in one.coverage]
    for advice in dict.fromkeys(said for each in told for said in each.advice):
        output.say(f"To see more: {advice}")


def _show_json(store: Shelves, watches: Iterable[Watch], config: Config) -> None:
    for each in _listed(store, watches, config):
        output.json_line(_plain(each))


def _listed(store: Shelves, watches: Iterable[Watch], config: Config) -> Iterator[Listed]:
    known = coverage.outlook(store, config, home.now())
    found = [(watch, _dockets(store, watch)) for watch in watches]
    docket_ids = {docket.id for _, dockets in found for docket in dockets if docket.id}
    counts, news = store.dockets.counts(docket_ids), store.changes.last_loud(docket_ids)
    for watch, dockets in found:
        news_at = max((news[each.id] for each in dockets if each.id in news), default=None)
        told = _coverage(watch, known, config)
        looks = store.answers.since_news(watch, known.sources, news_at)
        unseen = () if watch.query is None else tuple(sought.unseen(watch, known))
        yield Listed(watch, dockets, counts, news_at, looks, told, unseen)


def _coverage(watch: Watch, known: Outlook, config: Config) -> tuple[Coverage, ...]:
    if watch.query is not None:
        return sought.covered(watch.query, known, config)
    return tuple(coverage.of_case(case, known, config) for case in watch.cases)


def _dockets(store: Shelves, watch: Watch) -> tuple[Docket, ...]:
    if watch.query is not None:
        return tuple(sought.dockets(store, watch))
    found = (each for case in watch.cases for each in store.dockets.headings_of_case(case))
    return tuple({docket.id: docket for docket in found}.values())


def _plain(listed: Listed) -> plain.Plain:
    return wishes.watch(listed.watch) | {
        "dockets": [
            plain.docket_alone(docket) | {"entries": listed.count(docket)}
            for docket in listed.dockets
        ],
        "entries": listed.entries,
        "last_news_at": plain.moment(listed.last_news_at),
        "looks_since_news": listed.looks_since_news,
        "blind_spots": list(listed.blind_spots),
        "coverage": [coverage.as_plain(each) for each in listed.coverage],
    }


def _row(listed: Listed, config: Config) -> tuple[str, ...]:
    watch = listed.watch
    captions = dict.fromkeys(docket.caption for docket in listed.dockets if docket.caption)
    return (
        _name(watch, config.time_zone),
        str(listed.entries),
        output.when(listed.last_news_at, config.time_zone),
        _times(listed.looks_since_news),
        _several(list(captions)) if watch.query else "; ".join(captions),
        _what(watch, config),
        _seen(listed.coverage),
    )


def _what(watch: Watch, config: Config) -> str:
    """Its cases, or what it looks for."""
    if watch.query is None:
        return ", ".join(str(case.key) for case in watch.cases)
    return f"{sought.phrase(watch)} in {sought.places(watch.query, config)}"


def _several(captions: Sequence[str]) -> str:
    more = len(captions) - _MOST_NAMED
    return "; ".join(captions[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _name(watch: Watch, time_zone: str) -> str:
    """With what keeps it from being heard at once."""
    snoozed, when = watch.snoozed_until, watch.timing.when
    told = [
        "muted" if watch.muted else "",
        f"snoozed until {output.when(snoozed, time_zone)}"
        if snoozed and snoozed > home.now()
        else "",
        "" if when == schedules.NOW else when,
    ]
    marks = ", ".join(filter(None, told))
    return f"{watch.slug} ({marks})" if marks else watch.slug


def _times(looks: int) -> str:
    return {0: "not yet", 1: "once"}.get(looks, f"{looks} times")


def _seen(told: Iterable[Coverage]) -> str:
    """What is seen of a watch's dockets; where that differs, each with its courts."""
    found: dict[str, dict[str, None]] = {}
    for each in told:
        found.setdefault(coverage.in_short(each), {})[each.key.court_id] = None
    if len(found) == 1:
        return next(iter(found))
    return "; ".join(f"{', '.join(court_ids)}: {words}" for words, court_ids in found.items())
