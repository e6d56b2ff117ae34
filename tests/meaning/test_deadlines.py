"""By when somebody must act: entries as courts write them, with invented parties."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Deadline, EntryKind
from scraper.meaning import deadlines
from scraper.meaning.words import Words

ENTRIES = Path(__file__).parents[1] / "data" / "deadlines" / "entries.tsv"


def told(
    text: str, kind: str = "order", filed_on: str = "2014-05-20", court_id: str = "mad"
) -> tuple[Deadline, ...]:
    words = Words(court_id, text=text, filed_on=date.fromisoformat(filed_on))
    return deadlines.of(words, EntryKind(kind))


def ends(found: tuple[Deadline, ...]) -> set[str | int | None]:
    return {each.due.isoformat() if each.due else each.within_days for each in found}


def entries() -> list[list[str]]:
    lines = ENTRIES.read_text().splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("kind", "filed_on", "due", "text"), entries())
def test_what_a_court_sets_is_a_deadline_and_nothing_else(
    kind: str, filed_on: str, due: str, text: str
) -> None:
    """`tests/data/deadlines/entries.tsv`: adding a case is adding a line."""
    wanted = set() if due == "-" else set(due.split())
    assert {str(end) for end in ends(told(text, kind, filed_on))} == wanted


def test_a_deadline_says_who_must_do_what() -> None:
    (order,) = told("ORDER: Defendants shall file a status report within five (5) days.")
    assert (order.who, order.what) == ("Defendants", "file a status report")
    (order,) = told("ORDER. By June 3, 2014, the parties shall file a joint report on discovery.")
    assert (order.who, order.what) == ("the parties", "file a joint report on discovery")
    (due,) = told(
        "MOTION to Dismiss by Sample Agency. Responses due by 6/3/2014 (Doe, J)", "motion"
    )
    assert (due.who, due.what) == (None, "Responses")
    (brief,) = told("BRIEFING schedule set. Brief due 06/13/2014 for Appellant Example.")
    assert (brief.who, brief.what) == ("Appellant Example", "Brief")
    (paper,) = told("ORDER: Responsive pleadings shall be filed on or before June 3, 2014.")
    assert paper.what == "Responsive pleadings"
    (objection,) = told("Order. Objection to Disclosure Statement Deadline: 6/3/2014.")
    assert objection.what == "Objection to Disclosure Statement"
    (time_for,) = told("ORDER: the deadline for Example to answer is extended to June 3, 2014.")
    assert (time_for.who, time_for.what) == ("Example", "answer")
    (asked,) = told("Response Requested. (Due June 19, 2014)", court_id="scotus")
    assert asked.what == "Response Requested"


def test_a_deadline_has_the_words_that_say_so() -> None:
    (order,) = told(
        "TEXT ORDER. The motion is denied. Defendants shall reply by 6/3/2014. So ordered."
    )
    assert order.words == "Defendants shall reply by 6/3/2014."


@pytest.mark.parametrize(
    ("text", "after", "computed"),
    [
        ("ORDER: Defendants shall respond within five days.", None, "2025-05-28"),
        (
            "ORDER: Defendants shall respond within five days of this Order.",
            "this Order",
            "2025-05-28",
        ),
        ("ORDER: respond within 5 days of the date of this order.", "this order", "2025-05-28"),
        ("ORDER: respond within 5 days from entry of this order.", "this order", "2025-05-28"),
        ("ORDER: objections due within 5 days of service.", "service", "2025-05-28"),
        ("ORDER: Answer is due 5 days after service.", "service", None),
        (
            "ORDER: answer in 5 days from the date this case is reopened.",
            "this case is reopened",
            None,
        ),
        ("ORDER: Reply due 7 days after service of the response.", "service of the response", None),
        ("ORDER: respond within 5 days of the hearing.", "hearing", None),
        ("ORDER: report to probation within 72 hours of release.", "release", None),
        ("ORDER: following publication, proof is to be filed within ten days.", None, None),
        ("ORDER: Defendants shall respond within 4 hours.", None, None),
    ],
)
def test_only_a_period_that_runs_from_the_entry_is_computed(
    text: str, after: str | None, computed: str | None
) -> None:
    (period,) = told(text, filed_on="2025-05-23")
    assert period.after == after
    assert period.computed == (date.fromisoformat(computed) if computed else None)
    assert period.rule == ("Fed. R. Civ. P. 6(a)" if computed else None)
    assert period.ends_on == period.computed


def test_nothing_is_computed_where_the_day_of_filing_is_unknown() -> None:
    text = "ORDER: Defendants shall respond within five days."
    (period,) = deadlines.of(Words("mad", text=text), EntryKind.ORDER)
    assert (period.within_days, period.computed, period.rule) == (5, None, None)


def test_nothing_is_computed_beyond_the_calendar() -> None:
    words = Words("mad", "", "ORDER. Status report due within 14 days.", date(9999, 12, 30))
    (told,) = deadlines.of(words, EntryKind.ORDER)
    assert (told.within_days, told.computed) == (14, None)


def test_business_days_are_computed_as_such() -> None:
    (period,) = told("NOTICE: file Form 32 within 3 business days.", "notice", "2022-11-18")
    assert (period.is_business_days, period.computed) == (True, date(2022, 11, 23))


def test_a_period_and_the_day_it_comes_to_are_one_deadline() -> None:
    (both,) = told(
        "TRANSCRIPT of proceedings. The parties have twenty-one days to file a request to redact. "
        "Redaction Request due 6/10/2014.",
        "transcript",
    )
    assert (both.due, both.within_days, both.computed) == (date(2014, 6, 10), 21, None)


def test_a_deadline_told_twice_is_told_once() -> None:
    line = "Objections due by 7/31/2024. Hearing scheduled for 8/7/2024 at 01:00 PM. "
    assert len(told(line + line, "motion", "2024-07-09")) == 1


def test_two_papers_due_on_one_day_are_two() -> None:
    found = told("Order. Chapter 11 Plan due by 6/5/2014. Disclosure Statement due by 6/5/2014.")
    assert [each.what for each in found] == ["Chapter 11 Plan", "Disclosure Statement"]


def test_a_label_alone_tells_no_deadline() -> None:
    for label in ("Set/Reset Deadlines", "Order on Motion for Extension of Time to File", "Reply"):
        assert deadlines.of(Words("mad", label), EntryKind.ORDER) == ()


@pytest.mark.parametrize("kind", [EntryKind.ORDER, EntryKind.MOTION])
@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        " " * 100_000 + "due by 5/5/2014",
        "(" * 50_000 + " due " + ")" * 50_000,
        "due by 5/5/2014, " * 6_000,
        "within 5 days of " * 6_000,
        "by " * 33_000 + "5/5/2014",
        "to be on the " * 8_000 + "5/5/2014 due",
        "within 99999999999 days of service",
        "from 5/5/2014 to " * 6_000,
        ". A" * 33_000 + " due 5/5/2014",
        "deadline " * 11_000 + "5/5/2014",
        "\n \n" * 30_000 + "due 5/5/2014",
        "shall " * 16_000 + "file by 5/5/2014",
    ],
    ids=range(13),
)
def test_a_hostile_text_takes_no_time(text: str, kind: EntryKind) -> None:
    started = time.perf_counter()
    deadlines.of(Words("mad", text=text, filed_on=date(2014, 5, 1)), kind)
    assert time.perf_counter() - started < 3


PIECES = (
    "due by 5/5/2014", "within 14 days of", "ORDER:", "shall file", ". ", "; ", "(", ")", "order",
    "extended from 5/5/2014 to", "deadline", "June 5, 2014", "and", "72 hours", "until", "Mr. A",
    "no later than", "business days", "99", "\n\n", "Defendants", "after service", "hearing", "é…",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(EntryKind))
def test_any_words_are_read(pieces: list[str], kind: EntryKind) -> None:
    for found in told(" ".join(pieces), kind.value):
        assert found.what
        assert found.due or found.within_days
        assert (found.computed is None) == (found.rule is None)
        assert len(found.words) <= 302
