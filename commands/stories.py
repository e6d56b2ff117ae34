"""`docket news stories`: what the press has of the watched matters, and what it has not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

import click

from commands import cases, guarded, home, moments, output, press, tables, timeline
from commands.output import json_option
from commands.press import Clipping
from commands.tables import Cell, Linked
from db import courts, plain, plain_press
from db.models import Docket, DocketEntry, DocketKey, EntryRef
from db.press import Evidence, Role
from db.shelves import Shelves
from notify.escape import web_link
from notify.filters import RULINGS

_MOST_REASONS = 3  # in a table; --json has them all


@click.command()
@cases.subject_argument
@click.option("--court", help="The court of the case, where it does not say it itself.")
@click.option(
    "--since", default="30d", show_default=True, metavar="TIME", help="90d, 12h, or 2025-05-23."
)
@click.option(
    "--uncovered", is_flag=True, help="Instead, the orders since then that no story reports."
)
@json_option
def stories(
    case: str | None, court: str | None, since: str, uncovered: bool, as_json: bool
) -> None:
    """List stories of the press, and what they report.

    Each with the reasons why we think that it concerns the case. Copies of a story count as
    one. With --uncovered, orders, opinions and judgments that no story reports, as far as the
    sources here show: a tip for reporters.
    """
    if court and case is None:
        raise click.UsageError("--court is the court of a CASE: name one.")
    if not home.has_store():
        return
    config = home.configured()
    began = moments.since(since, config.time_zone)
    with home.reading() as store:
        subject = None if case is None else cases.subject(store, case, court)
        if uncovered:
            dockets = _dockets(store, subject)
            _tell_uncovered(store, dockets, began, config.time_zone, as_json)
        else:
            _tell(list(_since(store, subject, began)), config.time_zone, as_json)


def _dockets(store: Shelves, subject: cases.Subject | None) -> list[Docket]:
    """Those of a case or watch, else of all that is watched."""
    if subject is not None:
        return subject.dockets(store)
    return store.dockets.of_cases(each for watch in store.watches.all() for each in watch.cases)


def _since(store: Shelves, subject: cases.Subject | None, began: datetime) -> Iterator[Clipping]:
    if subject is None:
        found = press.together(store.articles.all())
    else:
        followed = (case.key for case in subject.cases)
        seen = (docket.key for docket in store.dockets.of_cases(subject.cases))
        found = press.of_dockets(store, {*followed, *seen})
    return (each for each in found if each.at >= began)


def _tell(found: Collection[Clipping], time_zone: str, as_json: bool) -> None:
    if as_json:
        for each in found:
            output.json_line(_as_plain(each))
        return
    heads = ("published", "case", "role", "reports", "story", "why")
    prose = ("story", "why")
    tables.show(heads, [_row(each, time_zone) for each in found], prose=prose, spare=("role",))
    if not found and output.is_terminal():
        output.note("No story is known of that time.")


def _as_plain(told: Clipping) -> plain.Plain:
    return press.as_plain(told) | {
        "docket": str(told.link.docket),
        "evidence": [plain_press.evidence(each) for each in told.link.evidence],
        "report": None if told.link.report is None else plain_press.report(told.link.report),
        "reading": told.article.reading,
    }


def _row(told: Clipping, time_zone: str) -> tuple[Cell, ...]:
    article, link = told.article, told.link
    copies = f" [{press.copies(told)}]" if told.copies else ""
    return (
        output.when(article.published_at, time_zone),
        courts.cited(link.docket),
        link.role,
        _reports(told),
        Linked(f"{press.publisher(article)}: {article.title}{copies}", web_link(article.url) or ""),
        "; ".join(map(_reason, link.evidence[:_MOST_REASONS])),
    )


def _reports(told: Clipping) -> str:
    """The filing, or those that it may be."""
    if told.link.role is Role.MENTION:
        return ""
    named = press.which(told.link)
    if told.link.entries and told.link.entry is None:
        return f"may be {named}"
    return named or ("not on the docket" if told.link.report else "")


def _reason(told: Evidence) -> str:
    return f"{plain.spaced(told.about)} “{told.words}”"


def _tell_uncovered(
    store: Shelves, dockets: Collection[Docket], began: datetime, time_zone: str, as_json: bool
) -> None:
    told = store.articles.of_dockets({docket.key for docket in dockets})
    links = (link for article in told for link in article.links)
    reported = {each.entry.id for link in links for each in link.entries}
    found = [
        (docket, entry)
        for docket in dockets
        for entry in docket.entries
        if entry.kind in RULINGS and entry.id not in reported and _is_since(docket, entry, began)
    ]
    if as_json:
        for docket, entry in found:
            output.json_line({"docket": str(docket.key)} | plain.entry(entry))
        return
    tables.show(
        ("entered", "case", "order"),
        [_order(docket.key, entry, time_zone) for docket, entry in found],
        prose=("order",),
    )
    if not found and output.is_terminal():
        output.note("Every order of that time is reported, or there was none.")


def _is_since(docket: Docket, entry: DocketEntry, began: datetime) -> bool:
    if entry.entered_at is not None:
        return entry.entered_at >= began
    return entry.filed_on is not None and entry.filed_on >= courts.day(docket.court_id, began)


def _order(key: DocketKey, entry: DocketEntry, time_zone: str) -> tuple[Cell, ...]:
    ref = EntryRef(entry.id or "", entry.seq, entry.number, entry.labels)
    return (
        output.when(entry.entered_at, time_zone) or str(entry.filed_on or ""),
        courts.cited(key),
        Linked(guarded.filing(ref, entry.text), timeline.address(entry)),
    )
