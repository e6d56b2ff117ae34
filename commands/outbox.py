"""`docket outbox`: what is on its way, to see and to send again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import click

from commands import home, news, output, tables
from db import plain
from db.models import Change, Delivery, DeliveryStatus

_ALL = "all"  # what `--retry` means without a message
_HEADS = ("message", "status", "tries", "when", "channel", "what", "why")


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
@output.json_option
def outbox(status: str | None, retried: str | None, as_json: bool) -> None:
    """List what is on its way, or send it again.

    Without --status, people see what has not been sent, and programs (--json) see all.
    """
    if retried is not None:
        _retry(None if retried == _ALL else retried)
        return
    deliveries = _deliveries(None if status is None else DeliveryStatus(status))
    if as_json:
        for each in deliveries:
            output.json_line(plain.delivery(each))
    else:
        _show(deliveries, is_whole=status is not None)


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


def _by_message(deliveries: Iterable[Delivery]) -> list[list[Delivery]]:
    """Those that leave together; one that is in no message yet stands alone."""
    found: dict[Hashable, list[Delivery]] = {}
    for each in deliveries:
        found.setdefault((each.message_id or each.id, each.status), []).append(each)
    return list(found.values())


def _row(message: Sequence[Delivery], time_zone: str) -> tuple[str, ...]:
    first = message[0]
    is_pending = first.status is DeliveryStatus.PENDING
    return (
        first.message_id or "",
        first.status,
        str(first.attempts),
        output.when(first.due_at if is_pending else first.sent_at, time_zone),
        first.channel,
        _what(message),
        first.error or "",
    )


def _what(message: Sequence[Delivery]) -> str:
    """For which watches it is, and what it tells: "dvd: 2 × entry added, mad 1:25-cv-10676"."""
    slugs = dict.fromkeys(each.watch for each in message)
    told = Counter(_news(each.change) for each in message)
    listed = (news if count == 1 else f"{count} × {news}" for news, count in told.items())
    return f"{', '.join(slugs)}: {'; '.join(listed)}"


def _news(change: Change) -> str:
    return f"{change.kind.replace('_', ' ')}, {news.place(change)}"
