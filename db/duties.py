"""What a deadline asks for: which papers meet it, and whether a docket can show that. Pure.

A docket shows papers, not deeds: nobody sees on it whether discovery was completed, a fee
wired or an opening to object used. Such deadlines pass; only what must be filed is missed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from db.models import Deadline, DocketEntry, EntryKind, Meaning

K = EntryKind
# Papers of the court and its clerks, which set deadlines and meet none.
COURT_ACTS = frozenset((K.ORDER, K.OPINION, K.JUDGMENT, K.MINUTES, K.HEARING))
_SETTERS = COURT_ACTS | {K.ADMINISTRATIVE, K.NOTICE, K.SUMMONS, K.LETTER, K.OTHER}


@dataclass(frozen=True, slots=True)
class Duty:
    """What is to be filed, by whatever words a court asks for it."""

    name: str  # "status_report"; what has no name of its own has that of its words, unreadable
    kinds: frozenset[EntryKind] = frozenset()  # of the papers that meet it
    words: frozenset[str] = frozenset()  # or the words that the paper's own name has
    is_seen: bool = False  # a docket shows whether it was met
    is_courtesy: bool = False  # nobody need be reminded


class _Row(NamedTuple):
    name: str
    asked: str  # a pattern, made when a first deadline is read: few commands read any
    kinds: frozenset[EntryKind] = frozenset()
    is_seen: bool = False


def _deed(*asked: str) -> _Row:
    """What no docket shows, and each of them by its own words."""
    return _Row("", _pattern(asked))


def _paper(name: str, kinds: str, *asked: str, is_seen: bool = True) -> _Row:
    """What is filed, as an entry of one of these kinds; a chance to file it is not seen."""
    return _Row(name, _pattern(asked), frozenset(map(EntryKind, kinds.split())), is_seen)


def _pattern(asked: Sequence[str]) -> str:
    return rf"\b(?:{'|'.join(asked)})"


@cache
def _compiled(asked: str) -> re.Pattern[str]:
    return re.compile(asked, re.IGNORECASE)


# The first row that finds its words in what is asked decides.
_DUTIES = (
    _deed(
        r"discover|depos|interrogator|mediat|settle(?!ment statement)|confer\b|expert|transcript"
    ),
    _deed(r"inspect|produc|provide|exchange|deliver|conflicts?\b|complete\b|surrender|copies"),
    _deed(r"fees?\b|pay|forma\b|ifp\b|submit to (?!th(?:e|is) court)"),
    _deed(r"proofs? of claim|discharg|opt[ -]?out|dispositive|in limine|join\b|joinder"),
    _paper(
        "objection",
        "opposition",
        r"objections?\b(?! to (?:the )?motion)|object to",
        is_seen=False,
    ),
    _paper("appeal", "notice_of_appeal", r"notice of (?:cross-?)?appeal", is_seen=False),
    _paper(
        "show_cause",
        "opposition brief letter declaration notice reply answer status_report complaint",
        r"show(?:ing)? (?:good )?cause|order to show",
    ),
    _paper(
        "opposition",
        "opposition answer reply brief",
        r"respon\w+ to (?:\w+ ){0,3}reports?\b",
    ),
    _paper(
        "status_report",
        "status_report letter notice",
        r"(?:status|joint|progress|update\w*|written|weekly|daily|monthly)\b.{0,40}\breports?",
        r"reports?\b|case management (?:statement|plan|report)|status\b|26\(f\)",
    ),
    _paper("reply", "reply", r"(?:sur-?)?repl(?:y|ies)\b"),
    _paper(
        "amended_complaint",
        "complaint",
        r"(?:amended|supplemental|third.party) (?:complaint|petition)",
    ),
    _paper(
        "answer",
        "answer motion opposition",
        r"answers?\b(?!ing brief)|responsive pleading",
        r"(?:respon\w+|plead|move).{0,40}(?:complaint|petition)",
    ),
    _paper("opposition", "opposition answer reply brief", r"oppos\w+|respon\w+|objections? to"),
    _paper("brief", "brief opposition", r"(?:\w+ )?briefs?\b|briefing|memorand(?:um|a)\b"),
    _paper("declaration", "declaration", r"declarations?\b|affidavits?\b(?! of service)"),
    _paper("exhibit", "exhibit", r"append(?:ix|ices)\b|exhibits?\b|excerpts?\b"),
    _paper("letter", "letter status_report", r"letters?\b"),
    _paper(
        "advice",
        "notice letter status_report opposition",
        r"(?:advise|inform|notify|update)s? the court|notif\w+ .{0,20}court",
    ),
    _paper(
        "service",
        "summons",
        r"(?:proof|return|affidavit|certificate) of service|service\b|serve\b",
        is_seen=False,
    ),
    _paper("appearance", "appearance", r"appearance|new counsel"),
    _paper(
        "proposal",
        "status_report letter",
        r"(?:joint |revised )?proposed|stipulat\w+|joint (?:schedule|submission|letter)",
    ),
    _paper("record", "", r"(?:administrative|certified|agency) (?:\w+ )?record"),
    _paper("motion", "motion", r"motions?\b", r"move (?:for|to)\b"),
)
_DEPENDENT = frozenset(("opposition", "reply", "objection"))
_COURTESY = re.compile(r"\bredact|transcript restriction|release of transcript", re.IGNORECASE)
_MAY = re.compile(r"\b(?:may|any|wish\w*|optional|if|unless|should)\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:shall|must|ordered|directed|required|is to|are to|will)\b", re.IGNORECASE)
_CHANCE = re.compile(r"\b(?:any|optional|wish\w*)\b", re.IGNORECASE)
_NEAR = 40  # characters
_MOST_WORDS = 6  # a longer phrase is no paper's name
_WORD = re.compile(r"[a-z]{3,}")
_NO_NAME = frozenset(
    _WORD.findall(
        "the and for with its his her their file filed files filing submit serve due court date"
        " set must shall deadline day days party parties plaintiff plaintiffs defendant defendants"
    )
)
# What says nothing of which motion is meant.
_ANY_MOTION = frozenset(
    _WORD.findall(
        "motion motions move any all such other own appropriate further additional renewed joint"
        " pretrial substantive"
    )
)
_STEM = 5  # letters: "certification" of a class is what a "Motion to Certify Class" is for
_BEGINNING = 160  # characters: what a paper is called, before whom and what it concerns
_ASKING = re.compile(
    r"\b(?:exten(?:d|sion)|enlarge\w*|continu(?:e|ance)|adjourn|leave|excess pages|stay)\b",
    re.IGNORECASE,
)
_MAILED = re.compile(r"\b(?:certificate of (?:mailing|notice)|bnc)\b", re.IGNORECASE)
_INSTEAD_OF_ANSWERING = re.compile(
    r"\b(?:dismiss|definite|strike|judgment|quash|arbitrat\w*|venue|transfer|remand)\b",
    re.IGNORECASE,
)
# What papers are called of kinds that are used for much besides.
_CALLED = {
    "status_report": re.compile(r"\b(?:status|joint|update|progress|compliance)\b", re.IGNORECASE),
    "proposal": re.compile(r"\b(?:propos|stipulat|joint|schedul|26\(f\))", re.IGNORECASE),
}
# Notices that tell the court nothing it asked for.
_FOR_THE_RECORD = re.compile(
    r"\b(?:address|appearance|attorney|counsel|appeal|depositions?|subpoena|service|errata"
    r"|hearing|related cases?|corporate|disclosure|manual filing)\b",
    re.IGNORECASE,
)


def of(told: Deadline, setter: Meaning) -> Duty:
    """What a deadline asks for, by its words and by the entry that sets it."""
    name, words = name_of(told), _words(told)
    if _COURTESY.search(told.what):
        return Duty(name, is_courtesy=True)
    row = _row(told)
    if row is None or not row.name:
        is_called = row is None and len(words) <= _MOST_WORDS
        return Duty(name, words=words if is_called else frozenset())
    is_seen = row.is_seen and _is_asked_for(told, setter, row.name)
    return Duty(row.name, row.kinds, words if len(words) > 1 else frozenset(), is_seen)


def name_of(told: Deadline) -> str:
    """By which a duty is known, whoever asks for it how often."""
    if _COURTESY.search(told.what):
        return "redaction"
    row = _row(told)
    return row.name if row is not None and row.name else _unreadable(_words(told))


def _words(told: Deadline) -> frozenset[str]:
    return _words_of(told.what) - _NO_NAME


def _row(told: Deadline) -> _Row | None:
    return next((each for each in _DUTIES if _compiled(each.asked).search(told.what)), None)


def _unreadable(words: Collection[str]) -> str:
    """The name is remembered where the words may have to be forgotten."""
    return hashlib.sha256(" ".join(sorted(words)).encode()).hexdigest()[:12]


def _is_asked_for(told: Deadline, setter: Meaning, name: str) -> bool:
    """Somebody has to file it: not a chance to, and not the period that a rule gives by itself.

    CM/ECF adds "Responses due by" to every motion, whoever means to oppose it; a day for motions
    is the last one on which to make any, and nobody need answer those that nobody makes.
    """
    words = _around(told)
    if name in _DEPENDENT and any(_is_for_motions(each) for each in setter.deadlines):
        return False
    if _MUST.search(words):
        return not _CHANCE.search(words)
    return setter.kind in _SETTERS and name != "motion" and not _MAY.search(words)


def _is_for_motions(told: Deadline) -> bool:
    row = _row(told)
    return row is not None and row.name == "motion"


def _around(told: Deadline) -> str:
    """What is asked with the words next to it; others may speak of the next deadline."""
    start = told.words.find(told.what)
    if start < 0:
        return f"{told.words} {told.what}"
    return told.words[max(start - _NEAR, 0) : start + len(told.what) + _NEAR]


def named_in(text: str) -> frozenset[str]:
    """The names of all duties that a text has words of: "to extend the time to answer"."""
    return frozenset(each.name for each in _DUTIES if _compiled(each.asked).search(text))


def is_met_by(duty: Duty, paper: DocketEntry) -> bool:
    """The paper is of a kind that meets this duty, or is called what was asked for."""
    assert paper.meaning is not None
    if paper.meaning.kind in COURT_ACTS:
        return False
    if paper.meaning.kind in duty.kinds:
        return _is_called_so(duty, paper)
    is_called = bool(duty.words) and duty.words <= _words_of(name(paper))
    return is_called and not _speaks_of_it(duty, paper)


@lru_cache(maxsize=16)  # one paper is asked of all that is open
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _speaks_of_it(duty: Duty, paper: DocketEntry) -> bool:
    """A clerk's note of when it is due, or that something about it was mailed."""
    assert paper.meaning is not None
    sets_it = any(of(each, paper.meaning).name == duty.name for each in paper.meaning.deadlines)
    return sets_it or bool(_ASKING.search(name(paper)) or _MAILED.search(name(paper)))


def name(paper: DocketEntry) -> str:
    """How an entry begins: its labels, and the first words of its text."""
    return f"{'; '.join(paper.labels)} {(paper.text or '')[:_BEGINNING]}".strip()


def _is_called_so(duty: Duty, paper: DocketEntry) -> bool:
    """Of kinds that are used for much besides, only what is called so."""
    assert paper.meaning is not None
    if paper.meaning.kind is K.MOTION:
        return _is_more_than_a_plea(duty, paper)
    if paper.meaning.kind is K.NOTICE and _FOR_THE_RECORD.search(name(paper)):
        return False
    called = _CALLED.get(duty.name)
    return called is None or paper.meaning.kind == duty.name or bool(called.search(name(paper)))


def _is_more_than_a_plea(duty: Duty, paper: DocketEntry) -> bool:
    """A motion for more time or for leave is not yet the paper that was due."""
    if duty.name == "answer":
        return bool(_INSTEAD_OF_ANSWERING.search(name(paper)))
    asked = _stems(duty.words - _ANY_MOTION)
    pleas = _stems(found[0].lower() for found in _ASKING.finditer(name(paper)))
    return pleas <= asked and _is_motion_for(asked, paper)


def _is_motion_for(asked: Collection[str], paper: DocketEntry) -> bool:
    """For what was ordered, or for most of it: nobody repeats every word."""
    called = _stems(_words_of(name(paper)))
    return not asked or 2 * len(called.intersection(asked)) > len(asked)


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words)
