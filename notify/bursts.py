"""Many filings that are one event: a motion with twelve exhibits, an order in four cases. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from db import filings
from db.models import ChangeKind, DocketEntry, EntryKind
from notify import naming
from notify.filters import RULINGS
from notify.story import Happening, Story

_PAPERS = frozenset((EntryKind.EXHIBIT, EntryKind.DECLARATION))  # that come with another filing

# What no party files; an exhibit of the same minute belongs to none of these.
_OF_THE_COURT = frozenset(
    (
        *(*RULINGS, EntryKind.MINUTES, EntryKind.HEARING, EntryKind.TRANSCRIPT),
        *(EntryKind.SUMMONS, EntryKind.ADMINISTRATIVE),
    )
)
_TOGETHER = timedelta(minutes=2)  # between two papers of one filing, each entered by hand


@dataclass(frozen=True, slots=True)
class _Filing:
    """A new entry, in its place among those of a story."""

    happening: Happening
    entry: DocketEntry

    @property
    def is_paper(self) -> bool:
        return self.entry.kind in _PAPERS


def folded(happened: Sequence[Happening], story: Story) -> list[Happening]:
    """One line for each event: with the papers that came along, in whichever dockets it stands."""
    joined = _spread(happened, story)
    filed = [_Filing(each, entry) for each in joined if (entry := _new_entry(each, story))]
    by_docket: dict[Hashable, list[_Filing]] = defaultdict(list)
    for each in filed:
        by_docket[each.happening.docket_keys].append(each)
    mains = {
        id(paper.happening): main.happening
        for of_docket in by_docket.values()
        for paper, main in _pairs(of_docket)
    }
    return [
        replace(each, companions=tuple(one for one in joined if mains.get(id(one)) is each))
        for each in joined
        if id(each) not in mains
    ]


def _new_entry(happening: Happening, story: Story) -> DocketEntry | None:
    is_new = happening.change.kind is ChangeKind.ENTRY_ADDED
    return story.entry_of(happening.change) if is_new else None


def _spread(happened: Iterable[Happening], story: Story) -> list[Happening]:
    """An order that the court enters in several cases at once, word for word, is one."""
    groups = filings.joined(
        happened, lambda each: _wording(each, story), lambda each: each.docket_keys
    )
    return [
        replace(group[0], changes=tuple(each for one in group for each in one.changes))
        for group in groups
    ]


def _wording(happening: Happening, story: Story) -> Hashable:
    """What such orders have in common; papers of their own part those that only look alike."""
    entry = _new_entry(happening, story)
    if entry is None or entry.kind not in _OF_THE_COURT or entry.entered_at is None:
        return id(happening)
    if entry.text is None and (entry.number is not None or entry.documents):
        return id(happening)
    return happening.court_id, entry.kind, entry.labels, entry.text, entry.entered_at


def _pairs(filed: Sequence[_Filing]) -> list[tuple[_Filing, _Filing]]:
    """Each paper of a docket that came along with another filing, and that filing."""
    mains = [each for each in filed if not each.is_paper]
    sworn = [each for each in filed if each.entry.kind is EntryKind.DECLARATION]
    found = {id(paper): _main(paper, mains) for paper in filed if paper.is_paper}
    for paper in filed:
        if found.get(id(paper), paper) is None and paper.entry.kind is EntryKind.EXHIBIT:
            declaration = _main(paper, sworn)
            above = found[id(declaration)] if declaration is not None else None
            found[id(paper)] = above or declaration
    return [(paper, main) for paper in filed if (main := found.get(id(paper))) is not None]


def _main(paper: _Filing, others: Sequence[_Filing]) -> _Filing | None:
    """The filing that a paper names; else the last before it, or the next, that it came with."""
    meaning = paper.entry.meaning
    numbers = meaning.answers if meaning is not None else ()
    named = [each for each in others if each.entry.number in numbers]
    if named or numbers:
        return next(iter(named), None)
    near = [each for each in others if _came_with(paper.entry, each.entry)]
    before = [each for each in near if _place(each.entry) < _place(paper.entry)]
    return next(reversed(before), next(iter(near), None))


def _came_with(paper: DocketEntry, other: DocketEntry) -> bool:
    if other.kind in _OF_THE_COURT or paper.entered_at is None or other.entered_at is None:
        return False
    filers = {each for each in (_filer(paper), _filer(other)) if each is not None}
    return len(filers) < 2 and abs(paper.entered_at - other.entered_at) <= _TOGETHER


def _filer(entry: DocketEntry) -> str | None:
    told = naming.filer(entry)
    return told.casefold() if told else None


def _place(entry: DocketEntry) -> tuple[int, int]:
    return entry.number or 0, entry.seq or 0
