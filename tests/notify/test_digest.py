"""What a digest lists, and what it does not link."""

from __future__ import annotations

from dataclasses import replace

from db.models import Change, ChangeKind
from notify import render, specimen
from notify.story import HeldBack


def listed(*held: HeldBack) -> list[str]:
    text = render.message(replace(specimen.digest(), held=held)).text
    lines = text.partition("Held back by your filters")[2].splitlines()
    return [line.removeprefix("- ") for line in lines if line.startswith("- ")]


def test_news_of_a_source_names_its_court_once() -> None:
    news = Change(ChangeKind.SOURCE_BACK, specimen.NOW, source_id="pacer_rss:mad", id=77)
    told = listed(HeldBack(news, "all", "one of all courts"))
    assert told == ["The feed of D. Mass. answers again (one of all courts)"]


def test_a_filing_that_two_watches_hold_back_is_one_line_with_both_reasons() -> None:
    news = specimen.added(specimen.APPEARANCE)
    told = listed(
        HeldBack(news, "one", "kind appearance"), HeldBack(news, "other", "no word of O.C.G.")
    )
    assert told == [
        "D. Mass. 25-cv-99321: Notice of Appearance (29) (kind appearance; no word of O.C.G.)"
    ]


def test_a_digest_leads_to_no_document_that_was_withdrawn() -> None:
    """Promise 6. Red when: the line of a sealing links what was sealed."""
    news = specimen.added(specimen.ORDER)
    address = specimen.ORDER.documents[0].free_url or ""
    for kind, is_linked in ((ChangeKind.ENTRY_EDITED, True), (ChangeKind.SEALED, False)):
        told = replace(specimen.digest(), changes=(replace(news, kind=kind, field="labels"),))
        assert (address in render.message(told).text) is is_linked
