"""`docket get`: the free copy of a document, kept as a file, and what it orders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from commands import cases, document_card, home, output
from commands.document_card import Got
from commands.output import json_option
from db import changes, free
from db.config import Config
from db.errors import DocketError, NotFound
from db.models import Docket, DocketEntry
from db.shelves import Shelves
from db.store import Store
from notify.escape import web_link

if TYPE_CHECKING:
    from scraper.documents import Paper

_PLACE = re.compile(r"(\d{1,9})(?:[.-](\d{1,6}))?")
_NO_FREE_COPY = (
    "no free copy of {what} is known. One appears where somebody who bought it shares it through"
    " RECAP, or where the court itself publishes it; with a CourtListener token docket hears of"
    " it. docket never buys from PACER."
)


@dataclass(frozen=True, slots=True)
class Place:
    """Which document is meant: of an entry's number, or of its id; its attachment, 0 for none."""

    number: int
    attachment: int

    def __str__(self) -> str:
        return f"document {self.number}" + (f"-{self.attachment}" if self.attachment else "")


@click.command()
@click.argument("words", metavar="CASE NUMBER[.ATTACHMENT]", nargs=-1, required=True)
@click.option("--court", help="The court of the case, where it does not say it itself.")
@click.option("--text", "is_text", is_flag=True, help="Print its text.")
@click.option("--ordered", "is_ordered", is_flag=True, help="Print what it orders, all of it.")
@click.option("--open-path", "is_path", is_flag=True, help="Print the path of its file alone.")
@click.option("--again", is_flag=True, help="Fetch it anew: its place may hold another by now.")
@json_option
def get(
    words: Sequence[str],
    court: str | None,
    is_text: bool,
    is_ordered: bool,
    is_path: bool,
    again: bool,
    as_json: bool,
) -> None:
    """Fetch a document's free copy; show what it orders.

    \b
    docket get mad 1:25-cv-10676 132      document 132 of a case
    docket get dvd 132.2                  its second attachment, by the watch's name
    docket get 4711                       an entry by its id, as `docket show` has it

    Copies come from RECAP's storage, archive.org, govinfo and the Supreme Court, never from
    PACER. The file is kept beside the store, and not fetched twice.
    """
    output.log(verbose=False)
    config = home.configured()
    with home.writing() as store:
        got = _get(store, config, words, court, again)
    if as_json:
        output.json_line(document_card.as_plain(got, is_text))
    elif is_path:
        output.lines(str(got.path))
    elif is_text:
        document_card.show_text(got.copy)
    elif is_ordered:
        document_card.show_ordered(got.copy)
    else:
        document_card.show(got, config.time_zone)


def _get(store: Store, config: Config, words: Sequence[str], court: str | None, again: bool) -> Got:
    place, entries = _meant(store, words, court)
    found = _papers(entries, place, config)
    kept = {} if again else store.copies.of_urls(paper.url for paper in found)
    failure: DocketError | None = None
    for paper in found:
        copy = kept.get(paper.url)
        if copy is not None and (path := copy.path(config.home.documents_path)).exists():
            return Got(paper, copy, path)
        try:
            return _fetched(paper, store, config)
        except DocketError as error:  # an older upload may still be there
            failure = failure or error
    assert failure is not None
    raise failure


def _meant(
    store: Shelves, words: Sequence[str], court: str | None
) -> tuple[Place, list[tuple[Docket, DocketEntry]]]:
    """Which document is named, and the entries that may have it."""
    told = _PLACE.fullmatch(words[-1])
    if told is None:
        raise click.UsageError('Name a document by its number: docket get "CASE" 132')
    place = Place(int(told[1]), int(told[2] or 0))
    if len(words) == 1:
        return place, [store.dockets.entry(place.number)]
    case = " ".join(cases.rejoined(words[:-1]))
    dockets = cases.subject(store, case, court).dockets(store)
    entries = [(each, entry) for each in dockets for entry in each.entries if _has(entry, place)]
    if not entries:
        message = f"no entry {place.number} is known; `docket show` lists those that are"
        raise NotFound(f"{case}: {message}, and `docket get ID` takes one without a number.")
    return place, entries


def _has(entry: DocketEntry, place: Place) -> bool:
    return place.number in (entry.number, *(each.number for each in entry.documents))


def _papers(
    entries: Sequence[tuple[Docket, DocketEntry]], place: Place, config: Config
) -> list[Paper]:
    """Where the document can be had for free, the newest upload first; NotFound says why not."""
    from scraper import documents

    every = [
        paper for docket, entry in entries for paper in documents.papers(docket, entry, config)
    ]
    found = {paper.url: paper for paper in every if _is_at(paper, place.attachment)}
    if not found and not place.attachment and len({each.url for each in every}) == 1:
        found = {paper.url: paper for paper in every}  # an appellate entry may have no main one
    if not found:
        raise NotFound(_why_not([entry for _, entry in entries], place, every))
    return [found[url] for url in free.newest(found)]


def _is_at(paper: Paper, attachment: int) -> bool:
    return (paper.document.attachment or 0) == attachment


def _why_not(entries: Sequence[DocketEntry], place: Place, others: Sequence[Paper]) -> str:
    if all(map(changes.is_sealed, entries)):
        return "the court sealed this entry: docket neither fetches nor shows a copy of it."
    what = str(place) if any(_has(entry, place) for entry in entries) else "this entry"
    told = _NO_FREE_COPY.format(what=what)
    if others:
        free_ones = ", ".join(str(each.document.attachment or 0) for each in others)
        told += f" Free are its attachments {free_ones} (0 is the document itself)."
    links = (web_link(each.url) for entry in entries for each in entry.documents)
    at_court = next((link for link in links if link), None)
    return told + (f"\n  At the court, for a fee: {at_court}" if at_court else "")


def _fetched(paper: Paper, store: Store, config: Config) -> Got:
    from commands import rounds
    from scraper import crawl, documents

    known = store.copies.of_urls([paper.url]).get(paper.url)
    with output.progress(f"Fetching {paper.url} …"):
        fetched = crawl.run(documents.get([paper], store, config, home.now))
    if not fetched:
        raise click.exceptions.Exit(rounds.STOPPED)
    (told,) = fetched
    if told.copy is None:
        raise told.failure.by(paper.url) if told.failure else NotFound(paper.url)
    earlier = known if told.change is not None else None
    return Got(paper, told.copy, told.copy.path(config.home.documents_path), earlier)
