"""What commands say: wrapped text for people, whole lines for pipes, JSON for programs.

Whatever stands in a docket was typed by strangers. It passes `clean` on its way to a terminal,
and JSON is ASCII, so that nothing in it can act there; and all of it passes the user's guard
(`commands.guarded`). Only what was asked for goes to stdout.
Tables stand in `commands.tables`.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

from commands import guarded
from notify.escape import clean

if TYPE_CHECKING:
    from rich.status import Status

Command = TypeVar("Command", bound=Callable[..., Any])

GAP = "  "  # between columns
_NARROWEST, _WIDEST = 60, 100  # characters of a line of running text, whatever the window
_INDENT = re.compile(r" *(?:- )?")
_WHOLE = re.compile(  # commands and times
    r"`[^`\n]{1,50}`|docket mute \S+|\d{4}-\d\d-\d\d \d\d:\d\d \S+"
)
_GLUE = "\u00a0"


def json_option(command: Command) -> Command:
    """`--json`, as every command that lists or shows has it."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def is_terminal() -> bool:
    return sys.stdout.isatty()


def json_line(noun: Mapping[str, object]) -> None:
    click.echo(json.dumps(guarded.guard().plain(noun)))


def say(text: str = "") -> None:
    _echo(clean(text))


def title(text: str, *, err: bool = False) -> None:
    """A line that stands out, where there is somebody to see it."""
    _echo(clean(text), err=err, bold=has_style())


def lines(text: str, *, err: bool = False) -> None:
    """A text of several lines, every value in it clean already."""
    _echo(text, err=err)


def has_style() -> bool:
    """https://no-color.org; where nobody looks, click and rich leave styles out themselves."""
    return not os.environ.get("NO_COLOR")


def note(text: str) -> None:
    """Progress and advice: on stderr, where it is in no program's way."""
    _echo(clean(text), err=True)


def complain(text: str) -> None:
    """An error; a few name the accepted forms on lines of their own."""
    _echo("docket: " + "\n".join(map(_laid_out, text.splitlines())), err=True)


def _laid_out(line: str) -> str:
    """Clean, but with the wide gaps that make columns."""
    parts = re.split(r"( {2,})", line)
    return "".join(clean(part) if part.strip(" ") else part for part in parts)


def _echo(text: str, *, err: bool = False, bold: bool = False) -> None:
    """Wrapped for people; in a pipe every line stays whole, so that it can be searched."""
    stream = sys.stderr if err else sys.stdout
    told = guarded.words(text)
    shown = wrapped(told) if stream.isatty() else told
    click.echo(click.style(shown, bold=True) if bold else shown, err=err)


def wrapped(text: str, hang: int | None = None) -> str:
    """Each line broken between words at the terminal's width; a link has no blank and stays whole.

    What is broken off goes on `hang` characters from the left, or else below its line's first word.
    """
    return "\n".join(_broken(line, hang) for line in text.split("\n"))


def _broken(line: str, hang: int | None) -> str:
    import textwrap

    indent = _INDENT.match(line)
    assert indent is not None  # it matches nothing at all too
    pieces = textwrap.wrap(
        _WHOLE.sub(lambda match: match[0].replace(" ", _GLUE), line[indent.end() :]),
        width(),
        initial_indent=indent[0],
        subsequent_indent=" " * (indent.end() if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(pieces).replace(_GLUE, " ")


def width() -> int:
    """Of a line of running text, in characters: no longer than an eye can follow."""
    import shutil

    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def log(verbose: bool) -> None:
    """What goes wrong is told as an outcome; its log is for who asks for it."""
    import logging

    logging.basicConfig(
        level=logging.INFO if verbose else logging.CRITICAL,
        format="%(asctime)s %(name)s: %(message)s",
    )


def facts(*blocks: Iterable[tuple[str, str]], colours: Mapping[str, str] | None = None) -> None:
    """Names, and beside each what is to be said of it; some names have a colour.

    Several blocks stand in one column, with a blank line between them.
    """
    told = guarded.words
    known = [[(told(name), clean(told(text))) for name, text in named if text] for named in blocks]
    hang = max((len(name) for block in known for name, _ in block), default=0) + len(GAP) * 2
    for place, block in enumerate(filter(None, known)):
        if place:
            click.echo()
        _block(block, hang, colours)


def _block(named: Iterable[tuple[str, str]], hang: int, colours: Mapping[str, str] | None) -> None:
    for name, text in named:
        head = f"{GAP}{name}"
        line = head.ljust(hang) + text
        if is_terminal():
            line = wrapped(line, hang)
        rest = line[len(head) :]
        if colours and has_style():
            head = click.style(head, fg=colours.get(name))
        click.echo(head + rest)


def when(at: datetime | None, time_zone: str) -> str:
    """`2025-05-23 14:52 EDT`: short, and by the reader's clock."""
    return "" if at is None else f"{at.astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M %Z}"


class Progress:
    """Words with something that moves beside them; without a status nobody sees them."""

    def __init__(self, status: Status | None) -> None:
        self._status = status

    def say(self, words: str) -> None:
        from rich.markup import escape

        if self._status is not None:
            self._status.update(escape(clean(guarded.words(words))))

    def end(self) -> None:
        """Before anything is printed: whatever moves would catch it, and break its lines."""
        if self._status is not None:
            self._status.stop()


@contextmanager
def progress(text: str) -> Iterator[Progress]:
    """Something that moves while we wait, for people only."""
    if not sys.stderr.isatty():
        yield Progress(None)
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(escape(clean(text))) as status:
        yield Progress(status)
