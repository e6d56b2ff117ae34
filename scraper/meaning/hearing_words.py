"""The words by which entries speak of proceedings. Tables alone.

`GOVERNING` finds, in a sentence, what may govern a day: a word that sets, moves, cancels or
records a proceeding, one that makes the day something else ("due"), the proceeding itself, and
where the sentence stops.
"""

from __future__ import annotations

import re

_SORT = (
    r"(?:status|initial|final|further|preliminary|continued|case|management|scheduling|settlement"
    r"|telephon(?:e|ic)|video|virtual|zoom|in-person|motions?|in|limine|evidentiary|oral|detention|bond|bail"
    r"|change|of|plea|jury|bench|civil|criminal|confirmation|disclosure|statement|sentenc(?:e|ing)"
    r"|with(?:out)?|psr|revocation|show|cause|discovery|pre-?|pre-?trial|pre-?motion|pre-?settlement"
    r"|competency|appointment|attorney|sealed|claims?|construction|markman|fairness|approval|mediation"
    r"|first|duty|faretta|daubert|suppression|removal|identity|dispositive|adversary|combined|meeting"
    r"|control|planning|arraignment|selection|rule|16|26\(f\)|conference|trial|hearing|adr|and|&|/|-)"
)
_HEAD = (
    r"(?:(?:motion|trial)\ssetting|hearing|hrg|(?:tele|video)?-?conference|trial(?!\smemo)|argument|sentencing(?!\smemo)"
    r"|(?:re-?)?arraignment|(?:initial|first)\sappearance|(?:docket|calendar)\scall|mediation"
    r"|(?:section\s)?341(?:\(a\))?\s(?:\(a\)\s)?meeting|meeting\sof\screditors|change\sof\splea"
    r"|inquest|jury\sselection|status\scheck|presentment|ptc|preliminary\sexamination"
    r"|(?:plea\sand\s)?sentence(?:\swith(?:out)?\spsr)?(?=\s(?:is\s)?(?:re-?)?(?:set|continued))"
    r"|proceeding)s?"
)
_NUMERIC = r"(?:\w{3,9},?\s){0,2}\d"  # "Thursday, June 4", "6/4"
STOPS = re.compile(
    r"(?P<stops>;|[.!?](?:(?<=[apAP]\.[mM].)|(?<=[apAP][mM].)|(?<!\bNo.)(?<!\bDoc.)(?<!\bDkt.)"
    r"(?<!\bSt.)(?<!\bv.)(?<!\bMr.)(?<!\bHon.)(?<!\b[A-Z].))"
    r"""(?:["')\]]?\s+(?=["'(\[]?[A-Z])|(?=[A-Z][a-z]{3})))"""
)
# Of small letters: see `letters`.
GOVERNING = re.compile(
    rf"""
    \b(?=[a-jl-w3])(?:
    (?P<former> (?:previously|currently|originally|presently|now|formerly|earlier)\s
        (?:re)?(?:set|scheduled|noticed|calendared)\b | from\b(?=\s{_NUMERIC}) )
    | (?P<moved> granting\b[^.;]{{0,60}}?\bto\s(?:continue|adjourn|reschedule|reset|postpone)\b
        | (?<![/-])(?:re-?set(?:ting|s)?|re-?schedul(?:ed|ing|es)|adjourn(?:ed|ing|s)
        |continu(?:ed|ing|es|ance\sof)|postpon(?:ed|ing|es)|(?:is|are|be|been)\smoved
        |re-?noticed|advanced) (?:\s(?:to|until|till|for|on))?\b )
    | (?P<cancelled> (?:vacat(?:ed|ing|es)|cancel(?:l?ed|l?ing|s)|stricken|strikes
        |terminat(?:ed|ing)|off\s(?:the\s)?(?:court['’]?s\s)?calendar|called\soff
        |removed\sfrom\s(?:the\s)?calendar
        |(?:will\s)?not\s(?:be\s)?(?:held|go\sforward|take\splace))\b )
    | (?P<set> (?:(?:to|will|shall|must|may)\sbe\s(?:held|heard|conducted|called)
        |set(?:ting|s)?(?!\sforth)|schedul(?:ed|ing|es)|calendared|noticed|presentment
        |(?:will|shall|to)\s(?:hold|hear|conduct|convene|begin|commence|proceed|start|appear)
        |will\stake\splace|appear(?:ing)?|placed\son)\b | date: )
    | (?P<held> (?:held|took\splace|conducted|heard\son|minutes\sof:?|commenced|concluded
        |argued(?:\s(?:and|&)\ssubmitted)?)(?!\w)
        | h: )
    | (?P<due> (?:due|deadlines?|no\slater\sthan|on\sor\sbefore|by(?=:?\s(?:the\s)?{_NUMERIC})
        |until|fil(?:e|ed|ing)|(?<!hearing\s)dated?|signed|entered|exclud\w+|serv\w+|respon\w+|expires?
        |submi\w+|issued|ending|after|since|ordered|last\sday|effective|within|objections?)\b )
    | (?P<onto> to\b(?=\s{_NUMERIC}) )
    | (?P<what> {_HEAD}\b )
    )
    """,
    re.VERBOSE,
)
# Nothing is read of a text without one of these, in small letters.
STEMS = (
    *("hearing", "hrg", "conference", "trial", "argu", "sentenc", "arraign", "appear", "call"),
    *("341", "creditors", "mediation", "plea", "inquest", "minute", "presentment", "proceeding"),
    *("jury", "ptc", "set for", "calendar", "adjourn", "heard"),
)
ON_PAPERS = re.compile(
    r"\bon the (?:briefs|papers)\b|without (?:oral )?(?:argument|hearing)|\bdepositions?\b"
    r"|\bdistributed for conference|\bnot be heard|\b(?:motion|noting|submission) (?:docket )?date"
    r"|\brequest(?:s|ed|ing)? (?:that|to)\b",
    re.IGNORECASE,
)
# The title of an entry that moves a hearing: "Hearing Continued (RE: 12 Motion) Hearing to be
# held on ..." tells one act twice. "Scheduled/Rescheduled" says nothing.
MOVES = re.compile(
    r"(?<!/)\b(?:hearing|meeting|conference|trial|argument|courtroom|creditors)[^/.]{0,30}?"
    r"\b(?:continued|rescheduled|reset|adjourned|postponed)\b(?!/(?!cont|resch))"
    r"|\bnotice of (?:\w+ )?(?:rescheduled|continued|adjourned|resetting)\b(?!/)"
    r"|(?<!/)\b(?:continuance|rescheduling|adjournment|continuing)\b"
    r"|\b(?:granting|order)\b[^.;]{0,80}?\bto (?:continue|adjourn|reschedule|reset|postpone)\b",
    re.IGNORECASE,
)
CANCELS = re.compile(r"\bcancel|\bvacat|\bstricken\b|\boff calendar\b|\bterminat", re.IGNORECASE)
SETS = re.compile(
    r"\bset(?:/reset)? hearings?\b|\bsetting (?:\w+ )?(?:hearing|conference|trial)"
    r"|\border for (?:initial )?(?:pretrial )?conference\b|\bnotice of hearing\b",
    re.IGNORECASE,
)
MIXED = re.compile(r"\bmotion and R&R deadlines/hearings", re.IGNORECASE)  # of either of them
# Of small letters, as GOVERNING.
_IS = r"\b(?:is|are|be|been|was|were|hereby)\s(?:hereby\s)?"
IS_OFF = re.compile(
    rf"{_IS}(?:vacated|cancell?ed|stricken|taken off|terminated)|\bcancell?(?:ing|ation)\b"
    rf"|\b(?:hearing|conference|trial|argument)s?\s(?:vacated|cancell?ed|stricken)"
    r"|\bvacating\s(?:the\s)?(?:\w+\s){0,2}(?:hearing|conference|trial|argument)s?\b"
)
IS_MOVED = re.compile(rf"{_IS}(?:adjourned|continued|postponed|rescheduled)\b")
NOT_HELD = re.compile(r"\bproceedings?:\s*vacated", re.IGNORECASE)
IN_CHAMBERS = re.compile(r"\(?\bin chambers\b", re.IGNORECASE)
OF_CHICAGO = re.compile(r"\W*minute entry before the honorable\b", re.IGNORECASE)
SAT = re.compile(r"\b(?:held|present|appear\w*|argu\w+|sworn)\b", re.IGNORECASE)
APPEARS = re.compile(r"\b(?:appear|attend|participate)\b", re.IGNORECASE)
ASKS = re.compile(
    r"\b(?:motion|request|letter|stipulation|application|joint|consent)\s(?:to|for)\b"
    r"|\bre\b|\bregarding\b"
    r"|\bto (?:adjourn|continue|reschedule|reset|postpone|vacate|appear|move|extend)\b",
    re.IGNORECASE,
)
ALONE = re.compile(r"(?:[.;)–-]|^)\s{0,2}$")
TO_MOVE = re.compile(
    r"\bto (?:adjourn|continue|reschedule|reset|postpone|vacate|move)\s(?:the\s|this\s|an?\s)?"
    r"(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
DENIED = re.compile(r"[^.;]{0,40}\bdenied\b", re.IGNORECASE)
PLACE = re.compile(
    r"[\s,;-]{0,3}(?:(?=courtroom)|in|at|via|by(?=\s(?:tele|video|zoom|phone)))\s?(?P<place>[^;()]{2,100}?)"
    r"(?=,?\s(?:before|re|regarding|with|to|on|for|and|as to|for)\b|[;()]"
    r"|(?<!\b[A-Z])(?<!\bSt)(?<!\bAve)\.(?:\s|$)|$)",
    re.IGNORECASE,
)
REMOTE = re.compile(
    r"\b(?:(?:by|via)\s)?(?:zoom|tele(?:phone|conference|phonic(?:ally)?)|video(?:conference)?)\b",
    re.IGNORECASE,
)
CONNECTED = re.compile(
    rf"\b{_HEAD}(?:\sdate)?:?\s(?:is\s)?(?:(?:on|for)\s)?(?:\w+,?\s)?$", re.IGNORECASE
)
DEADLINE = re.compile(r"\b(?:deadline|due|time to)\b", re.IGNORECASE)
BESIDE = re.compile(rf"\s(?:{_SORT}\s){{0,3}}{_HEAD}\b", re.IGNORECASE)
_SORT_BEFORE = re.compile(rf"\b{_SORT}[\s/]+$", re.IGNORECASE)
_MOST_SORTS = 6  # "Final Telephonic Case Management Conference"
_LONGEST_SORT = 30  # characters, with the blanks behind
_LINKS = re.compile(r"^(?:(?:of|and|in|with|&|/|-)[\s/]+)+", re.IGNORECASE)
_LONGEST = 60  # characters of a name before its last word


def _start(text: str, head: int) -> int:
    """Where the words begin that say before a proceeding's last word of what sort it is."""
    start, first = head, max(0, head - _LONGEST)
    for _ in range(_MOST_SORTS):
        before = _SORT_BEFORE.search(text, max(first, start - _LONGEST_SORT), start)
        if before is None:
            break
        start = before.start()
    return start


def name(text: str, head: re.Match[str]) -> tuple[str, int]:
    """A proceeding's whole name, as told, and where it starts: "Final Pretrial Conference"."""
    told = text[_start(text, head.start()) : head.end()]
    kept = _LINKS.sub("", told)
    return " ".join(kept.split()), head.end() - len(kept)
