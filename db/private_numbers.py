"""Numbers that identify people, as docket texts have them against the courts' own rules. Pure.

Fed. R. Civ. P. 5.2 leaves of them no more than the year of a birth and the last four digits of the
others. What looks alike and is public stays: docket and document numbers, receipts, telephones,
days of filing. All but the plainest shapes therefore need a word before them that says what they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

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

# By a sign without which, in small letters, a text need not be searched: how the number is
# written. Of each match the group `private` is withheld; the word before it may stay.
_DAYS = {
    r"birth|d\.?o\.?b": rf"""
        \b (?: d\.?o\.?b\b\.? | date \s of \s birth | birth \s? (?: date | day ) )
        [\s:(=-]{{0,4}} (?: (?: is | was ) \s )? (?P<private> {_DAY} )""",
    # not "born on or after February 19, 2025", which is of a rule
    "born": rf"""
        \b born \b (?: \s in \s [^\d.;]{{1,40}}? )? ,? (?: \s on )? (?: \s or \s about )? \s
        (?P<private> {_DAY} )""",
}
_NUMBERS = {
    # A 123 456 789, A# 012-345-678; but A-24-123456-C is a case of a state's court, and who is
    # sued as A123456789 has a shop of that name
    r"a[\s#-]{0,3}\d\d": rf"""
        (?P<private> (?-i:A) (?<! [\w/=&?%.-] A ) (?<! \b v\. \s A )
        [\s\#-]{{0,3}} \d{{2,3}} {_APART} \d{{3}} {_APART} \d{{3}} ) (?! -?\w )""",
    r"alien|file|a[\s-]?n|a[\s-]?#": rf"""
        \b (?: alien (?: \s (?: registration | file | reg\. ) )? \s? | a-?file \s | (?-i:A) [\s-]? )
        {_NO} {_IS}
        (?P<private> a? [\s\#-]{{0,3}} \d{{1,3}} {_APART} \d{{3}} {_APART} \d{{3}} ) (?! \w )""",
    r"\d{3}-\d\d-\d{4}": r"""
        (?<! [\w./=&?%-] ) (?P<private> \d{3} - \d\d - \d{4} ) (?! [\w-] )""",
    "ssn|tin|social|tax": rf"""
        \b (?: ssn | itin | tin | social [\s-] security | tax (?:payer)? [\s-] id \w{{0,12}} ) \b
        \s{{0,2}} {_NO}? {_IS}
        (?P<private> \d{{3}} {_APART} \d\d {_APART} \d{{4}} ) (?! \w )""",
    "account|acct|routing|iban|card": rf"""
        \b (?: account | acct\.? | routing | iban | card ) \s{{0,2}} {_NO}? {_IS}
        (?P<private> (?: [a-z]{{2}} \d\d \s? )? (?: \d [\s-]? ){{5,18}} \d ) (?! [\w/] )""",
}
_LONG = re.compile(r"\d(?:[\s.-]?\d){5}")  # the shortest of the numbers


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand in a folded text (`db.names.folded`)."""
    lowered = text.lower()
    for shapes in (_DAYS, _NUMBERS if _LONG.search(text) else {}):
        for sign, words in shapes.items():
            if re.search(sign, lowered):
                yield from (match.span("private") for match in _pattern(words).finditer(text))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Compiled when it is first wanted: most commands meet none."""
    return re.compile(words, re.IGNORECASE | re.VERBOSE)
