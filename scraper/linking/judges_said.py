"""Which judges a text names, and whether one of them is a given judge. Pure.

"U.S. District Court Judge Brian Murphy", "Judges Thacker, King and Wilkinson", "la jueza Paula
Xinis", "Richter Murphy": a title, and what follows it. A senator or a referee has another title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from db.queries import judge_words
from db.spelled import plain_letters
from scraper.linking import lexicon
from scraper.linking.prose import Prose

_RANK = (
    r"(?:u\.?\s?s\.?|united states|federal|chief|senior|district|circuit|magistrate|appeals|court"
    r"|trial)"
)
_TITLE = (
    rf"(?:{_RANK}\s+){{0,4}}"
    r"(?:judges?|justices?|jurist|juez|jueza|magistrad[oa]|juge|magistrat|(?:bundes|bezirks)?richter(?:in)?"
    r"|juiza?|giudice)"
)
_PART = r"[A-Z][a-z'-]+(?:[A-Z][a-z'-]+)?|[A-Z]\.?(?=\s)"
_NAME = rf"(?:{_PART})(?:\s+(?:{_PART})){{0,3}}"
_NAMED = re.compile(
    rf"(?<!\w)(?P<title>(?i:{_TITLE})),?[^\S\n]+(?:federal\s+)?(?P<names>{_NAME}"
    rf"(?:(?:,\s+|,?\s+and\s+){_NAME})*)(?!\w)"
)
_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge as a docket names him or her."""

    given: tuple[str, ...]
    family: str


@dataclass(frozen=True, slots=True)
class JudgeSaid:
    """The names that follow a judge's title; of a headline in capitals, what follows them too."""

    words: tuple[str, ...]  # in small letters, without points
    is_justice: bool
    span: tuple[int, int]

    def given_of(self, known: Judge) -> tuple[str, ...] | None:
        """What stands before a judge's family name; None where that is not there."""
        if known.family not in self.words:
            return None
        return self.words[: self.words.index(known.family)]


def judge(name: str) -> Judge | None:
    words = [
        word.strip(".,").casefold()
        for word in plain_letters(name).replace("’", "'").split()
        if word.strip(".,")
    ]
    full = judge_words(name)
    kept = [word for word in words if word.replace("'", "") in full or len(word) == 1]
    if not kept or len(kept[-1]) < 2:
        return None
    return Judge(tuple(kept[:-1]), kept[-1])


def find(prose: Prose) -> Iterator[JudgeSaid]:
    for found in _NAMED.finditer(prose.text):
        is_justice = "justice" in found["title"].casefold()
        begin = found.start("names")
        several = found["title"].casefold().endswith("s")
        for start, end in _each(found["names"], several=several):
            said = _said(found["names"][start:end], is_justice, (begin + start, begin + end))
            if said is not None:
                yield said


def _each(names: str, *, several: bool) -> Iterator[tuple[int, int]]:
    """ "Judges Thacker, King and Wilkinson" are three; "Judge Murphy, Boston" is one."""
    start = 0
    for gap in _BETWEEN.finditer(names):
        yield start, gap.start()
        start = gap.end()
        if not several:
            return
    yield start, len(names)


def _said(name: str, is_justice: bool, span: tuple[int, int]) -> JudgeSaid | None:
    words = [word.strip(".,'").casefold().removesuffix("'s") for word in name.split()]
    while words and words[-1] in lexicon.words("no_judge"):
        words.pop()
    if not words or words[0] in lexicon.words("no_judge") or len(words[-1]) < 2:
        return None
    return JudgeSaid(tuple(words), is_justice, span)


def may_be(said: JudgeSaid, known: Judge) -> bool:
    """Nothing contradicts: "Judge Murphy", "B. Murphy", "Brian Murphy" may be Brian E. Murphy."""
    given = said.given_of(known)
    return given is not None and _agree(given, known.given)


def is_full(said: JudgeSaid, known: Judge) -> bool:
    given = said.given_of(known) or ()
    return may_be(said, known) and any(len(word) > 1 and word in known.given for word in given)


def _agree(said: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if not said or not known:
        return True
    return any(_like(one, other) for one in said for other in known)


def _like(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter[: max(1, min(len(shorter), 4))])
