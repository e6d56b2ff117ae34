"""Which entries an entry rules on or responds to. Pure.

    numbers, reasons = answers.of(words, EntryKind.ORDER)

A ruling names papers for many reasons: it grants them, it cites them, it says by when to answer
them. What governs a number decides: the last word before it, in its sentence, that rules
("granting"), points ("re", "Related Doc #") or merely mentions ("pursuant to"). A response has
one object: the first that it names, with those listed beside it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from db.models import EntryKind
from scraper.meaning import letters, references
from scraper.meaning.references import Reference
from scraper.meaning.words import Reason, Words

_RULINGS = frozenset({EntryKind.ORDER, EntryKind.OPINION, EntryKind.JUDGMENT, EntryKind.MINUTES})
_RESPONSES = frozenset({EntryKind.OPPOSITION, EntryKind.REPLY, EntryKind.ANSWER})
_REMARKS = frozenset({EntryKind.ADMINISTRATIVE, EntryKind.NOTICE})
_SPEAKING = _RULINGS | _RESPONSES | _REMARKS
_TITLE = 24  # characters in which an entry says no more than that it is an order
_REACH = 300  # characters behind a number in which it may be ruled on

_DECIDING_VERB = (
    r"(?:grant(?:ing|ed|s)|den(?:ying|ied|ies)|adopt(?:ing|ed|s)|approv(?:ing|ed|es)"
    r"|rul(?:ing|ed|es)\son|overrul(?:ing|ed|es)|sustain(?:ing|ed|s)|dismiss(?:ing|ed|es)"
    r"|vacat(?:ing|ed|es)|terminat(?:ing|ed|es)|withdraw(?:ing|n|s)|reject(?:ing|ed|s)"
    r"|accept(?:ing|ed|s)|affirm(?:ing|ed|s)|revers(?:ing|ed|es)|remand(?:ing|ed|s)"
    r"|(?:dis)?allow(?:ing|ed|s)|quash(?:ing|ed|es)|resolv(?:ing|ed|es)|moot(?:ing|ed)?"
    r"|strik(?:ing|es)|stricken|struck|convert(?:ing|ed)|expung(?:ing|ed)|referr(?:ing|ed)"
    r"|construing|endors(?:ing|ed)|noted|so\sordered"
    r"|taking\sunder\sadvisement|staying(?=\s\[?(?:\d|$))"
    r"|directed\sto\s(?:terminate|close)(?=[^.;]{0,60}(?:\d|$)))"
)
_RULES = rf"(?:{_DECIDING_VERB}|extend(?:ing|ed|s))"
_REQUEST = (
    r"(?:motions?|applications?|requests?|petitions?|stipulations?|recommendations?|[Rr]\s?&\s?[Rr]"
    r"|objections?|letters?|appeals?|proposed)"
)
# Of small letters, as all that looks at a whole text: see `letters`.
_GOVERNING = re.compile(
    rf"""
    \b(?:
    (?P<cites> (?:pursuant\sto|see|per|under(?!\sseal)|based\s(?:up)?on|for\sthe\sreasons|dated
        |as\s(?:stated|provided|directed|ordered|required)|filed\s(?:in|at|as)|following|amending
        |(?:set\sforth|stated|contained|described|provided|referenced|outlined|found)\s(?:in|at)
        |in\s(?:accordance|conjunction|connection|compliance)\swith|consistent\swith
        |compl(?:y|iance)\swith|(?:opposition|objections?|responsive\spleadings?)\sto|support\sof
        |(?:respon(?:d|ses?|ding)|repl(?:y|ies)|answers?)\s(?:in\s\w+\s)?to|in\s(?:light|view)\sof
        |replace|supersed\w+|attached\s(?:to|as)|modified\sby
        |(?:the|this|its|an|prior|previous|court's|of|for|from|re:?)\s(?:\[?\d+\]?\s)?order\b
            [^.;\d]{{0,40}}\s(?:granting|denying|dismissing|approving|adopting))\b )
    | (?P<weighs> (?:consider(?:ed|ing|ation)|review(?:ed|ing)?|before\sthe\scourt)\b )
    | (?P<rules> {_RULES}\b )
    | (?P<points> (?:re|regarding|as\sto|in\sresponse\sto|submitted\sat
        |related\sdoc(?:ument)?s?(?:\(s\))?
        |on(?=\s(?:the\s|\S+['’]s\s)?\[?\d+(?![/\d-]))
        |for(?=\s\[?\d+\]?\s(?:\S+\s)?{_REQUEST}))(?!\w) )
    )
    """,
    re.VERBOSE,
)
_STOPS = re.compile(
    r"(?P<stops>[.!?](?<!\bNo.)(?<!\bNos.)(?<!\bDoc.)(?<!\bDocs.)(?<!\bDkt.)(?<!\bRec.)(?<!\bR.)"
    r"(?<!\bv.)(?<!\bMr.)(?<!\bJr.)(?<!\bInc.)(?<!\bMot.)(?<!\b[A-Z].)"
    r"""["')\]]?\s+(?=["'(\[]?[A-Z]))"""
)
_IS_RULED_ON = re.compile(
    rf"\s?[\])]?\s{{0,2}}{_DECIDING_VERB}\b"
    rf"|.{{0,240}}?\b(?:is|are|was|be|been|being|hereby)\b.{{0,60}}?\b(?:{_DECIDING_VERB}|grant|deny)\b"
    rf"|.{{0,240}}?(?:[.:]|\s?[-–])\s{{0,2}}{_DECIDING_VERB}\b",
    re.IGNORECASE,
)
_RULING = (
    r"\b(?:grant(?:ing|ed|s)|den(?:ying|ied|ies)|approv(?:ing|ed|es)|overrul(?:ing|ed|es)"
    r"|sustain(?:ing|ed|s)|adopt(?:ing|ed|s)|dismiss(?:ing|ed|es)|allow(?:ing|ed|s)|moot"
    r"|authoriz(?:ing|es)|(?<!to be )withdrawn)\b"
)
_RULED = re.compile(_RULING)
_DECIDES = re.compile(rf"\b{_REQUEST}\b[^.;]{{0,120}}?{_RULING}", re.IGNORECASE)
_REQUESTED = re.compile(rf"\b{_REQUEST}\b", re.IGNORECASE)
_READ_PAPER = r"(?:responses?|oppositions?|repl(?:y|ies)|memorand\w+|orders?|opinions?)"
_TITLED = re.compile(
    rf"\s?(?:[^\s.;]+\s){{0,7}}?(?:(?P<request>{_REQUEST})|{_READ_PAPER})\b", re.IGNORECASE
)
_READ = re.compile(
    rf"(?<!restraining\s)(?<!protective\s)\b{_READ_PAPER}[\s,(\[]{{1,3}}(?:(?:R\.\s)?(?:doc|dkt|ecf|docket|entry|no)\w*\W{{0,3}}){{0,3}}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:usca|(?<!recall )(?<!stay )(?<!stay of )mandate|court of appeals|received copy)\b"
)
_SCHEDULES = re.compile(
    r"\b(?:(?:re)?set(?:ting|s)?\b(?!\sforth)|(?:re)?schedul(?:ing|ed)|continu(?:e|ing|ed)"
    r"|adjourn(?:ed|ing)|will (?:be (?:held|heard|on)|hold)|shall appear"
    r"|responses?\b[^.;]{0,20}\bdue|briefing)\b"
)
_STAMPED = re.compile(r"\W{0,3}(?:so ordered|memo(?:randum)? endors)")
_IN_A_LIST = re.compile(r"(?:[,;&]|\band)\s{0,2}\[?$")
_APART = re.compile(r"\(\s?(?:re|related)\b[^()]{0,40}(?:\(s\))?\W{0,3}$", re.IGNORECASE)
_CITED = re.compile(
    r"\b(?:pursuant to|per|under|in (?:light|view) of|(?:accordance|compliance) with)"
    r"(?:\s[\w'’]+){0,3}[\s\[(\"]{0,3}$",
    re.IGNORECASE,
)
_DEFECT = re.compile(
    r"\b(?:notice of correction|defect|deficien|docket(?:ed|ing) in error|filed in error"
    r"|docket(?:ing)? error|incorrect|non-?complian|notice to (?:filer|attorney)|re-?file)"
)
_DECIDING = (_STAMPED.match, _RULED.search, _DEFECT.search)
_NO_DEFECT = re.compile(r"\bvoluntary petition\b|\bcertificate of\b")

Named = tuple[Reference, ...]
Chosen = Iterator[tuple[Reference, str]]  # and the rule that chose it


def of(words: Words, kind: EntryKind) -> tuple[tuple[int, ...], tuple[Reason, ...]]:
    """The numbers of the entries answered, in the order they are named, and why."""
    text = words.text or words.label
    if kind not in _SPEAKING or not any(map(str.isdigit, text)):
        return (), ()
    text = references.head(text)
    reasons: dict[int, Reason] = {}
    for one, rule in _chosen(text, references.find(text), kind):
        reasons.setdefault(one.number, _reason(text, one, rule))
    return tuple(reasons), tuple(reasons.values())


def _reason(text: str, one: Reference, rule: str) -> Reason:
    said = text[max(0, one.start - 40) : one.end + 40]
    return Reason("answers", str(one.number), rule, " ".join(said.split()))


def _chosen(text: str, named: Named, kind: EntryKind) -> Chosen:
    if named and kind in _RULINGS:
        yield from _ruled_on(text, named, kind)
    elif named and (kind in _RESPONSES or _is_a_defect_note(letters.small(text))):
        yield from _responded_to(text, named)


def _is_a_defect_note(small: str) -> bool:
    """Whether a clerk finds fault with a paper; papers that a petition lacks have no number."""
    return bool(_DEFECT.search(small)) and not _NO_DEFECT.search(small)


def _responded_to(text: str, named: Named) -> Chosen:
    """The first entry named as the object, and those listed with it."""
    objects = [one for one in named if not _CITED.search(text, max(0, one.start - 60), one.start)]
    for place, one in enumerate(objects):
        if place and not (one.is_listed or _is_in_a_list(text, one)):
            return
        yield one, "responds"


def _is_in_a_list(text: str, one: Reference) -> bool:
    """Whether it stands as one of several with their titles: "12 MOTION to Stay, 13 MOTION"."""
    return bool(_IN_A_LIST.search(text, max(0, one.start - 8), one.start))


@dataclass(slots=True)
class _Sentence:
    """What governs the numbers of a sentence, while it is read."""

    base: str = ""  # the verb or pointer that its list of objects hangs on
    now: str = ""  # the last word that could govern
    has_object: bool = False  # so that a further "re" belongs to the object's title
    is_ruled_on: bool = False  # a number stands before its verb: "motion 12 is granted"
    is_first: bool = True

    def hear(self, word: str, place: int) -> None:
        is_title = self.is_first and place < _TITLE  # "ORDER FILED. Brief submitted at DE 12 ..."
        if word == "stops":
            self.base, self.now, self.has_object, self.is_first = "", "", False, is_title
        elif word == "points" and self.has_object:
            self.now = "within"
        elif word == "cites":
            self.now = word
        else:
            self.base, self.now = word, word
            self.has_object, self.is_ruled_on = word == "rules" and self.is_ruled_on, False

    def governor(self, text: str, one: Reference) -> str:
        """The word that governs this number."""
        if self.has_object and _is_in_a_list(text, one):
            return self.base
        if self.base == "rules" and not (self.has_object or one.is_followed):
            return self.base  # "granting motion for time to respond to complaint [12]"
        if self.base == "weighs" and not one.is_followed:
            return self.base  # "is before the court on motion for time to respond (Doc. 6)"
        return self.now


def _ruled_on(text: str, named: Named, kind: EntryKind) -> Chosen:
    chosen = list(_governed(text, named, _scope(letters.small(text), kind)))
    if not chosen and kind is EntryKind.MINUTES and _DECIDES.search(text):
        chosen = [(one, "minutes") for one, _ in _responded_to(text, named)]
    yield from chosen


def _scope(small: str, kind: EntryKind) -> frozenset[str]:
    """Which rules hold for the entry: what only schedules has no object."""
    if _ELSEWHERE.search(small, 0, 120):
        return frozenset({"points"})  # the rest speaks of another court's docket
    only_schedules = kind is EntryKind.MINUTES or _SCHEDULES.search(small)
    if only_schedules and not any(each(small) for each in _DECIDING):
        return frozenset({"rules", "weighs", "is ruled on"})
    return frozenset({"rules", "weighs", "is ruled on", "points"})


def _governed(text: str, named: Named, scope: frozenset[str]) -> Chosen:
    words = _words(text[: named[-1].start])
    sentence, rule = _Sentence(), ""
    for place, one in enumerate(named):
        while words and words[0].start() < one.start:
            word = words.popleft()
            sentence.hear(word.lastgroup or "", word.start())
        if not one.is_listed:
            rule = _rule(text, one, sentence, text[one.end : _next_start(named, place)])
        if rule in scope:
            sentence.has_object, sentence.is_ruled_on = True, rule == "is ruled on"
            yield one, rule


def _words(text: str) -> deque[re.Match[str]]:
    told = (*_GOVERNING.finditer(letters.small(text)), *_STOPS.finditer(text))
    return deque(sorted(told, key=lambda word: word.start()))


def _next_start(named: Named, place: int) -> int:
    """Where the next number stands that is not of the same list."""
    end = named[place].end + _REACH
    return next((one.start for one in named[place + 1 :] if not one.is_listed), end)


def _rule(text: str, one: Reference, sentence: _Sentence, behind: str) -> str:
    """Which rule makes this number an object of the ruling; none: it is only mentioned."""
    governor = sentence.governor(text, one)
    if governor in ("rules", "within"):
        return governor if governor == "rules" else ""
    if governor == "points" and (
        sentence.is_first or _APART.search(text, max(0, one.start - 60), one.start)
    ):
        return "points"
    if not _is_a_request(text, one):
        return ""
    if governor == "weighs" and _DECIDES.search(text, one.end):
        return "weighs"
    return "is ruled on" if _IS_RULED_ON.match(behind[:_REACH]) else ""


def _is_a_request(text: str, one: Reference) -> bool:
    """Whether the number is that of a paper on which a court rules, not of one that it read."""
    title = _TITLED.match(text, one.end)
    is_titled = title is not None and title["request"] is not None
    if one.is_followed or is_titled:
        return is_titled
    if _READ.search(text, max(0, one.start - 40), one.start):
        return False
    return bool(_REQUESTED.search(text, max(0, one.start - 120), one.start))
