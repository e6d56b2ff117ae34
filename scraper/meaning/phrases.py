"""The small language in which rules say what they look for. Pure.

A phrase is words as people write them; case and punctuation do not count:

    notice of appeal       these words, one after the other
    set|reset deadlines    either word
    first? amended         with or without the word
    schedul*               any ending: schedule, scheduled, scheduling
    notice of ... appeal   up to eight words between
    order #                any number

Every part is bounded, so no text, however hostile, takes long.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import islice

FURTHEST = 8  # words that "..." stands for at most
TITLE = 24  # words
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]*)*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\*?(?:\|[^\W_]+(?:['’][^\W_]+)*\*?)*\??|\.\.\.|#\??")
_START = r"(?:^|(?<= ))"  # of a word
_GAP = rf"(?:\S+ ){{0,{FURTHEST}}}?"


class Line:
    """A text as phrases see it: its words in small letters, one blank between them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        return _plain(self.text)

    @cached_property
    def words(self) -> list[str]:
        return _PLAIN_WORD.findall(self.plain)

    @cached_property
    def flat(self) -> str:
        return " ".join(self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Where in `flat` each word starts."""
        found, at = [], 0
        for word in self.words:
            found.append(at)
            at += len(word) + 1
        return found

    @cached_property
    def title(self) -> str:
        """Its first words, in which it says what it is."""
        return " ".join(self.words[:TITLE])

    def word_at(self, start: int) -> str:
        end = self.flat.find(" ", start)
        return self.flat[start:] if end < 0 else self.flat[start:end]

    def quote(self, start: int, end: int) -> str:
        """The words between two places of `flat` as the text itself has them."""
        first = self.flat.count(" ", 0, start)
        last = self.flat[:end].rstrip().count(" ")
        told = list(islice(_WORD.finditer(self.text), first, last + 1))
        if _plain(told[-1][0] if told else "") != self.words[last]:  # some letters are two in small
            return self.flat[start:end].strip()
        return " ".join(self.text[told[0].start() : told[-1].end()].split())


def _plain(text: str) -> str:
    return text.replace("'", "").replace("’", "").lower()


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """Matches the phrase in a `Line.flat`, at the start of a word."""
    parts = _parts(phrase)
    return re.compile(_START + "".join(map(_expression, parts)))


@cache
def ending(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the phrases at the end of a `Line.flat`, or of a part of it."""
    told = ("".join(map(_expression, _parts(phrase))) for phrase in phrases)
    return re.compile(f"{_START}(?:{'|'.join(told)})$")


def search(phrase: str, flat: str, end: int | None = None) -> re.Match[str] | None:
    """Where the phrase stands first in a `Line.flat`, before `end`."""
    for needle in needles(phrase):
        if needle not in flat:
            return None
    return compiled(phrase).search(flat, 0, len(flat) if end is None else end)


@cache
def needles(phrase: str) -> tuple[str, ...]:
    """The words that must stand where the phrase does: looking for them alone is quick."""
    words = (part.rstrip("*") for part in _parts(phrase) if part[-1] != "?" and "|" not in part)
    return tuple(sorted({_plain(word) for word in words if word[:1] not in ".#"}, key=len))[::-1]


def first_words(phrase: str) -> tuple[str, ...]:
    """What the first word of the phrase may be, with its "*"; "" where it may be any word."""
    first = _parts(phrase)[0]
    if first[0] in ".#" or first.endswith("?"):
        return ("",)
    return tuple(_plain(word) for word in first.split("|"))


def check(phrase: str) -> None:
    """ValueError where it cannot be read as a phrase."""
    parts = _parts(phrase)
    if not parts:
        raise ValueError(f'"{phrase}" has no words')
    if all(part[0] == "." or part[-1] == "?" for part in parts):
        raise ValueError(f'"{phrase}" has no word that must stand there')
    if "?|" in phrase:
        raise ValueError(f'"{phrase}": ? stands behind the last of several words, for all of them')
    if parts[0][-1] == "?" and parts[1] == "...":
        raise ValueError(f'"{phrase}" begins with a word that may be missing, and a gap')


def _parts(phrase: str) -> list[str]:
    return _PART.findall(phrase)


def _expression(part: str) -> str:
    if part == "...":
        return _GAP
    if part.startswith("#"):
        return rf"(?:\d+(?: |$)){part[1:]}"
    is_optional = part.endswith("?")
    words = (_word(word) for word in part.rstrip("?").split("|"))
    return f"(?:(?:{'|'.join(words)})(?: |$)){'?' if is_optional else ''}"


def _word(word: str) -> str:
    ending = r"[^ ]*" if word.endswith("*") else ""
    return re.escape(_plain(word.rstrip("*"))) + ending
