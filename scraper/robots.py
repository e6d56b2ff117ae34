"""What a court's robots.txt lets us ask (RFC 9309). Pure.

A file that is not there (4xx) allows everything. One that cannot be had (5xx, 429, no connection)
allows nothing for now: the source is down until it can be read.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from protego import Protego

ROBOT = "docketwatch"  # the name that a group of rules calls us by
LONGEST_READ = 500 * 1024  # characters; the RFC asks for as many bytes
LONGEST_DELAY = 60.0  # seconds

_NAME = re.compile(r"\s*user(?:-|\s+)?agent(?:\s*:|\s)\s*(?P<name>[^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    parsed: Protego

    def allow(self, url: str) -> bool:
        return self.parsed.can_fetch(url, ROBOT)

    @property
    def delay(self) -> float:
        """Seconds to leave between two requests, at most a minute: we ask a feed twice an hour."""
        asked = self.parsed.crawl_delay(ROBOT) or 0.0
        return min(max(asked, 0.0), LONGEST_DELAY) if math.isfinite(asked) else 0.0


def parse(text: str) -> Rules:
    return Rules(Protego.parse("\n".join(map(_renamed, text[:LONGEST_READ].splitlines()))))


def _renamed(line: str) -> str:
    """Gives all other robots one name: 20,000 of them with 20,000 rules each fill the memory."""
    found = _NAME.match(line)
    if found is None:
        return line
    name = found["name"].strip().lower()
    return f"User-agent: {name if name in ('*', ROBOT) else 'another'}"


def text(status: int, body: bytes) -> str | None:
    """The rules that an answer to /robots.txt states, or None where it does not settle them."""
    if 200 <= status < 300:
        return body.decode("utf-8-sig", "replace")[:LONGEST_READ]
    if 400 <= status < 500 and status != 429:
        return ""
    return None
