"""How people name what is on a docket: a case, an entry, a party. Pure."""

from __future__ import annotations

import re
from textwrap import shorten

from db import numbers, plain
from db.models import DocketEntry, DocketKey, EntryKind, EntryRef
from notify.blind_spots import citation
from notify.escape import clean
from notify.reader import ENGLISH, Reader

_LONGEST_LABELS = 300  # characters of one headline
_LONGEST_BEGINNING = 100  # characters
# Not after "No." of two letters, nor before what is no new sentence: "(doc. #55)".
_SENTENCE_END = re.compile(r"(?<=[a-z)]{3}\.)\s(?=[A-Z“\"(\[])")
# What the clerk's computer adds: "(wh) (Entered: 02/09/2004)", "[25-1] (ABC) [Entered: ...]".
_CLERKS = re.compile(
    r"(?:\s*\[[\d-]+\])?(?:\s*\((?:[A-Za-z]{2,5}|[\w.'-]+, [\w. '-]*)\))?\s*[(\[]Entered:.*",
    re.DOTALL,
)
_OFFICE = re.compile(r"^\d+:")
_OWNED = r"(?:(?P<owner>[a-z]+)(?:['’]s?)? )?(?P<kind>motion|complaint|opposition|order)"
_AFTER = re.compile(rf"\b(?P<number>\d{{1,4}})(?: |\] ?)(?:the )?{_OWNED}\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_OWNED} (?:no\. )?\[?(?P<number>\d{{1,4}})\b", re.IGNORECASE)
# Who stands in a case. Whatever else tells who filed is a name, shown as it is.
_ROLES = {
    each: each.lower()
    for each in (
        *("Plaintiff", "Plaintiffs", "Defendant", "Defendants", "Petitioner", "Petitioners"),
        *("Respondent", "Respondents", "Appellant", "Appellants", "Appellee", "Appellees"),
        *("Applicant", "Applicants", "Movant", "Movants", "Debtor", "Debtors", "Trustee"),
        *("Claimant", "Claimants", "Intervenor", "Intervenors", "Government", "Parties"),
    )
}


def filing(
    entry: EntryRef | None,
    text: str | None = None,
    reader: Reader = ENGLISH,
    longest: int = _LONGEST_LABELS,
) -> str:
    """An entry as people name it: its labels, else how its text begins, and its number.

    Where it is longer than `longest` characters, the name is cut and never the number.
    """
    number = "" if entry is None or entry.number is None else f" ({entry.number})"
    named = labels(entry, text, reader)
    return f"{_cut(named, longest - len(number))}{number}"


def _cut(named: str, longest: int) -> str:
    if len(named) <= longest:
        return named
    return shorten(named.rstrip(" …"), longest, placeholder=" …") or clean(named, longest)


def labels(entry: EntryRef | DocketEntry | None, text: str | None, reader: Reader) -> str:
    """Where a court gives no label, as the Supreme Court, the beginning of the text."""
    told = "; ".join(entry.labels) if entry is not None else ""
    unnamed = reader.say("Filing without a label")
    return clean(told or _beginning(text or ""), _LONGEST_LABELS) or unnamed


def _beginning(text: str) -> str:
    """The first sentence of a docket text, or as much of it as names it."""
    told = _CLERKS.sub("", text) or text
    return shorten(_SENTENCE_END.split(told, maxsplit=1)[0], _LONGEST_BEGINNING, placeholder=" …")


def numbered(kind: EntryKind | None, number: int, reader: Reader) -> str:
    """ "motion 104"; "entry 104" where it is not known what it is."""
    has_name = kind not in (None, EntryKind.OTHER, EntryKind.ADMINISTRATIVE)
    name = plain.spaced(str(kind)) if has_name else "entry"
    return reader.say(f"{name} {{number}}", number=number)


def owned(kind: EntryKind | None, number: int, filer: str | None, reader: Reader) -> str:
    """ "the plaintiffs' motion 104", "motion 104 by Sample Agency"."""
    paper = numbered(kind, number, reader)
    if not filer:
        return paper
    role = _role(filer)
    if role is None:
        return reader.say("{paper} by {name}", paper=paper, name=filer)
    owner = f"the {role}'" if role.endswith("s") else f"the {role}'s"
    return reader.say("{owner} {paper}", owner=reader.say(owner), paper=paper)


def by_words(number: int, text: str) -> tuple[EntryKind | None, str | None]:
    """What and whose an entry is that we do not hold, as a ruling on it names it.

    "ON 104 PLAINTIFFS' MOTION FOR", "Plaintiffs' motion 104 is GRANTED".
    """
    for form in (_AFTER, _BEFORE):
        for told in form.finditer(text):
            if int(told["number"]) == number:
                owner = (told["owner"] or "").capitalize()
                filer = owner if owner in _ROLES else None
                return EntryKind(told["kind"].lower()), filer
    return None, None


def filer(entry: DocketEntry) -> str | None:
    """Who filed it, as the docket tells, else as its words do."""
    return entry.filer or (entry.meaning.filer if entry.meaning is not None else None)


def party(who: str, reader: Reader) -> str:
    """ "the defendants"; a name stays as it is."""
    role = _role(who)
    return who if role is None else reader.say(f"the {role}")


def _role(who: str) -> str | None:
    return _ROLES.get(who.removeprefix("the ").removeprefix("The ").strip().capitalize())


def case(key: DocketKey) -> str:
    """A docket in few words, without its office and its judge: "D. Mass. 25-cv-10676"."""
    return f"{citation(key.court_id)} {_OFFICE.sub('', numbers.normal(key.number))}"
