"""govinfo's feeds of opinions: each `NAME_COURT.xml` in `tests/data/govinfo` as its `.json`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import DocketEntry, Snapshot, Source, SourceKind, SourceState
from scraper.parsers import govinfo
from tests.parsers.telling import told

DATA = Path(__file__).parents[1] / "data" / "govinfo"
BASE = "https://www.govinfo.gov"


def source(court_id: str, seen: bytes = b"") -> Source:
    url = f"{BASE}/rss/uscourts-{court_id}.xml"
    return Source(f"govinfo:{court_id}", SourceKind.GOVINFO, court_id, url, seen=seen)


def item(
    case: int, opinion: int | None = 0, title: str = "Example v. Sample", words: str = ""
) -> bytes:
    package = f"USCOURTS-mdd-1_25-cv-{case:05}"
    link = f"{BASE}/app/details/{package}"
    link += "" if opinion is None else f"/{package}-{opinion}"
    return (
        f"<item><title>25-{case} - {title}</title><link>{link}</link>"
        f'<description>{words}</description><guid isPermaLink="true">{link}</guid>'
        "<pubDate>Mon, 28 Apr 2025 11:02:48 +0000</pubDate></item>"
    ).encode()


def feed(*items: bytes) -> bytes:
    head = b"<rss><channel><title>D. Md.</title><description>Opinions</description>"
    return head + b"".join(items) + b"</channel></rss>"


def read(body: bytes, before: Snapshot | None = None) -> Snapshot:
    return govinfo.parse(body, source("mdd", b"" if before is None else before.seen))


def entries(snapshot: Snapshot) -> list[DocketEntry]:
    return [entry for docket in snapshot.dockets for entry in docket.entries]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xml")), ids=lambda path: path.stem)
def test_a_feed_becomes_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    court = expected.pop("court")
    assert told(govinfo.parse(path.read_bytes(), source(court))) == expected


def test_the_same_items_are_unchanged() -> None:
    first = read(feed(item(1), item(2)))
    again = read(feed(item(2), item(1)), first)
    assert (again.state, again.dockets) == (SourceState.UNCHANGED, ())
    assert again.scope == first.scope == "opinions only, days to weeks late"


def test_only_a_first_answer_is_complete() -> None:
    first = read(feed(item(1)))
    second = read(feed(item(2), item(1)), first)
    assert (first.complete, second.complete) == (True, False)
    assert [docket.number for docket in second.dockets] == ["1:25-cv-00002"]


def test_a_case_that_is_listed_again_without_its_opinion_is_new_each_day() -> None:
    first = item(1, None)
    later = first.replace(b"28 Apr", b"29 Apr")
    refs = [entries(read(feed(each)))[0].ref for each in (first, later)]
    assert refs == [f"govinfo:USCOURTS-mdd-1_25-cv-00001@2025-04-{day}" for day in (28, 29)]


def test_a_hundred_items_none_of_which_was_known_are_a_burst() -> None:
    first = read(feed(*map(item, range(100))))
    later = list(map(item, range(100, 200)))
    assert (first.burst, read(feed(*later), first).burst) == (False, True)
    assert not read(feed(*later[:99]), first).burst
    assert not read(feed(*later[:99], item(99, title="Reworded")), first).burst


def test_items_of_one_case_are_one_docket() -> None:
    (docket,) = read(feed(item(1, 2), item(1, 1), item(1, 1, "Reworded"))).dockets
    assert [entry.ref and entry.ref[-1] for entry in docket.entries] == ["2", "1"]


@pytest.mark.parametrize("body", [b"", b"<!DOCTYPE html><html><body>Not Found</body></html>"])
def test_a_page_is_no_feed_at_first_and_maintenance_later(body: bytes) -> None:
    assert read(body).state is SourceState.NOT_CONFIGURED
    known = replace(source("mdd"), answered_at=datetime(2025, 4, 28, tzinfo=UTC))
    assert govinfo.parse(body, known).state is SourceState.DOWN


@pytest.mark.parametrize(
    "body",
    [b"no XML", b'<feed xmlns="http://www.w3.org/2005/Atom"/>', b"<!DOCTYPE rss []><rss/>"],
)
def test_what_is_no_rss_is_no_answer(body: bytes) -> None:
    assert read(body).state is SourceState.DOWN


def test_the_pdf_is_where_govinfo_is() -> None:
    own = replace(source("mdd"), url="http://127.0.0.1:8000/rss/uscourts-mdd.xml")
    (entry,) = entries(govinfo.parse(feed(item(1)), own))
    name = "USCOURTS-mdd-1_25-cv-00001"
    url = f"http://127.0.0.1:8000/content/pkg/{name}/pdf/{name}-0.pdf"
    assert [document.free_url for document in entry.documents] == [url]


def test_a_title_of_ten_megabytes_is_cut() -> None:
    snapshot = read(feed(item(1, title="x" * 9_000_000), item(2)))
    assert len(snapshot.dockets[0].caption or "") <= 2_000
    assert len(snapshot.dockets) == 2


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    read(feed(item(1))[:150] + body)
    read(feed(item(1)).replace(b"Example", body))
    read(body)
