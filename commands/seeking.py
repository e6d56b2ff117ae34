"""Watches that look for cases, instead of following some: what a person asks of which courts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import click

from commands import output, wishes
from commands.wishes import Wishes
from db import courts, needs
from db.config import Config
from db.models import Documents, Query, Watch
from db.shelves import Shelves

_EVERYWHERE = "all"


def is_meant(
    store: Shelves,
    told: Wishes,
    named_courts: Sequence[str],
    name: str | None,
    cases: Collection[object],
) -> bool:
    """Whether a query is meant, and no case; UsageError where the options mean both."""
    known = None if name is None else store.watches.find(name)
    is_query = known is not None and known.query is not None
    if cases:
        _check_for_cases(told, name if is_query else None)
        return False
    if known is not None and not is_query:
        if told.looks_for_cases:
            raise click.UsageError(
                f"{name} follows cases. What looks for cases needs a watch with another --name."
            )
        return False
    words = (*told.terms, *told.aliases, told.judge)
    return is_query or bool(named_courts) or told.looks_for_cases or any(words)


def _check_for_cases(told: Wishes, query: str | None) -> None:
    if told.looks_for_cases:
        raise click.UsageError(
            "--party, --nature and --new-cases look for cases: leave out CASE, or leave out them."
        )
    if query is not None:
        raise click.UsageError(
            f"{query} looks for cases; a CASE needs a watch with another --name."
        )
    if told.judge:
        output.note("With a CASE, --judge is kept for news about it, and holds no filing back.")


def keep(
    store: Shelves, told: Wishes, named_courts: Sequence[str], name: str | None, config: Config
) -> Watch:
    """The watch that these wishes make or change; UsageError where they ask for nothing."""
    known = None if name is None else store.watches.find(name)
    if known is None and not named_courts:
        count = len(needs.with_feed(config))
        raise click.UsageError(
            "Say where to look: --court COURT, as often as there are courts, or --court all for"
            f" the {count} that have a feed."
        )
    asked = replace(told, courts=_ids(named_courts) if named_courts else None)
    _check(asked.applied(known or Watch("", query=Query())))
    if named_courts and not asked.courts:
        count = len(needs.with_feed(config))
        output.note(f"{count} courts are asked for this, each once per rebuild of its feed.")
    return wishes.keep_query(store, asked, name)


def _ids(named: Sequence[str]) -> tuple[str, ...]:
    """Each court once; none for all of them."""
    if _EVERYWHERE in named:
        if len(named) > 1:
            raise click.UsageError("--court all is every court: name no other.")
        return ()
    return tuple(dict.fromkeys(courts.get(each).id for each in named))


def _check(watch: Watch) -> None:
    query = watch.query or Query()
    words = (query.party, watch.judge, query.nature_of_suit, *watch.terms, *watch.aliases)
    if not any(words) and not query.new_cases:
        raise click.UsageError(
            "Say what to look for: --party, --judge, --nature, --term or --new-cases."
            ' To keep all of a court, say keep = "all" in config.toml.'
        )
    if watch.documents is Documents.FREE:
        raise click.UsageError("--documents fetches what is filed in a CASE: name one.")
