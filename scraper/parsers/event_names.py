"""Is it the name of an event, or the docket text? CourtListener's feed tells either in one place.

It shows an entry's long text where it has one, else the short name that the court's own feed
gave it, and does not say which. A name is what a clerk picks from a list; a text was completed by
hand or by CM/ECF. So it is a text where any of these is found:

- more than 100 characters;
- a day (05/23/2025), and with it the `(Entered: ...)` of a docket sheet;
- a full stop, colon or semicolon that ends a clause ("U.S. Marshal" has none);
- who filed it, in brackets at the end: (Gupta, Deepak);
- another entry's number: "granting 104", "re 12";
- whom it comes from or concerns: "by Jane Roe", "as to";
- a beginning in capitals that goes on in small letters, as CM/ECF shouts the event of its texts:
  "ELECTRONIC ORDER entered", "NOTICE of Appearance"; an abbreviation ("USCA Case Number") is
  shorter than any of these.

What is left is a name: "Order on Motion for TRO", "Notice (Other)", "~Util - Set Deadlines".
"""

from __future__ import annotations

import re

LONGEST_NAME = 100  # characters

_OF_A_TEXT = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}"
    r"|(?<![A-Z])[.:;](?:\s|$)"
    r"|\([^()]+, [^()]+\)$"
    r"|\b(?:on|re|to|granting|denying) \[?\d+\b"
    r"|\bby [A-Z]|\bas to\b"
    r"|^[A-Z]{5,}(?: [A-Z]{2,})* .*[a-z]"
)


def is_name(words: str) -> bool:
    return 0 < len(words) <= LONGEST_NAME and _OF_A_TEXT.search(words) is None


def apart(name: str) -> tuple[str, ...]:
    """The names of a filing of several events, which CourtListener joins: "Order AND Notice".

    In capitals throughout it is one: "MEMORANDUM AND ORDER".
    """
    parts = name.split(" AND ")
    return (name,) if any(map(str.isupper, parts)) else tuple(sorted({*filter(None, parts)}))
