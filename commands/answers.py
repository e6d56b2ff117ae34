"""What a poll says of each source: a line for people, an object for programs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import TYPE_CHECKING

from commands import output, source_words
from db import plain
from db.config import Config
from db.coverage import GOOD, is_failing
from db.kinds import KINDS
from db.models import Source, SourceKind, SourceState

if TYPE_CHECKING:
    from scraper.crawl import Outcome

_MOST_NAMED = 8


def tell(outcome: Outcome, source: Source, config: Config) -> None:
    """A line per source for people; for cron only of those that failed or have news."""
    is_news = any(not change.quiet for change in outcome.changes)
    if output.is_terminal() or is_news or is_failing(source):
        became = _became(outcome, source, config.time_zone)
        next_check = output.when(outcome.next_check_at, config.time_zone)
        output.say(f"{source_words.named(source)}: {became}; next check {next_check}")


def _became(outcome: Outcome, source: Source, time_zone: str) -> str:
    if outcome.error is not None:
        return outcome.error.rstrip(".;")
    news = sum(not change.quiet for change in outcome.changes)
    if not news:
        return _silence(source, time_zone) + _problems(outcome)
    told = f"{news} change{'s' if news > 1 else ''}"
    sees = source.state in (SourceState.OK, SourceState.PARTIAL)
    stands = source_words.stands(source.id, source.state)
    return (told if sees else f"{told} ({stands})") + _problems(outcome)


def _silence(source: Source, time_zone: str) -> str:
    """Why there is nothing new: perhaps nothing was filed, perhaps it cannot be seen."""
    if source.kind is SourceKind.NEWS:
        return _silence_of_press(source, time_zone)
    if source.state is SourceState.STALE:
        rebuilt = output.when(source.rebuilt_at, time_zone)
        return f"nothing new, but the feed stands still since {rebuilt}"
    if source.state is SourceState.NOT_CONFIGURED:
        return f"nothing can be seen: {source_words.stands(source.id, source.state)}"
    if source.kind is not SourceKind.PACER_RSS:
        return f"nothing new; it sees {source_words.carried(source_words.court_of(source), source)}"
    if source.state is SourceState.PARTIAL:
        return "nothing new of the types it carries"
    return "nothing new"


def _silence_of_press(source: Source, time_zone: str) -> str:
    """Which stories concern somebody is told of the cases, once they were read."""
    newest = output.when(source.rebuilt_at, time_zone)
    if source.state is SourceState.STALE:
        return f"it answers, but its newest story is of {newest}"
    return f"answered; its newest story is of {newest}" if newest else "answered"


def _problems(outcome: Outcome) -> str:
    """That some of what a feed lists could not be read."""
    count = len(outcome.problems)
    if not count or outcome.state not in GOOD:
        return ""
    told = f"{count} problem{'s' if count > 1 else ''}"
    return f"; its list has {told} (`docket inspect` shows)"


def tell_rest(sources: list[Source], asked: Collection[str], config: Config) -> None:
    """Those that were not asked, so that silence is no riddle."""
    rest = [each for each in sources if each.id not in asked]
    waiting = {
        source_words.named(each): each.next_check_at
        for each in rest
        if each.next_check_at and KINDS[each.kind].is_asked
    }
    if not sources:
        output.note("There is no court to ask: `docket list` says what you watch, and why not.")
    if waiting:
        next_check = output.when(min(waiting.values()), config.time_zone)
        more = f" and {len(waiting) - _MOST_NAMED} more" if len(waiting) > _MOST_NAMED else ""
        named = ", ".join([*waiting][:_MOST_NAMED]) + more
        output.note(f"Not due before {next_check}: {named}. `docket poll --force` asks now.")


def as_plain(source: Source, outcome: Outcome | None) -> plain.Plain:
    """For programs; no outcome means that it was not due."""
    changes = () if outcome is None else outcome.changes
    return {
        "source": source.id,
        "court": source.court_id or None,
        "state": source.state,
        "outcome": _outcome_word(outcome),
        "changes": sum(not change.quiet for change in changes),
        "quiet_changes": sum(change.quiet for change in changes),
        "error": source.error,
        "problems": [] if outcome is None else [asdict(each) for each in outcome.problems],
        "seconds": None if outcome is None else round(outcome.seconds, 3),
        "next_check_at": plain.moment(source.next_check_at),
    }


def _outcome_word(outcome: Outcome | None) -> str:
    if outcome is None:
        return "not_due"
    if outcome.error is not None:
        return "failed"
    return "unchanged" if outcome.unchanged else "answered"
