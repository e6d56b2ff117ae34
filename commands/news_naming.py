"""Names and addresses of news sources: short, unique, fit for a command line."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count
from urllib.parse import urlsplit, urlunsplit

from db import config_values

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")

_NO_NAMES = frozenset(("www", "rss", "feed", "feeds", "news", "m", "mobile", "blog"))
_ODD = re.compile(r"[^a-z0-9]+")
_FOR_READERS = re.compile(r"feed:(?://)?(?=https?://)|feed(?=://)", re.IGNORECASE)


def address(told: str) -> str:
    """In one spelling, so that no source is asked twice; ValueError where none may be asked.

    `feed://herald.example/rss` is how pages hand an address to a reader of feeds.
    """
    replaced = _FOR_READERS.sub(lambda told: "" if ":" in told[0] else "http", told.strip(), 1)
    parts = urlsplit(config_values.address(replaced))
    if "@" in parts.netloc:
        raise ValueError("must be an address without a name and a password: these would be kept")
    host = parts.netloc.lower()
    return urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))


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
