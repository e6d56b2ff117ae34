"""What a watch wishes comes back from the store as it was said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from db.models import Availability, Disposition, EntryKind, Query, Timing, Watch
from db.store import Store
from tests.db.conftest import NOON

TIMING = Timing(
    when="weekly mon@08:00",
    digest="off",
    quiet_hours="22:00-07:00",
    breaks_quiet=(EntryKind.ORDER,),
    wait_for_text=timedelta(minutes=15),
    updates=True,
    repeat_to="phone",
    repeat_after=timedelta(minutes=30),
)
ALL = Watch(
    "all",
    query=Query(("mad", "rid"), "Sample Agency", "440", new_cases=True),
    dispositions=(Disposition.DENIED,),
    filers=("Sample Agency",),
    available=Availability.FREE,
    timing=TIMING,
    language="es",
    snoozed_until=datetime(2025, 6, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "wished",
    [
        Watch("none", query=Query()),
        ALL,
        Watch("no-kind-breaks-quiet", query=Query(), timing=Timing(breaks_quiet=())),
        Watch("at-once", query=Query(), timing=Timing(repeat_after=timedelta(0))),
    ],
    ids=lambda watch: watch.slug,
)
def test_a_watch_comes_back_as_it_was_kept(store: Store, wished: Watch) -> None:
    kept = store.watches.add(wished, NOON)
    for name in ("query", "dispositions", "filers", "available", "timing", "language"):
        assert getattr(kept, name) == getattr(wished, name)
    assert kept.snoozed_until == wished.snoozed_until
