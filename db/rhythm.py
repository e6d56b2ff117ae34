"""When to ask a source again: at most once per rebuild of its feed. Pure.

Courts rebuild their feeds every 30, 60 or 120 minutes; asking more often gains
nothing, asking just after a rebuild gains half an hour. The rhythm is learned
from the build dates seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from db.kinds import KINDS
from db.models import Snapshot, Source, SourceKind, SourceState

UNLEARNED = KINDS[SourceKind.PACER_RSS].every
SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=6)
BUILDS_TO_LEARN = 4
BUILDS_KEPT = 16
SETTLING = (timedelta(seconds=60), timedelta(seconds=120))  # after a rebuild, before we ask
BACK_OFF_FROM = timedelta(minutes=1)
BACK_OFF_TO = timedelta(hours=6)
NO_FEED = timedelta(hours=24)  # a court without a feed may turn one on
NEVER = datetime.max.replace(tzinfo=UTC)
LONGEST_WAIT = timedelta(hours=24)  # whatever a Retry-After says

STALE_AFTER = timedelta(hours=4)  # no rebuild in this time ...
STALE_REBUILDS = 3  # ... nor in this many learned ones


def learned(builds: Sequence[datetime]) -> timedelta | None:
    """The usual time between two rebuilds, or None before enough were seen."""
    if len(builds) < BUILDS_TO_LEARN:
        return None
    waits = sorted(later - earlier for earlier, later in pairwise(builds))
    usual = waits[len(waits) // 2]
    return min(max(usual, SHORTEST), LONGEST)


def with_build(builds: Sequence[datetime], built_at: datetime | None) -> tuple[datetime, ...]:
    """The last build dates seen, with one more if it is newer."""
    if built_at is None or (builds and built_at <= builds[-1]):
        return tuple(builds)
    return (*builds, built_at)[-BUILDS_KEPT:]


def is_stale(builds: Sequence[datetime], built_at: datetime | None, now: datetime) -> bool:
    """The feed answers, but has not been rebuilt for far too long."""
    rebuild = learned(builds) or UNLEARNED
    return built_at is not None and now - built_at > max(STALE_AFTER, STALE_REBUILDS * rebuild)


def next_check(
    source: Source, snapshot: Snapshot, every: timedelta | None, now: datetime, jitter: float
) -> datetime:
    """When to ask again. `source` is as it stands after this answer; jitter is in 0..1."""
    if snapshot.retry_after is not None:
        return now + min(max(snapshot.retry_after, BACK_OFF_FROM), LONGEST_WAIT)
    if source.failures:
        return now + back_off(source.failures, jitter)
    if source.state is SourceState.NOT_CONFIGURED:
        return now + NO_FEED
    if every is not None:
        return now + every
    if source.kind is SourceKind.PACER_RSS:
        return _after_rebuild(source, now, jitter)
    return _regularly(source, now, jitter)


def back_off(failures: int, jitter: float) -> timedelta:
    """Doubling from a minute to six hours, a quarter more or less."""
    wait = min(BACK_OFF_FROM * 2.0 ** min(failures - 1, 10), BACK_OFF_TO)
    return wait * (0.75 + jitter / 2)


def _regularly(source: Source, now: datetime, jitter: float) -> datetime:
    """As often as its kind is asked, a tenth more or less; what is only handed in, never."""
    kind = KINDS[source.kind]
    return now + kind.every * (0.9 + jitter / 5) if kind.is_asked else NEVER


def _after_rebuild(source: Source, now: datetime, jitter: float) -> datetime:
    settling = SETTLING[0] + (SETTLING[1] - SETTLING[0]) * jitter
    rebuild = learned(source.builds)
    if rebuild is None or source.built_at is None:
        return now + UNLEARNED + settling
    expected = source.built_at + rebuild + settling
    return expected if expected > now else now + min(rebuild, UNLEARNED) + settling
