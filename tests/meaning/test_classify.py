"""The whole reading: filers, marks, hostile texts, and that labels are read once."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import DocketEntry, EntryKind, Mark
from scraper import classify
from scraper.meaning.words import Words


@pytest.mark.parametrize(
    ("text", "filer"),
    [
        ("MOTION to Stay by Sample Agency. (Attachments: # 1 Exhibit)(Doe, Jane)", "Sample Agency"),
        ("MOTION to Stay filed by Plaintiffs. (Doe, Jane)", "Plaintiffs"),
        ("Application Filed by Jane Doe on behalf of Example Corp.. (Doe)", "Example Corp"),
        ("ANSWER to 1 Complaint by Dale D. Sample, Example, L.L.C.. (Doe, J.)",
         "Dale D. Sample, Example, L.L.C"),
        ("BRIEF filed by Appellant Example Corp. [25-1095]", "Appellant Example Corp"),
        ("Filed (ECF) Appellant Example Corp. Motion to stay.", "Appellant Example Corp"),
        ("Reply of applicants Sample Agency, et al. filed.", "applicants Sample Agency, et al"),
        ("MOTION to Stay by Sample Agency as to Jane Example", "Sample Agency"),
        ("APPLICATION to Appear by Attorney Jane Doe for Example Corp. Fee paid", "Example Corp"),
    ],
)  # fmt: skip
def test_the_filer_is_the_party_not_its_attorney(text: str, filer: str) -> None:
    assert classify.explain(Words("ca9", text=text))[0].filer == filer


@pytest.mark.parametrize(
    "text",
    [
        "ORDER by Judge Jane Doe granting 12 Motion filed by Sample Agency",
        "Minute Entry for proceedings held before Judge Doe by telephone",
        "MOTION to Stay. Responses due by May 1, 2025 (Doe, Jane)",
        "",
    ],
)
def test_nobody_filed_what_a_court_wrote_or_where_nobody_is_named(text: str) -> None:
    assert classify.explain(Words("mad", text=text))[0].filer is None


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("**SEALED DOCUMENT** MEMORANDUM in Support", (Mark.SEALED,)),
        ("EX PARTE APPLICATION to Shorten Time", (Mark.EX_PARTE,)),
        ("** RESTRICTED DOCUMENT ** RETURN OF SERVICE", (Mark.RESTRICTED,)),
        ("CORRECTED BRIEF filed by Appellant Example", (Mark.CORRECTED,)),
        ("Sealed Ex Parte MOTION for Subpoenas", (Mark.SEALED, Mark.EX_PARTE)),
        ("MOTION to Seal Document 12", ()),
        ("ORDER unsealing 12 Sealed Motion", ()),
        ("MOTION to Stay", ()),
    ],
)
def test_seals_and_corrections_are_marked(text: str, marks: tuple[Mark, ...]) -> None:
    assert set(classify.explain(Words("mad", text=text))[0].marks) >= set(marks)
    assert bool(classify.explain(Words("mad", text=text))[0].marks) is bool(marks)


def test_an_entry_is_read_by_all_its_labels_and_its_text() -> None:
    entry = DocketEntry(labels=("Order", "Set Deadlines"), filed_on=date(2025, 5, 23))
    assert classify.read(entry, "mad").kind is EntryKind.ORDER
    told = DocketEntry(labels=("Order",), text="MOTION to Stay by Sample Agency.")
    assert classify.read(told, "mad").kind is EntryKind.MOTION


def test_the_same_labels_in_one_court_are_read_once() -> None:
    entry, twin = DocketEntry(labels=("Order",), number=1), DocketEntry(labels=("Order",), number=2)
    assert classify.read(entry, "mad") is classify.read(twin, "mad")
    assert classify.read(entry, "mad") == classify.read(entry, "nysd")


HOSTILE = [
    "(" * 100_000,
    "[" * 50_000 + "]" * 50_000,
    " " * 100_000 + "ORDER",
    "9" * 100_000,
    "9 " * 50_000,
    "ORDER " * 20_000,
    "amended " * 20_000,
    "notice of " * 10_000,
    "granting denying in part " * 5_000,
    "by A" * 25_000,
    "(re: " * 20_000,
    "1/1/2025 at " * 8_000,
    "within 14 days " * 7_000,
    "set for hearing held " * 5_000,
    "\u202e" * 100_000,
    "a" * 100_000,
    "'" * 100_000,
    "-" * 100_000,
    "error - " * 12_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(each[:12]) for each in HOSTILE])
@pytest.mark.parametrize("court", ["mad", "ca9"])
def test_a_hostile_text_takes_no_long_time(text: str, court: str) -> None:
    began = time.process_time()
    classify.explain(Words(court, text[:200], text, date(2025, 5, 23)))
    assert time.process_time() - began < 1.0


@given(
    st.text(max_size=300), st.text(max_size=60), st.sampled_from(["mad", "nysb", "ca9", "scotus"])
)
def test_any_text_has_a_meaning(text: str, label: str, court: str) -> None:
    told, reasons = classify.explain(Words(court, label, text, date(2025, 5, 23)))
    assert isinstance(told.kind, EntryKind)
    assert reasons[0].about == "kind"


def test_loading_it_reads_no_tables_and_no_heavy_library() -> None:
    code = (
        "import sys, builtins, pathlib\n"
        "from scraper import classify\n"
        "from scraper.meaning import rules\n"
        "assert rules._builtin.cache_info().currsize == 0\n"
        "assert not {'scrapy', 'lxml', 'sqlite3', 'click'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
