"""Write docs/cli.md from the commands' own help: python tools/build_cli_docs.py"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

import cli

CLI_MD = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
WIDTH = 80
_HEAD = """\
# The command line

This page is written by `tools/build_cli_docs.py` from what `docket COMMAND --help` says.
"""


def text() -> str:
    """The whole page: the overview, then every command in the order of the overview."""
    settings = cli.docket.context_settings
    root = click.Context(cli.docket, info_name="docket", terminal_width=WIDTH, **settings)
    parts = [_HEAD, _help(root)]
    for section, commands in cli.SECTIONS.items():
        parts.append(f"## {section}\n")
        parts += [part for name in commands for part in _command(root, name)]
    return "\n".join(parts)


def _command(above: click.Context, name: str) -> Iterator[str]:
    """A command's help, and behind it that of its own commands."""
    group = above.command
    assert isinstance(group, click.Group)
    command = group.get_command(above, name)
    assert command is not None
    here = click.Context(command, parent=above, info_name=name, terminal_width=WIDTH)
    yield f"### {here.command_path}\n"
    yield _help(here)
    if isinstance(command, click.Group):
        for each in command.list_commands(here):
            yield from _command(here, each)


def _help(context: click.Context) -> str:
    """The help as it is printed, without blanks at the ends of lines."""
    shown = re.sub(r"[ \t]+$", "", context.get_help(), flags=re.MULTILINE)
    return f"```text\n{shown}\n```\n"


if __name__ == "__main__":
    CLI_MD.write_text(text(), encoding="utf-8")
