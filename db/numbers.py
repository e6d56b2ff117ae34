"""Docket numbers, and the cases that people name with them. Pure.

A number is unique only within its court. Its office digit and the initials of
its judge change when a case is reassigned, so `core` and `covers` ignore them.
How numbers are spelled stands in `db.spellings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from db import courts
from db.courts import Court, CourtLevel
from db.errors import CaseError, CourtError
from db.spellings import SILENT, SPELLING, Number, apart, cleaned, even_dashes, read, tidy


@dataclass(frozen=True, slots=True)
class CaseRef:
    """What a person's words say of a case: its number, an id of it, or words of its caption."""

    court_id: str | None = None
    number: str | None = None  # in its one spelling
    pacer_case_id: str | None = None
    courtlistener_id: str | None = None
    words: str | None = None  # to be looked for among the dockets that we know


def normal(text: str) -> str:
    """The number in its one spelling; one that we cannot read stays, in tidy white space."""
    number = read(text)
    return tidy(text) if number is None else str(number)


def core(text: str) -> str:
    """What no reassignment changes: "25-cv-10676", without office, initials and defendant.

    The serial has five digits also where no type is told: "25-01393".
    """
    number = read(text)
    if number is None:
        return tidy(text)
    return str(number._replace(serial=number.serial.zfill(5), office="", defendant=""))


def is_number(text: str) -> bool:
    return read(text) is not None


def covers(watched: str, number: str) -> bool:
    """Does a watch on `watched` cover a docket numbered `number` in the same court?

    Without a type it covers every type, without a defendant's suffix all co-defendants. Nor does
    a suffix keep it from a number without one: some courts (E.D.N.Y.) never list defendants.
    """
    ours, theirs = read(watched), read(number)
    if ours is None or theirs is None:
        return tidy(watched) == tidy(number)
    return (
        ours.series == theirs.series
        and int(ours.serial) == int(theirs.serial)
        and _may_be_one(ours.type, theirs.type)
        and _may_be_one(ours.defendant, theirs.defendant)
    )


def _may_be_one(ours: str, theirs: str) -> bool:
    return ours == theirs or not ours or not theirs


def find(text: str) -> list[str]:
    """The docket numbers in running text, each once, in its one spelling."""
    return list(dict.fromkeys(number for number, _ in sightings(text)))


def sightings(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every docket number in running text, in its one spelling, and where it stands."""
    matches = SPELLING.finditer(even_dashes(text))
    return ((str(apart(match)), match.span()) for match in matches if _means_a_case(match))


_NUMBERS_FOLLOW = re.compile(
    r"\b(?:nos?|case|docket|appeals?)\b(?: number)?[ .:#]*(?:[0-9AMO-]+(?:,? and |, | & ))*$",
    re.IGNORECASE,
)
_ENTRY_FOLLOWS = re.compile(
    r"(?:\b(?:ecf|dkt|doc|document|exh?|exhibit|entry|pp?|pages?)|¶)[ .]*(?:nos?[ .]*)?$",
    re.IGNORECASE,
)


def _means_a_case(match: re.Match[str]) -> bool:
    """Bare digits ("27-9") are more often pages, exhibits or years than a case."""
    year, serial = match["bare_year"], match["bare_serial"]
    if not serial or match["action"]:
        return True
    if _ENTRY_FOLLOWS.search(_before(match)):
        return False
    return (len(year) == 2 and len(serial) >= 4) or bool(_NUMBERS_FOLLOW.search(_before(match)))


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 80) : match.start()]


ACCEPTED = """A case can be named as
  mad 1:25-cv-10676                  a court's id and a docket number
  "D. Mass. 1:25-cv-10676"           the court as lawyers cite it
  1:25-cv-10676-BEM --court mad
  24A1153                            an application to the Supreme Court
  https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?282404
  https://www.courtlistener.com/docket/69775896/dvd-v-us-department-of-homeland-security/
  "D.V.D. v."                        words from the caption of a docket that is already known"""
_LONGEST = 1_000  # characters; nothing longer names a case
_LONGEST_COURT = 40  # beside a number; what is longer is a caption
_LINK = re.compile(r"https?://|[\w.-]+\.(?:gov|com|org)/", re.IGNORECASE)


def parse_case(text: str, court: str | None = None) -> CaseRef:
    """What a person means who names a case in any of the accepted forms.

    `court` is a court told beside it (`--court`). What cannot be read is a CaseError that shows
    the forms; a number without its court is one that asks for it. A court that does not exist is
    a CourtError.
    """
    said, told = tidy(text), courts.get(court) if court else None
    if len(said) > _LONGEST:
        raise _unreadable(said)
    ref = _linked(said) if _LINK.match(said) else _named(said, told)
    if told:
        ref = _of_told_court(ref, told)
    if ref.number and ref.court_id == "scotus":
        ref = replace(ref, number=_unpadded(ref.number))
    if ref.number and ref.court_id and not _is_numbered_so(ref.number, courts.get(ref.court_id)):
        raise CaseError(f"{ref.number} is not how {ref.court_id} numbers its cases.")
    return ref


def _of_told_court(ref: CaseRef, told: Court) -> CaseRef:
    if ref.court_id not in (None, told.id):
        raise CaseError(f"This is a case of {ref.court_id}, but --court says {told.id}.")
    return replace(ref, court_id=told.id)


def _unpadded(text: str) -> str:
    """As the Supreme Court numbers its dockets; its documents may be named "24-00966qp.pdf"."""
    number = read(text)
    return text if number is None else str(number._replace(serial=number.serial.lstrip("0") or "0"))


def _is_numbered_so(text: str, court: Court) -> bool:
    number = read(text)
    if number is None or number.is_lettered:
        return number is not None and court.level is CourtLevel.SUPREME
    if number.series == "MDL":
        return court.id == "jpml"
    return not number.type or court.level not in (CourtLevel.SUPREME, CourtLevel.APPELLATE)


def _named(said: str, told: Court | None) -> CaseRef:
    text = cleaned(said)
    matches = [each for each in SPELLING.finditer(text) if not _ENTRY_FOLLOWS.search(_before(each))]
    if not matches:
        return _captioned(said)
    numbers = list(dict.fromkeys(apart(match) for match in matches))
    if len(numbers) > 1:
        raise CaseError(f"Name one case at a time: {', '.join(map(str, numbers))}.")
    before, after = text[: matches[0].start()], text[matches[-1].end() :]
    court = _court_in(before, after) or told or _court_implied(numbers[0])
    if court is None:
        raise _court_wanted(numbers[0], _without_silent(before + after))
    return CaseRef(court.id, str(numbers[0]))


_SILENT_ENDS = re.compile(f"^{SILENT}+|{SILENT}+$", re.IGNORECASE)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_DATE_AT_END = re.compile(r",? (?:[a-z]{3,9}\.? [0-9]{1,2}, )?(?:19|20)[0-9]{2}$", re.IGNORECASE)


def _court_in(*around: str) -> Court | None:
    """The court named beside a number: "mad", "D. Mass. No.", "(1st Cir. May 16, 2025)"."""
    inside = [words for text in around for words in _PARENTHESES.findall(text)]
    named = (courts.find(_without_silent(words)) for words in [*around, *inside])
    return next((court for court in named if court), None)


def _without_silent(words: str) -> str:
    return _SILENT_ENDS.sub("", _DATE_AT_END.sub("", words))


def _court_implied(number: Number) -> Court | None:
    return courts.get("scotus") if number.is_lettered else None


_PIECE_OF_NUMBER = re.compile(r"[0-9][:-][0-9]|[0-9]{2}-(?:c[vr]|m[cjd]|bk|ap)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_]\.[^\W\d_]")  # "Doe", "O.C.G."


def _captioned(said: str) -> CaseRef:
    if courts.find(said):
        raise CaseError(f'"{said}" is a court: add the docket number, as in "mad 1:25-cv-10676".')
    if _PIECE_OF_NUMBER.search(said) or not _WORD.search(said):
        raise _unreadable(said)
    return CaseRef(words=said)


_COURTLISTENER = re.compile(
    r"(?:https?://)?(?:www\.)?courtlistener\.com/(?:api/rest/v[0-9]/)?dockets?/(?P<id>[0-9]+)"
    r"(?:/(?:[a-z0-9]+/)*(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)+))?"
)
_RECAP = re.compile(r"gov\.uscourts\.(?P<court>[a-z0-9]+)\.(?P<case_id>[0-9]+)")
_ECF = re.compile(r"(?:https?://)?ecf\.(?P<court>[a-z0-9]+)\.uscourts\.gov/", re.IGNORECASE)
# The seq behind a case id ("?282404&942", "?265812-16739") names an entry; "?70798-L_1_0-1" is
# one visitor's report, and its digits no case id.
_CASE_ID = re.compile(r"(?:\.pl\?|[?&;]caseid=)([1-9][0-9]*)(?![0-9:]|-L_)", re.IGNORECASE)
_CASE_NUMBER = re.compile(r"[?&;]casenum(?:ber)?=([^&;#]+)", re.IGNORECASE)
_SUPREME_COURT = re.compile(
    r"(?:https?://)?(?:(?:www|file)\.)?supremecourt\.gov/.*?[/=](?P<number>[0-9]{2}(?:-|[amo])[0-9]+)(?![0-9])",
    re.IGNORECASE,
)


def _linked(link: str) -> CaseRef:
    url = unquote(link)
    if found := _COURTLISTENER.match(url):
        slug = found["slug"]
        return CaseRef(courtlistener_id=found["id"], words=slug and slug.replace("-", " "))
    if found := _SUPREME_COURT.match(url):
        return CaseRef("scotus", normal(found["number"]))
    if found := _RECAP.search(url):
        return _of_court(found["court"], found["case_id"], None)
    if found := _ECF.match(url):
        case_id, number = _CASE_ID.search(url), _CASE_NUMBER.search(url)
        return _of_court(found["court"], case_id and case_id[1], number and number[1])
    raise _unreadable(link)


def _of_court(label: str, case_id: str | None, number: str | None) -> CaseRef:
    """The case behind a link of the court with this ECF host."""
    court = courts.get(label)
    if court.level is CourtLevel.APPELLATE:
        case_id = None  # the id of an appeal stands in no feed, only its number
    number = normal(number) if number and is_number(number) else None
    if not case_id and not number:
        raise CaseError(f'This link does not say which case. Name it as "{court.id} NUMBER".')
    return CaseRef(court.id, number, case_id)


def _unreadable(said: str) -> CaseError:
    return CaseError(f'"{_short(said)}" cannot be read as a case. {ACCEPTED}')


def _court_wanted(number: Number, beside: str) -> CaseError:
    likely = ["jpml"] if number.series == "MDL" else ["mad"] if number.type else ["ca1", "scotus"]
    named = " or ".join(f'"{court} {number}"' for court in likely)
    asked = f"Of which court is {number}? Say {named}, or add --court {likely[0]}."
    if not beside or len(beside) > _LONGEST_COURT:
        return CaseError(asked)
    try:
        courts.get(beside)
    except CourtError as unknown:
        return CaseError(f"{unknown} {asked}")
    return CaseError(asked)


def _short(said: str) -> str:
    return said if len(said) <= 60 else f"{said[:59]}…"
