"""What a command may show of the store: everything that it prints passes the user's guard.

`commands.output` and `commands.tables` ask here, so that no command can forget it.
"""

from __future__ import annotations

from dataclasses import replace

import click

from commands import home
from db.errors import ConfigError
from db.guard import Guard
from db.models import EntryRef
from notify import naming

_GUARD = "docket.guard"  # the place in what all contexts of a command share


def guard() -> Guard:
    """Read with the first line that a command prints.

    Where the configuration cannot be read there is the built-in guard alone, for the error
    that says so: `commands.home` opens no store then.
    """
    context = click.get_current_context(silent=True)
    if context is None:
        return Guard()
    if _GUARD not in context.meta:
        context.meta[_GUARD] = _configured()
    known: Guard = context.meta[_GUARD]
    return known


def _configured() -> Guard:
    try:
        return Guard(home.configured().never_send)
    except ConfigError:
        return Guard()


def words(text: str) -> str:
    return guard().clean(text)


def filing(entry: EntryRef, text: str | None) -> str:
    """An entry by name; guarded before it is cut, which might part a name."""
    labels = tuple(map(words, entry.labels))
    return naming.filing(replace(entry, labels=labels), words(text or ""))


def link(url: str) -> str:
    """The address, or none where a withheld name stands in it."""
    return url if guard().passes(url) else ""
