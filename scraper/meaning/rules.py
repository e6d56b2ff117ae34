"""The tables of rules: ours in `rules/*.toml`, and the user's (see docs/rules.md).

    tables = rules.builtin()
    tables = rules.load(Path("rules.toml"))    # the user's first, then ours

A table for a family of courts goes before the common one, and in a table the first rule that
fits decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from db import courts
from db.courts import CourtLevel
from db.errors import ConfigError, CourtError
from db.models import Disposition, EntryKind, Mark
from scraper.meaning import phrases

FAMILIES = ("district", "bankruptcy", "appellate", "scotus")
_FAMILY = {
    CourtLevel.BANKRUPTCY: "bankruptcy",
    CourtLevel.APPELLATE: "appellate",
    CourtLevel.SUPREME: "scotus",
}
# Of all courts: what clerks note goes before what is heard, decided and filed.
_COMMON = ("titles", "clerks", "proceedings", "decisions", "papers", "rulings", "marks")
_OURS = Path(__file__).with_name("rules")
_KEY = 3  # letters of its first word under which a phrase is filed

Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class KindRule:
    """What an entry is that opens with one of these phrases, and says, or does not say, others."""

    name: str
    kind: EntryKind
    opens: tuple[str, ...] = ()
    says: tuple[str, ...] = ()  # one of them must stand somewhere
    unless: tuple[str, ...] = ()  # none of them may, in its title
    without: tuple[str, ...] = ()  # nor these, anywhere
    of: str = ""  # "label" or "text", where it holds for one alone
    first_only: bool = False  # not where other words stand before: "Sample Agency's MOTION"
    last_resort: bool = False  # only where no other rule fits
    courts: tuple[str, ...] = ()  # ids; none: all
    family: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What words a court rules with, and what it comes to."""

    name: str
    disposition: Disposition
    words: tuple[str, ...]  # every form of the verb
    only_after: tuple[str, ...] = ()  # phrases, one of which must stand right before
    not_after: tuple[str, ...] = ()  # and none of these
    only_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()  # right after
    unless: tuple[str, ...] = ()  # none of these before it in its sentence
    kinds: tuple[EntryKind, ...] = ()  # of which it holds; none: all that rule
    example: str = ""


@dataclass(frozen=True, slots=True)
class MarkRule:
    """What says that a filing is sealed, or stands in place of another."""

    name: str
    mark: Mark
    says: tuple[str, ...]
    unless: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rules."""

    kinds: tuple[KindRule, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    marks: tuple[MarkRule, ...] = ()
    passing: tuple[str, ...] = ()  # words that may stand before what an entry is
    stops: tuple[str, ...] = ()  # and those behind which it never stands
    never_ruling: tuple[str, ...] = ()  # phrases before a verb that then rules nothing


@dataclass(frozen=True, eq=False)
class Rules:
    """All that holds for the courts of one family, in the order in which it is tried."""

    table: Table
    _near: dict[str, list[tuple[KindRule, str]]] = field(default_factory=dict, repr=False)

    def opening(self, word: str) -> list[tuple[KindRule, str]]:
        """The rules with a phrase that may begin with this word, in order."""
        key = word[:_KEY]
        if key not in self._near:
            found = {**self._filed.get("", {}), **self._filed.get(key, {})}
            self._near[key] = [found[rank] for rank in sorted(found)]
        return self._near[key]

    @cached_property
    def _filed(self) -> dict[str, dict[int, tuple[KindRule, str]]]:
        filed: dict[str, dict[int, tuple[KindRule, str]]] = {}
        ranked = ((rule, phrase) for rule in self.table.kinds for phrase in rule.opens or ("",))
        for rank, (rule, phrase) in enumerate(ranked):
            for key in _keys(phrase):
                filed.setdefault(key, {})[rank] = (rule, phrase)
        return filed

    @cached_property
    def rulings(self) -> Mapping[str, tuple[Ruling, ...]]:
        """By each word that rules."""
        found: dict[str, tuple[Ruling, ...]] = {}
        for ruling in self.table.rulings:
            for word in ruling.words:
                found[word] = (*found.get(word, ()), ruling)
        return found

    @cached_property
    def stops(self) -> frozenset[str]:
        return frozenset(self.table.stops)

    @cached_property
    def passing(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases that may be passed over, by their first word."""
        found: dict[str, tuple[str, ...]] = {}
        for phrase in self.table.passing:
            for word in phrases.first_words(phrase):
                found[word] = (*found.get(word, ()), phrase)
        return found


def _keys(phrase: str) -> set[str]:
    if not phrase:
        return {""}
    firsts = phrases.first_words(phrase)
    is_short = phrase.split()[0].endswith("*") and min(map(len, firsts)) < _KEY
    return {""} if is_short else {word[:_KEY] for word in firsts}


@dataclass(frozen=True, eq=False)
class Tables:
    """Ours, with the user's before them where there is one."""

    user: Table = Table()
    _families: dict[str, Rules] = field(default_factory=dict, repr=False)

    def of(self, court_id: str) -> Rules:
        """The rules for this court; those of a district court where nobody knows it."""
        family = family_of(court_id)
        if family not in self._families:
            tables = (self.user, *map(_builtin, (family, *_COMMON)))
            self._families[family] = Rules(_joined(tables, family))
        return self._families[family]


def _joined(tables: Iterable[Table], family: str) -> Table:
    tables = list(tables)
    return Table(
        tuple(each for table in tables for each in table.kinds if each.family in ("", family)),
        tuple(each for table in tables for each in table.rulings),
        tuple(each for table in tables for each in table.marks),
        tuple(each for table in tables for each in table.passing),
        tuple(each for table in tables for each in table.stops),
        tuple(each for table in tables for each in table.never_ruling),
    )


@lru_cache(maxsize=1024)
def family_of(court_id: str) -> str:
    court = courts.find(court_id)
    return "district" if court is None else _FAMILY.get(court.level, "district")


@lru_cache(maxsize=1)
def builtin() -> Tables:
    return Tables()


def load(path: Path | None) -> Tables:
    """The user's rules before ours; ours alone where there is no such file.

    A ConfigError names the file, the rule, and its line.
    """
    try:
        body = b"" if path is None else path.read_bytes()
    except FileNotFoundError:
        body = b""
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    return Tables(_read(body, str(path))) if body else builtin()


@lru_cache(maxsize=8)
def _builtin(name: str) -> Table:
    path = _OURS / f"{name}.toml"
    table = _read(path.read_bytes(), str(path))
    return replace(table, kinds=tuple(table.kinds))


def _read(body: bytes, place: str) -> Table:
    try:
        text = body.decode("utf-8-sig")
        told = tomllib.loads(text)
    except ValueError as error:
        raise ConfigError(f"{place}: {error}") from error
    try:
        return Table(
            _each(told.pop("rule", []), "rule", text, _kind_rule),
            _each(told.pop("ruling", []), "ruling", text, _ruling),
            _each(told.pop("mark", []), "mark", text, _mark_rule),
            **{name: _phrases(told.pop(name, []), name) for name in _LISTS},
            **_no_more(told),
        )
    except ValueError as error:
        raise ConfigError(f"{place}: {error}") from error


_LISTS = ("passing", "stops", "never_ruling")
Made = TypeVar("Made")


def _no_more(told: Mapping[str, object]) -> dict[str, Any]:
    for name in told:
        known = ", ".join(("[[rule]]", "[[ruling]]", "[[mark]]", *_LISTS))
        raise ValueError(f"{name} is no key. Known are {known}.")
    return {}


def _each(
    told: object, name: str, text: str, make: Callable[[dict[str, Any]], Made]
) -> tuple[Made, ...]:
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise ValueError(f"{name} must be tables: [[{name}]]")
    return tuple(_one(each, place, name, text, make) for place, each in enumerate(told))


def _one(
    told: dict[str, Any], place: int, name: str, text: str, make: Callable[[dict[str, Any]], Made]
) -> Made:
    try:
        return make(told)
    except ValueError as error:
        called = f'{name} "{told["name"]}"' if "name" in told else f"{name} without a name"
        raise ValueError(f"line {_line(text, name, place)}: {called}: {error}") from error


def _line(text: str, name: str, place: int) -> int:
    """Where the table of this name begins that is the nth of them, from 0."""
    heads = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.replace(" ", "").startswith(f"[[{name}]]")
    ]
    return heads[place] if place < len(heads) else 1


def _kind_rule(told: dict[str, Any]) -> KindRule:
    rule = KindRule(
        name=_text(told, "name", is_needed=True),
        kind=_one_of(EntryKind, told, "kind"),
        of=_text(told, "of"),
        first_only=_flag(told, "first_only"),
        last_resort=_flag(told, "last_resort"),
        courts=tuple(map(_court, _phrases(told.pop("courts", []), "courts"))),
        family=_text(told, "family"),
        example=_text(told, "example"),
        **{key: _phrases(told.pop(key, []), key) for key in ("opens", "says", "unless", "without")},
    )
    _nothing_else(told)
    if not rule.opens and not rule.says:
        raise ValueError("it needs opens or says")
    if rule.of not in ("", "label", "text"):
        raise ValueError('of is "label" or "text"')
    if rule.family not in ("", *FAMILIES):
        raise ValueError(f"family is one of {', '.join(FAMILIES)}")
    return rule


def _ruling(told: dict[str, Any]) -> Ruling:
    lists = ("words", "only_after", "not_after", "only_before", "not_before", "unless")
    ruling = Ruling(
        name=_text(told, "name", is_needed=True),
        disposition=_one_of(Disposition, told, "disposition"),
        kinds=tuple(_kind(each) for each in _phrases(told.pop("kinds", []), "kinds")),
        example=_text(told, "example"),
        **{key: _phrases(told.pop(key, []), key) for key in lists},
    )
    _nothing_else(told)
    if not ruling.words:
        raise ValueError("it needs words")
    return ruling


def _mark_rule(told: dict[str, Any]) -> MarkRule:
    rule = MarkRule(
        name=_text(told, "name", is_needed=True),
        mark=_one_of(Mark, told, "mark"),
        example=_text(told, "example"),
        **{key: _phrases(told.pop(key, []), key) for key in ("says", "unless")},
    )
    _nothing_else(told)
    if not rule.says:
        raise ValueError("it needs says")
    return rule


def _kind(name: str) -> EntryKind:
    return _one_of(EntryKind, {"kinds": name}, "kinds")


Named = TypeVar("Named", EntryKind, Disposition, Mark)


def _one_of(enum: type[Named], told: dict[str, Any], key: str) -> Named:
    try:
        return enum(told.pop(key, ""))
    except ValueError as error:
        raise ValueError(f"{key} is one of {', '.join(enum)}") from error


def _text(told: dict[str, Any], key: str, *, is_needed: bool = False) -> str:
    value = told.get(key, "") if key == "name" else told.pop(key, "")
    if not isinstance(value, str) or (is_needed and not value):
        raise ValueError(f"{key} must be text")
    return value


def _flag(told: dict[str, Any], key: str) -> bool:
    value = told.pop(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{key} is true or false")
    return value


def _phrases(told: object, key: str) -> tuple[str, ...]:
    if not isinstance(told, list) or not all(isinstance(each, str) for each in told):
        raise ValueError(f"{key} must be a list of phrases")
    for phrase in told:
        phrases.check(phrase)
    return tuple(told)


def _court(name: str) -> str:
    try:
        return courts.get(name).id
    except CourtError as error:
        raise ValueError(f"courts: {error}") from error


def _nothing_else(told: dict[str, Any]) -> None:
    for key in told:
        if key != "name":
            raise ValueError(f"{key} is no key of it")
