"""Numbers that identify people, as docket texts have them against the courts' own rules. Pure.

Fed. R. Civ. P. 5.2 leaves of them no more than the year of a birth and the last four digits of the
others. What looks alike and is public stays: docket and document numbers, receipts, telephones,
days of filing. All but the plainest shapes therefore need a word before them that says what they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = rf"""(?:
      \d{{1,2}} [/.-] \d{{1,2}} [/.-] (?: \d{{4}} | \d\d )
    | \d{{4}} - \d\d - \d\d
    | {_MONTH} \s{{1,3}} \d{{1,2}} (?: st | nd | rd | th )? ,? \s{{1,3}} \d{{4}}
    | \d{{1,2}} (?: st | nd | rd | th )? \s{{1,3}} (?: of \s )? {_MONTH} ,? \s{{1,3}} \d{{4}}
    ) (?!\d)"""
_NO = r"(?: numbers? | nos?\b\.? | num\b\.? | \# )"
_IS = r"[\s\#:.=-]{0,4} (?: is \s )?"  # between a word and its number
_APART = r"[\s.-]?"

# Of each match the group `private` is withheld; the word before it may stay.
_SHAPES = {
    # A 123 456 789, A# 012-345-678; but A-24-123456-C is a case of a state's court, and who is
    # sued as A123456789 has a shop of that name
    "A-number": rf"""
        (?<! [\w/=&?%.-] ) (?<! \b v\. \s )
        (?P<private> (?-i:A) [\s\#-]{{0,3}} \d{{2,3}} {_APART} \d{{3}} {_APART} \d{{3}} )
        (?! -?\w )""",
    "A-number by its name": rf"""
        \b (?: alien (?: \s (?: registration | file | reg\. ) )? \s? | a-?file \s | (?-i:A) [\s-]? )
        {_NO} {_IS}
        (?P<private> a? [\s\#-]{{0,3}} \d{{1,3}} {_APART} \d{{3}} {_APART} \d{{3}} ) (?! \w )""",
    "social security number": r"""
        (?<! [\w./=&?%-] ) (?P<private> \d{3} - \d\d - \d{4} ) (?! [\w-] )""",
    "social security number by its name": rf"""
        \b (?: ssn | itin | tin | social [\s-] security | tax (?:payer)? [\s-] id \w{{0,12}} ) \b
        \s{{0,2}} {_NO}? {_IS}
        (?P<private> \d{{3}} {_APART} \d\d {_APART} \d{{4}} ) (?! \w )""",
    "day of birth": rf"""
        \b (?: d\.?o\.?b\b\.? | date \s of \s birth | birth \s? (?: date | day ) )
        [\s:(=-]{{0,4}} (?: (?: is | was ) \s )? (?P<private> {_DAY} )""",
    # not "born on or after February 19, 2025", which is of a rule
    "born": rf"""
        \b born \b (?: \s in \s [^\d.;]{{1,40}}? )? ,? (?: \s on )? (?: \s or \s about )? \s
        (?P<private> {_DAY} )""",
    "account": rf"""
        \b (?: account | acct\.? | routing | iban | card ) \s{{0,2}} {_NO}? {_IS}
        (?P<private> (?: [a-z]{{2}} \d\d \s? )? (?: \d [\s-]? ){{5,18}} \d ) (?! [\w/] )""",
}
_PATTERNS = tuple(re.compile(each, re.IGNORECASE | re.VERBOSE) for each in _SHAPES.values())
_DIGIT = re.compile(r"\d")  # without one none of them matches


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand in a folded text (`db.names.folded`)."""
    if _DIGIT.search(text):
        for pattern in _PATTERNS:
            yield from (match.span("private") for match in pattern.finditer(text))
