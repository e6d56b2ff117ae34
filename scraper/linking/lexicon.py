"""The tables of `tables/`: what they are is said in each. Read at the first question. Pure."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_TABLES = Path(__file__).with_name("tables")


@cache
def words(name: str) -> frozenset[str]:
    """A list of `words.toml`."""
    return frozenset(table("words")[name])


@cache
def table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_TABLES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """The names of every country in several languages, by its code."""
    told = json.loads((_TABLES / "places.json").read_text(encoding="utf-8"))
    return {code: tuple(names) for code, names in told.items()}
