"""`docket inspect`: what a parser makes of a file or an address; nothing is kept."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

import click

from commands import home, output, tables
from commands.output import json_option
from db import courts, plain, rhythm
from db.courts import Court
from db.errors import FormatError
from db.models import Docket, DocketEntry, Problem, Snapshot, SourceState

NOT_READ = 3  # the exit code where there is no answer, or none that can be read
LARGEST = 64 * 1024 * 1024  # bytes; a gzip bomb is not unpacked further
READABLE = (SourceState.OK, SourceState.PARTIAL, SourceState.STALE)

Parser = Callable[[bytes, Court], Snapshot]


def _pacer_rss(body: bytes, court: Court) -> Snapshot:
    from scraper.parsers import pacer_rss

    return pacer_rss.parse(body, court)


PARSERS: Mapping[str, Parser] = {"pacer-rss": _pacer_rss}


@click.command()
@click.argument("place", metavar="FILE|URL")
@click.option("--as", "form", type=click.Choice(list(PARSERS)), required=True, help="Its format.")
@click.option("--court", required=True, help="The court that it is of.")
@json_option
def inspect(place: str, form: str, court: str, as_json: bool) -> None:
    """Show what a parser makes of a file or URL.

    Nothing is kept. A file may be gzipped (.gz); - is stdin. Exit codes: 0 for a list of
    entries, 3 for none, or one that was cut short.
    """
    snapshot = _snapshot(place, PARSERS[form], courts.get(court))
    if as_json:
        output.json_line(_plain(snapshot))
    else:
        _show(snapshot, home.configured().time_zone)
    if snapshot.state not in READABLE:
        raise click.exceptions.Exit(NOT_READ)


def _snapshot(place: str, parse: Parser, court: Court) -> Snapshot:
    if place.startswith(("http://", "https://")):
        return _of_url(place, parse, court)
    try:
        return parse(_body(place), court)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return _unread("bad_gzip", f"{place} is not a whole gzip file: {error}")
    except OSError as error:
        raise FormatError(f"{place}: cannot be read: {error.strerror}") from error


def _body(place: str) -> bytes:
    if place == "-":
        return sys.stdin.buffer.read(LARGEST)
    opened = gzip.open if place.endswith(".gz") else Path.open
    with opened(Path(place), "rb") as file:
        return file.read(LARGEST)


def _of_url(url: str, parse: Parser, court: Court) -> Snapshot:
    """What a court answers now. Only here there is a clock to tell that a feed stands still."""
    from scraper import crawl

    try:
        body = crawl.run(crawl.fetch(url, home.configured()))
    except crawl.NoAnswer as error:
        return _unread(error.code, error.message)
    if body is None:
        raise click.Abort
    snapshot = parse(body, court)
    is_list = snapshot.state in READABLE
    if is_list and rhythm.is_stale((), snapshot.built_at, home.now()):
        return replace(snapshot, state=SourceState.STALE)
    return snapshot


def _unread(code: str, message: str) -> Snapshot:
    return Snapshot(SourceState.DOWN, problems=(Problem(code, message),), complete=False)


def _plain(snapshot: Snapshot) -> plain.Plain:
    return {
        "built_at": plain.moment(snapshot.built_at),
        "scope": snapshot.scope,
        "state": snapshot.state,
        "problems": [asdict(each) for each in snapshot.problems],
        "dockets": [plain.docket(each) for each in snapshot.dockets],
    }


def _show(snapshot: Snapshot, time_zone: str) -> None:
    entries = sum(len(docket.entries) for docket in snapshot.dockets)
    output.facts(
        [
            ("state", snapshot.state.replace("_", " ")),
            ("built", output.when(snapshot.built_at, time_zone)),
            ("carries", snapshot.scope or ""),
            ("dockets", str(len(snapshot.dockets))),
            ("entries", str(entries)),
            *(("problem", _problem(each)) for each in snapshot.problems),
        ]
    )
    tables.show(
        ("number", "entered", "no.", "caption", "filing", "documents"),
        [_row(docket, entry, time_zone) for docket in snapshot.dockets for entry in docket.entries],
        prose=("caption", "filing"),
        spare=("documents",),
    )


def _problem(problem: Problem) -> str:
    place = "" if problem.item is None else f"item {problem.item}: "
    return f"{place}{problem.message} ({problem.code})"


def _row(docket: Docket, entry: DocketEntry, time_zone: str) -> tuple[str, ...]:
    return (
        docket.number,
        output.when(entry.entered_at, time_zone),
        "" if entry.number is None else str(entry.number),
        docket.caption or "",
        "; ".join(entry.labels),
        ", ".join(document.doc_id or "" for document in entry.documents),
    )
