"""`docket list`: what is watched, what is there, and what is not seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import click

from commands import coverage, home, output
from commands.output import json_option
from db import courts, plain
from db.config import Config
from db.models import Docket, Source, Watch
from db.shelves import Shelves

_HEADS = ("watch", "case", "caption", "entries", "last news", "feed")


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch with what is kept of it."""

    watch: Watch
    dockets: tuple[Docket, ...]
    last_news_at: datetime | None

    @property
    def entries(self) -> int:
        return sum(len(docket.entries) for docket in self.dockets)


@click.command("list")
@json_option
def list_watches(as_json: bool) -> None:
    """List what you watch, and what is not seen."""
    if not home.has_store():
        output.note("You watch nothing yet; `docket watch CASE` begins.")
        return
    with home.reading() as store:
        watches = store.watches.all()
        if as_json:
            _show_json(store, watches, home.configured())
        elif watches:
            show(store, watches, home.configured())
        else:
            output.note("You watch nothing; `docket watch CASE` begins.")


def show(store: Shelves, watches: Iterable[Watch], config: Config) -> None:
    """A row per watch, and below what is not seen of each court, once."""
    sources = {source.id: source for source in store.sources.all()}
    listed = [_listed(store, watch) for watch in watches]
    output.table(_HEADS, [_row(each, sources, config) for each in listed])
    output.say()
    for blind_spot in _blind_spots(listed, sources, config):
        output.say(f"Not seen: {blind_spot}")


def _show_json(store: Shelves, watches: Iterable[Watch], config: Config) -> None:
    sources = {source.id: source for source in store.sources.all()}
    for watch in watches:
        output.json_line(_plain(_listed(store, watch), sources, config))


def _listed(store: Shelves, watch: Watch) -> Listed:
    dockets = tuple(store.dockets.of_watch(watch))
    news = [
        change.at
        for docket in dockets
        for change in store.changes.of_docket(docket.id or 0)
        if not change.quiet
    ]
    return Listed(watch, dockets, max(news, default=None))


def _plain(listed: Listed, sources: dict[str, Source], config: Config) -> plain.Plain:
    return plain.watch(listed.watch) | {
        "dockets": [
            plain.docket_alone(docket) | {"entries": len(docket.entries)}
            for docket in listed.dockets
        ],
        "entries": listed.entries,
        "last_news_at": plain.moment(listed.last_news_at),
        "blind_spots": _blind_spots([listed], sources, config),
    }


def _blind_spots(listed: list[Listed], sources: dict[str, Source], config: Config) -> list[str]:
    court_ids = {case.court_id for each in listed for case in each.watch.cases}
    return [
        coverage.blind_spot(court_id, coverage.source_of(court_id, sources), config)
        for court_id in sorted(court_ids)
    ]


def _row(listed: Listed, sources: dict[str, Source], config: Config) -> tuple[str, ...]:
    watch = listed.watch
    captions = dict.fromkeys(docket.caption for docket in listed.dockets if docket.caption)
    states = {
        coverage.state_words(courts.get(case.court_id), coverage.source_of(case.court_id, sources))
        for case in watch.cases
    }
    return (
        watch.slug + (" (muted)" if watch.muted else ""),
        ", ".join(str(case.key) for case in watch.cases),
        "; ".join(captions),
        str(listed.entries),
        output.when(listed.last_news_at, config.time_zone),
        "; ".join(sorted(states)),
    )
