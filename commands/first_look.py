"""The first look at a court after a watch began or changed, and staying to see what comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import click

from commands import lock, news, output
from db import courts
from db.config import Config
from db.coverage import is_failing
from db.errors import Busy
from db.interest import serves
from db.models import Message, Source, Watch
from db.store import Store
from notify.channel import PRINT

if TYPE_CHECKING:
    from commands.driving import Listener, Result
    from scraper.crawl import Outcome

PATIENCE = 10.0  # seconds for another poll to end
_MOST_NAMED = 4


def take(store: Store, config: Config, watches: Iterable[Watch]) -> None:
    """Ask the courts of these watches, and no other, whether they are due or not.

    It is a round like any other: what is news to other watches goes out with it. A second one
    asks what the first showed to be needed: where a court has no feed, others are.
    """
    from commands import rounds
    from scraper import crawl

    sources = _sources(store, watches)
    if not sources:
        return
    output.log(verbose=False)
    asked = {each.id for each in sources}
    try:
        with (
            output.progress("Waiting for another poll to end …") as progress,
            lock.held(config.home.lock_path, PATIENCE),
        ):
            progress.say(f"Asking {_names(sources)} …")
            listener = _listener(progress)
            outcomes = crawl.run(_outcomes(store, config, listener, asked))
            needed = {each.id for each in _sources(store, watches) if each.checked_at is None}
            if outcomes is not None and needed - asked:
                more = crawl.run(_outcomes(store, config, listener, needed - asked))
                outcomes = None if more is None else [*outcomes, *more]
    except Busy as busy:
        output.note(f"{busy}: the first look is left to the next one.")
        return
    if outcomes is None:
        raise click.exceptions.Exit(rounds.STOPPED)
    failing = {each.id for each in store.sources.all() if is_failing(each)}
    for outcome in outcomes:
        if outcome.error is not None and outcome.source_id in failing:
            output.note(outcome.error)


async def _outcomes(
    store: Store, config: Config, listener: Listener, only: Collection[str]
) -> Sequence[Outcome]:
    from commands import driving

    return (await driving.once(store, config, listener, force=True, only=only)).outcomes


def _sources(store: Store, watches: Iterable[Watch]) -> list[Source]:
    told = list(watches)
    return [each for each in store.sources.all() if any(serves(each, watch) for watch in told)]


def _names(sources: Sequence[Source]) -> str:
    cited = list(dict.fromkeys(courts.get(each.court_id).citation for each in sources))
    more = f" and {len(cited) - _MOST_NAMED} more" if len(cited) > _MOST_NAMED else ""
    return ", ".join(cited[:_MOST_NAMED]) + more


def _listener(progress: output.Progress) -> Listener:
    from commands import driving, rounds

    def print_alert(message: Message) -> None:
        progress.end()
        rounds.print_alert(message)

    def tell_troubles(result: Result) -> None:
        progress.end()
        rounds.tell_troubles(result)

    return driving.Listener(print_alert, on_end=tell_troubles)


def follow(store: Store, config: Config, watches: Iterable[Watch]) -> None:
    """Stay, poll as `docket run` does, and show what comes for these watches.

    Alerts of a watch without a channel are printed anyway; of one whose alerts go elsewhere
    the changes are listed here too.
    """
    from commands import driving, rounds
    from scraper import crawl

    elsewhere = [watch for watch in watches if watch.channels and PRINT not in watch.channels]
    cases = [case for watch in elsewhere for case in watch.cases]
    last_id = store.changes.last_id()

    def tell(result: driving.Result) -> None:
        nonlocal last_id
        rounds.tell_troubles(result)
        found = store.changes.after(last_id)
        is_about, is_found = news.about(store, cases), news.found(store, elsewhere)
        told = (each for each in found if not each.quiet and (is_about(each) or is_found(each)))
        news.show(told, config.time_zone)
        last_id = store.changes.last_id()

    output.note("Following; Ctrl-C ends it.")
    crawl.run(driving.stay(store, config, driving.Listener(rounds.print_alert, on_end=tell)))
