"""Which entries of its docket a text names: "re 104 MOTION", "[Dkt. 104]", "ECF No. 104". Pure."""

from __future__ import annotations

import re

_BEFORE = r"\b(?:ecf|dkt|docket|doc|entry|motion|order|no|re)\b\.?:?\s*(?:no\.?\s*|entry\s*)?|#|\["
_AFTER = r"(?:\w+ ){0,2}(?:motion|order|complaint|petition)\b"
_NAMED = re.compile(
    rf"(?:{_BEFORE})\s*\[?(\d{{1,4}})\b(?!:|-\d{{3}}|-\w+-|/)|\b(\d{{1,4}}) (?={_AFTER})",
    re.IGNORECASE,
)


def numbers(words: str) -> list[int]:
    """Their numbers in the order of the text, each once; attachments have numbers of their own."""
    told = words.partition("(Attachment")[0]
    return list(dict.fromkeys(int(first or second) for first, second in _NAMED.findall(told)))
