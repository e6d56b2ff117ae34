"""What a story says was done, and which entry that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from db.models import Disposition, Docket, DocketEntry, EntryKind
from db.press import Article, Report
from scraper import classify
from scraper.linking import acts, entries, prose, reports
from scraper.linking.matter import Matter

BOSTON = ZoneInfo("America/New_York")


def entry(id: str, at: datetime, label: str, text: str, number: int | None = None) -> DocketEntry:
    told = DocketEntry(
        number=number,
        labels=(label,) if label else (),
        text=text,
        entered_at=at.replace(tzinfo=BOSTON),
        id=id,
    )
    return replace(told, meaning=classify.read(told, "mad" if label else "scotus"))


MOTION = entry(
    *("1", datetime(2025, 5, 19, 12), "Motion to Compel"),
    "MOTION to Compel the logbooks by Example Harbor Alliance.",
    7,
)
GRANTED = entry(
    *("2", datetime(2025, 5, 23, 18), "Order on Motion to Compel"),
    "Judge Specimen: ORDER granting 7 Motion to Compel. Sample Agency shall file a status report"
    " within five days.",
    15,
)
DENIED = entry(
    *("3", datetime(2025, 5, 26, 17), "Order on Motion for Reconsideration"),
    "Judge Specimen: MEMORANDUM & ORDER denying Motion for Reconsideration and denying Motion to"
    " Stay.",
)
REPORT = entry(
    *("4", datetime(2025, 5, 28, 17), "Status Report"), "STATUS REPORT by Sample Agency."
)
STAYED = entry(
    *("5", datetime(2025, 5, 28, 11), ""), "Application (24A9999) for a stay, granted by the Court."
)
DISTRICT = Docket(
    "mad",
    "1:25-cv-99321",
    "Example v. Sample Agency",
    judge="Specimen",
    entries=(MOTION, GRANTED, DENIED, REPORT),
)
SUPREME = Docket("scotus", "24A9999", "Sample Agency v. Example", entries=(STAYED,))
MATTER = Matter("sample", (DISTRICT, SUPREME))


def story(title: str, at: str | None) -> Article:
    published_at = None if at is None else datetime.fromisoformat(at)
    return Article("https://herald.example/1", title, published_at=published_at)


def found(title: str, text: str, at: str | None, matter: Matter = MATTER) -> list[str]:
    told = reports.of(story(title, at), text, matter)
    return [] if told is None else [each.entry.id for each in entries.candidates(told, matter)]


@pytest.mark.parametrize(
    ("title", "text", "at", "expected"),
    [
        (
            "Judge refuses to rethink harbor order",
            "A federal judge in Boston on Monday denied a motion to reconsider an order issued"
            " Friday in the suit against the Sample Agency.",
            "2025-05-27T09:00:00-04:00",
            ["3"],
        ),
        (
            "Agency must hand over logbooks, judge rules",
            "Judge Specimen ordered the Sample Agency on Friday to produce its logbooks.",
            "2025-05-24T08:00:00-04:00",
            ["2"],
        ),
        (
            "Agency says logbooks are on their way",
            "The Sample Agency is working to produce the logbooks, it told the court in a"
            " Wednesday filing, five days after Judge Specimen ordered it to.",
            "2025-05-29T08:00:00-04:00",
            ["4"],
        ),
        (
            "Supreme Court sides with agency",
            "The Supreme Court on Wednesday put the order of Judge Specimen on hold.",
            "2025-05-28T16:00:00-04:00",
            ["5"],
        ),
        (
            "Jueza, no: juez rechaza reconsiderar su orden",
            "El juez Specimen, de Boston, se negó el lunes a reconsiderar su orden.",
            "2025-05-27T12:00:00+02:00",
            ["3"],
        ),
        (
            "A week later, the harbor ruling sinks in",
            "Judge Specimen last week refused to reconsider his order on the logbooks.",
            "2025-06-03T08:00:00-04:00",
            ["3"],
        ),
    ],
)
def test_a_story_finds_its_entry_by_act_court_and_day(
    title: str, text: str, at: str, expected: list[str]
) -> None:
    assert found(title, text, at) == expected


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Logbooks are back in Muster harbor after judge's order",
            "The books came home on Monday, three days after Judge Specimen ordered it.",
        ),
        (
            "Lawmakers quarrel over harbor ruling",
            "One senator called Judge Specimen's order odd.",
        ),
        ("What logbooks are for", "Every ship of the Sample Agency keeps one."),
    ],
)
def test_a_story_about_what_no_docket_has_finds_no_entry(title: str, text: str) -> None:
    assert found(title, text, "2025-05-27T12:00:00-04:00") == []


def test_that_an_entry_names_the_parties_tells_it_from_no_other() -> None:
    """Red when: a journey on the day of some filing is taken for it, as both name the case."""
    filed = datetime(2025, 6, 4, 14, 40)
    response = entry("6", filed, "", "Response to application from respondents Q.R.S., et al.")
    supreme = replace(SUPREME, caption="Sample Agency v. Q.R.S.", entries=(STAYED, response))
    text = "Q.R.S. has been home for a week: he came back on June 4, among holiday makers."
    matter = Matter("sample", (DISTRICT, supreme))
    assert found("An arrival", text, "2025-06-11T11:00:00-04:00", matter) == []


def test_a_number_that_is_cited_decides() -> None:
    text = "See ECF No. 7. Judge Specimen ruled on Monday."
    assert found("Judge rules", text, "2025-05-27T12:00:00-04:00")[0] == "1"


def test_two_orders_that_fit_alike_are_both_candidates_and_share_their_confidence() -> None:
    twin = replace(DENIED, id="9")
    twins = replace(MATTER, dockets=(replace(DISTRICT, entries=(DENIED, twin)),))
    told = reports.of(
        story("Judge denies motion", "2025-05-26T19:00:00-04:00"),
        "Judge Specimen on Monday denied a motion to reconsider.",
        twins,
    )
    assert told is not None
    confident = {each.entry.id: each.confidence for each in entries.candidates(told, twins)}
    assert confident.keys() == {"3", "9"}
    assert confident["3"] == confident["9"] <= 0.5


def test_a_report_finds_an_entry_that_is_docketed_after_the_story() -> None:
    before = replace(MATTER, dockets=(replace(DISTRICT, entries=(MOTION, GRANTED)),))
    told = reports.of(
        story("Judge won't rethink harbor order", "2025-05-26T16:19:00-04:00"),
        "Judge Specimen on Monday refused to reconsider his order on the logbooks.",
        before,
    )
    assert told is not None
    assert entries.candidates(told, before) == ()
    assert [each.entry.id for each in entries.candidates(told, MATTER)] == ["3"]


def test_what_was_ordered_today_and_is_not_docketed_yet_is_no_older_order() -> None:
    """Red when: an act of today for which no entry stands there is taken for one of the week."""
    early = replace(DISTRICT, entries=(MOTION, GRANTED))
    title = "Judge orders agency to bring the anchor back"
    text = "Judge Specimen on Sunday ordered the Sample Agency to bring back an anchor."
    at = "2025-05-25T15:00:00-04:00"
    assert found(title, text, at, Matter("sample", (early,))) == []
    undated = text.replace(" on Sunday", "")
    assert found(title, undated, at, Matter("sample", (early,))) == ["2"]


def test_an_act_of_a_court_that_the_matter_does_not_have_is_no_entry_of_it() -> None:
    text = "A federal appeals court on Monday denied a stay of Judge Specimen's order."
    told = reports.of(story("Appeals court denies stay", "2025-05-26T19:00:00Z"), text, MATTER)
    assert told is not None
    assert told.court_id == reports.ELSEWHERE
    assert entries.candidates(told, MATTER) == ()


def test_a_report_quotes_and_never_keeps_the_text() -> None:
    text = "Judge Specimen on Monday denied the motion. " + "More of the story follows here. " * 200
    told = reports.of(story("Judge denies motion", "2025-05-27T09:00:00Z"), text, MATTER)
    assert told is not None
    assert len(told.words) <= 200
    assert len(" ".join(told.topics)) < 1000


@pytest.mark.parametrize(
    ("words", "is_ruling"),
    [
        ("Agency violated order, judge finds", True),
        ("Agency asks court to stay order", False),
        ("Court filing: agency at fault", False),
        ("Agency loses appeal", True),
        ("Appeals court keeps order in place", True),
        ("Agency agrees to return logbooks", False),
    ],
)
def test_whoever_is_named_first_did_it(words: str, is_ruling: bool) -> None:
    told = acts.main(acts.sentences(prose.read(words, ""), ()))
    assert told is not None
    assert told.is_ruling is is_ruling


def test_the_days_of_a_report_are_those_of_its_act_not_of_what_went_before() -> None:
    text = "Judge Specimen denied the motion on Monday, after he had ordered on Friday a report."
    told = reports.of(story("Judge denies motion", "2025-05-27T09:00:00Z"), text, MATTER)
    assert told is not None
    assert told == replace(
        told,
        kinds=acts.RULINGS,
        disposition=Disposition.DENIED,
        first_on=date(2025, 5, 26),
        last_on=date(2025, 5, 26),
        is_dated=True,
        court_id="mad",
    )


def test_far_from_the_days_that_are_told_no_entry_is_likely() -> None:
    told = Report((EntryKind.ORDER,), Disposition.DENIED, date(2025, 6, 9), date(2025, 6, 9), True)
    assert entries.candidates(told, MATTER) == ()
    near = replace(told, first_on=date(2025, 5, 25), last_on=date(2025, 5, 25))
    assert [each.entry.id for each in entries.candidates(near, MATTER)] == ["3"]


def test_no_entry_is_of_a_day_before_its_act() -> None:
    """Red when: the order of Thursday is taken for the one that is told of Friday."""
    told = Report(
        (EntryKind.ORDER,), Disposition.DENIED, date(2025, 5, 27), date(2025, 5, 27), True
    )
    assert entries.candidates(told, MATTER) == ()
