"""`docket list`: what is watched, what is there, and what is not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import click

from commands import coverage, home, output, tables
from commands.output import json_option
from db import courts, plain
from db.config import Config
from db.models import Docket, Source, Watch
from db.shelves import Shelves

_HEADS = ("watch", "entries", "last news", "caption", "case", "feed")


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch with what is kept of it."""

    watch: Watch
    dockets: tuple[Docket, ...]  # without their entries
    counts: Mapping[int, int]  # of entries, by docket id
    last_news_at: datetime | None

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
    """A row per watch, and below what is not seen of each court, once."""
    sources = {source.id: source for source in store.sources.all()}
    listed = list(_listed(store, watches))
    rows = [_row(each, sources, config) for each in listed]
    tables.show(_HEADS, rows, prose=("caption", "case", "feed"))
    output.say()
    for blind_spot in _blind_spots(listed, sources, config):
        output.say(f"Not seen: {blind_spot}")


def _show_json(store: Shelves, watches: Iterable[Watch], config: Config) -> None:
    sources = {source.id: source for source in store.sources.all()}
    for each in _listed(store, watches):
        output.json_line(_plain(each, sources, config))


def _listed(store: Shelves, watches: Iterable[Watch]) -> Iterator[Listed]:
    found = [(watch, _dockets(store, watch)) for watch in watches]
    docket_ids = {docket.id for _, dockets in found for docket in dockets if docket.id}
    counts, news = store.dockets.counts(docket_ids), store.changes.last_loud(docket_ids)
    for watch, dockets in found:
        news_at = (news[docket.id] for docket in dockets if docket.id in news)
        yield Listed(watch, dockets, counts, max(news_at, default=None))


def _dockets(store: Shelves, watch: Watch) -> tuple[Docket, ...]:
    found = (each for case in watch.cases for each in store.dockets.headings_of_case(case))
    return tuple({docket.id: docket for docket in found}.values())


def _plain(listed: Listed, sources: Mapping[str, Source], config: Config) -> plain.Plain:
    return plain.watch(listed.watch) | {
        "dockets": [
            plain.docket_alone(docket) | {"entries": listed.count(docket)}
            for docket in listed.dockets
        ],
        "entries": listed.entries,
        "last_news_at": plain.moment(listed.last_news_at),
        "blind_spots": _blind_spots([listed], sources, config),
    }


def _blind_spots(
    listed: Sequence[Listed], sources: Mapping[str, Source], config: Config
) -> list[str]:
    court_ids = {case.court_id for each in listed for case in each.watch.cases}
    return [
        coverage.blind_spot(court_id, coverage.source_of(court_id, sources), config)
        for court_id in sorted(court_ids)
    ]


def _row(listed: Listed, sources: Mapping[str, Source], config: Config) -> tuple[str, ...]:
    watch = listed.watch
    captions = dict.fromkeys(docket.caption for docket in listed.dockets if docket.caption)
    return (
        watch.slug + (" (muted)" if watch.muted else ""),
        str(listed.entries),
        output.when(listed.last_news_at, config.time_zone),
        "; ".join(captions),
        ", ".join(str(case.key) for case in watch.cases),
        _feeds(watch, sources),
    )


def _feeds(watch: Watch, sources: Mapping[str, Source]) -> str:
    """What the feeds of a watch carry; where they differ, each with its courts."""
    found: dict[str, list[str]] = {}
    for court_id in sorted({case.court_id for case in watch.cases}):
        source = coverage.source_of(court_id, sources)
        found.setdefault(coverage.state_words(courts.get(court_id), source), []).append(court_id)
    if len(found) == 1:
        return next(iter(found))
    return "; ".join(f"{', '.join(court_ids)}: {words}" for words, court_ids in found.items())
