"""The tables of rules: ours in `rules/*.toml`, and the user's (see docs/rules.md).

    tables = rules.builtin()
    tables = rules.load(Path("rules.toml"))    # the user's first, then ours

A table for a family of courts goes before the common one, and in a table the first rule that
fits decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from db import courts
from db.courts import CourtLevel
from db.errors import ConfigError
from scraper.meaning import phrases, rule_files
from scraper.meaning.tables import KindRule, Ruling, Table

_FAMILY = {
    CourtLevel.BANKRUPTCY: "bankruptcy",
    CourtLevel.APPELLATE: "appellate",
    CourtLevel.SUPREME: "scotus",
}
# Of all courts: what clerks note goes before what is heard, decided and filed.
_COMMON = ("titles", "clerks", "proceedings", "decisions", "papers", "rulings", "marks")
_OURS = Path(__file__).with_name("rules")
_KEY = 3  # letters of its first word under which a phrase is filed


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
            for word in map(str.lower, ruling.words):
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

    user: Table = field(default_factory=Table)
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
    return Tables(rule_files.table(body, str(path))) if body else builtin()


@lru_cache(maxsize=16)
def _builtin(name: str) -> Table:
    path = _OURS / f"{name}.toml"
    return rule_files.table(path.read_bytes(), str(path))
