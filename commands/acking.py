"""`docket ack`: what somebody has seen need not be repeated."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence

import click

from commands import cases, entries, home, news, output
from db.errors import NotFound
from db.models import Delivery
from db.shelves import Shelves

_MESSAGE = re.compile(r"[0-9a-f]{12}")


@click.command()
@click.argument(
    "words",
    metavar="[MESSAGE|WATCH|CASE [NUMBER]]",
    nargs=-1,
    shell_complete=home.complete_watch,
)
@click.option("--all", "is_all", is_flag=True, help="Everything that was told.")
def ack(words: Sequence[str], is_all: bool) -> None:
    """Say that you have seen what you were told.

    \b
    docket ack 3f2a9c01d4be      one message, by the id in its last lines
    docket ack dvd               what was told for a watch
    docket ack dvd 132           ... of entry 132
    docket ack dvd id:4711       ... of an entry without a number, by its id
    docket ack mad 1:25-cv-10676 132

    An order that nobody acknowledges is repeated on a second channel where the watch asks
    for that: see `docket watch --repeat-to`. It is enough to acknowledge it once.
    """
    if bool(words) == is_all:
        raise click.UsageError("Say what you have seen, or --all.")
    with home.writing() as store:
        told = store.tellings.unacknowledged()
        seen = told if is_all else _meant(store, told, words)
        store.tellings.acknowledge(seen, home.now())
    _say(seen)


def _meant(store: Shelves, told: Sequence[Delivery], words: Sequence[str]) -> list[Delivery]:
    """What was told in the message, for the watch or of the case that is named."""
    if len(words) == 1 and (message := store.deliveries.of_message(words[0])):
        seen = {_subject(each) for each in message}
        return [each for each in told if _subject(each) in seen]
    entry = entries.read(words[-1]) if len(words) > 1 else None
    if entry is None:
        return _of_subject(store, told, " ".join(words))
    found = _of_subject(store, told, " ".join(words[:-1]))
    return [each for each in found if each.change.entry and entry.means(each.change.entry)]


def _subject(delivery: Delivery) -> tuple[str, Hashable]:
    """The watch, and the filing: who has read a reply with its text has seen the order itself."""
    change = delivery.change
    return delivery.watch, change.entry.id if change.entry is not None else (change.id,)


def _of_subject(store: Shelves, told: Iterable[Delivery], name: str) -> list[Delivery]:
    watch = store.watches.find(name)
    if watch is not None:
        return [each for each in told if each.watch == watch.slug]
    if _MESSAGE.fullmatch(name):
        raise NotFound(
            f"No message {name} is to be acknowledged. What it told may have been repeated in"
            " another since: name the watch."
        )
    is_about = news.about(store, cases.subject(store, name).cases)
    return [each for each in told if each.change.docket and is_about(each.change)]


def _say(seen: Sequence[Delivery]) -> None:
    if not seen:
        output.say("Nothing that was told of it is still to be acknowledged.")
    time_zone = home.configured().time_zone
    for change in {each.change.id: each.change for each in seen}.values():
        slugs = dict.fromkeys(each.watch for each in seen if each.change.id == change.id)
        told = f"{news.which(change, time_zone)}, {news.place(change)}"
        output.say(f"Acknowledged for {', '.join(slugs)}: {told}")
