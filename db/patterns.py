"""A user's regular expression, made such that no text keeps it busy. Pure.

Python's `re` tries every way in which a pattern may match, without a limit of time: `(a+)+b` on
forty letters takes longer than a court's life. Docket texts are written by strangers, so a
pattern must be one that takes few ways: nothing repeated inside what is repeated, `*` and `+`
mean up to 20 times, and the ways of all its repeats together are limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_TIMES = 20  # what `*`, `+` and `{2,}` mean at most
_MOST_WAYS = 10_000  # at one place of a text: three `*`
_LONGEST = 200  # characters of a pattern
_WINDOW = 2000  # characters of a text in which a match is looked for at a time
_OVERLAP = 200
_WITH_REMARKS = re.compile(r"\(\?(?:[a-w]*x|#)", re.IGNORECASE)
_TOKEN = re.compile(  # of a pattern that `re` has read: its parentheses are pairs
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
    if _WITH_REMARKS.search(words):
        raise ValueError("a pattern has no remarks, as (?x) would allow")
    try:
        re.compile(words)
        found = re.compile(_bounded(words), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"it is no pattern: {error}") from None
    if found.search("") is not None:
        raise ValueError("the pattern finds everything")
    return found


@dataclass(slots=True)
class _Group:
    """What stands between two parentheses, or outside of all."""

    branches: int = 1
    is_varied: bool = False  # it may match the same text in several ways


def _bounded(words: str) -> str:
    """The pattern with every repeat limited. ValueError where it repeats too much."""
    pieces: list[str] = []
    ways = 1
    groups = [_Group()]
    before = _Group()  # the group that has just ended, if any
    for token in _TOKEN.finditer(words):
        if token["repeat"]:
            least, most = _times(token)
            if most > 1 and before.is_varied:
                raise ValueError("the pattern repeats what is repeated: write it without that")
            ways *= most - least + 1
        _follow(groups, token)
        before = groups.pop() if token["closes"] else _Group()
        ways *= before.branches
        groups[-1].is_varied |= before.is_varied
        pieces.append(_written(token))
    if ways * groups[0].branches > _MOST_WAYS:
        raise ValueError(f"the pattern repeats too much: a * counts as {_MOST_TIMES} times")
    return "".join(pieces)


def _follow(groups: list[_Group], token: re.Match[str]) -> None:
    """What a token makes of the group that it stands in."""
    if token["opens"]:
        groups.append(_Group())
    groups[-1].branches += bool(token["or"])
    groups[-1].is_varied |= bool(token["or"]) or len(set(_times(token))) > 1


def _times(token: re.Match[str]) -> tuple[int, int]:
    """How often a token stands there, at least and at most."""
    told = token["repeat"]
    if told is None:
        return 1, 1
    if told in "*+?":
        return (1 if told == "+" else 0), (1 if told == "?" else _MOST_TIMES)
    least = int(token["least"] or 0)
    if token["most"] is None:
        return least, least
    return least, int(token["most"]) if token["most"] else max(least, _MOST_TIMES)


def _written(token: re.Match[str]) -> str:
    if token["repeat"] in (None, "?"):
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
