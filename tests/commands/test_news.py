"""Changes as lines of a log: what happened, in words that need no manual."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import UTC, datetime
from typing import Any

import pytest

from commands import news
from db.models import Change, ChangeKind, DocketKey, EntryRef

AT = datetime(2025, 5, 23, 18, 52, tzinfo=UTC)
CASE = DocketKey("mad", "1:25-cv-10676")
ORDER = EntryRef("1", 462, 132, ("Order",))


def told(kind: ChangeKind, **said: Any) -> str:
    """What the log says of a change, without when it was seen."""
    about = (
        {"source_id": "pacer_rss:mad"} if kind.startswith(("source", "cov")) else {"docket": CASE}
    )
    with redirect_stdout(io.StringIO()) as shown:
        news.show([Change(kind, AT, **(about | said))], "America/New_York")
    line = shown.getvalue().splitlines()[1]
    assert line.startswith("2025-05-23 14:52 EDT  ")
    return line.removeprefix("2025-05-23 14:52 EDT  ")


@pytest.mark.parametrize(
    ("kind", "said", "line"),
    [
        (ChangeKind.SOURCE_FAILING, "down", "source failing  the feed does not answer"),
        (ChangeKind.SOURCE_STALE, "stale", "source stale  the feed answers, but stands still"),
        (ChangeKind.SOURCE_BACK, "ok", "source back  the feed carries all types of entries"),
        (ChangeKind.COVERAGE_CHANGED, "not_configured", "coverage changed  the court has no feed"),
    ],
)
def test_a_feed_that_turns_is_told_as_it_now_stands(kind: ChangeKind, said: str, line: str) -> None:
    assert told(kind, field="state", old="partial", new=said) == f"feed of mad  {line}"


def test_a_gap_is_told_by_the_readers_clock() -> None:
    gap = {"from": "2025-05-21T04:00:00Z", "to": "2025-05-22T16:30:00Z"}
    line = told(ChangeKind.GAP_SUSPECTED, field="window", new=gap, source_id="pacer_rss:mad")
    assert "the feed of D. Mass. was not read from Wednesday 21 May 2025, 12:00 AM EDT" in line
    assert "to Thursday 22 May 2025, 12:30 PM EDT" in line


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kind": ChangeKind.ENTRY_ADDED, "field": "entry"}, "entry added  Order (132)"),
        ({"kind": ChangeKind.ENTRY_ADDED, "field": "entry", "quiet": True},
         "entry added (quiet)  Order (132)"),
        ({"kind": ChangeKind.ENTRY_NUMBERED, "field": "number", "new": 132},
         "entry numbered  Order (132)"),
        ({"kind": ChangeKind.SEALED, "field": "labels", "new": ["Seal"]}, "sealed  Order (132)"),
        ({"kind": ChangeKind.ENTRY_EDITED, "field": "labels", "old": ["Letter"], "new": ["Order"]},
         "entry edited  Order (132): label: Letter -> Order"),
    ],
)  # fmt: skip
def test_an_entry_is_named_and_an_edit_says_what_was_there(
    change: dict[str, Any], line: str
) -> None:
    assert told(**change, entry=ORDER) == f"mad 1:25-cv-10676  {line}"


def test_a_new_caption_stands_beside_the_old_but_not_beside_a_redacted_one() -> None:
    caption = {"field": "caption", "new": "Doe v. Board"}
    changed = told(ChangeKind.RECAPTIONED, **caption, old="Roe v. Board")
    assert changed.endswith("recaptioned  caption: Roe v. Board -> Doe v. Board")
    assert told(ChangeKind.REDACTED, **caption).endswith("redacted  caption: Doe v. Board")
