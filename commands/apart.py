"""Reading what strangers wrote in a process of its own, which can be ended.

A page of megabytes may be built so that its reader takes hours, inside a library that hears no
signal. What is read here costs at most `PATIENCE`, and takes nobody down with it.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from db.errors import DocketError
from db.models import Problem, Snapshot, Source, SourceState

PATIENCE = 60.0  # seconds for one page or mail; the longest dockets take ten

Parser = Callable[..., Snapshot]  # of a body, the source that it is an answer of, and its wishes


class Reader:
    """A parser at work elsewhere, one body after the other. It must be one that pickles."""

    def __init__(self, parse: Parser, patience: float = PATIENCE) -> None:
        self._parse, self._patience = parse, patience
        self._child: tuple[BaseProcess, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, body: bytes, source: Source | None = None, **wishes: bool) -> Snapshot:
        """What the body tells; a state DOWN where reading took too long, or ended badly."""
        _, line = self._child or self._start()
        try:
            line.send((body, source, wishes))
            answer = line.recv() if line.poll(self._patience) else None
        except (EOFError, OSError):
            self._end()
            return unread("reader_failed", "docket fails to read it; please report this")
        if answer is None:
            self._end()
            return unread("too_slow", f"reading it took longer than {self._patience:.0f} seconds")
        if isinstance(answer, DocketError):
            raise answer
        assert isinstance(answer, Snapshot)
        return answer

    def _start(self) -> tuple[BaseProcess, Connection]:
        # A fork would take along whatever threads and locks we have.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        child = context.Process(target=_serve, args=(there, self._parse), daemon=True)
        child.start()
        there.close()
        self._child = (child, here)
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            child, line = self._child
            line.close()
            child.kill()
            child.join()
            child.close()
            self._child = None


def _serve(line: Connection, parse: Parser) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is our parent's, who then ends us
    while True:
        try:
            body, source, wishes = line.recv()
        except EOFError:
            return
        try:
            line.send(parse(body, source, **wishes))
        except DocketError as error:
            line.send(error)
        except Exception as error:  # what was read may stand in its words
            words = f"docket fails to read it; please report this: {type(error).__name__}"
            line.send(unread("reader_failed", words))


def unread(code: str, words: str) -> Snapshot:
    return Snapshot(SourceState.DOWN, problems=(Problem(code, words),), complete=False)
