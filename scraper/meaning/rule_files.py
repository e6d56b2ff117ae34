"""A file of rules read and checked: TOML in, a table of rules out. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from db import courts
from db.errors import ConfigError, CourtError
from db.models import Disposition, EntryKind, Mark
from scraper.meaning import phrases
from scraper.meaning.tables import FAMILIES, KindRule, MarkRule, Ruling, Table


def table(body: bytes, place: str) -> Table:
    """The rules of a file; a ConfigError names the place, the rule and its line."""
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
