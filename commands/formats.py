"""The formats that `docket inspect` knows, by the parsers that read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from commands import taking_in
from commands.apart import Parser, Reader
from db import courts
from db.courts import Court
from db.errors import CourtError
from db.models import Snapshot, Source, SourceKind


@dataclass(frozen=True, slots=True)
class Format:
    kind: SourceKind
    module: str  # in scraper/parsers; it has a `parse`
    is_apart: bool = False  # juriscraper reads it, whose time nobody has measured out


FORMATS: Mapping[str, Format] = {
    "pacer-rss": Format(SourceKind.PACER_RSS, "pacer_rss"),
    "docket-report": Format(SourceKind.DOCKET_REPORT, "docket_report", is_apart=True),
    "scotus": Format(SourceKind.SCOTUS, "scotus"),
    "nef": Format(SourceKind.MAIL, "court_mail", is_apart=True),
    "nda": Format(SourceKind.MAIL, "court_mail", is_apart=True),
    "courtlistener": Format(SourceKind.COURTLISTENER, "courtlistener"),
    "atom": Format(SourceKind.COURTLISTENER_ATOM, "courtlistener_atom"),
    "govinfo": Format(SourceKind.GOVINFO, "govinfo"),
}


def read(form: str, body: bytes, court: Court | None) -> Snapshot:
    """What the parser makes of it, as of a source of which nothing is remembered."""
    format = FORMATS[form]
    parse: Parser = import_module(f"scraper.parsers.{format.module}").parse
    if format.kind is SourceKind.PACER_RSS:
        return parse(body, court or _named(format.kind, body))
    if format.kind is SourceKind.MAIL:
        parse = partial(parse, any_sender=True)
    source = _source(format.kind, body, court)
    if not format.is_apart:
        return parse(body, source)
    with Reader(parse) as reader:
        return reader.read(body, source)


def _source(kind: SourceKind, body: bytes, court: Court | None) -> Source | None:
    """None for a mail, whose links say of which court it is."""
    if court is None and kind is SourceKind.MAIL:
        return None
    return taking_in.source_of(kind, (court or _named(kind, body)).id)


def _named(kind: SourceKind, body: bytes) -> Court:
    """The court that a file says that it is of; CourtError where it does not."""
    if kind is SourceKind.SCOTUS:
        return courts.get("scotus")
    if kind is not SourceKind.DOCKET_REPORT:
        raise CourtError("such a file does not say which court it is of: add --court ID")
    from scraper.parsers import docket_report

    court_id = docket_report.court_named(body)
    if court_id is None:
        raise CourtError(docket_report.without_court(body))
    return courts.get(court_id)
