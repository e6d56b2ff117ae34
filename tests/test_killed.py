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

    Red when `Store.record` leaves out its transaction, when `Deliveries.plan` moves the cursor
    before its transaction instead of in it, when `_Round._dispatch` settles before it sends, when
    `driving._send` asks for a lease, and when a message has another id at each attempt.
    """
    lives = soak(seed=1, each=KILLS, folder=tmp_path)
    assert faults(lives) == []
    killed = Counter(life.kills[0][0].phase for life in lives if life.kills)
    assert killed == dict.fromkeys(PHASES, KILLS)
