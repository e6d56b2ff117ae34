"""`docket poll` and `docket run`: one round, for cron, or one whenever something is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from commands import agenda, answers, heartbeat, home, lock, output
from commands.output import json_option
from db.config import Config
from db.models import Message
from db.store import Store

if TYPE_CHECKING:
    from commands.driving import Result
    from scraper.crawl import Outcome

SOME_FAILED = 3  # the exit code of a poll in which a source or a delivery failed
STOPPED = 130  # that of a poll which was told to stop

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
    failed, 4 another poll is running. A message that waits for the end of quiet
    hours, of a snooze or of a mute is no failure, though a channel refused it before.
    """
    output.log(verbose)
    with lock.held(home.here().lock_path), home.writing() as store:
        config = home.configured()
        store.sources.sync(config, home.now())
        has_failed = _poll_json(store, config, force) if as_json else _poll(store, config, force)
    if has_failed:
        raise click.exceptions.Exit(SOME_FAILED)
    heartbeat.beat(config)


def _poll(store: Store, config: Config, force: bool) -> bool:
    """For people: a line per source as it answers, then the alerts. Whether some failed."""
    asked: set[str] = set()

    def tell(outcome: Outcome) -> None:
        asked.add(outcome.source_id)
        answers.tell(outcome, store.sources.get(outcome.source_id), config)

    has_failed = _round(store, config, force, print_alert, tell)
    if output.is_terminal():
        answers.tell_rest(store.sources.all(), asked, config)
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
        output.json_line(answers.as_plain(source, outcomes.get(source.id)))
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
        return store.deliveries.unsent(home.now()) > 0
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
            answers.tell(outcome, store.sources.get(outcome.source_id), config)

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
