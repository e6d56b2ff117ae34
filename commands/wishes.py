"""What a person wishes to hear of, and the watch that this becomes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import count

from commands import home
from db.models import EntryKind, Watch, WatchedCase
from db.shelves import Shelves

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

    def applied(self, watch: Watch) -> Watch:
        return replace(
            watch,
            channels=self.channels or watch.channels,
            terms=self.terms or watch.terms,
            aliases=self.aliases or watch.aliases,
            judge=watch.judge if self.judge is None else self.judge or None,
            kinds=self.kinds or watch.kinds,
            note=watch.note if self.note is None else self.note or None,
        )


def keep(store: Shelves, wishes: Wishes, name: str | None, matter: Matter) -> Watch:
    """Add a watch, or change the one of this name; without a name that of the very same cases."""
    watches = store.watches.all()
    known = next((each for each in watches if _is_meant(each, name, matter)), None)
    if known is None:
        slug = name or free_slug(matter[0], {each.slug for each in watches})
        return store.watches.add(wishes.applied(Watch(slug, matter)), home.now())
    keys = {case.key for case in known.cases}
    added = (case for case in matter if case.key not in keys)
    changed = replace(known, cases=(*known.cases, *added))
    return store.watches.update(wishes.applied(changed), home.now())


def _is_meant(watch: Watch, name: str | None, matter: Matter) -> bool:
    if name is not None:
        return watch.slug == name
    return {case.key for case in watch.cases} == {case.key for case in matter}


def free_slug(case: WatchedCase, taken: Collection[str]) -> str:
    """`mad-25-cv-10676`, or `mad-25-cv-10676-2` where another watch is called so."""
    number = _OFFICE.sub("", case.number).casefold()
    slug = _NO_WORD.sub("-", f"{case.court_id} {number}").strip("-")
    others = (f"{slug}-{place}" for place in count(2))
    return slug if slug not in taken else next(each for each in others if each not in taken)
