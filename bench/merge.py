"""Merging: how many observations a second become entries, in the pure part alone.

100,000 observations of 20,000 entries: what a feed, CourtListener (a stub and a full
entry), a docket page and the user's mail tell of the same filings. A third have no number
in the feed, as in D. Mass., and must be found by their words.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from db import identity, sightings
from db.models import DocketEntry, Document
from db.sightings import Sighting

ENTRIES = 20_000
A_DOCKET = 500
A_DAY = 8
LEAST = 20_000  # observations a second
BEGIN = datetime(2025, 3, 24, 14, 0, tzinfo=UTC)
SUBJECTS = ("Extension of Time", "Leave to File", "Preliminary Injunction", "Discovery", "Stay")
NUMBER = "1:25-cv-10676"
ZONE = "America/New_York"


def run() -> None:
    dockets = [list(_docket(number, A_DOCKET)) for number in range(ENTRIES // A_DOCKET)]
    small = _seconds(dockets[: len(dockets) // 10])
    seconds = _seconds(dockets)
    whole = [list(_docket(0, ENTRIES))]
    observations = sum(map(len, dockets))
    entries = sum(len(identity.group(each, ZONE)) for each in dockets)
    write = sys.stdout.write
    write(f"\nMerging {observations:,} observations of {entries:,} entries (pure, CPU time)\n")
    write(f"{'observations a second':40}{observations / seconds:8,.0f}  (at least {LEAST:,})\n")
    write(f"{'ten times as many':40}{seconds / small:8.1f}  times as long\n")
    write(f"{'all of them in one docket':40}{_seconds(whole) / seconds:8.2f}  times as long\n")


def _seconds(dockets: list[list[Sighting]]) -> float:
    gc.collect()
    begin = time.process_time()
    for docket in dockets:
        for cluster in identity.group(docket, ZONE):
            sightings.merged(cluster)
    return time.process_time() - begin


def _docket(docket: int, entries: int) -> Iterator[Sighting]:
    for place in range(1, entries + 1):
        for source_id, told in _told(docket, place):
            by_number = source_id.startswith(("docket_report", "mail"))
            key = sightings.key(told, by_number=by_number)
            yield Sighting(source_id, key, told, BEGIN + timedelta(minutes=place))


def _told(docket: int, place: int) -> Iterator[tuple[str, DocketEntry]]:
    """One filing as each source tells it."""
    day = BEGIN + timedelta(days=place // A_DAY)
    subject = f"{SUBJECTS[place % len(SUBJECTS)]} {place % A_DAY}"
    is_text_only = place % 3 == 0
    document = (Document(place, doc_id=f"0950{docket:04}{place:06}"),)
    text = (
        f"ELECTRONIC ORDER entered granting {place - 1} Motion for {subject}"
        f" (Entered: {day:%m/%d/%Y})"
    )
    label = (f"Order on Motion for {subject}",)
    feed = DocketEntry(place * 2, None if is_text_only else place, label, entered_at=day)
    stub = DocketEntry(None, None, label, filed_on=day.date(), ref=f"cl{docket}.{place}.stub")
    full = DocketEntry(
        None, place, text=text, filed_on=day.date(), documents=document, ref=f"cl{docket}.{place}"
    )
    sheet = DocketEntry(None, place, text=text, filed_on=day.date(), documents=document)
    yield "pacer_rss:mad", feed
    yield f"courtlistener:mad:{NUMBER}", full
    yield f"docket_report:mad:{NUMBER}", sheet
    yield f"mail:mad:{NUMBER}", sheet
    yield f"courtlistener:mad:{NUMBER}", stub
