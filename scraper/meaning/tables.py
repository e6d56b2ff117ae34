"""The nouns of the tables of rules. `docs/rules.md` says what each key means. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from db.models import Disposition, EntryKind, Mark

RULING_KINDS = (EntryKind.ORDER, EntryKind.OPINION, EntryKind.JUDGMENT, EntryKind.MINUTES)
FAMILIES = ("district", "bankruptcy", "appellate", "scotus")


@dataclass(frozen=True, slots=True)
class KindRule:
    """What an entry is that opens with one of these phrases, and says, or does not say, others."""

    name: str
    kind: EntryKind
    opens: tuple[str, ...] = ()
    says: tuple[str, ...] = ()  # one of them must stand somewhere
    unless: tuple[str, ...] = ()  # none of them may, in its title
    without: tuple[str, ...] = ()  # nor these, anywhere
    of: str = ""  # "label" or "text", where it holds for one alone
    first_only: bool = False  # not where other words stand before: "Sample Agency's MOTION"
    last_resort: bool = False  # only where no other rule fits
    courts: tuple[str, ...] = ()  # ids; none: all
    family: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What words a court rules with, and what it comes to."""

    name: str
    disposition: Disposition
    words: tuple[str, ...]  # every form of the verb
    only_after: tuple[str, ...] = ()  # phrases, one of which must stand right before
    not_after: tuple[str, ...] = ()  # and none of these
    only_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()  # right after
    unless: tuple[str, ...] = ()  # none of these before it in its sentence
    kinds: tuple[EntryKind, ...] = ()  # of which it holds; none: all that rule
    example: str = ""

    def holds_of(self, kind: EntryKind) -> bool:
        return kind in (self.kinds or RULING_KINDS)


@dataclass(frozen=True, slots=True)
class MarkRule:
    """What says that a filing is sealed, or stands in place of another."""

    name: str
    mark: Mark
    says: tuple[str, ...]
    unless: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rules."""

    kinds: tuple[KindRule, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    marks: tuple[MarkRule, ...] = ()
    passing: tuple[str, ...] = ()  # words that may stand before what an entry is
    stops: tuple[str, ...] = ()  # and those behind which it never stands
    never_ruling: tuple[str, ...] = ()  # phrases before a verb that then rules nothing
