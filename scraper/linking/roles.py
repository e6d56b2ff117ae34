"""Whether a story is about a matter, or names it in a story about something else. Pure.

It is about what its title and its first sentences speak of, and about what much of it speaks of.
Words such as "in a similar case" make what they introduce a mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from db.press import Role
from scraper.linking.profile import Profile
from scraper.linking.prose import Prose, Zone
from scraper.linking.sighted import Sighted, Span
from scraper.linking.sign import JUDGES, Sign

_IN_PASSING = re.compile(
    r"(?<!\w)(?:(?:similar|separate|another|other|different|unrelated|parallel|earlier|previous"
    r"|best.known|high.profile|comparable) (?:\w+ )?"
    r"(?:cases?|suits?|lawsuits?|rulings?|orders?|matters?|disputes?)"
    r"|among (?:them|others|those)|cases? (?:like|such as|involving)|such as|similar to"
    r"|another (?:federal )?judge|referenced|cited another|like judge"
    r"|asked about|spoke of|string of|latest in|after rulings|rulings by"
    r"|compar(?:ed|es|able|ison)|reminiscent|recalls?|echo(?:es|ed|ing)|unlike|as in the case"
    r"|as it did (?:in|with)|follows? (?:the|a)|the same (?:was|happened)|likewise"
    r"|have(?:n't| not) done so|has not done so|despite a similar|is (?:the|at least the) \w+ such"
    r"|while everybody|just as|prompted in part|recuerda|al igual que|como en el caso|entre ellos"
    r"|caso similar|parecid[oa]|otro caso|ahnlich|wie im fall|wie bei|anders als|erinnert"
    r"|a l'instar|comme dans|rappelle|affaire similaire|semelhante|assim como|tal como|lembra"
    r"|outro caso|colleague)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A role, and why."""

    role: Role
    why: str
    share: float = 0.0  # of the story that speaks of the matter by name or by its judge


_NAMED = {0: 3.0, 1: 2.5, 2: 0.75}  # by where it is named: the title, the first sentences, the next
_LEADING = 0.3  # what signs of the title and the first sentences add together
_SPOKEN_OF = 1.5  # for that
_HINTED_AT = 0.75  # where they name neither the matter nor a judge, and begin with no court
_ON_DOCKET = 5.0  # for what it adds that the act it tells is on the docket
_PHRASES = 2  # of the filings' own
_RIVAL = 1.25
_FIRST = 2  # sentences
_SEVERAL = 3
_ALONE = 0.75
_SHARE = 4.0
_ABOUT = 1.5
_ALIKE = 0.2  # of a story that goes through several matters, and how near to the most
_NEARLY = 0.8
_MUCH = 0.15  # of a story: so much is said of what it is about, also beside another matter


def of(
    profile: Profile, told: Sighted, found: Sequence[Sign], *, on_docket: float = 0.0
) -> Verdict:
    """`on_docket`: what it adds that the act that the story tells stands on the docket."""
    if not told.prose.sentences or not found:
        return Verdict(Role.MENTION, "nothing of it stands there")
    passing = [each.span() for each in _IN_PASSING.finditer(told.text)]
    frank = [each for each in found if not _is_in_passing(told.prose, each, passing)]
    leading = [each for each in frank if _is_leading(told.prose, each.span)]
    share = _share(told.prose, [each for each in frank if each.names or each.about in JUDGES])
    reasons = [
        *_named(told, frank),
        *_spoken(told, leading, on_docket),
        *_much(share),
        *_beside(profile, told, found),
    ]
    # Of a docket that was never seen we know names alone, and no story can speak of more.
    needed = _ABOUT if profile.judges or profile.subjects else _NAMED[2]
    is_about = sum(points for points, _ in reasons) >= needed
    why = "; ".join(why for _, why in reasons)
    return Verdict(Role.ABOUT if is_about else Role.MENTION, why, share)


def beside(verdict: Verdict, others: Iterable[Verdict]) -> Verdict:
    """The verdict in view of those on the other matters that the story is about.

    A story of one man's return that names another's in its headline is about the first; one that
    goes through several matters is about each.
    """
    most = max((each.share for each in others if each.role is Role.ABOUT), default=0.0)
    if verdict.role is Role.ABOUT and verdict.share < min(_MUCH, most / 2):
        why = f"{verdict.why}; it speaks more of another matter"
        return replace(verdict, role=Role.MENTION, why=why)
    if verdict.role is Role.MENTION and most and verdict.share >= max(_ALIKE, most * _NEARLY):
        why = f"{verdict.why}; it speaks as much of another matter"
        return replace(verdict, role=Role.ABOUT, why=why)
    return verdict


Reason = tuple[float, str]


def _named(told: Sighted, frank: Sequence[Sign]) -> Iterator[Reason]:
    places = [_nearness(told.prose, each) for each in frank if each.names]
    if places and min(places) in _NAMED:
        words = ("its title names it", "it begins by naming it", "it names it early")
        yield _NAMED[min(places)], words[min(places)]


def _spoken(told: Sighted, leading: Sequence[Sign], on_docket: float) -> Iterator[Reason]:
    if _sum([each for each in leading if not each.names]) >= _LEADING:
        phrases = {each.what for each in leading if each.about == "phrase"}
        is_plain = len(phrases) >= _PHRASES or any(_is_plain(told.prose, each) for each in leading)
        yield _SPOKEN_OF if is_plain else _HINTED_AT, "its first sentences speak of it"
    if on_docket:
        yield _ON_DOCKET * on_docket, "it tells of an act on the docket"


def _is_plain(prose: Prose, sign: Sign) -> bool:
    """It tells by whom, or that a court is what the story begins with."""
    is_of_court = sign.court_id is not None and _nearness(prose, sign) <= 1
    return sign.names or sign.about in JUDGES or is_of_court


def _much(share: float) -> Iterator[Reason]:
    if share:
        yield _SHARE * share, f"{share:.0%} of it speaks of it"


def _beside(profile: Profile, told: Sighted, found: Sequence[Sign]) -> Iterator[Reason]:
    """What other cases the story speaks of."""
    ours = {each.span for each in found}
    rivals = [span for span in _others(profile, told, found) if not _is_inside(span, ours)]
    is_of_judge = any(each.about in JUDGES for each in found)
    if is_of_judge and not rivals and not any(each.names for each in found):
        yield _ALONE, "it names no other case"
    elif leading := next(filter(partial(_is_leading, told.prose), rivals), None):
        yield -_RIVAL, f"it begins with {told.prose.quoted(leading)}"


def _sum(found: Sequence[Sign]) -> float:
    by_kind = {(each.about, each.what): each.weight for each in found}
    return sum(by_kind.values())


def _nearness(prose: Prose, sign: Sign) -> int:
    """0 the title, 1 the first sentence or two, 2 the others of the lead, 3 what follows."""
    place = prose.sentence_at(sign.span[0])
    zone = prose.sentences[place].zone
    if zone is not Zone.LEAD:
        return 0 if zone is Zone.TITLE else 3
    leading = [n for n, each in enumerate(prose.sentences) if each.zone is Zone.LEAD]
    bodies = sum(each.zone is not Zone.TITLE for each in prose.sentences)
    first = leading[: max(1, min(_FIRST, bodies // 3))]  # of a brief hardly the half
    return 1 if place in first else 2


def _others(profile: Profile, told: Sighted, found: Sequence[Sign]) -> Iterator[Span]:
    """Judges, captions and numbers, of whatever case. The judges of an appeal are of none, and
    where we do not know who judges a matter, anybody may."""
    is_appeal = any(
        each.about == "court_above" and _is_leading(told.prose, each.span) for each in found
    )
    if profile.judges and not is_appeal:
        yield from (each.span for each in told.judges if not each.is_justice)
    yield from (each.span for each in told.versus)
    yield from (span for _, span in told.numbers)


def _is_inside(span: Span, ours: Collection[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in ours)


def _is_leading(prose: Prose, span: Span) -> bool:
    return prose.zone_at(span[0]) is not Zone.BODY


def _share(prose: Prose, found: Sequence[Sign]) -> float:
    """Of the sentences, and where there are several paragraphs also of these, on an average."""
    bodies = [each for each in prose.sentences if each.zone is not Zone.TITLE]
    if not bodies:
        return 0.0
    told = {prose.sentence_at(each.span[0]) for each in found}
    spoken = [each for each in bodies if prose.sentence_at(each.start) in told]
    share = len(spoken) / len(bodies)
    paragraphs = len({each.paragraph for each in bodies})
    if paragraphs >= _SEVERAL:
        share = (share + len({each.paragraph for each in spoken}) / paragraphs) / 2
    return share / 2 if len(spoken) == 1 < len(bodies) - 1 else share  # a single one says little


def _is_in_passing(prose: Prose, sign: Sign, passing: Sequence[Span]) -> bool:
    """The words before it in its sentence say so, or outside the title any of the sentence.

    `passing` are all such words of the article, in order."""
    sentence = prose.sentences[prose.sentence_at(sign.span[0])]
    limit = sign.span[0] if sentence.zone is Zone.TITLE else sentence.end
    first = bisect_left(passing, (sentence.start, 0))
    return first < len(passing) and passing[first][1] <= limit
