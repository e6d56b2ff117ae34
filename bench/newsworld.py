"""The matters of `tests/data/news/matters.toml`, and the labelled articles beside it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from db import courts
from db.models import Docket, DocketEntry, Party
from db.press import Article
from scraper import classify
from scraper.link import Matter

NEWS = Path(__file__).resolve().parents[1] / "tests/data/news"

Row = Mapping[str, Any]


@cache
def matters() -> tuple[Matter, ...]:
    """As a store has them: entries are read by our rules; the id of an entry is its key."""
    told = tomllib.loads((NEWS / "matters.toml").read_text(encoding="utf-8"))
    return tuple(_matter(each) for each in told["watch"])


def _matter(told: Row) -> Matter:
    dockets = tuple(_docket(each) for each in told["docket"])
    return Matter(
        told["slug"],
        dockets,
        tuple(told.get("aliases", ())),
        tuple(told.get("terms", ())),
        told.get("judge"),
    )


def _docket(told: Row) -> Docket:
    plain = ("court_id", "number", "caption", "pacer_case_id", "judge", "filed_on")
    return Docket(
        **{key: told[key] for key in plain if key in told},
        parties=tuple(_party(each) for each in told.get("parties", ())),
        entries=tuple(_entry(each, told["court_id"]) for each in told.get("entry", ())),
    )


def _party(told: str) -> Party:
    """`Example Alliance (counsel: Sample Clinic)`."""
    name, _, counsel = told.partition(" (counsel: ")
    return Party(name, counsel=(counsel.rstrip(")"),) if counsel else ())


def _entry(told: Row, court_id: str) -> DocketEntry:
    entry = DocketEntry(
        number=told.get("number"),
        labels=(told["label"],) if "label" in told else (),
        text=told.get("text"),
        entered_at=told["at"].replace(tzinfo=ZoneInfo(courts.get(court_id).time_zone)),
        filed_on=told["at"].date(),
        id=told["key"],
    )
    return replace(entry, meaning=classify.read(entry, court_id))


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def article(row: Row) -> Article:
    at = row["published_at"]
    return Article(
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        published_at=None if at is None else datetime.fromisoformat(at),
    )
