"""What the addresses in a CM/ECF feed point at: a docket, an entry on it, a document.

    DktRpt.pl?492165                                     the docket of a case
    DktRpt.pl?492165&10, DktRpt.pl?265812-16739          and an entry's seq (`-`: bankruptcy)
    ?servlet=DocketReportFilter.jsp&caseNum=19-8054&partId=10974397    court of appeals
    /doc1/127122264358?caseid=492165&de_seq_num=10       a document
    /docs1/010010807970                                  a document of a court of appeals
    /cgi-bin/show_case_doc?1,417541,,,                   a document of E.D.N.Y., without an id

A link is kept only where it leads to a federal court or to the host that the
channel names as its own. All is read as it stands in the XML, escaped.
"""

from __future__ import annotations

import re

from db import numbers
from db.models import Document
from scraper.parsers.plain_text import without_one_escape

# A docket by its PACER case id or (in courts of appeals) its number, and an entry's seq on it.
Place = tuple[str | None, str | None, int | None]

_AND = r"&(?:amp;|#x26;)*"
_LESS, _GREATER = r"&(?:lt|#x3C);", r"(?:>|&(?:gt|#x3E);)"
_QUOTE = r"(?:[\"']|&(?:quot|apos|#x2[27]);)"
_NUMBER = rf"{_GREATER}\s*([0-9]{{1,9}})\s*{_LESS}/a"
_HOST = r"https?://([A-Za-z0-9.-]+)(?::[0-9]+)?"
_CHARS = r"[!#-%(-:=?-Z_a-z~]*+"  # no blank, quote, bracket or backslash
_PATH = rf"{_CHARS}(?:&(?:amp;|#x26;)+(?!#|quot;|apos;|lt;|gt;){_CHARS})*+"

_QUERY = re.compile(
    rf"([0-9]{{1,18}})(?:(?:{_AND}|-)([0-9]{{1,18}}))?"
    rf"|servlet=[^&]*{_AND}caseNum=([^&\s]{{1,40}})(?:{_AND}partId=([0-9]{{1,18}}))?"
)
_ADDRESS = re.compile(rf"{_HOST}(?:/{_PATH})?")
_DOCKET = re.compile(rf"{_HOST}/[\w./-]*\?(?:[0-9]+|servlet=[\w.]*{_AND}caseNum=[\w-]+)", re.ASCII)
_LINK = re.compile(
    rf"{_LESS}a\s[^&]*?href\s*=\s*{_QUOTE}"
    rf"({_HOST}/(?:docs?1/([0-9]{{5,18}})(?![0-9]))?{_PATH}){_QUOTE}(?:[^&>]*{_NUMBER})?"
)
_TEXT_OF_LINK = re.compile(_NUMBER)
_SEQ = re.compile(r"[?&]de_seq_num=([0-9]{1,18})(?![0-9])")
# These come and go with a rebuild of the feed.
_TOGGLES = re.compile(r"(?<=[?&])(?:pdf_toggle_possible|pdf_header)=[^&]*&?")


def place(address: str) -> Place | None:
    """The docket and entry that a guid or a case's link names."""
    found = _QUERY.fullmatch(address.partition("?")[2].strip())
    if found is None:
        return None
    case_id, seq, number, part = found.groups()
    told = seq or part
    return case_id, number and numbers.normal(number), int(told) if told else None


def host(address: str) -> str | None:
    """The host of a web address, or None where it is none."""
    found = _ADDRESS.fullmatch(address)
    return None if found is None else found[1].lower()


def docket_url(link: str, own_host: str | None) -> str | None:
    """The docket's address, without the entry's seq: with it, PACER finds nothing."""
    found = _DOCKET.match(link.strip())
    return without_one_escape(found[0]) if found and _is_trusted(found[1], own_host) else None


def document(description: str, own_host: str | None) -> Document | None:
    """The document that a description links to.

    The text of the link is the entry's number, or the word `Document`.
    """
    found = _LINK.search(description)
    if found is None or not _is_trusted(found[2], own_host):
        found = _TEXT_OF_LINK.search(description)
        return Document(int(found[1])) if found else None
    url, _, told_id, digits = found.groups()
    number = int(digits) if digits else None
    url = without_one_escape(url).replace("&amp;", "&")  # some courts escape it twice
    if "pdf_" in url:
        url = _TOGGLES.sub("", url).rstrip("?&")
    if told_id is None:
        return Document(number, None, None, None, url)
    doc_id = settled(told_id)
    if doc_id != told_id:
        url = url.replace(told_id, doc_id, 1)
    return Document(number, None, doc_id, None, url)


def settled(doc_id: str) -> str:
    """A document's id with its 4th digit 0: it flips between 0 and 1 from answer to answer."""
    return f"{doc_id[:3]}0{doc_id[4:]}"


def seq(document: Document | None) -> int | None:
    """The entry's seq, where the document's link tells it."""
    found = document and document.url and _SEQ.search(document.url)
    return int(found[1]) if found else None


def _is_trusted(host: str, own_host: str | None) -> bool:
    host = host.lower()
    return host == own_host or host.endswith(".uscourts.gov")
