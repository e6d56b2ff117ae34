"""Where people read on: links with what following them may cost. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from db.models import Docket
from notify.escape import web_link

_FEE = "PACER may charge a fee"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    note: str | None = None


def of_docket(docket: Docket | None) -> Iterator[Link]:
    """Where people can read a docket: what is free first."""
    if docket is None:
        return
    if docket.courtlistener_id and docket.courtlistener_id.isdecimal():
        free = f"https://www.courtlistener.com/docket/{docket.courtlistener_id}/-/"
        yield Link("Free docket at CourtListener", free)
    if url := web_link(docket.url):
        yield Link("Docket at the court", url, fee(url))


def fee(url: str) -> str | None:
    """What reading there may cost; the Supreme Court's own pages are free."""
    host = urlsplit(url).hostname or ""
    return _FEE if host.endswith(".uscourts.gov") else None
