"""Which courts a text names, in the ways of the press. Pure.

"a federal judge in Boston" and "U.S. District Court in Massachusetts" are `mad`, "the 1st U.S.
Circuit Court of Appeals" and "a federal appeals court in Boston" are `ca1`. A place alone is no
court: it must stand near a word for one. A court of a state or of another country is told as one
that is none of ours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from db import courts
from db.courts import CourtLevel
from db.spelled import plain_letters
from scraper.linking import lexicon, seats
from scraper.linking.prose import Prose


@dataclass(frozen=True, slots=True)
class CourtSaid:
    """A court as a text names it: the ids that it may have; none where it is no federal court."""

    ids: frozenset[str]
    span: tuple[int, int]
    is_exact: bool = False  # by its own name, not by a place


_ORDINALS = {
    "ca1": "1st|first|primer|primero|premier|1er|primeiro|1[oº.]",
    "ca2": "2nd|2d|second|segundo|deuxieme|2e|2[oº.]",
    "ca3": "3rd|3d|third|tercer|troisieme|3e|terceiro|3[oº.]",
    "ca4": "4th|fourth|cuarto|quatrieme|4e|quarto|4[oº.]",
    "ca5": "5th|fifth|quinto|cinquieme|5e|5[oº.]",
    "ca6": "6th|sixth|sexto|sixieme|6e|6[oº.]",
    "ca7": "7th|seventh|septimo|septieme|7e|setimo|7[oº.]",
    "ca8": "8th|eighth|octavo|huitieme|8e|oitavo|8[oº.]",
    "ca9": "9th|ninth|noveno|neuvieme|9e|nono|9[oº.]",
    "ca10": "10th|tenth|decimo|dixieme|10e|10[oº.]",
    "ca11": "11th|eleventh|undecimo|onzieme|11e|11[oº.]",
    "cadc": r"d\.?c\.?|district of columbia",
    "cafc": "federal",
}
_CIRCUIT = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{id}>{words})" for id, words in _ORDINALS.items()) + r")"
    r"(?:\s|-)(?:u\.?s\.?\s)?(?:court of appeals for the\s)?(?:circuit|cir\.|circuito)(?!\w)"
    r"|(?<!\w)(?P<named>circuito?|court of appeals for the|bezirk|circuit)\s(?P<which>\w+)",
    re.IGNORECASE,
)
_SUPREME = re.compile(
    r"(?<!\w)(?P<name>supreme court|scotus|high court|(?:corte|tribunal) suprem[ao]|suprema corte"
    r"|supremo tribunal|cour supreme"
    r"|oberste[rsn]?\s(?:us-|amerikanische[rsn]?\s)?gericht(?:shof)?s?|us-supreme-court)(?!\w)"
    r"(?P<after>(?:\s+(?:of|in|de|du)\s+[\w.]+)?)",
    re.IGNORECASE,
)
_TWO_BEFORE = re.compile(r"(?:[\w.'-]+\s+){0,2}$")
_LONGEST_TWO = 60  # characters
_COURT = re.compile(
    r"(?<!\w)(?:judges?|courts?|courthouse|courtroom|magistrate|jurist|bench|juez|jueza|jueces"
    r"|juzgado|tribunal|corte|juge|juges|cour|magistrat|richter|richterin|richters|gericht"
    r"|gerichts|bundesrichter|bundesrichterin|bundesgericht|bezirksrichter|bezirksrichterin"
    r"|bundesbezirksrichter|bezirksgericht|berufungsgericht|juiz|juiza|giudice|docket)(?!\w)",
    re.IGNORECASE,
)
_APPELLATE = re.compile(
    r"(?<!\w)(?:appeals? court|appellate|court of appeals?|circuit|appeals panel|appeals judges?"
    r"|apelacion(?:es)?|cour d'appel|berufungsgericht\w*|tribunal de recursos|apelacao"
    r"|corte d'appello)(?!\w)",
    re.IGNORECASE,
)
_NOT_FEDERAL = re.compile(
    r"(?<!\w)(?:superior court"
    r"|state (?:supreme |trial |appeals |appellate |superior )?(?:court|judge)"
    r"|county (?:court|judge|courthouse|circuit)|municipal (?:court|judge)|family (?:court|judge)"
    r"|probate|juvenile (?:court|judge)|housing court|supreme judicial court|common pleas"
    r"|traffic court|city court|town court|crown court|magistrates' court|high court in"
    r"|court of session|sheriff court|(?:dublin|belfast|london|cork)\s\w+\scourt"
    r"|administrative (?:law )?judge|hearings? officer?|state judge|district attorney"
    r"|chancery)(?!\w)",
    re.IGNORECASE,
)
_HIGH = "high court"  # ours where the text also calls it by its name; of other countries else
_OUR_HIGHEST = re.compile(r"(?<!\w)(?:supreme court|scotus|justices)(?!\w)", re.IGNORECASE)
_BESIDE = 20  # characters around the word for a court that say whether it hears appeals
_NAME_GOES_ON = (  # "New York Times", "Boston University"
    r"\s(?:Times|Post|Globe|Herald|Tribune|Sun|Journal|Magazine|Review|Public|University|College"
    r"|School|Institute|Hospital|Medical|Airport|Police|Marathon|Bar|Law|Legal|Stock|Chamber)\b"
)
_REACH = 110  # characters between a place and the word for a court


def find(prose: Prose) -> list[CourtSaid]:
    """Every court that is named, in order."""
    found = [*_circuits(prose.text), *_supreme(prose.text), *_by_name(prose.text)]
    taken = [each.span for each in found]
    found += (each for each in _by_place(prose) if not _overlaps(each.span, taken))
    return sorted(found, key=lambda each: each.span)


def _is_state_court(words: str) -> bool:
    return _NOT_FEDERAL.search(words) is not None


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _circuits(text: str) -> Iterator[CourtSaid]:
    for found in _CIRCUIT.finditer(text):
        id = found.lastgroup if found.lastgroup in _ORDINALS else _ordinal(found["which"])
        if id is not None:
            yield CourtSaid(frozenset((id,)), found.span(), is_exact=True)


def circuit_names() -> Mapping[str, tuple[str, ...]]:
    """ "1st circuit", "first circuit": by the id of the court of appeals."""
    told = {id: words.split("|")[:2] for id, words in _ORDINALS.items()}
    return {id: tuple(f"{word} circuit" for word in words) for id, words in told.items()}


@cache
def _ordinals() -> Mapping[str, str]:
    return {word: id for id, words in _ORDINALS.items() for word in words.split("|")}


def _ordinal(word: str | None) -> str | None:
    return _ordinals().get((word or "").casefold())


def _supreme(text: str) -> Iterator[CourtSaid]:
    is_named = _OUR_HIGHEST.search(text) is not None
    for found in _SUPREME.finditer(text):
        if found["name"].casefold() == _HIGH and not is_named:
            continue
        ids = frozenset(("scotus",) if _is_ours(text, found) else ())
        yield CourtSaid(ids, found.span(), is_exact=True)


def _is_ours(text: str, found: re.Match[str]) -> bool:
    """Neither "Brazil's Supreme Court" nor "the Supreme Court of Brazil"."""
    before = _TWO_BEFORE.search(text, max(0, found.start() - _LONGEST_TWO), found.start())
    owners = {word.strip(".,'").casefold() for word in before[0].split()} if before else set()
    if owners & (lexicon.words("not_ours") | seats.state_names()):
        return False
    *_, after = found["after"].split() or [""]
    return not after or after.casefold().strip(".") in lexicon.words("ours")


def _by_name(text: str) -> Iterator[CourtSaid]:
    """ "D. Mass.", "the District of Massachusetts"."""
    for found in _names().finditer(text):
        court = courts.find(" ".join(found[0].split()))
        if court is not None:
            yield CourtSaid(frozenset((court.id,)), found.span(), is_exact=True)


@cache
def _names() -> re.Pattern[str]:
    told = [
        name
        for court in courts.every()
        if court.level is CourtLevel.DISTRICT
        for name in (court.short_name, court.citation)
    ]
    spelled = (
        r"\s?".join(map(re.escape, name.split())) for name in sorted(told, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w.])(?:{'|'.join(spelled)})(?!\w)")


def _by_place(prose: Prose) -> Iterator[CourtSaid]:
    for sentence in prose.sentences:
        words = prose.words_of(sentence)
        near = [each.span() for each in _COURT.finditer(words)]
        for found in _places().finditer(words) if near else ():
            nearest = min(near, key=lambda each: _distance(found.span(), each))
            if _distance(found.span(), nearest) > _REACH:
                continue
            around = words[max(0, nearest[0] - _BESIDE) : nearest[1] + _BESIDE]
            ids = _courts_at(found[0], of_appeals=_APPELLATE.search(around) is not None)
            start, end = (sentence.start + place for place in found.span())
            yield CourtSaid(frozenset() if _is_state_court(words) else ids, (start, end))


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _courts_at(place: str, *, of_appeals: bool) -> frozenset[str]:
    """Those of appeals where the sentence speaks of such; else all others of the place."""
    known = _by_seat()[_key(place)]
    appellate = {id for id in known if courts.get(id).level is CourtLevel.APPELLATE}
    return frozenset((appellate if of_appeals else known - appellate) or known)


def _key(place: str) -> str:
    return plain_letters(" ".join(place.split())).casefold()


@cache
def _by_seat() -> Mapping[str, frozenset[str]]:
    """The courts that a place may stand for, by its name in small letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for court in courts.every():
        for name in seats.places_of(court):
            found[_key(name)].add(court.id)
    return {name: frozenset(ids) for name, ids in found.items()}


@cache
def _places() -> re.Pattern[str]:
    names = sorted((name for name in _by_seat() if name), key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    # In capitals as names are; "Mass." and the like with their point.
    return re.compile(rf"(?<![\w.])(?=[A-Z])(?i:{spelled})(?!\w)(?!{_NAME_GOES_ON})")
