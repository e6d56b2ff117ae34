"""What an entry is, who filed it, and whether it is sealed: read by the tables of rules. Pure.

The words that say what an entry is stand first ("NOTICE of Appeal by ..."), behind words that
only qualify them ("Second AMENDED ..."), or, in a title such as "Sample Agency's MOTION to ...",
just before its first preposition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from db.models import EntryKind
from scraper.meaning.filers import PARTY_FIRST
from scraper.meaning.phrases import Line, compiled, search
from scraper.meaning.rules import Rules
from scraper.meaning.tables import KindRule
from scraper.meaning.words import Reason, Words

HEAD = 1200  # characters of a text in which it says what it is
TAIL = 300  # and at its end, where it says who signed it
_FURTHEST = 20  # words before the first preposition of a title
_MOST_PASSED = 24
_SEVERAL = re.compile(r"\s*(?:;|\||\bAND\b)\s*")  # the labels of a filing of several events

# What may stand before an entry's own words: a clerk's remark ("ENTERED IN ERROR - SHOULD BE ..."),
# the judge ("Judge Jane Doe: ELECTRONIC ORDER entered"), the party that filed by itself.
_BEFORE = (
    re.compile(
        r"\W*(?:(?:entered|filed|docketed|entry|filing)(?: in)? error|disregard)\b"
        r"[^-.\n]{0,60}?(?:\s-+\s|\.{3,})"
        r"(?:[^-.\n]{0,60}\b(?:error|notice|correct\w*)\b[^-.\n]{0,20}(?:\s-+\s|\.\s)){0,3}",
        re.IGNORECASE,
    ),
    re.compile(r"\W*(?:[A-Z][a-z]+ ){0,3}(?:Judge|Justice) [^:;()]{2,60}:\s"),
    PARTY_FIRST,
)

# Which of several labels an entry is: what a court does comes first, what a clerk notes last.
_FIRST = (EntryKind.MINUTES, EntryKind.JUDGMENT, EntryKind.ORDER, EntryKind.OPINION)
_LAST = (EntryKind.HEARING, EntryKind.ADMINISTRATIVE, EntryKind.OTHER)


@dataclass(frozen=True, slots=True)
class Found:
    kind: EntryKind
    rule: str
    words: str

    @property
    def reason(self) -> Reason:
        return Reason("kind", str(self.kind), self.rule, self.words)


NOTHING = Found(EntryKind.OTHER, "none", "")


def of(words: Words, rules: Rules) -> Found:
    """The text decides; where it does not say what it is, the label does."""
    text, labels = _line(words.text), [Line(part) for part in _parts(words.label)]
    for look in (_opening, _head, _last):
        for found in (
            look(text, "text", words.court_id, rules),
            _weightiest(look(each, "label", words.court_id, rules) for each in labels),
        ):
            if found:
                return found
    return NOTHING


def _parts(label: str) -> list[str]:
    return [part for part in _SEVERAL.split(label[:HEAD]) if part]


def _line(text: str) -> Line:
    for before in _BEFORE:
        match = before.match(text[:HEAD])
        text = (match and text[match.end() :].strip()) or text
    return Line(text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}")


def _weightiest(found: Iterator[Found | None]) -> Found | None:
    return min((each for each in found if each), key=_weight, default=None)


def _weight(found: Found) -> int:
    if found.kind in _FIRST:
        return _FIRST.index(found.kind) - len(_FIRST)
    return 1 + _LAST.index(found.kind) if found.kind in _LAST else 0


def _opening(
    line: Line, part: str, court_id: str, rules: Rules, *, is_last: bool = False
) -> Found | None:
    """By its first words, or those behind words that only qualify them."""
    for at in _openings(line, rules):
        found = _found(line, at, part, court_id, rules, is_last=is_last)
        if found:
            return found
    return None


def _last(line: Line, part: str, court_id: str, rules: Rules) -> Found | None:
    """By words that say little, where nothing says more: "Sealed Document"."""
    return _opening(line, part, court_id, rules, is_last=True)


def _openings(line: Line, rules: Rules) -> Iterator[int]:
    at = 0
    for _ in range(_MOST_PASSED):
        if at >= len(line.flat):
            return
        yield at
        end = _passed(line, at, rules)
        if end is None:
            return
        at = end


def _passed(line: Line, at: int, rules: Rules) -> int | None:
    """Where the next word stands, if those here only qualify it."""
    word = line.flat[at : line.flat.find(" ", at) % (len(line.flat) + 1)]
    if word.isdigit():
        return at + len(word) + 1
    matches = (compiled(phrase).match(line.flat, at) for phrase in rules.passing.get(word, ()))
    return max((match.end() for match in matches if match), default=None)


def _head(line: Line, part: str, court_id: str, rules: Rules) -> Found | None:
    """By the last words before the first preposition: "Sample Agency's MOTION for leave"."""
    for at in reversed(list(_before_preposition(line, rules))):
        found = _found(line, at, part, court_id, rules, is_head=True)
        if found:
            return found
    return None


def _before_preposition(line: Line, rules: Rules) -> Iterator[int]:
    *_, begin = (0, *_openings(line, rules))
    first = line.flat.count(" ", 0, begin)
    for place in range(first, min(first + _FURTHEST, len(line.words))):
        if place > first and line.words[place] in rules.stops:
            return
        yield line.starts[place]


def _found(
    line: Line,
    at: int,
    part: str,
    court_id: str,
    rules: Rules,
    *,
    is_head: bool = False,
    is_last: bool = False,
) -> Found | None:
    end = line.flat.find(" ", at)
    word = line.flat[at : end if end >= 0 else len(line.flat)]
    for rule, phrase in rules.opening(word):
        if rule.last_resort is not is_last or (is_head and rule.first_only):
            continue
        match = compiled(phrase).match(line.flat, at) if phrase else at == 0
        if match and _holds(rule, line, part, court_id):
            where = match.span() if isinstance(match, re.Match) else (0, 0)
            return Found(rule.kind, rule.name, line.quote(*where))
    return None


def _holds(rule: KindRule, line: Line, part: str, court_id: str) -> bool:
    return (
        rule.of in ("", part)
        and (not rule.courts or court_id in rule.courts)
        and (not rule.says or any(search(each, line.flat) for each in rule.says))
        and not any(search(each, line.title) for each in rule.unless)
        and not any(search(each, line.flat) for each in rule.without)
    )
