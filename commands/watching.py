"""`docket watch` and `unwatch`: what is followed, and who hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

import click

from commands import card, cases, first_look, home, listing, output, query_card, seeking, wishes
from commands.watch_options import wish_options
from commands.wishes import Matter, Wishes
from db.config import Config
from db.errors import ConfigError
from db.shelves import Shelves
from notify.channel import PRINT


def _slug(ctx: click.Context, param: click.Parameter, told: str | None) -> str | None:
    if told is not None and not wishes.SLUG.fullmatch(told):
        raise click.BadParameter("a name has small letters, digits, and -, . or _ between them")
    return told


@click.command()
@click.argument("case", metavar="[CASE]...", nargs=-1, callback=cases.as_cases)
@click.option(
    "--court",
    "courts",
    metavar="COURT",
    multiple=True,
    help="The court of a CASE that does not say it. Without a CASE: where to look, or all.",
)
@click.option(
    "--name", metavar="SLUG", callback=_slug, help="What to call the watch.  [default: by its case]"
)
@wish_options
@click.option(
    "--from",
    "file",
    metavar="FILE",
    type=click.File(encoding="utf-8-sig", errors="replace"),
    help="A case a line; - is stdin.",
)
@click.option("--no-look", is_flag=True, help="Do not ask the court now; use no network.")
@click.option("--follow", is_flag=True, help="Stay, poll as `docket run` does, print what comes.")
def watch(
    case: Sequence[str],
    courts: tuple[str, ...],
    name: str | None,
    file: TextIO | None,
    no_look: bool,
    follow: bool,
    **wished: Any,
) -> None:
    """Follow a case, and see what its docket holds now.

    Several CASEs are one matter: they share one watch. A watch of the same name or of
    the very same case is changed, and what the options do not mention stays as it was.

    \b
    A case can be named as
      mad 1:25-cv-10676                   a court's id and a docket number
      "D. Mass. 1:25-cv-10676"            the court as lawyers cite it
      1:25-cv-10676-BEM --court mad
      24A1153                             an application to the Supreme Court
      https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?282404
      "D.V.D. v."                         words of a caption that is already known
      https://www.courtlistener.com/docket/69775896/dvd-v-dhs/
                                          the same, by the words at its end

    With --from, each line of a file is a case with a watch of its own; # begins a
    comment. The first look at a court tells nobody: what stands there is shown here.

    Without a CASE, a watch looks for cases in the feeds of its --courts, by --party, --judge,
    --nature, --term or --new-cases: all that is said must hold.

    \b
      docket watch --court mad --party "Sample Agency"
      docket watch --court nysd --court nyed --term injunction --when daily@08:00
    """
    if no_look and follow:
        raise click.UsageError("--follow has to look; leave out --no-look.")
    config = home.configured()
    told = Wishes(**wished)
    _check(told, config)
    with home.writing() as store:
        if seeking.is_meant(store, told, courts, name, [*case, *filter(None, [file])]):
            watches = [seeking.keep(store, told, courts, name, config)]
        else:
            read = cases.named if no_look else cases.looked_up  # without a look, no network
            matters = _matters(store, read, case, _one(courts), name, file)
            watches = [wishes.keep(store, told, name, matter) for matter in matters]
        store.sources.sync(config, home.now())
        if not no_look:
            first_look.take(store, config, watches)
        seen = [store.watches.get(each.slug) for each in watches]
        if file is not None:
            listing.show(store, seen, config)
        elif seen[0].query is not None:
            query_card.show(store, seen[0], config)
        else:
            card.show(store, seen[0], config)
        if follow:
            first_look.follow(store, config, watches)


def _matters(
    store: Shelves,
    read: cases.Reader,
    named: Sequence[str],
    court: str | None,
    name: str | None,
    file: TextIO | None,
) -> list[Matter]:
    """The cases of each watch that is meant; of one that is meant by its name alone, none."""
    if file is not None and (named or name):
        raise click.UsageError("--from names each watch by its case: leave out CASE and --name.")
    if file is not None:
        return [(case,) for case in cases.in_lines(store, file, court, read)]
    if not named and (name is None or store.watches.find(name) is None):
        raise click.UsageError("Name a case to follow, or say what to look for: see --help.")
    return [cases.in_matter(store, named, court, read)]


def _check(told: Wishes, config: Config) -> None:
    for channel in (*told.channels, *filter(None, [told.repeat_to])):
        if channel != PRINT and channel not in config.channels:
            known = ", ".join([*config.channels, PRINT])
            raise ConfigError(
                f'no channel is called "{channel}" (known: {known}); `docket channel add` makes one'
            )


def _one(courts: Sequence[str]) -> str | None:
    """The court of cases that do not say theirs."""
    if len(courts) > 1:
        raise click.UsageError("Name one --court for cases that do not say theirs.")
    return courts[0] if courts else None


@click.command()
@cases.watches_argument
def unwatch(watches: Sequence[str]) -> None:
    """End watches; what they brought in is kept.

    `docket forget CASE` erases it.
    """
    with home.writing() as store:
        for found in [cases.watch_named(store, text) for text in watches]:
            store.watches.remove(found.slug)
            output.say(
                f"{found.slug} ended. What it brought in is kept: `docket forget` erases it."
            )
        store.sources.sync(home.configured(), home.now())
