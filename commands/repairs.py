"""`docket merge`, `split`, `relabel`: repairs by hand, which every later poll respects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from commands import home, output, tables
from db import plain
from db.models import DocketEntry
from db.store import Store


@click.command()
@click.argument("entry_ids", metavar="ENTRY...", nargs=-1, required=True, type=int)
@output.json_option
def merge(entry_ids: Sequence[int], as_json: bool) -> None:
    """Join entries that are one filing.

    ENTRY is an id, as `docket show` has it. Nothing is sent. `docket split` undoes it.
    """
    with home.writing() as store:
        _show(store, store.repairs.merge(entry_ids, home.now()), as_json)


@click.command()
@click.argument("entry_id", metavar="ENTRY", type=int)
@output.json_option
def split(entry_id: int, as_json: bool) -> None:
    """Part an entry that is several filings.

    Where the entry was merged, its last merge is undone. Else what each source told of it
    becomes an entry of its own. Nothing is sent. `docket merge` undoes it.
    """
    with home.writing() as store:
        _show(store, store.repairs.split(entry_id, home.now()), as_json)


@click.command()
@click.argument("entry_id", metavar="ENTRY", type=int)
@click.argument("labels", metavar="LABEL...", nargs=-1)
@click.option("--undo", is_flag=True, help="Bring the court's own labels back.")
@output.json_option
def relabel(entry_id: int, labels: Sequence[str], undo: bool, as_json: bool) -> None:
    """Give an entry other labels.

    They stand above what any source says next, until the court seals the entry. Nothing is
    sent.
    """
    if undo == any(label.strip() for label in labels):
        raise click.UsageError("Give the entry's new labels, or --undo.")
    with home.writing() as store:
        _show(store, store.repairs.relabel(entry_id, labels, home.now()), as_json)


def _show(store: Store, entry_ids: Iterable[int], as_json: bool) -> None:
    """The entries as they are after a repair."""
    entries = [store.dockets.entry(entry_id)[1] for entry_id in entry_ids]
    if as_json:
        for each in entries:
            output.json_line(plain.entry(each))
        return
    time_zone = home.configured().time_zone
    rows = [_row(each, time_zone) for each in entries]
    tables.show(("id", "entered", "no.", "filing"), rows, prose=("filing",))


def _row(entry: DocketEntry, time_zone: str) -> tuple[str, ...]:
    number = "" if entry.number is None else str(entry.number)
    entered = output.when(entry.entered_at, time_zone)
    return (entry.id or "", entered, number, "; ".join(entry.labels))
