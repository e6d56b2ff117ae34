"""When and how a watch wishes to be told, in words: what `docket watch` answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from commands import output
from db import schedules
from db.config_values import format_duration
from db.models import Telling, Timing, Watch
from db.plain import spaced

_NEWS = {
    Telling.OFF: "none",
    Telling.NOW: "stories of the press are told at once, up to 10 a day",
}


def told(watch: Watch, now: datetime, time_zone: str) -> Iterator[tuple[str, str]]:
    """What it says itself; for the rest the configuration holds."""
    timing, snoozed = watch.timing, watch.snoozed_until
    if snoozed is not None and snoozed > now:
        yield "snoozed", f"until {output.when(snoozed, time_zone)}"
    if timing.when != schedules.NOW:
        yield "when", timing.when
    if timing.digest is not None:
        yield "digest", "none" if timing.digest == schedules.OFF else timing.digest
    yield from _quiet(timing)
    yield from _of_text(timing)
    if watch.cases and watch.news in _NEWS:
        yield "news", _NEWS[watch.news]
    if timing.repeat_to is not None:
        after = f" for {format_duration(timing.repeat_after)}" if timing.repeat_after else ""
        yield "repeats", f"orders that nobody acknowledges{after}, to {timing.repeat_to}"
    if watch.language is not None:
        yield "language", watch.language


def _quiet(timing: Timing) -> Iterator[tuple[str, str]]:
    if timing.quiet_hours is not None:
        yield "quiet", "never" if timing.quiet_hours == schedules.OFF else timing.quiet_hours
    if timing.breaks_quiet:
        yield "not quiet", f"for {_listed(timing.breaks_quiet)}"


def _of_text(timing: Timing) -> Iterator[tuple[str, str]]:
    if timing.wait_for_text:
        yield "text", f"waited for, up to {format_duration(timing.wait_for_text)}"
    if timing.updates:
        yield "updates", "a reply tells the text that comes later"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(map(spaced, words))
