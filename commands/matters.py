"""`docket link` and `docket unlink`: the cases that one watch follows as one matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import click

from commands import card, cases, first_look, home, output, proposing
from db.errors import CaseError
from db.interest import covers
from db.models import Docket, Watch, WatchedCase
from db.proposals import proposals
from db.shelves import Shelves
from db.spellings import read

_words_argument = click.argument(
    "words",
    metavar="WATCH [CASE]...",
    nargs=-1,
    required=True,
    shell_complete=home.complete_watch,
)
_court_option = click.option(
    "--court", help="The court of the cases, where they do not say it themselves."
)


@click.command()
@_words_argument
@_court_option
@click.option("--no-look", is_flag=True, help="Do not ask the courts now; use no network.")
@click.option("--json", "as_json", is_flag=True, help="List those to add as JSON for programs.")
def link(words: Sequence[str], court: str | None, no_look: bool, as_json: bool) -> None:
    """Add cases to a watch, or list those to add.

    An appeal, an application to the Supreme Court, a related case: they share its alerts and
    its timeline, which `docket show WATCH` prints. The first look at them tells nobody. Without a
    CASE, the dockets are listed that those of the watch name and that it does not hold: nothing
    is added by itself.
    """
    with home.reading() as store:
        watch, named = _meant(store, words)
        if watch.query is not None:
            raise click.UsageError(
                f"{watch.slug} looks for cases: `docket watch CASE` follows one."
            )
        if not named:
            _propose(store, watch, as_json)
            return
    if as_json:
        raise click.UsageError("--json lists what could be added; leave out the cases.")
    config = home.configured()
    with home.writing() as store:
        read = cases.named if no_look else cases.looked_up
        if added := _new(watch, cases.in_matter(store, named, court, read)):
            store.watches.update(replace(watch, cases=(*watch.cases, *added)), home.now())
            store.sources.sync(config, home.now())
            if not no_look:
                first_look.take(store, config, [replace(watch, cases=added)])
            card.show(store, store.watches.get(watch.slug), config)


@click.command()
@_words_argument
@_court_option
def unlink(words: Sequence[str], court: str | None) -> None:
    """Take cases out of a watch.

    What they brought in is kept: `docket forget CASE` erases it. The last one cannot be
    taken: `docket unwatch` ends the watch.
    """
    with home.writing() as store:
        watch, named = _meant(store, words)
        if not named:
            raise click.UsageError(f"Name a case to take out of {watch.slug}.")
        taken = _held(watch, cases.in_matter(store, named, court, cases.named))
        left = tuple(case for case in watch.cases if case not in taken)
        if not left:
            raise CaseError(f"That is all of {watch.slug}; `docket unwatch {watch.slug}` ends it.")
        store.watches.update(replace(watch, cases=left), home.now())
        store.sources.sync(home.configured(), home.now())
    for case in taken:
        output.say(f"{watch.slug} no longer holds {case.key}. What it brought in is kept.")


def _meant(store: Shelves, words: Sequence[str]) -> tuple[Watch, tuple[str, ...]]:
    """The watch that is named first, by its name or by its only case, and the cases after it."""
    if store.watches.find(words[0]) is not None:
        first, named = words[0], cases.rejoined(words[1:])
    else:
        first, *rest = cases.rejoined(words)
        named = tuple(rest)
    return cases.watch_named(store, first), named


def _propose(store: Shelves, watch: Watch, as_json: bool) -> None:
    found = proposals(store.dockets.of_cases(watch.cases), watch)
    if as_json:
        for each in found:
            output.json_line(proposing.as_plain(each, watch))
    elif found:
        proposing.show(found, watch)
    else:
        output.note(f"The dockets of {watch.slug} name no other that can be watched.")


def _new(watch: Watch, told: Iterable[WatchedCase]) -> tuple[WatchedCase, ...]:
    """Those that the watch does not hold yet; of the others it is said that it does."""
    found = []
    for case in told:
        holder = next((held for held in watch.cases if _holds(held, case)), None)
        if holder is None:
            found.append(case)
        else:
            known = "" if holder.key == case.key else f", as {holder.key}"
            output.note(f"{watch.slug} holds {case.key} already{known}.")
    return tuple(found)


def _held(watch: Watch, told: Iterable[WatchedCase]) -> list[WatchedCase]:
    """Those that the watch holds; of the others it is said that it does not."""
    found = []
    for case in told:
        held = next((held for held in watch.cases if _is(held, case)), None)
        if held is None:
            output.note(f"{watch.slug} does not hold {case.key}.")
        else:
            found.append(held)
    return found


def _holds(held: WatchedCase, case: WatchedCase) -> bool:
    """One defendant's case does not hold those of the others, but theirs together holds it."""
    return _covers(held, case) and _defendant(held) in ("", _defendant(case))


def _is(held: WatchedCase, case: WatchedCase) -> bool:
    return _covers(held, case) and _defendant(held) == _defendant(case)


def _covers(held: WatchedCase, case: WatchedCase) -> bool:
    return covers(held, Docket(case.court_id, case.number, pacer_case_id=case.pacer_case_id))


def _defendant(case: WatchedCase) -> str:
    number = read(case.number)
    return "" if number is None else number.defendant
