"""`docket poll` and `docket run`: one round, for cron, or one whenever something is due."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import click

from commands import agenda, coverage, home, lock, output
from commands.output import json_option
from db import plain
from db.config import Config
from db.coverage import GOOD
from db.models import Message, Source, SourceState
from db.store import Store

if TYPE_CHECKING:
    from commands.driving import Result
    from scraper.crawl import Outcome

SOME_FAILED = 3  # the exit code of a poll in which a source or a delivery failed
STOPPED = 130  # that of a poll which was told to stop
_MOST_NAMED = 8

verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Log each source and each message on stderr."
)


@click.command()
@click.option(
    "--force",
    is_flag=True,
    help="Ask every source now, due or not, and read its answer even if it seems unchanged.",
)
@verbose_option
@json_option
def poll(force: bool, verbose: bool, as_json: bool) -> None:
    """Ask what is due once, and send what is new.

    \b
    For cron. Away from a terminal it says nothing unless there is news or a failure.
    Exit codes: 0 all answered and all was delivered, 3 some source or delivery
    failed, 4 another poll is running.
    """
    output.log(verbose)
    with lock.held(home.here().lock_path), home.writing() as store:
        config = home.configured()
        store.sources.sync(config, home.now())
        has_failed = _poll_json(store, config, force) if as_json else _poll(store, config, force)
    if has_failed:
        raise click.exceptions.Exit(SOME_FAILED)


def _poll(store: Store, config: Config, force: bool) -> bool:
    """For people: a line per source as it answers, then the alerts. Whether some failed."""
    asked: set[str] = set()

    def tell(outcome: Outcome) -> None:
        asked.add(outcome.source_id)
        _tell(outcome, store, config)

    has_failed = _round(store, config, force, print_alert, tell)
    if output.is_terminal():
        _tell_rest(store.sources.all(), asked, config)
    return has_failed


def _poll_json(store: Store, config: Config, force: bool) -> bool:
    """For programs: only JSON on stdout; alerts that are to be printed go to stderr."""
    outcomes: dict[str, Outcome] = {}

    def keep(outcome: Outcome) -> None:
        outcomes[outcome.source_id] = outcome

    def print_aside(message: Message) -> None:
        print_alert(message, err=True)

    has_failed = _round(store, config, force, print_aside, keep)
    for source in store.sources.all():
        output.json_line(_answer(source, outcomes.get(source.id)))
    return has_failed


def _round(
    store: Store,
    config: Config,
    force: bool,
    printer: Callable[[Message], None],
    on_outcome: Callable[[Outcome], None],
) -> bool:
    """Whether some source or delivery failed. Where nothing is due, nothing big is loaded."""
    if not force and agenda.is_idle(store, home.now()):
        return store.deliveries.waiting() > 0
    from commands import driving
    from scraper import crawl

    listener = driving.Listener(printer, on_outcome, tell_troubles)
    result = crawl.run(driving.once(store, config, listener, force=force))
    if result is None:
        raise click.exceptions.Exit(STOPPED)
    return result.has_failed


@click.command()
@verbose_option
def run(verbose: bool) -> None:
    """Stay, and poll whenever something is due.

    What a watch without a channel wants is printed here. SIGTERM and Ctrl-C end it in
    order: nothing is lost, and what was not sent yet goes out next time.
    """
    from commands import driving
    from scraper import crawl

    output.log(verbose)
    with home.writing() as store:
        config = home.configured()

        def tell(outcome: Outcome) -> None:
            _tell(outcome, store, config)

        if output.is_terminal():
            output.note("Polling whenever a court is due; Ctrl-C ends it.")
        listener = driving.Listener(print_alert, tell, tell_troubles)
        crawl.run(driving.stay(store, config, listener))


def print_alert(message: Message, *, err: bool = False) -> None:
    """An alert where no channel is set: to print it is to deliver it."""
    output.lines("", err=err)
    output.title(message.title, err=err)
    output.lines(f"\n{message.text.strip()}\n", err=err)


def tell_troubles(result: Result) -> None:
    for trouble in result.delivered.troubles:
        then = "it is tried again later" if trouble.retry_at else "see `docket outbox`"
        reason = trouble.reason.rstrip(".;")
        output.complain(f"channel {trouble.channel}: {reason}; {then}")


def _tell(outcome: Outcome, store: Store, config: Config) -> None:
    """A line per source for people; for cron only of those that failed or have news."""
    is_news = any(not change.quiet for change in outcome.changes)
    if output.is_terminal() or is_news or outcome.error:
        became = _became(outcome, store.sources.get(outcome.source_id), config.time_zone)
        next_check = output.when(outcome.next_check_at, config.time_zone)
        output.say(f"{_court(outcome.source_id)}: {became}; next check {next_check}")


def _became(outcome: Outcome, source: Source, time_zone: str) -> str:
    if outcome.error is not None:
        return outcome.error.rstrip(".;")
    news = sum(not change.quiet for change in outcome.changes)
    if not news:
        return _silence(source, time_zone) + _problems(outcome)
    told = f"{news} change{'s' if news > 1 else ''}"
    sees = source.state in (SourceState.OK, SourceState.PARTIAL)
    return (told if sees else f"{told} ({coverage.feed_words(source.state)})") + _problems(outcome)


def _silence(source: Source, time_zone: str) -> str:
    """Why there is nothing new: perhaps nothing was filed, perhaps it cannot be seen."""
    if source.state is SourceState.PARTIAL:
        return "nothing new of the types it carries"
    if source.state is SourceState.STALE:
        rebuilt = output.when(source.rebuilt_at, time_zone)
        return f"nothing new, but the feed stands still since {rebuilt}"
    if source.state is SourceState.NOT_CONFIGURED:
        return f"nothing can be seen: {coverage.feed_words(source.state)}"
    return "nothing new"


def _problems(outcome: Outcome) -> str:
    """That some of what a feed lists could not be read."""
    count = len(outcome.problems)
    if not count or outcome.state not in GOOD:
        return ""
    told = f"{count} problem{'s' if count > 1 else ''}"
    return f"; its list has {told} (`docket inspect` shows)"


def _tell_rest(sources: list[Source], asked: Collection[str], config: Config) -> None:
    """Those that were not asked, so that silence is no riddle."""
    rest = [each for each in sources if each.id not in asked]
    waiting = {each.court_id: each.next_check_at for each in rest if each.next_check_at}
    if not sources:
        output.note("There is no court to ask: `docket list` says what you watch, and why not.")
    if waiting:
        next_check = output.when(min(waiting.values()), config.time_zone)
        more = f" and {len(waiting) - _MOST_NAMED} more" if len(waiting) > _MOST_NAMED else ""
        named = ", ".join([*waiting][:_MOST_NAMED]) + more
        output.note(f"Not due before {next_check}: {named}. `docket poll --force` asks now.")


def _court(source_id: str) -> str:
    return source_id.partition(":")[2]


def _answer(source: Source, outcome: Outcome | None) -> plain.Plain:
    changes = () if outcome is None else outcome.changes
    return {
        "source": source.id,
        "court": source.court_id,
        "state": source.state,
        "outcome": _outcome_word(outcome),
        "changes": sum(not change.quiet for change in changes),
        "quiet_changes": sum(change.quiet for change in changes),
        "error": source.error,
        "seconds": None if outcome is None else round(outcome.seconds, 3),
        "next_check_at": plain.moment(source.next_check_at),
    }


def _outcome_word(outcome: Outcome | None) -> str:
    if outcome is None:
        return "not_due"
    if outcome.error is not None:
        return "failed"
    return "unchanged" if outcome.unchanged else "answered"
