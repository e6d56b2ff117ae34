"""A `docket poll` that tells where it is, and stands still where it is to be killed.

It runs the real command. A launch pad has imported everything once and forks for each line that
comes on stdin: `{"home": "...", "force": true, "phase": "settle", "turn": 3, "statement": 0}`,
without the last three for a round that nobody kills. On stdout the fork tells, one line each,
`<monotonic ns> <phase> <what> <message id or -> <SQL statements of the phase so far>`.

At the beginning of its third settling, here, it waits until somebody opens the pipe `gate` in its
home, who then starts his clock; with `statement` 4, before its fourth SQL statement of that. At its
end it waits for ever, so that no kill comes too late. What it says for people goes to `said`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from sqlite3 import Connection
from typing import Any, NoReturn

import cli
from commands import driving, rounds
from db import engine
from db.deliveries import Deliveries
from db.migrations import migrate
from db.newsroom import Newsroom
from db.store import Store
from notify import outbox, send
from scraper.rounds import Round
from scraper.spiders.source import SourceSpider

# What a round imports on its way. They are named here, so that no fork needs to load them.
LOADED = (driving, rounds, migrate)

KEEPING = ("record", "read", "plan", "settle")  # the phases that write to the store

About = Callable[[tuple[Any, ...]], str]
Connect = Callable[..., Connection]


class Teller:
    """Tells where a round is, and stands still where it is to be killed."""

    def __init__(
        self, out: int, gate: Path, phase: str = "", turn: int = 0, statement: int = 0
    ) -> None:
        self._out = out
        self._gate = gate
        self._phase = phase
        self._turn = turn
        self._statement = statement
        self._turns = count(1)
        self._statements = 0  # since one of the phases that keep something began
        self._doomed: tuple[str, str] | None = None  # the phase to die in, and its message
        self._is_ready = False

    def tell(self, phase: str, what: str, about: str = "-") -> None:
        # One short write to a pipe: whole or not at all, and there whatever happens to us.
        line = f"{time.monotonic_ns()} {phase} {what} {about} {self._statements}\n"
        os.write(self._out, line.encode())

    def begin(self, phase: str, about: str) -> None:
        self.tell(phase, "begins", about)
        if phase in KEEPING:
            self._statements = 0
        if phase == self._phase and next(self._turns) == self._turn:
            self._doomed = phase, about
            if not self._statement:
                self._stand()

    def end(self, phase: str, about: str) -> None:
        self.tell(phase, "ends", about)
        if self._doomed == (phase, about):
            self._stand()

    def count(self, sql: str) -> None:
        """Before each statement, as SQLite calls it."""
        self._statements += 1
        if self._doomed and self._statements == self._statement:
            self._stand()

    def _stand(self) -> None:
        if self._doomed and not self._is_ready:
            self._is_ready = True
            self.tell(self._doomed[0], "ready", self._doomed[1])
        os.close(os.open(self._gate, os.O_RDONLY))

    def listen(self) -> None:
        """Put ourselves before and after the real steps of a round; `read` settles a story."""
        self._wrap(Round, "asking", "fetch", ends=False)
        self._wrap(SourceSpider, "answered", "fetch", begins=False)
        self._wrap(Store, "record", "record")
        self._wrap(Newsroom, "settle", "read", about=lambda given: str(given[1].id))
        self._wrap(outbox, "plan", "plan")
        self._wrap(send, "send", "send", about=lambda given: str(given[1].id))
        self._wrap(Deliveries, "settle", "settle", about=lambda given: str(given[1]))
        engine.connect = self._counting(engine.connect)

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

    def _counting(self, connect: Connect) -> Connect:
        def connected(path: Path, *, readonly: bool = False) -> Connection:
            connection = connect(path, readonly=readonly)
            connection.set_trace_callback(self.count)
            return connection

        return connected


def _poll(out: int, home: str, force: bool, **doom: Any) -> NoReturn:
    """One round, in a process and session of its own, from the command line on."""
    os.setsid()
    said = os.open(f"{home}/said", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(said, stream)
    teller = Teller(out, Path(home) / "gate", **doom)
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
    os.write(out, f"{time.monotonic_ns()} round ended {status} 0\n".encode())


def main() -> None:
    out = os.dup(1)
    send.check("json://127.0.0.1")  # loads apprise's many services
    for order in sys.stdin:
        _launch(out, json.loads(order))


if __name__ == "__main__":
    main()
