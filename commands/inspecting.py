"""`docket inspect`: what a parser makes of a file or an address; nothing is kept."""

from __future__ import annotations

import gzip
import sys
import zlib
from dataclasses import asdict, replace
from pathlib import Path

import click

from commands import apart, formats, home, inspected, output
from commands.formats import FORMATS
from commands.output import json_option
from db import courts, plain, rhythm
from db.courts import Court
from db.errors import FormatError
from db.models import Snapshot, SourceState

NOT_READ = 3  # the exit code where there is no answer, or none that can be read
LARGEST = 64 * 1024 * 1024  # bytes; a gzip bomb is not unpacked further
READABLE = (SourceState.OK, SourceState.PARTIAL, SourceState.STALE)


@click.command()
@click.argument("place", metavar="FILE|URL")
@click.option("--as", "form", type=click.Choice(list(FORMATS)), required=True, help="Its format.")
@click.option("--court", help="The court that it is of, where it does not say it itself.")
@json_option
def inspect(place: str, form: str, court: str | None, as_json: bool) -> None:
    """Show what a parser makes of a file or URL.

    Nothing is kept. A file may be gzipped (.gz); - is stdin. Exit codes: 0 for a list of
    entries, 3 for none, or one that was cut short.
    """
    snapshot = _snapshot(place, form, None if court is None else courts.get(court))
    if as_json:
        output.json_line(_plain(snapshot))
    else:
        inspected.show(snapshot, home.configured().time_zone)
    if snapshot.state not in READABLE:
        raise click.exceptions.Exit(NOT_READ)


def _snapshot(place: str, form: str, court: Court | None) -> Snapshot:
    if place.startswith(("http://", "https://")):
        return _of_url(place, form, court)
    try:
        return formats.read(form, _body(place), court)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return apart.unread("bad_gzip", f"{place} is not a whole gzip file: {error}")
    except OSError as error:
        raise FormatError(f"{place}: cannot be read: {error.strerror}") from error


def _body(place: str) -> bytes:
    if place == "-":
        return sys.stdin.buffer.read(LARGEST)
    opened = gzip.open if place.endswith(".gz") else Path.open
    with opened(Path(place), "rb") as file:
        return file.read(LARGEST)


def _of_url(url: str, form: str, court: Court | None) -> Snapshot:
    """What a court answers now. Only here there is a clock to tell that a feed stands still."""
    from scraper import crawl

    try:
        body = crawl.run(crawl.fetch(url, home.configured()))
    except crawl.NoAnswer as error:
        return apart.unread(error.code, error.message)
    if body is None:
        raise click.Abort
    snapshot = formats.read(form, body, court)
    is_list = snapshot.state in READABLE
    if is_list and rhythm.is_stale((), snapshot.built_at, home.now()):
        return replace(snapshot, state=SourceState.STALE)
    return snapshot


def _plain(snapshot: Snapshot) -> plain.Plain:
    return {
        "built_at": plain.moment(snapshot.built_at),
        "scope": snapshot.scope,
        "state": snapshot.state,
        "problems": [asdict(each) for each in snapshot.problems],
        # Entries may stand alone in a file, which then names no number of their docket.
        "dockets": [
            plain.docket(each) | {"number": each.number or None} for each in snapshot.dockets
        ],
    }
