"""Which way each change goes."""

from __future__ import annotations

from datetime import date

import pytest

from db.models import (
    Change,
    ChangeKind,
    Deadline,
    Disposition,
    DocketEntry,
    EntryKind,
    Hearing,
    HearingAction,
    Mark,
    Meaning,
    Route,
    Watch,
)
from notify import routes
from notify.match import Verdict
from tests.db.conftest import NOON

PLAIN = Watch("dvd")


def way(
    meaning: Meaning | None,
    kind: ChangeKind = ChangeKind.ENTRY_ADDED,
    watch: Watch = PLAIN,
    verdict: Verdict = Verdict(),  # noqa: B008
) -> tuple[Route, str | None]:
    return routes.of(watch, Change(kind, NOON), verdict, DocketEntry(meaning=meaning))


@pytest.mark.parametrize("kind", EntryKind)
def test_only_routine_filings_wait_for_the_digest(kind: EntryKind) -> None:
    is_routine = kind in {EntryKind.ADMINISTRATIVE, EntryKind.APPEARANCE, EntryKind.SUMMONS}
    assert way(Meaning(kind))[0] is (Route.DIGEST if is_routine else Route.NOW)


@pytest.mark.parametrize(
    "told",
    [
        {"disposition": Disposition.GRANTED},
        {"hearings": (Hearing(HearingAction.CANCELLED, date(2025, 5, 23)),)},
        {"deadlines": (Deadline("file a status report"),)},
        {"marks": (Mark.SEALED,)},
    ],
)
def test_a_routine_filing_that_tells_more_is_told_at_once(told: dict[str, object]) -> None:
    assert way(Meaning(EntryKind.ADMINISTRATIVE, **told))[0] is Route.NOW  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "kind", [each for each in ChangeKind if each is not ChangeKind.ARTICLE_LINKED]
)
def test_that_a_routine_filing_is_gone_or_sealed_is_told_at_once(kind: ChangeKind) -> None:
    is_ordinary = kind.startswith(("entry_added", "entry_edited", "entry_numbered", "document_"))
    is_routine = is_ordinary and kind is not ChangeKind.DOCUMENT_UNLINKED
    found, reason = way(Meaning(EntryKind.ADMINISTRATIVE), kind)
    assert found is (Route.DIGEST if is_routine else Route.NOW)
    assert reason == ("kind administrative" if is_routine else None)


def test_what_nobody_has_classified_is_told_at_once() -> None:
    assert way(None) == (Route.NOW, None)


def test_a_watch_that_names_a_routine_kind_hears_it_at_once() -> None:
    asking = Watch("dvd", kinds=(EntryKind.SUMMONS,))
    assert way(Meaning(EntryKind.SUMMONS), watch=asking) == (Route.NOW, None)


def test_what_a_filter_keeps_out_is_held_whatever_it_is() -> None:
    verdict = Verdict(Route.HELD, "kind order")
    assert way(Meaning(EntryKind.ORDER), verdict=verdict) == (Route.HELD, "kind order")
