"""Feeds of real shape, with plainly invented parties, as many and as long as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

LABELS = (
    "Order",
    "Notice of Appearance",
    "Order on Motion for Extension of Time",
    "Memorandum in Opposition",
    "Summons Issued",
    "Letter",
    "Scheduling Order",
)
_HEAD = """<?xml version="1.0" encoding="ISO-8859-1"?>

<rss version="2.0"
 xmlns:blogChannel="http://backend.userland.com/blogChannelModule"
>

<channel>
<title>{court} - Recent Entries</title>
<link>{host}</link>
<description>Docket entries of type: all</description>
<lastBuildDate>{built_at}</lastBuildDate>

"""
_ITEM = """<item>
<title>1:22-cv-{serial:05} Example Party {case_id} et al v. Sample Agency et al</title>
<link>{host}/cgi-bin/DktRpt.pl?{case_id}</link>
<description>[{label}] {link}</description>
<guid isPermaLink="true">{host}/cgi-bin/DktRpt.pl?{case_id}&#x26;{seq}</guid>
<pubDate>{entered_at}</pubDate>
</item>
"""
_LINK = (
    "(&#x3C;a href=&#x22;{host}/doc1/{doc_id}?caseid={case_id}&#x26;de_seq_num={seq}&#x22;"
    " &#x3E;{number}&#x3C;/a&#x3E;)"
)
_FOOT = "</channel>\n</rss>\n"
ENTRIES_A_CASE = 3
UNLINKED = 4  # about every fourth entry has no document


def feed(
    court_id: str, items: Iterable[int], built_at: datetime, labels: Sequence[str] = LABELS
) -> bytes:
    """The feed of a court that lists these items; an item is the same wherever its number is."""
    host = f"https://ecf.{court_id}.uscourts.gov"
    head = _HEAD.format(court=court_id.upper(), host=host, built_at=_text(built_at))
    told = "".join(_item(host, each, built_at, labels[each % len(labels)]) for each in items)
    return (head + told + _FOOT).encode()


def _item(host: str, item: int, built_at: datetime, label: str) -> str:
    case_id, seq = 200_000 + item // ENTRIES_A_CASE, 500 + item
    link = _LINK.format(
        host=host, doc_id=f"0951{item:08}", case_id=case_id, seq=seq, number=item % 300 + 1
    )
    day = built_at.replace(hour=0, minute=0, second=0)
    return _ITEM.format(
        serial=case_id % 100_000,
        host=host,
        case_id=case_id,
        label=label,
        link=link if item % UNLINKED else "",
        seq=seq,
        entered_at=_text(day - timedelta(seconds=item % 80_000)),
    )


def _text(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
