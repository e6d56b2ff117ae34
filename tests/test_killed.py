"""Rounds that die: a few of those that `make soak` kills by the hundred."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.soak import PHASES, faults, soak

KILLS = 2  # in each phase


def test_a_round_killed_anywhere_loses_nothing_and_repeats_only_what_it_had_in_hand(
    tmp_path: Path,
) -> None:
    """Promises 1 to 3.

    Red when `Store.record` leaves out its transaction (so that each statement commits by itself),
    when `Deliveries.plan` moves the cursor in a transaction of its own before the deliveries, when
    `_Round._dispatch` settles before it sends, and when `_message_id` returns a random id at every
    claim.
    """
    lives = soak(seed=1, each=KILLS, folder=tmp_path)
    assert faults(lives) == []
    killed = Counter(life.kills[0][0].phase for life in lives if life.kills)
    assert killed == dict.fromkeys(PHASES, KILLS)
