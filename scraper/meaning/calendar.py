"""Legal holidays, federal and of the states. Pure.

They are those of the library `holidays`, with the days on which they are observed. Left out is
what would make a period end later on doubtful ground: days that a state only commemorates or
leaves to its employees' choice, and days off that a President gave to federal employees.
"""

from __future__ import annotations

import importlib
from datetime import date
from functools import cache
from typing import Any

_NO_DAY_OFF = {"Susan B. Anthony Day"}
# Employees may choose to take them off; of Inauguration Day, those of the nation near Washington.
_OPTIONAL = {
    ("CO", "Cesar Chavez Day"),
    ("TX", "Cesar Chavez Day"),
    ("TX", "Good Friday"),
    ("MD", "Inauguration Day"),
    ("VA", "Inauguration Day"),
}


def is_holiday(day: date, state: str | None) -> bool:
    """Whether the day is a legal holiday of the nation, or of the state ("MA") if one is named."""
    return day in _federal(day.year) or (state is not None and day in _of_state(state, day.year))


@cache
def _federal(year: int) -> frozenset[date]:
    return frozenset(_library().country_holidays("US", years=year))


@cache
def _of_state(state: str, year: int) -> frozenset[date]:
    told = _library().country_holidays("US", subdiv=state, years=year)
    return frozenset(day for day in told if _is_day_off(state, told.get_list(day)))


def _is_day_off(state: str, names: list[str]) -> bool:
    return any(name not in _NO_DAY_OFF and (state, name) not in _OPTIONAL for name in names)


@cache
def _library() -> Any:
    # Its import and first use take a tenth of a second, and most entries set no period at all:
    # it is loaded with the first period that ends somewhere.
    return importlib.import_module("holidays")
