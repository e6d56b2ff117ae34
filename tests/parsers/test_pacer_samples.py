"""Real feeds of courts, where the samples lie beside this checkout."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import courts
from db.models import Docket, DocketEntry, Snapshot, SourceState
from scraper.parsers import dates, pacer_rss

SAMPLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")

SINGLE = ("ca10", "ca2_1", "ca6", "cafc", "mdb_1", "nyed_1", "sdny_1", "wvsd")
SERIES = ("mad", "rid", "ca4")
# Rows of `_union.tsv` in which another invented name stands than in the captures.
OTHER_CAPTIONS = {"mad": 8, "rid": 3, "ca4": 0}
COURTS = {"sdny": "nysd"}  # where a sample's name is not the court's id

# A filing as both sides tell it: number without defendant, case id, time, number, doc id, labels.
Facts = tuple[str, str | None, datetime | None, int | None, str | None, frozenset[str]]
# The one filing that the other parser drops, because of its docket number.
DROPPED: dict[str, set[Facts]] = {
    "wvsd": {
        (
            "5:18-~gr-00001",
            "223879",
            datetime(2018, 5, 15, 19, 14, 31, tzinfo=UTC),
            2,
            "20109112678",
            frozenset({"Order on Motion / Application / Petition for Miscellaneous Relief"}),
        )
    }
}


def read(court: str, body: bytes, seen: bytes = b"") -> Snapshot:
    return pacer_rss.parse(body, courts.get(COURTS.get(court, court)), seen)


def filings(snapshot: Snapshot) -> Iterator[tuple[Docket, DocketEntry]]:
    return ((docket, entry) for docket in snapshot.dockets for entry in docket.entries)


def without_defendant(number: str) -> str:
    return re.sub(r"(-(?:cr|mj|po)-[0-9]+)-[0-9]+$", r"\1", number)


def doc_id(entry: DocketEntry) -> str | None:
    return entry.documents[0].doc_id if entry.documents else None


def our_facts(snapshot: Snapshot) -> Iterator[Facts]:
    for docket, entry in filings(snapshot):
        yield (
            without_defendant(docket.number),
            docket.pacer_case_id,
            entry.entered_at,
            entry.number,
            doc_id(entry),
            frozenset(entry.labels),
        )


def their_facts(path: Path) -> Iterator[Facts]:
    for docket in json.loads(path.read_text()):
        for entry in docket["docket_entries"]:
            told_id = entry["pacer_doc_id"] or None
            number = entry["document_number"]
            yield (
                docket["docket_number"],
                docket["pacer_case_id"],
                datetime.fromisoformat(entry["date_filed"]),
                # The 10th Circuit tells no number: what stands there is the doc id.
                None if number in (None, told_id) else int(number),
                told_id,
                frozenset(label.strip() for label in entry["short_description"].split(" AND ")),
            )


@pytest.mark.parametrize("name", SINGLE)
def test_a_sample_tells_the_same_filings_as_another_parser(name: str) -> None:
    snapshot = read(name.partition("_")[0], (SAMPLES / "pacer-rss" / f"{name}.xml").read_bytes())
    ours = list(our_facts(snapshot))
    theirs = list(their_facts(SAMPLES / "pacer-rss" / f"{name}.expected.json"))
    dropped = DROPPED.get(name, set())
    assert snapshot.problems == ()
    assert len(ours) == len(theirs) + len(dropped)
    assert set(ours) == set(theirs) | dropped


@pytest.mark.parametrize("name", SINGLE)
def test_a_sample_gives_a_seq_wherever_its_guid_has_one(name: str) -> None:
    snapshot = read(name.partition("_")[0], (SAMPLES / "pacer-rss" / f"{name}.xml").read_bytes())
    has_seqs = name != "nyed_1"
    assert all((entry.seq is not None) is has_seqs for _, entry in filings(snapshot))


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("mdb_1", SourceState.OK),
        ("wvsd", SourceState.OK),
        ("sdny_1", SourceState.PARTIAL),
        ("nyed_1", SourceState.PARTIAL),
        ("ca10", SourceState.PARTIAL),
    ],
)
def test_a_sample_says_whether_it_lists_all_types(name: str, state: SourceState) -> None:
    body = (SAMPLES / "pacer-rss" / f"{name}.xml").read_bytes()
    assert read(name.partition("_")[0], body).state is state


def test_bankruptcy_samples_tell_type_and_office() -> None:
    snapshot = read("mdb", (SAMPLES / "pacer-rss" / "mdb_1.xml").read_bytes())
    assert [(each.type, each.office, each.chapter) for each in snapshot.dockets] == [
        ("ap", "1", None),
        ("ap", "0", None),
    ]


def captures(court: str) -> Iterator[bytes]:
    for path in sorted((SAMPLES / "rss-series" / court).glob("*.xml.gz")):
        yield gzip.decompress(path.read_bytes())


def case_key(docket: Docket) -> str:
    return docket.pacer_case_id or docket.number


@pytest.mark.parametrize("court", SERIES)
def test_a_series_adds_up_to_every_entry_ever_listed(court: str) -> None:
    last: dict[tuple[str, str], tuple[Docket, DocketEntry]] = {}
    for body in captures(court):
        snapshot = read(court, body)
        assert snapshot.problems == ()
        last |= {(case_key(d), str(entry.seq)): (d, entry) for d, entry in filings(snapshot)}
    with (SAMPLES / "rss-series" / court / "_union.tsv").open(newline="") as union:
        rows = list(csv.DictReader(union, delimiter="\t"))
    assert len(rows) == len(last)
    other_captions = 0
    for row in rows:
        docket, entry = last[row["case_key"], row["seq_or_partid"]]
        title = " ".join(row["docket_title_last"].split())
        assert docket.number == title.partition(" ")[0]
        other_captions += (docket.caption or "") != title.partition(" ")[2]
        assert set(entry.labels) == {label.strip() for label in row["short_desc_last"].split("|")}
        assert str(entry.number or "") == row["doc_no_last"]
        assert (doc_id(entry) or "") == row["pacer_doc_id4_0"]
        assert entry.entered_at == dates.moment(row["pubdate"])
    assert other_captions == OTHER_CAPTIONS[court]


@pytest.mark.parametrize("court", SERIES)
def test_a_series_read_with_a_memory_brings_the_same_entries(court: str) -> None:
    """Every entry in its last form, though each answer is read only as far as it is new."""
    whole: dict[tuple[str, int | None], DocketEntry] = {}
    fresh: dict[tuple[str, int | None], DocketEntry] = {}
    seen = b""
    for body in captures(court):
        for docket, entry in filings(read(court, body)):
            whole[case_key(docket), entry.seq] = entry
        snapshot = read(court, body, seen)
        for docket, entry in filings(snapshot):
            fresh[case_key(docket), entry.seq] = entry
        seen = snapshot.seen
    assert fresh == whole


@pytest.mark.parametrize(
    ("name", "state", "code"),
    [
        ("mdd.format1", SourceState.NOT_CONFIGURED, "empty_body"),
        ("nyed.format1", SourceState.NOT_CONFIGURED, "empty_body"),
        ("ca1.format2", SourceState.NOT_CONFIGURED, "not_configured"),
        ("ca1.format1", SourceState.DOWN, "html_page"),
        ("mdd.format2", SourceState.DOWN, "html_page"),
        ("ca4.format1", SourceState.DOWN, "html_page"),
        ("ca4.format2", SourceState.PARTIAL, None),
    ],
)
def test_an_answer_without_entries_is_known_for_what_it_is(
    name: str, state: SourceState, code: str | None
) -> None:
    body = (SAMPLES / "rss-series" / "_edge" / f"{name}.xml").read_bytes()
    snapshot = read(name.partition(".")[0], body)
    assert snapshot.state is state
    assert [problem.code for problem in snapshot.problems] == ([code] if code else [])
    assert snapshot.dockets == ()
