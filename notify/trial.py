"""What a watch would have made of what is past, by the rules that plan its messages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from db import schedules
from db.models import Change, Docket, DocketEntry, Route, Watch
from notify import match, routes, timing
from notify.timing import Habits


@dataclass(frozen=True, slots=True)
class Tried:
    """A change that is about a watch, and which way it would have gone."""

    change: Change
    entry: DocketEntry | None
    route: Route
    reason: str | None  # why not at once
    is_sent: bool = True  # else the watch has no digest, and it is only noted


def tried(
    watch: Watch,
    changes: Iterable[Change],
    dockets: Mapping[int, Docket],
    entries: Mapping[str, DocketEntry],
    habits: Habits,
) -> Iterator[Tried]:
    """Each change by what is known today of its docket and its entry.

    That the text of an entry came later counts for nothing of its own: it is known now.
    """
    for change in changes:
        entry = entries.get(change.entry.id) if change.entry is not None else None
        docket = dockets.get(change.docket_id or 0)
        verdict = match.judged(watch, replace(change, quiet=False), docket, entry)
        if verdict is not None:
            way = routes.of(watch, change, verdict, entry)
            told = timing.schedule(watch, way, habits)
            is_put_off = way.route is Route.NOW and told != schedules.NOW
            route = Route.DIGEST if is_put_off else way.route
            yield Tried(change, entry, route, way.reason, is_sent=told != schedules.OFF)
