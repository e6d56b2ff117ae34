"""`docket completion`: the script that makes a shell complete commands and watches."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_DOCKET_COMPLETE"  # the one that click reads for a program called `docket`


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a shell's completion script.

    \b
    bash    docket completion bash >> ~/.bashrc
    zsh     docket completion zsh >> ~/.zshrc
    fish    docket completion fish > ~/.config/fish/completions/docket.fish
    """
    found = get_completion_class(shell)
    assert found is not None  # click knows all three
    click.echo(found(ctx.find_root().command, {}, "docket", _VARIABLE).source())
