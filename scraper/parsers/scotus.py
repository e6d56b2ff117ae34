"""A docket of the Supreme Court -> Snapshot.

The court shows each docket as a page for people (`scotus_page`), which is what
we ask for, and as JSON (`scotus_json`), whose path stands under a robots
disallow. All shapes are known by their content, and tell one `Told`
(`scotus_docket`). An answer is one of:

| state | |
|---|---|
| ok | the docket, whole |
| unchanged | the docket as it was in the last answer |
| not_configured | there is no such docket: 404, nothing at all, or the site's search page |
| down | a docket that was there and is gone, an error page, or a page cut short |

The page's own dates of making move daily: what is compared is the docket.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from db import numbers
from db.errors import FormatError
from db.models import Docket, Problem, Snapshot, Source, SourceState
from scraper.parsers import feed_text, scotus_docket, scotus_json, scotus_page
from scraper.parsers.scotus_docket import Told

LARGEST = 2 * 1024 * 1024  # bytes; the longest dockets have less than half of that
NOT_YET = timedelta(hours=1)  # until we ask again for a docket that may be opened any hour


def parse(body: bytes, source: Source) -> Snapshot:
    """One answer on the docket of `source.number`, or on any where that is None.

    With `source.seen`, of the last answer, the same docket again is "unchanged".
    """
    if len(body) > LARGEST:
        return _down("too_large", f"the answer has {len(body):,} bytes: no docket is so long")
    text = feed_text.in_utf8(body).decode(errors="replace").lstrip()
    try:
        told = _read(text)
    except FormatError as error:
        return _down("unreadable", str(error))
    return missing(source) if told is None else _of_told(told, source)


def missing(source: Source) -> Snapshot:
    """The court answers that it has no such docket; one that it had is no longer to be seen."""
    named = f"docket {source.number}" if source.number else "such docket"
    if source.carries in (None, SourceState.NOT_CONFIGURED):
        words = f"the Supreme Court has no {named}: is the number right, or is it too new?"
        problems = (Problem("no_docket", words),)
        state = SourceState.NOT_CONFIGURED
        return Snapshot(state, problems=problems, complete=False, retry_after=NOT_YET)
    words = f"the court no longer shows {named}, which it did; docket asks again later by itself."
    return _down("docket_gone", words)


_DOCKET = re.compile(r"<title\b[^<>]{0,100}>\s{0,100}Docket for", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]{0,100}>([^<]{0,200})", re.IGNORECASE)
_TROUBLE = re.compile(r"denied|unavailable|maintenance|error|forbidden|sorry", re.IGNORECASE)


def _read(text: str) -> Told | None:
    """What the answer tells; None where it is no docket, FormatError where it cannot be read."""
    if text.startswith(("{", "[")):
        return scotus_json.read(text.encode())
    if scotus_page.is_docket(text):
        told = scotus_page.read(text)
        if told is None:
            raise FormatError("the page ends before the docket's first row")
        return told
    if _DOCKET.search(text):
        raise FormatError("the page is a docket of a shape that is not known; please report this")
    title = _TITLE.search(text)
    if title and _TROUBLE.search(title[1]):
        raise FormatError(f"the answer is a page of trouble: {title[1].strip()!r}")
    return None


def _of_told(told: Told, source: Source) -> Snapshot:
    number = scotus_docket.number(told)
    if number is None:
        return _down("no_number", "the answer is a docket without a number that can be read")
    if source.number is not None and not numbers.covers(source.number, number):
        return _down("other_docket", f"the answer is docket {number}, not {source.number}")
    docket, problems = scotus_docket.docket(told, number, source.url)
    if not told.is_whole:
        words = "the page ends in the middle: only whole rows were read"
        return replace(_down("truncated", words, *problems), dockets=(docket,))
    if not any(entry.filed_on for entry in docket.entries):
        # Every docket has a row: the court makes its pages otherwise than we know.
        return _down("no_rows", "no row of the docket can be read; please report this", *problems)
    seen = _digest(docket)
    if seen == source.seen:
        unchanged = SourceState.UNCHANGED
        return Snapshot(unchanged, complete=False, seen=seen, carries=SourceState.OK)
    return Snapshot(SourceState.OK, dockets=(docket,), problems=problems, seen=seen)


def _digest(docket: Docket) -> bytes:
    return sha256(repr(docket).encode()).digest()


def _down(code: str, words: str, *others: Problem) -> Snapshot:
    return Snapshot(SourceState.DOWN, problems=(Problem(code, words), *others), complete=False)
