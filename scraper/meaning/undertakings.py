"""Who must do what, in the court's words, and what a period runs from. Pure."""

from __future__ import annotations

import re

from db.models import EntryKind

_I = re.IGNORECASE
_LONGEST = 90  # characters of what is due; its first words say it

_PARTY = (
    r"(?:(?:counsel\s+for\s+)?(?:the\s+|all\s+)?(?:parties|party|plaintiffs?|defendants?|petitioners?"
    r"|respondents?|appell(?:ants?|ees?)|applicants?|movants?|debtors?|debtor-in-possession|trustee"
    r"|government|united\s+states|claimants?|creditors?|intervenors?|relators?|receiver|mediator"
    r"|clerk(?:\s+of\s+court)?|counsel|garnishee|deft?s?|dfts?|pla|govt|plts?|pltfs?)(?:\(s\))?)"
)
_WHO = re.compile(rf"\b{_PARTY}(?=(?:'?s|s')?\b)", _I)
_WHOSE = re.compile(
    r"^\s*,?\s*(?:for|by|from)\s+(?P<who>[A-Z][\w.&'-]*(?:[\s,]{1,2}[A-Z&][\w.&'-]*){0,7})"
)
_DUTY = re.compile(
    r"\b(?:shall|must|will|may|should|(?:is|are)\s+(?:hereby\s+|further\s+){0,2}(?:directed|ordered"
    r"|required|reminded|granted\s+leave)\s+to|(?:is|are|has|have|had)\s+to|to)"
    r"\s+(?:also\s+|each\s+|jointly\s+|either\s+|then\s+)?(?P<act>[a-z](?:[^.;]|\.(?=\S))*)",
    _I,
)
_PASSIVE = re.compile(
    r"be\s+(?:e-?filed|filed|served|submitted|completed|exchanged|paid|made|due)\b", _I
)
_DUE = re.compile(
    r"^(?P<what>.*?)[\s:]*(?:\b(?:is|are|will\s+be|be|now|shall\s+be)\s+)*\bdue\b[^.;]*$", _I
)
_LAST_DAY = re.compile(
    r"\b(?:deadlines?|ddls?|last\s+(?:day|date)|cut\s?-?\s?off|bar\s+date|time)\s+"
    r"(?:for\s+(?:the\s+)?|to\s+|of\s+|within\s+which\s+to\s+)(?P<what>[^;]+)$",
    _I,
)
_BEFORE_DEADLINE = re.compile(
    r"^(?P<what>.+?)\s+(?:deadlines?|ddls?|cut\s?-?\s?off|bar\s+date)(?:\s+date)?\W*$", _I
)
_OPENING = re.compile(
    r"^(?:[\s,;:.()*\[\]–-]+|(?:and|or|that|the|it\s+is|further|hereby|so\s+ordered|accordingly|any"
    r"|if\s+any|optional)\b\s*)+",
    _I,
)
_LINKING = re.compile(
    r"(?:[\s,;:(–-]+|\b(?:is|are|be|due|by|on|or|no|not|later|than|before|within|the|at|now|has|have"
    r"|until|to|and|of|for|hereby|extended|up))+$",
    _I,
)
_PART = re.compile(r"[;:(]|,\s(?=[A-Z])|\.\s")

_RUNS_FROM = re.compile(
    r"\W{0,3}(?:\([^()]{1,30}\)\s*)?(?:from|of|after|following)\s+(?P<what>[^.,;()]{2,80})", _I
)
_WRAPPING = re.compile(
    r"^(?:(?:the|its|their|his|her|a|an)\s+|(?:date|day|entry|issuance|filing|file\s+date|filing\s+date)"
    r"\s+(?:of|on)\s+)+(?=\w)",
    _I,
)
_ENOUGH = re.compile(
    r"\s(?:shall|must|will|may|to|the\s+part(?:y|ies)|each|any|as|and|or|in|by|with|pursuant"
    r"|is|are|using|unless)\b",
    _I,
)
_CONDITION = re.compile(
    r"\b(?:after|following|upon|once|thereafter|in\s+the\s+event|should|until|if|when)\b"
    r"(?!\s+(?:no\b|you\b|any\s+party|a\s+party|redaction|necessary|an?\s+(?:response|objection)))",
    _I,
)
_ITSELF = re.compile(
    r"(?:service|receipt|entry|filing|today|hereof|date|service\s+(?:hereof|of\s+th(?:is|e)\s+\w+)"
    r"|being\s+served(?:\s+with\s+(?:a\s+copy|this).*)?|(?:the\s+)?date|file\s+date|filing\s+date)$",
    _I,
)
# What an entry of a kind is, where its text speaks of "the date of the order".
_SELVES = {
    EntryKind.ORDER: "order",
    EntryKind.OPINION: "opinion order decision report recommendation",
    EntryKind.JUDGMENT: "judgment order",
    EntryKind.NOTICE: "notice",
    EntryKind.HEARING: "notice",
    EntryKind.TRANSCRIPT: "transcript notice",
    EntryKind.COMPLAINT: "petition",
}


def what(own: str, tail: str) -> str:
    """What is to be done, from the words before a deadline's day, or else from those after it."""
    before = _OPENING.sub("", own)
    for told in (_from_due(before), _from_last_day(before), _from_duty(before), _from_duty(tail)):
        if told:
            return _short(told)
    return _short(_last_part(before)) or _short(_last_part(tail)) or "act"


def _from_due(before: str) -> str | None:
    told = _DUE.match(before)
    return _last_part(told["what"]) if told else None


def _from_last_day(before: str) -> str | None:
    if told := _LAST_DAY.search(before):
        return told["what"]
    told = _BEFORE_DEADLINE.match(before)
    return _last_part(told["what"]) if told else None


def _from_duty(words: str) -> str | None:
    duty = _DUTY.search(words)
    if duty is None:
        return None
    return _last_part(words[: duty.start()]) if _PASSIVE.match(duty["act"]) else duty["act"]


def _last_part(words: str) -> str:
    parts = [part for part in _PART.split(words) if len(part.strip(" )")) > 2]
    return parts[-1] if parts else ""


def _short(words: str) -> str:
    plain = " ".join(_LINKING.sub("", _OPENING.sub("", words)).split()).strip(' ,;:*"')
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + "…"


def who(own: str, tail: str) -> str | None:
    """Who must act: "Defendants"; None where the words do not say."""
    told = _WHO.search(own)
    if told:
        return " ".join(told[0].split())
    named = _WHOSE.match(tail)
    if named:
        return " ".join(named["who"].split()).strip(" ,.")
    told = _WHO.match(tail.lstrip(" ,"))
    return " ".join(told[0].split()) if told else None


def after(tail: str) -> str | None:
    """What a period runs from, by the words behind it: "service", "this order", "the hearing"."""
    told = _RUNS_FROM.match(tail)
    if told is None:
        return None
    words = _ENOUGH.split(told["what"], maxsplit=1)[0]
    return " ".join(_WRAPPING.sub("", words).split()) or None


def runs_from_entry(start: str | None, own: str, kind: EntryKind) -> bool:
    """Whether a period runs from the entry itself, or from its service, or names no start."""
    if start is None:
        return _CONDITION.search(own) is None
    plain = start.casefold().removeprefix("date of ").removeprefix("service of ")
    if plain.startswith(("this ", "said ")) or _ITSELF.match(plain):
        return True
    last = plain.removeprefix("the ").split()[-1]
    return last in _SELVES.get(kind, "").split()
