"""A document that is kept, as people and programs see it: where it is, and what it orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from commands import output
from db import ordered, plain
from db.copies import Copy
from db.errors import NotFound
from db.ordered import Ordered
from db.prose import PAGE_BREAK
from notify.escape import clean

if TYPE_CHECKING:
    from scraper.documents import Paper

_SCAN = "It has no text: its pages are pictures, which docket does not read."
_UNREADABLE = (
    "Its text cannot be read: it is encrypted, damaged or larger than any order. The file is kept"
    " as it came."
)


@dataclass(frozen=True, slots=True)
class Got:
    """A document that is kept."""

    paper: Paper
    copy: Copy
    path: Path
    earlier: Copy | None = None  # what its address held before, where that was something else


def as_plain(got: Got, is_text: bool) -> plain.Plain:
    paper, copy = got.paper, got.copy
    reference = plain.entry_ref(int(paper.entry.id or 0), paper.entry)
    return {
        "docket": str(paper.docket.key),
        "entry": plain.reference(reference),
        "number": paper.document.number or paper.entry.number,
        "attachment": paper.document.attachment,
        "url": copy.url,
        "path": str(got.path),
        "sha256": copy.sha256,
        "earlier_sha256": got.earlier and got.earlier.sha256,
        "size": copy.size,
        "pages": copy.pages,
        "fetched_at": plain.moment(copy.fetched_at),
        "is_scan": copy.is_scan,
        "text": copy.text if is_text else None,
        "ordered": [{"page": each.page, "text": each.text} for each in _orders(copy)],
    }


def _orders(copy: Copy) -> tuple[Ordered, ...]:
    return ordered.paragraphs(copy.text or "")


def show_text(copy: Copy) -> None:
    if copy.text is None:
        raise NotFound(_SCAN if copy.is_scan else _UNREADABLE)
    output.lines("\n\n".join(copy.text.split(PAGE_BREAK)))


def show_ordered(copy: Copy) -> None:
    found = _orders(copy)
    if copy.text is None:
        raise NotFound(_SCAN if copy.is_scan else _UNREADABLE)
    if not found:
        raise NotFound("No paragraph of this document orders anything.")
    _quote(found)


def show(got: Got, time_zone: str) -> None:
    copy, earlier = got.copy, got.earlier
    output.facts(
        [
            ("document", _name(got.paper)),
            ("file", str(got.path)),
            ("from", copy.url),
            ("size", f"{_pages(copy)}{copy.size / 1000:,.0f} kB"),
            ("fetched", output.when(copy.fetched_at, time_zone)),
            ("before", "" if earlier is None else _before(earlier, got.path, time_zone)),
            ("text", _about_text(copy)),
        ]
    )
    found = _orders(copy)
    shown = ordered.gist(found)
    if shown:
        output.say()
        output.title("In its own words")
        _quote(shown)
    if shown != found:
        output.note("There is more of it: add --ordered.")


def _name(paper: Paper) -> str:
    labels = "; ".join(paper.entry.labels) or paper.document.title or ""
    number = paper.document.number or paper.entry.number
    attachment = f"-{paper.document.attachment}" if paper.document.attachment else ""
    place = f" ({number}{attachment})" if number else ""
    return f"{paper.docket.caption or paper.docket.key}: {labels}{place}"


def _pages(copy: Copy) -> str:
    return "" if copy.pages is None else f"{copy.pages} page{'s' * (copy.pages != 1)}, "


def _before(earlier: Copy, path: Path, time_zone: str) -> str:
    then = output.when(earlier.fetched_at, time_zone)
    return f"on {then} another document stood there: {earlier.path(path.parent)}"


def _about_text(copy: Copy) -> str:
    if copy.text is not None:
        return ""
    return _SCAN if copy.is_scan else _UNREADABLE


def _quote(found: Sequence[Ordered]) -> None:
    for each in found:
        output.say(f"- page {each.page}:")
        for line in each.text.split("\n"):
            output.lines(f"    {clean(line)}")
