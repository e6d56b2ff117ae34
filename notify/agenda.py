"""Hearings and deadlines in words, as an entry tells them and as the clock brings them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time

from db.models import Change, ChangeKind, Deadline, Hearing, HearingAction
from notify import naming
from notify.reader import Reader, capital

_FILED = re.compile(
    r"(?:(?:shall|must|to) )?(?:file|submit|serve|lodge)(?: and (?:file|serve|submit))? (.+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|the|their|its|his|her|any|joint(?= a )) ", re.IGNORECASE)
_DEED = re.compile(  # something to be done, not a paper to be filed
    r"(?:respond|show|pay|confer|meet|appear|notify|complete|produce|provide|advise|amend|return"
    r"|inform|move|join|release|facilitate|take|make|give|comply|object|seek|cure|effect|exchange)"
    r"\b",
    re.IGNORECASE,
)
_THIS_ORDER = re.compile(  # from which a period runs that says no more
    r"(?:(?:the )?(?:date|entry|issuance|filing) of )*(?:(?:the|this|that) )?(?:court )?order",
    re.IGNORECASE,
)
_SHORT = 3  # letters
_MOST = 5  # of one entry; scheduling orders have twenty
_HEARINGS: Mapping[HearingAction, tuple[str, str]] = {  # with a time, and without
    HearingAction.SET: ("{what} set for {when}", "{what} set; the day is not told"),
    HearingAction.MOVED: ("{what} moved to {when}", "{what} moved; the new day is not told"),
    HearingAction.CANCELLED: ("{what} of {when} cancelled", "{what} cancelled"),
    HearingAction.HELD: ("{what} held {when}", "{what} held"),
}
# What is added where the docket's sources could not have shown all of it.
_WHOLLY_SEEN = (None, "all")
_PARTLY_SEEN = (
    "The sources of this docket carry only some types of entries: it may have been filed unseen."
)
_NOT_SEEN = "The sources of this docket have told nothing since: it may have been filed unseen."
_NOT_WHOLE = "Some filings of that time may never have been listed: it may have been filed unseen."
_DOUBTS = {"gap": _NOT_WHOLE, "partial": _PARTLY_SEEN}
_OF_CHANGES: Mapping[ChangeKind, HearingAction] = {
    ChangeKind.HEARING_SET: HearingAction.SET,
    ChangeKind.HEARING_MOVED: HearingAction.MOVED,
    ChangeKind.HEARING_CANCELLED: HearingAction.CANCELLED,
}


def deadlines(told: tuple[Deadline, ...], reader: Reader) -> Iterator[str]:
    for each in told[:_MOST]:
        yield deadline(each, reader)
    if (more := len(told) - _MOST) > 0:
        yield reader.count(more, "{number} more deadline", "{number} more deadlines")


def deadline(told: Deadline, reader: Reader) -> str:
    """ "Status report due Wednesday 28 May (within five days; ...)"."""
    period = _period(told, reader)
    if told.ends_on is None:
        return _due(told.what, period or reader.say("on a day that is not told"), reader)
    due = _due(told.what, reader.near_day(told.ends_on), reader)
    qualms = "; ".join(
        each for each in (period, _by(told, reader), _computed(told, reader)) if each
    )
    return f"{due} ({qualms})" if qualms else due


def _due(what: str, when: str, reader: Reader) -> str:
    if _DEED.match(what):
        return reader.say("Due {when}: {deed}", when=when, deed=_quoted(what, reader))
    return capital(reader.say("{paper} due {when}", paper=_paper(what, reader), when=when))


def _paper(what: str, reader: Reader) -> str:
    """ "file a status report" -> "status report"; a language that has a word for it says that."""
    filed = _FILED.fullmatch(what)
    paper = _ARTICLE.sub("", filed[1], count=1) if filed else what
    spelled = reader.say(paper[:1].lower() + paper[1:])
    if spelled == paper[:1].lower() + paper[1:]:
        return _quoted(paper, reader) if reader.is_foreign else paper
    return spelled


def _quoted(words: str, reader: Reader) -> str:
    """Words of the court, marked as such among words of another language."""
    return f"“{words}”" if reader.is_foreign else words


def _period(told: Deadline, reader: Reader) -> str:
    if told.within_days is None:
        return ""
    unit = "business day" if told.is_business_days else "day"
    days = reader.say(
        f"within {{days}} {unit}" + ("s" if told.within_days != 1 else ""),
        days=reader.number(told.within_days),
    )
    if told.after is None or _THIS_ORDER.fullmatch(told.after):
        return days
    return reader.say("{days} after {event}", days=days, event=_event(str(told.after), reader))


def _event(after: str, reader: Reader) -> str:
    spelled = reader.say(after)
    return _quoted(after, reader) if spelled == after else spelled


def _by(told: Deadline, reader: Reader) -> str:
    """Who must act, unless what is due says so: "the respondent's brief"."""
    if not told.who or told.who.casefold().rstrip("s") in told.what.casefold():
        return ""
    return reader.say("by {who}", who=naming.party(told.who, reader))


def _computed(told: Deadline, reader: Reader) -> str:
    if told.due is not None or told.computed is None:
        return ""
    if told.rule is None:
        return reader.say("computed, verify")
    return reader.say("computed by {rule}, verify", rule=told.rule)


def hearing(told: Hearing, court_id: str | None, reader: Reader) -> str:
    """ "Motion hearing moved from Friday 30 May to Tuesday 3 June, 2:00 PM, Courtroom 12"."""
    what = capital(_proceeding(told.what, reader))
    dated, undated = _HEARINGS[told.action]
    if told.on is None:
        return reader.say(undated, what=what)
    when = _when(told, told.on, court_id, reader)
    if told.action is HearingAction.MOVED and told.was_on is not None:
        was = reader.on_day(told.was_on)
        return reader.say("{what} moved from {was} to {when}", what=what, was=was, when=when)
    return reader.say(dated, what=what, when=when)


def _when(told: Hearing, on: date, court_id: str | None, reader: Reader) -> str:
    parts = [reader.on_day(on)]
    if told.at is not None:
        parts.append(reader.hour_at(on, told.at, court_id))
    if told.place:
        parts.append(told.place)
    return ", ".join(parts)


def _proceeding(what: str | None, reader: Reader) -> str:
    """The court's name for it, as a sentence has it: "Motion Hearing" -> "motion hearing"."""
    if not what:
        return reader.say("hearing")
    words = what.split()
    is_title = all(word.istitle() or word.islower() for word in words)
    is_shouted = what.isupper()  # whose short words are names of things: "TRO HEARING"
    lowered = (word if is_shouted and len(word) <= _SHORT else word.lower() for word in words)
    spelled = " ".join(lowered) if is_title or is_shouted else what
    told = reader.say(spelled)
    if reader.is_foreign and told == spelled:
        return reader.say("hearing ({what})", what=f"“{what}”")
    return told


def of_change(change: Change, reader: Reader) -> str:
    """What the clock or the court did to a deadline or a hearing, without a full stop."""
    known = change.new if isinstance(change.new, dict) else change.old
    told: Mapping[str, object] = known if isinstance(known, dict) else {"what": known}
    if change.kind in _OF_CHANGES:
        return hearing(_hearing(change, told), _court(change), reader)
    return _OF_DEADLINES[change.kind](told, reader)


def in_brief(change: Change, reader: Reader) -> str:
    """The same without how a day was reckoned: "Status report due tomorrow, ..."."""
    told = read_deadline(change.new) if isinstance(change.new, dict) else None
    if change.kind is not ChangeKind.DEADLINE_DUE or told is None or told.ends_on is None:
        return of_change(change, reader)
    return _due(told.what, reader.near_day(told.ends_on), reader)


def _hearing(change: Change, told: Mapping[str, object]) -> Hearing:
    before = change.old if isinstance(change.old, dict) else {}
    return replace(read_hearing(told, _OF_CHANGES[change.kind]), was_on=_day(before.get("on")))


def read_hearing(told: Mapping[str, object], action: HearingAction) -> Hearing:
    """A proceeding as a change carries it."""
    return Hearing(
        action=action,
        on=_day(told.get("on")),
        at=_hour(told.get("at")),
        what=_text(told.get("what")),
        place=_text(told.get("place")),
    )


def read_deadline(told: Mapping[str, object]) -> Deadline:
    """A deadline as a change carries it: what was computed has its rule."""
    is_computed, due = bool(told.get("computed")), _day(told.get("due"))
    days = told.get("within_days")
    return Deadline(
        what=_text(told.get("what")) or "",
        due=None if is_computed else due,
        computed=(due or _day(told.get("computed"))) if is_computed else None,
        within_days=days if isinstance(days, int) else None,
        who=_text(told.get("who")),
        rule=_text(told.get("rule")),
    )


def _is_due(told: Mapping[str, object], reader: Reader) -> str:
    return deadline(read_deadline(told), reader)


def _is_met(told: Mapping[str, object], reader: Reader) -> str:
    known = read_deadline(told)
    return reader.say("Met: {deadline}", deadline=_lower(_bare(known, reader)))


def _is_missed(told: Mapping[str, object], reader: Reader) -> str:
    missed = reader.say(
        "Missed: {deadline}; nothing matching was filed",
        deadline=_lower(_bare(read_deadline(told), reader)),
    )
    if told.get("seen") in _WHOLLY_SEEN:
        return missed
    return reader.say("{missed} that can be seen here", missed=missed)


def doubt(change: Change, reader: Reader) -> str:
    """Why what was not seen may have been filed; empty where nothing speaks for that."""
    seen = change.new.get("seen") if isinstance(change.new, dict) else None
    if change.kind is not ChangeKind.DEADLINE_MISSED or seen in _WHOLLY_SEEN:
        return ""
    return reader.say(_DOUBTS.get(str(seen), _NOT_SEEN))


def _bare(told: Deadline, reader: Reader) -> str:
    """ "status report, due yesterday, Wednesday 28 May"."""
    paper = _quoted(told.what, reader) if _DEED.match(told.what) else _paper(told.what, reader)
    if told.ends_on is None:
        return paper
    return reader.say("{paper}, due {when}", paper=paper, when=reader.near_day(told.ends_on))


_OF_DEADLINES = {
    ChangeKind.DEADLINE_SET: _is_due,
    ChangeKind.DEADLINE_DUE: _is_due,
    ChangeKind.DEADLINE_MET: _is_met,
    ChangeKind.DEADLINE_MISSED: _is_missed,
}
KINDS = frozenset((*_OF_CHANGES, *_OF_DEADLINES))
CLOCKS = frozenset((ChangeKind.DEADLINE_DUE, ChangeKind.DEADLINE_MISSED))  # time alone makes them


def _court(change: Change) -> str | None:
    return None if change.docket is None else change.docket.court_id


def _text(told: object) -> str | None:
    return None if told is None else str(told)


def _day(told: object) -> date | None:
    return date.fromisoformat(told[:10]) if isinstance(told, str) and told[:4].isdigit() else None


def _hour(told: object) -> time | None:
    return time.fromisoformat(told) if isinstance(told, str) else None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
