"""CourtListener's answers in their real shapes, and what they must become."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.models import Source, SourceKind, SourceState
from scraper.parsers import courtlistener
from scraper.parsers import courtlistener_questions as questions
from scraper.parsers.courtlistener_memory import (
    Ask,
    Followed,
    Memory,
    Question,
    recalled,
    remembered,
)
from tests.parsers.telling import told

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "courtlistener"
API = "https://www.courtlistener.com/api/rest/v4/"
NOW = datetime(2025, 5, 23, 18, 52, 0, 466039, UTC)
_id = some.integers(1, 10**9).map(str)
_time = some.none() | some.datetimes(timezones=some.just(UTC))


def source(court_id: str = "mad", number: str | None = None, seen: bytes = b"") -> Source:
    """Without a number, as where somebody hands a file in to look at."""
    id = f"courtlistener:{court_id}:{number}"
    return Source(id, SourceKind.COURTLISTENER, court_id, API, number, seen=seen)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.answer")), ids=lambda each: each.stem)
def test_an_answer_becomes_what_stands_beside_it(path: Path) -> None:
    court_id = path.stem.partition("_")[0]
    snapshot = courtlistener.parse(path.read_bytes(), source(court_id))
    assert told(snapshot) == json.loads(path.with_suffix(".json").read_text())


@given(body=some.binary(max_size=200))
def test_no_bytes_are_an_exception(body: bytes) -> None:
    assert courtlistener.parse(body, source()).state is SourceState.DOWN


@pytest.mark.parametrize("id", ["abc", "12a", "", -1, 10**25, ".../dockets/abc/"])
def test_an_id_that_is_no_number_is_not_said(id: object) -> None:
    answer = {"id": id, "docket_number": "1:25-cv-10676", "court_id": "mad"}
    (docket,) = courtlistener.parse(json.dumps(answer).encode(), source()).dockets
    assert docket.courtlistener_id is None


_json = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=4), inner),
    max_leaves=8,
)
_fields = some.sampled_from(
    [
        "id",
        "docket",
        "recap_documents",
        "entry_number",
        "description",
        "date_filed",
        "time_filed",
        "docket_number",
        "court_id",
        "case_name",
        "original_court_info",
        "pacer_case_id",
        "document_number",
        "filepath_local",
        "is_available",
        "date_modified",
        "absolute_url",
    ]
)


@given(rows=some.lists(some.dictionaries(_fields, _json), max_size=4), next_url=_json)
def test_no_field_of_another_kind_is_an_exception(
    rows: list[dict[str, object]], next_url: object
) -> None:
    body = json.dumps({"results": rows, "next": next_url}).encode()
    for seen in (b"", remembered(Memory((Followed("1", "x"),), (Question(Ask.ENTRIES, "1"),)))):
        courtlistener.parse(body, source(seen=seen))


@given(
    dockets=some.lists(
        some.builds(Followed, _id, some.text(), some.none() | _id, _time, _time), max_size=3
    ),
    asked=some.lists(
        some.builds(Question, some.sampled_from(Ask), _id, some.none() | some.text(), _time, _time),
        max_size=3,
    ),
)
def test_a_memory_comes_back_as_it_was(dockets: list[Followed], asked: list[Question]) -> None:
    memory = Memory(tuple(dockets), tuple(asked))
    assert recalled(remembered(memory)) == memory


@pytest.mark.parametrize(
    "kept", [b"", b"{}", b"[]", b'{"dockets": [[1]], "questions": []}', b"\xff"]
)
def test_what_is_no_memory_of_ours_is_none(kept: bytes) -> None:
    assert recalled(kept) == Memory()


def asking(ask: Ask, number: str = "1:25-cv-10676", **told: object) -> str:
    followed = (Followed("7", number, entries_until=NOW, documents_until=NOW),)
    memory = Memory(followed, (Question(ask, "7", **told),))  # type: ignore[arg-type]
    return questions.url(API, "mad", number, memory).removeprefix(API)


def test_what_is_asked_and_where() -> None:
    since = "2025-05-23T18%3A52%3A00.466039Z"
    common = "docket=7&order_by=-date_modified&omit=recap_documents__plain_text"
    assert asking(Ask.FIND) == "dockets/?court=mad&docket_number=1%3A25-cv-10676"
    assert asking(Ask.FIND, "1:20-cr-10306-3").endswith("docket_number=1%3A20-cr-10306")
    assert asking(Ask.FIND, "#282404") == "dockets/?court=mad&pacer_case_id=282404"
    assert asking(Ask.ALIKE) == "dockets/?court=mad&docket_number_core=2510676"
    assert asking(Ask.HEADING) == "dockets/7/"
    assert asking(Ask.ENTRIES) == f"docket-entries/?{common}&date_modified__gt={since}"
    assert asking(Ask.ENTRIES, cursor="a=&b").endswith("&cursor=a%3D%26b")
    assert asking(Ask.DOCUMENTS).endswith(
        f"&recap_documents__is_available=True&recap_documents__date_modified__gt={since}"
    )


@pytest.mark.parametrize(
    ("number", "core"),
    [
        ("1:25-cv-10676", "2510676"),
        ("8:25-cv-00951", "2500951"),
        ("25-10676", "2510676"),
        ("16-10992", "1610992"),
        ("25-1393", None),
        ("#282404", None),
        ("24A1153", None),
        ("MDL 2741", None),
    ],
)
def test_the_core_of_a_number_is_told_only_where_it_is_known(number: str, core: str | None) -> None:
    assert questions.core(number) == core


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/api/rest/v4/docket-entries/?cursor=a",
        "http://www.courtlistener.com/api/rest/v4/docket-entries/?cursor=a",
        "https://www.courtlistener.com:8443/api/rest/v4/docket-entries/?cursor=a",
        "https://www.courtlistener.com@example.org/api/rest/v4/docket-entries/?cursor=a",
        "https://www.courtlistener.com/api/rest/v4/docket-entries/../../x/?cursor=a",
        "https://www.courtlistener.com/evil/?cursor=a",
        "//example.org/api/rest/v4/docket-entries/?cursor=a",
        "https://www.courtlistener.com/api/rest/v4/docket-entries/?page=2",
        "https://[",
    ],
)
def test_a_next_page_elsewhere_is_a_problem_and_costs_no_entry(address: str) -> None:
    row = {"id": 1, "docket": 7, "entry_number": 1, "recap_documents": []}
    seen = remembered(Memory((Followed("7", "1:25-cv-10676"),), (Question(Ask.ENTRIES, "7"),)))
    body = json.dumps({"next": address, "results": [row]}).encode()
    snapshot = courtlistener.parse(body, source(number="1:25-cv-10676", seen=seen))
    assert [each.code for each in snapshot.problems] == ["foreign_next"]
    assert snapshot.state is SourceState.DOWN
    assert len(snapshot.dockets[0].entries) == 1


def test_changes_count_as_read_only_after_the_last_page() -> None:
    followed = Followed("7", "1:25-cv-10676", entries_until=datetime(2025, 1, 1, tzinfo=UTC))
    before = source(
        number=followed.number,
        seen=remembered(Memory((followed,), (Question(Ask.ENTRIES, "7"),))),
    )
    row = {"id": 1, "docket": 7, "recap_documents": [], "date_modified": NOW.isoformat()}
    older = row | {"id": 2, "date_modified": "2025-05-01T00:00:00Z"}
    page = {"next": f"{API}docket-entries/?cursor=abc", "results": [row]}
    first = courtlistener.parse(json.dumps(page).encode(), before)
    assert first.is_part
    assert recalled(first.seen).dockets == (followed,)
    last = courtlistener.parse(
        json.dumps({"next": None, "results": [older]}).encode(), replace(before, seen=first.seen)
    )
    assert not last.is_part
    assert [each.entries_until for each in recalled(last.seen).dockets] == [NOW]


def test_a_visit_asks_for_headings_daily_and_for_documents_every_six_hours() -> None:
    memory = Memory((Followed("7", "1:25-cv-10676"),))

    def asked(last: datetime | None, now: datetime) -> list[Ask]:
        return [each.ask for each in questions.planned(memory, None, last, now).questions]

    day = datetime(2025, 5, 23, tzinfo=UTC)
    assert asked(None, day) == [Ask.FIND, Ask.DOCUMENTS, Ask.ENTRIES]
    assert asked(day.replace(hour=1), day.replace(hour=5)) == [Ask.ENTRIES]
    assert asked(day.replace(hour=5), day.replace(hour=6)) == [Ask.DOCUMENTS, Ask.ENTRIES]
    assert asked(day.replace(hour=23), day.replace(day=24)) == [
        Ask.FIND,
        Ask.DOCUMENTS,
        Ask.ENTRIES,
    ]


def test_a_visit_that_was_cut_short_is_finished_first() -> None:
    rest = (Question(Ask.ENTRIES, "7", cursor="abc"),)
    memory = Memory((Followed("7", "1:25-cv-10676"),), rest)
    assert questions.planned(memory, None, None, NOW).questions == rest
