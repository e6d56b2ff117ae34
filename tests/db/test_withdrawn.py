"""A name that a court withdraws from a caption is forgotten everywhere, and known again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db import plain
from db.copies import Copy
from db.guard import WITHHELD
from db.models import (
    Change,
    ChangeKind,
    DocketEntry,
    Document,
    Party,
    RelatedDocket,
    Relation,
)
from db.store import Store
from db.withdrawn import Withdrawn
from scraper import classify
from tests.db.conftest import NUMBER, docket, entry, need_source, watch

OLD = "Ana Maria Person, et al. v. Sample Agency"
NEW = "A.P., et al. v. Sample Agency"
TEXT = "Status report by Ana M. Person due 6/2/2025. PERSON, ANA shall file a reply by 6/9/2025."
CLEAN = f"Status report by {WITHHELD} due 6/2/2025. {WITHHELD} shall file a reply by 6/9/2025."
API = f"courtlistener:mad:{NUMBER}"
PAGE = f"docket_report:mad:{NUMBER}"

Tell = Callable[..., tuple[Change, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Maria Person",
        "ANA MARIA PERSON",
        "Ana Person",
        "A. Person",
        "A. M. Person",
        "Ana M. Person",
        "Ana Q. Person",
        "Person, Ana",
        "Person, Ana Maria",
        "Person, A",
        "Ána  María Person",
        "Person",
        "PERSON",
    ],
)
@pytest.mark.parametrize("around", ["{}", "of {}'s motion", "({}) (Entered: 05/23/2025)"])
def test_a_lost_name_is_known_in_its_spellings(text: str, around: str) -> None:
    names = Withdrawn(b"key").adding(OLD, NEW)
    assert names.clean(around.format(text)) == around.format(WITHHELD)


@pytest.mark.parametrize(
    "text",
    [
        NEW,
        "in person",
        "Personal",
        "Sample Agency",
        "Ana Maria Sample",
        "Ana v. Agency",
        "a person",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert Withdrawn(b"key").adding(OLD, NEW).clean(text) == text


@pytest.mark.parametrize(
    ("old", "new", "text", "cleaned"),
    [
        ("Carlos Example v. Sample", "Carlos D. v. Sample", "Carlos Example", WITHHELD),
        ("Carlos Example v. Sample", "Carlos D. v. Sample", "Carlos D.", "Carlos D."),
        ("USA v. Sample", "USA v. SEALED", "Sample, and a sample", f"{WITHHELD}, and a sample"),
        ("In re Jo Example", "In re J.E.", "Jo Example", WITHHELD),
        ("Jo Sample v. Sample Agency", "J.S. v. Sample Agency", "Sample Agency", "Sample Agency"),
        ("Jo May v. Agency", "J.M. v. Agency", "Jo May, May 23", f"{WITHHELD}, May 23"),
        ("Jo Example and Al Other v. X", "J.E. and A.O. v. X", "Al Other", WITHHELD),
        ("Jo Example, a minor v. X", "J.E., a minor v. X", "a minor", "a minor"),
        ("Jo O'Example v. X", "J.O. v. X", "Jo O’Example, OExample's", f"{WITHHELD}, {WITHHELD}'s"),
    ],
)
def test_what_a_caption_lost_and_nothing_else(old: str, new: str, text: str, cleaned: str) -> None:
    assert Withdrawn(b"key").adding(old, new).clean(text) == cleaned


def test_an_address_with_the_name_goes_whole() -> None:
    names = Withdrawn(b"key").adding(OLD, NEW)
    assert names.plain("https://a.example/docket/1/ana-maria-person-v-agency/") is None
    assert names.plain("https://a.example/docket/1/") == "https://a.example/docket/1/"


def test_digests_tell_no_name_and_differ_from_docket_to_docket() -> None:
    one, other = (Withdrawn(key).adding(OLD, NEW) for key in (b"one", b"other"))
    assert not one.digests & other.digests
    assert not any("person" in each for each in one.digests)


def held(store: Store) -> str:
    """Everything that the store would show of the docket, and everything in its log."""
    (found,) = store.dockets.of_court("mad")
    return plain.dumps(plain.docket(found)) + repr(found) + repr(store.changes.after(0))


def named(**told: object) -> DocketEntry:
    document = Document(number=1, title="Letter of Ana Person", url="https://a.example/ana-person")
    values = {"labels": ("Letter of Ana Person",), "text": TEXT, "documents": (document,)} | told
    return replace(entry(500), filed_on=date(2025, 5, 23), **values)  # type: ignore[arg-type]


@pytest.fixture
def redacted(store: Store, tell: Tell) -> Store:
    """A docket that named somebody all over, until its court redacted the caption."""
    watch(store)
    store.reader = classify.read
    for source_id in (API, PAGE):
        need_source(store, source_id)
    related = RelatedDocket(Relation.RELATED, "1:25-cv-00001", "mad", "Person v. Agency")
    party = Party("Ana Maria Person", "Plaintiff", ("Counsel of Ana Person",))
    tell(docket(named(text="Letter by Person."), caption=OLD, related=(related,)))
    tell(docket(named(), caption=OLD, related=(related,)))
    tell(docket(caption=OLD, parties=(party,), judge="Sample"), source_id=PAGE, complete=False)
    (found,) = store.dockets.of_court("mad")
    copy = Copy("https://a.example/1.pdf", "ab", 1, datetime.now(UTC), 1, "ORDER. Ana Person is")
    store.copies.keep(copy, found, found.entries[0])
    tell(docket(named(), caption=NEW, related=(related,)))
    return store


def test_a_redaction_purges_all_that_we_hold(redacted: Store) -> None:
    (found,) = redacted.dockets.of_court("mad")
    assert found.caption == NEW
    assert found.entries[0].text == CLEAN
    assert found.entries[0].labels == (f"Letter of {WITHHELD}",)
    assert (found.entries[0].documents[0].url, found.related[0].words) == (
        None,
        f"{WITHHELD} v. Agency",
    )
    assert found.entries[0].meaning
    (copy,) = redacted.copies.of_urls(["https://a.example/1.pdf"]).values()
    assert copy.text == f"ORDER. {WITHHELD} is"
    assert "erson" not in held(redacted)


def test_after_a_redaction_the_file_has_no_byte_of_the_name(redacted: Store) -> None:
    files = redacted.path.parent.glob("docket.db*")  # its write-ahead log too
    written = b"".join(path.read_bytes() for path in files)
    assert b"Person" not in written
    assert b"PERSON" not in written
    assert b"person" not in written.replace(b"personal", b"")


def test_a_redaction_purges_also_what_its_answer_does_not_repeat(store: Store, tell: Tell) -> None:
    watch(store)
    store.reader = classify.read
    hearing = f"{TEXT} Status Conference for Ana Person set for 6/10/2025 10:00 AM in Courtroom 1."
    tell(docket(named(text=hearing), caption=OLD))
    assert store.due.proceedings([1])
    assert store.due.obligations([1])
    store.repairs.relabel(1, ["Ana Person's letter"], datetime.now(UTC))
    tell(docket(caption=NEW), complete=False)
    assert [line for line in store._connection.iterdump() if "erson" in line.casefold()] == []


def test_a_source_that_goes_on_naming_is_cleaned_and_no_news(redacted: Store, tell: Tell) -> None:
    for _ in range(2):
        assert tell(docket(named(), caption=NEW)) == ()
    for _ in range(2):
        told = tell(docket(named(seq=None, ref="cl1")), source_id=API)
        assert [each for each in told if not each.quiet] == []
        assert "erson" not in held(redacted)
    assert tell(docket(named(seq=None, ref="cl1")), source_id=API) == ()


def test_an_old_caption_told_again_is_no_news(redacted: Store, tell: Tell) -> None:
    told = tell(docket(named(), caption=OLD), source_id=PAGE, complete=False)
    assert [each for each in told if not each.quiet] == []
    (found,) = redacted.dockets.of_court("mad")
    assert found.caption == NEW
    assert "erson" not in held(redacted)


def test_a_new_filing_that_names_is_told_without_the_name(redacted: Store, tell: Tell) -> None:
    added = replace(named(text="Motion by Ana Person to seal."), seq=501, documents=())
    (change,) = tell(docket(named(), added, caption=NEW))
    assert change.kind is ChangeKind.ENTRY_ADDED
    (found,) = redacted.dockets.of_court("mad")
    assert found.entries[-1].text == f"Motion by {WITHHELD} to seal."


def test_what_is_read_again_from_a_document_is_cleaned(redacted: Store) -> None:
    (found,) = redacted.dockets.of_court("mad")
    again = Copy("https://a.example/2.pdf", "cd", 1, datetime.now(UTC), 1, "Ana Person moves")
    redacted.copies.keep(again, found, found.entries[0])
    (copy,) = redacted.copies.of_urls(["https://a.example/2.pdf"]).values()
    assert copy.text == f"{WITHHELD} moves"


def test_another_docket_keeps_its_words(redacted: Store, tell: Tell) -> None:
    watch_other = "1:25-cv-20000"
    redacted.watches.add(
        replace(redacted.watches.get("matter"), slug="other", cases=()), datetime.now(UTC)
    )
    tell(docket(named(), caption=NEW), docket(entry(900, text=TEXT), number=watch_other,
         pacer_case_id="9", caption="Other v. Other"))  # fmt: skip
    found = {each.number: each for each in redacted.dockets.of_court("mad")}
    assert found[watch_other].entries[0].text == TEXT


def test_names_are_kept_as_digests_alone(redacted: Store) -> None:
    with sqlite3.connect(redacted.path) as connection:
        ((key, digests),) = connection.execute("select key, digests from withdrawn").fetchall()
    assert len(bytes.fromhex(key)) == 16
    assert all(len(each) == 16 for each in plain.loads(digests))


def test_a_name_goes_from_a_long_docket_in_time(store: Store, tell: Tell) -> None:
    """Four times the entries are four times the steps, and not sixteen."""
    watch(store)
    steps = [_steps_to_withdraw(store, tell, 282400 + many, many) for many in (100, 400)]
    assert steps[1] < 6 * steps[0]


def _steps_to_withdraw(store: Store, tell: Tell, case_id: int, many: int) -> int:
    """What SQLite does, by hundreds of its instructions."""
    lines = [entry(seq, text=f"{seq}: {TEXT}") for seq in range(many)]
    told = docket(*lines, caption=OLD, pacer_case_id=str(case_id))
    tell(told, complete=False)
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    store._connection.set_progress_handler(count, 100)
    tell(replace(told, caption=NEW, entries=()), complete=False)
    store._connection.set_progress_handler(None, 100)
    return steps


def test_a_docket_that_is_forgotten_leaves_no_row(redacted: Store) -> None:
    connection = redacted._connection
    tables = [row["name"] for row in connection.execute("select name from pragma_table_list")]
    kept = [
        table
        for table in tables
        for column in connection.execute(f"pragma table_info('{table}')")
        if column["name"] == "docket_id"
    ]
    assert {"withdrawn", "obligation", "reminder", "proceeding", "change"} <= {*kept}
    redacted.dockets.forget(1)
    left = [
        table
        for table in kept
        if connection.execute(f"select 1 from {table} where docket_id = 1").fetchone()
    ]
    assert left == []
