"""The tables of rules: ours in `rules/*.toml`, and the user's (see docs/rules.md).

    tables = rules.builtin()
    tables = rules.load(Path("rules.toml"))    # the user's first, then ours

A table for a family of courts goes before the common one, and in a table the first rule that
fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from db import courts
from db.courts import CourtLevel
from db.errors import ConfigError
from db.models import EntryKind
from scraper.meaning import phrases, rule_files
from scraper.meaning.tables import KindRule, MarkRule, Ruling, Table

_FAMILY = {
    CourtLevel.BANKRUPTCY: "bankruptcy",
    CourtLevel.APPELLATE: "appellate",
    CourtLevel.SUPREME: "scotus",
}
# Of all courts: what clerks note goes before what is heard, decided and filed.
_COMMON = ("titles", "clerks", "proceedings", "decisions", "papers", "rulings", "marks")
_OURS = Path(__file__).with_name("rules")
Opening = tuple[KindRule, re.Pattern[str], bool]  # what a rule opens with; False: anything

_KEY = 3  # letters of a first word of any ending under which a phrase is filed


@dataclass(frozen=True, eq=False)
class Rules:
    """All that holds for the courts of one family, in the order in which it is tried."""

    table: Table
    court_id: str  # one of these courts
    _near: dict[str, list[Opening]] = field(default_factory=dict, repr=False)

    def alike(self, court_id: str) -> str:
        """A court by whose rules the same words mean the same as in this one."""
        return court_id if self._names_courts else self.court_id

    @cached_property
    def _names_courts(self) -> bool:
        return any(rule.courts for rule in self.table.kinds)

    def opening(self, word: str) -> list[Opening]:
        """The rules with a phrase that may begin with this word, in order."""
        begins = f"{word[:_KEY]}*"
        key = word if word in self._filed else begins
        if key not in self._near:
            filed = [self._filed.get(each, {}) for each in ("", begins, key)]
            found = {rank: opens for each in filed for rank, opens in each.items()}
            ranked = (found[rank] for rank in sorted(found))
            self._near[key] = [(rule, phrases.compiled(told), bool(told)) for rule, told in ranked]
        return self._near[key]

    @cached_property
    def _filed(self) -> dict[str, dict[int, tuple[KindRule, str]]]:
        """By first word, by its first letters ("sch*"), or under "" where it may be any."""
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
            for word in map(str.lower, ruling.words):
                found[word] = (*found.get(word, ()), ruling)
        return found

    @cached_property
    def ruling_kinds(self) -> frozenset[EntryKind]:
        """The kinds of entries of which one of the rulings holds."""
        rulings = self.table.rulings
        return frozenset(kind for kind in EntryKind if any(each.holds_of(kind) for each in rulings))

    def marking(self, plain: str) -> list[MarkRule]:
        """The marks whose words all stand in this `Line.plain`: mostly none."""
        return [rule for rule, said in self._said if _stands_one(said, plain)]

    @cached_property
    def _said(self) -> list[tuple[MarkRule, set[tuple[str, ...]]]]:
        return [(rule, set(map(phrases.needles, rule.says))) for rule in self.table.marks]

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
    firsts = phrases.first_words(phrase) if phrase else ("",)
    return {_key(word) for word in firsts}


def _key(first: str) -> str:
    stem = first.removesuffix("*")
    if stem == first:
        return first
    return f"{stem[:_KEY]}*" if len(stem) >= _KEY else ""


def _stands_one(phrases: Iterable[tuple[str, ...]], plain: str) -> bool:
    """Whether all words of one of the phrases stand there. Asked of every entry: loops are fast."""
    for words in phrases:
        for word in words:
            if word not in plain:
                break
        else:
            return True
    return False


@dataclass(frozen=True, eq=False)
class Tables:
    """Ours, with the user's before them where there is one."""

    user: Table = field(default_factory=Table)
    _families: dict[str, Rules] = field(default_factory=dict, repr=False)

    def of(self, court_id: str) -> Rules:
        """The rules for this court; those of a district court where nobody knows it."""
        family = family_of(court_id)
        if family not in self._families:
            tables = (self.user, *map(_builtin, (family, *_COMMON)))
            self._families[family] = Rules(_joined(tables, family), court_id)
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
    return Tables(rule_files.table(body, str(path))) if body else builtin()


@lru_cache(maxsize=16)
def _builtin(name: str) -> Table:
    path = _OURS / f"{name}.toml"
    return rule_files.table(path.read_bytes(), str(path))
