"""Which days and lengths of time of a text say by when somebody must act. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from db.models import EntryKind
from scraper.meaning import cues, period_cues
from scraper.meaning.days import Day
from scraper.meaning.spans import Span

# Papers that ask the court for a day, or argue about one: of them only what is plainly set counts
# ("Responses due by 6/5/2014"), never what they wish.
_ASKING = frozenset(
    {
        EntryKind.MOTION,
        EntryKind.LETTER,
        EntryKind.BRIEF,
        EntryKind.OPPOSITION,
        EntryKind.REPLY,
        EntryKind.DECLARATION,
        EntryKind.EXHIBIT,
        EntryKind.STATUS_REPORT,
        EntryKind.NOTICE_OF_APPEAL,
        EntryKind.APPEARANCE,
    }
)
_LEAD, _TAIL = 240, 200  # characters before and after that may say what a day is for

# "No. 5", "Mr. Doe", "J. Doe" and "Inc. Answer" end no sentence; a docket's blank line does.
_STOP = re.compile(
    r"[.;](?<!\b[A-Za-z]\.)(?<!\b(?:Mr|Ms|Dr|No|St|vs)\.)(?<!\b(?:Mrs|Nos|Doc|Dkt|Fed|Civ|Hon)\.)"
    r"(?=\s+[\[(*\"“]{0,2}[A-Z\d]|\s*\*)|\n\s{0,80}\n"
)
# "Brief due 6/1/2020, reply 7/1/2020; surreply by 8/1/2020": all hang on the first's "due".
_NEXT = re.compile(
    r"[\s,;]*(?:and|&|or)?[\s,]*"
    r"|[\s,;&]*(?:and\s+)?(?:[\w'’/().-]+\s+){0,4}(?:briefs?|repl(?:y|ies)|responses?|oppositions?"
    r"|memorand\w+|objections?|discovery|experts?|disclosures?|reports?|papers|answers?|motions?)"
    r"(?:\s+(?:to|in|re|of)(?:\s+[\w'’/]+){1,5})?\s*:?\s*(?:by\s+|on\s+)?"
    r"|[\s,;&]*(?:and\s+)?(?:[\w'’/()-]+\s+){1,3}by\s+",
    re.IGNORECASE,
)
# "Answer due in 60 days (by 8/4/2014)": the day that the period comes to.
_THAT_IS = re.compile(
    r"[\s,(–-]{1,4}(?:(?:i\.?e\.?|that\s+is|or|by|on|until|to|on\s+or\s+before|no\s+later\s+than)\b"
    r"[\s.,]{0,3}){0,2}",
    re.IGNORECASE,
)
_RULED = re.compile(r"\bgranted\s+by\b|\bso\s+ordered\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\W*$", re.IGNORECASE)
_TO = re.compile(r"\W*(?:up\s+)?(?:to|until|till|through)\W*(?:and\s+including\W*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Demand:
    """A day or a length of time by which somebody must act, between the words that say so."""

    mark: Day | Span
    begins: int  # where its own words begin: after the mark before, or with the sentence
    cue: int  # where the words end that it hangs on, and those begin that merely link
    ends: int  # where its sentence ends


def among(marks: Sequence[Day | Span], text: str, kind: EntryKind) -> tuple[Demand, ...]:
    """Those of the marks that say by when somebody must act. The marks are in order."""
    reader = _Reader(text, kind)
    return tuple(demand for mark in marks if (demand := reader.demand(mark)))


class _Reader:
    """Goes through the marks of one text and remembers the one before."""

    def __init__(self, text: str, kind: EntryKind) -> None:
        self.text = text
        self.is_asking = kind in _ASKING and not _RULED.search(text)
        self.stops = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text)]
        self.begins = 0  # where the words of the last mark began
        self.last: Day | Span | None = None
        self.was_demand = False

    def demand(self, mark: Day | Span) -> Demand | None:
        place = bisect_right(self.stops, mark.start, 0, len(self.stops) - 1)
        first, ends = self.stops[place - 1], self.stops[place]
        begins, lead = self._lead(mark, first)
        is_demand = self._is_demand(mark, lead, first, ends)
        self.begins, self.last, self.was_demand = begins, mark, is_demand
        if not is_demand:
            return None
        return Demand(mark, begins, begins + len(cues.split(lead)[0]), ends)

    def _lead(self, mark: Day | Span, first: int) -> tuple[int, str]:
        """Where the words that lead to a mark begin, and those words.

        Of "extended from 6/1/2014 to 7/1/2014" and "30 more days, until 7/1/2014" the second mark
        has the first one's.
        """
        if self.last is None or self.last.end < first:
            begins = max(first, mark.start - _LEAD)
            return begins, self.text[begins : mark.start]
        lead = self.text[max(self.last.end, mark.start - _LEAD) : mark.start]
        if _TO.fullmatch(lead):
            before = self.text[self.begins : self.last.start]
            told = _FROM.sub("", before)
            if told != before or isinstance(self.last, Span):
                return self.begins, told + lead
        return mark.start - len(lead), lead

    def _is_demand(self, mark: Day | Span, lead: str, first: int, ends: int) -> bool:
        if self.was_demand and isinstance(mark, Day) and lead.strip():
            follows = _THAT_IS if isinstance(self.last, Span) else _NEXT
            if follows.fullmatch(lead):
                return True
        sentence = self.text[max(first, mark.start - _LEAD) : mark.start]
        tail = self.text[mark.end : min(ends, mark.end + _TAIL)]
        sets = cues.sets_day if isinstance(mark, Day) else period_cues.sets_period
        return sets(lead, sentence, tail, is_asking=self.is_asking)
