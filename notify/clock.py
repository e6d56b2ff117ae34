"""Days and times in words, as a reader of each language writes them. Pure."""

from __future__ import annotations

from datetime import date, time

ENGLISH, SPANISH = "en", "es"
_DAYS = {
    ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    SPANISH: ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS = {
    ENGLISH: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    SPANISH: (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
_NOON = 12


def day(on: date, language: str, *, with_year: bool = True) -> str:
    """`Friday 23 May 2025`, `viernes 23 de mayo de 2025`."""
    return f"{_DAYS[language][on.weekday()]} {plain_day(on, language, with_year=with_year)}"


def plain_day(on: date, language: str, *, with_year: bool = True) -> str:
    """`23 May 2025`, `23 de mayo de 2025`."""
    of = " de " if language == SPANISH else " "
    year = f"{of}{on.year}" if with_year else ""
    return f"{on.day}{of}{_MONTHS[language][on.month - 1]}{year}"


def short_day(on: date, language: str) -> str:
    """`Fri 23 May`, `vie 23 may`: for the subject of a mail."""
    return f"{_DAYS[language][on.weekday()][:3]} {on.day} {_MONTHS[language][on.month - 1][:3]}"


def hour(at: time, language: str) -> str:
    """`2:52 PM`, `2:52 p. m.`."""
    is_morning = at.hour < _NOON
    halves = ("AM", "PM") if language == ENGLISH else ("a. m.", "p. m.")
    return f"{at.hour % _NOON or _NOON}:{at:%M} {halves[0] if is_morning else halves[1]}"
