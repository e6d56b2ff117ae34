"""What `docket watch` answers: whom it tells, what it can and cannot see, what is there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from commands import coverage, home, output, proposing, sought, source_words, timeline, wished
from commands.coverage import Coverage
from db import courts
from db.config import Config
from db.coverage import GOOD
from db.kinds import KINDS
from db.models import Docket, Source, SourceKind, SourceState, Watch, WatchedCase
from db.needs import source_id
from db.proposals import proposals
from db.shelves import Shelves
from notify.channel import PRINT

BY_ITS_NATURE = (
    "lists each entry for 24 hours only, so that you should poll once a day at least; an order"
    " without a document has no number there."
)
NOTHING_LATELY = "Nothing of it is listed in the last 24 hours, which is all that a feed shows."
NOTHING = "None of its sources lists anything of it."


def show(store: Shelves, watch: Watch, config: Config) -> None:
    known = coverage.outlook(store, config, home.now())
    output.title(f"Watching {watch.slug}")
    kept = {case: store.dockets.of_case(case) for case in watch.cases}
    newest = _newest(docket for found in kept.values() for docket in found)
    in_court: dict[str, list[Coverage]] = {}
    for case in watch.cases:
        told = coverage.of_case(case, known, config)
        in_court.setdefault(case.court_id, []).append(told)
    rest = list(of_watch(watch, config))
    advice = (said for found in in_court.values() for each in found for said in each.advice)
    rest[:0] = [("advice", said) for said in dict.fromkeys(advice)]
    if any(_is_read(court_id, known.sources) for court_id in in_court):
        rest.insert(0, ("any feed", BY_ITS_NATURE))
    output.facts(*(_of_court(found, newest, config) for found in in_court.values()), rest)
    _show_dockets(store, watch, kept, config)


def _newest(dockets: Iterable[Docket]) -> dict[str, date]:
    """The day of the newest entry that each source tells of."""
    found: dict[str, date] = {}
    for entry in (each for docket in dockets for each in docket.entries):
        day = entry.filed_on or (entry.entered_at and entry.entered_at.date())
        if day is not None:
            found |= {told_by: max(day, found.get(told_by, day)) for told_by in entry.sources}
    return found


def _of_court(
    told: Sequence[Coverage], newest: Mapping[str, date], config: Config
) -> Iterator[tuple[str, str]]:
    """The cases in one court, who tells of them, and what nobody does."""
    court = courts.get(told[0].key.court_id)
    yield "case", f"{court.label} {', '.join(each.key.number for each in told)} ({court.name})"
    yield from of_coverage(told, newest, config)


def of_coverage(
    told: Sequence[Coverage], newest: Mapping[str, date], config: Config
) -> Iterator[tuple[str, str]]:
    """Who tells of dockets in one court, and what nobody does."""
    court = courts.get(told[0].key.court_id)
    for source in dict.fromkeys(source for each in told for source in each.sources):
        of_one = f"{source.number}: " if source.number and len(told) > 1 else ""
        latest = newest.get(source.id) if source.number else None  # a feed lists a day alone
        yield source_words.title(source), of_one + _of_source(source, latest, config)
        known = source_words.as_known(court, source)
        if source.kind is SourceKind.PACER_RSS and known.state is SourceState.PARTIAL:
            yield "carries", source_words.types(known.scope)
    for blind_spot in dict.fromkeys(said for each in told for said in each.blind_spots):
        yield "not seen", blind_spot


def _of_source(source: Source, newest_on: date | None, config: Config) -> str:
    """What it carries, how often it is asked, how fresh it is."""
    carried = source_words.carried(courts.get(source.court_id), source)
    answered = output.when(source_words.answered_at(source), config.time_zone)
    fresh = f"; last answer {answered}" if answered else ""
    newest = f", with nothing newer than {newest_on}" if fresh and newest_on else ""
    rhythm = source_words.rhythm_words(source, config)
    asked = f"asked {rhythm}" if KINDS[source.kind].is_asked else "you hand it in"
    return f"{carried}; {asked}{fresh}{newest}"


def _is_read(court_id: str, sources: Iterable[Source]) -> bool:
    """There is a feed, and it lists something."""
    court = courts.get(court_id)
    feed = source_id(SourceKind.PACER_RSS, court_id)
    return any(
        source_words.as_known(court, each).state in GOOD for each in sources if each.id == feed
    )


def of_watch(watch: Watch, config: Config) -> Iterator[tuple[str, str]]:
    """Whom it tells, of what, when and why."""
    others = [channel for channel in watch.channels if channel != PRINT]
    if watch.muted:
        yield "alerts", f"none while it is muted; `docket unmute {watch.slug}`"
    elif others:
        yield "alerts", f"go to {', '.join(watch.channels)}; `docket mute {watch.slug}` stops them"
    else:
        sends = f"`docket watch --name {watch.slug} --channel NAME`"
        yield "alerts", f"are printed by `docket poll` and `docket run`; {sends} sends them"
    yield "only", sought.narrowed(watch)
    yield from wished.told(watch, home.now(), config.time_zone)
    yield "why", watch.note or ""


def _show_dockets(
    store: Shelves, watch: Watch, by_case: Mapping[WatchedCase, list[Docket]], config: Config
) -> None:
    """What is kept of the matter, as one timeline, which cases are empty, what else is named."""
    dockets = list({each.id: each for found in by_case.values() for each in found}.values())
    if dockets:
        output.say()
        unseen = [case.key for case, found in by_case.items() if not found]
        timeline.show(store, dockets, config.time_zone, unseen)
    for case, found in by_case.items():
        if case.looks and not any(docket.entries for docket in found):
            output.say()
            output.say(f"{case.key}: {_nothing(case)}")
    if proposed := proposals(dockets, watch):
        output.say()
        proposing.show(proposed, watch)


def _nothing(case: WatchedCase) -> str:
    """A feed forgets what is a day old; other sources do not."""
    feed = source_id(SourceKind.PACER_RSS, case.court_id)
    return NOTHING_LATELY if {each for each, _ in case.looks} == {feed} else NOTHING
