"""A docket page that somebody saved from PACER -> Snapshot.

| the page | |
|---|---|
| docket report | a district, bankruptcy or national court's whole docket: HTML |
| history report | short names, dates and, where asked for, texts: HTML |
| appellate docket | a court of appeals' full docket: HTML |
| ACMS | the newer dockets of the 2nd and 9th Circuits: JSON |

Whoever asked PACER for it may have limited it to some dates or numbers, so that it is never
taken for complete. Of the people in it names alone are read: no addresses, no telephones, and
no alien's registration number, which courts of appeals put where a docket number should be.
"""

from __future__ import annotations

import re

from db import courts
from db.courts import CourtLevel
from db.models import Docket, Problem, Snapshot, Source, SourceState
from scraper.parsers import docket_facts, feed_text, pacer_pages, page_refusals
from scraper.parsers.pacer_pages import Told

LARGEST = 32 * 1024 * 1024  # bytes; the longest dockets take a few megabytes

_NO_COURT = "the page does not say which court it is of: add --court ID"
_HISTORY = re.compile(r"History/Documents")
_CASE_IDS = (
    re.compile(r"setcookie\(\"CASE_NUM\",\"[^\"(]{1,40}\((\d{1,18})\)\""),
    re.compile(r"goDLS\('[^']{1,80}','(\d{1,18})'"),
    re.compile(r"doDocPostURL\('\d{1,18}','(\d{1,18})'"),
    re.compile(r"[?&;]caseid=(\d{3,18})\b", re.IGNORECASE),
)
_HOST = re.compile(rb"https?://(ecf\.[a-z0-9]{2,8}\.uscourts\.gov)\b")


def court_named(body: bytes) -> str | None:
    """The id of the court that the page's links lead to; None where they lead to several.

    A court of appeals links to the court below; nobody links to a court of appeals.
    """
    hosts = {host.decode() for host in _HOST.findall(body[:LARGEST])}
    found = {court for court in map(courts.find, hosts) if court is not None}
    above = {court for court in found if court.level is CourtLevel.APPELLATE}
    ids = [court.id for court in above or found]
    return ids[0] if len(ids) == 1 else None


def without_court(body: bytes) -> str:
    """Why a page cannot be read whose court is not known."""
    return page_refusals.known(_text(body[:LARGEST])) or _NO_COURT


def parse(body: bytes, source: Source) -> Snapshot:
    """One saved page, read; of the source only its court matters."""
    if len(body) > LARGEST:
        return _refused(f"the page has {len(body)} bytes, and no docket is so long")
    page = _text(body)
    told = _told(page, source.court_id)
    number = docket_facts.number(told)
    if number is None:
        return _refused(page_refusals.words(page))
    docket = docket_facts.docket(told, source.court_id, number, _case_id(page))
    problems = _problems(told, docket)
    return Snapshot(SourceState.OK, dockets=(docket,), problems=problems, complete=False)


def _text(body: bytes) -> str:
    return feed_text.in_utf8(body).decode(errors="replace")


def _told(page: str, court_id: str) -> Told:
    """By the form that the page has, and that a court of this level writes."""
    if page.lstrip("\ufeff \t\r\n").startswith("{"):
        return pacer_pages.acms_docket(page, court_id)
    if courts.get(court_id).level is CourtLevel.APPELLATE:
        return pacer_pages.appellate_docket(page, court_id)
    if _HISTORY.search(page):
        told = pacer_pages.history_report(page, court_id)
        if told.get("docket_number"):
            return told
    return pacer_pages.docket_report(page, court_id)


def _case_id(page: str) -> str | None:
    """PACER's id of the case, which the page's scripts name far more often than another's."""
    for pattern in _CASE_IDS:
        ids: list[str] = pattern.findall(page)
        if ids:
            return max(ids, key=ids.count)
    return None


def _problems(told: Told, docket: Docket) -> tuple[Problem, ...]:
    problems = []
    unread = len(told["docket_entries"]) - len(docket.entries)
    if unread:
        problems.append(Problem("bad_item", f"{unread} entries without text cannot be read"))
    if "parties" in told and told["parties"] is None:
        problems.append(Problem("bad_parties", "the list of parties cannot be read"))
    return tuple(problems)


def _refused(words: str) -> Snapshot:
    return Snapshot(SourceState.DOWN, problems=(Problem("not_a_docket", words),), complete=False)
