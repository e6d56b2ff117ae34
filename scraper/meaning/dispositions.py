"""What a ruling came to, by the words with which courts rule. Pure.

Only what rules may have a disposition. The first ruling of an entry is the one that counts;
where it grants one request and refuses another, it is granted in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from db.models import Disposition, EntryKind
from scraper.meaning.phrases import Line, compiled, ending, search
from scraper.meaning.rules import Rules
from scraper.meaning.tables import Ruling
from scraper.meaning.words import Reason, Words

MOST = 3000  # characters of a text in which a ruling is looked for
_REACH = 120  # characters before a verb that tell whether it rules
# The entries that a ruling refers to are told with their own rulings: "(RE: 24 Order Denying ...)".
_REFERENCES = re.compile(
    r"\((?:related|re\b|attachments?)[^()]{0,600}(?:\([^()]{0,200}\)[^()]{0,300}){0,4}\)", re.I
)
_SENTENCE = re.compile(r"(?<=[A-Za-z0-9)\]]{3})\.\s+(?=[A-Z(])|;\s+")
_VERB = re.compile(r"[^\W_]+")
_RECOMMENDS = re.compile(r"recommend", re.I)
_MIXED = frozenset(
    (
        Disposition.GRANTED,
        Disposition.DENIED,
        Disposition.MOOT,
        Disposition.GRANTED_IN_PART,
    )
)
# A judgment decides a case or an appeal, whatever motions it grants on its way.
_OF_CASES = frozenset(
    (
        Disposition.AFFIRMED,
        Disposition.REVERSED,
        Disposition.VACATED,
        Disposition.REMANDED,
        Disposition.DISMISSED,
    )
)


@dataclass(frozen=True, slots=True)
class Verdict:
    disposition: Disposition
    rule: str
    words: str

    @property
    def reason(self) -> Reason:
        return Reason("disposition", str(self.disposition), self.rule, self.words)


def of(
    words: Words, kind: EntryKind, rules: Rules
) -> tuple[Disposition | None, tuple[Reason, ...]]:
    """The result that the text tells, else the label; None where the entry rules nothing."""
    if kind not in rules.ruling_kinds:
        return None, ()
    for told in (words.text, words.label):
        text = _REFERENCES.sub(_ruled_within if kind is EntryKind.MINUTES else " ", told[:MOST])
        if kind is EntryKind.OPINION and _RECOMMENDS.search(text[:_REACH]):
            return None, ()
        sentences = (Line(each) for each in _ruling_sentences(text, rules))
        found = [each for line in sentences for each in _verdicts(line, kind, rules)]
        if found:
            counted = _counted([each.disposition for each in found], kind)
            return counted, tuple(each.reason for each in found)
    return None, ()


def _ruled_within(reference: re.Match[str]) -> str:
    """What Alabama's minutes rule inside of it: "(RE: 7 Motion filed by Example. Granted.)"."""
    return reference[0].partition(". ")[2]


def _ruling_sentences(text: str, rules: Rules) -> list[str]:
    """Those with a verb that may rule; most texts have none or few."""
    verbs = rules.rulings.keys() & set(_VERB.findall(text.lower()))
    if not verbs:
        return []
    return [each for each in _SENTENCE.split(text) if any(map(each.lower().__contains__, verbs))]


def _counted(found: list[Disposition], kind: EntryKind) -> Disposition:
    first = found[0]
    if kind is EntryKind.JUDGMENT:
        return next((each for each in found if each in _OF_CASES), first)
    others = {each for each in found if each in _MIXED}
    is_mixed = first in _MIXED and Disposition.GRANTED in others and len(others) > 1
    return Disposition.GRANTED_IN_PART if is_mixed else first


def _verdicts(line: Line, kind: EntryKind, rules: Rules) -> Iterator[Verdict]:
    idle = -1  # the last verb that ruled nothing: "the order vacating and remanding"
    for place, word in enumerate(line.words):
        if word not in rules.rulings:
            continue
        joins_idle = idle == place - 2 and line.words[place - 1] == "and"
        ruling = None if joins_idle else _ruling(line, place, kind, rules)
        if ruling is None:
            idle = place
        else:
            yield Verdict(ruling.disposition, ruling.name, _quoted(line, place))


def _ruling(line: Line, place: int, kind: EntryKind, rules: Rules) -> Ruling | None:
    start = line.starts[place]
    end = start + len(line.words[place])
    for ruling in rules.rulings[line.words[place]]:
        if ruling.holds_of(kind) and _rules_here(line.flat, start, end, ruling, rules):
            return ruling
    return None


def _quoted(line: Line, place: int) -> str:
    first, last = max(0, place - 2), min(place + 4, len(line.words) - 1)
    return line.quote(line.starts[first], line.starts[last] + len(line.words[last]))


def _rules_here(flat: str, start: int, end: int, ruling: Ruling, rules: Rules) -> bool:
    before = flat[max(0, start - _REACH) : start]
    if _ends(before, rules.table.never_ruling) or _ends(before, ruling.not_after):
        return False
    if ruling.only_after and not _ends(before, ruling.only_after):
        return False
    if any(search(each, flat, start) for each in ruling.unless):
        return False
    behind = end + 1
    if any(compiled(each).match(flat, behind) for each in ruling.not_before):
        return False
    return not ruling.only_before or any(
        compiled(each).match(flat, behind) for each in ruling.only_before
    )


def _ends(before: str, phrases: tuple[str, ...]) -> bool:
    """Does it end in one of these phrases?"""
    return bool(phrases) and ending(phrases).search(before) is not None
