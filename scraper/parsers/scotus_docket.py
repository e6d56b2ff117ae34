"""What every shape of a Supreme Court docket tells, and the docket that it makes.

The court shows one docket in four shapes (see `scraper.parsers.scotus`); each
is first read into `Told`, in the court's own words.

Its rows carry no ids, are not strictly in the order of time, and are reworded
now and then; the same words may stand there twice, months or no day apart
("Reply of petitioner filed."). Each row is an entry, in the order of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from db import numbers
from db.models import Docket, DocketEntry, Party, Problem
from scraper.parsers import scotus_links, scotus_related
from scraper.parsers.plain_text import cleaned

COURT_ID = "scotus"
LONGEST = 20_000  # characters of a row; the longest order lists have some 5,000
LONGEST_FACT = 2_000  # characters of the title or of anything else in the heading
MOST_ROWS = 5_000  # the longest dockets have some 600
MOST_COUNSEL = 2_000
MOST_PROBLEMS = 50  # told one by one


class Row(NamedTuple):
    """A line of "Proceedings and Orders"."""

    day: str  # "Apr 07 2025"
    text: str
    links: tuple[tuple[str, str], ...] = ()  # title, address as it stands there


class Counsel(NamedTuple):
    role: str  # "Petitioner", "Respondent", "Other"
    name: str
    party: str  # "" where the page does not say whose


@dataclass(frozen=True, slots=True)
class Told:
    number: str  # "No. 24A949", "24-966 ", "24-5001 *** CAPITAL CASE ***"
    title: str  # "Vincent Example, Petitioner v. United States"
    docketed: str  # "April 7, 2025"
    lower_court: str
    lower_numbers: str  # "(23-2051 (See also 23-1853))"
    linked: str  # words that hold "Linked with 24-170", "Vide 24-971"
    rows: tuple[Row, ...]
    counsel: tuple[Counsel, ...]
    is_whole: bool = True  # False: it ends in the middle


def number(told: Told) -> str | None:
    """The docket's number; None where there is none.

    The page's own meta says "01014" of 16-1014: it is the serial, padded.
    """
    return next(iter(numbers.find(f"No. {told.number[:LONGEST_FACT]}")), None)


def docket(told: Told, number: str, url: str) -> tuple[Docket, tuple[Problem, ...]]:
    """The docket, and what could not be read of it. `url` is its own address."""
    rows = [row for row in told.rows if row.text or row.links][:MOST_ROWS]
    entries = [_entry(row, url) for row in rows]
    problems = [
        Problem("bad_date", f"the day of a row cannot be read: {cleaned(row.day)[:40]!r}", place)
        for place, (row, entry) in enumerate(zip(rows, entries, strict=True))
        if entry.filed_on is None
    ]
    found = Docket(
        COURT_ID,
        number,
        _fact(told.title) or None,
        filed_on=day(told.docketed),
        url=scotus_links.shown_at(number, url),
        parties=_parties(told),
        related=scotus_related.of_docket(
            number,
            _fact(told.lower_court),
            _fact(told.lower_numbers),
            [cleaned(told.linked[:LONGEST]), *(entry.text or "" for entry in entries)],
        ),
        entries=tuple(entries),
    )
    return found, tuple(problems[:MOST_PROBLEMS])


def _fact(told: str) -> str:
    return cleaned(told[:LONGEST_FACT])


def _entry(row: Row, url: str) -> DocketEntry:
    return DocketEntry(
        text=cleaned(row.text[:LONGEST]) or None,
        filed_on=day(row.day),
        documents=scotus_links.documents(row.links, url),
    )


_DAY = re.compile(r"([A-Z][a-z]{2})[a-z]*\.? +([0-9]{1,2}),? +([0-9]{4})\b")


def day(told: str) -> date | None:
    """The day of "Apr 07 2025", "Oct  7 2002", "January 17, 2017 Rule 12.4"."""
    found = _DAY.match(told.strip())
    if found is None:
        return None
    try:
        return datetime.strptime(" ".join(found.groups()), "%b %d %Y").date()
    except ValueError:  # no day of the calendar
        return None


def _parties(told: Told) -> tuple[Party, ...]:
    """Each party once, with the names of its counsel: addresses are left where they are."""
    sides = _sides(told.title)
    found: dict[tuple[str, str], list[str]] = {}
    for role, name, party in told.counsel[:MOST_COUNSEL]:
        party = _fact(party) or sides.get(role, "")
        if party:
            found.setdefault((party, role), []).append(_fact(name))
    return tuple(
        Party(party, role, tuple(dict.fromkeys(filter(None, names))))
        for (party, role), names in found.items()
    )


_ROLE = re.compile(r",? (?:Petitioner|Applicant|Appellant|Plaintiff)s?$")


def _sides(title: str) -> dict[str, str]:
    """Who stands on each side of the title: some dockets of 2002 name no party beside counsel."""
    ours, _, theirs = _fact(title).partition(" v. ")
    return {"Petitioner": _ROLE.sub("", ours), "Respondent": theirs}
