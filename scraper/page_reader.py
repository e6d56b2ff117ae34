"""The process in which pages of articles are read, one after the other.

On standard input each page is a line, JSON of its address and its size in bytes, and the page; on
standard output it is a line of JSON. Where the process ends without a word, the page that it was
given last cannot be read.
"""

from __future__ import annotations

import json
import sys

from scraper import apart
from scraper.parsers import article_page, page

MOST_SECONDS = 120  # of a processor, for all pages


def main() -> None:
    apart.limit(MOST_SECONDS)
    pages, answers = sys.stdin.buffer, sys.stdout
    for line in iter(pages.readline, b""):
        url, size = json.loads(line)
        told = article_page.read(pages.read(size), url)
        answers.write(json.dumps(page.plain(told)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
