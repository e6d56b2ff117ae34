"""Nobody is told of what was over before he asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from db.models import Change, ChangeKind, DocketKey, WatchedCase
from notify.fresh import is_news_to_case

MISSED = Change(
    ChangeKind.DEADLINE_MISSED,
    datetime(2025, 5, 29, 14, 5, tzinfo=UTC),
    docket=DocketKey("mad", "1:25-cv-10676"),
    new={"what": "status report", "due": "2025-05-28"},
)


@pytest.mark.parametrize(
    ("began", "is_told"),
    [
        (datetime(2025, 5, 29, 3, 0, tzinfo=UTC), True),  # 23 o'clock of the day at the court
        (datetime(2025, 5, 29, 5, 0, tzinfo=UTC), False),
    ],
)
def test_a_watch_that_begins_after_a_due_day_is_not_told_that_it_was_missed(
    began: datetime, is_told: bool
) -> None:
    case = WatchedCase("mad", "1:25-cv-10676", added_at=began)
    assert is_news_to_case(case, MISSED) is is_told
