"""`docket mute` and `unmute`: watches of which nothing is sent for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from commands import cases, home, output


@click.command()
@cases.watches_argument
def mute(watches: Sequence[str]) -> None:
    """Send nothing for watches, but go on recording.

    What happens meanwhile stands in `docket log`, and is not sent later.
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
