"""Commands that stand in a table and are imported when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

# By a command's name: "module:attribute", and the first line of its help.
Places = Mapping[str, tuple[str, str]]


def find(places: Places, name: str) -> click.Command | None:
    """The command of this name, loaded now; None where the table has none."""
    if name not in places:
        return None
    module, attribute = places[name][0].split(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command
