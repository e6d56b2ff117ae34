"""`docket show`: what is kept of a case, of a watch, or of a whole court."""

from __future__ import annotations

import click

from commands import cases, coverage, home, output, timeline
from commands.output import json_option
from db import courts, plain
from db.config import Config
from db.courts import Court
from db.models import Docket
from db.shelves import Shelves


@click.command()
@cases.subject_argument
@click.option("--court", help="The court of the case, or every docket kept of this court.")
@json_option
def show(case: str | None, court: str | None, as_json: bool) -> None:
    """Show the docket of a case or a watch.

    Without a CASE, but with --court, every docket that is kept of that court.
    """
    config = home.configured()
    if case is not None:
        with home.reading() as store:
            _show_subject(store, cases.subject(store, case, court), config, as_json)
    elif court is not None:
        _show_court(courts.get(court), config, as_json)
    else:
        raise click.UsageError("Name a case or a watch, or a --court.")


def _show_court(court: Court, config: Config, as_json: bool) -> None:
    is_empty = True
    if home.has_store():
        with home.reading() as store:
            for docket in store.dockets.of_court(court.id):
                _show_docket(store, docket, config, as_json)
                is_empty = False
    if is_empty:
        output.note(f"Nothing is kept of {court.id}.")


def _show_subject(store: Shelves, subject: cases.Subject, config: Config, as_json: bool) -> None:
    dockets = subject.dockets(store)
    if as_json:
        slug = subject.watch and subject.watch.slug
        output.json_line({"watch": slug, "dockets": [plain.docket(each) for each in dockets]})
        return
    for docket in dockets:
        _show_docket(store, docket, config, as_json)
    if not dockets:
        _say_what_is_not_seen(store, subject, config)


def _say_what_is_not_seen(store: Shelves, subject: cases.Subject, config: Config) -> None:
    """Why nothing is there: perhaps nothing was filed, perhaps we cannot see it."""
    sources = {source.id: source for source in store.sources.all()}
    output.note("Nothing of it has been seen yet.")
    for court_id in dict.fromkeys(case.court_id for case in subject.cases):
        source = coverage.source_of(court_id, sources)
        output.note(f"Not seen: {coverage.blind_spot(court_id, source, config)}")


def _show_docket(store: Shelves, docket: Docket, config: Config, as_json: bool) -> None:
    if as_json:
        output.json_line(plain.docket(docket))
        return
    timeline.show(docket, store.changes.of_docket(docket.id or 0), config.time_zone)
    output.say()
