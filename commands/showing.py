"""`docket show`: what is kept of a case, of a watch, or of a whole court."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from commands import cases, coverage, home, output, press, proposing, threads, timeline
from commands.output import json_option
from db import courts, plain
from db.config import Config
from db.courts import Court
from db.interest import covers
from db.models import Docket, WatchedCase
from db.proposals import proposals
from db.shelves import Shelves


@click.command()
@cases.subject_argument
@click.option("--court", help="The court of the case, or every docket kept of this court.")
@click.option("--threads", "is_threaded", is_flag=True, help="Motions with all that follows them.")
@click.option("--thread", metavar="WORDS", help="Only what names a person or subject.")
@json_option
def show(
    case: str | None, court: str | None, is_threaded: bool, thread: str | None, as_json: bool
) -> None:
    """Show the docket of a case or a watch.

    The dockets of a watch are one timeline, oldest filing first, each line with its court.
    Stories of the press stand under the filing that they report.
    Without a CASE, but with --court, every docket that is kept of that court.

    With --threads each motion stands over what supports, opposes and decides it, as far as
    the docket's texts say so; what names the watch's terms and aliases comes first.
    """
    config = home.configured()
    if (is_threaded or thread) and case is None:
        raise click.UsageError("--threads are those of a CASE or a WATCH: name one.")
    if case is not None and (is_threaded or thread):
        with home.reading() as store:
            _show_threads(store, cases.subject(store, case, court), thread, as_json)
    elif case is not None:
        with home.reading() as store:
            _show_subject(store, cases.subject(store, case, court), config, as_json)
    elif court is not None:
        _show_court(courts.get(court), config, as_json)
    else:
        raise click.UsageError("Name a case or a watch, or a --court.")


def _show_threads(store: Shelves, subject: cases.Subject, words: str | None, as_json: bool) -> None:
    dockets = subject.dockets(store)
    if as_json:
        output.json_line(threads.as_plain(dockets, subject.watch, words))
    else:
        threads.show(dockets, subject.watch, words)


def _show_court(court: Court, config: Config, as_json: bool) -> None:
    is_empty = True
    if home.has_store():
        with home.reading() as store:
            for docket in store.dockets.of_court(court.id):
                is_empty = False
                if as_json:
                    output.json_line(_as_plain(store, docket))
                else:
                    timeline.show(store, [docket], config.time_zone)
                    output.say()
    if is_empty:
        output.note(f"Nothing is kept of {court.id}.")


def _show_subject(store: Shelves, subject: cases.Subject, config: Config, as_json: bool) -> None:
    dockets, watch = subject.dockets(store), subject.watch
    proposed = proposals(dockets, watch) if watch is not None else []
    if as_json:
        output.json_line(
            {
                "watch": watch and watch.slug,
                "dockets": [_as_plain(store, each) for each in dockets],
                "proposals": [proposing.as_plain(each, watch) for each in proposed if watch],
            }
        )
        return
    unseen = [case for case in subject.cases if not _is_seen(case, dockets)]
    if dockets:
        timeline.show(store, dockets, config.time_zone, [case.key for case in unseen])
    else:  # the press may know of a case before any of its sources does
        for story in press.of_dockets(store, [case.key for case in unseen]):
            output.say(f"{output.when(story.at, config.time_zone)}  {press.line(story)}")
    if watch is not None and proposed:
        output.say()
        proposing.show(proposed, watch)
    if unseen:
        _say_what_is_not_seen(store, unseen, config)


def _as_plain(store: Shelves, docket: Docket) -> plain.Plain:
    stories = press.of_dockets(store, [docket.key])
    return plain.docket(docket) | {"stories": [press.as_plain(each) for each in stories]}


def _is_seen(case: WatchedCase, dockets: Iterable[Docket]) -> bool:
    return any(covers(case, docket) for docket in dockets)


def _say_what_is_not_seen(store: Shelves, unseen: Sequence[WatchedCase], config: Config) -> None:
    """Why nothing is there: perhaps nothing was filed, perhaps we cannot see it."""
    known = coverage.outlook(store, config, home.now())
    output.note(f"Nothing of {', '.join(str(case.key) for case in unseen)} has been seen yet.")
    for said in coverage.not_seen(unseen, known, config):
        output.note(f"Not seen: {said}")
