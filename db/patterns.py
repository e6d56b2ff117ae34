"""A user's regular expression, made such that no text keeps it busy. Pure.

Python's `re` tries every way in which a pattern may match, without a limit of time: `(a+)+b` on
forty letters takes longer than a court's life. Docket texts are written by strangers, so a
pattern must be one that takes few ways: nothing repeated inside what is repeated, `*` and `+`
mean up to 30 times, and the ways of all its repeats together are limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_TIMES = 30  # what `*`, `+` and `{2,}` mean at most
_MOST_WAYS = 30_000  # at one place of a text: three `*`
_LONGEST = 200  # characters of a pattern
_WINDOW = 2000  # characters of a text in which a match is looked for at a time
_OVERLAP = 200
_TOKEN = re.compile(
    r"(?P<other>\\.|\[\^?\]?(?:\\.|[^\]\\])*\])"  # escaped, or a class of characters
    r"|(?P<opens>\((?:\?(?:P<\w+>|[:=!]|<[=!]|[aiLmsux-]+:?))?)"
    r"|(?P<closes>\))"
    r"|(?P<or>\|)"
    r"|(?P<repeat>[*+?]|\{(?P<least>\d*)(?:,(?P<most>\d*))?\})(?P<manner>[?+]?)"
    r"|(?P<letter>.)",
    re.DOTALL,
)


def compiled(words: str) -> re.Pattern[str]:
    """ValueError, with what is wrong, where it is no pattern or one that may take forever."""
    if len(words) > _LONGEST:
        raise ValueError(f"a pattern may have {_LONGEST} characters")
    try:
        re.compile(words)
        found = re.compile(_bounded(words), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"/{words}/ is no pattern: {error}") from None
    if found.search("") is not None:
        raise ValueError(f"/{words}/ finds everything")
    return found


def _bounded(words: str) -> str:
    """The pattern with every repeat limited. ValueError where it repeats too much."""
    pieces: list[str] = []
    ways = 1
    is_varied = [False]  # of each open group: does it match in several ways?
    closed = False  # whether the group that has just ended does
    for token in _TOKEN.finditer(words):
        if token["repeat"]:
            least, most = _times(token)
            if most > 1 and closed:
                raise ValueError(f"/{words}/ repeats what is repeated; write it without")
            ways *= most - least + 1
            is_varied[-1] |= most > least
        is_varied[-1] |= bool(token["or"])
        pieces.append(_written(token))
        closed = _nest(token, is_varied)
    if ways > _MOST_WAYS:
        raise ValueError(f"/{words}/ repeats too much; {MOST_TIMES} is what a * may be")
    return "".join(pieces)


def _nest(token: re.Match[str], is_varied: list[bool]) -> bool:
    """Follow the groups; True where one ends here that matches in several ways."""
    if token["opens"]:
        is_varied.append(False)
    if not token["closes"] or len(is_varied) == 1:
        return False
    inner = is_varied.pop()
    is_varied[-1] |= inner
    return inner


def _times(token: re.Match[str]) -> tuple[int, int]:
    """How often a repeat repeats, at least and at most."""
    told = token["repeat"]
    if told in "*+?":
        return (1 if told == "+" else 0), (1 if told == "?" else MOST_TIMES)
    least = int(token["least"] or 0)
    if token["most"] is None:
        return least, least
    return least, int(token["most"]) if token["most"] else max(least, MOST_TIMES)


def _written(token: re.Match[str]) -> str:
    if not token["repeat"] or token["repeat"] == "?":
        return token[0]
    least, most = _times(token)
    return f"{{{least},{most}}}{token['manner']}"


def spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the pattern matches, looked for in pieces: a match is shorter than their overlap.

    The end of a piece is no end of the text: what matches up to it may go on, and the next
    piece has it whole.
    """
    for start in range(0, max(len(text) - _OVERLAP, 1), _WINDOW - _OVERLAP):
        end = start + _WINDOW
        for match in pattern.finditer(text, start, end):
            if match.start() < match.end() and (match.end() < end or len(text) <= end):
                yield match.span()
