"""What an entry is, by the tables of rules. Pure.

The words that say what an entry is stand first ("NOTICE of Appeal by ..."), behind words that
only qualify them ("Second AMENDED ..."), or, in a title such as "Sample Agency's MOTION to ...",
just before its first preposition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from db.models import EntryKind
from scraper.meaning.filers import PARTY_FIRST
from scraper.meaning.phrases import Line, compiled, search
from scraper.meaning.rules import Rules
from scraper.meaning.tables import KindRule
from scraper.meaning.words import Reason, Words

HEAD = 800  # characters of a text in which it says what it is
TAIL = 300  # and at its end, where it says who signed it
_LEAST = 12  # characters in which it may be said
_FURTHEST = 20  # words before the first preposition of a title
_MOST_PASSED = 24
_SEVERAL = re.compile(r"\s*(?:;|\||\bAND\b)\s*")  # the labels of a filing of several events

# What may stand before an entry's own words: a clerk's remark ("ENTERED IN ERROR - SHOULD BE ..."),
# the judge ("Judge Jane Doe: ELECTRONIC ORDER entered"), the party that filed by itself.
_BY_JUDGE = re.compile(r"\W*(?:[A-Z][a-z]+ ){0,3}(?:Judge|Justice) [^:;()]{2,60}:\s")
_BEFORE = (
    re.compile(
        r"\W*(?:(?:entered|filed|docketed|entry|filing)(?: in)? error|disregard)\b"
        r"[^-.\n]{0,60}?(?:\s-+\s|\.{3,})"
        r"(?:[^-.\n]{0,60}\b(?:error|notice|correct\w*)\b[^-.\n]{0,20}(?:\s-+\s|\.\s)){0,3}",
        re.IGNORECASE,
    ),
    _BY_JUDGE,
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
    text = _Part(_own_words(words.text), "text", words.court_id, rules)
    labels = [_Part(Line(each), "label", words.court_id, rules) for each in _labels(words.label)]
    for look in (_Part.by_opening, _Part.by_head, _Part.by_last_resort):
        found = look(text) or _weightiest(look(each) for each in labels)
        if found:
            return _by_whom(found, words.text)
    return NOTHING


def _by_whom(found: Found, text: str) -> Found:
    """What a judge writes is no brief: "Judge Jane Roe: MEMORANDUM ON ..."."""
    is_opinion = found.kind is EntryKind.BRIEF and _BY_JUDGE.match(text[:HEAD])
    return replace(found, kind=EntryKind.OPINION) if is_opinion else found


def _labels(told: str) -> list[str]:
    return [label for label in _SEVERAL.split(told[:HEAD]) if label]


def _own_words(text: str) -> Line:
    text = _own(text)
    for before in _BEFORE:
        match = before.match(text[:HEAD])
        text = (match and text[match.end() :].strip()) or text
    return Line(text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}")


def _own(text: str) -> str:
    """Without the titles of its attachments, where it has said before what it is."""
    attached = text.find("(Attachments:", _LEAST, HEAD)
    return text if attached < 0 else text[:attached]


def _weightiest(found: Iterator[Found | None]) -> Found | None:
    return min((each for each in found if each), key=_weight, default=None)


def _weight(found: Found) -> int:
    if found.kind in _FIRST:
        return _FIRST.index(found.kind) - len(_FIRST)
    return 1 + _LAST.index(found.kind) if found.kind in _LAST else 0


@dataclass(frozen=True, slots=True)
class _Part:
    """The text of an entry, or one of its labels, before the rules of its court."""

    line: Line
    name: str  # "text" or "label"
    court_id: str
    rules: Rules

    def by_opening(self) -> Found | None:
        """By its first words, or those behind words that only qualify them."""
        return self._first(self._openings(), lambda rule: not rule.last_resort)

    def by_head(self) -> Found | None:
        """By the last words before the first preposition: "Sample Agency's MOTION for leave"."""
        places = reversed(list(self._before_preposition()))
        return self._first(places, lambda rule: not (rule.last_resort or rule.first_only))

    def by_last_resort(self) -> Found | None:
        """By words that say little, where nothing says more: "Sealed Document"."""
        return self._first(self._openings(), lambda rule: rule.last_resort)

    def _first(self, places: Iterable[int], serves: Callable[[KindRule], bool]) -> Found | None:
        """A rule without a phrase to open with looks at the whole, once."""
        flat = self.line.flat
        for at in places:
            for rule, pattern, is_phrase in self.rules.opening(self.line.word_at(at)):
                match = pattern.match(flat, at)
                if match and (is_phrase or not at) and serves(rule) and self._holds(rule):
                    words = self.line.quote(*match.span()) if is_phrase else ""
                    return Found(rule.kind, rule.name, words)
        return None

    def _holds(self, rule: KindRule) -> bool:
        flat, title = self.line.flat, self.line.title
        return (
            rule.of in ("", self.name)
            and (not rule.courts or self.court_id in rule.courts)
            and (not rule.says or any(search(each, flat) for each in rule.says))
            and not any(search(each, title) for each in rule.unless)
            and not any(search(each, flat) for each in rule.without)
        )

    def _openings(self) -> Iterator[int]:
        """Where it begins, with more and more of its qualifying words passed over."""
        at: int | None = 0
        for _ in range(_MOST_PASSED):
            if at is None or at >= len(self.line.flat):
                return
            yield at
            at = self._passed(at)

    def _passed(self, at: int) -> int | None:
        """Where the next word stands, if those here only qualify it."""
        word, flat = self.line.word_at(at), self.line.flat
        if word.isdigit():
            return at + len(word) + 1
        matches = (compiled(each).match(flat, at) for each in self.rules.passing.get(word, ()))
        return max((match.end() for match in matches if match), default=None)

    def _before_preposition(self) -> Iterator[int]:
        *_, begin = (0, *self._openings())
        first = self.line.flat.count(" ", 0, begin)
        for place in range(first, min(first + _FURTHEST, len(self.line.words))):
            if place > first and self.line.words[place] in self.rules.stops:
                return
            yield self.line.starts[place]
