"""What a person wishes to hear of, and the watch that this becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import chain, count
from typing import Any

from commands import home
from db.models import (
    Availability,
    Disposition,
    Documents,
    EntryKind,
    Timing,
    Watch,
    WatchedCase,
)
from db.shelves import Shelves

SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_OFFICE = re.compile(r"^[0-9]+:")
_NO_WORD = re.compile(r"[^a-z0-9]+")

Matter = tuple[WatchedCase, ...]  # the cases that share one watch


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options say of a watch; None, or no words at all, leaves it as it was.

    An empty text, or the word "all" among kinds, takes back what was said before.
    """

    channels: tuple[str, ...] = ()
    note: str | None = None
    party: str | None = None
    nature_of_suit: str | None = None
    new_cases: bool | None = None
    judge: str | None = None
    terms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    kinds: tuple[EntryKind, ...] | None = None
    dispositions: tuple[Disposition, ...] | None = None
    filers: tuple[str, ...] = ()
    available: Availability | None = None
    documents: Documents | None = None
    when: str | None = None
    digest: str | None = None
    quiet_hours: str | None = None
    breaks_quiet: tuple[EntryKind, ...] | None = None
    wait_for_text: timedelta | None = None
    updates: bool | None = None
    repeat_to: str | None = None
    repeat_after: timedelta | None = None
    language: str | None = None

    def applied(self, watch: Watch) -> Watch:
        return replace(watch, timing=self._said(watch.timing), **self._told(watch))

    def _told(self, watch: Watch) -> dict[str, Any]:
        """The fields of a watch that these wishes change."""
        names = ("channels", "terms", "aliases", "filers")
        words = {name: tuple(filter(None, told)) for name in names if (told := getattr(self, name))}
        values = {
            name: told
            for name in ("kinds", "dispositions", "available", "documents")
            if (told := getattr(self, name)) is not None
        }
        lines = {
            name: told or None
            for name in ("judge", "note", "language")
            if (told := getattr(self, name)) is not None
        }
        return words | values | lines

    def _said(self, timing: Timing) -> Timing:
        said = {each.name: getattr(self, each.name) for each in fields(Timing)}
        chosen = {name: told for name, told in said.items() if told is not None}
        emptied = {name: told or None for name, told in chosen.items() if name in _MAY_BE_NONE}
        return replace(timing, **chosen | emptied)


_MAY_BE_NONE = ("digest", "quiet_hours", "wait_for_text", "repeat_to", "repeat_after")


def keep(store: Shelves, wishes: Wishes, name: str | None, matter: Matter) -> Watch:
    """Add a watch, or change the one of this name; without a name that of the very same cases."""
    known = _meant(store, name, matter)
    if known is None:
        slug = name or free_slug(matter[0], lambda slug: store.watches.find(slug) is not None)
        return store.watches.add(wishes.applied(Watch(slug, matter)), home.now())
    keys = {case.key for case in known.cases}
    added = (case for case in matter if case.key not in keys)
    changed = replace(known, cases=(*known.cases, *added))
    return store.watches.update(wishes.applied(changed), home.now())


def _meant(store: Shelves, name: str | None, matter: Matter) -> Watch | None:
    if name is not None:
        return store.watches.find(name)
    keys = {case.key for case in matter}
    following = store.watches.of_case(matter[0].court_id, matter[0].number)
    return next((each for each in following if {case.key for case in each.cases} == keys), None)


def free_slug(case: WatchedCase, is_taken: Callable[[str], bool]) -> str:
    """`mad-25-cv-10676`, or `mad-25-cv-10676-2` where another watch is called so."""
    number = _OFFICE.sub("", case.number).casefold()
    slug = _NO_WORD.sub("-", f"{case.court_id} {number}").strip("-")
    others = (f"{slug}-{place}" for place in count(2))
    return next(each for each in chain([slug], others) if not is_taken(each))
