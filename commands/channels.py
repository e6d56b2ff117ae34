"""`docket channel`: where alerts go."""

from __future__ import annotations

import secrets
import sys

import click
from click.shell_completion import CompletionItem

from commands import home, output, tables
from db.errors import DocketError, NotFound
from db.models import Channel, Message

_STDIN = "-"


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
