"""`docket mute`, `snooze` and what ends them: watches of which nothing is sent for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from commands import cases, home, moments, output
from db.models import Watch

_UNTIL = "until"


@click.command()
@cases.watches_argument
def mute(watches: Sequence[str]) -> None:
    """Send nothing for watches, but go on recording.

    What happens meanwhile stands in `docket log`, and is not sent later. What waited to
    leave before waits until `docket unmute`.
    """
    _set_muted(watches, is_muted=True)


@click.command()
@cases.watches_argument
def unmute(watches: Sequence[str]) -> None:
    """Send again for muted watches."""
    _set_muted(watches, is_muted=False)


def _set_muted(texts: Sequence[str], *, is_muted: bool) -> None:
    with home.writing() as store:
        for found in [cases.watch_named(store, text) for text in texts]:
            store.watches.update(replace(found, muted=is_muted), home.now())
            output.say(f"{found.slug} is {'muted' if is_muted else 'no longer muted'}.")


@click.command()
@click.argument(
    "words",
    metavar="WATCH TIME",
    nargs=-1,
    required=True,
    shell_complete=home.complete_watch,
)
def snooze(words: Sequence[str]) -> None:
    """Hold what a watch would send, until a time.

    TIME is a span, as in `docket snooze dvd 3d`, or a day or time, as in `docket snooze dvd
    until 2025-06-01`. What comes meanwhile leaves then; more than a few changes leave as one
    digest. `docket unsnooze` ends it earlier.
    """
    named, told = words[:-1], words[-1]
    if named and named[-1].casefold() == _UNTIL:
        named = named[:-1]
    if not named:
        raise click.UsageError("Say which watch, and until when: `docket snooze dvd 3d`.")
    time_zone = home.configured().time_zone
    until = moments.ahead(told, time_zone)
    with home.writing() as store:
        watch = cases.watch_named(store, " ".join(named))
        store.watches.update(replace(watch, snoozed_until=until), home.now())
    output.say(f"{watch.slug} is snoozed until {output.when(until, time_zone)}.")


@click.command()
@cases.watches_argument
def unsnooze(watches: Sequence[str]) -> None:
    """Send again for snoozed watches, with what came meanwhile."""
    with home.writing() as store:
        for found in [cases.watch_named(store, text) for text in watches]:
            store.watches.update(replace(found, snoozed_until=None), home.now())
            output.say(_woken(found))


def _woken(watch: Watch) -> str:
    is_snoozed = watch.snoozed_until is not None and watch.snoozed_until > home.now()
    told = "no longer snoozed: what came meanwhile leaves with the next poll"
    return f"{watch.slug} is {told if is_snoozed else 'not snoozed'}."
