"""The grammar of docket numbers: from any spelling to a number taken apart, and back. Pure.

| court | the one spelling | also read |
|---|---|---|
| district | `1:25-cv-10676`, a co-defendant's `1:20-cr-10306-3` | `25-CV-10676-BEM`, `25 Civ. 9` |
| bankruptcy | `16-10992`, `2:09-bk-08306`, `1-18-41234` | `16-10992-smb`, `24-04888-7` |
| appellate | `25-1393` | `No. 25-1393`, `04-1234-cv(L)` |
| Supreme Court | `24-966`, `24A1153`, `24M12`, `22O141` | `24a949`, `No. 141, Orig.` |
| judicial panel | `MDL 2741` | `MDL No. 2741` |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

SPELLING = re.compile(
    r"""
    (?<![\w~$]) (?<!\w-) (?<!\b[0-9][.:/]) (?<!\b[0-9][0-9][.:/])  # not amid something else
    (?:
      # 1:25-cv-10676-BEM, 25cv10676, 25 Civ. 10676
      (?:(?P<office>[0-9]{1,2}):)? (?P<year>(?:19|20)?[0-9]{2})
      (?: -(?P<type>~?[a-z]{2})-
        | [- ]?(?P<word>c[vr]|m[cjd]|bk|ap|civ|crim|mag|misc|adv|(?<=[- ])c)\.?[- ]? )
      (?P<serial>[0-9]{1,6}) (?P<tail>(?:-[a-z0-9]{1,10}){0,6})
    | # 25-1393, 16-10992-smb, 1-18-41234, Civil Action No. 25-10676-BEM
      (?:(?P<action>civil|criminal|civ|crim|c[vr]|m[cj])\.?[- ]?
         (?:action|case|a\.)?[ ]?(?:no\.?)?[: ]?)?
      (?:(?P<division>[0-9])(?:-(?=[0-9]{2}-[0-9]{5})|:))?
      (?P<bare_year>[0-9]{2}|(?:19|20)[0-9]{2}(?=-[0-9]{3})) -(?P<bare_serial>[0-9]{1,6})
      (?:-[a-z]{1,5}[0-9]{0,2}){0,4} (?:-[0-9]{1,2})?
    | # 24A1153
      (?P<term>[0-9]{2})-?(?P<letter>[amo])-?(?P<lettered>[0-9]{1,4})
    | # 141, Orig.
      (?P<original>[0-9]{1,3}) (?:,[ ]?orig(?:inal\b|\.)|[ ]?orig\.)
    | mdl[ -]?(?:no\.?|number|docket)?[ ]?(?P<mdl>[0-9]{1,5})
    )
    (?! \w | ~ | [-:][0-9] )
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
# What may stand around a number and says nothing of the case: "Case No.", "*** CAPITAL CASE ***".
SILENT = (
    r"(?:\b(?:case|capital|docket|appeal|adversary|bankruptcy|proceeding|application|number|nos?)\b"
    r"|[ .,:;#*])"
)
_BEFORE = re.compile(f"{SILENT}*", re.IGNORECASE)
_AFTER = re.compile(rf"(?:{SILENT}|\borg\b|\([^()]*\))*", re.IGNORECASE)

_LONGEST = 200  # characters; nothing longer is a docket number
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_LOOSE = re.compile(r"(?<=[0-9]) ?([-:]) ?(?=[\w~])|(?<=[- ][a-z]{2}) ?(-) ?(?=[0-9])", re.I)
_TYPES = {
    "c": "cv", "civ": "cv", "civil": "cv", "crim": "cr", "criminal": "cr",
    "mag": "mj", "misc": "mc", "adv": "ap",
}  # fmt: skip
_WITHOUT_DEFENDANTS = frozenset(("cv", "md", "bk", "ap"))


class Number(NamedTuple):
    """A docket number taken apart; prints its one spelling."""

    series: str  # what the serial counts: the cases of a year ("25"), of a term ("24A"), "MDL"
    type: str  # "cv", "~gr"; "" where the spelling names none
    serial: str
    office: str = ""
    defendant: str = ""

    @property
    def is_lettered(self) -> bool:
        """Only the Supreme Court numbers so: applications, motions, original cases."""
        return self.series[-1] in "AMO"

    def __str__(self) -> str:
        if self.type:
            office = self.office and f"{self.office}:"
            defendant = self.defendant and f"-{self.defendant}"
            return f"{office}{self.series}-{self.type}-{self.serial}{defendant}"
        if self.series.isdigit():
            office = self.office and f"{self.office}-"
            return f"{office}{self.series}-{self.serial}"
        return f"MDL {self.serial}" if self.series == "MDL" else f"{self.series}{self.serial}"


def read(text: str) -> Number | None:
    """The one number that the text is, with at most words around it that say nothing."""
    if len(text) > _LONGEST:
        text = tidy(text)
    return _read(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=16_384)  # a feed names the same dockets again and again
def _read(text: str) -> Number | None:
    match = SPELLING.fullmatch(text) or _standing_alone(SPELLING.search(cleaned(text)))
    return apart(match) if match else None


def _standing_alone(match: re.Match[str] | None) -> re.Match[str] | None:
    if match and _BEFORE.fullmatch(match.string, 0, match.start()):
        return match if _AFTER.fullmatch(match.string, match.end()) else None
    return None


def tidy(text: str) -> str:
    """The text without control characters, every run of white space one blank."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def even_dashes(text: str) -> str:
    """The text with one kind of dash; as long as before."""
    return text.translate(_DASHES)


def cleaned(text: str) -> str:
    """Tidy, with even dashes and no blanks around the dashes and colons of a number."""
    return _LOOSE.sub(r"\1\2", tidy(even_dashes(text)))


def apart(match: re.Match[str]) -> Number:
    """The number that `SPELLING` matched."""
    if match["serial"]:
        return _typed(match)
    if match["bare_serial"]:
        return _untyped(match)
    if match["mdl"]:
        return Number("MDL", "", _unpadded(match["mdl"]))
    if match["original"]:
        return _lettered("22", "O", match["original"])
    return _lettered(match["term"], match["letter"].upper(), match["lettered"])


def _typed(match: re.Match[str]) -> Number:
    office, year, type_, word, serial, tail = match.group(
        "office", "year", "type", "word", "serial", "tail"
    )
    type_ = _type(type_ or word)
    return Number(
        year[-2:],
        type_,
        _padded(serial),
        _unpadded(office) if office else "",
        _defendant(tail) if tail and type_ not in _WITHOUT_DEFENDANTS else "",
    )


def _defendant(tail: str) -> str:
    """The last suffix of digits only; the others are a judge's ("-RGS", "-P1")."""
    counts = [part for part in tail.split("-") if part.isdigit()]
    return _unpadded(counts[-1]) if counts else ""


def _untyped(match: re.Match[str]) -> Number:
    """A bankruptcy or appellate number, or that of people who leave out the type.

    Digits at its end may be a bankruptcy's chapter, which a conversion changes: dropped.
    """
    year, serial, office = match["bare_year"][-2:], match["bare_serial"], match["division"] or ""
    if match["action"]:
        return Number(year, _type(match["action"]), _padded(serial), office)
    return Number(year, "", serial.zfill(5) if office else serial, office)


def _lettered(term: str, letter: str, serial: str) -> Number:
    # The court files every original case under 22O, whatever its year.
    return Number("22O" if letter == "O" else term + letter, "", _unpadded(serial))


def _type(word: str) -> str:
    word = word.lower()
    return _TYPES.get(word, word)


def _unpadded(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _padded(digits: str) -> str:
    return _unpadded(digits).zfill(5)
