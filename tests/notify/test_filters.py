"""What a watch's filters hold back, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.models import (
    Availability,
    Change,
    ChangeKind,
    Disposition,
    DocketEntry,
    DocketKey,
    Document,
    EntryKind,
    EntryRef,
    Meaning,
    Route,
    Watch,
    WatchedCase,
)
from notify.match import judged

NOW = datetime(2025, 5, 23, 18, 0, tzinfo=UTC)
KEY = DocketKey("mad", "1:25-cv-10676")
REF = EntryRef("7", 500, 132, ("Order",))
CASE = WatchedCase("mad", "1:25-cv-10676")


def entry(
    kind: EntryKind | None = EntryKind.ORDER,
    ruled: Disposition | None = None,
    filer: str | None = None,
    **told: object,
) -> DocketEntry:
    meaning = None if kind is None else Meaning(kind, ruled, filer=filer)
    return DocketEntry(**({"number": 132, "labels": ("Order",), "meaning": meaning} | told))  # type: ignore[arg-type]


def held(told: DocketEntry, news: ChangeKind = ChangeKind.ENTRY_ADDED, **wishes: object) -> str:
    """Why the change is held back; empty where it goes at once."""
    change = Change(news, NOW, KEY, entry=REF, source_id="pacer_rss:mad")
    verdict = judged(Watch("dvd", (CASE,), **wishes), change, None, told)  # type: ignore[arg-type]
    assert verdict is not None
    assert (verdict.route is Route.HELD) == (verdict.reason is not None)
    return verdict.reason or ""


def test_a_watch_that_wishes_nothing_holds_nothing_back() -> None:
    assert held(entry(EntryKind.APPEARANCE)) == ""


def test_kinds_that_are_not_wished_are_held_and_unknown_ones_told() -> None:
    orders = {"kinds": (EntryKind.ORDER,)}
    assert held(entry(), **orders) == ""
    assert held(entry(EntryKind.NOTICE_OF_APPEAL), **orders) == "kind notice of appeal"
    assert held(entry(None), **orders) == ""


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (entry(ruled=Disposition.GRANTED), ""),
        (entry(ruled=Disposition.DENIED), "ruling denied"),
        (entry(ruled=Disposition.DENIED, text="Denied."), "ruling denied"),
        (entry(), ""),  # known by its label alone
        (entry(text="The clerk shall mail this."), "no ruling granted or granted in part"),
        (entry(EntryKind.MOTION, text="Motion to stay"), ""),
        (entry(EntryKind.MINUTES, Disposition.DENIED), "ruling denied"),
    ],
)
def test_of_rulings_only_those_that_are_wished_are_told(told: DocketEntry, reason: str) -> None:
    assert held(told, dispositions=(Disposition.GRANTED, Disposition.GRANTED_IN_PART)) == reason


def test_a_filer_is_found_in_either_name_and_an_unknown_one_told() -> None:
    ours = {"filers": ("sample agency",)}
    assert held(entry(filer="Defendant Sample Agency"), **ours) == ""
    assert held(replace(entry(), filer="SAMPLE AGENCY"), **ours) == ""
    assert held(entry(filer="Plaintiffs"), **ours) == "filed by Plaintiffs"
    assert held(entry(), **ours) == ""


@pytest.mark.parametrize("text", ["Return of O.C.G. ordered", "the man known as OCG", "o. c. g."])
def test_a_term_is_found_in_every_spelling(text: str) -> None:
    assert held(entry(EntryKind.NOTICE, text=text), terms=("O.C.G.",)) == ""


def test_words_that_are_known_and_hold_no_term_are_held() -> None:
    wished = {"terms": ("O.C.G.",), "aliases": ("Example Man",)}
    assert held(entry(text="Order on costs"), **wished) == "no word of O.C.G. or Example Man"
    assert held(entry(text="As to EXAMPLE MAN"), **wished) == ""


def test_a_stub_is_told_where_it_rules_and_waits_for_its_text_otherwise() -> None:
    wished = {"terms": ("O.C.G.",)}
    assert held(entry(), **wished) == ""
    assert held(entry(None), **wished) == ""
    assert held(entry(EntryKind.NOTICE), **wished) == "no word of O.C.G."
    assert held(entry(EntryKind.NOTICE, text="of O.C.G."), **wished) == ""


def test_what_a_term_was_found_by_counts_when_it_is_taken_away() -> None:
    change = Change(
        ChangeKind.ENTRY_EDITED, NOW, KEY, entry=REF, field="text", old="Return of O.C.G."
    )
    told = entry(text="Return of the plaintiff")
    verdict = judged(Watch("dvd", (CASE,), terms=("O.C.G.",)), change, None, told)
    assert verdict is not None
    assert verdict.route is Route.NOW


def test_a_sealed_entry_has_lost_the_words_to_judge_it_by() -> None:
    sealed = entry(EntryKind.MOTION, text=None, labels=("Seal",))
    assert held(sealed, ChangeKind.SEALED, terms=("O.C.G.",)) == ""
    assert held(sealed, ChangeKind.SEALED, kinds=(EntryKind.ORDER,)) == "kind motion"


def test_a_document_is_waited_for() -> None:
    linked = entry(documents=(Document(132, url="https://ecf.example/doc1/1"),))
    free = entry(documents=(Document(132, free_url="https://example.org/1.pdf"),))
    exhibit = entry(documents=(Document(132, attachment=1, free_url="https://example.org/2.pdf"),))
    assert held(entry(), available=Availability.LINKED) == "no document yet"
    assert held(linked, available=Availability.LINKED) == ""
    assert held(linked, available=Availability.FREE) == "no free copy yet"
    assert held(exhibit, available=Availability.FREE) == "no free copy yet"
    assert held(free, ChangeKind.DOCUMENT_FREE, available=Availability.FREE) == ""


def test_deadlines_ask_for_words_alone() -> None:
    told = entry(EntryKind.NOTICE, text="of O.C.G.")
    assert held(told, ChangeKind.DEADLINE_MISSED, kinds=(EntryKind.ORDER,)) == ""
    assert held(told, ChangeKind.DEADLINE_DUE, terms=("Ghana",)) == "no word of Ghana"


@pytest.mark.parametrize("kind", [ChangeKind.GAP_SUSPECTED, ChangeKind.RECAPTIONED])
def test_what_is_about_no_filing_passes_every_filter(kind: ChangeKind) -> None:
    change = Change(kind, NOW, KEY, source_id="pacer_rss:mad")
    strict = Watch(
        "dvd", (CASE,), terms=("O.C.G.",), kinds=(EntryKind.ORDER,), available=Availability.FREE
    )
    verdict = judged(strict, change, None)
    assert verdict is not None
    assert verdict.route is Route.NOW
