"""Rounds that bring 50 new filings, killed with SIGKILL at random moments of every phase.

    python -m bench.soak                     200 lives, 40 killed in each phase
    python -m bench.soak --each 4 --seed 7

Each life begins anew with 50 filings to come (`bench.lives`). In every third one the round after
the killed one is killed too.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.killing import LaunchPad, Moment, Span
from bench.lives import HOW_FAR, Life, live, watched
from bench.town import NEWS, PAUSES, Town

PHASES = ("fetch", "record", "plan", "send", "settle")
KEEPING = ("record", "plan", "settle")  # the phases that write to the store
SEED = 20250523
AGAIN = 1 / 3  # the share of lives whose second round is killed too

Spans = dict[str, list[Span]]  # how long each turn of a phase is


def soak(seed: int, each: int, folder: Path) -> list[Life]:
    """One life that nobody kills, then `each` whose first round is killed in every phase."""
    dice = random.Random(seed)
    with Town() as town, LaunchPad() as pad:
        born = watched(folder / "watched", town, pad)
        lives = [live(born, town, pad, None)]
        spans = {phase: lives[0].runs[0].spans(phase) for phase in PHASES}
        phases = [phase for phase in PHASES for _ in range(each)]
        for phase in dice.sample(phases, len(phases)):
            lives.append(live(born, town, pad, *_moments(dice, phase, spans)))
    return lives


def _moments(dice: random.Random, phase: str, spans: Spans) -> Iterator[Moment]:
    """When to kill the first round, and perhaps the second."""
    yield _moment(dice, phase, spans)
    if dice.random() < AGAIN:
        yield _moment(dice, dice.choice(PHASES), spans)


def _moment(dice: random.Random, phase: str, spans: Spans) -> Moment:
    """By the clock, or, for half of those in which the store is written, between two statements."""
    turn = dice.randrange(len(spans[phase]))
    span = spans[phase][turn]
    if phase in KEEPING and dice.random() < 0.5:
        return Moment(phase, turn + 1, statement=dice.randrange(span.statements) + 1)
    return Moment(phase, turn + 1, delay=span.seconds * dice.random())


def faults(lives: Iterable[Life]) -> list[str]:
    """What is wrong with these lives, each fault with its life's moments."""
    return [f"{life.moments}: {fault}" for life in lives for fault in life.faults]


def _report(lives: list[Life]) -> Iterator[str]:
    """How many died where, what they had in hand, and what arrived."""
    yield _row("killed in", "first", "again", "amid it", "at its end", *HOW_FAR)
    for phase in PHASES:
        yield _row(phase, *_counts(lives, phase))
    killed = [life for life in lives if life.kills]
    again = sum(len(life.kills) - 1 for life in killed)
    yield f"{len(killed)} lives of {NEWS} new filings and {len(PAUSES)} channels, each killed once;"
    yield f"{again} killed once more while they healed"
    whole = sum(life.arrived == NEWS * len(PAUSES) for life in killed)
    yield f"every filing arrived on every channel: in {whole} of {len(killed)} lives"
    yield f"messages that came again, under their old id: {sum(life.repeats for life in killed)}"
    yield f"faults: {len(faults(lives)) or 'none'}"
    yield from faults(lives)


def _counts(lives: Iterable[Life], phase: str) -> list[int]:
    here = [
        (place, life, run)
        for life in lives
        for place, (moment, run) in enumerate(life.kills)
        if moment.phase == phase
    ]
    first = sum(place == 0 for place, _, _ in here)
    amid = sum(run.is_amid() for _, _, run in here)
    far = Counter(each for _, life, run in here for each in life.how_far(run))
    return [first, len(here) - first, amid, len(here) - amid, *(far[each] for each in HOW_FAR)]


def _row(name: str, *cells: object) -> str:
    return f"{name:10}" + "".join(f"{cell:>15}" for cell in cells)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.soak", description="Kill rounds.")
    options.add_argument("--each", type=int, default=40, help="kills in each of the five phases")
    options.add_argument("--seed", type=int, default=SEED)
    told = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        lives = soak(told.seed, told.each, Path(folder))
    for line in _report(lives):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"seed {told.seed}, {time.monotonic() - began:.0f} seconds\n")
    return 1 if faults(lives) else 0


if __name__ == "__main__":
    sys.exit(main())
