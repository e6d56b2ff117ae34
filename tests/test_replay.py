"""Weeks of three courts' feeds, capture by capture, through the real crawl.

The captures are real answers and no part of the project: the tests run where
they lie beside it.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.models import Change, Docket, DocketEntry
from tests.loopback import Answer, Loopback
from tests.scraper.desk import Desk

SERIES = Path(__file__).resolve().parents[2] / "shared" / "samples" / "rss-series"
BETWEEN = timedelta(minutes=30)

# What a person reading the captures finds. In `rid` the third caption is Kyue v. MAYORKAS,
# which a later item spells Kyue v. Mayorkas after the earlier ones have left the list.
REAL_EDITS = {
    "mad": Counter(recaptioned=3, entry_edited=2, sealed=2, entry_numbered=1, document_unlinked=1),
    "rid": Counter(recaptioned=2, redacted=1),
    "ca4": Counter(recaptioned=2, entry_numbered=3, entry_edited=1),
}

pytestmark = pytest.mark.skipif(not SERIES.is_dir(), reason="the courts' captures are not here")


def captures(court_id: str) -> list[tuple[datetime, bytes]]:
    return [
        (
            datetime.strptime(path.name.split(".")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
            gzip.decompress(path.read_bytes()),
        )
        for path in sorted((SERIES / court_id).glob("*.xml.gz"))
    ]


def replayed(
    court_id: str, court: Loopback, open_desk: Callable[..., Desk]
) -> tuple[Desk, list[Change]]:
    """The store after every capture, each asked for half an hour after the last."""
    told = captures(court_id)
    court.says("/rss", *(Answer(body) for _, body in told))
    desk = open_desk(**{court_id: court.url("/rss")})
    desk.now = told[0][0]
    changes = []
    for _ in told:
        outcome = desk.round(force=True)[court_id]
        assert outcome.error is None
        changes += outcome.changes
        desk.now += BETWEEN - timedelta(hours=1)
    return desk, changes


@pytest.mark.parametrize("court_id", REAL_EDITS)
def test_a_replay_tells_every_real_edit_once_and_no_noise(
    court_id: str, court: Loopback, open_desk: Callable[..., Desk]
) -> None:
    desk, changes = replayed(court_id, court, open_desk)
    ours = "entry_added", "source_stale", "source_back", "coverage_changed", "gap_suspected"
    edits = Counter(str(each.kind) for each in changes if not each.quiet)
    assert (
        Counter({kind: n for kind, n in edits.items() if kind not in ours})
        == (REAL_EDITS[court_id])
    )
    assert facts(desk, court_id) == union(court_id)


def facts(desk: Desk, court_id: str) -> dict[tuple[str, int | None], tuple[object, ...]]:
    return {
        (docket.pacer_case_id or docket.number, entry.seq): fact(docket, entry)
        for docket in desk.store.dockets.of_court(court_id)
        for entry in docket.entries
    }


def fact(docket: Docket, entry: DocketEntry) -> tuple[object, ...]:
    doc_ids = [document.doc_id for document in entry.documents]
    return (docket.number, entry.labels, entry.number, doc_ids[0] if doc_ids else None)


def union(court_id: str) -> dict[tuple[str, int | None], tuple[object, ...]]:
    with (SERIES / court_id / "_union.tsv").open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        (row["case_key"], int(row["seq_or_partid"])): (
            row["docket_title_last"].split()[0],
            tuple(sorted(map(str.strip, row["short_desc_last"].split(" | ")))),
            int(row["doc_no_last"]) if row["doc_no_last"] else None,
            row["pacer_doc_id4_0"] or None,
        )
        for row in rows
    }


NYED = SERIES.parent / "pacer-rss" / "nyed_1.xml"
MOVED = 40  # items by which the window moves between two rebuilds


def nyed(first: int, last: int | None, built: str) -> bytes:
    """E.D.N.Y.'s feed with a window over its items, as a rebuild would show it."""
    head, *items = NYED.read_bytes().split(b"<item>")
    *items, tail = items
    tail_item, end = tail.split(b"</item>")
    listed = [*items, tail_item + b"</item>\n"][first:last]
    head = head.replace(b"<lastBuildDate>Tue, 22 May 2018 22:15:02 GMT", built.encode())
    return head + b"".join(b"<item>" + item for item in listed) + end


def test_without_seq_a_moved_window_finds_every_entry_again(
    court: Loopback, open_desk: Callable[..., Desk]
) -> None:
    built = "<lastBuildDate>Tue, 22 May 2018 {}:15:02 GMT".format
    court.says(
        "/rss",
        Answer(nyed(MOVED, None, built(20))),
        Answer(nyed(0, -MOVED, built(22))),
        Answer(nyed(0, None, built(23))),
    )
    desk = open_desk(nyed=court.url("/rss"))
    first, moved, whole = (desk.round(force=True)["nyed"] for _ in range(3))
    assert {str(each.kind) for each in moved.changes} <= {"entry_added"}
    assert [each for each in whole.changes if each.kind == "entry_added"] == []

    held = [entry for docket in desk.store.dockets.of_court("nyed") for entry in docket.entries]
    alone = open_desk(nyed=court.url("/rss"))
    alone.round(force=True)
    at_once = [entry for docket in alone.store.dockets.of_court("nyed") for entry in docket.entries]
    assert len(held) == len(at_once)
    added = [each for each in (*first.changes, *moved.changes) if each.kind == "entry_added"]
    assert len(added) == len(held)
