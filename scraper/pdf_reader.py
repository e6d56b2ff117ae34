"""The process in which one PDF is read: its path as the only argument, JSON on standard output.

It limits its own memory and time before it opens the file. Where it ends without a word, the
file cannot be read.
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from itertools import islice
from pathlib import Path
from time import monotonic

from db.prose import PAGE_BREAK
from scraper.parsers import pdf

MOST_MEMORY = 1024 * 1024 * 1024  # bytes
MOST_SECONDS = 15  # of a processor
ENOUGH = 10.0  # seconds; the pages that were read until then are told
MOST_PAGES = 1000
LONGEST_TEXT = 2_000_000  # characters


def main() -> None:
    _limit()
    body = Path(sys.argv[1]).read_bytes()
    told = {"pages": pdf.count(body), "text": _text(body)}
    sys.stdout.write(json.dumps(told))


def _limit() -> None:
    """Die rather than fill the machine, and leave no core behind."""
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for each, most in limits.items():
        with suppress(ValueError, OSError):  # macOS has no limit of memory
            resource.setrlimit(each, (most, most))


def _text(body: bytes) -> str:
    """The text of its pages, as far as our patience and room go."""
    found: list[str] = []
    began, room = monotonic(), LONGEST_TEXT
    for page in islice(pdf.pages(body), MOST_PAGES):
        found.append(page[:room])
        room -= len(page) + len(PAGE_BREAK)
        if room <= 0 or monotonic() - began > ENOUGH:
            break
    return PAGE_BREAK.join(found)


if __name__ == "__main__":
    main()
