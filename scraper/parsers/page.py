"""What the page of an article tells, as it passes between processes. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from db.press import Reading


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page, read."""

    url: str  # under which it wants to be known
    reading: Reading
    text: str = ""  # paragraphs, an empty line between two
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None  # with the zone it is told in
    modified_at: datetime | None = None
    language: str | None = None  # "en"


def plain(page: Page) -> dict[str, Any]:
    """A page as JSON values."""
    times = {"published_at": page.published_at, "modified_at": page.modified_at}
    return asdict(page) | {name: at and at.isoformat() for name, at in times.items()}


def from_plain(told: dict[str, Any]) -> Page:
    times = {
        name: told[name] and datetime.fromisoformat(told[name])
        for name in ("published_at", "modified_at")
    }
    known = {"reading": Reading(told["reading"]), "authors": tuple(told["authors"])}
    return Page(**told | times | known)
