"""What a watch's filters hold back, and why, in words for people. Pure.

What is not known is let through: silence would be worse than noise. Nothing that is held back
is lost, the watch's next digest lists it.
"""

from __future__ import annotations

from collections.abc import Iterator

from db.models import Availability, Change, ChangeKind, DocketEntry, EntryKind, Watch
from db.plain import spaced
from db.queries import says, words
from db.spelled import plain_letters

RULINGS = frozenset((EntryKind.ORDER, EntryKind.OPINION, EntryKind.JUDGMENT))

# Of these the entry has lost the words by which a filter could know it.
_WITHHELD = frozenset((ChangeKind.SEALED, ChangeKind.REDACTED))
# Of a deadline only the subject counts: that nothing was filed is news whatever set it.
_CLOCKS = frozenset((ChangeKind.DEADLINE_DUE, ChangeKind.DEADLINE_MISSED))


def reason(watch: Watch, change: Change, entry: DocketEntry | None) -> str | None:
    """Why a change of this entry is held back; None where it may go."""
    return None if entry is None else next(_reasons(watch, change, entry), None)


def _reasons(watch: Watch, change: Change, entry: DocketEntry) -> Iterator[str]:
    if change.kind not in _CLOCKS:
        yield from _of_kind(watch, entry)
        yield from _of_ruling(watch, entry)
        yield from _of_filer(watch, entry)
        yield from _of_availability(watch, entry)
    if change.kind not in _WITHHELD:
        yield from _of_words(watch, change, entry)


def _of_kind(watch: Watch, entry: DocketEntry) -> Iterator[str]:
    if watch.kinds and entry.kind is not None and entry.kind not in watch.kinds:
        yield f"kind {spaced(entry.kind)}"


def _of_ruling(watch: Watch, entry: DocketEntry) -> Iterator[str]:
    """Rulings alone have a disposition; one known by its label alone may have any."""
    ruled = None if entry.meaning is None else entry.meaning.disposition
    if not watch.dispositions or ruled in watch.dispositions:
        return
    if ruled is not None:
        yield f"ruling {spaced(ruled)}"
    elif entry.kind in RULINGS and entry.text is not None:
        yield f"no ruling {_either(map(spaced, watch.dispositions))}"


def _of_filer(watch: Watch, entry: DocketEntry) -> Iterator[str]:
    found = [entry.filer, entry.meaning.filer if entry.meaning is not None else None]
    told = [name for name in found if name]
    known = plain_letters("; ".join(told)).casefold()
    asked = (plain_letters(name).casefold() for name in watch.filers)
    if watch.filers and told and not any(name in known for name in asked):
        yield f"filed by {told[0]}"


def _of_availability(watch: Watch, entry: DocketEntry) -> Iterator[str]:
    """By the entry's own document: an exhibit that can be read stands for nothing else."""
    main = next((each for each in entry.documents if not each.attachment), None)
    is_free = main is not None and main.free_url is not None
    if watch.available is Availability.FREE and not is_free:
        yield "no free copy yet"
    is_linked = is_free or (main is not None and main.url is not None)
    if watch.available is Availability.LINKED and not is_linked:
        yield "no document yet"


def _of_words(watch: Watch, change: Change, entry: DocketEntry) -> Iterator[str]:
    """By what the entry says, and what it said before; the words of a query are its own."""
    terms = (*watch.terms, *watch.aliases)
    said = "\n".join(spoken(change, entry))
    if not terms or watch.query is not None or says(said, terms):
        return
    is_stub = entry.text is None and (not said or entry.kind is None or entry.kind in RULINGS)
    if not is_stub:
        yield f"no word of {_either(terms)}"


def spoken(change: Change, entry: DocketEntry) -> Iterator[str]:
    """What an entry says, and what a change of its words took away."""
    yield from words(entry)
    if change.kind is ChangeKind.ENTRY_EDITED and isinstance(change.old, str | list):
        yield from [change.old] if isinstance(change.old, str) else map(str, change.old)


def _either(told: Iterator[str] | tuple[str, ...]) -> str:
    *first, last = told
    return f"{', '.join(first)} or {last}" if first else last
