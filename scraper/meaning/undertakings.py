"""Who must do what by a deadline, in the court's words, and what a period runs from. Pure."""

from __future__ import annotations

import re

from db.models import EntryKind

_I = re.IGNORECASE
_LONGEST = 90  # characters of what is due: its first words say it
_LONGEST_NAME = 60

_PARTY = (
    r"(?:counsel\s+for\s+)?(?:the\s+|all\s+|both\s+)?(?:parties|plaintiffs?|defendants?|petitioners?"
    r"|respondents?|appell(?:ants?|ees?)|applicants?|movants?|debtors?|trustee|government"
    r"|united\s+states|claimants?|intervenors?|receiver|mediator|clerk\s+of\s+court"
    r"|(?:defense\s+)?counsel|defense|garnishee|deft?s?|dfts?|govt|plts?|pltfs?)(?:\(s\))?"
)
_PARTY_LAST = re.compile(
    rf"(?:^|.*(?:,|\band|\bdirect(?:s|ed|ing)|\border(?:s|ed|ing))\s+)(?P<who>{_PARTY})$",
    _I | re.DOTALL,
)
_PARTY_FIRST = re.compile(rf"\W*(?P<who>{_PARTY})(?=[’']|\s)", _I)
_NAMED_BEHIND = re.compile(r"\s*(?:for|from)\s+(?P<who>[A-Z][\w&'-]*(?:,?\s[A-Z&][\w&'-]*){0,5})")

_BINDS = (
    r"(?:shall|must|will|may|should|(?:is|are)\s+(?:hereby\s+|further\s+)*(?:directed|ordered"
    r"|required|reminded|instructed|granted\s+leave)\s+to|(?:has|have)\s+to)\b"
)
_ACT = r"\W*(?:(?:also|each|jointly|either|then|have|had)\b\W*)*(?P<act>.*)$"
_LAST_DUTY = re.compile(rf"(?P<subject>.*)\b{_BINDS}{_ACT}", _I | re.DOTALL)
_FIRST_DUTY = re.compile(rf"(?P<subject>.*?)\b(?:{_BINDS}|to\b){_ACT}", _I | re.DOTALL)
_PASSIVE = re.compile(r"be\s+(?P<verb>\w+)")
# A paper that must be filed is named alone; of other things it is said what must be done to them.
_HANDED_IN = re.compile(r"(?:e-?)?(?:filed|served|submitted|exchanged|made|due)", _I)

_DUE = re.compile(
    r"(?P<what>.*?)[\s:]*(?:\b(?:is|are|be|will|shall|now)\s+)*\bdue\b[^.;]*$", _I | re.DOTALL
)
_LAST_DAY = re.compile(
    r"\b(?:deadlines?|ddls?|(?:last|due)\s+(?:day|date)|cut\s?-?\s?off|bar\s+date|time)\s+"
    r"(?:for\s+(?P<who>(?!\w+ing\b)[^,;]{1,60}?)\s+to\s+|for\s+|to\s+|of\s+|within\s+which\s+to\s+)"
    r"(?P<what>[^;]+)$",
    _I,
)
_DEADLINE = re.compile(
    r"(?P<what>.+?)\s+(?:deadlines?|ddls?|cut\s?-?\s?off|bar\s+date)\b[^.;]{0,20}$", _I | re.DOTALL
)

_ASIDE = re.compile(r"\([^()]{0,80}\)")
_BREAK = re.compile(r"[;:()]|,\s+(?=[A-Z])|\.\s|\b(?:[Oo]rdered|ORDERED)\s+that\b|,\s+that\b")
# What a clerk wrote without a stop: "... as to Example Responses due".
_PAPER = re.compile(
    r"(?:\b(?:Def|Pl|Gov|Dft)\w*['’]?s?['’]?\s+)?\b(?i:objections?|responses?|reponses?|answers?"
    r"|motions?|repl(?:y|ies)|suggestions|oppositions?)\b(?:\s+(?:to|for|in|re|on|of)\b.*)?$"
)
_WORDY = 6  # words from which on a clerk's missing stop is likely
_EDGES = ' ,;:*"“”[]–-'
_OPENING = re.compile(
    r"(?:[\s,;:.*\[\]–-]+|(?:and|or|that|the|its|their|if\s+any|any|hereby|further|so)\b\s*)+", _I
)
_ENDING = re.compile(
    r"(?:[\s,;:–-]+|\b(?:is|are|be|by|on|or|no|not|later|than|before|within|the|at|now|has|have"
    r"|until|to|and|of|for|hereby|up|due|shall|will|must|may|that|deadlines?))+$",
    _I,
)
# "Counsel shall, within 72 hours of release, notify the court".
_AFTER_COMMA = re.compile(r"[^,;]{0,80},\s+(?P<act>[a-z].*)$", re.DOTALL)
_TO_COMMA = re.compile(
    r"(?:(?:of|from|after|following|to)\b[^,]*,\s*)?(?:(?:and|or|that|then)\s+)?", _I
)
_AND_ANOTHER = re.compile(rf",?\s+and\s+(?:that\s+)?(?:the\s+\w+\s+|{_PARTY}\s+){_BINDS}", _I)

_RUNS_FROM = re.compile(
    r"\W{0,3}(?:\([^()]{1,30}\)\s*)?(?:from|of|after|following)\s+(?P<what>[^.,;()]{2,80})", _I
)
_THEREAFTER = re.compile(r"\W{0,3}thereafter\b", _I)
# "This action" is something else: it may be reopened on another day.
_THIS = re.compile(
    r"(?:.*?\s)?(?P<this>this\s+(?:text\s+|minute\s+|electronic\s+)?(?:order|notice|filing|entry|date"
    r"|opinion|judgment|decision|report|recommendation|letter|memorandum|transcript|document|ruling))\b",
    _I,
)
_WRAPPING = re.compile(
    r"(?:(?:the|its|their|his|her|a|an)\s+|(?:entry|issuance|filing|(?:file\s+|filing\s+)?date"
    r"|day)\s+(?:of|on)\s+|dates?\s+(?=this|that|the))+(?=\w)",
    _I,
)
_ENOUGH = re.compile(
    r"\s(?:shall|must|will|may|to|the\s+part(?:y|ies)|each|as|and|or|in|by|with|pursuant"
    r"|using|unless)\b",
    _I,
)
# What a period waits for, told before it: "following the publication, within 10 days".
_WAITS = re.compile(
    r"\b(?:after|following|upon|once|thereafter|in\s+the\s+event|should|when)\b"
    r"(?!\s+(?:you|any|an?)\b)",
    _I,
)
_ITSELF = re.compile(r"(?:entry|today|hereof|date|file\s+date|filing\s+date|service\s+hereof)$", _I)
# "After service" alone is that of the ruling where it is objected to, else of some other paper.
_SERVED = re.compile(r"(?:service|receipt|being\s+served\b.*)$", _I)
_AGAINST_A_RULING = re.compile(r"\b(?:object|appeal|reconsider)", _I)
# What an entry of a kind is, where its text speaks of "the date of the order".
_SELVES = {
    EntryKind.ORDER: {"order"},
    EntryKind.OPINION: {"opinion", "order", "decision", "report", "recommendation"},
    EntryKind.JUDGMENT: {"judgment", "order"},
    EntryKind.NOTICE: {"notice"},
    EntryKind.HEARING: {"notice"},
    EntryKind.TRANSCRIPT: {"transcript", "notice"},
    EntryKind.COMPLAINT: {"petition"},
}

_Undertaking = tuple[str, str | None]


def read(own: str, tail: str) -> _Undertaking:
    """What is to be done, and who must do it, where that is said.

    `own` are the words before the deadline's day, `tail` those after it, to the sentence's end:
    "By June 5, 2014, the parties shall file a joint report". Empty where nothing is said.
    """
    before, behind = _ASIDE.sub(" ", own), _ASIDE.sub(" ", tail)
    what, who = _due(before) or _last_day(before) or _on_both_sides(before, behind)
    return _short(what), who or _named_behind(behind)


def _on_both_sides(before: str, behind: str) -> _Undertaking:
    """A duty told before the day, after it, or begun before and ended after it."""
    told = _duty(before, _LAST_DUTY)
    if told and told[0]:
        return told
    later = _duty(behind, _FIRST_DUTY)
    if told and told[1]:
        rest = later or _AFTER_COMMA.match(behind)
        return (rest[0] if isinstance(rest, tuple) else rest["act"] if rest else ""), told[1]
    return later or (_last_part(before), None)


def _due(before: str) -> _Undertaking | None:
    told = _DUE.match(before)
    if told is None:
        return None
    part = _paper(_last_part(told["what"]))
    return (part, _party_first(part)) if part else None


def _last_day(before: str) -> _Undertaking | None:
    """ "The deadline for Plaintiff to file", "Objection Deadline"."""
    if told := _LAST_DAY.search(before):
        return told["what"], told["who"] or _party_first(told["what"])
    if told := _DEADLINE.match(before):
        part = _paper(_last_part(told["what"]))
        return part, _party_first(part)
    return None


def _duty(words: str, form: re.Pattern[str]) -> _Undertaking | None:
    duty = form.match(words) or _FIRST_DUTY.match(words)
    if duty is None:
        return None
    subject = _last_part(duty["subject"])
    if passive := _PASSIVE.match(duty["act"]):
        is_paper = _HANDED_IN.fullmatch(passive["verb"])
        return (subject if is_paper else f"{subject} {passive['verb']}"), None
    return _AND_ANOTHER.split(duty["act"])[0].strip(_EDGES), _named(duty["subject"])


def _last_part(words: str) -> str:
    parts = [part for part in _BREAK.split(words) if len(part.strip()) > 2]
    return parts[-1] if parts else ""


def _paper(part: str) -> str:
    told = _PAPER.search(part) if len(part.split()) > _WORDY else None
    return told[0] if told else part


def _short(words: str) -> str:
    opening = _OPENING.match(words)
    plain = _ENDING.sub("", words[opening.end() if opening else 0 :])
    plain = " ".join(plain.split()).strip(_EDGES + ".")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _party_first(words: str) -> str | None:
    told = _PARTY_FIRST.match(words)
    return " ".join(told["who"].split()) if told else None


def _named(subject: str) -> str | None:
    """Who acts: the party that a sentence's subject ends with, or all of it if it is short."""
    if party := _PARTY_LAST.match(subject.strip(_EDGES)):
        return " ".join(party["who"].split())
    plain = " ".join(_last_part(subject).split()).strip(_EDGES)
    opening = _TO_COMMA.match(plain)
    name = plain[opening.end() if opening else 0 :]
    return name if len(name) <= _LONGEST_NAME and name[:1].isupper() else None


def _named_behind(tail: str) -> str | None:
    """ "Brief due 5/13/2020 for Appellant Example"."""
    told = _NAMED_BEHIND.match(tail)
    return " ".join(told["who"].split()).strip(_EDGES) if told else None


def after(tail: str) -> str | None:
    """What a period runs from, by the words behind it: "service", "this order", "the hearing"."""
    told = _RUNS_FROM.match(tail)
    if told is None:
        return "thereafter" if _THEREAFTER.match(tail) else None
    words = _ENOUGH.split(told["what"], maxsplit=1)[0]
    if this := _THIS.match(words):
        return " ".join(this["this"].split())
    wrapping = _WRAPPING.match(words)
    return " ".join(words[wrapping.end() if wrapping else 0 :].split()) or None


def runs_from_entry(start: str | None, own: str, kind: EntryKind) -> bool:
    """Whether a period runs from the entry itself, or from its service, or names no start."""
    if start is None:
        return _WAITS.search(own) is None
    plain = start.casefold().removeprefix("service of ").removeprefix("the ")
    if _THIS.match(plain) or _ITSELF.match(plain):
        return True
    if _SERVED.match(plain):
        return _AGAINST_A_RULING.search(own) is not None
    return plain.split()[-1] in _SELVES.get(kind, set())
