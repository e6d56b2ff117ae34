"""Rounds that are killed at chosen moments, and what they told before.

    with LaunchPad() as pad:
        pad.poll(home)                                   a round that nobody kills
        pad.poll(home, Moment("send", 3, 0.002))         killed 2 ms into its third sending

The victims are `bench.victim`'s.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0  # seconds for a round that takes one; it hangs, and is killed for that


@dataclass(frozen=True, slots=True)
class Moment:
    phase: str
    turn: int  # the how manieth time of this phase in the round, from 1
    delay: float  # seconds from its beginning


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the victim's."""

    at: float  # monotonic seconds
    phase: str
    what: str  # "began", "begins", "ready", "ends", "ended"
    about: str  # a message's id; where a round began its process, where it ended its status; or "-"


@dataclass(frozen=True, slots=True)
class Run:
    """One round, however it ended."""

    status: int  # the exit status; that of a killed one is minus its signal
    told: tuple[Told, ...]
    killed_at: float | None  # monotonic seconds; None: nobody killed it

    def spans(self, phase: str) -> list[float]:
        """How long each turn of a phase took, in seconds."""
        began = {each.about: each.at for each in self.told if _is(each, phase, "begins")}
        ended = [each for each in self.told if _is(each, phase, "ends")]
        return [each.at - began[each.about] for each in ended]

    def is_amid(self) -> bool:
        """The kill fell before the phase was over, not in the instant after."""
        ready = next(each for each in self.told if each.what == "ready")
        return (ready.phase, "ends", ready.about) not in {
            (each.phase, each.what, each.about) for each in self.told
        }

    def in_hand(self) -> set[str]:
        """The messages on their way to a channel, or back with its yes to the store."""
        begun = {each.about for each in self.told if _is(each, "send", "begins")}
        return begun - {each.about for each in self.told if _is(each, "settle", "ends")}


def _is(told: Told, phase: str, what: str) -> bool:
    return told.phase == phase and told.what == what


class LaunchPad:
    """The process that forks the victims."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.victim"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=without_proxies(),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def poll(self, home: Path, moment: Moment | None = None, *, force: bool = False) -> Run:
        """One round of this home, due or forced."""
        phase, turn = (None, 0) if moment is None else (moment.phase, moment.turn)
        gate = home / "gate"
        if moment is not None and not gate.exists():
            os.mkfifo(gate)
        self._order({"home": str(home), "force": force, "phase": phase, "turn": turn})
        began = self._hear()
        too_long = Timer(PATIENCE, os.kill, (int(began.about), signal.SIGKILL))
        too_long.start()
        try:
            return self._watch(began, gate, moment)
        finally:
            too_long.cancel()

    def _watch(self, began: Told, gate: Path, moment: Moment | None) -> Run:
        told, killed_at = [began], None
        while (line := self._hear()).what != "ended":
            told.append(line)
            if line.what == "ready" and moment is not None:
                killed_at = _kill(int(began.about), gate, moment.delay)
        return Run(int(line.about), tuple(told), killed_at)

    def _order(self, told: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(told)}\n")
        self._process.stdin.flush()

    def _hear(self) -> Told:
        assert self._process.stdout is not None
        at, phase, what, about = self._process.stdout.readline().split()
        return Told(int(at) / 1e9, phase, what, about)


def _kill(pid: int, gate: Path, delay: float) -> float:
    os.close(os.open(gate, os.O_WRONLY))  # from here on the victim goes on
    time.sleep(delay)
    at = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    return at


def without_proxies() -> dict[str, str]:
    """Our environment, without what would lead loopback elsewhere."""
    led = ("_proxy", "_PROXY")
    return {name: value for name, value in os.environ.items() if not name.endswith(led)}
