"""`docket demo`: the story of one case, told by the real commands against a court on loopback."""

from __future__ import annotations

from importlib.resources import files

import click

from commands.demo import story
from commands.demo.narrator import Narrator
from commands.demo.stage import play


@click.command()
@click.pass_context
def demo(context: click.Context) -> None:
    """Tell the story of one case, with no network.

    A court on this machine plays two weeks of a real case and a day of an invented one.
    The commands, the spiders, the store and the alerts are the real ones; nothing of it is
    kept, and your own watches are not touched.
    """
    narrator = Narrator()
    narrator.begin(story.TITLE, story.PROLOGUE)
    play(context.find_root().command, files(__name__) / "feeds", story.BEATS)
    narrator.end(story.EPILOGUE, story.NEXT)
