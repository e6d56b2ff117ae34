"""Docket pages and notices of real courts, where the samples lie beside this checkout."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import courts, numbers
from db.models import Docket, DocketEntry, Snapshot, Source, SourceKind, SourceState
from scraper.parsers import court_mail, docket_report

SAMPLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")

PAGES = sorted(
    path
    for pattern in ("pacer-docket-*/*.html", "pacer-history/*.html", "pacer-acms/*.acms_json")
    for path in SAMPLES.glob(pattern)
)
NO_PAGES = sorted(SAMPLES.glob("pacer-not-*/*.html"))
# Beside two of the mails lie bodies of other mails, for which nothing is expected.
MAILS = sorted([*SAMPLES.glob("pacer-nef/*.txt"), *SAMPLES.glob("pacer-nda/*.txt")])
NO_NOTICE = "cand_2"

Told = Mapping[str, Any]
Facts = tuple[object, ...]


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def expected(path: Path) -> Any:
    return json.loads((path.parent / f"{path.stem}.expected.json").read_text())


def page(path: Path) -> Snapshot:
    court = courts.get(path.stem.partition("_")[0])
    source = Source("", SourceKind.DOCKET_REPORT, court.id, "")
    return docket_report.parse(path.read_bytes(), source)


def day(text: str | None) -> date | None:
    return None if not text else date.fromisoformat(text[:10])


def words(text: str | None) -> list[str]:
    return (text or "").split()


def doc_id(told: Told) -> str | None:
    """None where there is no document: in ACMS an id is the entry's, and has no pages then."""
    said = told["pacer_doc_id"]
    is_id = bool(told.get("page_count")) or (isinstance(said, str) and said.isdigit())
    return said if is_id and len(said) > 4 else None


def their_entry(told: Told) -> Facts:
    number = told["document_number"]
    return (
        # Where a court of appeals tells no number, the document's id stands in its place.
        None if number in (None, told["pacer_doc_id"]) else int(number),
        int(told["pacer_seq_no"]) if told.get("pacer_seq_no") else None,
        day(told["date_filed"]),
        words(told["description"]),
        words(told.get("short_description")),
        doc_id(told),
        [each["description"] or None for each in told.get("attachments", ())],
    )


def our_entry(told: DocketEntry) -> Facts:
    attached = [document for document in told.documents if document.attachment]
    return (
        told.number,
        told.seq,
        told.filed_on,
        words(told.text),
        words("".join(told.labels)),
        told.documents[0].doc_id if told.documents else None,
        [document.title for document in attached],
    )


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_tells_the_same_entries_as_expected(path: Path) -> None:
    snapshot = page(path)
    (docket,) = snapshot.dockets
    assert (snapshot.state, snapshot.problems) == (SourceState.OK, ())
    assert not snapshot.complete
    theirs = expected(path)["docket_entries"]
    assert [our_entry(each) for each in docket.entries] == [their_entry(each) for each in theirs]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_tells_the_same_heading_as_expected(path: Path) -> None:
    (docket,) = page(path).dockets
    theirs = expected(path)
    assert docket.number.startswith(numbers.normal(theirs["docket_number"]))
    assert docket.filed_on == day(theirs["date_filed"])
    assert docket.closed_on == day(theirs.get("date_terminated"))
    assert words((docket.judge or "").lower()) == words(theirs.get("assigned_to_str", "").lower())
    assert words(docket.cause) == words(theirs.get("cause"))
    assert words(docket.nature_of_suit) == words(theirs.get("nature_of_suit"))
    if "pacer_case_id" in theirs:
        assert docket.pacer_case_id == theirs["pacer_case_id"]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_tells_the_names_of_the_parties_and_nothing_else_of_them(path: Path) -> None:
    (docket,) = page(path).dockets
    theirs = expected(path).get("parties", [])
    assert [words(each.name) for each in docket.parties] == [words(p["name"]) for p in theirs]
    told = repr(docket.parties) + repr(docket.related)
    contacts = [a["contact"] for party in theirs for a in party.get("attorneys", ())]
    lines = [line for each in contacts for line in each.splitlines() if "@" in line or "-" in line]
    assert not [line for line in lines if any(c.isdigit() for c in line) and line in told]
    assert "RESTRICTED" not in told


def test_the_court_below_is_told_by_a_court_of_appeals() -> None:
    (docket,) = page(SAMPLES / "pacer-docket-appellate" / "ca1_46307.html").dockets
    assert [(each.court_id, each.number) for each in docket.related] == [("nhd", "1:19-cv-00143")]


@pytest.mark.parametrize(
    ("sample", "related"),
    [
        ("lamd", {("appeal", "ca5", "18-31050")}),
        ("laed_127926", {("appeal", "ca5", "10-30767")}),
        ("casd_6", {("related", None, "16-cv-01322")}),
    ],
)
def test_other_cases_in_a_heading_are_told(sample: str, related: set[Facts]) -> None:
    (docket,) = page(SAMPLES / "pacer-docket-district" / f"{sample}.html").dockets
    assert {(each.relation, each.court_id, each.number) for each in docket.related} == related


def test_lead_and_member_cases_are_told_each_once() -> None:
    (docket,) = page(SAMPLES / "pacer-docket-district" / "nysd.html").dockets
    found = [each.number for each in docket.related]
    assert found[0] == "1:03-md-01570"
    assert len(found) == len(set(found)) == 36
    assert docket.number not in found


@pytest.mark.parametrize("path", NO_PAGES, ids=name)
def test_a_page_that_is_no_docket_is_refused_in_words(path: Path) -> None:
    snapshot = page(path)
    assert (snapshot.state, snapshot.dockets) == (SourceState.DOWN, ())
    (problem,) = snapshot.problems
    assert problem.code == "not_a_docket"
    assert "nothing in it looks like" not in problem.message, "we know what each of these is"


def their_mail(told: Told) -> Iterator[Facts]:
    for docket in told.get("dockets", ()):
        for entry in docket["docket_entries"]:
            yield (
                numbers.normal(docket["docket_number"]),
                entry["pacer_case_id"],
                entry["document_number"] and int(entry["document_number"]),
                entry["pacer_seq_no"] and int(entry["pacer_seq_no"]),
                day(entry["date_filed"]),
                words(entry["description"]),
                words(entry["short_description"]),
                doc_id(entry),
            )


def our_mail(snapshot: Snapshot) -> Iterator[Facts]:
    for docket in snapshot.dockets:
        for entry in docket.entries:
            yield (docket.number, docket.pacer_case_id, *_of_mail(docket, entry))


def _of_mail(docket: Docket, entry: DocketEntry) -> Facts:
    number, seq, filed_on, text, label, told_id, _ = our_entry(entry)
    return (number, seq, filed_on, text, label, told_id)


@pytest.mark.parametrize("path", MAILS, ids=name)
def test_a_mail_tells_the_same_entry_as_expected(path: Path) -> None:
    snapshot = court_mail.parse(path.read_bytes(), any_sender=True)
    assert list(our_mail(snapshot)) == list(their_mail(expected(path)))
    assert (snapshot.state is SourceState.DOWN) == (path.stem == NO_NOTICE)


@pytest.mark.parametrize("path", MAILS, ids=name)
def test_a_mail_leaves_no_recipient_and_no_secret(path: Path) -> None:
    told = repr(court_mail.parse(path.read_bytes(), any_sender=True))
    theirs = expected(path)
    for recipient in theirs.get("email_recipients", ()):
        assert not [each for each in recipient["email_addresses"] if each in told]
    for docket in theirs.get("dockets", ()):
        for entry in docket["docket_entries"]:
            assert not entry["pacer_magic_num"] or entry["pacer_magic_num"] not in told


def test_a_mail_that_somebody_forwarded_needs_a_word() -> None:
    mail = (SAMPLES / "pacer-nef" / "alsd_1.txt").read_bytes()
    assert [each.code for each in court_mail.parse(mail).problems] == ["other_sender"]
