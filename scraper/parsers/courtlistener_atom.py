"""CourtListener's Atom feed of one docket -> Snapshot.

It lists the 30 newest entries (`scraper.parsers.atom_entry`). An edited text or a PDF that
arrives changes neither id nor date, so that what is said is compared, not when. A caption that
changes gives every entry a new id, so that ids are never compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db import courts, numbers
from db.errors import FormatError
from db.models import Docket, Problem, Snapshot, Source, SourceState
from scraper.parsers import atom_entry, feed_items, feed_text, newest, no_feed
from scraper.parsers.atom_entry import Filing, Heading
from scraper.parsers.feed_items import Feed

MOST_READ = 1_000  # entries of an answer that is not CourtListener's


@dataclass(slots=True)
class _Reading:
    """What a feed tells of its docket, the first to say something heard."""

    heading: Heading
    filings: list[Filing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def courtlistener_id(self) -> str | None:
        return next((each.courtlistener_id for each in self.filings), None)

    @property
    def pacer_case_id(self) -> str | None:
        places = (each.place for each in self.filings if each.place is not None)
        return next((each.pacer_case_id for each in places if each.pacer_case_id), None)

    @property
    def court_id(self) -> str | None:
        """The court that holds its documents."""
        places = (each.place for each in self.filings if each.place is not None)
        found = (courts.find(each.court) for each in places)
        return next((court.id for court in found if court is not None), None)


def parse(body: bytes, source: Source) -> Snapshot:
    """One answer of a docket's feed: the entries that the last one did not have or had otherwise.

    It is never complete, as older entries leave the list. Where it is full and none of the
    last answer's entries is left on it, more may have been filed than it could show: a burst.
    """
    body = feed_text.in_utf8(body).lstrip()
    refusal = no_feed.refusal(body, "feed")
    if refusal is not None:
        return _down([refusal])
    feed = feed_items.split_atom(body)
    reading = _read(feed)
    problem = _of_another(reading, source) or _unreadable(feed, reading)
    if problem is not None:
        return _down([problem, *reading.problems])
    if not feed.is_whole:
        words = "the answer ends in the middle: only whole entries were read"
        problems = [Problem("truncated", words), *reading.problems]
        return _down(problems, _docket(reading, source, reading.filings))
    return _news(reading, source)


def docket_told(body: bytes, court_id: str | None = None) -> Docket:
    """Which docket a feed is of, without its entries; FormatError where it does not say.

    The court is `court_id` if that is given, else the one whose documents the feed links.
    """
    reading = _read(feed_items.split_atom(feed_text.in_utf8(body).lstrip()))
    court_id, number = court_id or reading.court_id, reading.heading.number
    if number is None:
        raise FormatError("the docket's feed does not tell its number.")
    if court_id is None:
        raise FormatError(f"the feed of {number} does not tell its court: add --court.")
    return Docket(court_id, number, pacer_case_id=reading.pacer_case_id)


def _down(problems: Sequence[Problem], *dockets: Docket) -> Snapshot:
    return Snapshot(SourceState.DOWN, dockets=dockets, problems=tuple(problems), complete=False)


def _read(feed: Feed) -> _Reading:
    reading = _Reading(atom_entry.heading(atom_entry.feed_title(feed.head)))
    for place, item in enumerate(feed.items[:MOST_READ]):
        try:
            filing = atom_entry.read(item)
        except FormatError as error:
            reading.problems.append(Problem("bad_item", f"not read: it {error}", place))
            continue
        reading.filings.append(filing)
        if reading.heading == Heading():
            reading.heading = filing.heading
        if filing.entry.filed_on is None:
            words = f"the day of {filing.key} cannot be read"
            reading.problems.append(Problem("bad_date", words, place))
    return reading


def _of_another(reading: _Reading, source: Source) -> Problem | None:
    """Is this another docket's feed? Ids of CourtListener's are easily mistaken."""
    number, court_id = reading.heading.number, reading.court_id or source.court_id
    if number is None and source.number is None:
        return Problem("no_number", "the feed tells of no docket number")
    is_ours = court_id == source.court_id and (
        number is None or source.number is None or numbers.covers(source.number, number)
    )
    if is_ours:
        return None
    words = f"it tells of another docket, {court_id} {number or ''}: is the CourtListener id right?"
    return Problem("another_docket", words)


def _unreadable(feed: Feed, reading: _Reading) -> Problem | None:
    if not feed.items or reading.filings:
        return None
    return Problem("no_entries", "none of its entries can be read: is this a docket's feed?")


def _news(reading: _Reading, source: Source) -> Snapshot:
    keys = [each.key.encode() for each in reading.filings]
    # With the heading, as a new caption is to be told even where every entry is known.
    said = [repr((reading.heading, each.entry)).encode() for each in reading.filings]
    news = newest.compared(source, keys, said)
    is_news = news.is_first or bool(news.places)
    unknown = [reading.filings[place] for place in news.places]
    return Snapshot(
        SourceState.OK if is_news else SourceState.UNCHANGED,
        dockets=(_docket(reading, source, unknown),) if is_news else (),
        problems=tuple(reading.problems),
        complete=False,
        burst=news.is_burst,
        seen=news.seen,
    )


def _docket(reading: _Reading, source: Source, filings: Sequence[Filing]) -> Docket:
    return Docket(
        source.court_id,
        reading.heading.number or source.number or "",
        reading.heading.caption,
        reading.pacer_case_id,
        reading.courtlistener_id,
        entries=tuple(each.entry for each in filings),
    )
