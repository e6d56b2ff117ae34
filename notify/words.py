"""What a message shows: its sections and their lines, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from db import courts
from db.models import Change, ChangeKind, DocketEntry, DocketKey, EntryKind
from db.plain import spaced
from notify import (
    agenda,
    citation,
    documents,
    glossary,
    links,
    naming,
    press,
    press_words,
    substance,
)
from notify.blind_spots import citation as court_called
from notify.links import Link
from notify.press_words import Clipping
from notify.reader import Reader, capital, stopped
from notify.sentences import COMPARED, WITHDRAWN, sentence, teller, value
from notify.story import ABOUT_SOURCES, Happening, Looks, Story

_BEGINNING = 60  # characters of a text that name it


@dataclass(frozen=True, slots=True)
class Line:
    """One filing or one event, as a message shows it."""

    headline: str
    points: tuple[str, ...] = ()  # what is due, heard and answered, a sentence each
    facts: tuple[str, ...] = ()  # short: what kind, by whom, when entered
    plain: str = ""  # the same for those who do not read dockets, in one sentence
    name: str | None = None  # how the court names it, where the headline is ours
    text: str | None = None  # the long docket text
    quotes: tuple[str, ...] = ()  # what the document orders, in its own words
    before: str | None = None
    after: str | None = None
    citation: str | None = None
    links: tuple[Link, ...] = ()
    press: str = ""  # who reports it, in a sentence
    clippings: tuple[Clipping, ...] = ()  # the stories that do
    more_clippings: str = ""  # how many of them are not shown


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one docket, of several with the same filings, or of a court's feed."""

    heading: str
    place: str | None
    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()


def section(happened: list[Happening], story: Story) -> Section:
    """What happened in one docket (or in several at once), under the name of the case."""
    heading, place = place_of(happened, story)
    lines = tuple(line(each, story) for each in happened)
    docket = story.docket_of(happened[0].change)
    is_of_source = not happened[0].docket_keys or _is_of_several(happened[0])
    found = () if is_of_source else tuple(_passing(links.of_docket(docket, story.reader), story))
    return Section(heading, place, lines, found)


def place_of(happened: list[Happening], story: Story) -> tuple[str, str | None]:
    """The name of the case, or of the source that the news is about; and the dockets."""
    first, docket = happened[0], story.docket_of(happened[0].change)
    source = capital(teller(first.change, story.reader))
    if not first.docket_keys:
        is_of_press = press.is_of_source(first.change)
        return capital(story.reader.say("the press")) if is_of_press else source, None
    place = _place(first.docket_keys)
    if _is_of_several(first):
        return source, place
    return (place, None) if docket is None or not docket.caption else (docket.caption, place)


def _is_of_several(happening: Happening) -> bool:
    return happening.change.kind in ABOUT_SOURCES and len(happening.docket_keys) > 1


def _passing(found: Iterable[Link], story: Story) -> Iterator[Link]:
    """Without those whose address holds a name that must not leave."""
    return (link for link in found if story.guard.passes(link.url))


def _place(keys: Iterable[DocketKey]) -> str:
    """Dockets as lawyers cite them, those of one court together: "D. Mass. 25-1, 25-2"."""
    in_court = groupby(keys, lambda key: key.court_id)
    return "; ".join(
        f"{court_called(court_id)} {', '.join(key.number for key in found)}"
        for court_id, found in in_court
    )


def line(happening: Happening, story: Story) -> Line:
    if happening.change.kind is ChangeKind.ENTRY_ADDED:
        return _filing(happening, story)
    if happening.change.kind is ChangeKind.ARTICLE_LINKED:
        return _report(happening, story)
    return _event(happening, story)


def _filing(happening: Happening, story: Story) -> Line:
    change, entry = happening.change, story.entry_of(happening.change)
    text, name = entry.text if entry is not None else None, substance.name(happening, story)
    is_plain = entry is not None and substance.is_plain(entry)
    reported = press_words.under(happening, story)
    return Line(
        substance.with_papers(substance.headline(happening, story), happening, story),
        points=(*substance.points(happening, story), *substance.papers(happening, story)),
        facts=tuple(_facts(happening, entry, story.reader)),
        plain=substance.plain(happening, story),
        name=substance.own_name(happening, story),
        text=text if text != name or is_plain else None,
        quotes=documents.quotes(change, story),
        citation=_citation(happening, entry, story),
        links=_links(happening, story),
        press=reported.press,
        clippings=reported.clippings,
        more_clippings=reported.more,
    )


def _report(happening: Happening, story: Story) -> Line:
    """Stories whose filing this message does not tell."""
    entry = story.entry_of(happening.change)
    reported = press_words.of_happening(happening, story)
    return Line(
        stopped(f"{press_words.headline(happening, story)}."),
        points=tuple(press_words.points(happening, story)),
        facts=tuple(_facts(happening, entry, story.reader)),
        plain=press_words.plain(happening, story),
        links=_links(happening, story),
        clippings=reported.clippings,
        more_clippings=reported.more,
    )


def _event(happening: Happening, story: Story) -> Line:
    change, entry, reader = happening.change, story.entry_of(happening.change), story.reader
    is_compared = change.kind in COMPARED
    is_told = is_compared or change.kind is ChangeKind.REDACTED
    return Line(
        stopped(f"{sentence(happening, story)}."),
        points=tuple(_set_by(happening, entry, reader)),
        facts=() if change.kind in agenda.CLOCKS else tuple(_facts(happening, entry, reader)),
        plain=_plain(change, reader),
        quotes=documents.quotes(change, story),
        before=value(change, change.old, reader) if is_compared else None,
        after=value(change, change.new, reader) if is_told else None,
        links=() if change.kind in WITHDRAWN else _links(happening, story),
    )


def _set_by(happening: Happening, entry: DocketEntry | None, reader: Reader) -> Iterator[str]:
    """Whose deadline it is that the clock brings up."""
    if happening.change.kind in agenda.CLOCKS and entry is not None and entry.number is not None:
        paper = naming.numbered(entry.kind, entry.number, reader)
        yield capital(reader.say("{paper} set it.", paper=paper))
    if told := agenda.doubt(happening.change, reader):
        yield told


def _links(happening: Happening, story: Story) -> tuple[Link, ...]:
    return tuple(_passing(links.of_entry(story.entry_of(happening.change), story), story))


def _plain(change: Change, reader: Reader) -> str:
    """The glossary's sentence, unless more is known of what was not seen."""
    is_said = bool(agenda.doubt(change, reader)) or change.kind not in glossary.CHANGES
    return "" if is_said else reader.say(glossary.CHANGES[change.kind])


def _citation(happening: Happening, entry: DocketEntry | None, story: Story) -> str | None:
    docket = story.docket_of(happening.change)
    if docket is None or entry is None:
        return None
    return citation.cite(docket, entry)


def _facts(happening: Happening, entry: DocketEntry | None, reader: Reader) -> Iterator[str]:
    if entry is None:
        return
    is_new = happening.change.kind is ChangeKind.ENTRY_ADDED
    if is_new and entry.kind is not None and _says_more(entry.kind, entry, reader):
        yield glossary.kind(entry.kind, reader)
    filer = substance.filer(entry, reader) if is_new else ""
    has_day = entry.filed_on not in (None, _court_day(entry.entered_at, happening))
    if filer and has_day and entry.filed_on is not None:
        yield reader.say("filed by {who} on {day}", who=filer, day=reader.day(entry.filed_on))
    elif filer:
        yield reader.say("filed by {who}", who=filer)
    if entry.entered_at is not None:
        moment = reader.moment_at(entry.entered_at, happening.court_id)
        yield reader.say("entered {moment}", moment=moment)
    if not filer and has_day and entry.filed_on is not None:
        yield reader.say("filed {day}", day=reader.on_day(entry.filed_on))


def _says_more(kind: EntryKind, entry: DocketEntry, reader: Reader) -> bool:
    """Whether the kind tells what the court's own name ("Motion to Stay") does not."""
    if kind is EntryKind.OTHER or substance.is_plain(entry):
        return False
    named = "; ".join(entry.labels) or (entry.text or "")[:_BEGINNING]
    return reader.is_foreign or spaced(kind) not in named.casefold()


def _court_day(at: datetime | None, happening: Happening) -> object:
    """The day it was at the court, where filings are dated."""
    court = courts.find(happening.court_id or "")
    return at and court and at.astimezone(ZoneInfo(court.time_zone)).date()


def looked(looks: Looks | None, reader: Reader) -> str | None:
    """ "Looked at 24 times since the last news; all answered."; None where there is no count."""
    if looks is None or not looks.times:
        return None
    return reader.say(
        "Looked at {times} since {since}; all answered."
        if looks.all_answered
        else "Looked at {times} since {since}.",
        times=reader.count(looks.times, "once", "{number} times"),
        since=reader.say("the last news" if looks.is_since_news else "the watch began"),
    )
