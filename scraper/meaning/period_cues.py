"""The words by which a length of time becomes a period for somebody to act in. Pure."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_ASIDE = r"\W{0,3}(?:\([^()]{1,30}\)\s*)?"  # "14 days (by June 5) after"

_WITHIN = re.compile(
    r"(?:\bwith\s?in|\bw/\s?in?|\b(?:no|not)\s+(?:later|more)\s+than|\bon\s+or\s+before"
    r"|\bdue\s?:?(?:\s+(?:by|in|on))?|\bby|\bdeadline\s?(?:is|:)?)"
    r"(?:\s+(?:the\s+(?:next|first)|a\s+(?:period|further)(?:\s+of)?|an?\s+(?:additional|further)"
    r"|(?:no|not)\s+(?:later|more)\s+than))?\W{0,3}$",
    _I,
)
_IN = re.compile(r"\bin\s*$", _I)
_HAS = re.compile(
    r"\b(?:ha(?:s|ve|d)|given|grant(?:s|ed|ing)|allow(?:s|ed|ing)|permitted|afforded|with)\b"
    r"(?:\s+[\w']{1,20}){0,5}\W{0,2}$",
    _I,
)
# "60 days of custody" starts nothing, "60 days of entry" does.
_FROM = (
    r"(?:(?:from|after|following|thereafter|subsequent\s+to)\b|of\s+(?:the\s+|its\s+|their\s+)?"
    r"(?:date|service|receipt|entry|filing|issuance|completion|publication|this|order|notice|today"
    r"|release|sentenc\w+|judgment|being)\b)"
)
_AFTER = re.compile(_ASIDE + _FROM, _I)
_TO_ACT = re.compile(
    _ASIDE + rf"(?:{_FROM}|(?:within|in\s+which)\b|leave\b|to\s+(?:\w+ly\s+)?"
    r"(?:e-?file|file|respond|submit|serve|object|answer|amend|reply|oppose|pay|complete|comply"
    r"|cure|correct|show|advise|notify|inform|request|provide|effect|perfect|seek|appeal|move|plead"
    r"|do\s+so|obtain|retain|secure|surrender|produce|return|supplement|re-?file|elect|designate"
    r"|report|otherwise|deposit|publish|exchange|confer))\b",
    _I,
)
_BACKWARD = re.compile(
    _ASIDE + r"(?:before|prior|preceding|in\s+advance|ahead|ago|previous|old\b|until\s+the)", _I
)
_AT_LEAST = re.compile(
    r"\b(?:at\s+least|(?:no|not)\s+(?:less|fewer|earlier)\s+than|last|past|previous|more\s+than"
    r"|for(?:\s+a\s+(?:period|term)\s+of|\s+the\s+first)?|term\s+of|every)(?:\s+the)?\W*$",
    _I,
)
_EXTENDED_FOR = re.compile(r"\bexten\w+\s+(?:for|by)\W*$", _I)
_NEVER_DONE = re.compile(
    r"\b(?:failed\s+to|for\s+fail(?:ure|ing)\s+to|did\s+not|(?:was|were|been|has|have|had)\s+not"
    r"|(?:was|were)\s+(?:timely\s+)?(?:filed|served|submitted|received|entered|completed))\b"
    r"[^.;]{0,60}\bwithin\b[^.;]{0,12}$"
    r"|\b(?:occurred|arose|happened|sued|died|accrued)\b[^.;]{0,60}\bwithin\W*$"
    r"|\b(?:employer\s+payments?|advices|received|income|wages)\s+within\W*$",
    _I,
)
_BY_THE_COURT = re.compile(
    r"\b(?:will|may|shall)\s+be\s+(?:sent|issued|contacted|notified|assigned|mailed|accessed"
    r"|(?:made\s+)?(?:remotely\s+)?(?:electronically\s+)?available|scheduled|viewed)\b[^.;]{0,80}$",
    _I,
)
_DUTY = re.compile(
    r"\b(?:due|fil(?:e|ed|ing)|serv(?:e|ed)|submit\w*|submission\w*|respon[ds]\w*|object\w*"
    r"|repl(?:y|ies)|answer\w*|oppos\w*|report\w*|pa(?:y|id)|deadline|amend\w*|complet\w*|appeal\w*"
    r"|surrender|brief\w*|notify|provide\w*|comply|cure\w*|return\w*)\b",
    _I,
)
# Of papers that ask: what a clerk or a rule adds to them.
_BINDING = re.compile(
    r"\b(?:due|must|(?:is|are)\s+to|deadline|failure|if\s+(?:no|any|you))\b"
    r"|\b(?:objections?|responses?)\b[^.;]{0,60}\b(?:shall|may|is|are|be)\b",
    _I,
)


def sets_period(lead: str, sentence: str, tail: str, *, is_asking: bool) -> bool:
    """Whether a length of time is one in which somebody must act, counted forward.

    `lead` are the words since the last one or the beginning of the sentence, `sentence` all of
    it before the length, `tail` what follows.
    """
    if _EXTENDED_FOR.search(lead):
        return _AFTER.match(tail) is not None and not is_asking
    if _BACKWARD.match(tail) or _AT_LEAST.search(lead):
        return False
    if _NEVER_DONE.search(sentence) or _BY_THE_COURT.search(sentence):
        return False
    if is_asking and not _BINDING.search(sentence):
        return False
    return _is_within(lead, sentence, tail) or _is_counted(lead, sentence, tail)


def _is_within(lead: str, sentence: str, tail: str) -> bool:
    """As in "within 14 days", "no later than 7 days after", "due in 30 days"."""
    if _WITHIN.search(lead):
        return True
    return bool(_IN.search(lead) and _DUTY.search(sentence))


def _is_counted(lead: str, sentence: str, tail: str) -> bool:
    """As in "the parties have 21 days to", "Replies 7 days after service"."""
    if _HAS.search(lead) and _TO_ACT.match(tail):
        return True
    return bool(_AFTER.match(tail) and _DUTY.search(sentence))
