"""Rounds that are killed at chosen moments, and what they told before.

    with LaunchPad() as pad:
        pad.poll(home)                                   a round that nobody kills
        pad.poll(home, Moment("send", 3, delay=0.002))   killed 2 ms into its third sending
        pad.poll(home, Moment("plan", 1, statement=4))   killed before its fourth SQL statement

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
PATIENCE = 60.0  # seconds for a round that takes one; it hangs, and is killed for that


@dataclass(frozen=True, slots=True)
class Moment:
    phase: str
    turn: int  # the how manieth time of this phase in the round, from 1
    delay: float = 0.0  # seconds from its beginning
    statement: int = 0  # or this SQL statement of it, from 1, which does not come to pass

    def order(self) -> dict[str, object]:
        return {"phase": self.phase, "turn": self.turn, "statement": self.statement}


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the victim's."""

    at: float  # monotonic seconds
    phase: str
    what: str  # "began", "begins", "ready", "ends", "ended"
    about: str  # a message's id; where a round began its process, where it ended its status; or "-"
    statements: int  # how many of SQL, since a phase that writes to the store began


@dataclass(frozen=True, slots=True)
class Span:
    seconds: float
    statements: int


@dataclass(frozen=True, slots=True)
class Run:
    """One round, however it ended."""

    status: int  # the exit status; that of a killed one is minus its signal
    told: tuple[Told, ...]
    killed_at: float | None  # monotonic seconds; None: nobody killed it

    def spans(self, phase: str) -> list[Span]:
        """How long each turn of a phase was."""
        began = {each.about: each.at for each in self.told if _is(each, phase, "begins")}
        ended = [each for each in self.told if _is(each, phase, "ends")]
        return [Span(each.at - began[each.about], each.statements) for each in ended]

    def is_amid(self) -> bool:
        """The kill fell before the phase was over, not in the instant after."""
        ready = next(each for each in self.told if each.what == "ready")
        ended = {(each.phase, each.about) for each in self.told if each.what == "ends"}
        return (ready.phase, ready.about) not in ended

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
        gate = home / "gate"
        if moment is not None and not gate.exists():
            os.mkfifo(gate)
        self._order({"home": str(home), "force": force} | (moment.order() if moment else {}))
        began = self._hear()
        pid = int(began.about)
        too_long = Timer(PATIENCE, os.kill, (pid, signal.SIGKILL))
        too_long.start()
        try:
            return self._watch(began, gate, moment)
        except BaseException:
            os.kill(pid, signal.SIGKILL)  # it may stand at its gate, and the pad waits for it
            raise
        finally:
            too_long.cancel()

    def _watch(self, began: Told, gate: Path, moment: Moment | None) -> Run:
        told, killed_at = [began], None
        while (line := self._hear()).what != "ended":
            told.append(line)
            if line.what == "ready" and moment is not None:
                killed_at = _kill(int(began.about), gate, moment)
        return Run(int(line.about), tuple(told), killed_at)

    def _order(self, told: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(told)}\n")
        self._process.stdin.flush()

    def _hear(self) -> Told:
        assert self._process.stdout is not None
        at, phase, what, about, statements = self._process.stdout.readline().split()
        return Told(int(at) / 1e9, phase, what, about, int(statements))


def _kill(pid: int, gate: Path, moment: Moment) -> float:
    if not moment.statement:
        os.close(os.open(gate, os.O_WRONLY))  # from here on the victim goes on
        time.sleep(moment.delay)
    at = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    return at


def without_proxies() -> dict[str, str]:
    """Our environment, without what would lead loopback elsewhere."""
    led = ("_proxy", "_PROXY")
    return {name: value for name, value in os.environ.items() if not name.endswith(led)}
