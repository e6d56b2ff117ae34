"""What a person wishes to hear of, and the watch that this becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
    Query,
    Telling,
    Timing,
    Watch,
    WatchedCase,
)
from db.shelves import Shelves

SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_OFFICE = re.compile(r"^[0-9]+:")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 50  # characters, so that a number can follow
_MOST_NAMED = 3  # courts in a slug

Matter = tuple[WatchedCase, ...]  # the cases that share one watch


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options say of a watch; None, or no words at all, leaves it as it was.

    An empty text, or the word "all" among kinds, takes back what was said before.
    """

    courts: tuple[str, ...] | None = None  # of a query, by id; none of them: all
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
    news: Telling | None = None
    when: str | None = None
    digest: str | None = None
    quiet_hours: str | None = None
    breaks_quiet: tuple[EntryKind, ...] | None = None
    wait_for_text: timedelta | None = None
    updates: bool | None = None
    repeat_to: str | None = None
    repeat_after: timedelta | None = None
    language: str | None = None

    @property
    def looks_for_cases(self) -> bool:
        """They say what only a query can have."""
        asked = (self.party, self.nature_of_suit, self.new_cases)
        return any(each is not None for each in asked)

    def applied(self, watch: Watch) -> Watch:
        query = None if watch.query is None else self._asked(watch.query)
        return replace(watch, query=query, timing=self._said(watch.timing), **self._told())

    def _asked(self, query: Query) -> Query:
        said = {each.name: getattr(self, each.name) for each in fields(Query)}
        chosen = {name: told for name, told in said.items() if told is not None}
        emptied = {name: told or None for name, told in chosen.items() if name in _MAY_BE_NONE}
        return replace(query, **chosen | emptied)

    def _told(self) -> dict[str, Any]:
        """The fields of a watch that these wishes change."""
        names = ("channels", "terms", "aliases", "filers")
        words = {name: tuple(filter(None, told)) for name in names if (told := getattr(self, name))}
        values = {
            name: told
            for name in ("kinds", "dispositions", "available", "documents", "news")
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


_MAY_BE_NONE = (
    *("party", "nature_of_suit"),
    *("digest", "quiet_hours", "wait_for_text", "repeat_to", "repeat_after"),
)


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


def keep_query(store: Shelves, wishes: Wishes, name: str | None) -> Watch:
    """Add a watch that looks for cases, or change the one of this name or of the same query."""
    known = store.watches.find(name) if name is not None else None
    asked = wishes.applied(known or Watch(name or "", query=Query()))
    if known is None and name is None:
        slugs = _numbered(_slug_of_query(asked))
        named = ((slug, store.watches.find(slug)) for slug in slugs)
        slug, known = next(each for each in named if each[1] is None or _asks_same(each[1], asked))
        asked = wishes.applied(known or replace(asked, slug=slug))
    keep = store.watches.add if known is None else store.watches.update
    return keep(asked, home.now())


def _asks_same(watch: Watch, other: Watch) -> bool:
    names = ("query", "judge", "terms", "aliases")
    return all(getattr(watch, name) == getattr(other, name) for name in names)


def _slug_of_query(watch: Watch) -> str:
    """`mad-party-sample-agency`, `all-new-cases`."""
    query = watch.query or Query()
    many = f"{len(query.courts)} courts"
    told = [
        many if len(query.courts) > _MOST_NAMED else " ".join(query.courts) or "all",
        query.party and f"party {query.party}",
        watch.judge and f"judge {watch.judge}",
        query.nature_of_suit and f"nature {query.nature_of_suit}",
        *watch.terms,
        *watch.aliases,
        "new cases" if query.new_cases else None,
    ]
    return _slugged(" ".join(filter(None, told)))[:_LONGEST_SLUG].rstrip("-")


def free_slug(case: WatchedCase, is_taken: Callable[[str], bool]) -> str:
    """`mad-25-cv-10676`, or `mad-25-cv-10676-2` where another watch is called so."""
    slug = _slugged(f"{case.court_id} {_OFFICE.sub('', case.number)}")
    return next(each for each in _numbered(slug) if not is_taken(each))


def _slugged(words: str) -> str:
    return _NO_WORD.sub("-", words.casefold()).strip("-")


def _numbered(slug: str) -> Iterator[str]:
    return chain([slug], (f"{slug}-{place}" for place in count(2)))
