"""Numbers of entries, as docket prose names them. Pure.

    references.find("ORDER granting 104 Motion to Stay; denying [20-1]")

Courts write the number bare before the paper's title ("104 Motion"), in brackets ("[20-1]",
part 1 of entry 20), behind a marker ("ECF No. 12", "(Related Doc # 9)") or bare behind the
title (Chicago's "motion to dismiss 12"). All the other numbers of an entry, which are most of
them, stay out: counts, rules, days, claims, exhibits, docket numbers and internal ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scraper.meaning import letters

_LONGEST = 20_000  # characters that are read
_MOST = 30  # entries that a range may span
_LEAD = 100  # characters before a number that are looked at
_NEAR = 32  # those in which its marker would stand

# What follows is another list, of parts that have numbers of their own, or the clerk's remarks.
_TAIL = re.compile(  # of small letters: see `letters`
    r"\((?:\s?attachments?:|(?:additional )?attachment\(s\) added|entered:|modified (?:on|by)\b)"
    r"|\[(?:entered:|edited \d)|modified (?:on|by)\b|--\[edited"
)
_NUMBER = re.compile(
    r"(?=[\[1-9])(?:(?P<open>(?<!\d{7}\])\[\s?)|(?<=\(s\):)|(?<=ocument:)|(?<![\w.$/§:%+*-])(?<!\d,))"
    r"(?!341\s?(?:\(a\)\s?)?(?:meet|notice|hear|exam))(?P<number>[1-9]\d{0,4})(?!\d)"
    r"(?:\s?-\s?(?P<other>\d{1,5}))?(?:(?P<close>\s?\])|(?![\w/%-]|[.,:]\d|\(\w{1,3}\)))"
)
_MARKED = re.compile(
    r"(?:\b(?:R\.|Rec\.|Related)?\s?(?:doc(?:ument|ket)?s?|doc(?:ument)?\(s\)|dkts?|dk|ecf|filings?"
    r"|instrument|paper|d\.?\s?[ei]|clerk'?s|items?|entry|entries)\b[.,:]?\s?"
    r"(?:(?:entry|entries|item|doc|ecf|document)\b\.?\s?)?(?:(?:nos?|numbers?|nbr)\b[.:]*\s?)?|\bR\.\s?)"
    r"(?:\(s\))?:?\s?#?\s?$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:s|\(s\)|entries)\W{0,3}(?:nos?|numbers?)?\W{0,4}$", re.IGNORECASE)
_OTHER_NUMBERS = re.compile(
    r"\b(?:counts?|cts?|rules?|ch|chap(?:ter)?s?|sec(?:tion)?s?|title|claims?|poc"
    r"|exhibits?|exh?s?|(?<!in\s)parts?|pages?|pp?|paragraphs?|courtroom|room|suite|ste|case|cases"
    r"|nos?|numbers?|phase|group|vol(?:ume)?s?|amendment|frcp|frap|frbp|forms?|lines?|class"
    r"|schedules?|defendants?|dfts?|deft|party|category|tier|level|box|day|year|age"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|least|than|within|approximately"
    r"|additional|another|next|last|first|district|division|region|article|art|local|lr|cja"
    r"|fee|receipt|amount|sum|usc|u\.s\.c|street|avenue|version|round|question|juror)\b(?:\(s\))?[\s.#:(]{0,3}$"
    r"|\b[a-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s?$|§\s?$",
    re.IGNORECASE,
)
_PAPER = (
    r"(?:motions?|mot\b|orders?|notices?|complaints?|petitions?|applications?|app\b|requests?"
    r"|stipulat\w+|report|findings|recommendations?|objections?|responses?|oppositions?|reply"
    r"|replies|answers?|counterclaims?|cross-?claims?|memorand\w+|mandate|briefs?|letters?"
    r"|judgments?|affidavits?|declarations?|transcripts?|appeals?|schedules?|plan\b|statements?"
    r"|disclosures?|agreements?|warrants?|waivers?|summons|subpoenas?|bill of|writs?|returns?"
    r"|information|indictment|certificates?|position|opinion|minute|remark|sur-?reply|certification"
    r"|meeting of|documents?|exhibits?|ruling|usca|suggestions?|verdict|presentence|consent|bonds?"
    r"|entry|hearing|appearance|proofs?|lists?|election|designation|supplement|amendment|errata)"
)
_WORD = r"[A-Z(\[\"'][\w'’.()&/\[\]\"-]*|ex|to|for|of|the|and|in|de|pro|se|parte|-|motion"
_SORT = r"assented-to|unopposed|joint|consent|emergency|agreed|stipulated|renewed|ex\sparte"
_TITLE = re.compile(rf"\s{{1,3}}(?:(?:{_WORD}|{_SORT})\s{{1,2}}){{0,7}}?(?i:\S{{0,12}}\b{_PAPER})")
_LISTED = re.compile(r"\]?\s?(?:[,;&]|,?\s?and\b|,?\s?(?P<span>through|thru|to)\b)?\s{0,2}\[?$")
_CLOSES = re.compile(
    r"\s?(?:[.,;:)\]]|$|\((?=[A-Z][\w'’-]*,|[a-z]{2,4}[,)])|(?:and|&|is|are|be|by|before|filed|as|in|on|at|with|through|thru|to"
    r"|granted|denied|allowed|approved|overruled|sustained|withdrawn|moot|GRANTED|DENIED)\b)"
)
# "denying 48", "re: 12", and the title's last words: "motion to dismiss 12".
_BEHIND = re.compile(
    r"(?:ing(?:\s(?:in|part|and|as|moot|without|with|prejudice)){0,6}|\bre:?;?|\bregarding:?|\bon"
    rf"|\bmoot:?|\bto:?|\bterminated:?|\breferred:?|\b{_PAPER}\b(?:[^.;:\d]|\.(?=,|\s[a-z])){{0,80}})\s{{1,3}}$",
    re.IGNORECASE,
)

_RULED = re.compile(
    r"\b(?:grant|deny|adopt|approv|overrul|sustain|strik|terminat|vacat|withdraw|dismiss|find)ing"
    r"(?:\s(?:in|part|and|denying|as|moot|without|with|prejudice)){0,8}\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s?-?(?:days?|hours?|weeks?|months?|years?|calendar|business|defendants?|plaintiffs?"
    r"|requests|copies|pages?|percent|of|minutes)\b",
    re.IGNORECASE,
)
_LASTED = re.compile(r"\s?-?(?:minutes?|mins?|hours?)\b")  # "45 minutes", not "45 Minute Entry"


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that may be another entry's, and its place in the text."""

    number: int
    start: int
    end: int
    is_listed: bool = False  # "12, 13 and 15": it goes with the one before
    is_followed: bool = False  # by the title of its paper: "12 Motion to Stay"


def head(text: str) -> str:
    """The entry without its lists of attachments and the clerk's remarks."""
    text = text[:_LONGEST]
    tail = _TAIL.search(letters.small(text))
    return text[: tail.start()] if tail else text


def find(text: str) -> tuple[Reference, ...]:
    """Every number in the text that may be an entry's, in order."""
    found: list[Reference] = []
    refused = -1  # where a number ended that is no entry's: nor are those listed with it
    for told in _NUMBER.finditer(text):
        is_refused = bool(refused >= 0 and _LISTED.fullmatch(text, refused, told.start()))
        read = _read(text, told, found[-1] if found else None, is_refused=is_refused)
        refused = refused if read else told.end()
        found += read
    return tuple(found)


def _read(
    text: str, told: re.Match[str], last: Reference | None, *, is_refused: bool
) -> list[Reference]:
    """None, one, or those of a range ("Docs. 12-14")."""
    if len(told["other"] or "") > 3:
        return []  # "[23-30126]" is a docket number
    lead = text[max(0, told.start() - _LEAD) : told.start()]
    joined = last and _LISTED.fullmatch(text, last.end, told.start())
    followed = bool(_TITLE.match(text, told.end()))
    marked = _is_bracketed(text, told) or _MARKED.search(lead[-_NEAR:])
    if not (joined or marked or (not is_refused and _is_told(text, told, lead, followed))):
        return []
    here = Reference(int(told["number"]), told.start(), told.end(), bool(joined), followed)
    if joined and last and joined["span"]:
        return [*_between(last.number, here), here]
    if told["other"] and _PLURAL.search(lead):
        end = replace(here, number=int(told["other"]), is_listed=True)
        return [here, *_between(here.number, end), end]
    return [here]


def _is_bracketed(text: str, told: re.Match[str]) -> bool:
    return bool(told["open"]) and (
        bool(told["close"]) or text[told.end() : told.end() + 1] in ",;&"
    )


def _is_told(text: str, told: re.Match[str], lead: str, followed: bool) -> bool:
    """Whether a number without brackets or marker is an entry's, by what stands around it."""
    if lead.endswith("("):  # "granting (12) Motion"; but "as to Jane Example (1)"
        return bool(_RULED.search(lead[:-1]) and _TITLE.match(text, told.end() + 1))
    if _OTHER_NUMBERS.search(lead[-_NEAR:]):
        return False
    if _LASTED.match(text, told.end()):
        return False
    if followed or lead.rstrip().endswith("#"):
        return True
    if _RULED.search(lead):
        return not _COUNTED.match(text, told.end())
    return bool(_CLOSES.match(text, told.end()) and _BEHIND.search(lead))


def _between(first: int, last: Reference) -> list[Reference]:
    """Those that a range leaves unsaid, all of them at its end."""
    unsaid = range(first + 1, last.number)
    return [replace(last, number=n, is_listed=True) for n in unsaid] if len(unsaid) < _MOST else []
