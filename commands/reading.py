"""`docket log`: what was new, changed or vanished."""

from __future__ import annotations

import click

from commands import cases, home, moments, news, output
from commands.output import json_option
from db import plain
from db.config import Config
from db.models import Change
from db.shelves import Shelves


@click.command()
@cases.subject_argument
@click.option("--court", help="The court of the case, where it does not say it itself.")
@click.option("--since", metavar="TIME", help="What we saw since: 90d, 12h, or 2025-05-23.")
@click.option("--new", "is_new", is_flag=True, help="What you have not seen with --new before.")
@click.option("--loud", is_flag=True, help="Leave out what is recorded, but never sent.")
@json_option
def log(
    case: str | None,
    court: str | None,
    since: str | None,
    is_new: bool,
    loud: bool,
    as_json: bool,
) -> None:
    """List what was new, changed or vanished.

    Oldest first, by the time at which we saw it. It holds quiet changes too: what stood
    on a docket before its watch began, and noise.
    """
    if is_new and (case or since):
        raise click.UsageError(
            "--new is about everything since you last looked; name nothing else."
        )
    if court and case is None:
        raise click.UsageError("--court is the court of a CASE: name one.")
    if not home.has_store():
        return
    config = home.configured()
    with home.writing() if is_new else home.reading() as store:
        last_id = store.changes.last_id()
        found = _changes(store, config, since, is_new)
        if case is not None:
            is_about = news.about(store, cases.subject(store, case, court).cases)
            found = [change for change in found if is_about(change)]
        shown = [each for each in found if not (loud and each.quiet)]
        _tell(shown, config, as_json)
        if is_new:
            store.changes.mark_read(last_id)
    if not shown and output.is_terminal():
        output.note("Nothing new since you last looked." if is_new else "Nothing happened.")


def _changes(store: Shelves, config: Config, since: str | None, is_new: bool) -> list[Change]:
    if is_new:
        return store.changes.after(store.changes.read_up_to())
    if since is not None:
        return store.changes.since(moments.since(since, config.time_zone))
    return store.changes.after(0)


def _tell(changes: list[Change], config: Config, as_json: bool) -> None:
    if as_json:
        for change in changes:
            output.json_line(plain.change(change))
    else:
        news.show(changes, config.time_zone)
