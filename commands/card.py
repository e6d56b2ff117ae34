"""What `docket watch` answers: whom it tells, what it can and cannot see, what is there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commands import coverage, output, timeline
from db import courts
from db.config import Config
from db.coverage import GOOD
from db.models import Source, Watch, WatchedCase
from db.shelves import Shelves
from notify.channel import PRINT

BY_ITS_NATURE = (
    "An order without a document has no number there, and each entry is listed for 24 hours only:"
    " poll at least once a day."
)
NOTHING = "Nothing of it is listed in the last 24 hours, which is all that a feed shows."


def show(store: Shelves, watch: Watch, config: Config) -> None:
    sources = {source.id: source for source in store.sources.all()}
    output.title(f"Watching {watch.slug}")
    facts = [fact for case in watch.cases for fact in _of_case(case, sources, config)]
    output.facts([*facts, *_of_watch(watch)])
    for case in watch.cases:
        _show_dockets(store, case, config)


def _of_case(
    case: WatchedCase, sources: Mapping[str, Source], config: Config
) -> Iterator[tuple[str, str]]:
    court = courts.get(case.court_id)
    source = coverage.source_of(case.court_id, sources)
    yield "case", f"{court.citation} {case.number} ({court.name})"
    if source is not None:
        yield (
            "feed",
            f"{coverage.state_words(court, source)}; asked {coverage.rhythm_words(source, config)}",
        )
    yield "not seen", coverage.blind_spot(case.court_id, source, config)
    known = coverage.as_known(court, source)
    if known is not None and known.state in GOOD:
        yield "", BY_ITS_NATURE


def _of_watch(watch: Watch) -> Iterator[tuple[str, str]]:
    others = [channel for channel in watch.channels if channel != PRINT]
    if watch.muted:
        yield "alerts", f"none while it is muted; `docket unmute {watch.slug}`"
    elif others:
        yield "alerts", f"go to {', '.join(watch.channels)}; `docket mute {watch.slug}` stops them"
    else:
        yield "alerts", "are printed by `docket poll` and `docket run`; --channel NAME sends them"
    yield "why", watch.note or ""


def _show_dockets(store: Shelves, case: WatchedCase, config: Config) -> None:
    dockets = store.dockets.of_case(case)
    for docket in dockets:
        output.say()
        timeline.show(docket, store.changes.of_docket(docket.id or 0), config.time_zone)
    if case.looks and not any(docket.entries for docket in dockets):
        output.say()
        output.say(f"{case.key}: {NOTHING}")
