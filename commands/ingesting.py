"""`docket ingest`: take in what the user has himself, and tell what is new in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from commands import agenda, home, lock, output, rounds, taking_in, webhooks
from commands.apart import Reader
from commands.desk import Desk
from commands.notices import Notices, Wish
from commands.output import json_option
from commands.taking_in import Taken
from db import courts
from db.errors import CourtError, FormatError
from db.models import Message, SourceKind, SourceState
from db.store import Store
from scraper.parsers import court_mail, courtlistener_webhook, docket_report

PATIENCE = 60.0  # seconds that we wait for a poll to end
SOME_REFUSED, SOME_UNSENT = 1, 3  # exit codes

all_option = click.option("--all", "keep_all", is_flag=True, help="Keep also what nobody watches.")


@click.group()
def ingest() -> None:
    """Take in docket pages, court mail or a webhook.

    What is new in them is told like any other news. The same thing twice tells nothing new.
    """


@ingest.command("docket-report")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--court", help="The court that they are of, where their links do not say it.")
@json_option
def ingest_pages(files: tuple[str, ...], court: str | None, as_json: bool) -> None:
    """Take in docket pages that you saved from PACER.

    A docket report, a history report, a court of appeals' full docket (all HTML), or the JSON
    of an ACMS docket. It is kept whether or not you watch its case. - is stdin.
    """
    court_id = None if court is None else courts.get(court).id
    with _at_the_desk(as_json) as (store, desk), Reader(docket_report.parse) as reader:
        for file in files:
            desk.take(file, partial(_page, store, reader, file, court_id))


def _page(store: Store, reader: Reader, file: str, court_id: str | None) -> Iterator[Taken]:
    body = _body(file, docket_report.LARGEST + 1)
    court_id = court_id or docket_report.court_named(body)
    if court_id is None:
        raise CourtError(docket_report.without_court(body))
    source = taking_in.source_of(SourceKind.DOCKET_REPORT, court_id)
    snapshot = reader.read(body, source)
    if snapshot.state is SourceState.DOWN:
        raise FormatError(snapshot.problems[0].message)
    return taking_in.take_in(store, source.kind, file, snapshot, keep_all=True)


@ingest.command("mail")
@click.argument("places", metavar="FILE|MAILDIR|imap...", nargs=-1, required=True)
@click.option(
    "--any-sender",
    is_flag=True,
    help="Take also notices in a mailbox that do not come from a court, such as forwarded ones.",
)
@click.option("--again", is_flag=True, help="Read also the mails that were read before.")
@all_option
@json_option
def ingest_mail(
    places: tuple[str, ...], any_sender: bool, again: bool, keep_all: bool, as_json: bool
) -> None:
    """Take in the notices that courts send by mail.

    Notices of electronic filing and of docket activity: a file with one mail or an mbox, a
    Maildir, or "imap", the mailbox of the configuration, in which nothing is marked or moved.
    One-time links and recipients are never kept. - is stdin.
    Whoever can write into the mailbox can write what is taken for news: in one, only what calls
    itself from a court is read. A file with one mail is taken as you say it is.
    """
    config = home.configured()
    with _at_the_desk(as_json) as (store, desk), Reader(court_mail.parse) as reader:
        notices = Notices(store, desk, reader, Wish(any_sender, again, keep_all))
        for place in places:
            desk.take(place, partial(notices.of_place, place, config))


@ingest.command("courtlistener-webhook")
@click.argument("file", metavar="FILE|-")
@click.option("--key", help="The Idempotency-Key that it came with.")
@click.option("--case", help="The case that it tells of, where we do not know its docket yet.")
@all_option
@json_option
def ingest_webhook(
    file: str, key: str | None, case: str | None, keep_all: bool, as_json: bool
) -> None:
    """Take in a docket alert of CourtListener's.

    The JSON that it sent as a webhook; the same one twice is passed over. - is stdin.
    """
    with _at_the_desk(as_json) as (store, desk):
        take = partial(webhooks.take_in, store, file, key=key, case=case, keep_all=keep_all)
        desk.take(file, lambda: take(_body(file, courtlistener_webhook.MOST_BYTES + 1)))


def _body(file: str, most: int) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(most)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}") from error


@contextmanager
def _at_the_desk(as_json: bool) -> Iterator[tuple[Store, Desk]]:
    """The store, while nobody polls; in the end the news of what was taken in go out."""
    output.log(verbose=False)
    with lock.held(home.here().lock_path, PATIENCE), home.writing() as store:
        desk = Desk(as_json)
        yield store, desk
        desk.close()
        is_unsent = _tell_news(store, as_json)
    if desk.has_refused or is_unsent:
        raise click.exceptions.Exit(SOME_REFUSED if desk.has_refused else SOME_UNSENT)


def _tell_news(store: Store, as_json: bool) -> bool:
    """A round that asks nobody; whether some delivery failed."""
    if agenda.is_idle(store, home.now()):
        return False
    from commands import driving
    from scraper import crawl

    def print_alert(message: Message) -> None:
        rounds.print_alert(message, err=as_json)

    listener = driving.Listener(print_alert, on_end=rounds.tell_troubles)
    result = crawl.run(driving.once(store, home.configured(), listener, only=()))
    return result is None or result.has_failed
