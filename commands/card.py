"""What `docket watch` answers: whom it tells, what it can and cannot see, what is there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from commands import coverage, output, timeline
from db import courts
from db.config import Config
from db.coverage import GOOD
from db.models import Source, SourceState, Watch, WatchedCase
from db.shelves import Shelves
from notify.channel import PRINT

BY_ITS_NATURE = (
    "lists each entry for 24 hours only, so that you should poll once a day at least; an order"
    " without a document has no number there."
)
NOTHING = "Nothing of it is listed in the last 24 hours, which is all that a feed shows."


def show(store: Shelves, watch: Watch, config: Config) -> None:
    sources = {source.id: source for source in store.sources.all()}
    output.title(f"Watching {watch.slug}")
    in_court: dict[str, list[WatchedCase]] = {}
    for case in watch.cases:
        in_court.setdefault(case.court_id, []).append(case)
    facts = [fact for found in in_court.values() for fact in _of_court(found, sources, config)]
    if any(_is_read(court_id, sources) for court_id in in_court):
        facts.append(("any feed", BY_ITS_NATURE))
    output.facts([*facts, *_of_watch(watch)])
    for case in watch.cases:
        _show_dockets(store, case, config)


def _of_court(
    cases: Sequence[WatchedCase], sources: Mapping[str, Source], config: Config
) -> Iterator[tuple[str, str]]:
    """The cases in one court, and what can and cannot be seen of them."""
    court = courts.get(cases[0].court_id)
    source = coverage.source_of(court.id, sources)
    known = coverage.as_known(court, source)
    yield "case", f"{court.citation} {', '.join(case.number for case in cases)} ({court.name})"
    if source is not None:
        carried, rhythm = coverage.state_words(court, source), coverage.rhythm_words(source, config)
        yield "feed", f"{carried}; asked {rhythm}"
    if known is not None and known.state is SourceState.PARTIAL:
        yield "carries", coverage.types(known.scope)
    yield "not seen", coverage.blind_spot(court.id, source, config)


def _is_read(court_id: str, sources: Mapping[str, Source]) -> bool:
    """There is a feed, and it lists something."""
    known = coverage.as_known(courts.get(court_id), coverage.source_of(court_id, sources))
    return known is not None and known.state in GOOD


def _of_watch(watch: Watch) -> Iterator[tuple[str, str]]:
    others = [channel for channel in watch.channels if channel != PRINT]
    if watch.muted:
        yield "alerts", f"none while it is muted; `docket unmute {watch.slug}`"
    elif others:
        yield "alerts", f"go to {', '.join(watch.channels)}; `docket mute {watch.slug}` stops them"
    else:
        sends = f"`docket watch --name {watch.slug} --channel NAME`"
        yield "alerts", f"are printed by `docket poll` and `docket run`; {sends} sends them"
    yield "why", watch.note or ""


def _show_dockets(store: Shelves, case: WatchedCase, config: Config) -> None:
    dockets = store.dockets.of_case(case)
    for docket in dockets:
        output.say()
        timeline.show(docket, store.changes.of_docket(docket.id or 0), config.time_zone)
    if case.looks and not any(docket.entries for docket in dockets):
        output.say()
        output.say(f"{case.key}: {NOTHING}")
