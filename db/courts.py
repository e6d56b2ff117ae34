"""Every federal court that has an ECF, and the Supreme Court: its names, its clock, its feed.

The table is `courts.json`, written by `tools/build_courts.py` from public lists and read at the
first question. Ids are CourtListener's. Where a court's ECF host or PACER's directory spells it
otherwise, that is an alias: `get("azb")` and `get("arb")` are both the bankruptcy court of
Arizona. What the table says of a feed is what it carried on `as_of`; only an answer of the court
says what it carries today.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from db.errors import CourtError
from db.models import DocketKey, SourceState

# What else stands in PACER's directory, by PACER's id, and why it is no court of ours.
LEFT_OUT: Mapping[str, str] = {
    "00PCL": "a search over all courts, not a court",
    "01BAP": "a bankruptcy appellate panel on the ECF and the feed of ca1",
    "09BAP": "a bankruptcy appellate panel on the ECF and the feed of ca9",
    "10BAP": "a bankruptcy appellate panel on the ECF and the feed of ca10",
    "OHNDAD": "a database of ohnd beside its own, for asbestos cases, without a feed",
}


class CourtLevel(StrEnum):
    SUPREME = "supreme"
    APPELLATE = "appellate"
    NATIONAL = "national"  # trade, federal claims, multidistrict litigation
    DISTRICT = "district"
    BANKRUPTCY = "bankruptcy"


@dataclass(frozen=True, slots=True)
class Feed:
    """A court's RSS feed, as it was on a day.

    The state is ok (every type of entry), partial (some types) or not_configured; of the last,
    the URL is where to ask whether that has changed.
    """

    url: str
    state: SourceState
    as_of: date
    scope: str | None = None  # the channel's own words on what it carries
    stale_since: date | None = None  # it answered on `as_of`, but with a list of this month
    listed_url: str | None = None  # what PACER's directory named in January 2023, right or wrong


@dataclass(frozen=True, slots=True)
class Court:
    id: str  # "mad"
    name: str  # "United States District Court for the District of Massachusetts"
    short_name: str  # "District of Massachusetts"
    citation: str  # "D. Mass."
    level: CourtLevel
    time_zone: str  # IANA, of the court's main seat
    ecf_host: str | None = None
    pacer_id: str | None = None  # in PACER's directory: "MADC"
    aliases: tuple[str, ...] = ()  # PACER's id, the ECF host's label, other citations
    feed: Feed | None = None

    @property
    def label(self) -> str:
        """What stands before a number: "D. Mass.", and not "U.S." but "SCOTUS"."""
        return self.id.upper() if self.level is CourtLevel.SUPREME else self.citation


def every() -> tuple[Court, ...]:
    """All courts, from the Supreme Court down."""
    return _courts()


def get(text: str) -> Court:
    """The court that `find` finds; otherwise a CourtError that names the nearest ones."""
    court = find(text)
    if court is None:
        raise CourtError(_unknown(text))
    return court


def find(text: str) -> Court | None:
    """The one court with this id, alias, citation or name, in any case and spacing."""
    court = _by_id().get(text) or _by_spelling().get(_spelling(text))
    is_of_appeals = court is not None and court.level is CourtLevel.APPELLATE
    # The District of Columbia's own Court of Appeals is no federal court.
    return court if is_of_appeals or "appeals" not in text.casefold() else None


def zone(court_id: str) -> ZoneInfo:
    """By whose clock the court dates its filings; a CourtError where no court has the id."""
    return ZoneInfo(get(court_id).time_zone)


def day(court_id: str, at: datetime) -> date:
    """The day that it was at the court."""
    return at.astimezone(zone(court_id)).date()


def cited(key: DocketKey) -> str:
    """A docket as people write it: "D. Mass. 1:25-cv-10676"."""
    return f"{get(key.court_id).label} {key.number}"


def search(words: str) -> list[Court]:
    """The courts in whose names every word begins a word; one that `find` finds comes first."""
    exact = find(words)
    asked = _WORD.findall(words.casefold())
    found = [court for court in every() if asked and _says_all(court, asked)]
    return found if exact is None else [exact, *(court for court in found if court is not exact)]


@cache
def _courts() -> tuple[Court, ...]:
    table = json.loads(Path(__file__).with_name("courts.json").read_text(encoding="utf-8"))
    return tuple(_court(row) for row in table)


def _court(row: dict[str, Any]) -> Court:
    level, aliases, feed = CourtLevel(row["level"]), tuple(row["aliases"]), row["feed"]
    return Court(**row | {"level": level, "aliases": aliases, "feed": feed and _feed(feed)})


def _feed(row: dict[str, Any]) -> Feed:
    days = {key: date.fromisoformat(row[key]) for key in ("as_of", "stale_since") if row[key]}
    return Feed(**row | days | {"state": SourceState(row["state"])})


@cache
def _by_id() -> dict[str, Court]:
    """Most questions are asked with an id, and need no index of 1,000 spellings."""
    return {court.id: court for court in every()}


@cache
def _by_spelling() -> dict[str, Court]:
    return {_spelling(name): court for court in every() for name in _names(court)}


def _names(court: Court) -> Iterator[str]:
    yield from (court.id, court.citation, court.short_name, court.name, *court.aliases)
    if court.ecf_host:
        yield court.ecf_host


_WORD = re.compile(r"[a-z0-9]+")
# "U.S. District Court, D. Mass." and "District of Massachusetts" say the same without these.
_TITLE = re.compile(r"\bunited states\b|\bu\.?\s?s\.?(?=\s+[a-z])|\bdistrict court\b")
_SILENT = frozenset(("appeals", "court", "for", "of", "the"))
_SHORTER = {
    "northern": "n", "southern": "s", "eastern": "e", "western": "w", "central": "c",
    "middle": "m", "district": "d", "bankruptcy": "bankr", "circuit": "cir", "federal": "fed",
    "first": "1st", "second": "2d", "third": "3d", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
    "eleventh": "11th", "2nd": "2d", "3rd": "3d",
}  # fmt: skip


def _spelling(text: str) -> str:
    """One spelling for all of "E.D.N.Y.", "e.d. n.y."; one for all of a court's full names."""
    words = _WORD.findall(_TITLE.sub(" ", text.casefold()))
    return "".join(_SHORTER.get(word, word) for word in words if word not in _SILENT)


def _says_all(court: Court, asked: list[str]) -> bool:
    said = _words(court)
    return all(_is_said(word, said) for word in asked)


def _words(court: Court) -> set[str]:
    words = {word for name in _names(court) for word in _WORD.findall(name.casefold())}
    # People write "SDNY" for the bankruptcy court of that district too.
    return words | {court.level.value, _spelling(court.citation.removeprefix("Bankr. "))}


def _is_said(word: str, said: set[str]) -> bool:
    # A single letter is part of a citation ("S.D. Cal."), not the beginning of any word.
    return word in said or (len(word) > 1 and any(other.startswith(word) for other in said))


def _unknown(text: str) -> str:
    near = " or ".join(f"{court.id} ({court.citation})" for court in _near(text))
    return f'No federal court is called "{text}". {near and f"Did you mean {near}? "}{_WHERE}'


_WHERE = "`docket courts` lists them all."


def _near(text: str, count: int = 3) -> list[Court]:
    close = difflib.get_close_matches(_spelling(text), _by_spelling(), n=2 * count)
    near = [*search(text), *(_by_spelling()[spelling] for spelling in close)]
    return list(dict.fromkeys(near))[:count]
