"""What is news between what we held and what we hold now. Pure.

`of_entry` and `of_docket` name the differences; `heard` then decides which of
them are news. None never overwrites, a value that a further source adds is an
upgrade and stays quiet, and a value that returns is noise: some courts alternate
the labels of one entry at every rebuild.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from db.models import ChangeKind, Docket, DocketEntry
from db.sightings import main_doc_id


@dataclass(frozen=True, slots=True)
class Difference:
    kind: ChangeKind
    field: str
    old: object = None
    new: object = None

    @property
    def shown_old(self) -> object:
        """The old value, unless a court has withdrawn it from view."""
        return None if self.kind in (ChangeKind.SEALED, ChangeKind.REDACTED) else self.old


@dataclass(frozen=True, slots=True)
class Heard:
    """The values that a source ever gave a field, as digests, and whether one came back.

    Digests, because a value may since have been redacted.
    """

    values: tuple[str, ...] = ()
    returns: bool = False


Memory = Mapping[str, Heard]

_SEALED = re.compile(r"^seal$|\bsealed\b|\bunder seal\b", re.IGNORECASE)
_ONLY_SEALED = re.compile(
    r"^seal(?:ed)?(?: (?:document|docket entry|entry|event))?$", re.IGNORECASE
)
_PSEUDONYM = re.compile(
    r"^(?:[A-Z]\.\s?){1,6}(?:,.*| and .*| et al\.?)?$"  # O.C.G.; J.S., a minor
    r"|^(?:[A-Z][\w'-]+ ){1,3}(?:[A-Z]\.\s?){1,2}(?:,.*| et al\.?)?$"  # Carlos D.; Ana Maria S.
    r"|\b(?:Doe|Roe)\b|\b(?i:sealed|redacted)\b"
)
_SIDES = re.compile(r"\s+vs?\.?\s+|^In re:?\s+", re.IGNORECASE)
_UTILITY = "~Util"


def of_entry(old: DocketEntry | None, new: DocketEntry) -> list[Difference]:
    """Every difference between an entry as we held it and as we hold it now."""
    if old is None:
        return [Difference(ChangeKind.ENTRY_ADDED, "entry")]
    if old == new:
        return []
    labels = list(_labels(old, new))
    marks = [] if _seals(labels) else _marks(old, new)
    return [*marks, *labels, *_words(old, new), *_copies(old, new)]


def _seals(labels: list[Difference]) -> bool:
    """A sealing takes number and link along; that is one difference."""
    return any(told.kind is ChangeKind.SEALED for told in labels)


def _marks(old: DocketEntry, new: DocketEntry) -> Iterator[Difference]:
    """Number and link: arriving together or withdrawn together they are one difference."""
    was, now = main_doc_id(old), main_doc_id(new)
    if old.number is None and new.number is not None:
        yield Difference(ChangeKind.ENTRY_NUMBERED, "number", None, new.number)
        if was is not None and now is not None and was != now:
            yield Difference(ChangeKind.ENTRY_EDITED, "doc_id", was, now)
        return
    if was is not None and now is None:
        yield Difference(ChangeKind.DOCUMENT_UNLINKED, "document", old.number or was, None)
        return
    if was is None and now is not None:
        yield Difference(ChangeKind.DOCUMENT_LINKED, "document", None, now)
    elif was != now:
        yield Difference(ChangeKind.ENTRY_EDITED, "doc_id", was, now)
    if old.number != new.number:
        yield Difference(ChangeKind.ENTRY_EDITED, "number", old.number, new.number)


def _labels(old: DocketEntry, new: DocketEntry) -> Iterator[Difference]:
    was, now = telling(old.labels), telling(new.labels)
    if was == now or not now:
        return
    if is_sealed(new) and not is_sealed(old):
        yield Difference(ChangeKind.SEALED, "labels", list(was) or None, list(now))
    else:
        yield Difference(ChangeKind.ENTRY_EDITED, "labels", list(was) or None, list(now))


def is_upgrade(told: Difference, *, by_feed: bool) -> bool:
    """Something that nobody had said yet: it completes the entry, and is no news.

    In a court's feed a number and a link come with the document itself, which is news.
    """
    is_mark = told.kind in (ChangeKind.ENTRY_NUMBERED, ChangeKind.DOCUMENT_LINKED)
    is_added = told.kind is ChangeKind.ENTRY_EDITED or (is_mark and not by_feed)
    return is_added and told.old is None


def is_sealed(told: DocketEntry) -> bool:
    """The court says so in the entry's labels."""
    return any(map(_SEALED.search, telling(told.labels)))


def seals(told: DocketEntry, before: DocketEntry | None, *, did: bool) -> bool:
    """By this word the court withdraws the entry's other words; `did`: it had done so before.

    A label that turns into "Seal", or that says no more. A motion that was sealed when it
    was filed has a docket text which is as public as any.
    """
    if not is_sealed(told):
        return False
    has_turned = before is not None and not is_sealed(before)
    return did or has_turned or all(map(_ONLY_SEALED.match, telling(told.labels)))


def withheld(told: DocketEntry) -> DocketEntry:
    """What may still be said of an entry that a court sealed: neither its words nor its copies."""
    documents = tuple(replace(each, free_url=None, title=None) for each in told.documents)
    return replace(told, text=None, documents=documents)


def telling(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels that say something about the filing, not about the clerk's screen."""
    return tuple(label for label in labels if not label.startswith(_UTILITY))


def _words(old: DocketEntry, new: DocketEntry) -> Iterator[Difference]:
    if new.text is not None and old.text != new.text:
        yield Difference(ChangeKind.ENTRY_EDITED, "text", old.text, new.text)
    if new.filed_on is not None and old.filed_on != new.filed_on:
        yield Difference(
            ChangeKind.ENTRY_EDITED,
            "filed_on",
            None if old.filed_on is None else old.filed_on.isoformat(),
            new.filed_on.isoformat(),
        )


def _copies(old: DocketEntry, new: DocketEntry) -> Iterator[Difference]:
    """Free copies appeared, were put in another's place, or were withdrawn: each told once."""
    was, now = _free_urls(old), _free_urls(new)
    turned = [(was.get(place), now.get(place)) for place in sorted(was.keys() | now.keys())]
    appeared = [after for before, after in turned if before is None]
    replaced = [turn for turn in turned if None not in turn and turn[0] != turn[1]]
    withdrawn = [before for before, after in turned if after is None]
    if appeared or replaced:
        before, after = (None, appeared[0]) if appeared else replaced[0]
        yield Difference(ChangeKind.DOCUMENT_FREE, "free_url", before, after)
    if withdrawn:
        yield Difference(ChangeKind.DOCUMENT_UNLINKED, "free_copy", withdrawn[0], None)


def _free_urls(told: DocketEntry) -> dict[int, str]:
    """Free copies by the attachment number; the document itself is 0."""
    return {each.attachment or 0: each.free_url for each in told.documents if each.free_url}


_HEADINGS = {
    "caption": ChangeKind.RECAPTIONED,
    "type": ChangeKind.RECAPTIONED,
    "chapter": ChangeKind.RECAPTIONED,
    "judge": ChangeKind.REASSIGNED,
    "number": ChangeKind.REASSIGNED,
    "office": ChangeKind.REASSIGNED,
    "trustee": ChangeKind.REASSIGNED,
}


def of_docket(old: Docket, new: Docket) -> list[Difference]:
    """Every difference between a docket's heading as we held it and as we hold it now."""
    found = [
        Difference(kind, name, getattr(old, name), getattr(new, name))
        for name, kind in _HEADINGS.items()
        if getattr(new, name) is not None and getattr(old, name) != getattr(new, name)
    ]
    return [
        *(_as_redaction(each) for each in found if not _is_same_debtor(each, new)),
        *_closing(old, new),
    ]


def _closing(old: Docket, new: Docket) -> Iterator[Difference]:
    if old.closed_on is None and new.closed_on is not None:
        yield Difference(ChangeKind.CLOSED, "closed_on", None, new.closed_on.isoformat())
    elif old.closed_on is not None and new.closed_on is None:
        yield Difference(ChangeKind.REOPENED, "closed_on", old.closed_on.isoformat(), None)


def _as_redaction(told: Difference) -> Difference:
    if told.field == "caption" and is_redaction(told.old, told.new):
        return replace(told, kind=ChangeKind.REDACTED)
    return told


def is_redaction(old: object, new: object) -> bool:
    """A party's name gave way to initials, a first name, a Doe or SEALED."""
    return isinstance(old, str) and isinstance(new, str) and bool(hidden(old, new))


def hidden(old: str, new: str) -> list[tuple[str, str]]:
    """Each side of a caption whose name gave way: what it was called, and is called now."""
    sides = zip(_SIDES.split(old), _SIDES.split(new), strict=False)
    return [(was, now) for was, now in sides if was != now and _hides(was, now)]


def _hides(was: str, now: str) -> bool:
    if _PSEUDONYM.search(was):
        return False
    first, _, initial = now.rpartition(" ")
    is_shortened = len(initial) == 1 and was.startswith(f"{first} {initial}")  # Jane S
    return is_shortened or _PSEUDONYM.search(now) is not None


def _is_same_debtor(told: Difference, new: Docket) -> bool:
    """Bankruptcy titles name the debtor, then "and" whoever this one filing concerns."""
    if told.field != "caption" or new.type is None or told.old is None:
        return False
    return str(told.old).split(" and ")[0] == str(told.new).split(" and ")[0]


def heard(
    memory: Memory, differences: Iterable[Difference]
) -> tuple[dict[str, Heard], list[Difference]]:
    """Remember what was said, and leave out what has been said before.

    The first A -> B is news. The return to A is not, nor is any later flip of
    that field; nor are labels that each stood there before, as where a court
    shows one label of a filing at a time. A sealing is news the first time,
    however the labels flapped.
    """
    known = dict(memory)
    news = []
    for told in differences:
        before = known.get(told.field, Heard(_digests(told.old)))
        whole, *parts = _digests(told.new)
        is_return = whole in before.values
        is_known = is_return or set(parts or [whole]) <= set(before.values)
        values = dict.fromkeys((*before.values, whole, *parts))
        known[told.field] = Heard(tuple(values), before.returns or is_return)
        if not is_known and (not before.returns or told.kind is ChangeKind.SEALED):
            news.append(told)
    return known, news


def _digests(value: object) -> tuple[str, ...]:
    """Of a value, and of each label where it is several."""
    parts = value if isinstance(value, list) else ()
    return (digest(value), *map(digest, parts))


def digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=6).hexdigest()


def settled(told: DocketEntry, old: DocketEntry) -> DocketEntry:
    """What an entry is held to say where a source's new word is partly noise.

    Utility labels never push aside labels that say something. A sealed entry keeps
    its number: the feed drops it with the link, the docket does not.
    """
    if telling(old.labels) and not telling(told.labels):
        told = replace(told, labels=old.labels)
    if told.number is None and is_sealed(told):
        told = replace(told, number=old.number)
    return told
