"""The options of `docket watch` that say what somebody wishes to hear, when and how.

Each has the name of a field of `Wishes`. What is not said stays as it was; an empty text
takes back what was said before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

import click

from db import config_values, schedules
from db.models import Availability, Disposition, Documents, EntryKind

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
        try:
            return tuple(words(name.replace(" ", "_").replace("-", "_")) for name in names)
        except ValueError as error:
            raise click.BadParameter(f"{error}; there are {', '.join(words)}") from error

    return read


def _checked(check: Callable[[str], object], *others: str) -> Callback:
    """Text that `check` can read, kept as it is; or one of these other words, or nothing."""

    def read(ctx: click.Context, param: click.Parameter, told: str | None) -> str | None:
        if told is None or told in others or told == "":
            return told
        try:
            check(told)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
        return told.strip().casefold()

    return read


def _duration(ctx: click.Context, param: click.Parameter, told: str | None) -> timedelta | None:
    """An empty text, or "0m", for none."""
    if told is None:
        return None
    try:
        return config_values.parse_duration(told) if told else timedelta()
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


_OPTIONS = (
    click.option(
        "--channel", "channels", metavar="NAME", multiple=True, help="Where to send alerts."
    ),
    click.option(
        "--note", metavar="WHY", help='Why you follow this: alerts repeat it. "" for none.'
    ),
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
        help="A name, in all its spellings, as a term is.",
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
    click.option(
        "--documents",
        type=click.Choice(Documents, case_sensitive=False),
        help="Fetch the free copies of new filings, for the alert.  [default: none]",
    ),
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
        help="When to tell what need not be told at once; off for never.",
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
        "--repeat-after", metavar="TIME", callback=_duration, help="How long to wait for that."
    ),
    click.option(
        "--language",
        type=click.Choice(("en", "es"), case_sensitive=False),
        help="The language of this watch's messages.",
    ),
)


def wish_options(command: Command) -> Command:
    """Give a command every option that a watch can wish by, in the order of the help."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
