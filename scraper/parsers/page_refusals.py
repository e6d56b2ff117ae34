"""What a page that is no docket is instead, in words for whoever saved it. Pure."""

from __future__ import annotations

import re

_AGAIN = "open the docket again and save what then appears"

# The first that matches; the words finish "this is no docket: ...".
_KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), words)
    for pattern, words in (
        (r"\A\s*%PDF-", "it is a PDF; save the docket page itself, as HTML"),
        (r"\AFrom: <Saved by|\AMIME-Version:", "it is a web archive; save the page as HTML"),
        (r"\A\s*\Z", "it is empty"),
        (
            r"location\s*=\s*.https://pacer\.login\.|name=.?loginForm",
            f"it leads to PACER's login: the session had ended; log in, {_AGAIN}",
        ),
        (r"Case not found|Case Number Not Found|Cannot find case", "PACER found no such case"),
        (
            r"do not have permission to view|has been restricted",
            "PACER says that it may not be seen, or warns of a restriction",
        ),
        (
            r"Accept Charges and Retrieve|To accept charges shown below",
            "it asks to accept a charge; save the page that comes after it",
        ),
        (r"may take a long time to run", "it asks whether to go on; save the page after it"),
        (r"Request Time-?out|Server timeout", f"the court's server gave up waiting; {_AGAIN}"),
        (r"page ID does not exist", f"it is a page of PACER's that has expired; {_AGAIN}"),
        (
            r"must be less than or equal to|The case type was",
            "PACER could not understand what was asked; ask it again",
        ),
        (r"being opened, please check back later", "the case is only being opened; try later"),
        (r"Documents are attached to this filing", "it is a list of one filing's attachments"),
        (r"http-equiv=.?refresh", f"it only leads on to another page; {_AGAIN}"),
        (r"<embed\b[^<>]{0,999}application/pdf", "it only frames a document; save the docket page"),
        (
            r"name=.?date_from|Documents to Include|Links to Notices of Electronic Filing",
            "it is the form that asks for a docket; fill it in and save what then appears",
        ),
        (r"\d\d-\d{2,5} Summary<", "it is a case summary; ask for the full docket"),
    )
)
_UNKNOWN = "nothing in it looks like a docket report, a history report or an appellate docket"


def words(page: str) -> str:
    return known(page) or f"this is no docket: {_UNKNOWN}"


def known(page: str) -> str | None:
    """Only where it is known what the page is."""
    kinds = (words for pattern, words in _KINDS if pattern.search(page))
    found = next(kinds, None)
    return None if found is None else f"this is no docket: {found}"
