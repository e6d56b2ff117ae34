"""`docket channel` and `docket outbox`: where alerts go, and what is on its way there."""

from __future__ import annotations

import secrets
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import click
from click.shell_completion import CompletionItem

from commands import home, news, output, tables
from db import plain
from db.errors import DocketError, NotFound
from db.models import Change, Channel, Delivery, DeliveryStatus, Message

_STDIN = "-"
_ALL = "all"  # what `--retry` means without a message
_OUTBOX_HEADS = ("message", "status", "tries", "when", "channel", "what", "why")


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    try:
        names = home.configured().channels
    except DocketError:
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.group()
def channel() -> None:
    """Set up where alerts are sent.

    \b
    docket channel add desk mailtos://user:password@example.org
    docket channel add chat -            read the address from standard input
    docket watch "mad 1:25-cv-10676" --channel desk

    A channel is a name for an address of apprise: mail, chats, push services, webhooks.
    Their forms are at https://appriseit.com/services/
    """


@channel.command()
@click.argument("name")
@click.argument("url")
@click.option("--test", "is_tested", is_flag=True, help="Send a test message at once.")
def add(name: str, url: str, is_tested: bool) -> None:
    """Add a channel, or give it another address.

    With - as URL the address is read from standard input, so that it stays out of the shell's
    history. It is kept in config.toml, which only you may read, and shown nowhere.
    """
    from db import config_file

    told = Channel(name, _asked() if url == _STDIN else url)
    is_known = name in home.configured().channels
    try_out(told, sends=False)
    config_file.add_channel(home.here().config_path, name, told.url)
    done = "has its new address" if is_known else "is set up"
    output.say(f"Channel {name} {done}: {masked(told.url)}")
    if is_tested:
        _test(told)


@channel.command("list")
@output.json_option
def list_channels(as_json: bool) -> None:
    """List the channels, and the watches that use each."""
    rows = [(each, _watches(each.name)) for each in home.configured().channels.values()]
    if as_json:
        for each, slugs in rows:
            address = masked(each.url)
            output.json_line({"name": each.name, "url": address, "watches": slugs})
    elif rows:
        told = [(each.name, masked(each.url), ", ".join(slugs)) for each, slugs in rows]
        tables.show(("name", "address", "watches"), told, prose=("watches",))
    else:
        output.note("No channel is set up: alerts are printed. `docket channel add` adds one.")


@channel.command()
@click.argument("name", shell_complete=_complete)
def test(name: str) -> None:
    """Send a test message through a channel."""
    known = home.configured().channels
    if name not in known:
        raise NotFound(f"no channel is called {name}; `docket channel list` shows them")
    _test(known[name])


@channel.command()
@click.argument("name", shell_complete=_complete)
def remove(name: str) -> None:
    """Remove a channel from config.toml.

    What is still to be sent through it waits for another channel of that name.
    """
    from db import config_file

    config_file.remove_channel(home.here().config_path, name)
    output.say(f"Channel {name} is removed.")
    for slug in _watches(name):
        output.note(f"Watch {slug} still sends there: name another with `docket watch --channel`.")


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


def masked(url: str) -> str:
    """Which service it is. Everything else may be secret: of a bot even the host is."""
    return f"{url.partition('://')[0]}://…"


def _asked() -> str:
    """The address, which a terminal does not show while it is typed."""
    if sys.stdin.isatty():
        return str(click.prompt("Address", hide_input=True, err=True)).strip()
    return sys.stdin.readline().strip()


def _watches(name: str) -> list[str]:
    """The slugs of those who send to a channel."""
    if not home.has_store():
        return []
    with home.reading() as store:
        return [watch.slug for watch in store.watches.all() if name in watch.channels]


def _test(told: Channel) -> None:
    try_out(told, sends=True)
    output.say(f"Channel {told.name} took the test message.")


def try_out(told: Channel, *, sends: bool) -> None:
    """DocketError where an address cannot be read, or does not take a test message."""
    from notify import outbox, send

    send.check(told.url)
    refusal = send.send(told.url, greeting(told.name), outbox.SEND_TIMEOUT) if sends else None
    if refusal is not None:
        raise DocketError(f"channel {told.name} did not take the test message: {refusal.reason}")


def greeting(name: str) -> Message:
    """A test message, each with an id of its own, so that no receiver takes it for a repeat."""
    title = f"docket: test of channel {name}"
    text = f"Alerts of docket will arrive here, through the channel {name}."
    return Message(secrets.token_hex(6), title, f"{text}\n", f"{text}\n", f"<p>{text}</p>\n")


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
    tables.show(_OUTBOX_HEADS, rows, prose=("what", "why"))
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
