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
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bNo)(?<!\bSt)(?<!\bvs)(?<!\bMrs)(?<!\bNos)(?<!\bDoc)"
    r"(?<!\bDkt)(?<!\bFed)(?<!\bCiv)(?<!\bHon)(?<!\b[A-Z])[.;](?=\s+[\[(*\"“]{0,2}[A-Z\d]|\s*\*)"
    r"|\n\s{0,80}\n"
)
_AND = re.compile(r"[\s,;]*(?:and|&|or)?[\s,]*")


@dataclass(frozen=True, slots=True)
class Demand:
    """A day or a length of time by which somebody must act, between the words that say so."""

    mark: Day | Span
    begins: int  # where its own words begin: after the mark before, or with the sentence
    cue: int  # where the words end that it hangs on, and those begin that merely link
    ends: int  # where its sentence ends


def among(marks: Sequence[Day | Span], text: str, kind: EntryKind) -> tuple[Demand, ...]:
    """Those of the marks that say by when somebody must act. The marks are in order."""
    stops = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text)]
    found: list[Demand] = []
    last_end = 0
    for mark in marks:
        place = bisect_right(stops, mark.start, 0, len(stops) - 1)
        sentence = (stops[place - 1], stops[place])
        begins = max(sentence[0], last_end, mark.start - _LEAD)
        follows = bool(found) and found[-1].mark.end == last_end
        if _is_demand(mark, begins, sentence, text, follows=follows, is_asking=kind in _ASKING):
            cue = begins + len(cues.split(text[begins : mark.start])[0])
            found.append(Demand(mark, begins, cue, sentence[1]))
        last_end = mark.end
    return tuple(found)


def _is_demand(
    mark: Day | Span,
    begins: int,
    sentence: tuple[int, int],
    text: str,
    *,
    follows: bool,
    is_asking: bool,
) -> bool:
    lead = text[begins : mark.start]
    if follows and lead.strip() and _AND.fullmatch(lead):
        return True  # "due 6/1/2020 and 7/1/2020"
    before = text[max(sentence[0], mark.start - _LEAD) : mark.start]
    tail = text[mark.end : min(sentence[1], mark.end + _TAIL)]
    sets = cues.sets_day if isinstance(mark, Day) else period_cues.sets_period
    return sets(lead, before, tail, is_asking=is_asking)
