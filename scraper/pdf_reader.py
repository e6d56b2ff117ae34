"""The process in which one PDF is read: its path as the only argument, JSON on standard output.

It limits its own memory and time before it opens the file. Where it ends without a word, the
file cannot be read.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from time import monotonic

from db.prose import PAGE_BREAK
from scraper import apart
from scraper.parsers import pdf

MOST_SECONDS = 15  # of a processor
ENOUGH = 10.0  # seconds; the pages that were read until then are told
MOST_PAGES = 1000
LONGEST_TEXT = 2_000_000  # characters


def main() -> None:
    apart.limit(MOST_SECONDS)
    body = Path(sys.argv[1]).read_bytes()
    told = {"pages": pdf.count(body), "text": _text(body)}
    sys.stdout.write(json.dumps(told))


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
