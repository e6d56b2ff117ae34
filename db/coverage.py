"""How a source stands after an answer, and what of that is news. Pure.

A broken, silent or shrunken feed is a change like any other: we never say
"nothing new" where the truth is "cannot see".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from db import plain, rhythm
from db.kinds import KINDS
from db.models import (
    Change,
    ChangeKind,
    DocketKey,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    Validators,
)

SEEING = frozenset({SourceState.OK, SourceState.PARTIAL})  # what is new is seen
GOOD = SEEING | {SourceState.STALE}


def after(source: Source, snapshot: Snapshot) -> Source:
    """The source as it stands after this answer; its memory is `remembering`'s matter."""
    now = _time(snapshot)
    if snapshot.state is SourceState.DOWN:
        return replace(
            source,
            state=SourceState.DOWN,
            failures=source.failures + 1,
            error=snapshot.problems[0].message if snapshot.problems else "no readable answer",
            checked_at=now,
        )
    is_unchanged = snapshot.state is SourceState.UNCHANGED
    as_before = snapshot.carries or source.carries or SourceState.OK
    carries = as_before if is_unchanged else snapshot.state
    builds = rhythm.with_build(source.builds, snapshot.built_at)
    can_see = carries is not SourceState.NOT_CONFIGURED
    is_stale = can_see and _stands_still(source, snapshot, builds)
    return replace(
        source,
        state=SourceState.STALE if is_stale else carries,
        carries=carries,
        scope=source.scope if snapshot.scope is None else snapshot.scope,
        builds=builds,
        failures=0,
        error=None,
        checked_at=now,
        answered_at=now if can_see else source.answered_at,
    )


def _stands_still(source: Source, snapshot: Snapshot, builds: tuple[datetime, ...]) -> bool:
    """A court's feed is not rebuilt any more; of the press, no story comes for far too long."""
    now, built_at = _time(snapshot), snapshot.built_at or source.built_at
    if source.kind is SourceKind.NEWS:
        lull = snapshot.lull
        return built_at is not None and lull is not None and now - built_at > lull
    has_window = KINDS[source.kind].window is not None
    return has_window and rhythm.is_stale(builds, built_at, now)


def remembering(source: Source, snapshot: Snapshot) -> Source:
    """The source with what makes its next answer recognisable as unchanged.

    An answer that could not be read whole leaves the memory as it was, so that
    the next one is read again.
    """
    if snapshot.state is SourceState.DOWN:
        return source
    is_unchanged = snapshot.state is SourceState.UNCHANGED
    told = snapshot.validators
    return replace(
        source,
        built_at=snapshot.built_at or (source.built_at if is_unchanged else None),
        seen=source.seen if is_unchanged and not snapshot.seen else snapshot.seen,
        validators=source.validators if is_unchanged and told == Validators() else told,
    )


def is_failing(source: Source) -> bool:
    """It owes us an answer, and gives none. A fallback that never answered owes us nothing."""
    return source.failures > 0 and _owes_answers(source)


def _owes_answers(source: Source) -> bool:
    return source.answered_at is not None or not KINDS[source.kind].is_fallback


def forgetting(source: Source) -> Source:
    """The source without any memory of its answers: the next one is read whole."""
    return replace(source, built_at=None, seen=b"", validators=Validators())


def changes(
    before: Source,
    now: Source,
    snapshot: Snapshot,
    cases: tuple[DocketKey, ...],
    *,
    is_said: bool,
    is_searched: bool = False,
) -> list[Change]:
    """What is news about the source itself, or about the docket that it alone tells of.

    `cases` are the watched ones that it tells of, `is_searched` whether queries are asked of it
    too. `is_said` tells that its coverage is already known to whoever watches, from the court's
    own entry in our table.
    """
    at = _time(snapshot)
    is_said = is_said or KINDS[now.kind].window is None  # the card says what a service has
    turn = _turn(before, now, at, is_said=is_said)
    docket = None if now.number is None else DocketKey(now.court_id, now.number)
    concerned = (*cases, None) if is_searched or not cases else cases
    found = [*(replace(each, docket=docket) for each in turn), *_gap(before, now, at, concerned)]
    return [replace(change, source_id=now.id) for change in found]


def _turn(before: Source, now: Source, at: datetime, *, is_said: bool) -> Iterator[Change]:
    if before.state is not now.state:
        is_first = before.state is SourceState.NEW
        if is_first and now.state is SourceState.OK:
            return
        yield Change(
            kind=_kind_of_turn(before.state, now.state),
            at=at,
            field="state",
            old=None if is_first else before.state,
            new=now.state,
            quiet=(is_first and is_said and now.state is now.carries)
            or not _owes_answers(before)
            or _is_flood_over(before, now),
        )
    elif before.scope != now.scope and before.scope is not None:
        yield Change(
            ChangeKind.COVERAGE_CHANGED, at, field="scope", old=before.scope, new=now.scope
        )


def _is_flood_over(before: Source, now: Source) -> bool:
    """The press lists as many stories as ever; that once there were too many was told."""
    is_press = now.kind is SourceKind.NEWS
    return is_press and (before.state, now.state) == (SourceState.PARTIAL, SourceState.OK)


def _kind_of_turn(old: SourceState, new: SourceState) -> ChangeKind:
    if new is SourceState.DOWN:
        return ChangeKind.SOURCE_FAILING
    if new is SourceState.STALE:
        return ChangeKind.SOURCE_STALE
    if old in (SourceState.DOWN, SourceState.STALE) and new in GOOD:
        return ChangeKind.SOURCE_BACK
    return ChangeKind.COVERAGE_CHANGED


def _gap(
    before: Source, now: Source, at: datetime, concerned: Iterable[DocketKey | None]
) -> Iterator[Change]:
    """We were off, or the feed stood still, for longer than its list reaches back.

    It is told to each case, and once of the court, to those who look for cases there.
    """
    missed = _missed(before, now, at)
    if missed is None:
        return
    lost = {"from": plain.moment(missed[0]), "to": plain.moment(missed[1])}
    for key in concerned:
        yield Change(ChangeKind.GAP_SUSPECTED, at, docket=key, field="window", new=lost)


def _missed(before: Source, now: Source, at: datetime) -> tuple[datetime, datetime] | None:
    """From when until when entries may have come and gone unseen."""
    window = KINDS[now.kind].window
    if window is None or now.failures or now.carries is SourceState.NOT_CONFIGURED:
        return None
    if before.answered_at is not None and at - before.answered_at > window:
        return before.answered_at, at - window
    if before.state is SourceState.STALE and now.state is not SourceState.STALE:
        stood, moved = before.builds[-1], now.builds[-1]
        if moved - stood > window:
            return stood, moved - window
    return None


def _time(snapshot: Snapshot) -> datetime:
    if snapshot.fetched_at is None:
        raise ValueError(f"the answer of {snapshot.source_id} has no time")
    return snapshot.fetched_at
