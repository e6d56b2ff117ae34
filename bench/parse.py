"""Reading a feed: ours, juriscraper's and feedparser, each giving every field that it knows.

The feeds are written from nouns, in the shape of a busy district court's: two items a case, three
in ten without a document, one in seven a second event of the entry before it. Ours must give back
those very nouns.
"""

from __future__ import annotations

import gc
import io
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TypeVar

from db import courts
from db.models import Docket, DocketEntry, Document
from scraper.parsers import pacer_rss

with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
    # It complains on the screen that it cannot write its log.
    import feedparser
    from juriscraper.pacer import PacerRssFeed

SIZES = (400, 2_000, 10_000)
OURS, JURISCRAPER, FEEDPARSER, KNOWN = "ours", "juriscraper", "feedparser", "ours, all known"
WHO = (JURISCRAPER, FEEDPARSER, OURS, KNOWN)
LIMITS = {JURISCRAPER: 100, FEEDPARSER: 12}  # times ours, at the largest size
GROWTH = 1.25  # at most so much more an item at the largest size than at the smallest
SLOW = 20  # seconds; a contender who took longer has no second turn
TURNS = 5
T = TypeVar("T")

COURT = courts.get("nysd")
HOST = "https://ecf.nysd.uscourts.gov"
BUILT = datetime(2025, 5, 23, 19, 44, 12, tzinfo=UTC)
LABELS = (
    "Notice of Appearance",
    "Order",
    "Memorandum of Law in Support of Motion",
    "Letter",
    "Order on Motion for Extension of Time",
    "Certificate of Service Other",
    "Scheduling Order",
)
HEAD = f"""<?xml version="1.0" encoding="ISO-8859-1"?>

<rss version="2.0"
 xmlns:blogChannel="http://backend.userland.com/blogChannelModule"
>

<channel>
<title>Southern District of New York - Recent Entries</title>
<link>{HOST}</link>
<description>Docket entries of type: all</description>
<lastBuildDate>{format_datetime(BUILT, usegmt=True)}</lastBuildDate>

"""
ITEM = """<item>
<title>{number} {caption}</title>
<link>{address}?{case_id}</link>
<description>[{label}] {link}</description>
<guid isPermaLink="true">{address}?{case_id}&#x26;{seq}</guid>
<pubDate>{at}</pubDate>
</item>
"""
LINK = """(&#x3C;a href=&#x22;{url}&#x22; &#x3E;{number}&#x3C;/a&#x3E;)"""


@dataclass(frozen=True, slots=True)
class Feed:
    body: bytes
    dockets: tuple[Docket, ...]  # what it tells


def run() -> None:
    write = sys.stdout.write
    write("\nReading a feed: CPU microseconds an item (times ours)\n")
    write(f"{'items':>7}" + "".join(f"{who:>22}" for who in WHO) + "\n")
    found = {size: _measured(size) for size in SIZES}
    for size, costs in found.items():
        write(f"{size:7}" + "".join(_cell(who, costs) for who in WHO) + "\n")
    smallest, largest = found[SIZES[0]], found[SIZES[-1]]
    for who, limit in LIMITS.items():
        ratio = largest[who] / largest[OURS]
        write(f"{who + ', of ours':40}{ratio:8.1f}  (at least {limit})\n")
    growth = largest[OURS] / smallest[OURS]
    write(f"{'ours, the largest of the smallest':40}{growth:8.2f}  (at most {GROWTH})\n")


def _cell(who: str, costs: dict[str, float]) -> str:
    ratio = "" if who == OURS else f" ({costs[who] / costs[OURS]:.1f})"
    return f"{costs[who] * 1e6:14.1f}{ratio:>8}"


def _measured(size: int) -> dict[str, float]:
    """Seconds of CPU an item, measured turn by turn so that all share the machine's moods.

    Each turn has other cases, so that nobody knows them from the turn before.
    """
    best = dict.fromkeys(WHO, float("inf"))
    for turn in range(TURNS):
        feed = written(size, first_case=500_000 + turn * size)
        slow = {who for who in WHO if SLOW < best[who] * size < float("inf")}
        for who, seconds in _turn(feed, slow):
            best[who] = min(best[who], seconds / size)
    return best


def _turn(feed: Feed, slow: set[str]) -> Iterator[tuple[str, float]]:
    text = feed.body.decode()
    snapshot, seconds = _timed(lambda: pacer_rss.parse(feed.body, COURT))
    assert snapshot.dockets == feed.dockets, "what is read is not what was written"
    yield OURS, seconds
    yield KNOWN, _timed(lambda: pacer_rss.parse(feed.body, COURT, snapshot.seen))[1]
    yield FEEDPARSER, _timed(lambda: feedparser.parse(feed.body))[1]
    if JURISCRAPER not in slow:
        yield JURISCRAPER, _timed(lambda: _by_juriscraper(text))[1]


def _timed(reader: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds of CPU that it takes."""
    gc.collect()
    begun = time.process_time()
    given = reader()
    return given, time.process_time() - begun


def _by_juriscraper(text: str) -> object:
    feed = PacerRssFeed(COURT.id)
    feed._parse_text(text)
    return feed.data


def written(size: int, first_case: int) -> Feed:
    """A feed of so many items, and what it tells."""
    items: list[str] = []
    dockets: list[Docket] = []
    while len(items) < size:
        docket = _docket(first_case, len(dockets), size - len(items))
        dockets.append(docket)
        items += (_item(docket, entry, each) for entry in docket.entries for each in entry.labels)
    body = HEAD + "".join(items) + "</channel>\n</rss>\n"
    return Feed(body.encode(), tuple(dockets))


def _docket(first_case: int, place: int, room: int) -> Docket:
    """The case in this place of the list; its entries take at most so much room."""
    case_id = str(first_case + place)
    entries: list[DocketEntry] = []
    for nth in range(min(1 + place % 3, room)):
        wants_two = (place + nth) % 6 == 0 and room - len(entries) > 1
        entries.append(_entry(case_id, place * 3 + nth, 2 if wants_two else 1))
        room -= len(entries[-1].labels) - 1
    return Docket(
        COURT.id,
        f"1:25-cv-{(first_case + place) % 100_000:05}",
        f"Example Party {case_id} Holdings, LLC v. Sample Agency of the State et al",
        case_id,
        url=f"{HOST}/cgi-bin/DktRpt.pl?{case_id}",
        entries=tuple(entries),
    )


def _entry(case_id: str, nth: int, events: int) -> DocketEntry:
    seq, number = 3 + nth % 900, 1 + nth % 300
    labels = sorted(LABELS[(nth + event) % len(LABELS)] for event in range(events))
    document = Document(
        number=number,
        doc_id=f"1270{nth + 22_000_000:08}",
        url=f"{HOST}/doc1/1270{nth + 22_000_000:08}?caseid={case_id}&de_seq_num={seq}",
    )
    is_linked = nth % 10 >= 3
    return DocketEntry(
        seq=seq,
        number=number if is_linked else None,
        labels=tuple(labels),
        entered_at=BUILT - timedelta(seconds=nth * 7 % 86_400),
        documents=(document,) if is_linked else (),
    )


def _item(docket: Docket, entry: DocketEntry, label: str) -> str:
    link = ""
    if entry.documents:
        url = str(entry.documents[0].url).replace("&", "&#x26;")
        link = LINK.format(url=url.replace("/doc1/1270", "/doc1/1271"), number=entry.number)
    assert entry.entered_at is not None
    return ITEM.format(
        number=docket.number,
        caption=docket.caption,
        address=f"{HOST}/cgi-bin/DktRpt.pl",
        case_id=docket.pacer_case_id,
        label=label,
        link=link,
        seq=entry.seq,
        at=format_datetime(entry.entered_at, usegmt=True),
    )


if __name__ == "__main__":
    run()
