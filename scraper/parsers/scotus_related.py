"""The other dockets that a Supreme Court docket names: below, beside and before it.

Lower Ct:       United States Court of Appeals for the First Circuit
Case Numbers:   (23-2051 (See also 23-1853))
Linked with     24-170        an application, and the petition that followed it
Vide            24-971        heard together
Application (16A599) to extend the time to file a petition ...
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from db import courts, numbers
from db.models import RelatedDocket, Relation

MOST = 50  # of one kind
LONGEST = 60  # characters of a number

_NUMBER = r"[0-9]{2}(?:-|[AMO])[0-9]{1,6}"
_LINKED = re.compile(
    rf"\b(?:Linked with|Vide|Consolidated with)[ :]+{_NUMBER}(?:(?:,? and |[,;&] ?| ){_NUMBER})*"
)
# Applications in a case have numbers of their own, told in the rows about them.
_APPLICATION = re.compile(r"\bapplication \([0-9]{2}A[0-9]{1,4}\)", re.IGNORECASE)


def of_docket(
    number: str, lower_court: str, lower_numbers: str, words: Iterable[str]
) -> tuple[RelatedDocket, ...]:
    """Every docket named, each once. `words` are the heading's and the rows'."""
    below = list(_below(lower_court, lower_numbers))[:MOST]
    beside: dict[str, RelatedDocket] = {}
    for text in words:
        for found in (*_LINKED.finditer(text), *_APPLICATION.finditer(text)):
            for other in map(numbers.normal, re.findall(_NUMBER, found[0])):
                named = RelatedDocket(Relation.RELATED, other, "scotus", found[0])
                beside.setdefault(other, named)
    beside.pop(number, None)
    return (*below, *list(beside.values())[:MOST])


def _below(lower_court: str, lower_numbers: str) -> Iterator[RelatedDocket]:
    court_id = _federal(lower_court)
    words = " ".join(filter(None, (lower_court, lower_numbers)))
    for told in dict.fromkeys(_numbers(lower_numbers)):
        number = numbers.normal(told) if court_id else told
        yield RelatedDocket(Relation.LOWER_COURT, number, court_id, words)


def _federal(name: str) -> str | None:
    """The court's id. The court writes "United States" before every federal one, and only there.

    Without it the "District of Columbia Court of Appeals" would be found as a federal court.
    """
    court = courts.find(name) if name.startswith("United States ") else None
    return None if court is None else court.id


_BETWEEN = re.compile(r"\(|\)|[,;&\n]|\bsee also\b|\band\b", re.IGNORECASE)
_SHORTENED = re.compile(r"-?([0-9]+)")
_LED_BY = re.compile(r"(.*-)[0-9]+")


def _numbers(told: str) -> Iterator[str]:
    """The numbers in a lower court's own spelling, those written short in full.

    "99-1845,-1846" and "98-35309/35509" say the beginning once.
    """
    leader = ""
    for piece in _BETWEEN.split(told):
        for part in piece.split("/"):
            part = part.strip()
            short = _SHORTENED.fullmatch(part)
            if short and leader:
                part = leader + short[1]
            elif led := _LED_BY.fullmatch(part):
                leader = led[1]
            if part and len(part) <= LONGEST:
                yield part
