"""A notice that a court sent by mail -> Snapshot: the entry, on each docket that it was filed on.

| | |
|---|---|
| NEF | notice of electronic filing, of district and bankruptcy courts |
| NDA | notice of docket activity, of courts of appeals |

Its links let whoever has them read a document once for free, and it lists by name and address
everybody who got it. Both are cut out before anything is read, so that nothing that is stored,
shown or logged can hold them.

A mail is hearsay: anybody can write one that looks like this. Of a whole message the sender
must at least call himself a federal court, unless the user knows where he has it from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from db import courts
from db.models import Docket, DocketEntry, Problem, Snapshot, Source, SourceState
from scraper.parsers import docket_facts, entry_facts, mail_letter, pacer_pages
from scraper.parsers.mail_letter import LARGEST, Letter
from scraper.parsers.pacer_pages import Told
from scraper.parsers.plain_text import cleaned

MOST_DOCKETS = 500

_SENDERS = ("uscourts.gov", "fedcourts.us")  # the newer dockets of the 2nd and 9th Cir. write so
# The second is where the newer dockets of the 2nd and 9th Circuits are shown.
_LINK = re.compile(
    r"https?://(?:(ecf\.[a-z0-9]{2,8}\.uscourts\.gov)|(ca[0-9]{1,2})-showdoc\.azurewebsites\.us)/",
    re.IGNORECASE,
)
# As a link scanner escapes them, too, once or twice: `%26magic_num%3D...`, `%252FNDA%252F...`.
_SECRETS = re.compile(
    r"(?P<name>(?:magic_num|(?:\b|%[0-9a-f]{2,6})uid)(?:=|%(?:25)?3D))[^&\"'\s<>]*"
    r"|(?P<path>(?:/|%(?:25)?2F)NDA(?:/|%(?:25)?2F))[^/\"'\s<>?]+",
    re.IGNORECASE,
)
_RECIPIENTS = re.compile(
    r"(mailed\s+to:|delivered by other means to:|notice cart for:)"
    r".*?(?=following document\(s\) are associated|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LISTED = re.compile(
    r"\s*(?:\d[\w:~-]+\s+)?Notice (?:has been|will be|will not be) "
    r"(?:electronically mailed|delivered by other means|stored in the notice cart)\b.*",
    re.DOTALL,
)
_CASE = re.compile(r"(?=Case Name:)")
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_KINDS = (
    ("Notice of Electronic Claims Filing", "it tells of a claim, not of a docket entry"),
    ("Modified Dkt text from", "it tells of a correction, not of a new entry"),
    ("Modified Date Filed from", "it tells of a correction, not of a new entry"),
)
_NO_NOTICE = "it is no notice of electronic filing, nor of docket activity"


def parse(mail: bytes, source: Source | None = None, *, any_sender: bool = False) -> Snapshot:
    """One mail, read; its links say which court it is of, unless the source says it."""
    if len(mail) > LARGEST:
        return _refused("too_large", f"the mail has {len(mail)} bytes, and no notice is so long")
    letter = mail_letter.read(mail)
    if not (any_sender or letter.sender is None or _is_court(letter.sender)):
        return _refused("other_sender", "it does not come from a court: --any-sender takes it too")
    if "Case Name:" not in letter.body or letter.body.count("Case Name:") > MOST_DOCKETS:
        return _refused("not_a_notice", _reason(letter))
    court_id = _court_named(letter) if source is None else source.court_id
    if court_id is None:
        return _refused("no_court", "no link in it names a federal court: say --court")
    dockets = _alike(tuple(_dockets(_without_secrets(letter), court_id)))
    if not dockets:
        return _refused("unread", f"its form is not known: {_reason(letter)}")
    return Snapshot(SourceState.OK, dockets=dockets, complete=False)


def _is_court(host: str) -> bool:
    return any(host == court or host.endswith(f".{court}") for court in _SENDERS)


def _court_named(letter: Letter) -> str | None:
    found = _LINK.search(letter.body)
    court = None if found is None else courts.find((found[1] or found[2]).lower())
    return None if court is None else court.id


def _reason(letter: Letter) -> str:
    return next((words for mark, words in _KINDS if mark in letter.body), _NO_NOTICE)


def _without_secrets(letter: Letter) -> Letter:
    body = _SECRETS.sub(lambda link: link["name"] or link["path"], letter.body)
    return replace(letter, body=_RECIPIENTS.sub(r"\1\n", body))


def _dockets(letter: Letter, court_id: str) -> Iterator[Docket]:
    at = entry_facts.entered_at(cleaned(_MARKUP.sub(" ", letter.body)), _time_zone(court_id))
    for body in _parts(letter):
        told = pacer_pages.notice(body, court_id, letter.subject, is_html=letter.is_html)
        for each in told.get("dockets", ()):
            number = docket_facts.number(each)
            if number is not None and each["docket_entries"]:
                docket = docket_facts.docket(each, court_id, number, _case_id(each))
                entries = (_entered(_cut(entry), at) for entry in docket.entries)
                yield replace(docket, entries=tuple(entries))


def _time_zone(court_id: str) -> str:
    return courts.get(court_id).time_zone


def _parts(letter: Letter) -> list[str]:
    """Of plain text that names several cases, each with what stands above them all."""
    head, *cases = _CASE.split(letter.body)
    if letter.is_html or len(cases) < 2:
        return [letter.body]
    return [f"{head}{case}\nNotice has been electronically mailed to:\n" for case in cases]


def _alike(dockets: tuple[Docket, ...]) -> tuple[Docket, ...]:
    """The subject names the event, but only the first of the cases: it is the same for all."""
    labels = next((entry.labels for docket in dockets for entry in docket.entries), ())
    return tuple(
        replace(each, entries=tuple(replace(entry, labels=labels) for entry in each.entries))
        for each in dockets
    )


def _case_id(told: Told) -> str | None:
    said = told["docket_entries"][0].get("pacer_case_id")
    return said if isinstance(said, str) and said.isdecimal() and len(said) < 19 else None


def _entered(entry: DocketEntry, at: datetime | None) -> DocketEntry:
    """At the time that its own text tells, else at the one above it, to the minute."""
    return replace(entry, entered_at=entry.entered_at or at)


def _cut(entry: DocketEntry) -> DocketEntry:
    """A text that ran on into the list of recipients ends before it."""
    return replace(entry, text=entry.text and (_LISTED.sub("", entry.text) or None))


def _refused(code: str, words: str) -> Snapshot:
    return Snapshot(
        SourceState.DOWN, problems=(Problem(code, f"not read: {words}"),), complete=False
    )
