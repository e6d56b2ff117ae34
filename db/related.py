"""The dockets that an entry's text names beside its own. Pure.

Clerks write of an appeal, a transfer or a consolidation in words of their own, but as a rule
with one of a few cues right before the number:

| on a docket of | | is |
|---|---|---|
| a court below | "USCA Case Number 25-1393 for 65 Notice of Appeal" | an appeal, in its circuit |
| | "MANDATE of USCA (16-30192, 16-30258) as to" | two of them |
| | "transferred in from District of New Jersey; Case Number 3:25-cv-01963" | related, there |
| | "Lead case: 1:09-cv-00407 Member cases: 1:09-cv-00422" | related, in the same court |
| a court of appeals | "Originating case number: 8:25-cv-00951-PX" | where it came from |
| | "ORDER filed [25-1345, 25-1404]" | related, in the same court |
| any | "Supreme Court Case Info Case number: 16-1540" | an appeal, to the Supreme Court |

A number that is merely cited ("see Roe v. Doe, No. 24-966") has no cue and is not taken.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from db import circuits, courts
from db.courts import Court, CourtLevel
from db.models import RelatedDocket, Relation
from db.spellings import SPELLING, apart, even_dashes, tidy

_LONGEST_WORDS = 100  # characters that are quoted
_LEAD = 40  # a cue so near to the beginning of its text is quoted from there
_REACH = 160  # characters before a number in which its cue begins
_FEWEST_DIGITS = 3  # "65-1" is an attachment, where it is not called a case

# Most texts hold nothing like a docket number, which is soon found out.
_MAY_NAME = re.compile(r"[0-9]{2} ?(?:[-‐-―−]|[amo][0-9]|[a-z]{2,4}\.?[ -]?[0-9])", re.IGNORECASE)

_NTH = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|[0-9]{1,2}(?:st|nd|rd|th|d)|d\.?c\.?|fed(?:eral|\.)?)"
)
_CIRCUIT = re.compile(rf"\b{_NTH} cir(?:cuit\b|\.)|\b(?:USCA|CCA)(?P<nth>[0-9]{{1,2}})", re.I)
_CIRCUIT_FOLLOWS = re.compile(rf"[ ,(]*(?:{_CIRCUIT.pattern})", re.IGNORECASE)
# What may stand between a cue and its number, and between the numbers of a list.
_SILENT = (
    rf"(?:\(s\)|[ .,:;#(\[]|\b(?:{_NTH}|appeal(?:s|ed)?|application|assigned|cases?|cir(?:cuit)?"
    r"|civil|courts?|criminal|docket|for|in|info|nos?|numbers?|of|re|the|to|under|with)(?!\w))*+"
)
_BETWEEN = re.compile(r"(?:[ ,;&/#()]|\b(?:and|con|l|lead|nos?)\b\.?)+", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\b(?:numbers?|nos?|cases?|docket)|#)[ .:#(]*$", re.IGNORECASE)


def _cue(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{words}){_SILENT}$", re.IGNORECASE)


# The Supreme Court of a state has its state's name before or behind it.
_SUPREME = _cue(
    r"(?:(?<!\w )|(?<=\bthe )|(?<=\bfrom )|(?<=\bstates )|(?<=\bof ))"
    r"Supreme Court(?: of the United States)?\b"
)
_APPEAL = _cue(
    r"\b(?:(?:mandate|judgment|opinion|order) of (?:the )?USCA\b[^()]*\(|courts? of appeals"
    r"|USCA[0-9]{0,2}|[0-9]{0,2}CCA[0-9]{0,2}|circuit|cir\.|appeal(?:s|ed)?)(?!\w)"
)
_ORIGIN = _cue(r"\b(?:originating|lower court|district court)\b")
_TRANSFER = _cue(
    r"\btransferred (?:in |out )?(?:to|from) (?:another court: )?(?P<court>[^;()]{3,80}?)"
)
_RELATED = _cue(
    r"\b(?:(?:lead|master|member|related|associated|companion) (?:case|action)s?"
    r"|related (?:to|cases?(?:\(s\))? by [^.;]{1,60}? of)"
    r"|consolidat(?:ed|ing|ion)|vided?|linked)(?!\w)"
)
# CM/ECF turns some names around: "District of Louisiana Western".
_TURNED = re.compile(
    r"(?:district of )?(?P<state>[\w ]+?)"
    r" (?P<part>northern|southern|eastern|western|middle|central)",
    re.IGNORECASE,
)
_APPELLATE = (CourtLevel.SUPREME, CourtLevel.APPELLATE)


class _Told(NamedTuple):
    """What a cue says of the numbers after it."""

    relation: Relation
    court_id: str | None
    begins: int  # the place of the cue in the text


def in_text(text: str, court_id: str) -> list[RelatedDocket]:
    """The dockets that an entry of this court names, each once, in their order.

    An appellate court's list of the cases that an entry is in may name the docket itself.
    """
    if not _MAY_NAME.search(text):
        return []
    text, court = tidy(even_dashes(text)), courts.get(court_id)
    found: dict[tuple[str | None, str], RelatedDocket] = {}
    told: _Told | None = None
    end = 0  # of the number before
    for match in SPELLING.finditer(text):
        if told is None or not _BETWEEN.fullmatch(text, end, match.start()):
            told = _told(match, court)
        end = match.end()
        if told is not None and _fits(match, told):
            number, words = str(apart(match)), _quoted(text, told.begins)
            related = RelatedDocket(told.relation, number, told.court_id, words)
            found.setdefault((told.court_id, number), related)
    return list(found.values())


def _told(match: re.Match[str], court: Court) -> _Told | None:
    """What stands right before a number, if it is a cue."""
    begins = max(0, match.start() - _REACH)
    before = match.string[begins : match.start()]
    is_below = court.level not in _APPELLATE
    if court.id != "scotus" and (cue := _SUPREME.search(before)):
        return _Told(Relation.APPEAL, "scotus", begins + cue.start())
    if cue := _TRANSFER.search(before):
        return _Told(Relation.RELATED, _court_called(cue["court"]), begins + cue.start())
    if not is_below and (cue := _ORIGIN.search(before)):
        return _Told(Relation.LOWER_COURT, None, begins + cue.start())
    if cue := _APPEAL.search(before):
        relation, above = _appeal(court)
        named = _circuit_named(cue[0], match)
        return _Told(relation, named or above, begins + cue.start())
    if cue := _RELATED.search(before):
        return _Told(Relation.RELATED, court.id, begins + cue.start())
    if not is_below and before.endswith("[") and match.string.startswith(",", match.end()):
        return _Told(Relation.RELATED, court.id, max(0, match.start() - _LONGEST_WORDS))
    return None


def _appeal(court: Court) -> tuple[Relation, str | None]:
    """What an appeal is to a docket of this court, and where it is heard if nobody says."""
    if court.level is CourtLevel.SUPREME:
        return Relation.LOWER_COURT, None
    if court.level is CourtLevel.APPELLATE:
        return Relation.RELATED, court.id
    return Relation.APPEAL, circuits.above(court.id)


def _circuit_named(cue: str, match: re.Match[str]) -> str | None:
    """The circuit in the cue, or right behind the number: "25-2808 Ninth Circuit"."""
    named = _CIRCUIT.search(cue) or _CIRCUIT_FOLLOWS.match(match.string, match.end())
    if named is None:
        return None
    court = courts.find(f"ca{named['nth']}" if named["nth"] else named[0].strip(" ,("))
    return None if court is None else court.id


def _court_called(words: str) -> str | None:
    """A court by the name that a transfer gives it."""
    turned = _TURNED.fullmatch(words)
    court = courts.find(words) or courts.find(f"District of {words}")
    if turned and court is None:
        court = courts.find(f"{turned['part']} District of {turned['state']}")
    return None if court is None else court.id


def _fits(match: re.Match[str], told: _Told) -> bool:
    """Could the court that is told have given this number?"""
    if match["term"] or match["original"]:
        return told.court_id == "scotus"
    is_appellate = told.court_id is not None and courts.get(told.court_id).level in _APPELLATE
    if match["bare_serial"]:
        if len(match["bare_serial"]) >= _FEWEST_DIGITS:
            return True
        begins = max(0, match.start() - _REACH)
        return bool(_COUNTED.search(match.string, begins, match.start()))
    return not is_appellate


def _quoted(text: str, begins: int) -> str:
    """The source's words from the cue on, as far as a person reads them at a glance."""
    words = text[0 if begins <= _LEAD else begins :]
    if len(words) <= _LONGEST_WORDS:
        return words
    whole, _, _ = words[:_LONGEST_WORDS].rpartition(" ")
    return f"{whole if len(whole) > _LEAD else words[:_LONGEST_WORDS]} …"
