"""Names of news sources: short, unique, fit for a command line."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count
from urllib.parse import urlsplit

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")

_NO_NAMES = frozenset(("www", "rss", "feed", "feeds", "news", "m", "mobile", "blog"))
_ODD = re.compile(r"[^a-z0-9]+")


def slug(told: str) -> str:
    """Words as a name; empty where nothing of them is left."""
    return _ODD.sub("-", told.lower()).strip("-")[:40].rstrip("-")


def of_address(url: str) -> str:
    """`herald` of https://www.herald.example/rss."""
    labels = (urlsplit(url).hostname or "").split(".")
    if all(map(str.isdigit, labels)):
        return slug("-".join(labels))
    telling = [each for each in labels[:-1] if each not in _NO_NAMES] or labels
    return slug(telling[0]) or "source"


def free(name: str, taken: Collection[str]) -> str:
    """The name, with a number where somebody has it."""
    if name not in taken:
        return name
    return next(each for at in count(2) if (each := f"{name[:36]}-{at}") not in taken)
