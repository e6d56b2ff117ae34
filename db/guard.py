"""What never leaves the house: the names that the user withholds, and numbers of people's lives.

Courts ask filers to leave out such numbers, and not all do; captions and docket texts name people
who are in danger when they are named. Every text that is shown or sent passes here. The store
keeps what the court published. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from urllib.parse import unquote

from db import names, patterns, private_numbers

WITHHELD = "[withheld]"

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guard:
    """Withholds `never_send`, and the numbers that identify people.

    `never_send` has names, and regular expressions between slashes; what is no such expression
    raises ValueError at once.
    """

    never_send: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        _finders(self.never_send)

    def clean(self, text: str) -> str:
        """The text with [withheld] in the place of everything that must not leave.

        An address stays as it is or goes whole; those that stand in a text are parts of it.
        """
        if is_address(text):
            return text if self.passes(text) else WITHHELD
        told = names.folded(text)
        return without(text, map(told.place, self._spans(told.text)))

    def passes(self, url: str) -> bool:
        """May this address be shown? Not one that has a withheld name among its words."""
        return not any(self._chosen(names.folded(unquote(url)).text))

    def plain(self, value: object) -> object:
        return of_plain(value, self.clean)

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        yield from self._chosen(text)
        yield from private_numbers.spans(text)

    def _chosen(self, text: str) -> Iterator[tuple[int, int]]:
        lowered = text.lower()
        for each in _finders(self.never_send):
            if each.sign in lowered:
                yield from each.spans(text)


def check(words: str) -> None:
    """ValueError where it is neither a name nor a pattern that we can use."""
    _finder(words)


@dataclass(frozen=True, slots=True)
class _Finder:
    """One name or pattern; a text without its `sign`, in small letters, need not be searched."""

    spans: Callable[[str], Iterable[tuple[int, int]]]  # where a folded text has it
    sign: str = ""


@lru_cache(maxsize=16)
def _finders(never_send: tuple[str, ...]) -> tuple[_Finder, ...]:
    return tuple(map(_finder, never_send))


def _finder(words: str) -> _Finder:
    if len(words) > 2 and words.startswith("/") and words.endswith("/"):
        return _Finder(partial(patterns.spans, patterns.compiled(names.folded(words[1:-1]).text)))
    name = names.pattern(words)
    return _Finder(lambda text: (each.span() for each in name.finditer(text)), names.sign(words))


def is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None


def of_plain(value: object, clean: Callable[[str], str]) -> object:
    """A JSON value with every text in it cleaned; an address that was withheld is None."""
    match value:
        case str():
            cleaned = clean(value)
            return None if cleaned == WITHHELD and is_address(value) else cleaned
        case dict():
            return {key: of_plain(each, clean) for key, each in value.items()}
        case list() | tuple():
            return [of_plain(each, clean) for each in value]
    return value


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with [withheld] in place of these parts; the same text where there are none."""
    pieces, end = [], 0
    for start, until in _joined(spans):
        pieces += [text[end:start], WITHHELD]
        end = until
    return "".join([*pieces, text[end:]]) if pieces else text


def _joined(spans: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """In order, and those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
