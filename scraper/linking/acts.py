"""What an article says was done in a court: who did it, and what it came to. Pure.

Reporters tell the news in the title and the first sentences ("A federal judge on Monday denied
..."), and what went before in subordinate clauses and past perfects ("after he had ordered ...").
Whoever is named first in the main clause did it: a court rules, a party files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from db.models import Disposition, EntryKind
from scraper.linking import vocabulary
from scraper.linking.press_days import plain
from scraper.linking.prose import Prose, Zone

LEAD = 5  # sentences, with the title, in which the news is told
_LONGEST_SENTENCE = 600  # characters of it that are read
_REACH = 90  # characters before a court in which words make it one of the past


class Actor(StrEnum):
    """Who did it, as far as words tell."""

    SUPREME_COURT = "supreme_court"
    APPEALS_COURT = "appeals_court"
    JUDGE = "judge"
    COURT = "court"  # which one, the sentence does not say
    PARTY = "party"
    PAPER = "paper"  # that somebody filed
    OUTSIDER = "outsider"  # somebody who neither rules nor files


COURTS = frozenset((Actor.SUPREME_COURT, Actor.APPEALS_COURT, Actor.JUDGE, Actor.COURT))


@dataclass(frozen=True, slots=True)
class Act:
    """The act that is an article's news."""

    is_ruling: bool
    court: Actor  # that rules, or to which a party turns
    kinds: tuple[EntryKind, ...]  # which entries it may be, the likeliest first
    disposition: Disposition | None
    sentence: int  # 0 is the title


RULINGS = (
    EntryKind.ORDER,
    EntryKind.OPINION,
    EntryKind.JUDGMENT,
    EntryKind.MINUTES,
    EntryKind.HEARING,
)
_PAPERS = (
    EntryKind.STATUS_REPORT,
    EntryKind.NOTICE,
    EntryKind.DECLARATION,
    EntryKind.LETTER,
    EntryKind.OPPOSITION,
    EntryKind.BRIEF,
    EntryKind.REPLY,
    EntryKind.MOTION,
)

_ACTOR = vocabulary.named("actors")
_FILES = vocabulary.verbs("files")  # a party that does one of these turns to a court
_ARRIVES = vocabulary.verbs("arrives")
_DECISION = vocabulary.verbs("decided")
_MUST = vocabulary.verbs("must")  # what a party has to do it did not do
_BEFALLS = vocabulary.verbs("befalls")
_SUES = vocabulary.verbs("sues")
_DISPOSITIONS = [
    (Disposition(name), each) for name, each in vocabulary.stems("dispositions").items()
]
_PAPER_KINDS = [(tuple(map(EntryKind, kinds)), pattern) for kinds, pattern in vocabulary.papers()]

_BEFORE = re.compile(rf"{vocabulary.verbs('before').pattern}[^.;]{{0,70}}$")
_SAYS = re.compile(  # ... but what it says now is the news
    r"[,:–—”\"]\s*(?:a|the|an|u\.?s\.?|un|una|el|la|ein|eine|un|um|uma)?\s*(?:\w+\s){0,4}$"
)


def sentences(prose: Prose, names: Collection[str]) -> list[str]:
    """The title, and the first sentences that speak of the same or of the matter by its names.

    Pages begin with the headlines of other stories, captions and the names of their authors.
    """
    told = [(each.zone, prose.words_of(each).strip()) for each in prose.sentences]
    title = " ".join(words for zone, words in told if zone is Zone.TITLE)
    body = [words[:_LONGEST_SENTENCE] for zone, words in told if zone is not Zone.TITLE]
    head = frozenset(_WORD.findall(plain(title)))
    near = (each for each in body[:_REACHED] if each != title)
    found = [each for each in near if _is_related(plain(each), head, names)]
    return [title, *found[: LEAD - 1]]


def _is_related(bare: str, head: AbstractSet[str], names: Collection[str]) -> bool:
    return not head.isdisjoint(_WORD.findall(bare)) or any(name in bare for name in names)


_WORD = re.compile(r"[^\W\d_]{5,}")
_REACHED = 14  # sentences
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’]{2,40}(?:, [A-Z][a-z]+\.?)?(?: ?\([^)]{1,40}\))? ?(?:[—–:-]|>>)+ ?"
)


def main(told: Sequence[str], judges: Collection[str] = ()) -> Act | None:
    """The act that these sentences tell as news; None where it is something else.

    `judges` are the surnames of those who sit on the matter, in plain small letters.
    """
    bare = [_titled(plain(_DATELINE.sub("", each)), judges) for each in told]
    for place, sentence in enumerate(bare):
        found = _of_sentence(sentence)
        if found is not None:
            is_ruling, court = found
            return _act(is_ruling, _named(court, bare), bare, place)
    return _follows(bare)


def _titled(bare: str, judges: Collection[str]) -> str:
    """With "judge" in place of a judge's surname, as a title often has it alone."""
    names = "|".join(map(re.escape, judges))
    return re.sub(rf"\b(?:{names})\b", "judge", bare) if names else bare


def _follows(bare: Sequence[str]) -> Act | None:
    """What the title tells without saying who did it: "... after Supreme Court decision"."""
    if not _DECISION.search(bare[0]):
        return None
    named = (Actor(found.lastgroup or "") for found in _ACTOR.finditer(bare[0]))
    court = next((each for each in named if each in COURTS), Actor.COURT)
    return _act(True, _named(court, bare), bare, 0)


def is_elsewhere(told: Sequence[str]) -> bool:
    """The title tells of politicians, or of a journey: nothing that stands on a docket."""
    title = plain(told[0])
    named = [Actor(found.lastgroup or "") for found in _ACTOR.finditer(title)]
    if named[:1] == [Actor.OUTSIDER]:
        return not _SUES.search(title)
    courts = [found for found in _ACTOR.finditer(title) if Actor(found.lastgroup or "") in COURTS]
    is_news_of_court = any(not is_past(title, found.start()) for found in courts)
    return _ARRIVES.search(title) is not None and not is_news_of_court


def _of_sentence(bare: str) -> tuple[bool, Actor] | None:
    """Whether it tells of a ruling or of a paper, and at which court."""
    named = [(Actor(match.lastgroup or ""), match) for match in _ACTOR.finditer(bare)]
    court = next((each for each, _ in named if each in COURTS), Actor.COURT)
    is_of_party = False
    for actor, match in named:
        if actor in COURTS:
            is_its_news = not is_of_party or _is_said_by(bare, match)
            if is_its_news and not is_past(bare, match.start()) and _rules(bare, match):
                return True, actor
        elif actor is not Actor.OUTSIDER and not is_of_party:
            is_of_party = not is_past(bare, match.start())
            if is_of_party and _BEFALLS.match(bare, match.end() + 1):
                return True, court
            if is_of_party and (actor is Actor.PAPER or _files(bare, match)):
                return False, court
    return None


def _files(bare: str, party: re.Match[str]) -> bool:
    files = _FILES.search(bare, party.end())
    if files is None or is_past(bare, files.start()):
        return False
    return _MUST.search(bare, party.end(), files.start()) is None


def _is_said_by(bare: str, court: re.Match[str]) -> bool:
    """ "..., a federal judge said": what a party did is the news of who rules on it."""
    return _SAYS.search(bare[max(0, court.start() - _REACH) : court.start()]) is not None


def _rules(bare: str, court: re.Match[str]) -> bool:
    """Is something said of the court? Or does the title end with it: "..., judge"."""
    rest = bare[court.end() :].strip(" .”’\"'")
    return bool(rest) or bare[: court.start()].rstrip()[-1:] in (":", ",", "-", "–", "—")


def is_past(sentence: str, place: int) -> bool:
    """What stands at this place of the sentence is told as what went before."""
    before = plain(sentence[max(0, place - _REACH) : place])
    return _BEFORE.search(before) is not None and _SAYS.search(before) is None


def _named(court: Actor, bare: Sequence[str]) -> Actor:
    """The court that bare words such as "the court" mean: the one that is named first."""
    if court is not Actor.COURT:
        return court
    named = (Actor(found.lastgroup or "") for each in bare for found in _ACTOR.finditer(each))
    return next((each for each in named if each in COURTS - {Actor.COURT}), Actor.COURT)


def _act(is_ruling: bool, court: Actor, bare: Sequence[str], place: int) -> Act:
    near = " ".join(dict.fromkeys((bare[0], bare[place])))
    kinds = RULINGS if is_ruling else _paper_kinds(near)
    return Act(is_ruling, court, kinds, _disposition(near) if is_ruling else None, place)


def _disposition(bare: str) -> Disposition | None:
    return next((each for each, pattern in _DISPOSITIONS if pattern.search(bare)), None)


def _paper_kinds(bare: str) -> tuple[EntryKind, ...]:
    return next((kinds for kinds, pattern in _PAPER_KINDS if pattern.search(bare)), _PAPERS)
