"""What commands say: tables for people, aligned lines for pipes, JSON for programs.

Whatever stands in a docket was typed by strangers. It passes `clean` on its way to a terminal,
and JSON is ASCII, so that nothing in it can act there. Only what was asked for goes to stdout.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from notify.escape import clean

Command = TypeVar("Command", bound=Callable[..., Any])

_GAP = "  "  # between columns
_WIDEST = 100  # characters of running text, however wide the window


def json_option(command: Command) -> Command:
    """`--json`, as every command that lists or shows has it."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def is_terminal() -> bool:
    return sys.stdout.isatty()


def json_line(noun: Mapping[str, object]) -> None:
    click.echo(json.dumps(noun))


def say(text: str = "") -> None:
    click.echo(clean(text))


def title(text: str, *, err: bool = False) -> None:
    """A line that stands out, where there is somebody to see it."""
    click.echo(click.style(clean(text), bold=True) if _has_style() else clean(text), err=err)


def _has_style() -> bool:
    """https://no-color.org; where nobody looks, click and rich leave styles out themselves."""
    return not os.environ.get("NO_COLOR")


def note(text: str) -> None:
    """Progress and advice: on stderr, where it is in no program's way."""
    click.echo(clean(text), err=True)


def complain(text: str) -> None:
    """An error; a few name the accepted forms on lines of their own."""
    click.echo("docket: " + "\n".join(map(_laid_out, text.splitlines())), err=True)


def _laid_out(line: str) -> str:
    """Clean, but with the wide gaps that make columns."""
    parts = re.split(r"( {2,})", line)
    return "".join(clean(part) if part.strip(" ") else part for part in parts)


def log(verbose: bool) -> None:
    """What goes wrong is told as an outcome; its log is for who asks for it."""
    import logging

    logging.basicConfig(
        level=logging.INFO if verbose else logging.CRITICAL,
        format="%(asctime)s %(name)s: %(message)s",
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns under their heads. Nothing at all where there are no rows."""
    cells = [[clean(cell) for cell in row] for row in rows]
    if cells and is_terminal():
        _rich_table(heads, cells)
    elif cells:
        click.echo("\n".join(_aligned([heads, *cells])))


def _rich_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*heads, box=None, pad_edge=False, header_style="bold" if _has_style() else "none")
    for row in rows:
        shown.add_row(*map(Text, row))  # Text: brackets in a caption are no markup
    Console().print(shown)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def facts(named: Iterable[tuple[str, str]]) -> None:
    """Names and what is to be said of each, wrapped beside them."""
    import shutil
    import textwrap

    known = [(name, clean(text)) for name, text in named if text]
    indent = max((len(name) for name, _ in known), default=0) + len(_GAP) * 2
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for name, text in known:
        first = f"{_GAP}{name}".ljust(indent)
        click.echo(textwrap.fill(text, width, initial_indent=first, subsequent_indent=" " * indent))


def when(at: datetime | None, time_zone: str) -> str:
    """`2025-05-23 14:52 EDT`: short, and by the reader's clock."""
    return "" if at is None else f"{at.astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M %Z}"


@contextmanager
def progress(text: str) -> Iterator[Callable[[str], None]]:
    """Something that moves while we wait, for people only; what is yielded changes its words."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(escape(clean(text))) as status:
        yield lambda words: status.update(escape(clean(words)))
