"""The other cases that a docket page names in its heading, with its own words for them. Pure.

Lead case: 1:03-md-01570-GBD-SN       Related case: 16cv1322-JAH
Member cases: 1:02-cv-06977-GBD-SN, ...
Case in other court: First Circuit, 25-01393
Originating Court Information: 0102-1 : 1:19-cv-00143     in a court of appeals
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from db import courts, numbers
from db.courts import CourtLevel
from db.models import RelatedDocket, Relation
from scraper.parsers.entry_facts import LONGEST_TEXT, line

MOST = 500

_HEADING = re.compile(
    r"\b(?P<words>(?:lead|member|related|associated|consolidated)[\w ]{0,20}? cases?(?:\(s\))?"
    r"|cases? in other courts?):\s*(?P<rest>.*?)(?=$|\b(?-i:[A-Z][a-z])[\w ]{1,30}:)",
    re.IGNORECASE,
)
_ORIGINATING = "Originating court"
_COURT_OF_APPEALS = re.compile(r"(?:USCA|U ?S Court of Appeals)\b(?: for(?: the)?)?")


def found(told: Mapping[str, Any], number: str) -> tuple[RelatedDocket, ...]:
    """Each once; never the docket itself, whose `number` it is."""
    related: dict[str, RelatedDocket] = {}
    for each in [*_originating(told), *_of_heading(told.get("lines", ()))]:
        if each.number != number:
            related.setdefault(each.number, each)
    return tuple(related.values())[:MOST]


def _originating(told: Mapping[str, Any]) -> Iterator[RelatedDocket]:
    """An agency's number is none of a docket, least of all an alien's registration number."""
    origin = told.get("originating_court_information") or {}
    number = line(origin.get("docket_number"))
    if number is not None and numbers.is_number(number):
        court = courts.find(line(origin.get("court_id")) or "")
        court_id = None if court is None else court.id
        yield RelatedDocket(Relation.LOWER_COURT, numbers.normal(number), court_id, _ORIGINATING)


def _of_heading(lines: Iterable[str]) -> Iterator[RelatedDocket]:
    """Of the lines one holds the whole heading, and the others its parts."""
    for told in lines:
        for heading in _HEADING.finditer(told[:LONGEST_TEXT]):
            words, rest = heading["words"], heading["rest"]
            for number in numbers.find(rest):
                is_elsewhere = "other court" in words.lower()
                yield (
                    _elsewhere(words, rest, number)
                    if is_elsewhere
                    else RelatedDocket(Relation.RELATED, number, None, f"{words}: {number}")
                )


def _elsewhere(words: str, rest: str, number: str) -> RelatedDocket:
    """ "First Circuit, 25-01393", "USCA, 5th Circuit, 10-30767"."""
    names = (_COURT_OF_APPEALS.sub("", part).strip(" .") for part in rest.split(","))
    court = next(filter(None, map(courts.find, names)), None)
    said = line(f"{words}: {rest}")
    if court is None:
        return RelatedDocket(Relation.RELATED, number, None, said)
    is_appeal = court.level is CourtLevel.APPELLATE
    return RelatedDocket(Relation.APPEAL if is_appeal else Relation.RELATED, number, court.id, said)
