"""What each kind of source is: what it tells of, how far back, how often to ask, whom to believe.

A new kind is a row here, a parser in `scraper/parsers`, and where it is asked by
itself a spider in `scraper/spiders`; `docs/sources.md` goes through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from db.models import SourceKind


@dataclass(frozen=True, slots=True)
class Kind:
    name: str  # as its readers know it
    is_asked: bool  # by us; else the user hands its answers in
    of_docket: bool  # each of its sources tells of one docket; else of a whole court
    every: timedelta  # how often to ask before a rhythm was learned, and where none can be
    believed: int  # where two kinds contradict each other the smaller number is believed
    window: timedelta | None = None  # how far back its list reaches; None: to the beginning
    newest: int | None = None  # its list holds only so many, and the oldest leave it
    by_number: bool = False  # an entry keeps its number in all its answers, but not always its seq
    may_repeat: bool = False  # it may hold one filing twice: as a stub, and as a full entry
    is_metered: bool = False  # each request is counted against the user's budget
    is_notice: bool = False  # each comes when its entry is made; an old one is a backlog
    is_fallback: bool = False  # asked where nothing better is; that it never answers is no failure


_NEVER = timedelta.max

KINDS: Mapping[SourceKind, Kind] = {
    SourceKind.PACER_RSS: Kind(
        "the court's feed",
        is_asked=True,
        of_docket=False,
        every=timedelta(minutes=30),
        believed=3,
        window=timedelta(hours=24),
    ),
    SourceKind.COURTLISTENER: Kind(
        "CourtListener",
        is_asked=True,
        of_docket=True,
        every=timedelta(hours=1),
        believed=4,
        may_repeat=True,
        is_metered=True,
    ),
    SourceKind.COURTLISTENER_ATOM: Kind(
        "CourtListener's feed",
        is_asked=True,
        of_docket=True,
        every=timedelta(hours=1),
        believed=6,
        may_repeat=True,
        newest=30,
    ),
    SourceKind.COURTLISTENER_WEBHOOK: Kind(
        "CourtListener's webhook",
        is_asked=False,
        of_docket=True,
        every=_NEVER,
        believed=5,
        may_repeat=True,
    ),
    SourceKind.SCOTUS: Kind(
        "the Supreme Court's docket page",
        is_asked=True,
        of_docket=True,
        every=timedelta(minutes=30),
        believed=0,
    ),
    SourceKind.GOVINFO: Kind(
        "govinfo",
        is_asked=True,
        of_docket=False,
        every=timedelta(hours=6),
        believed=7,
        is_fallback=True,
        newest=100,
    ),
    SourceKind.DOCKET_REPORT: Kind(
        "your docket page",
        is_asked=False,
        of_docket=True,
        every=_NEVER,
        believed=1,
        by_number=True,
    ),
    SourceKind.MAIL: Kind(
        "your court mail",
        is_asked=False,
        of_docket=True,
        every=_NEVER,
        believed=2,
        by_number=True,
        is_notice=True,
    ),
    SourceKind.NEWS: Kind(
        "the press",
        is_asked=True,
        of_docket=False,
        every=timedelta(minutes=30),
        believed=8,
    ),
}


@lru_cache(maxsize=4096)
def of_source(source_id: str) -> Kind:
    """The kind of a source by its id, which begins with it."""
    return KINDS[SourceKind(source_id.partition(":")[0])]
