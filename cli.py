"""The `docket` command: its global options, and where each command is found.

Only click is imported here, and a command's own file when it is called, so that
`docket --help` answers at once. Its one line of help therefore stands in the table; a test
holds it equal to the first line of the command's own.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from commands import places

# Name -> where the command is, and the first line of its help.
SECTIONS: Mapping[str, places.Places] = {
    "Watch": {
        "watch": ("commands.watching:watch", "Follow a case, and see what its docket holds now."),
        "link": ("commands.matters:link", "Add cases to a watch, or list those to add."),
        "unlink": ("commands.matters:unlink", "Take cases out of a watch."),
        "unwatch": ("commands.watching:unwatch", "End watches; what they brought in is kept."),
        "list": ("commands.listing:list_watches", "List what you watch, and what is not seen."),
        "mute": ("commands.muting:mute", "Send nothing for watches, but go on recording."),
        "unmute": ("commands.muting:unmute", "Send again for muted watches."),
        "snooze": ("commands.muting:snooze", "Hold what a watch would send, until a time."),
        "unsnooze": (
            "commands.muting:unsnooze",
            "Send again for snoozed watches, with what came meanwhile.",
        ),
        "rules": ("commands.rules:rules", "Try what a watch would have sent and held back."),
    },
    "Read": {
        "show": ("commands.showing:show", "Show the docket of a case or a watch."),
        "due": ("commands.due:due", "List deadlines and hearings that the courts have set."),
        "get": ("commands.documents:get", "Fetch a document's free copy; show what it orders."),
        "log": ("commands.reading:log", "List what was new, changed or vanished."),
        "sources": ("commands.sources:sources", "List what is asked, when, and how it answers."),
        "news": ("commands.newsroom:news", "Follow what the press writes of your matters."),
        "courts": ("commands.courts:courts", "List the courts, or those that WORDS name."),
        "inspect": ("commands.inspecting:inspect", "Show what a parser makes of a file or URL."),
        "cite": ("commands.citing:cite", "Print a citation, ready to copy."),
        "explain": ("commands.explaining:explain", "Show what an entry means, and by which rules."),
    },
    "Ask and tell": {
        "poll": ("commands.rounds:poll", "Ask what is due once, and send what is new."),
        "run": ("commands.rounds:run", "Stay, and poll whenever something is due."),
        "channel": ("commands.channels:channel", "Set up where alerts are sent."),
        "templates": (
            "commands.templates:templates",
            "List the templates of messages, or copy one to change it.",
        ),
        "ingest": ("commands.ingesting:ingest", "Take in docket pages, court mail or a webhook."),
        "ack": ("commands.acking:ack", "Say that you have seen what you were told."),
        "outbox": ("commands.outbox:outbox", "List what is on its way, or send it again."),
    },
    "Repair": {
        "merge": ("commands.repairs:merge", "Join entries that are one filing."),
        "split": ("commands.repairs:split", "Part an entry that is several filings."),
        "relabel": ("commands.repairs:relabel", "Give an entry other labels."),
        "forget": ("commands.upkeep:forget", "Erase a case from the store."),
    },
    "Keep house": {
        "doctor": ("commands.upkeep:doctor", "Check config, store, channels, clock and sources."),
        "schedule": ("commands.scheduling:schedule", "Print or install what polls regularly."),
        "backup": ("commands.upkeep:backup", "Copy the store to a file, even during a poll."),
        "restore": ("commands.upkeep:restore", "Put a backup in the store's place."),
        "completion": ("commands.completion:completion", "Print a shell's completion script."),
        "demo": ("commands.demo:demo", "Tell the story of one case, with no network."),
    },
}
PLACES = {name: place for section in SECTIONS.values() for name, place in section.items()}


def _set_home(ctx: click.Context, param: click.Parameter, folder: str | None) -> None:
    """The home that stands closest to the command wins; `commands.home.here` finds it."""
    if folder is not None:
        from commands import home

        ctx.obj = ctx.find_root().obj = home.at(folder)  # the root's: errors are told from there


HOME = click.Option(
    ["--home"],
    metavar="DIR",
    expose_value=False,
    callback=_set_home,
    help="The folder of config.toml and docket.db (or set DOCKET_HOME).",
)


class Commands(click.Group):
    """The commands of the table, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PLACES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        command = places.find(PLACES, name)
        if command is not None:
            _add_home(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, PLACES))
        for title, section in SECTIONS.items():
            with formatter.section(title):
                lines = ((name.ljust(width), help) for name, (_, help) in section.items())
                formatter.write_dl(list(lines))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(130) from None
        except Exception as error:
            failure = _foreseen(error)
            if failure is None:
                raise
            raise failure from error


def _add_home(command: click.Command) -> None:
    """Every command takes `--home` too: people type it where they think of it."""
    if HOME not in command.params:
        command.params.append(HOME)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            _add_home(each)


class Failure(click.ClickException):
    """Something that the user can act upon: said on stderr, in one line where one is enough."""

    def show(self, file: Any = None) -> None:
        from commands import output

        output.complain(self.message)


class OtherPoll(Failure):
    exit_code = 4


def _foreseen(error: Exception) -> Failure | None:
    from db.errors import Busy, DocketError

    if not isinstance(error, DocketError):
        return None
    from commands import guarded

    failure = OtherPoll if isinstance(error, Busy) else Failure
    return failure(guarded.words(str(error)))


@click.group(
    cls=Commands,
    params=[HOME],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="docketwatch", message="docket %(version)s")
def docket() -> None:
    """Watch court dockets, and be told what is new, what changed and what vanished.

    \b
    docket watch "mad 1:25-cv-10676"    begin to follow a case
    docket poll                         ask its court once (for cron)
    docket demo                         see a whole story first
    """


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # text streams
    docket(prog_name="docket")
