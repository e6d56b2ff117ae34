"""What the requests of a metered service are spent on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from db import planner
from db.models import DocketEntry
from db.planner import Errand, Standing, Urgency

NOON = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def errand(routine: timedelta = HOUR, **told: object) -> Errand:
    """What comes next for a source that was asked a minute ago."""
    values: dict[str, object] = {"asked_at": NOON - MINUTE, "answered_at": NOON - MINUTE}
    found = list(planner.errands(Standing("a", **(values | told)), routine, NOON))  # type: ignore[arg-type]
    due = planner.in_order(found, NOON)
    return due[0] if due else min(found, key=lambda each: each.due_at)


def test_a_source_is_checked_by_routine() -> None:
    assert errand() == Errand("a", Urgency.ROUTINE, NOON - MINUTE + HOUR)


def test_the_first_pass_and_an_interrupted_one_go_before_routine() -> None:
    assert errand(asked_at=None, answered_at=None) == Errand("a", Urgency.BACKFILL, NOON)
    assert errand(is_behind=True) == Errand("a", Urgency.BACKFILL, NOON - MINUTE)


def test_a_gap_is_filled_once() -> None:
    assert errand(gap_at=NOON) == Errand("a", Urgency.BACKFILL, NOON)
    assert errand(gap_at=NOON - 2 * MINUTE).urgency is Urgency.ROUTINE


def test_the_text_of_an_order_is_sought_soon_and_then_ever_more_rarely() -> None:
    seen, tries = NOON, []
    asked = NOON - HOUR
    while (at := planner.text_at(seen, asked)) is not None:
        tries.append(at - seen)
        asked = at
    assert tries == [5 * MINUTE, 35 * MINUTE, 2 * HOUR + 35 * MINUTE, 8 * HOUR + 35 * MINUTE]
    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert waits == [30 * MINUTE, 2 * HOUR, 6 * HOUR]


def test_a_text_is_waited_for_but_not_instead_of_routine() -> None:
    stub = NOON - MINUTE
    assert errand(stub_at=stub) == Errand("a", Urgency.TEXT, stub + 5 * MINUTE)
    due = errand(routine=MINUTE / 2, stub_at=stub)
    assert (due.urgency, due.due_at) == (Urgency.ROUTINE, NOON - MINUTE / 2)


def test_texts_go_first_then_what_is_missing_then_routine() -> None:
    errands = [
        Errand("routine", Urgency.ROUTINE, NOON - 9 * HOUR),
        Errand("first pass", Urgency.BACKFILL, NOON),
        Errand("later", Urgency.TEXT, NOON + MINUTE),
        Errand("order", Urgency.TEXT, NOON - MINUTE),
        Errand("older order", Urgency.TEXT, NOON - HOUR),
        Errand("older order", Urgency.ROUTINE, NOON - 10 * HOUR),
    ]
    names = [each.source_id for each in planner.in_order(errands, NOON)]
    assert names == ["older order", "order", "first pass", "routine"]


def test_what_is_less_urgent_leaves_some_of_the_day() -> None:
    assert planner.SPARED[Urgency.TEXT] == 0.0
    assert planner.SPARED[Urgency.BACKFILL] < planner.SPARED[Urgency.ROUTINE]


@pytest.mark.parametrize(
    ("cases", "is_fed", "hours"),
    [(1, False, 1), (1, True, 6), (4, False, 1.2), (10, False, 4.8), (10, True, 6), (20, True, 12)],
)
def test_routine_is_as_rare_as_makes_a_day_s_requests_last(
    cases: int, is_fed: bool, hours: float
) -> None:
    assert planner.routine(cases, 125, is_fed=is_fed) == timedelta(hours=hours)


@pytest.mark.parametrize("cases", [1, 2, 5, 10, 20, 30, 40])
@pytest.mark.parametrize("is_fed", [True, False])
def test_all_routine_together_keeps_within_its_share(cases: int, is_fed: bool) -> None:
    checks = timedelta(days=1) / planner.routine(cases, 125, is_fed=is_fed)
    documents = min(checks, planner.DOCUMENTS_A_DAY)
    spent = cases * (checks + documents + planner.HEADINGS_A_DAY)
    assert spent <= planner.ROUTINE_SHARE * 125 + 0.01


@pytest.mark.parametrize(
    ("label", "is_stub"),
    [
        ("Order", True),
        ("Order on Motion for Temporary Restraining Order", True),
        ("Memorandum & ORDER", True),
        ("Clerk's Judgment", True),
        ("Motion for Temporary Restraining Order", False),
        ("Proposed Order", False),
        ("Notice of Appearance", False),
        ("Letter/request (non-motion)", False),
    ],
)
def test_an_order_by_its_label_waits_for_its_text(label: str, is_stub: bool) -> None:
    entry = DocketEntry(labels=(label,))
    assert planner.is_stub(entry) is is_stub
    assert not planner.is_stub(DocketEntry(labels=(label,), text="ORDER granting 104."))
