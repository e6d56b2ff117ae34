"""What juriscraper tells of a docket, in our nouns. Pure.

Its dictionaries mix empty text, None and missing keys for what a page does not say, and hold
whatever stands in the page: every value is cleaned and checked here and in `entry_facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from db import courts, numbers
from db.courts import CourtLevel
from db.models import Docket, Party
from scraper.parsers import entry_facts, related_cases
from scraper.parsers.entry_facts import day, line

Told = Mapping[str, Any]

_NO_CAPTION = "Unknown Case Title"
_CHAPTER = re.compile(r"\bChapter:?\s+(7|9|11|12|13|15)\b")
# "Example Counsel, Trial Attorney", "Example Counsel, -"; but "Example Counsel, Jr."
_RANK = re.compile(r"\s*,(?!\s*(?:Jr|Sr|II|III|IV)\b).*$", re.DOTALL)


def number(told: Told) -> str | None:
    """The docket's number in its one spelling, with the defendant that the page is of."""
    said = line(told.get("docket_number"))
    if said is None or not any(char.isdigit() for char in said):
        return None
    defendant = line(told.get("federal_defendant_number"))
    return numbers.normal(said if defendant is None else f"{said}-{defendant}")


def docket(told: Told, court_id: str, number: str, case_id: str | None) -> Docket:
    docket = Docket(
        court_id,
        number,
        _caption(told),
        case_id or line(told.get("pacer_case_id")),
        judge=_judge(told),
        filed_on=day(told.get("date_filed")),
        closed_on=day(told.get("date_terminated")),
        nature_of_suit=line(told.get("nature_of_suit")),
        cause=line(told.get("cause")),
        url=_url(court_id, case_id),
        last_filing_on=day(told.get("date_last_filing")),
        parties=tuple(_parties(told.get("parties") or ())),
        related=related_cases.found(told, number),
        entries=tuple(entry_facts.entries(told["docket_entries"], court_id)),
    )
    is_bankruptcy = courts.get(court_id).level is CourtLevel.BANKRUPTCY
    return _with_bankruptcy(docket, told) if is_bankruptcy else docket


def _caption(told: Told) -> str | None:
    caption = line(told.get("case_name"))
    return None if caption is None or caption.startswith(_NO_CAPTION) else caption


def _judge(told: Told) -> str | None:
    """juriscraper takes the initial of "James V. Selna" for a versus."""
    judge = line(told.get("assigned_to_str"))
    return judge and judge.replace(" v. ", " V. ")


def _url(court_id: str, case_id: str | None) -> str | None:
    """Where PACER shows the docket, as the court's own feed writes it."""
    court = courts.get(court_id)
    if court.ecf_host is None or case_id is None or court.level is CourtLevel.APPELLATE:
        return None
    return f"https://{court.ecf_host}/cgi-bin/DktRpt.pl?{case_id}"


def _parties(told: Iterable[Told]) -> Iterator[Party]:
    """Names alone: what stands below them is where people live."""
    for each in told:
        name = line(each.get("name"))
        if name is not None:
            counsel = (_counsel(attorney) for attorney in each.get("attorneys") or ())
            yield Party(name, line(each.get("type")), tuple(dict.fromkeys(filter(None, counsel))))


def _counsel(told: Told) -> str | None:
    name = line(told.get("name"))
    return None if name is None or "@" in name else _RANK.sub("", name) or None


def _with_bankruptcy(docket: Docket, told: Told) -> Docket:
    chapters = (_CHAPTER.search(words) for words in told.get("lines", ()))
    trustees = (party.name for party in docket.parties if party.role == "Trustee")
    return replace(
        docket,
        office=line(told.get("federal_dn_office_code")),
        type="ap" if told.get("is_adversary") else "bk",
        chapter=next((found[1] for found in chapters if found), None),
        trustee=next(trustees, None),
    )
