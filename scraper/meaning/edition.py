"""Which edition of the rules entries are read by, ours and the user's file, and what reads so."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from scraper import classify
from scraper.classify import Reader
from scraper.meaning import rules

_HERE = Path(__file__).parent


def of(user_rules: Path) -> str:
    """A name that changes with any rule, or with the code that reads by them."""
    theirs = user_rules.read_bytes() if user_rules.exists() else b""
    return blake2b(_ours() + theirs, digest_size=8).hexdigest()


def reader(user_rules: Path) -> Reader:
    """What reads entries by the user's rules, as they now are, before ours."""
    return classify.reader(rules.load(user_rules))


@lru_cache(maxsize=1)
def _ours() -> bytes:
    files = sorted([*_HERE.rglob("*.py"), *_HERE.rglob("*.toml")])
    return b"".join(path.read_bytes() for path in (*files, _HERE.with_name("classify.py")))
