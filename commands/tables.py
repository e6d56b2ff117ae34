"""Tables: columns for people, as far as their window holds them; aligned lines for pipes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import click

from commands import guarded, output
from notify.escape import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_LEAST_PROSE = 30  # characters; a narrower column of running text is a ladder of single words
_BELOW = " " * 4
_LONGEST = 100_000  # characters of a cell; who shows it to people cuts it where they stop reading


class Linked(NamedTuple):
    """A cell that leads somewhere, on a terminal that can open links."""

    text: str
    url: str  # "" for nowhere


Cell = str | Linked


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    cells: Sequence[Linked]
    is_prose: bool

    @property
    def width(self) -> int:
        return max(len(self.head), *(len(cell.text) for cell in self.cells))


def show(
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    prose: Collection[str] = (),
    spare: Sequence[str] = (),
) -> None:
    """Columns under their heads. Nothing at all where there are no rows.

    Where a window is too narrow for them, the `spare` columns are left out, the last one first.
    Where even so the `prose` columns, which are running text, have no room to be read, they
    stand below each row.
    """
    cells = [[_cleaned(cell) for cell in row] for row in rows]
    if not cells:
        return
    columns = [
        _Column(head, column, head in prose)
        for head, column in zip(heads, zip(*cells, strict=True), strict=True)
    ]
    if output.is_terminal():
        _show_people(columns, spare)
    else:
        click.echo("\n".join(_aligned(columns)))


def _cleaned(cell: Cell) -> Linked:
    text, url = cell if isinstance(cell, Linked) else (cell, "")
    return Linked(clean(guarded.words(text), _LONGEST), guarded.link(url))


def _aligned(columns: Sequence[_Column]) -> Iterator[str]:
    """The line of the heads, and one for each row."""
    padded = [_padded(column) for column in columns]
    for line in zip(*padded, strict=True):
        yield output.GAP.join(line).rstrip()


def _padded(column: _Column) -> list[str]:
    width = column.width
    return [text.ljust(width) for text in (column.head, *(cell.text for cell in column.cells))]


def _show_people(columns: Sequence[_Column], spare: Sequence[str]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for head in reversed(spare):
        if not _have_room(columns, console.width):
            columns = [column for column in columns if column.head != head]
    if _have_room(columns, console.width):
        _show_beside(console, columns)
    else:
        _show_below(console, columns)


def _have_room(columns: Sequence[_Column], width: int) -> bool:
    """All columns side by side, with running text broken at most to a readable width."""
    needed = (min(c.width, _LEAST_PROSE) if c.is_prose else c.width for c in columns)
    return sum(needed) + len(output.GAP) * (len(columns) - 1) <= width


def _show_beside(console: Console, columns: Sequence[_Column]) -> None:
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, header_style=_head_style())
    for column in columns:
        shown.add_column(column.head, no_wrap=not column.is_prose, overflow="fold")
    for row in zip(*(column.cells for column in columns), strict=True):
        shown.add_row(*map(_text, row))
    console.print(shown)


def _show_below(console: Console, columns: Sequence[_Column]) -> None:
    """A line for each row, its running text below."""
    from rich.text import Text

    prose = [column.cells for column in columns if column.is_prose]
    heads, *lines = _aligned([column for column in columns if not column.is_prose])
    console.print(Text(heads, _head_style()))
    for place, line in enumerate(lines):
        console.print(Text(line))
        for told in (_text(cells[place]) for cells in prose if cells[place].text):
            for piece in told.wrap(console, console.width - len(_BELOW)):
                console.print(Text(_BELOW) + piece)


def _head_style() -> str:
    return "bold" if output.has_style() else "none"


def _text(cell: Linked) -> Text:
    """Not markup, which brackets in a caption would be."""
    from rich.style import Style
    from rich.text import Text

    return Text.assemble((cell.text, Style(link=cell.url or None)))
