"""What a message says of the looks that found nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.engine import transaction
from db.models import SourceState
from db.store import Store
from notify import words
from notify.reader import Reader
from notify.story import Looks
from tests.db.conftest import NOON, SOURCE, docket, linked
from tests.notify.test_outbox import Desk, Tell, desk

__all__ = ["desk"]


@pytest.mark.parametrize(
    ("looks", "said"),
    [
        (Looks(24, True, True), "Looked at 24 times since the last news; all answered."),
        (Looks(1, True, False), "Looked at once since the last news."),
        (Looks(2, False, True), "Looked at 2 times since the watch began; all answered."),
        (Looks(0, True, True), None),
        (None, None),
    ],
)
def test_the_looks_are_told_in_a_sentence(looks: Looks | None, said: str | None) -> None:
    assert words.looked(looks, Reader()) == said


def answered(store: Store, *minutes: int) -> None:
    """Count answers at the times at which `tell` tells them."""
    with transaction(store._connection):
        for each in minutes:
            store.answers.add(SOURCE, NOON + timedelta(minutes=each))


def looked(desk: Desk) -> list[str]:
    """The sentence of each message of a round, in every form of it."""
    desk.printed.clear()
    desk.later(hours=1).round()
    for message in desk.printed:
        lines = [line for line in message.text.splitlines() if line.startswith("Looked at")]
        assert all(line in message.html and line in message.markdown for line in lines)
    return [
        line
        for message in desk.printed
        for line in message.text.splitlines()
        if line.startswith("Looked at")
    ]


def test_looks_are_counted_from_the_news_before(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    tell(docket())
    tell(docket(linked(501, 132)))
    answered(desk.store, 1, 2)
    assert looked(desk) == ["Looked at 2 times since the watch began; all answered."]
    tell(docket(linked(501, 132)))
    tell(docket(linked(501, 132)))
    tell(docket(linked(502, 133), linked(501, 132)))
    answered(desk.store, 3, 4, 5)
    assert looked(desk) == ["Looked at 3 times since the last news; all answered."]


def test_where_a_source_failed_not_all_answered(desk: Desk, tell: Tell) -> None:
    desk.watch("dvd")
    tell(docket())
    tell(state=SourceState.DOWN, complete=False)
    tell(docket(linked(501, 132)))
    answered(desk.store, 1, 3)
    assert "Looked at 2 times since the watch began." in looked(desk)
