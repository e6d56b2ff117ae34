"""What an order says: the paragraphs of a document by which a court orders something. Pure.

    found = ordered.paragraphs(text)     every one of them, with its page
    ordered.gist(found)                  as many of them as a message has room for

They are quoted or left out, never put into other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from db import prose
from db.models import DocketEntry, EntryKind
from db.prose import PAGE_BREAK, Paragraph

LONGEST_GIST = 1500  # characters
_LONGEST_TEXT = 2_000_000  # characters that are read: a thousand pages


@dataclass(frozen=True, slots=True)
class Ordered:
    """Words by which a court orders, as they stand in the document."""

    text: str
    page: int  # where they begin, from 1
    is_decree: bool  # they order; else they grant, deny or the like


_KINDS = (EntryKind.ORDER, EntryKind.OPINION, EntryKind.JUDGMENT, EntryKind.MINUTES)
_BY_COURT = re.compile(  # "Memorandum & Order", "Order on Motion for TRO"; no "Motion for Order"
    r"(?:Judge [^:]{1,60}: )?(?!proposed|motion|notice|letter|response|opposition|reply|brief"
    r"|objection|appeal|transcript|status)(?:[\w&]+ ){0,3}(?:order|opinion|judgment|decree)\b",
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:hereby|further|also|therefore|thus|accordingly|so) )*"
_DECREE = re.compile(
    rf"\bORDERED\b|\b[Ii]t is {_ADVERBS}ordered\b"
    rf"|\b(?:[Tt]he|[Tt]his) [Cc]ourt {_ADVERBS}(?:ORDERS|DIRECTS|ENJOINS)\b"
    r"|\b(?:is|are) hereby (?:ordered|directed|enjoined|restrained)\b"
)
_TELLS_OF_ONE = re.compile(  # an earlier order, or somebody else's
    r"(?:\b(?:had|has|have|was|were|court|Court|previously|judge|Judge|as)|SO) $"
)
_DONE = (
    "granted|denied|allowed|dismissed|vacated|stayed|affirmed|reversed|remanded|dissolved"
    "|modified|overruled|sustained|approved|enjoined"
)
_DISPOSITION = re.compile(
    rf"\b(?:is|are) {_ADVERBS}(?:{_DONE.upper()}|MOOT)\b"
    rf"|\b(?:[Tt]he|[Tt]his) [Cc]ourt {_ADVERBS}"
    r"(?:GRANTS|DENIES|ALLOWS|DISMISSES|VACATES|STAYS|AFFIRMS|REVERSES|REMANDS|DECLINES)\b"
)
_IN_CONCLUSION = re.compile(  # here small letters are enough, as the Supreme Court has them
    r"(?:For (?:the|these|all)\b.{0,80}?\breasons?\b|Accordingly,|In conclusion,|The application )"
    rf".*\b(?:is|are) {_ADVERBS}(?:{_DONE})\b",
    re.IGNORECASE,
)
_SO_ORDERED = re.compile(r"\bso ordered\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\[ ?proposed\b|\bproposed (?:form of )?order\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?::|;|[;,] (?:and|or)|\b(?:that|to))$")  # and so does the list


def may_order(entry: DocketEntry) -> bool:
    """Is it a court's own filing? A party's may quote an order, or propose one."""
    if entry.kind is not None:
        return entry.kind in _KINDS
    return any(_BY_COURT.match(each) for each in (*entry.labels, entry.text or ""))


def paragraphs(text: str) -> tuple[Ordered, ...]:
    """The ordering paragraphs of a document; none where it only proposes an order.

    `text` has its pages, a PAGE_BREAK between two of them. A bare "So ordered" is quoted only
    where the document has nothing else that orders.
    """
    title_page = text[: text.find(PAGE_BREAK)] if PAGE_BREAK in text else text
    if _PROPOSED.search(title_page):
        return ()
    every = prose.paragraphs(text[:_LONGEST_TEXT])
    found = tuple(_whole(every))
    bare = (Ordered(each.text, each.page, True) for each in every if _SO_ORDERED.search(each.text))
    return found or tuple(bare)[:1]


def _whole(every: Sequence[Paragraph]) -> Iterator[Ordered]:
    """Each ordering paragraph, with the list that it introduces."""
    group: list[Paragraph] = []
    for each in every:
        if group and _belongs(each, group):
            group.append(each)
            continue
        if group:
            yield _told(group)
        group = [each] if _orders(each) else []
    if group:
        yield _told(group)


def _belongs(after: Paragraph, group: Sequence[Paragraph]) -> bool:
    """Is it an item of the list that the paragraphs before it introduced or went on with?"""
    if after.is_closing or after.is_heading:
        return False
    return _GOES_ON.search(group[-1].text) is not None or (after.is_item and len(group) > 1)


def _orders(told: Paragraph) -> bool:
    if told.is_closing or told.is_heading:
        return False
    is_disposition = _DISPOSITION.search(told.text) or _IN_CONCLUSION.match(told.text)
    return _decrees(told.text) or is_disposition is not None


def _told(group: Sequence[Paragraph]) -> Ordered:
    is_decree = any(_decrees(each.text) for each in group)
    return Ordered("\n".join(each.text for each in group), group[0].page, is_decree)


def _decrees(text: str) -> bool:
    """Not where it only tells of an order: "the Court previously ORDERED"."""
    begins = (hit.start() for hit in _DECREE.finditer(text))
    return any(not _TELLS_OF_ONE.search(text[max(0, at - 20) : at]) for at in begins)


def gist(found: Sequence[Ordered], longest: int = LONGEST_GIST) -> tuple[Ordered, ...]:
    """What a message has room for, in the document's order.

    What orders goes before what grants or denies, and of that the conclusion before an
    introduction that says the same. Only a first paragraph that is too long itself is cut.
    """
    decrees = [place for place, each in enumerate(found) if each.is_decree]
    others = [place for place, each in enumerate(found) if not each.is_decree]
    kept: dict[int, Ordered] = {}
    room = longest
    for place in (*decrees, *reversed(others)):
        told = found[place] if kept else _cut(found[place], longest)
        if len(told.text) <= room:
            kept[place] = told
            room -= len(told.text)
    return tuple(kept[place] for place in sorted(kept))


def _cut(told: Ordered, longest: int) -> Ordered:
    if len(told.text) <= longest:
        return told
    return replace(told, text=told.text[: longest - 2].rsplit(None, 1)[0] + " …")
