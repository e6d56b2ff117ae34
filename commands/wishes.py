"""What a person wishes to hear of, and the watch that this becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain, count

from commands import home
from db.models import Documents, EntryKind, Watch, WatchedCase
from db.shelves import Shelves

SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_OFFICE = re.compile(r"^[0-9]+:")
_NO_WORD = re.compile(r"[^a-z0-9]+")

Matter = tuple[WatchedCase, ...]  # the cases that share one watch


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options say of a watch; what they leave out stays as it was."""

    channels: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    judge: str | None = None  # "" for none any more
    kinds: tuple[EntryKind, ...] = ()
    note: str | None = None  # "" for none any more
    documents: Documents | None = None

    def applied(self, watch: Watch) -> Watch:
        return replace(
            watch,
            channels=self.channels or watch.channels,
            terms=self.terms or watch.terms,
            aliases=self.aliases or watch.aliases,
            judge=watch.judge if self.judge is None else self.judge or None,
            kinds=self.kinds or watch.kinds,
            note=watch.note if self.note is None else self.note or None,
            documents=self.documents or watch.documents,
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


def free_slug(case: WatchedCase, is_taken: Callable[[str], bool]) -> str:
    """`mad-25-cv-10676`, or `mad-25-cv-10676-2` where another watch is called so."""
    number = _OFFICE.sub("", case.number).casefold()
    slug = _NO_WORD.sub("-", f"{case.court_id} {number}").strip("-")
    others = (f"{slug}-{place}" for place in count(2))
    return next(each for each in chain([slug], others) if not is_taken(each))
