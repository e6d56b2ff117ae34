"""One life of a home: rounds that are killed, a round that heals, and the reckoning.

The home has had its first look when its life begins, and its court has 50 new filings. In the end
the receivers must have each of them, under one id, and may have a message again only if it was in
hand when a round died: its channel may have said yes, our note of it was not in the store.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGKILL

from bench.killing import LaunchPad, Moment, Run
from bench.town import CASES, COURT, EVERY, NEWS, PAUSES, Receipt, Town
from db.migrations import migrate
from db.models import Delivery, DeliveryStatus, Watch, WatchedCase
from db.store import Store

# How far a message in hand may have come. Taken ones come again: there is no note of a yes.
HOW_FAR = AWAY, TAKEN, ANSWERED = ("not taken", "yes not said", "yes not noted")
MATTERS = 6  # of one to three cases; each has a message of its own on each channel


@dataclass(frozen=True, slots=True)
class Life:
    moments: tuple[Moment | None, ...]  # when its rounds were to be killed, if at all
    runs: tuple[Run, ...]  # one each, and the round that heals
    receipts: tuple[Receipt, ...]
    faults: tuple[str, ...]

    @property
    def kills(self) -> list[tuple[Moment, Run]]:
        """The rounds that were killed; a second one may have had nothing left to be killed in."""
        pairs = zip(self.moments, self.runs, strict=False)
        return [(moment, run) for moment, run in pairs if moment and run.killed_at is not None]

    @property
    def arrived(self) -> int:
        """How many filings reached a channel, counted once for each channel."""
        return len({(each.channel, told) for each in self.receipts for told in each.filings})

    @property
    def repeats(self) -> int:
        return len(self.receipts) - len({each.key for each in self.receipts})

    def how_far(self, run: Run) -> Iterator[str]:
        """Of each message in hand when this round was killed: how far it had come."""
        died_at = run.killed_at or 0.0
        for key in run.in_hand():
            of_key = [each for each in self.receipts if each.key == key]
            taken = [each for each in of_key if run.told[0].at < each.taken_at < died_at]
            has_yes = any(each.answered_at and each.answered_at < died_at for each in taken)
            yield ANSWERED if has_yes else TAKEN if taken else AWAY


def watched(home: Path, town: Town, pad: LaunchPad) -> Path:
    """A home that watches the court's cases and has had its quiet first look; then the news come.

    Each life begins with a copy of it.
    """
    home.mkdir(parents=True)
    (home / "config.toml").write_text(town.config())
    (home / "config.toml").chmod(0o600)
    migrate(home / "docket.db")
    with Store.open(home / "docket.db") as store:
        for matter in range(MATTERS):
            cases = tuple(WatchedCase(COURT, number) for number in CASES[matter::MATTERS])
            watch = Watch(f"matter-{matter}", cases=cases, channels=tuple(PAUSES))
            store.watches.add(watch, datetime.now(UTC))
    assert pad.poll(home).status == 0, (home / "said").read_text()
    assert not town.receipts, "the first look is quiet"
    town.rebuild()
    time.sleep(EVERY)  # the court is due now, in every life
    return home


def live(born: Path, town: Town, pad: LaunchPad, *moments: Moment | None) -> Life:
    """Kill a round at each of the moments, then let one heal what they left.

    Those are forced, that one is not: it must not believe that it has the news already.
    """
    town.receipts.clear()
    home = born.with_name("life")
    shutil.copytree(born, home)
    runs = (*(pad.poll(home, moment, force=True) for moment in moments), pad.poll(home))
    receipts = tuple(town.receipts)
    with Store.open(home / "docket.db", readonly=True) as store:
        deliveries = store.deliveries.all()
    faults = (
        *_of_the_runs(home, runs),
        *_of_the_store(home / "docket.db"),
        *_of_the_plan(deliveries),
        *(
            f"{channel} {fault}"
            for channel in PAUSES
            for fault in _of_a_receiver(channel, runs, receipts, deliveries)
        ),
    )
    shutil.rmtree(home)
    return Life(moments, runs, receipts, faults)


def _of_the_runs(home: Path, runs: tuple[Run, ...]) -> Iterator[str]:
    if failed := [run.status for run in runs if run.killed_at is None and run.status != 0]:
        yield f"rounds that nobody killed ended with {failed}: {(home / 'said').read_text()}"
    if unkilled := [run.status for run in runs if run.killed_at and run.status != -SIGKILL]:
        yield f"rounds that were killed ended with {unkilled}"


def _of_the_store(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as base:
        damage = [
            *base.execute("pragma integrity_check"),
            *base.execute("pragma foreign_key_check"),
        ]
    if damage != [("ok",)]:
        yield f"the store is damaged: {damage}"


def _of_the_plan(deliveries: list[Delivery]) -> Iterator[str]:
    """One kind of news of one entry is planned but once for a channel, and leaves."""
    planned = Counter(
        (each.channel, each.change.kind, each.change.entry and each.change.entry.id)
        for each in deliveries
    )
    if twice := [what for what, times in planned.items() if times > 1]:
        yield f"planned twice: {twice}"
    if len(planned) != NEWS * len(PAUSES):
        yield f"{len(planned)} deliveries planned, not {NEWS * len(PAUSES)}"
    if unsent := [each.id for each in deliveries if each.status is not DeliveryStatus.SENT]:
        yield f"still to be sent: {unsent}"


def _of_a_receiver(
    channel: str, runs: tuple[Run, ...], receipts: tuple[Receipt, ...], deliveries: list[Delivery]
) -> Iterator[str]:
    here = [each for each in receipts if each.channel == channel]
    times = Counter(each.key for each in here)
    first = {each.key: each for each in reversed(here)}
    told = Counter(filing for each in first.values() for filing in each.filings)
    if lost := set(range(NEWS)) - set(told):
        yield f"never heard of {sorted(lost)}"
    if doubled := [filing for filing, count in told.items() if count > 1]:
        yield f"heard of {doubled} under several ids"
    if changed := [each.key for each in here if each.text != first[each.key].text]:
        yield f"had other words under the same id: {changed}"
    deaths = Counter(key for run in runs if run.killed_at is not None for key in run.in_hand())
    if idle := [key for key in times if times[key] > 1 + deaths[key]]:
        yield f"had {idle} again although no round died with them in hand"
    if list(times) != _in_order(channel, deliveries):
        yield "heard in another order than was planned"


def _in_order(channel: str, deliveries: list[Delivery]) -> list[str | None]:
    """The ids of the channel's messages, as they were planned."""
    return list(dict.fromkeys(each.message_id for each in deliveries if each.channel == channel))
