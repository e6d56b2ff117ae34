"""A home in a folder of its own, and the real `docket` in front of it."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click.testing
import pytest

import cli
from db.migrations import migrate
from db.store import Store
from tests.commands.courthouse import Courthouse
from tests.loopback import Loopback


@dataclass(frozen=True)
class House:
    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def path(self) -> Path:
        return self.folder / "docket.db"

    def store(self) -> Store:
        migrate(self.path)
        return Store.open(self.path)

    def docket(
        self,
        *words: str | Path,
        given: str = "",
        exits: int = 0,
        env: Mapping[str, str | None] | None = None,
    ) -> click.testing.Result:
        """Run a command; `given` is its standard input, `exits` the exit code that it must have."""
        result = click.testing.CliRunner().invoke(
            cli.docket,
            [str(word) for word in words],
            input=given,
            env={"DOCKET_HOME": str(self.folder), "COLUMNS": "100"} | dict(env or {}),
            catch_exceptions=False,
        )
        assert result.exit_code == exits, result.output
        return result

    def on_a_terminal(self, *words: str, columns: int = 100, exits: int = 0, **env: str) -> str:
        """What a command of the real program shows to a person, with all that colours it."""
        desk, terminal = pty.openpty()
        run = subprocess.Popen(
            [sys.executable, "-c", "import cli; cli.main()", *words],
            cwd=Path(cli.__file__).parent,
            env={"DOCKET_HOME": str(self.folder), "TERM": "xterm", "COLUMNS": str(columns)} | env,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
        )
        os.close(terminal)
        shown = b"".join(_read_from(desk))
        assert run.wait() == exits, shown
        return shown.decode().replace("\r\n", "\n")

    def lines(self, *words: str | Path, exits: int = 0) -> list[dict[str, Any]]:
        """What a command prints as JSON Lines."""
        told = self.docket(*words, "--json", exits=exits).stdout
        return [json.loads(line) for line in told.splitlines()]


class Terminal(io.StringIO):
    """A stream that passes for somebody's terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def terminal(columns: int) -> Iterator[Terminal]:
    """What is printed within, as a person sees it in a window of so many columns."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COLUMNS", str(columns))
        environment.setenv("TERM", "xterm")
        with redirect_stdout(Terminal()) as shown:
            yield shown


def _read_from(desk: int) -> Iterator[bytes]:
    """Until the other end is closed, which Linux calls an error."""
    with suppress(OSError):
        while piece := os.read(desk, 4096):
            yield piece
    os.close(desk)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


@pytest.fixture
def court(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Courthouse]:
    """A court on loopback, configured in the house, with nothing on its list."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Loopback() as server:
        courthouse = Courthouse(house, server)
        courthouse.configure()
        courthouse.lists()
        yield courthouse
