"""The words by which a day or a length of time becomes one by which somebody must act. Pure.

The words before a day are read backwards: first those that merely link ("is now extended to and
including"), then what they hang on: a thing that is "due", a "deadline" or "last day", a duty
("shall file"). The tables are those words; `sets_day` and `sets_period` read them in turn.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE

# What may stand between a cue and its day, with times of day ("by 5:00 p.m. on").
_LINKS = {
    "&", "a", "adjourned", "amended", "an", "and", "appellant", "appellee", "are", "as", "at",
    "be", "becomes", "before", "being", "business", "by", "by/before", "by/on", "cdt", "central",
    "changed", "close", "cob", "continued", "cst", "currently", "day", "earlier", "eastern",
    "edt", "end", "enlarged", "eob", "est", "established", "et", "extended", "fixed", "for",
    "friday", "further", "here", "hereby", "hereof", "in", "inc", "incl", "including", "is", "it",
    "its", "later", "local", "midnight", "monday", "more", "mountain", "moved", "no", "noon",
    "not", "now", "o'clock", "of", "on", "on/before", "on/by", "or", "pacific", "pdt",
    "petitioner", "petitioner's", "pst", "pt", "required", "rescheduled", "reset", "respondent",
    "saturday", "scheduled", "set", "sunday", "than", "the", "this", "through", "thru",
    "thursday", "till", "time", "to", "tuesday", "until", "up", "wednesday", "within",
}  # fmt: skip
_CLOCK = re.compile(r"\d{1,2}(?::\d\d){0,2}(?:[ap]\.?m)?|[ap]\.?m|[ecmp]\.?[sd]?\.?t")
_NEAR = 60  # characters after a day that may take it back
_EDGES = "()[]*,:;.=-–—\"“”'"

_BY = re.compile(r"\b(?:by|on or before|(?:no|not) (?:later|more) than|before)\b")
_MOVES = re.compile(r"\b(?:to|until|till|through|thru|including|extended|continued|reset)\b")

_RECIPIENT = (
    r"(?:\s+(?:to|in|with)\s+(?:the\s+)?(?:clerk|chambers|court(?:\s?reporter)?"
    r"(?:\s?/\s?transcriber)?|mediator|trustee|judge)(?:'s\s+office)?)?"
)
_DUE = re.compile(
    r"\bdue(?:\s+dates?)?(?:\s*\([^()]{1,30}\))?"
    + _RECIPIENT
    + r"(?:\s+(?:from|for)\s[^.;,]{1,60})?"
    r"\s*[\W_]{0,3}$",
    _I,
)
_WAS_DUE = re.compile(r"\b(?:was|were|been|became|came|past)\s+due\b", _I)
_OWED = re.compile(r"\b(?:amounts?|balance|sums?|monies|funds|rents?|taxes)\s+due\b", _I)
_LAST_DAY = re.compile(
    r"\b(?:deadline|follow(?:-?up|$)|(?<!set )(?<!terminate )deadlines(?!/)|ddls?"
    r"|last\s+(?:day|date)|cut\s?-?\s?off|bar\s+date|due\s+dates?|close\s+of\s+(?:\w+\s+)?discovery|(?:response|reply|answer|objection)\s+date|release\s+date|release\s+of\s+transcript\s+restriction|filings?\s+date|compliance\s+date"
    r"|access\s+will\s+be\s+restricted)\b(?P<of>[^;]{0,220})$",
    _I,
)
_NO_LONGER = re.compile(r"\b(?:from|was|were|expired|passed|ended)\W*$", _I)
_TIME_TO_ACT = re.compile(
    r"\b(?:time|exten[ds]\w*|extension|enlarg\w*|additional)\b|\b(?:has|have|given|granted|allowed"
    r"|permitted|up)$",
    _I,
)
_DONE_ON = re.compile(
    r"\b(?:shall|must|to|will)\s+be\s+(?:filed|served|submitted|completed|exchanged|paid"
    r"|disclosed|designated|produced)\b[^.;()]{0,60}$"
    r"|\bdiscovery\b[^.;()]{0,40}\b(?:clos|complet|end|conclud)\w*$",
    _I,
)
# A list: "Discovery: 6/1/2014; Dispositive motions: 7/1/2014".
_HEADED = re.compile(
    r"\b(?:discovery|motions|amend\w*|joinder|experts?|disclosures?|mediation|pretrial\s+order|briefs?"
    r"|responses?|repl(?:y|ies)|oppositions?|answers?|objections?)\b[^.;:()]{0,40}:$",
    _I,
)
_SURRENDER = re.compile(r"\bself[\s-]?surrender\w*[^.;()]{0,60}$", _I)
_STAMP = re.compile(
    r"\b(?:entered|edited|modified|signed|dated?\s+of\s+service|(?:service|notice)\s+date|issued"
    r"|mailed|(?<!be\s)(?:filed|served|sent)|received|held|docketed|dated|(?<!pretrial\s)(?<!proposed\s)order)\W*(?:on\W*)?$",
    _I,
)
_PROCEEDING = re.compile(
    r"\b(?:hearings?|hrg|conf(?:erences?)?|trials?|sentencings?|arguments?|arraignments?|depositions?"
    r"|meetings?|calendar\s+call|jury\s+selection|examination|held|custody|proceedings?|session)\b"
    r"(?!\s+(?:statement|report|memorand|brief|order|notice|transcript|materials?|letter|exhibits?"
    r"|witness|questionnaire|date\s+memo|by\b))[^;]{0,120}$",
    _I,
)
_NO_DUTY = re.compile(
    r"\b(?:exclud\w*|excl|speedy|stay(?:ed)?|return\s+date|served\s+on|waiver\s+sent|detain\w*"
    r"|effective|remand(?:ed)?\s+(?:to|until)|dates?\s+from|adjourned|recess\w*|probation|supervised|term\s+of|commitment)\b[^;]{0,120}$",
    _I,
)
_WISHED = re.compile(
    r"\b(?:request(?:s|ed|ing)?\s+(?:that|an?|extension|leave|additional|until"
    r"|for\s+(?:an?\s+)?(?:extension|continuance|additional|enlarg\w*))\b|seek(?:s|ing)?\b"
    r"|propos(?:es|ing|al)\b|proposed\s+(?:schedule|dates?|deadlines?|extension)\b"
    r"|ask(?:s|ed|ing)?\b|(?P<denied>den(?:y|ied|ies|ying))\b)(?P<then>[^;]*)$",
    _I,
)
_GRANTED = re.compile(
    r"\b(?:grant\w*|approv\w*|allow\w*|order(?:ed|s)|direct\w*|shall|must|extend(?:s|ed|ing)"
    r"|re-?fil\w+|renew\w*)\b",
    _I,
)
# What a court orders lasts until a day by which nobody need do anything.
_IN_FORCE = re.compile(
    r"^\W*(?:the\s+)?(?:tro|(?:temporary\s+)?restraining\s+order|(?:preliminary\s+)?injunction"
    r"|administrative\s+stay|stay)\b[^.;]{0,80}$",
    _I,
)
_OVER = re.compile(
    r"\b(?:vacated|terminated|satisfied|expired|passed|cancell?ed|stricken|moot|lapsed)\b", _I
)
_RULING = re.compile(r"\bruling\b[^.;]{0,60}$", _I)  # "Ruling by mail by": the court's own day
_MUST = re.compile(r"\b(?:must|clerk\s+to\s+deliver)\b", _I)
_ANSWERING = re.compile(
    r"\b(?:objections?|responses?|oppositions?|answers?|repl(?:y|ies)|ballots?|suggestions?)\b"
    r"[^.;]{0,80}$",
    _I,
)
_IS_LAST_DAY = re.compile(
    r"[\s,]+(?:(?:is|as|being|shall\s+be|to\s+be)\s+(?:the\s+|a\s+)?(?:\w+\s+)?)?"
    r"(?:deadline|last\s+da(?:y|te)|due\s+date|cut\s?-?off|bar\s+date)\b",
    _I,
)
_PAPER = re.compile(r"\s*(?:order|opinion|letter|motion|judgment|notice|stipulation)\b", _I)


def split(lead: str) -> tuple[str, str]:
    """The words before a day: what it hangs on, and what links them."""
    words = list(re.finditer(r"\S+", lead))
    while words and _links(words[-1][0]):
        words.pop()
    cut = words[-1].end() if words else 0
    return lead[:cut], lead[cut:].casefold()


def _links(word: str) -> bool:
    plain = word.strip(_EDGES).casefold()
    return plain in _LINKS or not plain or _CLOCK.fullmatch(plain) is not None


def sets_day(lead: str, sentence: str, tail: str, *, is_asking: bool) -> bool:
    """Whether a day is one by which somebody must act.

    `lead` are the words since the last day or the beginning of the sentence, `sentence` all of it
    before the day, `tail` what follows. Papers that ask set no day, but tell what is due.
    """
    head, link = split(lead)
    if _DUE.search(head):
        return not (is_asking and _MOVES.search(link)) and _is_still_due(head, link, tail)
    if _PAPER.match(tail) or (_STAMP.search(head) and not _BY.search(link)):
        return False
    if is_asking:
        return _is_set_beside(head, link)
    return (
        _is_last_day(head, link, sentence, tail)
        or _is_by(head, link, sentence)
        or _is_time_until(head, link, sentence)
        or _DONE_ON.search(head) is not None
        or _SURRENDER.search(head) is not None
        or _HEADED.search(head) is not None
        or _IS_LAST_DAY.match(tail) is not None
    )


def _is_still_due(head: str, link: str, tail: str) -> bool:
    """Not "was due on", nor "rent due May 1", nor "due 5/1/2014 satisfied"."""
    if _WAS_DUE.search(head) or _OVER.search(tail[:_NEAR]):
        return False
    return _OWED.search(head) is None or _BY.search(link) is not None


def _is_set_beside(head: str, link: str) -> bool:
    """What a clerk or a rule adds to a paper: "Objection deadline: ", "must be received by"."""
    last_day = _LAST_DAY.search(head)
    if last_day and not _MOVES.search(link):
        return _PROCEEDING.search(last_day["of"]) is None
    return bool(_BY.search(link)) and bool(_ANSWERING.search(head) or _MUST.search(head))


def _is_last_day(head: str, link: str, sentence: str, tail: str) -> bool:
    """As in "the deadline to reply is extended to", "Last day to oppose discharge is"."""
    told = _LAST_DAY.search(head)
    if told is None or _OVER.search(tail) or _was_only_wished(sentence):
        return False
    if _NO_LONGER.search(told["of"]) or _STAMP.search(told["of"]):
        return False
    if told[0].casefold().startswith("last"):  # "Last date to conduct a settlement conference is"
        return True
    return _PROCEEDING.search(told["of"]) is None and _NO_DUTY.search(told["of"]) is None


def _is_by(head: str, link: str, sentence: str) -> bool:
    """As in "shall be filed on or before", "By Friday, the parties shall"."""
    if not _BY.search(link) or _RULING.search(head):
        return False
    return not _was_only_wished(sentence)


def _is_time_until(head: str, link: str, sentence: str) -> bool:
    """As in "extending the time to file until", "may have until"."""
    if not _MOVES.search(link) or _was_only_wished(sentence) or _IN_FORCE.search(sentence):
        return False
    told = _TIME_TO_ACT.search(head) or "extended" in link
    return bool(told) and not (_PROCEEDING.search(head) or _NO_DUTY.search(head))


def _was_only_wished(sentence: str) -> bool:
    """Whether the sentence tells what somebody asked for, or was refused, and no more."""
    wish = _WISHED.search(sentence)
    if wish is None or _GRANTED.search(wish["then"]):
        return False
    return bool(wish["denied"]) or not _GRANTED.search(sentence, 0, wish.start())
