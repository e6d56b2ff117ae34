"""Every court below has its court of appeals."""

from __future__ import annotations

import pytest

from db import circuits, courts
from db.courts import Court, CourtLevel

BELOW = [
    court for court in courts.every() if court.level in (CourtLevel.DISTRICT, CourtLevel.BANKRUPTCY)
]
# How many district courts each circuit has: 94 with those of the territories.
DISTRICTS = {
    "ca1": 5, "ca2": 6, "ca3": 6, "ca4": 9, "ca5": 9, "ca6": 9, "ca7": 7, "ca8": 10, "ca9": 15,
    "ca10": 8, "ca11": 9, "cadc": 1,
}  # fmt: skip


@pytest.mark.parametrize("court", BELOW, ids=lambda court: court.id)
def test_every_court_below_has_its_court_of_appeals(court: Court) -> None:
    circuit = circuits.above(court.id)
    assert circuit is not None
    assert courts.get(circuit).level is CourtLevel.APPELLATE


def test_each_circuit_has_as_many_district_courts_as_the_law_gives_it() -> None:
    found = [circuits.above(court.id) for court in BELOW if court.level is CourtLevel.DISTRICT]
    assert {circuit: found.count(circuit) for circuit in found} == DISTRICTS
    assert len(found) == 94


@pytest.mark.parametrize(
    ("court_id", "circuit"),
    [("mad", "ca1"), ("mdd", "ca4"), ("med", "ca1"), ("nmd", "ca10"), ("nmid", "ca9"),
     ("arb", "ca9"), ("areb", "ca8"), ("arwd", "ca8"), ("cacd", "ca9"), ("nebraskab", "ca8"),
     ("vid", "ca3"), ("dcd", "cadc"), ("cit", "cafc"), ("uscfc", "cafc")],
)  # fmt: skip
def test_courts_that_look_alike_are_told_apart(court_id: str, circuit: str) -> None:
    assert circuits.above(court_id) == circuit


@pytest.mark.parametrize("court_id", ["scotus", "ca1", "cadc", "cafc", "jpml"])
def test_no_court_of_appeals_is_above_these(court_id: str) -> None:
    assert circuits.above(court_id) is None
