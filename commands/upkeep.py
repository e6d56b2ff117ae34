"""`docket doctor`, `backup`, `restore` and `forget`: keeping house."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from commands import cases, home, output
from db import copy_files, queries
from db.errors import DocketError, NotFound
from db.interest import covers
from db.models import Docket, Keep, Watch
from db.store import Store

RESTORE_PATIENCE = 60.0  # seconds; a poll rarely takes longer


@click.command()
@click.option("--send", "sends", is_flag=True, help="Send a test message through each channel.")
@output.json_option
def doctor(sends: bool, as_json: bool) -> None:
    """Check config, store, channels, clock and sources.

    Nothing is changed, and no court is asked. Exit code 1 where something is broken.
    """
    from commands import checkup

    checks = list(checkup.every_check(home.here(), home.now(), sends=sends))
    is_broken = any(each.status is checkup.Status.FAIL for each in checks)
    if as_json:
        output.json_line({"is_well": not is_broken, "checks": [asdict(each) for each in checks]})
    else:
        colours = {each.head: checkup.COLOURS[each.status] for each in checks}
        output.facts(((each.head, each.told) for each in checks), colours=colours)
    if is_broken:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE.")
def backup(file: Path, force: bool) -> None:
    """Copy the store to a file, even during a poll.

    The copy is checked, and only you can read it. It holds all that docket knows, but not
    config.toml with its channels and tokens.
    """
    from db import backups

    copied = backups.back_up(home.here().store_path, file, force=force)
    output.say(f"{file}: {copied.bytes / 1_000_000:.1f} MB, and sound.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup in the store's place.

    The store that was there is kept beside it. A poll that is running is waited for, a
    minute at most.
    """
    from commands import lock
    from db import backups

    place = home.here()
    with lock.held(place.lock_path, patience=RESTORE_PATIENCE):
        previous = backups.restore(file, place.store_path)
    output.say(f"The store is now what it was in {file}.")
    if previous is not None:
        output.say(f"What it was until now is kept in {previous}.")
    output.note("`docket poll` reads what courts have told since, where they still list it.")


@click.command()
@cases.one_case_argument
@click.option("--court", help="The court of a case that is named by its number alone.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
def forget(case: str, court: str | None, is_sure: bool) -> None:
    """Erase a case from the store.

    Its entries, what was said of them, the changes, its documents and what is on its way to
    you: all of it goes, for good. `docket unwatch` ends a watch and keeps what it brought in.
    """
    if not home.has_store():
        raise NotFound("nothing is kept yet")
    with home.writing() as store:
        dockets = _kept(store, case, court)
        _make_sure(dockets, is_sure)
        for each in dockets:
            assert each.id is not None
            copies = store.copies.forget(each.id)
            store.dockets.forget(each.id)
            copy_files.erase(home.here().documents_path, copies)
            output.say(f"Forgot {_named(each)}.")
        _warn_of_return(store, dockets)


def _kept(store: Store, case: str, court: str | None) -> Sequence[Docket]:
    """The dockets that are meant: of a watch, or of a case with its co-defendants."""
    followed = cases.subject(store, case, court).cases
    found = {docket.id: docket for each in followed for docket in store.dockets.of_case(each)}
    if not found:
        keys = ", ".join(str(each.key) for each in followed)
        raise NotFound(f"nothing of {keys} is kept")
    return [*found.values()]


def _named(docket: Docket) -> str:
    count = len(docket.entries)
    return f"{docket.key} {docket.caption or ''} ({count} {'entry' if count == 1 else 'entries'})"


def _make_sure(dockets: Sequence[Docket], is_sure: bool) -> None:
    if is_sure:
        return
    if not sys.stdin.isatty():
        raise DocketError("this erases for good, and there is nobody to ask: say --yes")
    for each in dockets:
        output.note(_named(each))
    click.confirm("Erase this for good?", abort=True, err=True)


def _warn_of_return(store: Store, dockets: Sequence[Docket]) -> None:
    for watch in store.watches.all():
        if any(covers(case, docket) for case in watch.cases for docket in dockets):
            output.note(
                f"Watch {watch.slug} still follows it: what its court lists next is kept again."
                f" `docket unwatch {watch.slug}` ends that."
            )
        elif any(_is_found(watch, docket) for docket in dockets):
            output.note(
                f"Watch {watch.slug} looks for such cases: what its court lists next is kept again."
                f" `docket unwatch {watch.slug}` ends that."
            )
    told = home.configured().courts
    for court_id in sorted({each.court_id for each in dockets}):
        if court_id in told and told[court_id].keep is Keep.ALL:
            output.note(f"config.toml keeps all of {court_id}: its next filings are kept again.")


def _is_found(watch: Watch, docket: Docket) -> bool:
    """Whether a query would find it, or a filing of it, again."""
    search = queries.search(watch)
    return watch.query is not None and any(
        search.wants(docket, each) for each in (None, *docket.entries)
    )
