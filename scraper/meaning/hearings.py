"""Proceedings that an entry sets, moves, cancels or records. Pure.

    hearings.of(words, EntryKind.HEARING)[0]

The first hearing is the one that the entry is about: of minutes the one held, otherwise the
first that will take place, otherwise the first that will not.
"""

from __future__ import annotations

from dataclasses import replace

from db.models import EntryKind, Hearing, HearingAction
from scraper.meaning import hearing_reader, hearing_words, references
from scraper.meaning.words import Words

_SILENT = frozenset({EntryKind.TRANSCRIPT, EntryKind.APPEARANCE, EntryKind.NOTICE_OF_APPEAL})


def of(words: Words, kind: EntryKind) -> tuple[Hearing, ...]:
    """The proceedings of an entry, the one that it is about first."""
    if kind in _SILENT:
        return ()
    if not words.text:
        return _of_label(words.label, kind)
    text = references.head(words.text)
    lowered = text.lower()
    if not any(map(lowered.__contains__, hearing_words.STEMS)):
        return ()
    found = hearing_reader.Reader(text, kind, words.filed_on).read()
    return _in_order(_complete(found, text, kind), kind)


def _of_label(label: str, kind: EntryKind) -> tuple[Hearing, ...]:
    """What an event's name alone tells, which is never a day."""
    if kind is EntryKind.MINUTES:
        return (Hearing(HearingAction.HELD, words=label),)
    if kind is EntryKind.HEARING and not hearing_words.MIXED.search(label):
        acts = [_act(event) for event in label.split(" AND ")]
        act = next((act for act in acts if act is not HearingAction.CANCELLED), acts[0])
        return (Hearing(act, words=label),)
    if hearing_words.SETS.search(label):
        return (Hearing(HearingAction.SET, words=label),)
    return ()


def _act(title: str) -> HearingAction:
    """What an entry does whose title speaks of hearings without saying of which day."""
    if hearing_words.CANCELS.search(title):
        return HearingAction.CANCELLED
    return HearingAction.MOVED if hearing_words.MOVES.search(title) else HearingAction.SET


def _complete(found: list[Hearing], text: str, kind: EntryKind) -> list[Hearing]:
    """With what the entry's own kind and title say of its hearings."""
    if kind is EntryKind.MINUTES:
        return _of_minutes(found, text)
    if not found and kind is EntryKind.HEARING:
        return [Hearing(_act(text[:200]), words=text[:100])]
    if found and found[0].action is HearingAction.SET and hearing_words.MOVES.search(text[:200]):
        return [replace(found[0], action=HearingAction.MOVED), *found[1:]]
    return found


def _of_minutes(found: list[Hearing], text: str) -> list[Hearing]:
    """Minutes record a proceeding, unless they say that none took place."""
    if hearing_words.NOT_HELD.search(text):
        return [replace(hearing, action=HearingAction.CANCELLED) for hearing in found if hearing.on]
    told = {hearing.action for hearing in found}
    is_told = bool(told & {HearingAction.HELD, HearingAction.CANCELLED})
    if is_told or hearing_words.IN_CHAMBERS.search(text) or _is_ruling_alone(text):
        return found
    if HearingAction.MOVED in told and not hearing_words.SAT.search(text):
        return found
    return [Hearing(HearingAction.HELD, words=text[:100]), *found]


def _is_ruling_alone(text: str) -> bool:
    """Chicago's minute entries are orders, unless they say that somebody came to court."""
    return bool(hearing_words.OF_CHICAGO.match(text) and not hearing_words.SAT.search(text))


def _in_order(found: list[Hearing], kind: EntryKind) -> tuple[Hearing, ...]:
    """Each once, and without a day only what has none: "Hearing cancelled. The hearing of ..."."""
    dated = {hearing.action for hearing in found if hearing.on}
    told = [hearing for hearing in found if hearing.on or hearing.action not in dated]
    once = list({(h.action, h.on, h.at, h.what): h for h in reversed(told)}.values())[::-1]
    first = (HearingAction.HELD,) if kind is EntryKind.MINUTES else ()
    once.sort(key=lambda h: (h.action not in first, h.action is HearingAction.CANCELLED))
    return tuple(once)
