"""`docket rules`: what a watch, as it is or as it might be, makes of what is past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import click

from commands import cases, guarded, home, moments, news, output, tables
from commands.outbox import WAYS
from commands.output import json_option
from commands.watch_options import trial_options
from commands.wishes import Wishes
from db import plain
from db.models import Change, ChangeKind, Route, Watch
from db.shelves import Shelves
from notify.timing import Habits, habits
from notify.trial import Tried, tried

_ROUTES = (Route.NOW, Route.DIGEST, Route.HELD)  # that a change can take; a reminder is none
_NEVER = "not sent"  # where the watch has no digest


@click.group()
def rules() -> None:
    """Try what a watch would have sent and held back."""


@rules.command("test")
@cases.one_watch_argument
@click.option("--since", default="90d", metavar="TIME", help="90d, 12h, or 2025-05-23.")
@click.option("--backlog", is_flag=True, help="With what stood on the dockets at the first look.")
@trial_options
@json_option
def rules_test(watch: str, since: str, backlog: bool, as_json: bool, **wished: Any) -> None:
    """Show what a watch would have sent since a time, and what it would have held back.

    With options of `docket watch`, the watch as they would make it. Nothing is changed or
    sent. Each filing is judged by what is known of it today.
    """
    config = home.configured()
    with home.reading() as store:
        tested = _changed(cases.watch_named(store, watch), Wishes(**wished))
        asked = moments.since(since, config.time_zone)
        changes = [each for each in store.changes.since(asked) if _is_news(each, backlog)]
        found = _tried(store, tested, changes, habits(config))
    if as_json:
        for each in found:
            output.json_line(_plain(each))
    else:
        _show(found, tested.slug, output.when(asked, config.time_zone), config.time_zone)


def _changed(watch: Watch, wishes: Wishes) -> Watch:
    if wishes.looks_for_cases and watch.query is None:
        raise click.UsageError(
            f"{watch.slug} follows cases: --party, --nature and --new-cases are for a watch that"
            " looks for them."
        )
    return wishes.applied(watch)


def _is_news(change: Change, backlog: bool) -> bool:
    """What is only logged tells nobody anything, but for what a first look brought."""
    return not change.quiet or (backlog and change.kind is ChangeKind.ENTRY_ADDED)


def _tried(store: Shelves, watch: Watch, changes: Sequence[Change], habits: Habits) -> list[Tried]:
    dockets = store.dockets.headings({each.docket_id for each in changes if each.docket_id})
    return list(tried(watch, changes, dockets, store.changes.entries(changes), habits))


def _plain(found: Tried) -> plain.Plain:
    return {
        "route": found.route,
        "reason": found.reason,
        "is_sent": found.is_sent,
        "kind": None if found.entry is None else found.entry.kind,
        "change": plain.change(found.change),
    }


def _show(found: Sequence[Tried], slug: str, since: str, time_zone: str) -> None:
    """Each change and its way, then how many of each kind went which way, and why."""
    if not found:
        output.say(f"Nothing that happened since {since} is about {slug}.")
        return
    heads = ("seen", "way", "case", "what", "why")
    tables.show(heads, [_row(each, time_zone) for each in found], prose=("what", "why"))
    output.say()
    told = (*(WAYS[route] for route in _ROUTES), _NEVER)
    ways = [way for way in told if any(_way(each) == way for each in found)]
    tables.show(("kind", *ways), _counts(found, ways))
    output.say()
    reasons = Counter((_way(each), each.reason) for each in found if each.reason)
    for (way, reason), count in reasons.most_common():
        output.say(f"{way}: {count} × {reason}")


def _row(found: Tried, time_zone: str) -> tuple[str, ...]:
    change = found.change
    when = output.when(change.at, time_zone)
    return (when, _way(found), news.place(change), _what(found, time_zone), found.reason or "")


def _what(found: Tried, time_zone: str) -> str:
    change = found.change
    if change.kind is ChangeKind.ARTICLE_LINKED:
        return news.which(change, time_zone)
    text = found.entry.text if found.entry else None
    named = guarded.filing(change.entry, text) if change.entry else ""
    is_filing = change.kind is ChangeKind.ENTRY_ADDED
    return named if is_filing else ": ".join(filter(None, [plain.spaced(change.kind), named]))


def _counts(found: Iterable[Tried], ways: Sequence[str]) -> list[tuple[str, ...]]:
    counts = Counter((_kind(each), _way(each)) for each in found)
    kinds = Counter(_kind(each) for each in found)
    return [
        (kind, *(str(counts[kind, way] or "") for way in ways)) for kind, _ in kinds.most_common()
    ]


def _kind(found: Tried) -> str:
    """Of its filing; what happened, where that is not known, there is none, or it is a story."""
    is_story = found.change.kind is ChangeKind.ARTICLE_LINKED
    known = found.entry.kind if found.entry is not None and not is_story else None
    return plain.spaced(known or found.change.kind)


def _way(found: Tried) -> str:
    return WAYS[found.route] if found.is_sent else _NEVER
