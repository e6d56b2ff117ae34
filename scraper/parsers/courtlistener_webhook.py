"""What CourtListener's docket alerts send -> the entries in it, each with its docket's id.

    {"payload": {"results": [<docket entry>, ...]},
     "webhook": {"version": 2, "event_type": 1, "date_created": "2022-10-11T14:21:40.855097-07:00"}}

The key that makes it known again is a header, `Idempotency-Key`; who keeps a payload as a file
may add it to `webhook` as `idempotency_key`. There is no signature: whoever knows the address can
send, so all of it is hostile. No second one comes when an entry gets its text or its PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from db.errors import FormatError
from db.models import DocketEntry, Problem
from scraper.parsers import courtlistener_entry
from scraper.parsers import courtlistener_fields as fields

DOCKET_ALERT = 1
MOST_BYTES = 16 * 1024 * 1024
MOST_ENTRIES = 10_000

_OTHERS = {
    2: "a search alert",
    3: "a finished RECAP fetch",
    4: "a report on old docket alerts",
    5: "a pray-and-pay notice",
}
_KEY = re.compile(r"[\w-]{8,100}", re.ASCII)
_UNFILLED = re.compile(rb"\{\{.{1,60}?\}\}")


class Filing(NamedTuple):
    docket_id: str  # CourtListener's
    entry: DocketEntry


@dataclass(frozen=True, slots=True)
class Webhook:
    """One delivery of a webhook, read."""

    key: str | None  # where the body tells it
    event_type: int
    filings: tuple[Filing, ...]
    problems: tuple[Problem, ...]  # what could not be read; it cost no other


def parse(body: bytes, time_zones: Mapping[str, str] = MappingProxyType({})) -> Webhook:
    """A docket alert; FormatError says why it is none, for the user.

    `time_zones` has the zone of each docket's court, by the docket's id: an entry's time is told
    in it. Of a docket that is not in it, only the day is said.
    """
    told = fields.table(_answer(body))
    head = fields.table(told.get("webhook"))
    event_type = fields.whole(head.get("event_type"))
    if event_type != DOCKET_ALERT:
        raise FormatError(_refusal(event_type))
    results = fields.table(told.get("payload")).get("results")
    if not isinstance(results, list):
        raise FormatError("the payload has no list of results: is it a docket alert, whole?")
    if len(results) > MOST_ENTRIES:
        raise FormatError(f"it holds {len(results)} entries; no docket alert is that long")
    filings, problems = _filings(results, time_zones)
    if results and not filings:
        raise FormatError("none of its results is a docket entry")
    return Webhook(_key(head), event_type, filings, problems)


def _answer(body: bytes) -> object:
    if len(body) > MOST_BYTES:
        raise FormatError(f"it is larger than {MOST_BYTES // 1024**2} MB; it was not read")
    try:
        return fields.answer(body)
    except FormatError as error:
        if _UNFILLED.search(body):
            raise FormatError(
                "it is a template whose places were never filled in ({{ ... }}), no payload"
            ) from error
        raise FormatError(str(error).replace("the answer", "the payload")) from error


def _refusal(event_type: int | None) -> str:
    if event_type is None:
        return "it does not say its event_type: is it a webhook of CourtListener, whole?"
    meant = _OTHERS.get(event_type, f"an event of type {event_type}")
    return f"it is {meant}; docket takes docket alerts (event_type {DOCKET_ALERT})"


def _key(head: fields.Told) -> str | None:
    told = head.get("idempotency_key")
    return told if isinstance(told, str) and _KEY.fullmatch(told) else None


def _filings(
    results: list[object], time_zones: Mapping[str, str]
) -> tuple[tuple[Filing, ...], tuple[Problem, ...]]:
    filings: list[Filing] = []
    problems: list[Problem] = []
    for place, each in enumerate(results):
        try:
            filings.append(_filing(each, time_zones))
        except FormatError as error:
            problems.append(Problem("bad_item", f"not read: it {error}", place))
    return tuple(filings), tuple(problems)


def _filing(value: object, time_zones: Mapping[str, str]) -> Filing:
    docket_id = courtlistener_entry.docket_id(value) or ""
    entry = courtlistener_entry.read(value, time_zones.get(docket_id))
    if not docket_id:
        raise FormatError("does not say on which docket it stands")
    return Filing(docket_id, entry)
