"""Days as the press tells them: by a weekday, "last week", "three days ago", a date. Pure.

    press_days.find("denied on Monday", {date(2025, 5, 27)})   ->   2025-05-26

A weekday is the last one that was: reporters write on the day itself, or in the days after.
English, Spanish, French, German and Portuguese are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

from db.spelled import plain_letters

_WEEKDAYS: Sequence[tuple[str, ...]] = (
    ("monday", "mon.", "lunes", "lundi", "montag", "segunda-feira"),
    ("tuesday", "tues.", "tue.", "martes", "mardi", "dienstag", "terca-feira"),
    ("wednesday", "miercoles", "mercredi", "mittwoch", "quarta-feira"),
    ("thursday", "thurs.", "thu.", "jueves", "jeudi", "donnerstag", "quinta-feira"),
    ("friday", "fri.", "viernes", "vendredi", "freitag", "sexta-feira"),
    ("saturday", "sabado", "samedi", "samstag", "sonnabend"),
    ("sunday", "domingo", "dimanche", "sonntag"),
)
_MONTHS: Sequence[tuple[str, ...]] = (
    ("january", "jan.", "jan", "enero", "janvier", "januar", "janeiro"),
    ("february", "feb.", "feb", "febrero", "fevrier", "februar", "fevereiro"),
    ("march", "mar.", "mar", "marzo", "mars", "marz", "marco"),
    ("april", "apr.", "apr", "abril", "avril"),
    ("may", "mayo", "mai", "maio"),
    ("june", "jun.", "jun", "junio", "juin", "juni", "junho"),
    ("july", "jul.", "jul", "julio", "juillet", "juli", "julho"),
    ("august", "aug.", "aug", "agosto", "aout"),
    ("september", "sept.", "sep.", "sept", "sep", "septiembre", "septembre", "setembro"),
    ("october", "oct.", "oct", "octubre", "octobre", "oktober", "outubro"),
    ("november", "nov.", "nov", "noviembre", "novembre", "novembro"),
    ("december", "dec.", "dec", "diciembre", "decembre", "dezember", "dezembro"),
)
_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("a", "one", "un", "una", "une", "uno", "ein", "einem", "einer", "um", "uma"),
            ("two", "dos", "deux", "zwei", "dois"),
            ("three", "tres", "trois", "drei"),
            ("four", "cuatro", "quatre", "vier", "quatro"),
            ("five", "cinco", "cinq", "funf"),
            ("six", "seis", "sechs"),
            ("seven", "siete", "sept", "sieben", "sete"),
        ),
        start=1,
    )
    for name in names
}
_TODAY = (
    r"today|tonight|this (?:morning|afternoon|evening)|hoy|esta (?:noche|manana|tarde)"
    r"|aujourd[’']hui|ce (?:matin|soir)|heute|hoje"
)
_YESTERDAY = r"yesterday|last night|ayer|anoche|gestern|ontem|a day earlier|avant-hier|(?<=\w )hier"
_LAST_WEEK = (
    r"last week|the previous week|(?:la )?semana pasada|la semaine (?:derniere|passee)"
    r"|(?:letzte|vergangene|vorige)[rn]? woche|(?:na )?semana passada"
)
_THIS_WEEK = (
    r"(?:earlier |later )?this week|esta semana|cette semaine|(?:in )?dieser woche|nesta semana"
)
_WEEKEND = r"over the weekend|(?:this|last|the) weekend|el fin de semana|ce week-end|am wochenende"
_AGO = (
    r"(?P<count>\d{1,2}|{numbers}) (?P<unit>days?|weeks?) (?:ago|earlier|before)"
    r"|hace (?P<count_2>\d{1,2}|{numbers}) (?P<unit_2>dias?|semanas?)"
    r"|il y a (?P<count_3>\d{1,2}|{numbers}) (?P<unit_3>jours?|semaines?)"
    r"|vor (?P<count_4>\d{1,2}|{numbers}) (?P<unit_4>tag(?:en)?|wochen?)"
    r"|ha (?P<count_5>\d{1,2}|{numbers}) (?P<unit_5>dias?|semanas?)"
)
_AHEAD = re.compile(
    r"(?:\b(?:by|until|till|due|before|next|this coming|coming|scheduled for|set for|deadline of"
    r"|no later than|antes del?|hasta el|proximo|prochain|bis|nachsten|kommenden)"
    r"(?: (?:the|on|el|zum))?|\bthrough) "
    r"(?:noon |midnight |\d{1,2}(?::\d\d)? ?[ap]\.?m\.? (?:on )?)?$"
)
_LONGEST_PAST = timedelta(days=330)  # a date without a year is not further back
_MOST_DAYS = 400  # that are read of one text


@dataclass(frozen=True, slots=True)
class DaySaid:
    """A day, or the days among which it is, and where the text says so."""

    first: date
    last: date
    start: int
    end: int
    is_ahead: bool = False  # a deadline, a hearing to come: nothing was done then


def told_on(published_at: datetime | None, zone: tzinfo) -> frozenset[date]:
    """The days that "today" may be: the publisher's own, and the court's."""
    if published_at is None:
        return frozenset()
    return frozenset((published_at.date(), published_at.astimezone(zone).date()))


def find(text: str, today: Collection[date]) -> list[DaySaid]:
    """The days that a text tells, in the order in which they stand there.

    `today` are the days on which it may have been written; without any, only dates with a
    year are days.
    """
    bare = plain(text)
    found: list[DaySaid] = []
    for match in _PATTERN().finditer(bare):
        days = _days(match, today)
        if days is not None:
            is_ahead = _AHEAD.search(bare[max(0, match.start() - 48) : match.start()]) is not None
            found.append(DaySaid(*days, match.start(), match.end(), is_ahead))
        if len(found) == _MOST_DAYS:
            break
    return found


def plain(text: str) -> str:
    """Small letters without accents, each in its place."""
    lowered = [letter.lower() if len(letter.lower()) == 1 else letter for letter in text]
    bare = (plain_letters(letter) for letter in lowered)
    return "".join(new if len(new) == 1 else old for new, old in zip(bare, lowered, strict=True))


@cache
def _PATTERN() -> re.Pattern[str]:  # noqa: N802
    weekdays = "|".join(re.escape(name) for names in _WEEKDAYS for name in names)
    months = "|".join(
        re.escape(name)
        for name in sorted((name for names in _MONTHS for name in names), key=len, reverse=True)
    )
    ago = _AGO.replace("{numbers}", "|".join(_NUMBERS))
    return re.compile(
        rf"""(?<![^\W_])(?:
            (?P<month>{months})\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:,?\s(?P<year>20\d\d))?
        |   (?P<day_2>[0-3]?\d)(?:st|nd|rd|th|\.|er)?\s(?:de\s|of\s)?(?P<month_2>{months})
            (?![^\W_])(?:,?\s(?:de\s|del\s)?(?P<year_2>20\d\d))?
        |   (?:(?P<last>last|pasado|vergangenen|letzten)\s)?(?P<weekday>{weekdays})
            (?:abend|nachmittag|morgen|nacht)?(?:s(?=[\s,.]))?
            (?:\s(?P<last_2>pasado|dernier|passada|of\slast\sweek))?
        |   (?P<today>{_spaced(_TODAY)}) | (?P<yesterday>{_spaced(_YESTERDAY)})
        |   (?P<last_week>{_spaced(_LAST_WEEK)}) | (?P<this_week>{_spaced(_THIS_WEEK)})
        |   (?P<weekend>{_spaced(_WEEKEND)}) | (?:{_spaced(ago)})
        )(?![^\W_])""",
        re.VERBOSE,
    )


def _spaced(pattern: str) -> str:
    """For a pattern in which blanks do not count."""
    return pattern.replace(" ", r"\s")


def _days(match: re.Match[str], today: Collection[date]) -> tuple[date, date] | None:
    if match["month"] or match["month_2"]:
        return _of_date(match, today)
    found = [days for day in today for days in _relative(match, day)]
    if not found:
        return None
    return min(first for first, _ in found), max(last for _, last in found)


def _of_date(match: re.Match[str], today: Collection[date]) -> tuple[date, date] | None:
    name = match["month"] or match["month_2"]
    month = next(number for number, names in enumerate(_MONTHS, start=1) if name in names)
    day, year = int(match["day"] or match["day_2"]), match["year"] or match["year_2"]
    years = [int(year)] if year else _years(month, day, today)
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        return found, found
    return None


def _years(month: int, day: int, today: Collection[date]) -> Iterator[int]:
    """The year in which this day was last, or will be next where that is nearer."""
    for told in sorted(today)[-1:]:
        try:
            this_year = date(told.year, month, day)
        except ValueError:
            return
        if this_year - told > timedelta(days=365) - _LONGEST_PAST + timedelta(days=25):
            yield told.year - 1
        else:
            yield told.year


def _relative(match: re.Match[str], told: date) -> Iterator[tuple[date, date]]:
    if match["weekday"]:
        yield _of_weekday(match, told)
    elif match["today"]:
        yield told, told
    elif match["yesterday"]:
        yield told - timedelta(days=1), told - timedelta(days=1)
    elif match["last_week"]:
        sunday = told - timedelta(days=(told.weekday() + 1) % 7)
        yield sunday - timedelta(days=7), sunday
    elif match["this_week"]:
        yield told - timedelta(days=(told.weekday() + 1) % 7), told
    elif match["weekend"]:
        sunday = told - timedelta(days=(told.weekday() + 1) % 7)
        yield sunday - timedelta(days=1), sunday
    else:
        yield from _ago(match, told)


def _of_weekday(match: re.Match[str], told: date) -> tuple[date, date]:
    name = match["weekday"]
    weekday = next(number for number, names in enumerate(_WEEKDAYS) if name in names)
    back = (told.weekday() - weekday) % 7
    if match["last"] or match["last_2"]:
        return _last_weekday(told, back or 7, is_of_week="week" in (match["last_2"] or ""))
    day = told - timedelta(days=back)
    return day, day


def _last_weekday(told: date, back: int, *, is_of_week: bool) -> tuple[date, date]:
    """ "Last Friday" is the last one there was, or that of the week before."""
    nearest = told - timedelta(days=back)
    is_of_this_week = back <= told.weekday()
    earlier = nearest - timedelta(days=7) if is_of_this_week else nearest
    return (earlier, earlier) if is_of_week else (earlier, nearest)


def _ago(match: re.Match[str], told: date) -> Iterator[tuple[date, date]]:
    for place in ("", "_2", "_3", "_4", "_5"):
        count, unit = match[f"count{place}"], match[f"unit{place}"]
        if count:
            number = int(count) if count.isdigit() else _NUMBERS[count]
            is_week = unit[0] in "ws" and not unit.startswith("st")
            day = told - timedelta(days=number * (7 if is_week else 1))
            slack = timedelta(days=3 if is_week else 0)
            yield day - slack, day + slack
