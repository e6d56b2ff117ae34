"""A story without what must not leave, before any word of it is cut or shortened. Pure.

What the templates print passes the guard too. But a name that was cut in two on the way
("Example Per…"), or shortened in a citation ("Sample Corp."), is found there no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.guard import Guard
from db.models import Change, Deadline, Docket, DocketEntry, Hearing, Meaning
from notify.press import Piece
from notify.story import Coming, HeldBack, Met, Story


def told(story: Story) -> Story:
    """The same, with [withheld] in the place of names in captions, labels, texts and changes."""
    hand = _Hand(story.guard)
    return replace(
        story,
        changes=tuple(map(hand.change, story.changes)),
        held=tuple(map(hand.held, story.held)),
        dockets={each: hand.docket(docket) for each, docket in story.dockets.items()},
        entries={each: hand.entry(entry) for each, entry in story.entries.items()},
        answered={each: hand.entry(entry) for each, entry in story.answered.items()},
        reported={each: tuple(map(hand.piece, told)) for each, told in story.reported.items()},
        met={each: tuple(map(hand.met, met)) for each, met in story.met.items()},
        coming=tuple(map(hand.coming, story.coming)),
    )


@dataclass(frozen=True, slots=True)
class _Hand:
    """What covers the names."""

    guard: Guard

    def change(self, change: Change) -> Change:
        plain, entry = self.guard.plain, change.entry
        return replace(
            change,
            entry=entry and replace(entry, labels=self._all(entry.labels)),
            old=plain(change.old),
            new=plain(change.new),
        )

    def docket(self, docket: Docket) -> Docket:
        return replace(docket, caption=self._maybe(docket.caption))

    def entry(self, entry: DocketEntry) -> DocketEntry:
        meaning = entry.meaning
        return replace(
            entry,
            labels=self._all(entry.labels),
            text=self._maybe(entry.text),
            filer=self._maybe(entry.filer),
            meaning=meaning and self._meaning(meaning),
        )

    def held(self, held: HeldBack) -> HeldBack:
        return replace(held, change=self.change(held.change))

    def piece(self, told: Piece) -> Piece:
        """What a change tells of a story is withheld with the change."""
        return replace(
            told,
            title=self.guard.clean(told.title),
            publisher=self._maybe(told.publisher),
            words=self.guard.clean(told.words),
            url=told.url if told.url and self.guard.passes(told.url) else None,
        )

    def met(self, met: Met) -> Met:
        return replace(met, set_by=self.entry(met.set_by))

    def coming(self, coming: Coming) -> Coming:
        what = coming.what
        if isinstance(what, Deadline):
            return replace(coming, what=self._deadline(what))
        return replace(coming, what=self._hearing(what))

    def _meaning(self, meaning: Meaning) -> Meaning:
        return replace(
            meaning,
            hearings=tuple(map(self._hearing, meaning.hearings)),
            deadlines=tuple(map(self._deadline, meaning.deadlines)),
            filer=self._maybe(meaning.filer),
        )

    def _hearing(self, hearing: Hearing) -> Hearing:
        return replace(hearing, what=self._maybe(hearing.what), place=self._maybe(hearing.place))

    def _deadline(self, due: Deadline) -> Deadline:
        clean = self.guard.clean
        return replace(
            due, what=clean(due.what), who=self._maybe(due.who), after=self._maybe(due.after)
        )

    def _all(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.guard.clean, words))

    def _maybe(self, words: str | None) -> str | None:
        return words and self.guard.clean(words)
