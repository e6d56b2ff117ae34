"""Text of a court as it may be shown: no escapes left over, no control characters.

Markup stays what it is, visible text (`<b>`): whoever shows it escapes it for
the place where it is shown.
"""

from __future__ import annotations

import html
import re

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[a-zA-Z]|!)[^<>]*>")
_MOST_TIMES_ESCAPED = 3
# Where a court's software writes the control character 146, it means the apostrophe of Windows.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def cleaned(told: str) -> str:
    """One line of printable text, trimmed and single-spaced.

    What cannot be printed is left out: terminal escapes, and the marks that
    turn the direction of writing and can make one name look like another.
    """
    told = unescaped(told)
    if told.isprintable() and "  " not in told:
        return told.strip()
    kept = (char for char in told.translate(_WINDOWS) if char.isprintable() or char.isspace())
    return " ".join("".join(kept).split())


def without_tags(told: str) -> str:
    """HTML without its tags; a bare `<` that opens none ("income < $400") stays."""
    return _TAG.sub(" ", told) if "<" in told else told


def unescaped(told: str) -> str:
    """All references resolved, however often they were escaped (`Food &amp;amp; Water Watch`).

    Only complete ones: `html.unescape` alone would also read the `&not` of
    "Smith &notary".
    """
    for _ in range(_MOST_TIMES_ESCAPED):
        if "&" not in told or ";" not in told:
            break
        told = _REFERENCE.sub(_resolved, told)
    return told


def without_one_escape(told: str) -> str:
    """Ampersands as they were before they were last escaped."""
    return told.replace("&#x26;", "&").replace("&amp;", "&")


def _resolved(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])
