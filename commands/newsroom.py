"""`docket news`: the sources of the press, and what they have of your matters.

Its commands stand in a table, as those of `docket` do in `cli.py`, and each is loaded when it is
called: the help alone loads nothing but click.
"""

from __future__ import annotations

import click

from commands import places

# Name -> where the command is, and the first line of its help.
PLACES: places.Places = {
    "add": ("commands.news_adding:add", "Ask a news source from now on."),
    "list": ("commands.news_sources:list_feeds", "List your news sources, and how they answer."),
    "remove": ("commands.news_sources:remove", "Ask a news source no more."),
    "presets": ("commands.news_sources:presets", "List the news sources that docket knows."),
    "stories": (
        "commands.stories:stories",
        "List stories of the press, and what they report.",
    ),
    "explain": (
        "commands.news_explaining:explain",
        "Show which matters a story concerns, and why.",
    ),
    "import": ("commands.news_lists:import_list", "Add the feeds of an OPML file."),
    "export": ("commands.news_lists:export_list", "Write your news sources as OPML."),
}


class Subcommands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PLACES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        command = places.find(PLACES, name)
        if command is not None:  # `--home`, which `cli` gives to each command of its own
            command.params += [each for each in self.params if each not in command.params]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in PLACES.items()])


@click.group(cls=Subcommands)
def news() -> None:
    """Follow what the press writes of your matters.

    \b
    docket news presets                          sources that docket knows
    docket news add nbc
    docket news add https://herald.example/rss   any feed, or a page that names one
    docket watch CASE --news digest              when a watch tells of stories
    """
