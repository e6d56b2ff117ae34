"""The outbox: nothing lost, nothing twice, nothing overtaken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from db.deliveries import Parcel, PlannedDelivery
from db.models import Change, Delivery, DeliveryStatus, Watch
from db.store import Store
from db.tellings import Reminder
from tests.db.conftest import NOON, docket, entry, watch

Tell = Callable[..., tuple[Change, ...]]
LEASE = timedelta(minutes=5)


@pytest.fixture
def matter(store: Store, tell: Tell) -> Watch:
    made = watch(store)
    tell()
    return made


def plan(store: Store, matter: Watch, changes: Sequence[Change], channel: str = "desk") -> None:
    """Plan what an answer changed, as the log numbers it."""
    assert matter.id is not None
    moments = {each.at for each in changes}
    planned = [
        PlannedDelivery(each.id or 0, matter.id, matter.slug, channel, NOON)
        for each in store.changes.after(0)
        if each.at in moments
    ]
    store.deliveries.plan(planned, store.changes.last_id())


def one_parcel(due: Sequence[Delivery]) -> list[Parcel]:
    channels = sorted({each.channel for each in due})
    return [
        Parcel(channel, "thread", tuple(each for each in due if each.channel == channel))
        for channel in channels
    ]


def test_a_change_is_planned_once_for_a_watch_and_channel(
    store: Store, tell: Tell, matter: Watch
) -> None:
    changes = tell(docket(entry()))
    plan(store, matter, changes)
    plan(store, matter, changes)
    assert len(store.deliveries.waiting()) == 1
    assert store.deliveries.cursor() == store.changes.last_id()


def test_a_message_keeps_its_id_and_content_until_it_is_sent(
    store: Store, tell: Tell, matter: Watch
) -> None:
    """Promise 3. Red when: `compose` is not called before `claim`, but inside it."""
    plan(store, matter, tell(docket(entry())))
    store.deliveries.compose(one_parcel, NOON)
    first = store.deliveries.claim("desk", NOON, LEASE)
    plan(store, matter, tell(docket(entry(), entry(501))))
    store.deliveries.compose(one_parcel, NOON)
    again = store.deliveries.claim("desk", NOON + LEASE, LEASE)
    assert first
    assert again
    assert (first.id, [each.id for each in first.deliveries]) == (
        again.id,
        [each.id for each in again.deliveries],
    )


def test_a_leased_message_is_nobody_elses(store: Store, tell: Tell, matter: Watch) -> None:
    plan(store, matter, tell(docket(entry())))
    store.deliveries.compose(one_parcel, NOON)
    assert store.deliveries.claim("desk", NOON, LEASE)
    assert store.deliveries.claim("desk", NOON + LEASE / 2, LEASE) is None


def test_a_later_message_never_overtakes(store: Store, tell: Tell, matter: Watch) -> None:
    for seq in (500, 501):
        plan(store, matter, tell(docket(entry(seq)), complete=False))
        store.deliveries.compose(one_parcel, NOON)
    first = store.deliveries.claim("desk", NOON, LEASE)
    assert first
    store.deliveries.settle(first.id, NOON, "refused", NOON + timedelta(hours=1))
    assert store.deliveries.claim("desk", NOON + timedelta(minutes=30), LEASE) is None
    again = store.deliveries.claim("desk", NOON + timedelta(hours=1), LEASE)
    assert again
    assert again.id == first.id


def test_one_channel_does_not_wait_for_another(store: Store, tell: Tell, matter: Watch) -> None:
    changes = tell(docket(entry()))
    plan(store, matter, changes, "mail")
    plan(store, matter, changes, "chat")
    store.deliveries.compose(one_parcel, NOON)
    mail = store.deliveries.claim("mail", NOON, LEASE)
    assert mail
    store.deliveries.settle(mail.id, NOON, "refused", NOON + timedelta(hours=1))
    assert store.deliveries.channels_due(NOON) == ["chat"]


def test_a_message_that_rested_was_not_tried(store: Store, tell: Tell, matter: Watch) -> None:
    """Else it would fail for good at its first refusal, after twenty quiet nights."""
    plan(store, matter, tell(docket(entry())))
    store.deliveries.compose(one_parcel, NOON)
    for _ in range(3):
        claimed = store.deliveries.claim("desk", NOON, LEASE)
        assert claimed
        assert claimed.attempts == 1
        store.deliveries.rest(claimed.id, NOON)


def test_after_the_last_attempt_it_is_shown_as_failed_and_can_be_retried(
    store: Store, tell: Tell, matter: Watch
) -> None:
    """Promise 2. Red when: `settle` deletes what failed."""
    plan(store, matter, tell(docket(entry())))
    store.deliveries.compose(one_parcel, NOON)
    claimed = store.deliveries.claim("desk", NOON, LEASE)
    assert claimed
    store.deliveries.settle(claimed.id, NOON, "no such user")
    (failed,) = store.deliveries.all(DeliveryStatus.FAILED)
    assert failed.error == "no such user"
    assert store.deliveries.retry(claimed.id, NOON) == 1
    assert store.deliveries.channels_due(NOON) == ["desk"]


def test_what_has_not_left_is_withdrawn_with_its_watch(
    store: Store, tell: Tell, matter: Watch
) -> None:
    plan(store, matter, tell(docket(entry())))
    store.watches.remove("matter")
    assert [each.status for each in store.deliveries.all()] == [DeliveryStatus.WITHDRAWN]


def test_a_sealed_entry_is_sent_as_it_now_is(store: Store, tell: Tell, matter: Watch) -> None:
    plan(store, matter, tell(docket(entry(label="Motion of a person"))))
    tell(docket(entry(label="Seal")))
    (waiting,) = store.deliveries.waiting()
    assert waiting.change.entry
    assert waiting.change.entry.labels == ("Seal",)
    assert "person" not in repr(waiting)


def test_what_waits_is_found_without_reading_what_was_sent(
    store: Store, tell: Tell, matter: Watch
) -> None:
    """Years of deliveries are kept, and a round looks for those that wait."""
    plan(store, matter, tell(docket(entry())))
    connection = store._connection
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    store.deliveries.waiting(until=NOON)
    store.deliveries.next_due_at()
    store.deliveries.reconsider(matter.id or 0, NOON)
    store.deliveries.take_back(matter.id or 0)
    store.tellings.of_changed(store.changes.after(0))
    connection.set_trace_callback(None)
    read = [each for each in asked if "delivery" in each and each.startswith(("select", "update"))]
    steps = [
        row["detail"] for each in read for row in connection.execute(f"explain query plan {each}")
    ]
    assert {"SCAN delivery", "SCAN change", "SCAN message"}.isdisjoint(steps)
    assert any("change_entry (docket_id=? AND entry_id=?)" in step for step in steps)


def sent(store: Store, matter: Watch, changes: Sequence[Change], channel: str) -> str:
    """The id of the message by which a channel was told."""
    plan(store, matter, changes, channel)
    store.deliveries.compose(one_parcel, NOON)
    claimed = store.deliveries.claim(channel, NOON, LEASE)
    assert claimed
    store.deliveries.settle(claimed.id, NOON, reminders=[_reminder(store, matter)])
    return claimed.id


def _reminder(store: Store, matter: Watch) -> Reminder:
    return Reminder(store.changes.last_id(), matter.id or 0, matter.slug, "phone", NOON)


def test_what_is_repeated_on_a_channel_is_repeated_once(
    store: Store, tell: Tell, matter: Watch
) -> None:
    """Promise 3. However many channels were told, and though the second was told itself."""
    changes = tell(docket(entry()))
    first = sent(store, matter, changes, "phone")
    store.deliveries.compose(lambda due: _repeated(one_parcel(due)), NOON)
    again = store.deliveries.claim("phone", NOON, LEASE)
    assert again
    assert again.id != first
    store.deliveries.settle(again.id, NOON)
    sent(store, matter, changes, "mail")
    assert store.deliveries.waiting() == []


def _repeated(parcels: Sequence[Parcel]) -> list[Parcel]:
    return [replace(each, form="reminder") for each in parcels]
