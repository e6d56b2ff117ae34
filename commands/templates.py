"""`docket templates`: how messages look, and the reader's own way to have them look."""

from __future__ import annotations

import click

from commands import home, output, tables
from commands.output import json_option
from db.errors import DocketError, NotFound


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def templates(ctx: click.Context, as_json: bool) -> None:
    """List the templates of messages, or copy one to change it.

    A message is made by message.txt, message.md (chats) and message.html (mail), a digest by
    digest.txt, digest.md and digest.html. A file of that name in the folder `templates` beside
    config.toml takes the place of ours; `docs/alerts.md` tells what it may print.
    """
    if ctx.invoked_subcommand is not None:
        return
    from notify import templating

    folder = home.here().templates_path
    rows = [(name, (folder / name).is_file()) for name in templating.names()]
    if as_json:
        for name, is_own in rows:
            output.json_line({"name": name, "path": str(folder / name) if is_own else None})
    else:
        told = [(name, str(folder / name) if is_own else "built in") for name, is_own in rows]
        tables.show(("template", "used"), told)


@templates.command()
@click.argument("name")
@click.option("--force", is_flag=True, help="Write over a copy that is there already.")
def copy(name: str, force: bool) -> None:
    """Copy a built-in template, to change it.

    The pieces that it includes (foot.txt, head.html, ...) can be copied too. Erase the copy to
    have ours again.
    """
    from notify import templating

    if name not in templating.names():
        raise NotFound(f"no template is called {name}; `docket templates` lists them")
    path = home.here().templates_path / name
    if path.exists() and not force:
        raise DocketError(f"{path} is there already; --force writes over it")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(templating.source(name), encoding="utf-8")
    output.say(f"Change {path}: it is used from the next message on.")


@templates.command()
def check() -> None:
    """Try your own templates on an invented filing, and say what is wrong with them."""
    from notify import specimen

    folder = home.here().templates_path
    if not folder.is_dir():
        output.say("You have no templates of your own: `docket templates copy` makes one.")
        return
    if wrong := specimen.complaints(folder):
        raise DocketError("\n".join(wrong))
    output.say("Nothing is wrong with your templates.")
