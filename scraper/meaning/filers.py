"""Who filed an entry, in its own words. Pure.

Courts name the filer behind "filed by" or "by" ("MOTION to Dismiss by Sample Agency."), behind
"on behalf of" where counsel filed, or, on appeal, before the paper ("Appellant Example Corp.").
The name in brackets at the end is that of the attorney or clerk who pressed the button.
"""

from __future__ import annotations

import re

from db.models import EntryKind
from scraper.meaning.words import Reason, Words

MOST = 1500  # characters of a text in which its filer is looked for
LONGEST = 200  # characters of a name, or of several

# What a court or a clerk writes is filed by nobody.
_OWN = frozenset(
    (
        EntryKind.ORDER,
        EntryKind.OPINION,
        EntryKind.JUDGMENT,
        EntryKind.MINUTES,
        EntryKind.HEARING,
        EntryKind.ADMINISTRATIVE,
    )
)
_REFERENCES = re.compile(
    r"\((?:re\b|related|attachments?|filing fee)[^()]{0,600}\)?", re.IGNORECASE
)
# Behind a name: brackets, a full stop that ends no initial, or what was filed, and how.
_END = (
    r"(?=\s*(?:[(\[;]|$|\.\.|(?<!\b[A-Z])\.(?:\s|$)"
    r"|,\s*(?:filed|FILED|OPENED|SERVED|RECEIVED|AMENDED|SUBMITTED|TERMINATED|identifying)\b"
    r"|\bre:?\s|\bregarding\b|\bas to\b|\bto\s+(?:[a-z\d]|Motion|Order)|\bdue\b"
    r"|\bfor\s+(?:a\s+)?(?:leave|stay|extension|order|review|permission|rehearing|[a-z]+ing)\b"
    r"|\bin support\b|,\s*new\b"
    r"|\bidentifying\b|\bupon\b|\bagainst\b|\band certificat|\bfiled\b|\breceived\b))"
)
_NAME = r"(?P<name>(?:[a-z]+\s)?[A-Z][^()\[\];]{1,200}?)" + _END
_ROLE = r"(?:applicant|petitioner|respondent|appell|amic|interven)"
# "Filed (ECF) Appellants A and B, Inc. motion to stay": the paper is the first word that is
# none of a name.
PARTY_FIRST = re.compile(
    rf"^\W*(?:Filed|Submitted) \(ECF\)\s+(?P<name>(?i:{_ROLE})[a-z]*\s[^()\[\]]{{1,300}}?)"
    r"(?=\s+(?:(?!(?:and|of|for|the|et|al|on|in|by|a)\b)[a-z]"
    r"|(?:Motion|Response|Reply|Notice|Opening|Answering|Correspondence|Errata|Petition|Mediation|EMERGENCY|Emergency|Joint|Certificate)\b)|\.\s|$)"
)
# Each way to name the filer, with words without which it need not be looked for.
_WAYS = (
    ("on behalf of", "on behalf of", re.compile(r"\bon behalf of\s+" + _NAME)),
    ("filed by", "filed by", re.compile(r"\b[Ff]iled [Bb]y:?\s*" + _NAME)),
    ("by", "by ", re.compile(r"\b[Bb][Yy]\s+" + _NAME)),
    (
        "of a party",
        "filed",
        re.compile(
            rf"\bof (?P<name>{_ROLE}[a-z]*\s[^()\[\];]{{1,200}}?)"
            r"(?=\s+(?:in opposition\s+|to respond\s+|in support of [a-z ]{1,40})?filed\b)"
        ),
    ),
    (
        "amicus curiae",
        "curiae of",
        re.compile(r"\bcuriae of (?P<name>[^()\[\];]{1,200}?)(?=\s+filed\b)"),
    ),
    ("party before its paper", "(ecf)", PARTY_FIRST),
)
# "by" also stands before a judge, a day or a means.
_NOBODY = re.compile(
    r"^(?:an?\s|(?:Chief|Senior|District|Magistrate|Bankruptcy|Circuit|U\.?S\.?|United States)*\s*"
    r"(?:Judge|Justice|Mag\b)|Clerk|Court|Deputy|Fed|Rule|Local|Friday|Monday|Tuesday|Wednesday"
    r"|Thursday|January|February|March|April|May \d|June|July|August|September|October|November"
    r"|December|ECF|ACMS|CM/ECF|Email|US mail|BNC|Mail|Publication|Telephone|Video|Zoom)\b",
    re.IGNORECASE,
)


def of(words: Words, kind: EntryKind) -> tuple[str | None, tuple[Reason, ...]]:
    """The name as it is told; None where nobody is named, or the court itself speaks."""
    if kind in _OWN:
        return None, ()
    text = _REFERENCES.sub(" ", words.text[:MOST])
    small = text.lower()
    for way, needed, pattern in _WAYS:
        if needed not in small:
            continue
        for match in pattern.finditer(text):
            name = _party(match["name"])
            if name:
                return name, (Reason("filer", name, way, " ".join(match[0].split())),)
    return None, ()


def _party(told: str) -> str | None:
    """The party's name: no judge, no means, and not its attorney's."""
    name = " ".join(told.split()).rpartition(" by ")[2]
    if name.lower().startswith("attorney"):
        name = name.partition(" for ")[2]
    name = name.strip(" ,.")
    return name if name and not _NOBODY.match(name) else None
