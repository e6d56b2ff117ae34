"""The options of `docket watch` that say what somebody wishes to hear, when and how.

Each has the name of a field of `Wishes`. What is not said stays as it was; an empty text
takes back what was said before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

import click

from db import config_values, schedules
from db.models import Availability, Disposition, Documents, EntryKind, Telling

Command = TypeVar("Command", bound=Callable[..., Any])
Callback = Callable[[click.Context, click.Parameter, Any], Any]

_ALL = "all"


def _several(words: type[StrEnum]) -> Callback:
    """A comma-separated list of words of one kind, or "all" for no choice among them."""

    def read(ctx: click.Context, param: click.Parameter, told: str | None) -> object:
        if told is None:
            return None
        names = [name.strip().casefold() for name in told.split(",") if name.strip()]
        if names in ([], [_ALL]):
            return ()
        spelled = [name.replace(" ", "_").replace("-", "_") for name in names]
        if unknown := [name for name in spelled if name not in set(words)]:
            raise click.BadParameter(f'"{unknown[0]}" is none of {", ".join(words)}')
        return tuple(map(words, spelled))

    return read


def _checked(check: Callable[[str], object], *others: str) -> Callback:
    """Text that `check` can read, kept as it is; or one of these other words, or nothing."""

    def read(ctx: click.Context, param: click.Parameter, told: str | None) -> str | None:
        if told is None:
            return None
        spelled = told.strip().casefold()
        if spelled and spelled not in others:
            try:
                check(spelled)
            except ValueError as error:
                raise click.BadParameter(str(error)) from error
        return spelled

    return read


def _duration(ctx: click.Context, param: click.Parameter, told: str | None) -> timedelta | None:
    """An empty text, or "0m", for none."""
    if told is None:
        return None
    try:
        return config_values.parse_duration(told) if told else timedelta()
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


# Where alerts go, and why.
_TO = (
    click.option(
        "--channel",
        "channels",
        metavar="NAME",
        multiple=True,
        help="Where to send alerts.  [default: the terminal]",
    ),
    click.option(
        "--note", metavar="WHY", help='Why you follow this: alerts repeat it. "" for none.'
    ),
)
# What a watch hears of.
_WHAT = (
    click.option(
        "--party", metavar="NAME", help="Without a CASE: every case that has such a party."
    ),
    click.option(
        "--nature", "nature_of_suit", metavar="SUIT", help="Without a CASE: of this nature of suit."
    ),
    click.option(
        "--new-cases/--all-filings",
        default=None,
        help="Without a CASE: tell only that a case was opened.",
    ),
    click.option("--judge", metavar="NAME", help="Without a CASE: every case of this judge."),
    click.option(
        "--term",
        "terms",
        metavar="WORDS",
        multiple=True,
        help="Only filings that have these words, or an alias.",
    ),
    click.option(
        "--alias",
        "--about",
        "aliases",
        metavar="NAME",
        multiple=True,
        help="Another name that counts as a term; each is found in all its spellings.",
    ),
    click.option(
        "--kinds",
        metavar="KIND,...",
        callback=_several(EntryKind),
        help="Only filings of these kinds, and those whose kind is not known.",
    ),
    click.option(
        "--dispositions",
        metavar="RULING,...",
        callback=_several(Disposition),
        help="Of rulings, only those that came to one of these.",
    ),
    click.option(
        "--filer", "filers", metavar="NAME", multiple=True, help="Only filings by such a party."
    ),
    click.option(
        "--available",
        type=click.Choice(Availability, case_sensitive=False),
        help="Only filings with a document at the court, or with a free copy.",
    ),
)
# When it hears: at once, with a digest, or never.
_WHEN = (
    click.option(
        "--when",
        metavar="TIME",
        callback=_checked(schedules.parse, schedules.NOW),
        help='now, hourly, daily@08:00 or "weekly mon@08:00".  [default: now]',
    ),
    click.option(
        "--digest",
        metavar="TIME",
        callback=_checked(schedules.parse, schedules.OFF),
        help="When to tell what need not be told at once; off for never.  [default: as --when,"
        " or as in config.toml]",
    ),
)
# What decides nothing of whether a filing is told, but how.
_HOW = (
    click.option(
        "--news",
        type=click.Choice(Telling, case_sensitive=False),
        help="Stories of the press: never, with digests, or at once.  [default: digest]",
    ),
    click.option(
        "--documents",
        type=click.Choice(Documents, case_sensitive=False),
        help="Fetch the free copies of new filings, for the alert.  [default: none]",
    ),
    click.option(
        "--quiet-hours",
        metavar="HOURS",
        callback=_checked(schedules.parse_hours, schedules.OFF),
        help="Send nothing meanwhile, as in 22:00-07:00; off for none.",
    ),
    click.option(
        "--break-quiet",
        "breaks_quiet",
        metavar="KIND,...",
        callback=_several(EntryKind),
        help="Kinds of filings that are sent even in quiet hours.",
    ),
    click.option(
        "--wait-for-text",
        metavar="TIME",
        callback=_duration,
        help="Wait so long for a filing's words, as in 15m, before sending its name alone.",
    ),
    click.option(
        "--updates/--no-updates",
        default=None,
        help="Send a reply when the words of a filing that was told come later.",
    ),
    click.option(
        "--repeat-to", metavar="CHANNEL", help="Where to repeat orders that nobody acknowledged."
    ),
    click.option(
        "--repeat-after",
        metavar="TIME",
        callback=_duration,
        help="How long to wait for that.  [default: 30m]",
    ),
    click.option(
        "--language",
        type=click.Choice(("en", "es"), case_sensitive=False),
        help="The language of this watch's messages.",
    ),
)


def wish_options(command: Command) -> Command:
    """Give a command every option that a watch can wish by, in the order of the help."""
    return _given(command, (*_TO, *_WHAT, *_WHEN, *_HOW))


def trial_options(command: Command) -> Command:
    """Give a command those that decide what a watch would send, put in a digest or hold back."""
    return _given(command, (*_WHAT, *_WHEN))


def _given(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
