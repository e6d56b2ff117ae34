"""Nouns as plain JSON values and back: what `--json` prints and what the store keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

import orjson

from db.models import (
    Change,
    Deadline,
    Delivery,
    Disposition,
    Docket,
    DocketEntry,
    Document,
    EntryKind,
    EntryRef,
    EntryStatus,
    Hearing,
    HearingAction,
    Mark,
    Meaning,
    Party,
    RelatedDocket,
    Relation,
    Source,
)

Plain = dict[str, Any]


def spaced(word: str) -> str:
    """`notice_of_appeal`, as programs spell it, as people do: "notice of appeal"."""
    return word.replace("_", " ")


def moment(at: datetime | None) -> str | None:
    """`2025-05-23T18:52:00Z`: a time as others see it, to the second."""
    if at is None:
        return None
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat()[:19] + "Z"


def instant(at: datetime) -> str:
    """A time of our own clock, to the microsecond and of one width, so that text sorts as time."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant_or_none(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def from_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def from_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(told: date | None) -> str | None:
    return None if told is None else told.isoformat()


def from_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def document(told: Document) -> Plain:
    return {
        "number": told.number,
        "attachment": told.attachment,
        "doc_id": told.doc_id,
        "title": told.title,
        "url": told.url,
        "free_url": told.free_url,
    }


def entry(told: DocketEntry) -> Plain:
    return {
        "id": told.id,
        "seq": told.seq,
        "number": told.number,
        "labels": list(told.labels),
        "text": told.text,
        "entered_at": moment(told.entered_at),
        "filed_on": day(told.filed_on),
        "filer": told.filer,
        **meaning(told.meaning),
        "documents": [document(each) for each in told.documents],
        "sources": list(told.sources),
        "status": told.status,
    }


def meaning(told: Meaning | None) -> Plain:
    """What an entry was understood to mean; every key null or empty where it was not read."""
    if told is None:
        return {"kind": None, "disposition": None} | {name: [] for name in _SEVERAL}
    return {
        "kind": told.kind,
        "disposition": told.disposition,
        "answers": list(told.answers),
        "hearings": [hearing(each) for each in told.hearings],
        "deadlines": [deadline(each) for each in told.deadlines],
        "marks": list(told.marks),
    }


_SEVERAL = ("answers", "hearings", "deadlines", "marks")


def hearing(told: Hearing) -> Plain:
    return {
        "action": told.action,
        "on": day(told.on),
        "at": None if told.at is None else f"{told.at:%H:%M}",
        "what": told.what,
        "place": told.place,
        "was_on": day(told.was_on),
        "words": told.words,
    }


def deadline(told: Deadline) -> Plain:
    return {
        "what": told.what,
        "due": day(told.due),
        "within_days": told.within_days,
        "is_business_days": told.is_business_days,
        "after": told.after,
        "who": told.who,
        "computed": day(told.computed),
        "rule": told.rule,
        "words": told.words,
    }


def docket(told: Docket) -> Plain:
    return docket_alone(told) | {"entries": [entry(each) for each in told.entries]}


def docket_alone(told: Docket) -> Plain:
    """A docket without its entries."""
    return {
        "court_id": told.court_id,
        "number": told.number,
        "caption": told.caption,
        "pacer_case_id": told.pacer_case_id,
        "courtlistener_id": told.courtlistener_id,
        "judge": told.judge,
        "filed_on": day(told.filed_on),
        "closed_on": day(told.closed_on),
        "nature_of_suit": told.nature_of_suit,
        "cause": told.cause,
        "office": told.office,
        "type": told.type,
        "chapter": told.chapter,
        "trustee": told.trustee,
        "url": told.url,
        "last_filing_on": day(told.last_filing_on),
        "parties": [party(each) for each in told.parties],
        "related": [related(each) for each in told.related],
    }


def party(told: Party) -> Plain:
    return {"name": told.name, "role": told.role, "counsel": list(told.counsel)}


def related(told: RelatedDocket) -> Plain:
    return {
        "relation": told.relation,
        "court_id": told.court_id,
        "number": told.number,
        "words": told.words,
    }


def reference(told: EntryRef) -> Plain:
    return {
        "id": told.id,
        "seq": told.seq,
        "number": told.number,
        "labels": list(told.labels),
    }


def change(told: Change) -> Plain:
    return {
        "id": told.id,
        "kind": told.kind,
        "docket": None if told.docket is None else str(told.docket),
        "entry": None if told.entry is None else reference(told.entry),
        "field": told.field,
        "old": told.old,
        "new": told.new,
        "at": moment(told.at),
        "source": told.source_id,
        "quiet": told.quiet,
    }


def source(told: Source) -> Plain:
    return {
        "id": told.id,
        "kind": told.kind,
        "court_id": told.court_id,
        "number": told.number,
        "url": told.url,
        "state": told.state,
        "scope": told.scope,
        "built_at": moment(told.rebuilt_at),
        "failures": told.failures,
        "error": told.error,
        "checked_at": moment(told.checked_at),
        "answered_at": moment(told.answered_at),
        "next_check_at": moment(told.next_check_at),
    }


def delivery(told: Delivery) -> Plain:
    return {
        "id": told.id,
        "watch": told.watch,
        "channel": told.channel,
        "status": told.status,
        "message_id": told.message_id,
        "attempts": told.attempts,
        "due_at": moment(told.due_at),
        "sent_at": moment(told.sent_at),
        "error": told.error,
        "route": told.route,
        "reason": told.reason,
        "acked_at": moment(told.acked_at),
        "change": change(told.change),
    }


# What the store keeps: the same keys, without those that say nothing.


def packed_entry(told: DocketEntry) -> str:
    """An entry as text that is equal exactly where what was told is equal."""
    said: Plain = {}
    if told.seq is not None:
        said["seq"] = told.seq
    if told.number is not None:
        said["number"] = told.number
    if told.labels:
        said["labels"] = told.labels
    if told.text is not None:
        said["text"] = told.text
    if told.entered_at is not None:
        said["entered_at"] = moment(told.entered_at)
    if told.filed_on is not None:
        said["filed_on"] = told.filed_on.isoformat()
    if told.filer is not None:
        said["filer"] = told.filer
    if told.documents:
        said["documents"] = [
            {name: value for name, value in document(each).items() if value is not None}
            for each in told.documents
        ]
    if told.ref is not None:
        said["ref"] = told.ref
    return dumps(said)


def unpacked_entry(text: str) -> DocketEntry:
    said = loads(text)
    return DocketEntry(
        seq=said.get("seq"),
        number=said.get("number"),
        labels=tuple(said.get("labels", ())),
        text=said.get("text"),
        entered_at=from_moment(said.get("entered_at")),
        filed_on=from_day(said.get("filed_on")),
        filer=said.get("filer"),
        documents=tuple(Document(**each) for each in said.get("documents", ())),
        ref=said.get("ref"),
    )


@lru_cache(maxsize=1024)
def packed_meaning(told: Meaning) -> str:
    said = meaning(told) | {"filer": told.filer}
    return dumps({name: value for name, value in said.items() if value not in (None, [])})


@lru_cache(maxsize=1024)
def unpacked_meaning(text: str) -> Meaning:
    said = loads(text)
    disposition = said.get("disposition")
    return Meaning(
        kind=EntryKind(said["kind"]),
        disposition=None if disposition is None else Disposition(disposition),
        answers=tuple(said.get("answers", ())),
        hearings=tuple(map(_hearing, said.get("hearings", ()))),
        deadlines=tuple(map(_deadline, said.get("deadlines", ()))),
        marks=tuple(map(Mark, said.get("marks", ()))),
        filer=said.get("filer"),
    )


def _hearing(said: Plain) -> Hearing:
    return Hearing(
        action=HearingAction(said["action"]),
        on=from_day(said["on"]),
        at=None if said["at"] is None else time.fromisoformat(said["at"]),
        what=said["what"],
        place=said["place"],
        was_on=from_day(said["was_on"]),
        words=said["words"],
    )


def _deadline(said: Plain) -> Deadline:
    days = {name: from_day(said[name]) for name in ("due", "computed")}
    return Deadline(**said | days)


def packed_docket(told: Docket) -> str:
    """A docket without entries and id, as text that is equal where what was told is equal."""
    said = docket_alone(told).items()
    return dumps({name: value for name, value in said if value is not None and value != []})


def unpacked_docket(text: str) -> Docket:
    said = loads(text)
    for name in ("filed_on", "closed_on", "last_filing_on"):
        said[name] = from_day(said.get(name))
    said["parties"] = tuple(map(_party, said.get("parties", ())))
    said["related"] = tuple(map(_related, said.get("related", ())))
    return Docket(**said)


def _party(said: Plain) -> Party:
    return Party(said["name"], said["role"], tuple(said["counsel"]))


def _related(said: Plain) -> RelatedDocket:
    return RelatedDocket(
        Relation(said["relation"]), said["number"], said["court_id"], said["words"]
    )


def entry_ref(entry_id: int, told: DocketEntry) -> EntryRef:
    return EntryRef(str(entry_id), told.seq, told.number, told.labels)


def kept_entry(
    text: str, entry_id: int, sources: str, status: str, meaning: str | None
) -> DocketEntry:
    """An entry as the store holds it: what was told, and what we made of it."""
    return replace(
        unpacked_entry(text),
        id=str(entry_id),
        sources=tuple(loads(sources)),
        status=EntryStatus(status),
        meaning=None if meaning is None else unpacked_meaning(meaning),
    )


def loads(text: str) -> Any:
    return orjson.loads(text)


def dumps(value: object) -> str:
    """Any plain value as compact JSON text; an enumeration is its text."""
    return orjson.dumps(value).decode()
