"""What is due and what takes place, as a calendar that others subscribe to (RFC 5545). Pure.

A hearing keeps its UID for good: it is that of the entry which first set it. Each move raises
its SEQUENCE, and one that was cancelled stays in the calendar as cancelled, so that it goes
from those of readers. Times are UTC: no reader need know a court's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from db import courts, numbers
from db.due import Held, Owed
from db.fates import State, Status
from db.models import Docket, EntryRef
from notify import links
from notify.escape import clean

_LONGEST_LINE = 75  # octets
_ENDED = {Status.MOVED: "The court moved it to another day", Status.VACATED: "No longer due"}
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

Words = Callable[[str], str]  # a text as it may leave the house


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a calendar."""

    uid: str
    stamp: datetime  # when it was last changed
    sequence: int
    on: date
    at: datetime | None  # None: all day
    summary: str
    notes: tuple[str, ...]
    place: str | None = None
    url: str | None = None
    is_cancelled: bool = False
    is_transparent: bool = False  # it takes nobody's time


def of_hearing(held: Held, docket: Docket) -> Event | None:
    """None where the court does not tell the day."""
    if held.on is None:
        return None
    what = held.told["what"] or "Hearing"
    is_cancelled = held.state is State.CANCELLED
    return Event(
        uid=_uid("hearing", held),
        stamp=held.changed_at,
        sequence=held.sequence,
        on=held.on,
        at=_moment(held, docket),
        summary=f"{'Cancelled: ' if is_cancelled else ''}{what}: {_case(docket)}",
        notes=(
            *_place(docket),
            f"Set by {_entry(held.entry)}",
            *_moved(held),
            *_quoted(held.words),
        ),
        place=held.told["place"],
        url=_url(docket),
        is_cancelled=is_cancelled,
    )


def of_deadline(owed: Owed, docket: Docket) -> Event | None:
    """None where no day is told, and where the day matters to nobody but the clerk."""
    if owed.due is None or owed.is_courtesy:
        return None
    who = f" ({owed.told['who']})" if owed.told["who"] else ""
    return Event(
        uid=_uid("deadline", owed),
        stamp=owed.changed_at,
        sequence=int(owed.status is not Status.OPEN),
        on=owed.due,
        at=None,
        summary=f"Due: {owed.told['what']}{who}: {_case(docket)}",
        notes=(*_place(docket), f"Set by {_entry(owed.entry)}", *_outcome(owed), *_reckoned(owed)),
        url=_url(docket),
        is_cancelled=owed.status in _ENDED,
        is_transparent=True,
    )


def _uid(kind: str, each: Held | Owed) -> str:
    number = numbers.core(each.docket.number)  # the judge's initials may change
    return f"{kind}-{each.docket.court_id}-{number}-{each.entry.id}-{each.place}@docket"


def _moment(held: Held, docket: Docket) -> datetime | None:
    if held.told["at"] is None or held.on is None:
        return None
    zone = courts.zone(docket.court_id)
    at = time.fromisoformat(held.told["at"])
    return datetime.combine(held.on, at, zone).astimezone(UTC)


def _case(docket: Docket) -> str:
    return docket.caption or courts.cited(docket.key)


def _place(docket: Docket) -> Iterator[str]:
    yield courts.cited(docket.key)


def _entry(entry: EntryRef) -> str:
    number = "" if entry.number is None else f" {entry.number}"
    return f"entry{number}" + (f" ({'; '.join(entry.labels)})" if entry.labels else "")


def _moved(held: Held) -> Iterator[str]:
    if held.by is not None and held.sequence:
        done = "Cancelled" if held.state is State.CANCELLED else "Last changed"
        yield f"{done} by {_entry(held.by)}"


def _outcome(owed: Owed) -> Iterator[str]:
    if owed.status is Status.MET and owed.by is not None:
        yield f"Met{' late' if owed.is_late else ''} by {_entry(owed.by)}"
    elif owed.status in _ENDED:
        yield _ENDED[owed.status]
    elif owed.is_missed:
        yield "Nothing that meets it was seen"


def _reckoned(owed: Owed) -> Iterator[str]:
    if owed.told["computed"]:
        by = f" by {owed.told['rule']}" if owed.told["rule"] else ""
        yield f"The day was computed{by}: verify it"
    yield from _quoted(owed.told["words"])


def _quoted(words: str) -> Iterator[str]:
    if words:
        yield f"The court's words: “{words}”"


def _url(docket: Docket) -> str | None:
    return next((link.url for link in links.of_docket(docket)), None)


def calendar(name: str, events: Iterable[Event], allowed: Words) -> bytes:
    """The events as a file; `allowed` takes out of every text what must not leave the house."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//docket//court dates//EN"),
        *("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name, allowed=allowed)}"),
        *(line for each in events for line in _lines(each, allowed)),
        "END:VCALENDAR",
    ]
    return b"".join(map(_folded, lines))


def _lines(event: Event, allowed: Words) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(event.stamp)}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _times(event)
    yield f"SUMMARY:{_text(event.summary, allowed=allowed)}"
    yield f"DESCRIPTION:{_text(*event.notes, allowed=allowed)}"
    if event.place:
        yield f"LOCATION:{_text(event.place, allowed=allowed)}"
    if event.url and allowed(event.url) == event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if event.is_transparent else 'OPAQUE'}"
    yield "END:VEVENT"


def _times(event: Event) -> Iterator[str]:
    """No court says how long a hearing will take: one hour, so that it can be seen."""
    if event.at is not None:
        yield f"DTSTART:{_utc(event.at)}"
        yield "DURATION:PT1H"
        return
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(*parts: str, allowed: Words) -> str:
    """Each part on a line of its own; nothing in it can begin a line of the calendar's."""
    return "\n".join(clean(allowed(part)) for part in parts).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, no character broken."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
