"""`docket outbox`: what is on its way, to see and to send again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import click

from commands import home, news, output, tables
from db import plain
from db.models import Change, Delivery, DeliveryStatus, Route
from notify import timing

_ALL = "all"  # what `--retry` means without a message
WAYS = {
    Route.NOW: "at once",
    Route.DIGEST: "digest",
    Route.HELD: "held back",
    Route.REMINDER: "reminder",
}
_HELD_HEADS = ("when", "status", "way", "channel", "watch", "case", "which", "why")
_HEADS = ("message", "status", "tries", "when", "way", "channel", "what", "why")


@click.command()
@click.option(
    "--status",
    type=click.Choice([status.value for status in DeliveryStatus]),
    help="Only deliveries that stand so.",
)
@click.option(
    "--retry",
    "retried",
    is_flag=False,
    flag_value=_ALL,
    metavar="[MESSAGE]",
    help="Send what failed or waits again with the next poll: all, or one message.",
)
@click.option("--held", is_flag=True, help="Only what was held back or put off, and why.")
@output.json_option
def outbox(status: str | None, retried: str | None, held: bool, as_json: bool) -> None:
    """List what is on its way, or send it again.

    Without --status, people see what has not been sent, and programs (--json) see all.
    What filters hold back, and what is only for a digest, waits for that digest; without
    one it is withdrawn, and --held still lists it.
    """
    if retried is not None:
        _retry(None if retried == _ALL else retried)
        return
    deliveries = _deliveries(None if status is None else DeliveryStatus(status))
    if held:
        deliveries = [each for each in deliveries if _is_held(each)]
    if as_json:
        for each in deliveries:
            output.json_line(plain.delivery(each))
    elif held:
        _show_held(deliveries)
    else:
        _show(deliveries, is_whole=status is not None)


def _is_held(delivery: Delivery) -> bool:
    """Not told at once, by a filter, as noise, or for the hour."""
    return delivery.route is not Route.REMINDER and delivery.reason is not None


def _retry(message_id: str | None) -> None:
    with home.writing() as store:
        count = store.deliveries.retry(message_id, home.now())
    messages = {0: "No message goes", 1: "1 message goes"}.get(count, f"{count} messages go")
    output.say(f"{messages} out with the next poll.")


def _deliveries(status: DeliveryStatus | None) -> list[Delivery]:
    if not home.has_store():
        return []
    with home.reading() as store:
        return store.deliveries.all(status)


def _show(deliveries: Iterable[Delivery], *, is_whole: bool) -> None:
    """A row per message: what is sent together is of one status."""
    is_over = (DeliveryStatus.SENT, DeliveryStatus.WITHDRAWN)
    messages = _by_message(deliveries)
    shown = [each for each in messages if is_whole or each[0].status not in is_over]
    time_zone = home.configured().time_zone
    rows = [_row(each, time_zone) for each in shown]
    tables.show(_HEADS, rows, prose=("what", "why"))
    if not shown:
        output.note("Nothing is on its way.")
    if len(shown) < len(messages):
        count = len(messages) - len(shown)
        output.note(f"{count} more, sent or withdrawn: `docket outbox --status sent` shows.")


def _show_held(deliveries: Iterable[Delivery]) -> None:
    """A row for each: which filing, and why it was not told at once."""
    time_zone = home.configured().time_zone
    rows = [
        (
            _when(each, time_zone),
            each.status,
            WAYS[each.route],
            each.channel,
            each.watch,
            news.place(each.change),
            news.which(each.change, time_zone),
            each.reason or "",
        )
        for each in deliveries
    ]
    tables.show(_HELD_HEADS, rows, prose=("which", "why"))
    if not rows:
        output.note("Nothing was held back.")


def _by_message(deliveries: Iterable[Delivery]) -> list[list[Delivery]]:
    """Those that leave together; of those in no message yet, those that wait for the same."""
    found: dict[Hashable, list[Delivery]] = {}
    for each in deliveries:
        waits_for = (each.channel, each.watch, each.route, each.due_at, each.reason)
        found.setdefault((each.message_id or waits_for, each.status), []).append(each)
    return list(found.values())


def _row(message: Sequence[Delivery], time_zone: str) -> tuple[str, ...]:
    first = message[0]
    return (
        first.message_id or "",
        first.status,
        str(first.attempts),
        _when(first, time_zone),
        "; ".join(dict.fromkeys(WAYS[each.route] for each in message)),
        first.channel,
        _what(message),
        first.error or "; ".join(dict.fromkeys(each.reason for each in message if each.reason)),
    )


def _when(delivery: Delivery, time_zone: str) -> str:
    """When it left, or will; a muted watch's wait has no end."""
    is_pending = delivery.status is DeliveryStatus.PENDING
    at = delivery.due_at if is_pending else delivery.sent_at
    return "" if at == timing.NEVER else output.when(at, time_zone)


def _what(message: Sequence[Delivery]) -> str:
    """For which watches it is, and what it tells: "dvd: 2 × entry added, mad 1:25-cv-10676"."""
    slugs = dict.fromkeys(each.watch for each in message)
    told = Counter(_news(each.change) for each in message)
    listed = (news if count == 1 else f"{count} × {news}" for news, count in told.items())
    return f"{', '.join(slugs)}: {'; '.join(listed)}"


def _news(change: Change) -> str:
    return f"{change.kind.replace('_', ' ')}, {news.place(change)}"
