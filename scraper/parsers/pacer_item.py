"""One item of a CM/ECF feed -> the case it names and the entry it tells of.

    title        1:18-cv-03365 Chau v. Donovan et al
    link         https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?492165
    description  [Notice of Appearance] (<a href="https://ecf.nysd.uscourts.gov/doc1/127122264358
                 ?caseid=492165&de_seq_num=10" >3</a>)
    guid         https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?492165&10
    pubDate      Wed, 18 Apr 2018 00:09:55 GMT

| | guid | description |
|---|---|---|
| district | `DktRpt.pl?<case id>&<seq>` | no link where there is only text |
| bankruptcy | `DktRpt.pl?<case id>-<seq>` | `Type: bk Office: 1 Chapter: 11 [label] (link)` |
| appellate | `caseNum=<number>&partId=<seq>` | the link may say `Document` instead of a number |
| E.D.N.Y. | `DktRpt.pl?<case id>`, no seq | `[label] caption (link)`, the link without an id |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from db import numbers
from db.errors import FormatError
from db.models import DocketEntry
from scraper.parsers import dates, pacer_links
from scraper.parsers.feed_items import Fields
from scraper.parsers.pacer_links import Place
from scraper.parsers.plain_text import cleaned, without_one_escape


class Filing(NamedTuple):
    """An entry, and the docket that it stands on."""

    number: str
    caption: str | None
    pacer_case_id: str | None
    entry: DocketEntry
    fields: Fields  # for what is read of a docket once


class Bankruptcy(NamedTuple):
    """What bankruptcy courts put before the label."""

    type: str | None = None
    office: str | None = None
    chapter: str | None = None
    trustee: str | None = None


LONGEST = 2000  # characters of a title or a label; courts cut theirs much earlier

_TITLE = re.compile(r"([0-9]{1,4}(?::[0-9]{2,4})?-\S*[0-9]\S*|MDL (?:No\. )?[0-9]+)(?: (.*))?")
# Labels hold brackets of their own: "[Order [text]]".
_DESCRIPTION = re.compile(r"[^\[]*\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\](.*)", re.DOTALL)
_BANKRUPTCY = re.compile(r"\s*Type:(.*?)Office:(.*?)Chapter:(.*?)(?:Trustee:(.*))?", re.DOTALL)
_NO_BANKRUPTCY = Bankruptcy()
_NOWHERE: Place = (None, None, None)


def read(fields: Fields | None, time_zone: str, own_host: str | None) -> Filing:
    """The filing that an item tells of; FormatError where there is none.

    `time_zone` is the court's, for times in no zone that we know; `own_host`
    is the host of the channel, to which links may lead.
    """
    if fields is None:
        raise FormatError("is not well-formed XML")
    title, link, description, guid, pub_date = fields
    case_id, number, seq = pacer_links.place(guid) or pacer_links.place(link) or _NOWHERE
    titled, caption = _title(title[:LONGEST])
    number = number or titled
    if number is None:
        raise FormatError("names no docket number")
    label, rest = _label(description)
    document = pacer_links.document(rest, own_host)
    entered_at = dates.moment(pub_date, time_zone)
    # No text, day or filer; by place, as ten thousand entries by name take 5 ms longer.
    entry = DocketEntry(
        pacer_links.seq(document) if seq is None else seq,
        None if document is None else document.number,
        _labels(label[:LONGEST]),
        None,
        entered_at,
        None,
        None,
        () if document is None else (document,),
    )
    return Filing(number, caption, case_id, entry, fields)


def bankruptcy(description: str) -> Bankruptcy:
    """What stands before the label; nothing of it, in other courts."""
    if description.startswith("["):
        return _NO_BANKRUPTCY
    found = _BANKRUPTCY.fullmatch(description[:LONGEST].partition("[")[0])
    if found is None:
        return _NO_BANKRUPTCY
    return Bankruptcy(*(cleaned(told or "") or None for told in found.groups()))


@lru_cache(maxsize=16_384)  # a court lists the same cases hour after hour
def _title(told: str) -> tuple[str | None, str | None]:
    """The number and the caption; some cases have no caption, sealed ones for instance."""
    title = cleaned(told)
    found = _TITLE.fullmatch(title)
    if found is None:
        return None, title or None
    return numbers.normal(found[1]), found[2]


@lru_cache(maxsize=4096)  # a court has a few hundred types of entries
def _labels(told: str) -> tuple[str, ...]:
    label = cleaned(told)
    return (label,) if label else ()


def _label(description: str) -> tuple[str, str]:
    """The label, and what follows it."""
    if ";lt;" in description:  # escaped twice
        description = without_one_escape(description)
    found = _DESCRIPTION.fullmatch(description)
    if found is not None:
        return found[1], found[2]
    # A bracket without its end, or none at all.
    _, _, rest = description.partition("[")
    words, link, target = (rest or description).partition("(&")
    label, _, unclosed = words.rpartition("]")
    return label or unclosed, link + target
