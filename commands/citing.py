"""`docket cite`: an entry, or a docket, as lawyers cite it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from commands import cases, entries, guarded, home, output
from commands.output import json_option
from db.errors import NotFound
from db.models import Docket, DocketEntry
from notify import citation

_ID = "id:"  # before the id of an entry without a number


@click.command()
@click.argument("words", metavar="CASE [NUMBER]", nargs=-1, required=True)
@click.option("--court", help="The court of the case, where it does not say it itself.")
@json_option
def cite(words: Sequence[str], court: str | None, as_json: bool) -> None:
    """Print a citation, ready to copy.

    Of an entry, or, without a NUMBER, of the docket.

    \b
    docket cite mad 1:25-cv-10676        the docket
    docket cite mad 1:25-cv-10676 132
    docket cite dvd id:4711              an entry without a number, by its id

    Names of institutions are shortened by the Bluebook's tables. Compare it with the document
    before you file it: the caption is the one that the court's computer shows.
    """
    *named, wanted = words
    is_entry = bool(named) and (wanted.isdecimal() or wanted.startswith(_ID))
    case = " ".join(named if is_entry else words)
    with home.reading() as store:
        dockets = [_guarded(each) for each in cases.subject(store, case, court).dockets(store)]
    if not is_entry:
        for docket in dockets:
            _show(docket, None, citation.cite_docket(docket), as_json)
        return
    for docket, entry in entries.found(dockets, case, wanted):
        _show(docket, entry, citation.cite(docket, entry), as_json)


def _guarded(docket: Docket) -> Docket:
    """Its caption is cleaned before its words are shortened: a name could not be found then."""
    return replace(docket, caption=docket.caption and guarded.words(docket.caption))


def _show(docket: Docket, entry: DocketEntry | None, told: str | None, as_json: bool) -> None:
    if as_json:
        entry_id = None if entry is None else entry.id
        output.json_line({"docket": str(docket.key), "id": entry_id, "citation": told})
    elif told is None:
        raise NotFound("it cannot be cited yet: its docket has no caption, or it has no day")
    else:
        output.lines(told)
