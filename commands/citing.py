"""`docket cite`: an entry as lawyers cite it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from commands import cases, entries, home, output
from commands.output import json_option
from db.errors import NotFound
from db.models import Docket, DocketEntry
from notify import citation


@click.command()
@click.argument("words", metavar="CASE NUMBER", nargs=-1, required=True)
@click.option("--court", help="The court of the case, where it does not say it itself.")
@json_option
def cite(words: Sequence[str], court: str | None, as_json: bool) -> None:
    """Print an entry's citation, ready to copy.

    \b
    docket cite mad 1:25-cv-10676 132
    docket cite dvd id:4711              an entry without a number, by its id

    Names of institutions are shortened by the Bluebook's tables. Compare it with the document
    before you file it: the caption is the one that the court's computer shows.
    """
    *named, wanted = words
    if not named:
        raise click.UsageError("Name a case and the number of an entry.")
    with home.reading() as store:
        dockets = cases.subject(store, " ".join(named), court).dockets(store)
    for docket, entry in entries.found(dockets, " ".join(named), wanted):
        _show(docket, entry, as_json)


def _show(docket: Docket, entry: DocketEntry, as_json: bool) -> None:
    told = citation.cite(docket, entry)
    if as_json:
        output.json_line({"docket": str(docket.key), "id": entry.id, "citation": told})
    elif told is None:
        raise NotFound("it cannot be cited yet: its docket has no caption, or it has no day")
    else:
        output.lines(told)
