"""`docket due`: what the courts have set, by when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from commands import cases, guarded, home, output, tables
from commands.output import json_option
from db import courts, plain, queries
from db.due import Held, Owed
from db.errors import DocketError
from db.fates import State, Status
from db.models import Docket, EntryRef, Watch, WatchedCase
from db.plain import Plain
from db.shelves import Shelves
from notify import feeds, naming

_HEADS = ("day", "when", "case", "no.", "what", "note")
_LATELY = timedelta(days=30)  # so long a missed deadline is worth a look
_JUST = timedelta(days=1)  # and one of which nobody can say whether it was met


@dataclass(frozen=True, slots=True)
class Listed:
    """A deadline or a hearing as the list shows it; days are the court's."""

    fixed: Owed | Held
    docket: Docket
    watch: str | None  # a watch that follows it
    today: date

    @property
    def on(self) -> date | None:
        return self.fixed.due if isinstance(self.fixed, Owed) else self.fixed.on

    @property
    def status(self) -> str:
        if isinstance(self.fixed, Owed):
            return _status(self.fixed, self.today)
        is_past = self.fixed.on is None or self.fixed.on < self.today
        return "past" if self.fixed.state is State.SET and is_past else self.fixed.state

    @property
    def is_current(self) -> bool:
        """Still to come, or of late with nothing seen."""
        if self.on is None:
            return self.status == Status.OPEN and self.fixed.changed_at.date() >= self._since
        if self.status in ("missed", "overdue"):
            return self.on >= self._since
        if self.status in _OVER:
            return False
        return self.on >= self.today - (_JUST if self.status == "passed" else timedelta())

    @property
    def _since(self) -> date:
        return self.today - _LATELY


_OVER = frozenset((Status.MET, Status.MOVED, Status.VACATED, State.HELD, "past"))


def _status(owed: Owed, today: date) -> str:
    """What time has made of an open deadline: `overdue` until it is told as missed."""
    if owed.status is not Status.OPEN or owed.due is None or owed.due > today:
        return owed.status
    if owed.due == today:
        return "due_today"
    if owed.is_missed:
        return "missed"
    return "overdue" if owed.is_seen and owed.doubt is None else "passed"


@click.command()
@cases.subject_argument
@click.option("--court", help="The court of the case, where it does not say it itself.")
@click.option("--all", "is_all", is_flag=True, help="Also what is met, moved or over.")
@click.option("--ics", metavar="FILE", help="Write a calendar (iCalendar) instead; - for stdout.")
@json_option
def due(case: str | None, court: str | None, is_all: bool, ics: str | None, as_json: bool) -> None:
    """List deadlines and hearings that the courts have set.

    Of all watches, or of one CASE or WATCH, the nearest day first. Days are the court's. A day
    that we computed from "within five days" is to be verified.
    """
    if not home.has_store():
        return
    with home.reading() as store:
        found = sorted(_listed(store, case, court), key=_order)
    shown = [each for each in found if is_all or each.is_current]
    if ics is not None:
        _write_calendar(found, case, ics)
    elif as_json:
        for each in shown:
            output.json_line(_plain(each))
    elif shown:
        tables.show(_HEADS, [_row(each) for each in shown], prose=("what", "note"))
    else:
        output.note("Nothing is due." if found else "Nothing that courts have set is known.")


def _order(each: Listed) -> tuple[date, str, str]:
    at = "" if isinstance(each.fixed, Owed) else each.fixed.told["at"] or ""
    return each.on or date.max, at, str(each.docket.key)


def _listed(store: Shelves, case: str | None, court: str | None) -> Iterator[Listed]:
    followed = {docket.id or 0: (docket, slug) for docket, slug in _dockets(store, case, court)}
    found: list[Owed | Held] = [
        *store.due.obligations(followed),
        *store.due.proceedings(followed),
    ]
    now = home.now()
    for each in found:
        docket, slug = followed[each.docket_id]
        yield Listed(each, docket, slug, _today(docket, now))


def _dockets(
    store: Shelves, case: str | None, court: str | None
) -> Iterator[tuple[Docket, str | None]]:
    """What the case or watch is about, or every watch, with the name of a watch."""
    if case is None:
        for watch in store.watches.all():
            yield from ((docket, watch.slug) for docket in _of_watch(store, watch, watch.cases))
        return
    subject = cases.subject(store, case, court)
    slug = None if subject.watch is None else subject.watch.slug
    yield from ((docket, slug) for docket in _of_watch(store, subject.watch, subject.cases))


def _of_watch(
    store: Shelves, watch: Watch | None, followed: Iterable[WatchedCase]
) -> Iterator[Docket]:
    """The dockets of its cases; of a query those that it finds by their headings."""
    for case in followed:
        yield from store.dockets.headings_of_case(case)
    if watch is not None and watch.query is not None:
        search = queries.search(watch)
        dated = store.dockets.headings(store.due.docket_ids())
        yield from (docket for docket in dated.values() if search.wants(docket))


def _today(docket: Docket, now: datetime) -> date:
    return courts.day(docket.court_id, now)


def _plain(each: Listed) -> Plain:
    told = each.fixed.told
    is_deadline = isinstance(each.fixed, Owed)
    return {
        "docket": str(each.docket.key),
        "entry": plain.reference(each.fixed.entry),
        "kind": "deadline" if is_deadline else "hearing",
        "what": told["what"],
        "who": told.get("who"),
        "due": None if each.on is None else each.on.isoformat(),
        "at": told.get("at"),
        "place": told.get("place"),
        "status": each.status,
        "within_days": told.get("within_days"),
        "computed": told.get("computed"),
        "rule": told.get("rule"),
        "words": each.fixed.told["words"] if isinstance(each.fixed, Owed) else each.fixed.words,
        "met_by": _reference(each.fixed.by if each.status == Status.MET else None),
        "changed_by": _reference(each.fixed.by if each.status != Status.MET else None),
        "watch": each.watch,
    }


def _reference(entry: EntryRef | None) -> Plain | None:
    return None if entry is None else plain.reference(entry)


def _row(each: Listed) -> tuple[str, ...]:
    number = each.fixed.entry.number
    return (
        _day(each),
        _when(each),
        naming.case(each.docket.key),
        "" if number is None else str(number),
        _what(each),
        ". ".join(_notes(each)),
    )


def _day(each: Listed) -> str:
    """`Wed 28 May`; with the year where it is another one, and the hour of a hearing."""
    if each.on is None:
        return "no day told"
    year = "" if each.on.year == each.today.year else f" {each.on.year}"
    at = each.fixed.told.get("at")
    return f"{each.on:%a} {each.on.day} {each.on:%b}{year}" + (f" {at}" if at else "")


def _when(each: Listed) -> str:
    """How far the day is."""
    if each.on is None:
        return ""
    days = (each.on - each.today).days
    named = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return named.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def _what(each: Listed) -> str:
    """What, and who owes it or where it is, unless that is said already."""
    told = each.fixed.told
    named = told["what"] or "Hearing"
    if who := told.get("who"):
        return named if who.casefold() in named.casefold() else f"{named} ({who})"
    return f"{named}, {told['place']}" if told.get("place") else named


_SAID = {
    "missed": "nothing matching filed, as far as seen",
    "overdue": "nothing matching seen yet",
    "passed": "no docket shows whether it was met",
    "moved": "moved to another day",
    "vacated": "no longer due",
    "cancelled": "cancelled",
    "held": "held",
}


def _notes(each: Listed) -> Iterator[str]:
    if each.status == Status.MET:
        is_late = isinstance(each.fixed, Owed) and each.fixed.is_late
        yield f"met{' late' if is_late else ''}{_by(each)}"
    elif each.status in _SAID:
        yield _SAID[each.status] + _by(each)
    elif isinstance(each.fixed, Held) and each.fixed.sequence:
        yield f"moved{_by(each)}"
    if isinstance(each.fixed, Owed):
        yield from _reckoned(each.fixed)


def _by(each: Listed) -> str:
    by = each.fixed.by
    return "" if by is None or by.number is None else f" by {by.number}"


def _reckoned(owed: Owed) -> Iterator[str]:
    """How we know the day, in the court's words where it is not told."""
    if owed.doubt == "extension":
        yield "more time was asked for"
    elif owed.doubt == "sealed":
        yield "something was filed under seal since"
    if owed.told["computed"]:
        by = f" by {owed.told['rule']}" if owed.told["rule"] else ""
        yield f"computed{by}, verify: “{owed.told['words']}”"
    elif owed.due is None:
        yield f"“{owed.told['words']}”"


def _write_calendar(found: Iterable[Listed], case: str | None, file: str) -> None:
    """All that is known, also what is over: a calendar must hear that something was cancelled."""
    events = [event for each in found if (event := _event(each)) is not None]
    body = feeds.calendar(case or "docket", events, guarded.words)
    if file == "-":
        click.echo(body, nl=False)
        return
    try:
        Path(file).write_bytes(body)
    except OSError as error:
        raise DocketError(f"{file} cannot be written: {error.strerror}") from error
    output.note(f"Wrote {len(events)} dates to {file}.")


def _event(each: Listed) -> feeds.Event | None:
    if isinstance(each.fixed, Owed):
        return feeds.of_deadline(each.fixed, each.docket)
    return feeds.of_hearing(each.fixed, each.docket)
