"""Stories of the press in words: who reports what, and how long the docket took. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from db.models import DocketEntry, EntryKind
from notify import naming, press
from notify.escape import clean, web_link
from notify.press import Piece
from notify.reader import Reader, stopped
from notify.story import Happening, Story

_MOST_NAMED = 2  # publishers, where there are more than three
_MOST_SHOWN = 10  # stories of one filing
_LONGEST_TITLE = 300  # characters
_LONGEST_NAME = 80
_LONGEST_WORDS = 300
_MINUTES_OF_HOUR, _HOURS_OF_DAY = 60, 24
_A_FEW = 2  # hours or days: below, a smaller unit is told

_NOT_YET = {
    EntryKind.ORDER: "The press reports an order that is not on the docket yet",
    EntryKind.OPINION: "The press reports a ruling that is not on the docket yet",
    EntryKind.JUDGMENT: "The press reports a ruling that is not on the docket yet",
    EntryKind.MOTION: "The press reports a motion that is not on the docket yet",
}
_ANY_NOT_YET = "The press reports a filing that is not on the docket yet"
_OF_THE_PRESS = "This is a report of the press, not of the court."


@dataclass(frozen=True, slots=True)
class Clipping:
    """A story of the press, as a message shows it."""

    title: str
    byline: str  # who, when, how many copies
    url: str | None


@dataclass(frozen=True, slots=True)
class Cuttings:
    """The stories of one filing or event, as many as a message shows."""

    clippings: tuple[Clipping, ...] = ()
    more: str = ""  # how many others there are; empty: none
    press: str = ""  # who reports the filing, in a sentence; empty: the headline says it


def under(happening: Happening, story: Story) -> Cuttings:
    """What stands under a filing."""
    ids = [each.entry.id for each in happening.changes if each.entry is not None]
    pieces = press.clustered(each for known in ids for each in story.reported.get(known, ()))
    if not pieces:
        return Cuttings()
    entry, reader = story.entry_of(happening.change), story.reader
    came = _came(pieces, entry.entered_at if entry is not None else None, reader)
    return replace(_cuttings(pieces, reader), press=stopped(f"{came}."))


def _came(pieces: Sequence[Piece], entered_at: datetime | None, reader: Reader) -> str:
    """Who reports it; where the first did so before the docket, how long that took."""
    first = pieces[0]
    if entered_at is None or first.published_at is None or first.published_at >= entered_at:
        return reader.say("Reported by {publishers}", publishers=_publishers(pieces, reader))
    minutes = round((entered_at - first.published_at).total_seconds() / 60)
    return _after(first, minutes, reader)


def _after(first: Piece, minutes: int | None, reader: Reader) -> str:
    """The docket may have been first, and seen later."""
    publisher = _publisher(first, reader)
    if minutes is None:
        return reader.say("Now on the docket, as {publisher} reported", publisher=publisher)
    span = _span(minutes, reader)
    return reader.say(
        "On the docket {span} after {publisher} reported it", span=span, publisher=publisher
    )


def _span(minutes: int, reader: Reader) -> str:
    hours = minutes // _MINUTES_OF_HOUR
    days = hours // _HOURS_OF_DAY
    if days >= _A_FEW:
        return reader.count(days, "{number} day", "{number} days")
    if hours >= _A_FEW:
        return reader.count(hours, "{number} hour", "{number} hours")
    return reader.count(minutes, "{number} minute", "{number} minutes")


def _publishers(pieces: Iterable[Piece], reader: Reader) -> str:
    """ "Sample Herald, Example Wire and 2 more"."""
    named = list(dict.fromkeys(_publisher(each, reader) for each in pieces))
    if (more := len(named) - _MOST_NAMED) > 1:
        named = [*named[:_MOST_NAMED], reader.say("{number} more", number=more)]
    return reader.listed(named)


def _publisher(told: Piece, reader: Reader) -> str:
    """Its name, else its host."""
    named = clean(told.publisher or "", _LONGEST_NAME)
    return named or urlsplit(web_link(told.url) or "").hostname or reader.say("the press")


def headline(happening: Happening, story: Story) -> str:
    """What a story that stands under no filing of this message says, without a full stop."""
    pieces, reader = _pieces(happening), story.reader
    first = pieces[0]
    closing = next((each for each in pieces if each.is_closing), None)
    if happening.change.entry is not None:
        came = (
            _after(closing, closing.minutes, reader)
            if closing is not None
            else reader.say("Reported by {publishers}", publishers=_publishers(pieces, reader))
        )
        return f"{came}: {_filing(happening, story)}"
    if first.candidates:
        return reader.say(
            "Reported by {publishers}: it may be {filings}",
            publishers=_publishers(pieces, reader),
            filings=_either(first, story),
        )
    if first.kinds:
        return reader.say(_NOT_YET.get(first.kinds[0], _ANY_NOT_YET))
    return reader.say("In the press")


def subject(happening: Happening, story: Story) -> str:
    """The same, with the title of a story that reports no filing."""
    told, first = headline(happening, story), _pieces(happening)[0]
    is_named = happening.change.entry is not None or first.candidates or first.kinds
    return told if is_named else f"{told}: {clean(first.title, _LONGEST_TITLE)}"


def _pieces(happening: Happening) -> tuple[Piece, ...]:
    return press.clustered(map(press.piece, happening.changes))


def _filing(happening: Happening, story: Story) -> str:
    entry = story.entry_of(happening.change)
    text = entry.text if entry is not None else None
    return naming.filing(happening.change.entry, text, story.reader)


def _either(told: Piece, story: Story) -> str:
    """ "no. 118 or no. 119"."""
    reader = story.reader
    named = (
        reader.say("no. {number}", number=each.number)
        if each.number is not None
        else _unnumbered(story.entries.get(each.id), reader)
        for each in told.candidates
    )
    return reader.say(" or ").join(dict.fromkeys(named))


def _unnumbered(entry: DocketEntry | None, reader: Reader) -> str:
    if entry is None:
        return reader.say("an entry without a number")
    return f"“{naming.labels(entry, entry.text, reader)}”"


def points(happening: Happening, story: Story) -> Iterator[str]:
    """What they say, quoted, where the docket does not say it. Their titles stand below."""
    if happening.change.entry is not None:
        return
    for each in _pieces(happening)[:_MOST_SHOWN]:
        if each.kinds and each.words.strip() not in ("", each.title.strip()):
            yield f"{_publisher(each, story.reader)}: “{clean(each.words, _LONGEST_WORDS)}”"


def plain(happening: Happening, story: Story) -> str:
    """A sentence for those who may take it for the court's word."""
    is_seen = happening.change.entry is not None
    is_of_act = bool(_pieces(happening)[0].kinds)
    return story.reader.say(_OF_THE_PRESS) if is_of_act and not is_seen else ""


def of_happening(happening: Happening, story: Story) -> Cuttings:
    return _cuttings(_pieces(happening), story.reader)


def _cuttings(pieces: Sequence[Piece], reader: Reader) -> Cuttings:
    shown, more = pieces[:_MOST_SHOWN], len(pieces) - _MOST_SHOWN
    told = reader.count(more, "and {number} more story", "and {number} more stories")
    return Cuttings(tuple(_clipping(each, reader) for each in shown), told if more > 0 else "")


def _clipping(told: Piece, reader: Reader) -> Clipping:
    copies = (
        reader.count(told.copies, "and {number} copy", "and {number} copies") if told.copies else ""
    )
    when = reader.moment(told.published_at) if told.published_at is not None else ""
    byline = ", ".join(filter(None, [_publisher(told, reader), when, copies]))
    return Clipping(clean(told.title, _LONGEST_TITLE), byline, web_link(told.url))
