"""A `docket poll` that tells where it is, and stands still where it is to be killed.

It runs the real command. A launch pad has imported everything once and forks for each line that
comes on stdin: `{"home": "...", "force": true, "phase": "send", "turn": 3}`, with a null phase for
a round that nobody kills. On stdout the fork tells, one line each,
`<monotonic ns> <phase> <what> <message id or ->`.

At the beginning of its third sending, here, it waits until somebody opens the pipe `gate` in its
home, who then starts his clock; at its end it waits for ever, so that no kill comes too late.
What it says for people goes to the file `said`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import cli
from commands import driving, rounds
from db.deliveries import Deliveries
from db.migrations import migrate
from db.store import Store
from notify import outbox, send
from scraper.rounds import Round
from scraper.spiders.source import SourceSpider

# What a round imports on its way. They are named here, so that no fork needs to load them.
LOADED = (driving, rounds, migrate)

About = Callable[[tuple[Any, ...]], str]


class Teller:
    """Tells where a round is, and stands still where it is to be killed."""

    def __init__(self, out: int, gate: Path, phase: str | None, turn: int) -> None:
        self._out = out
        self._gate = gate
        self._phase = phase
        self._turn = turn
        self._turns = count(1)
        self._standing: tuple[str, str] | None = None  # the phase to be killed in, and its message

    def tell(self, phase: str, what: str, about: str = "-") -> None:
        # One short write to a pipe: whole or not at all, and there whatever happens to us.
        os.write(self._out, f"{time.monotonic_ns()} {phase} {what} {about}\n".encode())

    def begin(self, phase: str, about: str) -> None:
        self.tell(phase, "begins", about)
        if phase == self._phase and next(self._turns) == self._turn:
            self._standing = phase, about
            self.tell(phase, "ready", about)
            self._stand()

    def end(self, phase: str, about: str) -> None:
        self.tell(phase, "ends", about)
        if self._standing == (phase, about):
            self._stand()

    def _stand(self) -> None:
        os.close(os.open(self._gate, os.O_RDONLY))

    def listen(self) -> None:
        """Put ourselves before and after the real steps of the five phases."""
        self._wrap(Round, "asking", "fetch", ends=False)
        self._wrap(SourceSpider, "answered", "fetch", begins=False)
        self._wrap(Store, "record", "record")
        self._wrap(outbox, "plan", "plan")
        self._wrap(send, "send", "send", about=lambda given: str(given[1].id))
        self._wrap(Deliveries, "settle", "settle", about=lambda given: str(given[1]))

    def _wrap(
        self,
        owner: Any,
        name: str,
        phase: str,
        *,
        about: About = lambda given: "-",
        begins: bool = True,
        ends: bool = True,
    ) -> None:
        real = getattr(owner, name)

        def told(*given: Any, **named: Any) -> Any:
            if begins:
                self.begin(phase, about(given))
            result = real(*given, **named)
            if ends:
                self.end(phase, about(given))
            return result

        setattr(owner, name, told)


def _poll(out: int, home: str, force: bool, phase: str | None, turn: int) -> NoReturn:
    """One round, in a process and session of its own, from the command line on."""
    os.setsid()
    said = os.open(f"{home}/said", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(said, stream)
    teller = Teller(out, Path(home) / "gate", phase, turn)
    teller.tell("round", "began", str(os.getpid()))
    teller.listen()
    sys.argv = ["docket", "poll", "--home", home, *["--force"] * force]
    cli.main()
    sys.exit()


def _launch(out: int, order: dict[str, Any]) -> None:
    """Fork for one round, and tell how it ended."""
    pid = os.fork()
    if not pid:
        _poll(out, **order)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.write(out, f"{time.monotonic_ns()} round ended {status}\n".encode())


def main() -> None:
    out = os.dup(1)
    send.check("json://127.0.0.1")  # loads apprise's many services
    for order in sys.stdin:
        _launch(out, json.loads(order))


if __name__ == "__main__":
    main()
